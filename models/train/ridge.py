"""Ridge-regularised logistic regression, by which the scores of names, columns, health and orders are fitted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from scipy import optimize, sparse


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


def lay_out_names(rows: Sequence[Collection[str]], places: Mapping[str, int]) -> sparse.csr_matrix:
    """Return which features rows have as a sparse matrix: a row a candidate, a column a name of `places`."""
    at = [
        (number, places[name]) for number, row in enumerate(rows) for name in sorted({*row}) if name in places
    ]
    numbers, columns = zip(*at, strict=True) if at else ((), ())
    return sparse.csr_matrix((np.ones(len(at)), (numbers, columns)), (len(rows), len(places)))


def fit_present(
    rows: Sequence[Collection[str]],
    right: Sequence[bool],
    weight: Sequence[float],
    *,
    rare: int,
    ridge: float,
    bias: float,
) -> dict[str, float]:
    """Return the weight of each feature that `rare` rows have, where a row has a feature or has not.

    `ridge` draws weights to nothing, `bias` that of the feature `bias`, which all rows have. For more features
    than `fit` can hold: by L-BFGS over a sparse matrix.
    """
    counts = Counter(name for row in rows for name in {*row})
    names = sorted(name for name, count in counts.items() if count >= rare)
    x = lay_out_names(rows, {name: place for place, name in enumerate(names)})
    y, each, penalty = np.array(right, float), np.array(weight, float), np.full(len(names), ridge)
    penalty[names.index("bias")] = bias

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        odds = x @ w
        value = (each * (np.logaddexp(0, odds) - y * odds)).sum() + 0.5 * (penalty * w * w).sum()
        return float(value), x.T @ (each * (shares_of(odds) - y)) + penalty * w

    start = np.zeros(len(names))
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return dict(zip(names, found.x.tolist(), strict=True))
