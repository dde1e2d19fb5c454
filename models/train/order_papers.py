"""Draw the score of amounts to whole papers: `detect/data/order_papers.json`.

`python -m models.train.order_papers` starts from the weights of `detect/data/order_value.json`, which most notes
of a few lines decided, and draws them to the long passages of `data/` and to `data/marked_offices`: whole papers of
offices and trades by seven authors, which the second network was not trained on. The papers of one author after
the other are scored by weights that were drawn without them, and what those find is printed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from models.train import order_among, order_value, ridge
from models.train.order_value import BIAS, ENTITY, RARE, STEPS, Reading, Recorder
from models.train.passages import Written, read_passages
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.amount import order_score, prefilter
from pii_sweep.detect.score import logistic

OUT = order_among.OUT.with_name(f"{order_score.PAPERS}.json")
OFFICES = "marked_offices"
SOURCES = ("order_papers.txt", "marked", OFFICES)
# The ridge on a change of a weight that was fitted before, and on a new weight.
PENALTY, PENALTY_NEW = 5.0, 1.0
# From which share on an amount counts in the printed figures.
FOUND = 0.5


def choose(passages: Sequence[Written]) -> Iterator[Written]:
    """Yield the passages with money that are papers."""
    for one in passages:
        text = one.text.text
        paper = ENTITY in one.labels and order_score.model_of(text) == order_score.PAPERS
        if paper and (one.kind.startswith(OFFICES) or prefilter.shows_money(text)):
            yield one


def readings(recorder: Recorder, passages: Sequence[Written]) -> Iterator[Reading]:
    """Yield the readings of papers of offices, and of passages with one true amount at most.

    Those with several are lists of orders mostly, of which each is the total of its own.
    """
    for one in choose(passages):
        truths = [one.text.text[low:high] for low, high in one.text.of(ENTITY)]
        passage = order_value.passage_of(one.text.text)
        for read in recorder.read(one.kind, one.kind, [passage], truths):
            if one.kind.startswith(OFFICES) or read.totals < 2:
                yield read


def draw(held: Sequence[Reading], first: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each feature, drawn from those of `first` to what the readings say, the bias last."""
    rows = [features for one in held for features in one.features]
    counts = Counter(name for row in rows for name, value in row.items() if value)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    centre = np.array([first.get(name, 0.0) for name in names])
    penalty = np.array([PENALTY if name in first else PENALTY_NEW for name in names])
    weight = np.array([len(one.features) ** -0.5 for one in held for _ in one.features])
    right = np.array([good for one in held for good in one.right], float)
    found = ridge.fit(ridge.lay_out(rows, names), right, weight, penalty, centre, steps=STEPS)
    every = {**first, **dict(zip(names, found.tolist(), strict=True))}
    return {name: every[name] for name in sorted(every, key=lambda name: (name == BIAS, name))}


def describe(held: Sequence[Reading], first: Mapping[str, float]) -> str:
    """Return what `first` finds in papers of offices, and what weights drawn without their author find."""
    offices = [one for one in held if one.kind.startswith(OFFICES)]
    drawn = {
        author: draw([one for one in held if _author(one) != author], first)
        for author in sorted(set(map(_author, offices)))
    }
    before = _count(offices, dict.fromkeys(drawn, first))
    right, found = _count(offices, drawn)
    return (
        f"Of {sum(sum(one.right) for one in offices)} amounts of {len(drawn)} authors of papers of offices, each "
        f"left out, {right} are found and {found - right} of {found} are wrong; by the weights of notes "
        f"{before[0]} are found and {before[1] - before[0]} of {before[1]} are wrong."
    )


def _count(offices: Sequence[Reading], weights: Mapping[str, Mapping[str, float]]) -> tuple[int, int]:
    """Return how many amounts that count are right, and how many count, by the weights of each author."""
    sure = [
        good
        for one in offices
        for good, features in zip(one.right, one.features, strict=True)
        if logistic.share(weights[_author(one)], features) >= FOUND
    ]
    return sum(sure), len(sure)


def _author(one: Reading) -> str:
    """Return the file of a passage, which is its author's."""
    return one.kind.rpartition(" ")[0]


def main() -> None:
    """Read the papers, draw the weights to them, and write the weights that ship."""
    first = json.loads(order_among.OUT.read_text(encoding="utf-8"))["weights"]
    shipped = detect.load(Settings())
    recorder = Recorder(shipped.settings, shipped.ner, shipped.second, shipped.rows, shipped.allowed)
    write(list(readings(recorder, list(read_passages(sources=SOURCES)))), first)


def write(held: Sequence[Reading], first: Mapping[str, float]) -> None:
    """Write the weights that papers show, with what they were drawn to."""
    head = (
        f"models/train/order_papers.py on {date.today()}: drawn from {order_score.MODEL}.json to {len(held)} papers; "
        f"penalty {PENALTY:g} on a change, {PENALTY_NEW:g} on a new weight. {describe(held, first)}"
    )
    weights = {name: round(value, 3) for name, value in draw(held, first).items()}
    model = {"fitted": head, "weights": weights, "knots": [[0.0, 0.0], [1.0, 1.0]]}
    OUT.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(head)


if __name__ == "__main__":
    main()
