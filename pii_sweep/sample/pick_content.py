"""What a draw's picks hold: as they were read, or as is supposed before anything is read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pii_sweep.entities import having
from pii_sweep.types import Observation, Stratum

Floats = NDArray[np.float64]
GRAVE = having("grave")


class Seen:
    """What was read, as running sums over the ranks of each stratum."""

    def __init__(
        self, strata: Sequence[Stratum], observations: Sequence[Observation], entities: Sequence[str]
    ) -> None:
        self.names = [stratum.name for stratum in strata]
        by_stratum: dict[str, list[Observation]] = {name: [] for name in self.names}
        for item in observations:
            by_stratum[item.stratum].append(item)
        self._sums = [_sums(by_stratum[name], entities) for name in self.names]

    def missing(self, counts: Floats) -> dict[str, int]:
        """Return how many of the first `counts` picks of each stratum are not read, where any is not."""
        gone = counts - self._upto(counts)[:, 0]
        return {name: int(number) for name, number in zip(self.names, gone, strict=True) if number > 0}

    def count_hits(self, counts: Floats) -> tuple[Floats, NDArray[np.bool_]]:
        """Return per stratum the first picks that hold the target's entities, and whether any is grave."""
        upto = self._upto(counts)
        return upto[:, 1], upto[:, 2] > 0

    def _upto(self, counts: Floats) -> Floats:
        rows = [sums[min(int(n), len(sums) - 1)] for sums, n in zip(self._sums, counts, strict=True)]
        return np.array(rows).reshape(-1, 3)


class Supposed:
    """Picks that need not be read: shares of them are hits, and none is grave."""

    def __init__(self, shares: float | Floats, strata: int) -> None:
        self.shares, self.grave = shares, np.zeros(strata, dtype=bool)

    def missing(self, counts: Floats) -> dict[str, int]:
        """Return that nothing is missing."""
        return {}

    def count_hits(self, counts: Floats) -> tuple[Floats, NDArray[np.bool_]]:
        """Return the shares of the picks."""
        return counts * self.shares, self.grave


def _sums(items: Sequence[Observation], entities: Sequence[str]) -> Floats:
    """Return running counts of (read, hits, grave) by rank: shape (highest rank + 2, 3)."""
    table = np.zeros((max((item.rank for item in items), default=-1) + 2, 3))
    for item in items:
        held = {entity for entity, count in item.hits.items() if count}
        table[item.rank + 1] = 1, held.issuperset(entities), not held.isdisjoint(GRAVE)
    running: Floats = np.cumsum(table, axis=0)
    return running
