"""How many picks each stratum gives: a pilot, then Neyman's allocation, in rounds.

Two-stage allocation after Neyman (JRSS 97, 1934; JASA 33, 1938): the pilot's posterior
spread, with every stratum shrunk towards the bucket (empirical Bayes), times the stratum's
size. What steers is the pilot alone, so later draws stay unbiased given the pilot
(`intervals.Draws`); looks at the target spend the error of the interval (Lan & DeMets,
Biometrika 70, 1983). All divisions of picks are Sainte-Laguë's: more picks never take one
away from a stratum, so a bigger budget extends the smaller sample.

Arrays broadcast over leading axes; strata lie on the last one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pii_sweep.types import Stratum

Floats = NDArray[np.float64]
PILOT = 100  # picks of a pilot at least
PILOT_EACH = 8  # and this many a stratum, shared out by size
FLOOR = 0.4  # of its proportional share is every stratum's due; all of it where the consequence is grave
# Of the interval's error, spent by look: the pilot, the rounds that sharpen the forecast, the
# round that is to meet the target, and those for the unlucky. Only from FIRST on does the
# half-width end the draw; the looks before it serve a rating that is certain early.
SHARES = (0.0025, 0.0025, 0.0025, 0.0025, 0.0025, 0.91, 0.05, 0.02, 0.0075)
SHARPEN = (0.5, 0.8, 0.95, 0.99)  # of the objects forecast are read before it is forecast again
FIRST = 1 + len(SHARPEN)


def divide(weights: ArrayLike, least: ArrayLike, most: ArrayLike, total: ArrayLike) -> Floats:
    """Split `total` by weights into whole parts between `least` and `most`.

    Sainte-Laguë's divisors; ties go to the first. Parts add to `total` where the bounds
    allow, and no part shrinks when the total grows.
    """
    weight, low, high = (np.asarray(a, float) for a in np.broadcast_arrays(weights, least, most))
    low = np.minimum(low, high)
    size = np.asarray(total, float)
    scale = np.maximum(weight.max(-1), 1e-300)
    small, large = np.log(scale) - 40, np.log(scale) + 5

    def parts(divisor: Floats) -> Floats:
        part: Floats = np.minimum(np.maximum(np.floor(weight / np.exp(divisor)[..., None] + 0.5), low), high)
        return part

    for _ in range(60):
        middle = (small + large) / 2
        sums = parts(middle).sum(-1)
        over = sums > size
        small, large = np.where(over, middle, small), np.where(over, large, middle)
        if (sums == size).all():  # no divisor gives other parts with this sum
            break
    given, more = parts(large), parts(small)
    left = np.maximum(size - given.sum(-1), 0.0)[..., None]
    tied = (more > given).astype(float)
    whole: Floats = given + tied * (np.cumsum(tied, -1) <= left)
    return whole


def pilot_sizes(sizes: ArrayLike, pilot: int = PILOT, whole: ArrayLike = False) -> Floats:
    """Return the pilot's draws in each stratum: two at least, the rest by size; `whole` ones are read up."""
    size, up = np.asarray(sizes, float), np.asarray(whole, bool)
    sampled = size.shape[-1] - np.count_nonzero(up)
    total = np.maximum(pilot, PILOT_EACH * sampled + (size * up).sum(-1))
    return divide(size, np.where(up, size, np.minimum(2, size)), size, total)


def posterior(sizes: ArrayLike, drawn: ArrayLike, hits: ArrayLike) -> Floats:
    """Return each stratum's prevalence, shrunk towards the bucket's.

    The prior's strength is its moment estimate (Kleinman, JASA 68, 1973), held to 1-50 draws.
    """
    size, draw, hit = (np.asarray(a, float) for a in np.broadcast_arrays(sizes, drawn, hits))
    number = draw.sum(-1, keepdims=True)
    centre = (hit.sum(-1, keepdims=True) + 0.5) / (number + 1)
    raw = hit / np.maximum(draw, 1.0)
    chance = centre * (1 - centre)
    strata = np.maximum((draw > 0).sum(-1, keepdims=True), 1)
    between = (draw * (raw - centre) ** 2).sum(-1, keepdims=True) - (strata - 1) * chance
    spread = number - (draw**2).sum(-1, keepdims=True) / np.maximum(number, 1.0)
    variance = np.maximum(between / np.maximum(spread, 1e-9), 1e-9)
    strength = np.clip(chance / variance - 1, 1.0, 50.0)
    mean: Floats = (hit + strength * centre) / (draw + strength)
    return mean


def steer(sizes: ArrayLike, pilot: ArrayLike, hits: ArrayLike, grave: ArrayLike = False) -> Floats:
    """Return the weights of the draws after the pilot: what is left times its spread, with floors.

    `grave` marks strata where the pilot met what hurts most; they keep all of their
    proportional share, every other stratum keeps `FLOOR` of it.
    """
    size, first = np.asarray(sizes, float), np.asarray(pilot, float)
    left = np.maximum(size - first, 0.0)
    prevalence = posterior(size, first, hits)
    weight = left * np.sqrt(prevalence * (1 - prevalence))
    weight = weight / np.maximum(weight.sum(-1, keepdims=True), 1e-300)
    even = left / np.maximum(left.sum(-1, keepdims=True), 1e-300)
    floored: Floats = np.maximum(weight, even * np.where(grave, 1.0, FLOOR))
    return floored


def share_of(look: int) -> float:
    """Return the share of the interval's error that look number `look` may spend; the pilot's is 0."""
    return SHARES[min(look, len(SHARES) - 1)]


def drawable(stratum: Stratum) -> int:
    """Return how many objects of a stratum a draw can reach."""
    return stratum.objects - sum(stratum.skipped.values())
