"""Fit the score of amounts on lists of people: `detect/data/order_rows.json`.

`python -m models.train.order_rows [--parts DIR ...] [--aside FILE ...]` reads the passages of `models/train/data/`, lets
the shipped detector find their people, and fits a logistic regression with an L2 penalty to the amounts of rows. Folds
leave out papers; the papers of files given with `--aside` are only measured.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from models.train import ridge
from models.train.papers import add_parts, load_parts
from models.train.passages import ORDER, Text, part_of, read_passages
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.amount import order_rows
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.model.ner import Entity, Ner
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.reading_order import Flow
from pii_sweep.evaluate import calibration
from pii_sweep.evaluate.score import Sure
from pii_sweep.types import ObjectRef, Passage, Where

OUT = Path(order_rows.__file__).parents[1] / "data" / f"{order_rows.MODEL}.json"
# The ridge, in how many lists a feature has to be, and into how many parts they are split.
PENALTY, RARE, FOLDS, STEPS = 3.0, 3, 16, 20
BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Reading:
    """The candidates of one list with whether each is an order's; `missed` are orders that no candidate is."""

    key: str
    rows: tuple[int, ...]
    features: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    missed: int


@dataclass(slots=True)
class Recorder(Detector):
    """A detector that keeps the candidates of lists and leaves the findings as they are."""

    parts: Sequence[Ner] = field(default=(), repr=False)
    seen: list[order_rows.Candidate] = field(default_factory=list, repr=False)

    def review_orders(
        self, passage: Passage, flow: Flow, hits: Sequence[Hit], entities: Sequence[Entity] | None
    ) -> list[Hit]:
        """Keep the candidates of a list, and return the claims."""
        self.seen += order_rows.candidates(passage, flow, hits, entities)
        return list(hits)

    def read(self, kind: str, key: str, text: Text) -> Reading | None:
        """Return the candidates of a paper, None where it is no list of people with amounts."""
        self.seen = []
        if self.parts:
            self.second = self.parts[part_of(kind)]
        for _ in self.examine([Passage(text.text, Where(ObjectRef("train", "text")))]):
            pass
        if not self.seen:
            return None
        orders = text.of(ORDER)
        held = [
            any(low < one.item.money.end and one.item.money.start < high for low, high in orders)
            for one in self.seen
        ]
        return Reading(
            key,
            tuple(one.row for one in self.seen),
            tuple(one.features for one in self.seen),
            tuple(held),
            max(0, len(orders) - sum(held)),
        )


def readings(recorder: Recorder, sources: Sequence[str], folder: Path | None = None) -> Iterator[Reading]:
    """Yield the lists among the papers of sources."""
    given = {} if folder is None else {"folder": folder}
    for number, one in enumerate(read_passages(sources=sources, **given)):
        if ORDER in one.labels:
            read = recorder.read(one.kind, f"{one.kind} {number}", one.text)
            if read is not None:
                yield read


def fit(held: Sequence[Reading]) -> dict[str, float]:
    """Return the weight of each feature, the bias last; a list weighs by the root of its candidates."""
    counts = Counter(
        name for one in held for name in {n for row in one.features for n, v in row.items() if v}
    )
    names = [*sorted(name for name, count in counts.items() if count >= RARE and name != BIAS), BIAS]
    rows = [features for one in held for features in one.features]
    right = [good for one in held for good in one.right]
    weight = [len(one.features) ** -0.5 for one in held for _ in one.features]
    return ridge.fit_named(rows, names, right, weight, ridge=PENALTY, steps=STEPS)


def shares_of(weights: Mapping[str, float], one: Reading) -> list[float]:
    """Return how likely each candidate is an order's."""
    odds = (sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in one.features)
    return ridge.shares_of(np.array(list(odds))).tolist()


def shares(held: Sequence[Reading]) -> list[list[float]]:
    """Return the share of each candidate by weights that were fitted without its paper."""
    folds = [zlib.crc32(one.key.encode()) % FOLDS for one in held]
    out: list[list[float]] = [[] for _ in held]
    for number in range(FOLDS):
        weights = fit([one for one, fold in zip(held, folds, strict=True) if fold != number])
        for place, one in enumerate(held):
            if folds[place] == number:
                out[place] = shares_of(weights, one)
    return out


def describe(held: Sequence[Reading], chance: Sequence[Sequence[float]]) -> str:
    """Return recall and precision of orders on lists, and the calibration of what is found."""
    true = said = good = 0
    sure: list[Sure] = []
    for one, values in zip(held, chance, strict=True):
        true += sum(one.right) + one.missed
        best: dict[int, int] = {}
        for place, value in enumerate(values):
            row = one.rows[place]
            if value >= order_rows.LEAST and (row not in best or value > values[best[row]]):
                best[row] = place
        said += len(best)
        good += sum(one.right[place] for place in best.values())
        sure += [Sure(ORDER, values[place], one.right[place]) for place in best.values()]
    return (
        f"{len(held)} lists, {true} orders: recall {good / max(1, true):.3f}, precision {good / max(1, said):.3f}, "
        f"calibration error {calibration.error(sure) or 0.0:.3f}."
    )


def main() -> None:
    """Read the papers, fit the weights, print what the folds say, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_parts(parser)
    parser.add_argument("--aside", type=Path, help="a folder with papers in marked/ that are only measured")
    given = parser.parse_args()
    shipped = detect.load(Settings())
    recorder = Recorder(shipped.settings, shipped.ner, shipped.second, shipped.rows, shipped.allowed)
    recorder.parts = load_parts(given.parts)
    held = list(readings(recorder, ["marked"]))
    said = describe(held, shares(held))
    weights = {name: round(value, 3) for name, value in fit(held).items()}
    head = (
        f"models/train/order_rows.py on {date.today()}: {FOLDS} folds by paper; L2 penalty {PENALTY}. {said}"
    )
    model = {"fitted": head, "weights": weights, "knots": [[0.0, 0.0], [1.0, 1.0]]}
    OUT.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(head)
    if given.aside:
        aside = list(readings(recorder, ["marked"], given.aside))
        print(f"aside: {describe(aside, [shares_of(weights, one) for one in aside])}")


if __name__ == "__main__":
    main()
