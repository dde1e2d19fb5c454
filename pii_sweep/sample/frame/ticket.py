"""Tickets: a draw without state, after Rivest's consistent sampling (arXiv:1808.10016).

Every object has a pseudo-random ticket that depends on the seed and its name alone;
the sample is the objects with the lowest tickets. That is simple random sampling
without replacement which any listing order, any number of workers and any
interruption leave as it is.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from hashlib import sha256

from pii_sweep.types import ObjectRef


def name(ref: ObjectRef) -> str:
    """Return what the ticket is drawn for: the key, and the version where one is listed."""
    return add_version(ref.key, ref.version)


def add_version(key: str, version: str | None) -> str:
    """Return a key with its version, where it has one."""
    return key if version is None else f"{key}\0{version}"


def ticket(seed: str, ref: ObjectRef) -> bytes:
    """Return the object's place in the draw, 32 bytes; it depends on the seed and the name alone."""
    return sha256(f"{seed}\0{ref.bucket}\0{name(ref)}".encode("utf-8", "surrogatepass")).digest()


def draw(refs: Iterable[ObjectRef], seed: str, size: int) -> list[ObjectRef]:
    """Return the objects with the `size` lowest tickets, lowest first.

    The order of the listing does not matter, a larger draw begins with the
    smaller one, and the draw of two halves is the draw of the whole.
    """
    return heapq.nsmallest(size, refs, key=lambda ref: (ticket(seed, ref), name(ref)))
