"""Prevalence corrected for the detector's own errors.

The point is that of Rogan & Gladen (American J. Epidemiology 107, 1978), each family of formats
with its own sensitivity and specificity. Its interval puts the distances of single intervals
together in quadrature (MOVER: Zou & Donner, Statistics in Medicine 27, 2008): the naive interval,
and Clopper & Pearson's of every rate from the counts of labelled objects that it was measured on.
Counts of several corpora that disagree are deflated to an effective size (Rao & Scott,
Biometrics 48, 1992).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.special import betaincinv, ndtri

ENOUGH = 10  # labelled objects with, and as many without: below that a rate is not known
WORST = 0.05  # sensitivity + specificity - 1 below which a detector tells nothing
COMBINATIONS = ("PERSON+STREET_ADDRESS",)
COUNTS = ("found", "missed", "false_alarms", "clean")
CORRECTED = "corrected:"  # before the name of a measure
AS_OBSERVED = "; as observed: "  # in a method, before the families without known rates


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How a detector decided on labelled objects: with the entity (found, missed), without it."""

    found: float
    missed: float
    false_alarms: float
    clean: float

    @property
    def sensitivity(self) -> float:
        """Return the share of objects with the entity that were flagged."""
        return self.found / max(1e-9, self.found + self.missed)

    @property
    def specificity(self) -> float:
        """Return the share of objects without the entity that were not flagged."""
        return self.clean / max(1e-9, self.clean + self.false_alarms)

    @property
    def known(self) -> bool:
        """Tell whether the detector does better than chance: where not, it tells nothing."""
        return self.sensitivity + self.specificity - 1 > WORST

    def bounds(self, error: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return Clopper & Pearson's (low, high) of sensitivity and specificity, `error` each side."""
        return _exact(self.found, self.missed, error), _exact(self.clean, self.false_alarms, error)


Table = Mapping[tuple[str, str], Accuracy]  # by entity (or `A+B`) and family of formats


@dataclass(frozen=True, slots=True)
class Part:
    """A family of formats in a bucket: objects, those flagged, and how noisy that figure is.

    `noise` is in proportion to the variance of `flagged`; `accuracy` is None where it was not measured.
    """

    family: str
    objects: float
    flagged: float
    noise: float
    accuracy: Accuracy | None


def accuracies(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Accuracy]:
    """Pool rows (`entity family found missed false_alarms clean`, one a corpus) by entity and family.

    Left out is what fewer than `ENOUGH` labelled objects hold, or fewer lack.
    """
    grouped: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["entity"], row["family"]].append(row)
    return {place: _pooled(group) for place, group in grouped.items() if _enough(group)}


def _enough(rows: Sequence[Mapping[str, Any]]) -> bool:
    holding = sum(int(row["found"] + row["missed"]) for row in rows)
    return min(holding, sum(int(row["clean"] + row["false_alarms"]) for row in rows)) >= ENOUGH


def _pooled(rows: Sequence[Mapping[str, Any]]) -> Accuracy:
    found, missed = _effective([(row["found"], row["missed"]) for row in rows])
    clean, false_alarms = _effective([(row["clean"], row["false_alarms"]) for row in rows])
    return Accuracy(found, missed, false_alarms, clean)


def _effective(counts: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Return (right, wrong) over all corpora, divided by the inflation of variance between them."""
    kept = [(right, right + wrong) for right, wrong in counts if right + wrong]
    right, total = sum(pair[0] for pair in kept), sum(pair[1] for pair in kept)
    if len(kept) < 2 or right in (0, total):
        return float(right), float(total - right)
    share = right / total
    spread = sum(n * (k / n - share) ** 2 for k, n in kept) / (share * (1 - share)) / (len(kept) - 1)
    return right / max(1.0, spread), (total - right) / max(1.0, spread)


def corrected(
    parts: Sequence[Part], naive: tuple[float, float, float], confidence: float
) -> tuple[float, float, float]:
    """Return (low, point, high) of the objects that truly hold an entity.

    `naive` is the interval of those flagged, over all parts. A part whose accuracy was not
    measured is taken as it was observed.
    """
    parts = [part for part in parts if part.objects > 0]
    population = sum(part.objects for part in parts)
    z = float(ndtri((1 + confidence) / 2))
    point = min(max(sum(_true(part) for part in parts), 0.0), population)
    own = z**2 * sum(_chance(part) for part in parts)
    noise = sum(part.noise for part in parts)
    ends = []
    for end, side in ((naive[0], 0), (naive[2], 1)):
        gap = end - naive[1]
        # The sample's noise lies where it arises, and there it is stretched by that family's rates.
        shares = [part.noise / noise if noise else 1 / len(parts) for part in parts]
        stretch = sum(share / _youden(part) ** 2 for share, part in zip(shares, parts, strict=True))
        moved = [
            replace(part, flagged=min(max(part.flagged + gap * share, 0.0), part.objects))
            for share, part in zip(shares, parts, strict=True)
        ]
        far = sum(_distance(part, side, (1 - confidence) / 2) for part in moved)
        ends.append(float(np.sqrt(gap**2 * stretch + far + own)))
    return max(0.0, point - ends[0]), point, min(population, point + ends[1])


def _true(part: Part, sensitivity: float | None = None, specificity: float | None = None) -> float:
    """Return Rogan & Gladen's estimate of a part, with other rates where they are given."""
    if part.accuracy is None:
        return part.flagged
    right = part.accuracy.sensitivity if sensitivity is None else sensitivity
    clean = part.accuracy.specificity if specificity is None else specificity
    youden = right + clean - 1
    if youden <= WORST:  # rates that may be no better than chance bound nothing
        return part.objects if clean >= part.accuracy.specificity else 0.0
    return (part.flagged - (1 - clean) * part.objects) / youden


def _youden(part: Part) -> float:
    return part.accuracy.sensitivity + part.accuracy.specificity - 1 if part.accuracy else 1.0


def _distance(part: Part, side: int, error: float) -> float:
    """Return the squared distances that the uncertain rates add below (side 0) or above (side 1)."""
    if part.accuracy is None:
        return 0.0
    sensitivity, specificity = part.accuracy.bounds(error)
    here = _true(part)
    one = _true(part, sensitivity=sensitivity[1 - side])
    two = _true(part, specificity=specificity[side])
    return (one - here) ** 2 + (two - here) ** 2


def _chance(part: Part) -> float:
    """Return the variance of how many objects happen to be decided wrongly, the rates being known."""
    if part.accuracy is None:
        return 0.0
    accuracy, held = part.accuracy, min(max(_true(part), 0.0), part.objects)
    missed = (accuracy.missed + 1) / (accuracy.found + accuracy.missed + 2)
    false = (accuracy.false_alarms + 1) / (accuracy.clean + accuracy.false_alarms + 2)
    variance = held * missed * (1 - missed) + (part.objects - held) * false * (1 - false)
    return variance / _youden(part) ** 2


def _exact(right: float, wrong: float, error: float) -> tuple[float, float]:
    low = float(betaincinv(right, wrong + 1, error)) if right > 0 else 0.0
    high = float(betaincinv(right + 1, wrong, 1 - error)) if wrong > 0 else 1.0
    return low, high
