"""Scores that mean something: a claim's factors become the share of such claims that are right.

A rising map per entity, as isotonic regression gives it (Zadrozny and Elkan, KDD 2002).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit


@lru_cache(maxsize=64)
def _knots(entity: str) -> tuple[tuple[float, float], ...]:
    return tuple((float(raw), float(share)) for raw, share in lexicon.table("calibration").get(entity, ()))


def calibrated(hit: Hit) -> Hit:
    """Return a hit with its calibrated score, 0 to 1; an entity without a map keeps its own.

    What a fitted model scored is calibrated.
    """
    if hit.reasons and hit.reasons[-1].startswith(FITTED):
        return hit
    return hit.scored(share(hit.entity, hit.score), hit.reasons) if _knots(hit.entity) else hit


# The last reason of a hit whose score is a fitted model's.
FITTED = "model_fitted"


@lru_cache(maxsize=1 << 13)
def share(entity: str, score: float) -> float:
    """Return the share of an entity's claims with a raw score that are right."""
    knots = _knots(entity)
    index = min(max(1, bisect_right(knots, score, key=itemgetter(0))), len(knots) - 1)
    (low, left), (high, right) = knots[index - 1], knots[index]
    share = left + (right - left) * (min(score, high) - low) / (high - low)
    return min(0.995, max(0.0, share))
