"""The objects that are drawn, as they lie in the journal."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pii_sweep.errors import RETRYABLE
from pii_sweep.journal.codec import unpack
from pii_sweep.types import Allowance, ObjectRef, Part, Reading

MANY = 500  # picks taken from the file at once


@dataclass(frozen=True, slots=True)
class Pick:
    """A drawn object: its number in the journal, its stratum and its place in that stratum's draw."""

    id: int
    bucket: str
    stratum: str
    rank: int
    ref: ObjectRef


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pick on its way to a worker, what it may take, and how much of it is read where not all can be."""

    pick: Pick
    allowance: Allowance
    part: Part | None = None


class Done(NamedTuple):
    """The reading of a pick, and whether it was counted what it took."""

    pick: Pick
    reading: Reading
    counted: bool


class Todo:
    """Picks by their numbers, taken from the file as they are wanted; may be gone through many times."""

    def __init__(self, connection: sqlite3.Connection, numbers: array[int]) -> None:
        self._db, self._numbers = connection, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Pick]:
        for start in range(0, len(self._numbers), MANY):
            part = list(self._numbers[start : start + MANY])
            marks = ", ".join("?" * len(part))
            rows = self._db.execute(
                f"SELECT id, bucket, stratum, rank, body FROM picks WHERE id IN ({marks})", part
            )
            found = {
                row[0]: Pick(row[0], row[1], row[2], row[3], unpack(ObjectRef, row[4]))
                for row in rows.fetchall()
            }
            yield from (found[number] for number in part)


def is_retryable(reading: Reading) -> bool:
    """Return whether an object, or a part of it, was not read for a reason of the store's."""
    reasons = {reading.reason, *(gap.reason for gap in reading.gaps)}
    return reading.status != "ANALYSED" and not reasons.isdisjoint(RETRYABLE)
