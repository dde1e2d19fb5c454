"""Accuracy by kind of document, worst kind first: what documents that no one here has seen will get.

`python -m pii_sweep.evaluate.kinds FOLDER... [--json] [--misses] [--kind K ...]`; `fixtures.kinds` writes
the folders, and several are measured as one: a calibration error of twenty findings is noise. A kind counts
in the mean of an entity where it has at least LEAST of its truths: shares of fewer are noise. HEALTH is
scored by object: whether an object with health information has any finding of it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pii_sweep.config import Settings
from pii_sweep.errors import UsageError
from pii_sweep.evaluate import calibration
from pii_sweep.evaluate.judge import Verdict
from pii_sweep.evaluate.run import judged
from pii_sweep.evaluate.score import Outcome, Score, Sure, total

LEAST = 5
ENTITIES = ("PERSON", "STREET_ADDRESS", "HEALTH", "ORDER_VALUE")
FITTED = ("PERSON", "STREET_ADDRESS", "ORDER_VALUE")
# Least recall and precision: mean over kinds, and of the worst kind.
MEAN_BARS = {"PERSON": (0.93, 0.93), "STREET_ADDRESS": (0.93, 0.96), "HEALTH": (0.85, 0.93)}
WORST_BAR = (0.85, 0.85)
FLAGGED_BAR, ERROR_BAR = 0.03, 0.05
_SHORT = {"PERSON": "person", "STREET_ADDRESS": "address", "HEALTH": "health", "ORDER_VALUE": "order value"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One object of a kind; `flagged` says that it is clean and a finding in it is wrong."""

    kind: str
    scores: Mapping[str, Score]
    clean: bool
    flagged: bool
    sure: tuple[Sure, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """The figures of a kind: objects, scores of ENTITIES, clean objects and those flagged, findings.

    `by_object` holds the findings of each object.
    """

    name: str
    objects: int
    scores: Mapping[str, Score]
    clean: int
    flagged: int
    sure: tuple[Sure, ...]
    by_object: tuple[tuple[Sure, ...], ...] = ()

    def error(self, entity: str) -> float | None:
        """Return the expected calibration error of an entity's findings; None without any."""
        return calibration.error([one for one in self.sure if one.entity == entity])

    @property
    def worst(self) -> float:
        """Return the lowest recall or precision of an entity with enough truths; 1 where there is none."""
        held = [self.scores[name] for name in MEAN_BARS if self.scores[name].truths >= LEAST]
        rates = [rate for one in held for rate in (one.recall, one.precision) if rate is not None]
        return min(rates, default=1.0)


def measure_kinds(
    folder: Path,
    settings: Settings,
    kinds: frozenset[str] = frozenset(),
    see: Callable[[Verdict], None] | None = None,
) -> tuple[Kind, ...]:
    """Judge a collection's objects, or those of the kinds named, and return the kinds, the worst first.

    `see` is given each verdict, which holds text. Raises UsageError for a folder without `truth.jsonl`.
    """
    rows = []
    for verdict, outcome in judged(folder, settings, kinds=kinds):
        rows.append(judge_object(verdict, outcome))
        if see is not None:
            see(verdict)
    return sum_kinds(rows)


def judge_object(verdict: Verdict, outcome: Outcome) -> Judged:
    """Return what counts of one object; a finding that is neither right nor wrong does not flag it."""
    truth, flags = verdict.truth, outcome.flags
    scores = {name: outcome.scores.get(name, Score()) for name in ENTITIES}
    holds, found = "HEALTH" in outcome.holding, "HEALTH" in flags
    scores["HEALTH"] = Score(holds, holds and found, found, holds and found)
    wrong = any(right is False for right in verdict.right)
    return Judged(truth.kind, scores, truth.clean, truth.clean and wrong, outcome.sure)


def sum_kinds(objects: Iterable[Judged]) -> tuple[Kind, ...]:
    """Return the kinds, the worst first."""
    held: dict[str, list[Judged]] = {}
    for one in objects:
        held.setdefault(one.kind, []).append(one)
    return tuple(sorted((_kind(name, rows) for name, rows in held.items()), key=lambda one: one.worst))


def _kind(name: str, rows: Sequence[Judged]) -> Kind:
    scores = {**dict.fromkeys(ENTITIES, Score()), **total(row.scores for row in rows)}
    sure = tuple(one for row in rows for one in row.sure)
    clean, flagged = sum(row.clean for row in rows), sum(row.flagged for row in rows)
    return Kind(name, len(rows), scores, clean, flagged, sure, tuple(row.sure for row in rows))


def average(kinds: Sequence[Kind], entity: str) -> tuple[float | None, float | None]:
    """Return mean recall and precision over the kinds with enough truths of an entity.

    A kind without findings has no precision and counts in the mean recall alone.
    """
    recalls, precisions = _rates(kinds, entity)
    return _mean_of(recalls), _mean_of(precisions)


def lowest(kinds: Sequence[Kind], entity: str) -> tuple[float | None, float | None]:
    """Return the lowest recall and the lowest precision among the kinds with enough truths."""
    recalls, precisions = _rates(kinds, entity)
    return min(recalls, default=None), min(precisions, default=None)


def _rates(kinds: Sequence[Kind], entity: str) -> tuple[list[float], list[float]]:
    held = [one.scores[entity] for one in kinds if one.scores[entity].truths >= LEAST]
    recalls = [one.recall for one in held if one.recall is not None]
    return recalls, [one.precision for one in held if one.precision is not None]


def _mean_of(rates: Sequence[float]) -> float | None:
    return sum(rates) / len(rates) if rates else None


def write_tables(kinds: Sequence[Kind]) -> str:
    """Return the bars with what was measured, then a row a kind, the worst first, as Markdown."""
    lines = ["| measure | recall | bar | precision | bar | met |", "|---|---|---|---|---|---|"]
    for entity, bar in MEAN_BARS.items():
        for words, rates, least in (
            ("mean over kinds", average(kinds, entity), bar),
            ("worst kind", lowest(kinds, entity), WORST_BAR),
        ):
            met = all((rate or 0.0) >= one for rate, one in zip(rates, least, strict=True))
            cells = [f"{entity}, {words}", _rate(rates[0]), f"{least[0]:.2f}", _rate(rates[1])]
            lines.append(f"| {' | '.join([*cells, f'{least[1]:.2f}', _say_met(met)])} |")
    clean, flagged = sum(one.clean for one in kinds), sum(one.flagged for one in kinds)
    lines += ["", "| measure | value | bar | met |", "|---|---|---|---|"]
    share = flagged / clean if clean else 0.0
    words = f"clean documents flagged, {flagged} of {clean}"
    lines.append(f"| {words} | {share:.3f} | {FLAGGED_BAR:.2f} | {_say_met(share <= FLAGGED_BAR)} |")
    for entity in FITTED:
        groups = [[one for one in held if one.entity == entity] for kind in kinds for held in kind.by_object]
        sure = [one for held in groups for one in held]
        error, bounds = calibration.error(sure), calibration.bound_error(groups)
        met = error is not None and error <= ERROR_BAR
        words = f"calibration error, {entity}"
        if bounds is not None:
            words += f", {len(sure)} findings, 90 % of draws {bounds[0]:.3f} to {bounds[1]:.3f}"
        lines.append(f"| {words} | {_rate(error)} | {ERROR_BAR:.2f} | {_say_met(met)} |")
    return "\n".join([*lines, "", _kind_table(kinds)])


def _kind_table(kinds: Sequence[Kind]) -> str:
    head = ["kind", "objects"]
    head += [f"{_SHORT[entity]} {what}" for entity in ENTITIES for what in ("truths", "recall", "precision")]
    head += ["clean flagged", "ECE person", "ECE address"]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    pooled = [Judged("all, pooled", one.scores, False, False, one.sure) for one in kinds]
    last = _kind("all, pooled", pooled)
    for one in (*kinds, last):
        cells = [one.name, str(one.objects if one is not last else sum(kind.objects for kind in kinds))]
        for entity in ENTITIES:
            score = one.scores[entity]
            cells += [str(score.truths), _rate(score.recall), _rate(score.precision)]
        clean, flagged = (
            (sum(kind.clean for kind in kinds), sum(kind.flagged for kind in kinds))
            if one is last
            else (one.clean, one.flagged)
        )
        cells += [f"{flagged} of {clean}", _rate(one.error("PERSON")), _rate(one.error("STREET_ADDRESS"))]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def as_records(kinds: Sequence[Kind]) -> list[dict[str, object]]:
    """Return the kinds, JSON-ready."""
    return [
        {
            "kind": one.name,
            "objects": one.objects,
            "scores": {entity: one.scores[entity].as_dict() for entity in ENTITIES},
            "clean": one.clean,
            "flagged": one.flagged,
            "calibration_error": {entity: one.error(entity) for entity in FITTED},
        }
        for one in kinds
    ]


def _say_met(met: bool) -> str:
    return "yes" if met else "**no**"


def _rate(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.3f}"


def describe_misses(verdict: Verdict) -> Iterator[str]:
    """Yield what was missed and what was found wrongly in an invented document, values in plain text."""
    truth = verdict.truth
    for item, place in zip(truth.entities, verdict.found, strict=True):
        if place is None and item.entity in ENTITIES and item.entity != "HEALTH":
            yield f"{truth.key}\tmissed\t{item.entity}\t{item.value!r}"
    held = {one.entity for one in verdict.detections}
    if "HEALTH" not in held and any(item.entity == "HEALTH" for item in truth.entities):
        yield f"{truth.key}\tmissed\tHEALTH\t(object)"
    for one, right in zip(verdict.detections, verdict.right, strict=True):
        counts = (
            truth.clean or (one.entity in FITTED) or (one.entity == "HEALTH" and not _has_health(verdict))
        )
        if right is False and counts:
            yield f"{truth.key}\twrong\t{one.entity}\t{one.value!r}\t{one.score:.2f}"


def _print_misses(verdict: Verdict) -> None:
    for line in describe_misses(verdict):
        print(line)


def _has_health(verdict: Verdict) -> bool:
    return any(item.entity == "HEALTH" for item in verdict.truth.entities)


def main() -> None:
    """Parse the command line, judge the folder and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m pii_sweep.evaluate.kinds", description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="+", help="folders written by python -m fixtures.kinds, measured as one"
    )
    parser.add_argument("--kind", action="append", default=[], help="only this kind; may be repeated")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--misses", action="store_true", help="print each miss and wrong finding first")
    given = parser.parse_args()
    see = _print_misses if given.misses else None
    try:
        every = (measure_kinds(one, Settings(), frozenset(given.kind), see) for one in given.folder)
        kinds = tuple(sorted((kind for found in every for kind in found), key=lambda one: one.worst))
    except UsageError as error:
        sys.exit(f"error: {error}")
    print(json.dumps(as_records(kinds), indent=1) if given.json else write_tables(kinds))


if __name__ == "__main__":
    main()
