"""Where the objects of a draw wait that is too large for reservoirs: sorted runs, merged at the end.

External merge sort (Knuth, The Art of Computer Programming 3, 5.4): a run is sorted in memory and
put away in packed blocks; to merge the runs, one block of each is open at a time. Where the blocks
lie is the caller's choice: a list, or a file of the journal.
"""

from __future__ import annotations

import heapq
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from pii_sweep.types import ObjectRef

BLOCK = 500  # objects packed together
Order = Callable[[ObjectRef], tuple[bytes, str]]


class Blocks(Protocol):
    """Keeps blocks of bytes in the order they came; a list does."""

    def append(self, block: bytes, /) -> None:
        """Keep one more block."""

    def __getitem__(self, number: int, /) -> bytes:
        """Return a block by its number, from 0."""


class Shelf:
    """Runs of objects of one bucket, each in the order of the draw."""

    def __init__(self, bucket: str, blocks: Blocks) -> None:
        self.bucket, self._blocks = bucket, blocks
        self._runs = [0]  # the number of the block after each run's last

    def put(self, refs: Sequence[ObjectRef]) -> None:
        """Put away a run, sorted by the caller."""
        for at in range(0, len(refs), BLOCK):
            self._blocks.append(_pack(refs[at : at + BLOCK]))
        self._runs.append(self._runs[-1] - (-len(refs) // BLOCK))

    def merged(self, order: Order) -> Iterator[ObjectRef]:
        """Yield all objects in order; each run must be in that order. May be asked for again."""
        runs = [self._run(*ends) for ends in zip(self._runs, self._runs[1:], strict=False)]
        return heapq.merge(*runs, key=order)

    def _run(self, start: int, end: int) -> Iterator[ObjectRef]:
        for number in range(start, end):
            yield from self._unpack(self._blocks[number])

    def _unpack(self, block: bytes) -> Iterator[ObjectRef]:
        for key, version, etag, size, modified, storage_class in json.loads(zlib.decompress(block)):
            when = datetime.fromisoformat(modified) if modified else None
            yield ObjectRef(self.bucket, key, version, etag, size, when, storage_class)


def _pack(refs: Sequence[ObjectRef]) -> bytes:
    rows = [
        (
            ref.key, ref.version, ref.etag, ref.size,
            ref.modified.isoformat() if ref.modified else None, ref.storage_class,
        )
        for ref in refs
    ]  # fmt: skip
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 1)
