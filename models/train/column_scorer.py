"""Fit the score of columns of names: `python -m models.train.column_scorer KINDS…` writes `data/column.json`.

KINDS are folders that `fixtures.kinds` writes. A column counts by the share of its different values that are names
of people in the truth of its document, each of these values as a cell by whether it is one. Ridge-regularised logistic
regression as in `models.train.scorer`; what each kind gets by weights fitted without it is printed. Each table counts
twice more, all or half of its headers exchanged for such as say nothing: values decide where no header does.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path

import numpy as np

from models.train import ridge
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.tables.people import column_score
from pii_sweep.evaluate import corpora, match
from pii_sweep.evaluate.item import Item
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.evaluate.truth import Labelled, Truth
from pii_sweep.types import Piece, Table

OUT = Path(__file__).parents[2] / "pii_sweep" / "detect" / "data" / "column.json"
# The tables that came last measure a version, so nothing is fitted on them.
LAST = ("twentieth", "twentyfirst", "twentysecond")
HELD_OUT = tuple(f"{name}{kind}/" for name in LAST for kind in ("", "_clean"))
EXPORTS = Path(__file__).parents[2] / "fixtures" / "exports"
STAGES = ("columns", "cells")
RIDGE, FREE, LEAST, STEPS, KEPT = 1.5, 0.05, 3, 12, 0.4
# While it is fitted every column that the rules decide is kept and no other is taken.
_UNSURE = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column or a cell: its kind and document, its features, how much of it is people, how many values it has."""

    kind: str
    key: str
    clean: bool
    features: Mapping[str, float]
    right: float
    values: int
    share: float = 1.0


@dataclass(slots=True)
class Recorder(Detector):
    """A detector that keeps what it is asked of columns and cells."""

    seen: list[tuple[Sequence[str], Mapping[str, float]]] = field(default_factory=list, repr=False)

    def judge_names(self, of: str, values: Sequence[str], features: Mapping[str, float]) -> float:
        """Keep a column, and answer so that nothing changes by it."""
        if of == "columns":
            self.seen.append((values, features))
        return _UNSURE


def collect(recorder: Recorder, items: Iterable[Item]) -> Iterator[tuple[str, Candidate]]:
    """Yield the columns and cells of labelled objects, each with its stage; what counts neither way is left out."""
    for item in items:
        pieces = list(pieces_of(item, recorder.settings))
        tabular = any(isinstance(piece, Table) for piece in pieces)
        for blinded in (0.0, *BLINDED) if tabular else (0.0,):
            recorder.seen.clear()
            for _ in recorder.examine(iter(blind(pieces, item.truth.key, blinded) if blinded else pieces)):
                pass
            yield from _candidates(recorder, item.truth, blinded)


def _candidates(recorder: Recorder, truth: Labelled, blinded: float) -> Iterator[tuple[str, Candidate]]:
    people = [one.value for one in truth.entities if one.entity == "PERSON"]
    key = f"{truth.key} {blinded}" if blinded else truth.key
    weights = {stage: BLIND_WEIGHTS[stage] if blinded else 1.0 for stage in STAGES}
    for values, features in recorder.seen:
        sure = [one for one in values if not match.lies_in("PERSON", one, truth.ignore, ocr=False)]
        right = [float(match.lies_in("PERSON", one, people, ocr=truth.ocr)) for one in sure]
        if sure:
            share = sum(right) / len(right)
            yield (
                "columns",
                Candidate(truth.kind, key, truth.clean, features, share, len(sure), weights["columns"]),
            )
        for value, held in zip(sure, right, strict=True):
            described = column_score.describe_cell(features, value)
            yield "cells", Candidate(truth.kind, key, truth.clean, described, held, 1, weights["cells"])


