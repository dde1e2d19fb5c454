"""Fit the weights of `data/transactions.toml`: which texts show an order's amount.

`python -m models.train.fit_transaction [COLLECTED.json]`: documents of `transactions.toml` in this folder, and
records `{"kind", "right", "text"}` of candidates judged on labelled corpora where such a file is given. Logistic
regression, maximum a posteriori: weights are held near 1 for orders and -1 for all else (ridge), since few
documents are no orders'. Every kind weighs alike. Prints accuracy with each kind left out.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np

from models.train import ridge
from pii_sweep.detect.amount.transaction import count_words

DATA = Path(__file__).with_name("transactions.toml")
RIDGE, STEPS = 1.0, 30


def collected(path: str | None) -> list[tuple[str, str, bool]]:
    """Return (kind, text, whether it is an order's) of all documents."""
    held = tomllib.loads(DATA.read_text(encoding="utf-8"))
    rows = [(f"own-{number % 8}", text, True) for number, text in enumerate(held["orders"])]
    rows += [(f"own-{number % 8}", text, False) for number, text in enumerate(held["others"])]
    for row in json.loads(Path(path).read_text(encoding="utf-8")) if path else ():
        rows.append((row["kind"], row["text"], row["right"]))
    return rows


def fitted(counts: np.ndarray, right: np.ndarray, weight: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Return the weights, bias last, held near `prior`."""
    return ridge.fit(counts, right, weight, np.full(len(prior), RIDGE), prior, steps=STEPS)


def main() -> None:
    """Fit, print the figures and the weights."""
    rows = collected(sys.argv[1] if len(sys.argv) > 1 else None)
    names = list(count_words(""))
    counts = np.array([[np.log1p(count_words(text)[name]) for name in names] + [1.0] for _, text, _ in rows])
    right = np.array([float(good) for *_, good in rows])
    kinds = [kind for kind, *_ in rows]
    sizes = Counter(zip(kinds, right.tolist(), strict=True))
    weight = np.array(
        [min(1.0, 4 / sizes[kind, good]) for kind, good in zip(kinds, right.tolist(), strict=True)]
    )
    prior = np.array([1.0 if name == "order" else -1.0 for name in names] + [0.0])
    missed = list[str]()
    for kind in sorted(set(kinds)):
        out = np.array([other == kind for other in kinds])
        beta = fitted(counts[~out], right[~out], weight[~out], prior)
        chance = ridge.shares_of(counts[out] @ beta)
        for place, value in zip(np.flatnonzero(out).tolist(), chance.tolist(), strict=True):
            if (value >= 0.5) != bool(right[place]):
                missed.append(f"{kind}: {value:.2f} {'order' if right[place] else 'other'}")
    print(
        f"{len(rows)} documents, {int(right.sum())} of orders; {len(missed)} wrong with their kind left out"
    )
    print("\n".join(missed))
    beta = fitted(counts, right, weight, prior)
    print(
        "\n".join(
            f"{name} = {value:.2f}" for name, value in zip([*names, "bias"], beta.tolist(), strict=True)
        )
    )


if __name__ == "__main__":
    main()
