"""A ceiling for libraries that take whole blocks of a file into memory, and what they leave given back."""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pii_sweep.extract.budget import Budget

SIZE = Path("/proc/self/statm")  # pages of this process, its address space first (proc(5))
SPARE = 64 << 20
LARGE = 512 << 20  # a worker that holds less gives nothing back
GROWN = 96 << 20  # nor one that holds so little more than when it did


@contextmanager
def limit_memory(budget: Budget) -> Iterator[None]:
    """Let the process grow by `max_memory_bytes` at most: what asks for more gets a MemoryError.

    Only where the system gives the size of the process, and no other thread allocates (a worker has one).
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if not SIZE.exists():
        yield
        return
    now = int(SIZE.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    most = now + budget.settings.max_memory_bytes + SPARE
    bounds = [most, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(bounds), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def release() -> None:
    """Give memory that nothing holds any more back to the system: the next object is to find it free.

    Allocators keep what they were given, of which address space has a limit too. What a small object left is
    kept: a page that was given back is cleared by the kernel when the next object asks for it.
    """
    now = _measure_memory()
    _kept.resident = min(_kept.resident, now)
    if now < max(LARGE, _kept.resident + GROWN):
        return
    if arrow := sys.modules.get("pyarrow"):
        arrow.default_memory_pool().release_unused()
    if hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)
    _kept.resident = _measure_memory()


@dataclass(slots=True)
class _Kept:
    """What this process held when it gave memory back the last time, in bytes."""

    resident: int = 0


_kept = _Kept()


def _measure_memory() -> int:
    """Return the bytes of memory that this process holds, 0 where the system does not say."""
    try:
        with SIZE.open("rb") as file:
            return int(file.read().split()[1]) * resource.getpagesize()
    except OSError:
        return 0
