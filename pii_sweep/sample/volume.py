"""Totals over a bucket (hits, faces, bytes): ratio to size where it wins, and skewness minded.

Ratio and expansion estimators: Cochran, Sampling Techniques (3rd ed. 1977), §5.3 and §6.2.
Interval: Hall's cubic transformation (JRSS B 54, 1992), which shifts the interval where a few
objects hold most of the total; one object more, as large as the largest, bounds what so
short a sample may have missed. Degrees of freedom: Satterthwaite (Biometrics Bulletin 2,
1946), from the fourth moments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, t

Floats = NDArray[np.float64]
WINS = 0.8  # the ratio's variance must be below this part of the expansion's
MISSED = 1.0  # of one draw more like a stratum's largest
ENOUGH = 10  # draws below which a ratio's bias is not small


@dataclass(frozen=True, slots=True)
class Sampled:
    """One stratum: how many objects and bytes it has, and amount and size of each one read."""

    objects: int
    bytes: int
    amounts: Floats
    sizes: Floats
    unread: int = 0


def total(strata: Sequence[Sampled], confidence: float) -> tuple[float, float, float, str]:
    """Return (low, point, high, method) of the total amount.

    Unread picks hold nothing for the low end, and as much as the largest read for the high.
    """
    parts = [_stratum(part) for part in strata if len(part.amounts)]
    seen = float(sum(part.amounts.sum() for part in strata))
    if not parts:
        high = float("inf") if any(part.objects for part in strata) else 0.0
        return 0.0, 0.0, high, "none read"
    point = sum(part[0] for part in parts)
    objects = sum(part.objects for part in strata if len(part.amounts))
    blank = sum(part.objects for part in strata if not len(part.amounts))
    point += point / max(1, objects) * blank
    error = float(np.sqrt(sum(part[1] for part in parts)))
    cube = error**3  # zero where everything was read, or too small for a float: nothing is skewed then
    skew = sum(part[2] for part in parts) / cube if cube > 0 else 0.0
    wobble = sum(part[4] for part in parts)
    freedom = max(1.0, min(1e6, 2 * error**4 / wobble)) if wobble else 1e6
    low, high = hall(point, error, min(max(skew, 0.0), 3.0), freedom, confidence)
    largest = max((float(part.amounts.max()) for part in strata if len(part.amounts)), default=0.0)
    partly = [part for part in strata if 0 < len(part.amounts) < part.objects]
    missed = max((p.objects / len(p.amounts) * float(p.amounts.max()) for p in partly), default=0.0)
    high = max(high, point + MISSED * missed)
    high += largest * (sum(part.unread for part in strata) + blank)
    ratio = sum(part[3] for part in parts) > len(parts) / 2
    return max(seen, low), max(seen, point), max(seen, high), "ratio-hall" if ratio else "expansion-hall"


def hall(point: float, error: float, skew: float, freedom: float, confidence: float) -> tuple[float, float]:
    """Return Hall's interval for a total with standard error `error` and skewness `skew`."""
    quantile = (
        float(t.ppf((1 + confidence) / 2, freedom))
        if freedom > 2
        else 1.5 * float(norm.ppf((1 + confidence) / 2))
    )
    if skew < 1e-6:
        return point - quantile * error, point + quantile * error

    def back(z: float) -> float:
        return float(3 / skew * (np.cbrt(1 + skew * (z - skew / 6)) - 1))

    return point - error * back(quantile), point - error * back(-quantile)


def _stratum(part: Sampled) -> tuple[float, float, float, bool, float]:
    """Return total, variance, third moment, whether the ratio won, and the variance's variance."""
    number, drawn = part.objects, len(part.amounts)
    mean = float(part.amounts.mean())
    deviations = part.amounts - mean
    value, ratio = number * mean, False
    if drawn >= ENOUGH and part.sizes.sum() > 0:
        slope = float(part.amounts.sum() / part.sizes.sum())
        residuals = (part.amounts - slope * part.sizes) * (part.bytes / number / part.sizes.mean())
        if (residuals**2).sum() < WINS * (deviations**2).sum():
            value, deviations, ratio = slope * part.bytes, residuals, True
    rest = max(0.0, 1 - drawn / max(1, number))
    variance = float((deviations**2).sum()) / max(1, drawn - 1)
    if drawn == 1:
        variance = mean**2  # one draw shows no spread: its own square stands in
    third = float((deviations**3).mean())
    spread = number**2 * rest * variance / drawn
    fourth = float((deviations**4).mean())
    square = variance**2  # zero where all amounts are equal: there is no kurtosis then
    kurtosis = fourth / square if square > 0 else 0.0
    wobble = spread**2 * max(0.0, kurtosis - (drawn - 3) / max(1, drawn - 1)) / drawn
    return value, spread, number**3 * rest * third / drawn**2, ratio, wobble
