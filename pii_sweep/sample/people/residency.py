"""Californians among the people of a bucket, and the thresholds of the law.

A postal address is a proxy of residence (18 CCR §17014), so the figures are estimates:
low counts strong evidence alone, point adds medium evidence and the located share of those
without a location, high adds conflicting and weak evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from pii_sweep.types import Answer

PRIOR = 39_538_223 / 331_449_281  # California's share of the United States, 2020 Census
ENOUGH = 30  # located people below which the prior stands in for the bucket's own share
STRENGTH = ("strong", "medium", "conflict", "weak", "elsewhere", "unknown")
# Cal. Civ. Code §1798.82(f) says more than 500; the others are met by the number itself.
RULES: Mapping[str, tuple[int, bool]] = {
    "over_500": (500, True),
    "at_least_50000": (50_000, False),
    "at_least_100000": (100_000, False),
    "at_least_250000": (250_000, False),
}


@dataclass(frozen=True, slots=True)
class Californians:
    """Estimated California residents; `prior_used` where fewer than 30 people were located."""

    low: float
    point: float
    high: float
    prior_used: bool
    located: int


def wilson(k: float, n: float, confidence: float) -> tuple[float, float]:
    """Return Wilson's score interval of a share (JASA 22, 1927); (0, 1) for no trial."""
    if n <= 0:
        return 0.0, 1.0
    z = float(ndtri((1 + confidence) / 2))
    centre = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * np.sqrt(max(0.0, k * (n - k) / n) + z * z / 4)
    return max(0.0, float(centre - half)), min(1.0, float(centre + half))


def count_strongest(evidence: Iterable[Mapping[str, str]]) -> Counter[str]:
    """Return how many people have each class of evidence, each person under their strongest."""
    rank = {name: i for i, name in enumerate(STRENGTH)}
    best: dict[str, str] = {}
    for subjects in evidence:
        for digest, name in subjects.items():
            held = name if name in rank else "unknown"
            if digest not in best or rank[held] < rank[best[digest]]:
                best[digest] = held
    return Counter(best.values())


def californians(
    seen: Mapping[str, int],
    people: tuple[float, float, float],
    confidence: float,
    *,
    doubt: float = 0.0,
) -> Californians:
    """Scale the evidence of the people seen to `people` (low, point, high) of the bucket.

    `doubt` is the share of those seen who may be somebody else who was seen too (record linkage): so many
    fewer of the strong ones are sure to be different people.
    """
    strong, medium = seen.get("strong", 0), seen.get("medium", 0)
    conflict, weak = seen.get("conflict", 0), seen.get("weak", 0)
    total, unknown = sum(seen.values()), seen.get("unknown", 0)
    located = strong + medium + conflict + seen.get("elsewhere", 0)
    prior = located < ENOUGH
    share = PRIOR if prior else (strong + medium) / located
    # The prior is a guess: what bounds the share from above are the people located, be they none.
    top = wilson(strong + medium, located, confidence)[1]
    if total == 0:
        return Californians(0.0, people[1] * PRIOR, people[2], prior_used=True, located=0)
    low, point, high = people
    # Those seen are a sample of the people there are: the rest is what their shares may err by.
    rest = 0.0 if low >= high else float(np.sqrt(1 - min(1.0, total / high)))
    least = strong / total - rest * (strong / total - wilson(strong, total, confidence)[0])
    most = strong + medium + conflict + weak + top * unknown
    upper = most / total + rest * (wilson(most, total, confidence)[1] - most / total)
    # Of those in doubt as many may be Californians as the upper end of the share says.
    sure = low / (1 - doubt) if doubt < 1 else float(total)
    doubtful = doubt * sure * wilson(strong, total, confidence)[1]
    middle = (strong + medium + share * unknown) / total * point
    return Californians(
        max(0.0, max(float(strong), least * sure) - doubtful),
        middle,
        max(middle, min(high, upper * high)),
        prior,
        located,
    )


def threshold(low: float, high: float, limit: float, *, more_than: bool) -> Answer:
    """Answer whether a number between low and high meets a threshold: `>` or `>=`."""
    if low > limit or (low == limit and not more_than):
        return "yes"
    if high < limit or (high == limit and more_than):
        return "no"
    return "indeterminate"


def thresholds(low: float, high: float) -> dict[str, Answer]:
    """Answer every rule of `RULES` by its own operator."""
    return {name: threshold(low, high, limit, more_than=more) for name, (limit, more) in RULES.items()}
