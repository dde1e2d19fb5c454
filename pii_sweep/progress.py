"""How far the reading of an object came, shared while it is read, so that it outlives a worker that dies.

One number in memory that the coordinator and one worker share. Nothing is written to disk.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, field
from functools import cache
from mmap import mmap


@dataclass(slots=True)
class Standing:
    """What has been read so far in this run: no keys and no values, so that it may be shown and logged.

    `buckets` holds, of each bucket, how many objects were read, and how many of them have gaps.
    """

    bytes: int = 0
    gaps: int = 0
    failed: int = 0
    buckets: dict[str, tuple[int, int]] = field(default_factory=dict)

    def saw(self, bucket: str, size: int, status: str, *, gap: bool) -> None:
        """Take in one object: the bytes received of it, its status, and whether something was not read."""
        read, gaps = self.buckets.get(bucket, (0, 0))
        self.buckets[bucket] = (read + 1, gaps + gap)
        self.bytes += size
        self.gaps += gap
        self.failed += status == "FAILED"


VARIABLE = "PII_SWEEP_REACHED"  # where a worker finds the number
SIZE = 8


class Reached:
    """The coordinator's end: a number that a worker sets; 0 where the system shares no memory by a name."""

    def __init__(self) -> None:
        """Make the number."""
        self._file = os.memfd_create("reached") if hasattr(os, "memfd_create") else -1
        if self._file >= 0:
            os.ftruncate(self._file, SIZE)

    @property
    def name(self) -> str:
        """Return what the worker opens."""
        return f"/proc/{os.getpid()}/fd/{self._file}" if self._file >= 0 else ""

    def number(self) -> int:
        """Return the number as the worker left it."""
        return 0 if self._file < 0 else int.from_bytes(os.pread(self._file, SIZE, 0), "little")

    def close(self) -> None:
        """Let the number go."""
        if self._file >= 0:
            os.close(self._file)


def report_progress(number: int) -> None:
    """Report to the coordinator, if it watches, how many pieces of the object were read."""
    shared = _attach(os.environ.get(VARIABLE, ""))
    if shared is not None:
        struct.pack_into("<Q", shared, 0, number)


def is_watched() -> bool:
    """Return whether somebody asks how far this worker comes: it reads one object, alone."""
    return bool(os.environ.get(VARIABLE))


@cache
def _attach(name: str) -> mmap | None:
    """Return the memory behind a name, None where there is none."""
    if not name:
        return None
    try:
        file = os.open(name, os.O_RDWR)
    except OSError:
        return None
    try:
        return mmap(file, SIZE)
    finally:
        os.close(file)
