"""Counts of right and wrong, and what they add up to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MAIN = ("PERSON", "STREET_ADDRESS", "ORDER_VALUE")


@dataclass(frozen=True, slots=True)
class Score:
    """Truth entities and how many were found; findings and how many are right."""

    truths: int = 0
    found: int = 0
    findings: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.truths + other.truths,
            self.found + other.found,
            self.findings + other.findings,
            self.right + other.right,
        )

    @property
    def recall(self) -> float | None:
        """Return the share of truth entities that were found; None where there is none."""
        return self.found / self.truths if self.truths else None

    @property
    def precision(self) -> float | None:
        """Return the share of findings that are right; None where there is none."""
        return self.right / self.findings if self.findings else None

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall; None where either is unknown."""
        if self.recall is None or self.precision is None:
            return None
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0

    def as_dict(self) -> dict[str, int | float | None]:
        """Return counts and rates, JSON-ready."""
        return {
            "truths": self.truths,
            "found": self.found,
            "findings": self.findings,
            "right": self.right,
            "recall": self.recall,
            "precision": self.precision,
            "f1": self.f1,
        }


Scores = Mapping[str, Score]
# A box is where its value stands when it overlaps the true one by this much (intersection over union).
PLACED = 0.6


@dataclass(frozen=True, slots=True)
class Sure:
    """A finding's score and whether it was right; what calibration is measured on."""

    entity: str
    score: float
    right: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One object judged: scores by entity, and what the object is.

    `holding` are the types it truly holds, `flags` those found in it whether rightly or not,
    `unsure` those of which only findings that are neither right nor wrong were made; `judged`
    names the only types that are judged, empty judges all. `digest` is its content's SHA-256.
    """

    format: str
    kind: str
    scores: Scores
    holds: bool
    flagged: bool
    overlaps: tuple[float, ...] = ()
    sure: tuple[Sure, ...] = ()
    damage: str | None = None
    gaps: int = 0
    characters: int = 0
    seconds: float = 0.0
    holding: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    judged: frozenset[str] = frozenset()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Micro scores over a corpus, by entity, by format and by kind.

    `objects` scores "holds personal data" per object. `iou` is the mean overlap (intersection
    over union) of found boxes with the true ones and `placed` the share of at least PLACED; None
    where the truth has no boxes. `decisions`
    count the objects rightly and wrongly decided to hold an entity (`evaluate.decisions`).
    """

    corpus: str
    objects_read: int
    overall: Scores
    by_format: Mapping[str, Scores]
    by_kind: Mapping[str, Scores]
    objects: Score
    iou: float | None
    placed: float | None
    boxes: int
    gaps: int
    sure: tuple[Sure, ...] = field(default=(), repr=False)
    decisions: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Return everything but the single findings, JSON-ready."""
        return {
            "corpus": self.corpus,
            "objects_read": self.objects_read,
            "entities": _to_dicts(self.overall),
            "formats": {name: _to_dicts(scores) for name, scores in self.by_format.items()},
            "kinds": {name: _to_dicts(scores) for name, scores in self.by_kind.items()},
            "objects": self.objects.as_dict(),
            "box_iou": self.iou,
            "boxes_placed": self.placed,
            "boxes": self.boxes,
            "gaps": self.gaps,
            "decisions": [dict(row) for row in self.decisions],
        }

    def as_json(self) -> str:
        """Return the report as JSON text."""
        return json.dumps(self.as_dict(), indent=2, ensure_ascii=False)

    def as_table(self) -> str:
        """Return the report as plain text tables, one line per entity within each group."""
        groups = [("all", self.overall)]
        groups += [(f"format {name}", scores) for name, scores in self.by_format.items()]
        groups += [(f"kind {name}", scores) for name, scores in self.by_kind.items()]
        lines = [f"{'group':<28} {'entity':<22} {'truths':>7} {'recall':>7} {'precision':>9} {'F1':>6}"]
        for name, scores in groups:
            lines += [_row(name, entity, score) for entity, score in scores.items()]
        lines.append(_row("objects", "holds personal data", self.objects))
        if self.iou is not None:
            lines.append(
                f"box IoU {self.iou:.2f} over {self.boxes} boxes, {self.placed:.1%} of them {PLACED} or more"
            )
        lines.append(f"{self.objects_read} objects, {self.gaps} gaps")
        return "\n".join(lines)


def total(outcomes: Iterable[Scores]) -> dict[str, Score]:
    """Return the micro sum of scores, the main entities first."""
    summed: dict[str, Score] = {}
    for scores in outcomes:
        for entity, score in scores.items():
            summed[entity] = summed.get(entity, Score()) + score
    order = sorted(summed, key=lambda name: (MAIN.index(name) if name in MAIN else len(MAIN), name))
    return {name: summed[name] for name in order}


def report(corpus: str, outcomes: list[Outcome]) -> Report:
    """Add up judged objects."""
    overlaps = [overlap for outcome in outcomes for overlap in outcome.overlaps]
    holds = sum(outcome.holds for outcome in outcomes)
    flagged = sum(outcome.flagged for outcome in outcomes)
    both = sum(outcome.holds and outcome.flagged for outcome in outcomes)
    return Report(
        corpus=corpus,
        objects_read=len(outcomes),
        overall=total(outcome.scores for outcome in outcomes),
        by_format=_group_scores(outcomes, "format"),
        by_kind=_group_scores(outcomes, "kind"),
        objects=Score(holds, both, flagged, both),
        iou=sum(overlaps) / len(overlaps) if overlaps else None,
        placed=share_placed(overlaps),
        boxes=len(overlaps),
        gaps=sum(outcome.gaps for outcome in outcomes),
        sure=tuple(item for outcome in outcomes for item in outcome.sure),
    )


def share_placed(overlaps: Sequence[float]) -> float | None:
    """Return the share of boxes that overlap the true ones by PLACED at least; None of no boxes."""
    return sum(overlap >= PLACED for overlap in overlaps) / len(overlaps) if overlaps else None


def _group_scores(outcomes: list[Outcome], by: str) -> dict[str, Scores]:
    names = sorted({str(getattr(outcome, by)) for outcome in outcomes})
    return {name: total(item.scores for item in outcomes if getattr(item, by) == name) for name in names}


def _to_dicts(scores: Scores) -> dict[str, dict[str, int | float | None]]:
    return {entity: score.as_dict() for entity, score in scores.items()}


def _row(group: str, entity: str, score: Score) -> str:
    rates = [f"{rate:.3f}" if rate is not None else "-" for rate in (score.recall, score.precision, score.f1)]
    return f"{group:<28} {entity:<22} {score.truths:>7} {rates[0]:>7} {rates[1]:>9} {rates[2]:>6}"
