"""Entries that come again in a list of millions: an inventory may name an object in two of its files."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

REMEMBERED = 40_000_000  # entries, eight bytes each; behind so many, one that comes again counts again


class Entries:
    """The entries met so far, as sorted runs of their hashes; each run is at most half as long as the last.

    The hashes are Python's own of 64 bits, keyed anew in each process: among 40 million entries two share
    one with a chance of 1 in 23,000.
    """

    def __init__(self) -> None:
        self._runs: list[NDArray[np.int64]] = []
        self._count = 0

    def add(self, entries: Iterable[object], count: int) -> NDArray[np.bool_]:
        """Take in so many entries and return which of them are new, in their order."""
        hashes = np.fromiter(map(hash, entries), np.int64, count)
        order = np.argsort(hashes, kind="stable")
        ordered = hashes[order]
        new = np.ones(count, np.bool_)
        new[order[1:]] = ordered[1:] != ordered[:-1]
        for run in self._runs:
            at = np.minimum(np.searchsorted(run, hashes), len(run) - 1)
            new &= run[at] != hashes
        if self._count < REMEMBERED:
            self._keep(np.sort(hashes[new]))
        return new

    def _keep(self, run: NDArray[np.int64]) -> None:
        if not len(run):
            return
        self._count += len(run)
        while self._runs and len(self._runs[-1]) < 2 * len(run):
            run = np.sort(np.concatenate((self._runs.pop(), run)), kind="stable")
        self._runs.append(run)
