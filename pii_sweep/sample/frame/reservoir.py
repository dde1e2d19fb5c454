"""Reservoirs of the lowest tickets: exact, mergeable, and blind to the order of arrival.

Bottom-k sampling (Cohen & Kaplan, PODC 2007): the k lowest tickets of a union are among
the k lowest of its parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from pii_sweep.types import ObjectRef

Entry = tuple[bytes, str, ObjectRef]
NEVER = b"\xff" * 33  # above every 32-byte ticket


class Reservoir:
    """The entries with the `keep` lowest tickets; None keeps them all."""

    def __init__(self, keep: int | None) -> None:
        self.keep = keep
        self.entries: list[Entry] = []
        self.bound = NEVER

    def add(self, entry: Entry) -> None:
        """Take in an entry; one above the bound cannot matter and is passed over."""
        if entry[0] <= self.bound:
            self.entries.append(entry)
            if self.keep is not None and len(self.entries) > self.keep + max(64, self.keep // 2):
                self.trim()

    def trim(self) -> None:
        """Sort, and drop what is beyond the `keep` lowest."""
        self.entries.sort(key=itemgetter(0, 1))
        if self.keep is not None and len(self.entries) > self.keep:
            del self.entries[self.keep :]
            self.bound = self.entries[-1][0] if self.entries else b""

    def merge(self, entries: Iterable[Entry], bound: bytes) -> None:
        """Take in another reservoir's entries, complete up to its bound."""
        self.bound = min(self.bound, bound)
        self.entries = [entry for entry in [*self.entries, *entries] if entry[0] <= self.bound]
        self.trim()
