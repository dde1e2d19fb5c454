"""Draw the score of amounts to texts of many amounts: `detect/data/order_value.json`.

`python -m models.train.order_among` starts from the weights of models/train/order_value.py, in
`data/order_value_first.json`, for which each amount is weighed by itself and few documents are long. It reads the
marked passages of `data/` that are long, with some of the short ones, and fits what an amount is among the others
(detect/amount/amount_comparison.py); what else it weighs may change a little. What the second network says keeps
its weights: that network was trained on these passages. Passages with one amount are left out, which has nothing
to be compared with, and those with several true ones, lists of orders: each is the total of its own order.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from models.train import order_value, ridge
from models.train.order_value import BIAS, ENTITY, RARE, STEPS, Reading, Recorder
from models.train.passages import Written, read_passages
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.amount import order_score, prefilter

OUT = Path(order_score.__file__).parents[1] / "data" / f"{order_score.MODEL}.json"
SOURCES = ("order_texts.txt", "order_papers.txt", "marked")
# Passages written for this, and how much heavier they are.
OWN, HEAVIER = "marked/orders_among_amounts", 5.0
# From how many characters a passage is long, and which share of the short ones is read.
LONG, EVERY = 500, 50
# The ridge on a change of a weight that was fitted before, and on a new weight.
PENALTY, PENALTY_NEW = 60.0, 1.0
# What the second network says.
READ = frozenset({"read", "read none", "read elsewhere", "read alone", "unread"})


def choose(passages: Sequence[Written]) -> Iterator[Written]:
    """Yield the passages with money that are read: those written for this, long ones, some of the others."""
    for number, one in enumerate(passages):
        if (
            ENTITY in one.labels
            and (one.kind.startswith(OWN) or len(one.text.text) > LONG or number % EVERY == 0)
            and prefilter.shows_money(one.text.text)
        ):
            yield one


def readings(recorder: Recorder, passages: Sequence[Written]) -> Iterator[Reading]:
    """Yield the readings of the chosen passages with several amounts of which one at most is true."""
    for one in choose(passages):
        truths = [one.text.text[low:high] for low, high in one.text.of(ENTITY)]
        passage = order_value.passage_of(one.text.text)
        for read in recorder.read(one.kind, one.kind, [passage], truths):
            if len(read.features) > 1 and read.totals < 2:
                yield read


def draw(held: Sequence[Reading], first: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each feature, drawn from those of `first` to what the readings say, the bias last."""
    rows = [features for one in held for features in one.features]
    counts = Counter(name for row in rows for name, value in row.items() if value)
    drawn = sorted(name for name, count in counts.items() if count >= RARE and name not in READ)
    names = [*drawn, *sorted(READ.intersection(first))]
    centre = np.array([first.get(name, 0.0) for name in names])
    # What is kept is held as fast as figures allow.
    penalty = np.array([1e9 if name in READ else PENALTY if name in first else PENALTY_NEW for name in names])
    weight = np.array(
        [
            (HEAVIER if one.kind.startswith(OWN) else 1.0) * len(one.features) ** -0.5
            for one in held
            for _ in one.features
        ]
    )
    right = np.array([good for one in held for good in one.right], float)
    found = ridge.fit(ridge.lay_out(rows, names), right, weight, penalty, centre, steps=STEPS)
    every = {**first, **dict(zip(names, found.tolist(), strict=True))}
    return {name: every[name] for name in sorted(every, key=lambda name: (name == BIAS, name))}


def main() -> None:
    """Read the passages, draw the weights to them, and write the weights that ship."""
    first = json.loads(order_value.OUT.read_text(encoding="utf-8"))
    shipped = detect.load(Settings())
    recorder = Recorder(shipped.settings, shipped.ner, shipped.second, shipped.rows, shipped.allowed)
    held = list(readings(recorder, list(read_passages(sources=SOURCES))))
    weights = {name: round(value, 3) for name, value in draw(held, first["weights"]).items()}
    head = (
        f"{first['fitted']} models/train/order_among.py on {date.today()}: drawn to {len(held)} passages of several amounts, "
        f"{OWN} {HEAVIER:g} times as heavy; penalty {PENALTY:g} on a change, {PENALTY_NEW:g} on a new weight."
    )
    model = {"fitted": head, "weights": weights, "knots": [[0.0, 0.0], [1.0, 1.0]]}
    OUT.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(head)


if __name__ == "__main__":
    main()
