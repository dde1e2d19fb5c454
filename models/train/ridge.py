"""Ridge-regularised logistic regression, by which the scores of names, columns, health and orders are fitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np


def lay_out(features: Sequence[Mapping[str, float]], names: Sequence[str]) -> np.ndarray:
    """Return features as a matrix: a row a candidate, a column a name; other features are left out."""
    places = {name: place for place, name in enumerate(names)}
    held = np.zeros((len(features), len(names)))
    for number, row in enumerate(features):
        for name, value in row.items():
            if name in places:
                held[number, places[name]] = value
    return held


def fit(
    x: np.ndarray, right: np.ndarray, weight: np.ndarray, ridge: np.ndarray, centre: np.ndarray, *, steps: int
) -> np.ndarray:
    """Return the weight of each feature, drawn towards `centre` by `ridge`, after some of Newton's steps.

    Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 4.4.1 and 3.4.1.
    """
    fitted = centre.copy()
    for _ in range(steps):
        odds = shares_of(x @ fitted)
        slope = x.T @ ((odds - right) * weight) + ridge * (fitted - centre)
        curve = (x * (weight * odds * (1 - odds) + 1e-3)[:, None]).T @ x + np.diag(ridge)
        fitted = fitted - np.linalg.solve(curve, slope)
    return fitted


def shares_of(log_odds: np.ndarray) -> np.ndarray:
    """Return the shares between 0 and 1 that log-odds say."""
    return 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))


def fit_named(
    rows: Sequence[Mapping[str, float]],
    names: Sequence[str],
    right: Sequence[bool],
    weight: Sequence[float],
    *,
    ridge: float,
    steps: int,
) -> dict[str, float]:
    """Return the weight of each named feature, of which the last is the bias and is hardly drawn to nothing."""
    penalty = np.full(len(names), ridge)
    penalty[-1] = 1e-3
    held = lay_out(rows, names)
    found = fit(held, np.array(right, float), np.array(weight), penalty, np.zeros(len(names)), steps=steps)
    return dict(zip(names, found.tolist(), strict=True))
