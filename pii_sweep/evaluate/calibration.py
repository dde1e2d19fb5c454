"""How often findings with a score are right: reliability, expected calibration error, and the map.

Expected calibration error with equal-width bins: Naeini, Cooper, Hauskrecht, "Obtaining Well
Calibrated Probabilities Using Bayesian Binning" (AAAI 2015). The map from raw to calibrated score
is the isotonic regression by pool-adjacent-violators (Zadrozny and Elkan, KDD 2002).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from pii_sweep.evaluate.score import Sure

BINS = 10
# Weight of the prior right and wrong finding that keeps a small pool from 0 and 1.
PRIOR = 1.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings whose scores lie in one tenth: how many, their mean score, and how many are right."""

    low: float
    high: float
    count: int
    score: float
    right: float


def reliability(findings: Sequence[Sure], bins: int = BINS) -> tuple[Bin, ...]:
    """Return the filled bins, lowest first; scores and shares are 0 to 1."""
    rows = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        held = [one for one in findings if low <= one.score < high or (number == bins - 1 and one.score == 1)]
        if held:
            score = sum(one.score for one in held) / len(held)
            right = sum(one.right for one in held) / len(held)
            rows.append(Bin(low, high, len(held), score, right))
    return tuple(rows)


def error(findings: Sequence[Sure], bins: int = BINS) -> float | None:
    """Return the expected calibration error, 0 to 1; None without findings."""
    if not findings:
        return None
    return sum(row.count * abs(row.score - row.right) for row in reliability(findings, bins)) / len(findings)


def bound_error(groups: Sequence[Sequence[Sure]], draws: int = 400) -> tuple[float, float] | None:
    """Return the 5 % and 95 % points of the error when objects are drawn anew with replacement.

    `groups` holds the findings of each object, which are right or wrong together more often than not. A few
    dozen findings say little: the interval is wide. None without findings. Source: Efron and Tibshirani, "An
    Introduction to the Bootstrap" (1993), chapter 13, the percentile interval.
    """
    held = [group for group in groups if group]
    if not held:
        return None
    draw = random.Random(0)
    drawn = ([one for group in draw.choices(held, k=len(held)) for one in group] for _ in range(draws))
    errors = sorted(error(findings) or 0.0 for findings in drawn)
    return errors[round(0.05 * (draws - 1))], errors[round(0.95 * (draws - 1))]


def isotonic(findings: Sequence[Sure]) -> tuple[tuple[float, float], ...]:
    """Return (raw score, calibrated score) knots, both rising; empty without findings."""
    totals: dict[float, list[float]] = {}
    for one in findings:
        entry = totals.setdefault(round(one.score, 4), [0.0, 0.0])
        entry[0] += one.right
        entry[1] += 1
    pools: list[list[float]] = []
    for score in sorted(totals):
        right, count = totals[score]
        pools.append([score, score, right, count])
        while len(pools) > 1 and _rate(pools[-2]) >= _rate(pools[-1]):
            last = pools.pop()
            pools[-1] = [pools[-1][0], last[1], pools[-1][2] + last[2], pools[-1][3] + last[3]]
    knots: list[tuple[float, float]] = []
    for low, high, right, count in pools:
        rate = round((right + PRIOR * 0.9) / (count + PRIOR), 4)
        knots += [(low, rate)] if low == high else [(low, rate), (high, rate)]
    return tuple(knots)


def _rate(pool: Sequence[float]) -> float:
    return pool[2] / pool[3]