def blind(pieces: Iterable[Piece], key: str, share: float) -> list[Piece]:
    """Return pieces with such a share of the headers of each table exchanged for ones that say nothing."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Table) and piece.header:
            draw = random.Random(f"{key} {share} {piece.where.inside} {piece.header}")
            dull, start = draw.choice(DULL), draw.randrange(9)
            names = tuple(
                _exchange(name, dull.format(start + at)) if draw.random() < share else name
                for at, name in enumerate(piece.header)
            )
            out.append(replace(piece, header=names))
        else:
            out.append(piece)
    return out


def _exchange(name: str, dull: str) -> str:
    """Return a header that says nothing, as a path where the other is one."""
    return f"$.{dull}" if name.startswith("$") else dull


# Headers that say nothing of their values.
DULL = ("col{}", "field_{}", "column {}", "x{}", "f{}", "value{}", "Text{}", "C{}", "Unnamed: {}", "data_{}")
BLINDED, BLIND_WEIGHTS = (1.0, 0.5), {"columns": 0.5, "cells": 0.15}


def read_exports(folder: Path) -> Iterator[Item]:
    """Yield the tables of `fixtures/exports` but those held out, each folder as a kind."""
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        key = record["key"]
        if key.startswith(HELD_OUT):
            continue
        people = tuple(Truth("PERSON", value) for types, value in record["entities"] if "PERSON" in types)
        kind = f"exports {key.partition('/')[0]}"
        yield Item(Labelled(key, Path(key).suffix, kind, people, clean=not people), file=folder / key)


def fit(rows: Sequence[Candidate], names: Sequence[str]) -> np.ndarray:
    """Return the weight of each feature."""
    x = ridge.lay_out([row.features for row in rows], names)
    right = np.array([row.right for row in rows])
    many = Counter(row.key for row in rows)
    weight = np.array([row.share * row.values**0.5 / many[row.key] ** 0.5 for row in rows])
    penalty = np.full(len(names), RIDGE)
    penalty[names.index("bias")] = FREE
    return ridge.fit(x, right, weight, penalty, np.zeros(len(names)), steps=STEPS)


def name_features(rows: Sequence[Candidate]) -> list[str]:
    """Return the features that are not too rare to be fitted."""
    counts = Counter(name for row in rows for name in row.features)
    return sorted(name for name, count in counts.items() if count >= LEAST)


def score_left_out(rows: Sequence[Candidate]) -> np.ndarray:
    """Return the share of each candidate by weights that are fitted without its kind."""
    kinds = np.array([row.kind for row in rows])
    shares = np.zeros(len(rows))
    for kind in sorted(set(kinds)):
        rest = [row for row in rows if row.kind != kind]
        names = name_features(rest)
        own = kinds == kind
        x = ridge.lay_out([row.features for row in rows if row.kind == kind], names)
        shares[own] = ridge.shares_of(x @ fit(rest, names))
    return shares


def describe_stage(stage: str, rows: Sequence[Candidate], shares: np.ndarray) -> str:
    """Return how many columns or cells of people are kept, and of the others, with the error of the shares."""
    whole = [(row, share) for row, share in zip(rows, shares, strict=True) if row.share == 1.0]
    rows, shares = [row for row, _ in whole], np.array([share for _, share in whole])
    right = np.array([row.right for row in rows])
    people, things = shares[right >= _UNSURE], shares[right < _UNSURE]
    flagged = {row.key for row, share in zip(rows, shares, strict=True) if row.clean and share >= KEPT}
    clean = {row.key for row in rows if row.clean}
    return (
        f"{stage}: {(people >= KEPT).sum()} of {len(people)} of people kept, {(things >= KEPT).sum()} of "
        f"{len(things)} others; clean documents {len(flagged)} of {len(clean)}; mean error {np.abs(shares - right).mean():.3f}"
    )


def main() -> None:
    """Collect, fit, print the figures of kinds left out, write the weights."""
    parser = argparse.ArgumentParser(prog="python -m models.train.column_scorer", description=__doc__)
    parser.add_argument("kinds", type=Path, nargs="+", help="folders written by python -m fixtures.kinds")
    parser.add_argument(
        "--exports", type=Path, default=EXPORTS, help="tables of other systems, with truth.jsonl"
    )
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    worker = detect.load(Settings())
    recorder = Recorder(worker.settings, worker.ner, worker.second, worker.rows, worker.allowed)
    rows: dict[str, list[Candidate]] = {stage: [] for stage in STAGES}
    items = chain(*map(corpora.items, given.kinds), read_exports(given.exports))
    for stage, one in collect(recorder, items):
        rows[stage].append(one)
    held: dict[str, object] = {}
    about: dict[str, object] = {"fitted": str(date.today())}
    for stage in STAGES:
        figures = describe_stage(stage, rows[stage], score_left_out(rows[stage]))
        print(figures)
        names = name_features(rows[stage])
        weights = np.round(fit(rows[stage], names), 3).tolist()
        held[stage] = {name: weight for name, weight in zip(names, weights, strict=True) if weight}
        about[f"left out, {stage}"] = figures.partition(": ")[2]
    given.out.write_text(json.dumps({"about": about, **held}, indent=1) + "\n")


if __name__ == "__main__":
    main()
