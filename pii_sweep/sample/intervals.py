"""Intervals for proportions."""

from __future__ import annotations

from scipy.stats import beta


def clopper_pearson(k: int, n: int, confidence: float) -> tuple[float, float]:
    """Return the exact binomial interval for k hits in n draws (Clopper & Pearson 1934).

    Nothing drawn gives (0, 1).
    """
    if n <= 0:
        return 0.0, 1.0
    tail = (1 - confidence) / 2
    low = 0.0 if k <= 0 else float(beta.ppf(tail, k, n - k + 1))
    high = 1.0 if k >= n else float(beta.ppf(1 - tail, k + 1, n - k))
    return low, high
