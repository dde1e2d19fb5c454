"""Prevalence corrected for the detector's own errors.

Rogan & Gladen (American J. Epidemiology 107, 1978) with the uncertainty of the error rates as
in Lang & Reiczigel (Preventive Veterinary Medicine 113, 2014): sensitivity and specificity of
object-level decisions come with the counts they were measured on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from pii_sweep.types import Estimate


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How a detector decided on labelled objects: with the entity (found, missed), without it."""

    found: int
    missed: int
    false_alarms: int
    clean: int

    @classmethod
    def of(cls, row: Mapping[str, int]) -> Accuracy:
        """Build from a data row with the keys `found missed false_alarms clean`."""
        return cls(row["found"], row["missed"], row["false_alarms"], row["clean"])

    @property
    def precision(self) -> float:
        """Return the share of flagged objects that hold the entity, on the labelled set."""
        return self.found / max(1, self.found + self.false_alarms)

    @property
    def recall(self) -> float:
        """Return the share of objects with the entity that were flagged."""
        return self.found / max(1, self.found + self.missed)


@dataclass(frozen=True, slots=True)
class Corrected:
    """An estimate as it was observed and corrected for the detector's errors, side by side."""

    naive: Estimate
    low: float
    point: float
    high: float
    sensitivity: float
    specificity: float


def corrected(naive: Estimate, accuracy: Accuracy) -> Corrected:
    """Correct an `objects_with` estimate; the interval holds the naive one's error and the rates'.

    Where the detector does no better than chance nothing can be learnt: the interval is
    everything. Rates are smoothed by one object each way, after Lang & Reiczigel.
    """
    population = float(naive.population)
    positive, negative = accuracy.found + accuracy.missed, accuracy.clean + accuracy.false_alarms
    sensitivity = (accuracy.found + 1) / (positive + 2)
    specificity = (accuracy.clean + 1) / (negative + 2)
    youden = sensitivity + specificity - 1
    if youden <= 0.02 or population == 0:
        return Corrected(naive, 0.0, naive.point, population, sensitivity, specificity)
    z = float(norm.ppf((1 + naive.confidence) / 2))
    spread_s = sensitivity * (1 - sensitivity) / (positive + 3)
    spread_c = specificity * (1 - specificity) / (negative + 3)

    def true_share(apparent: float) -> float:
        return (apparent + specificity - 1) / youden

    share = true_share(naive.point / population)

    def end(apparent: float, sign: int) -> float:
        of_sample = abs(apparent - naive.point / population) / z
        own = (1 - share) ** 2 * spread_c + share**2 * spread_s
        return share + sign * z / youden * float(np.sqrt(of_sample**2 + own))

    low, high = end(naive.low / population, -1), end(naive.high / population, 1)
    clip = (np.clip(np.array([low, share, high]), 0.0, 1.0) * population).tolist()
    return Corrected(naive, clip[0], clip[1], clip[2], sensitivity, specificity)


def corrections(
    naive: Mapping[str, Estimate] | list[Estimate], accuracies: Mapping[str, Accuracy]
) -> list[Corrected]:
    """Correct every `objects_with:ENTITY` estimate whose entity has measured accuracy."""
    rows = list(naive.values()) if isinstance(naive, Mapping) else naive
    return [
        corrected(row, accuracies[entity])
        for row in rows
        if row.measure.startswith("objects_with:") and (entity := row.measure.partition(":")[2]) in accuracies
    ]
