"""Confidence sequences: intervals that hold at every moment of a draw, however it is stopped.

The prior-posterior-ratio martingale for sampling without replacement from a binary
population (Waudby-Smith & Ramdas, NeurIPS 2020, section 3), a bet against every total at
once (Waudby-Smith & Ramdas, JRSS B 86, 2024): under the true number of hits the ratio of
prior to posterior is a martingale, so by Ville's inequality it ever passes 1 / error with
at most that chance. Wider than `intervals` by the price of looking all the time.
"""

from __future__ import annotations

import numpy as np
from scipy.special import betaln, gammaln


def log_ratio(population: int, drawn: int, hits: int, total: int, prior: tuple[float, float]) -> float:
    """Return the log of prior over posterior at `total` hits; the evidence against that total."""
    if not hits <= total <= population - (drawn - hits):
        return float("inf")
    a, b = prior
    # The beta-binomial evidence of the draws over their hypergeometric likelihood at `total`.
    evidence = betaln(a + hits, b + drawn - hits) - betaln(a, b)
    evidence += gammaln(drawn + 1) - gammaln(hits + 1) - gammaln(drawn - hits + 1)
    return float(evidence - _likelihood(population, drawn, hits, total))


def confidence_sequence(
    population: int,
    drawn: int,
    hits: int,
    confidence: float,
    prior: tuple[float, float] = (0.5, 0.5),
) -> tuple[int, int]:
    """Return bounds on the number of hits, valid at all times of the draw at once.

    `prior` is that of a beta-binomial; it moves the width, never the validity.
    """
    limit = float(np.log(1 / (1 - confidence)))
    least, most = hits, population - (drawn - hits)
    if drawn == 0:
        return 0, population
    peak = min(max(round(hits / drawn * population), least), most)
    if log_ratio(population, drawn, hits, peak, prior) >= limit:
        return least, most
    low, high = least, peak
    while low < high:
        middle = (low + high) // 2
        inside = log_ratio(population, drawn, hits, middle, prior) < limit
        low, high = (low, middle) if inside else (middle + 1, high)
    first, low, high = low, peak, most
    while low < high:
        middle = (low + high + 1) // 2
        inside = log_ratio(population, drawn, hits, middle, prior) < limit
        low, high = (middle, high) if inside else (low, middle - 1)
    return first, low


def _likelihood(population: int, drawn: int, hits: int, total: int) -> float:
    def choose(n: float, k: float) -> float:
        return float(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))

    return choose(total, hits) + choose(population - total, drawn - hits) - choose(population, drawn)
