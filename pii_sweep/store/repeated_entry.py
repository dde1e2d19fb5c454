"""Entries that come again in a list of millions: an inventory may name an object in two of its files."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

REMEMBERED = 40_000_000  # entries, eight bytes each; behind so many, one that comes again counts again


PARTS = 32  # of the hashes' range: a merge holds one part twice, not all of them
_EDGES = np.array([-(2**63) + part * (2**64 // PARTS) for part in range(1, PARTS)], np.int64)


class Entries:
    """The entries met so far, as sorted runs of their hashes; each run is at most half as long as the last.

    The hashes are Python's own of 64 bits, keyed anew in each process: among 40 million entries two share
    one with a chance of 1 in 23,000.
    """

    def __init__(self) -> None:
        self._parts: list[list[NDArray[np.int64]]] = [[] for _ in range(PARTS)]
        self._count = 0

    def add(self, entries: Iterable[object], count: int) -> NDArray[np.bool_]:
        """Take in so many entries and return which of them are new, in their order."""
        hashes = np.fromiter(map(hash, entries), np.int64, count)
        order = np.argsort(hashes, kind="stable")
        ordered = hashes[order]
        first = np.ones(count, np.bool_)
        first[1:] = ordered[1:] != ordered[:-1]
        keep = self._count < REMEMBERED
        edges = [0, *np.searchsorted(ordered, _EDGES).tolist(), count]
        for runs, (start, end) in zip(self._parts, pairwise(edges), strict=True):
            mine, new = ordered[start:end], first[start:end]
            for run in runs:
                new &= run[np.minimum(np.searchsorted(run, mine), len(run) - 1)] != mine
            if keep and new.any():
                self._count += _keep(runs, mine[new])
        found = np.empty(count, np.bool_)
        found[order] = first
        return found


def _keep(runs: list[NDArray[np.int64]], run: NDArray[np.int64]) -> int:
    """Add a sorted run to those of its part, merged with any less than twice as long; return its length."""
    count = len(run)
    while runs and len(runs[-1]) < 2 * len(run):
        run = np.concatenate((runs.pop(), run))
        run.sort(kind="stable")
    runs.append(run)
    return count
