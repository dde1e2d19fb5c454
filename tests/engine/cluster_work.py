"""What readers on a cluster do in tests; apart, since a reader that loaded Dask could not be forked."""

from __future__ import annotations

import os
import signal
import time

from pii_sweep.types import ObjectRef, Target


def free(item: object) -> tuple[Target, ObjectRef]:
    """Let an item be taken out of order."""
    return Target("folder", "b", root="/b"), ObjectRef("b", str(item))


def light(item: object) -> float:
    """Return little: a parcel holds many."""
    return 0.05


def deadly(item: int) -> int:
    """Square a number, or take the reader down."""
    if item == 3:
        os.kill(os.getpid(), signal.SIGSEGV)
    return item * item


def whose(item: int) -> int:
    """Return the Dask worker above this reader."""
    time.sleep(0.02)
    with open(f"/proc/{os.getppid()}/stat", encoding="ascii") as file:
        return int(file.read().rpartition(")")[2].split()[1])
