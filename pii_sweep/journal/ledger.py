"""The state room: one SQLite file holds what is planned, what is drawn and what is done.

Everything here is written in transactions with full synchronisation, so a run that is killed
at any moment leaves either all of a reading or none of it. Only the coordinator opens it.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pii_sweep.config import Settings
from pii_sweep.errors import JournalError, UsageError
from pii_sweep.journal.codec import pack, unpack
from pii_sweep.journal.draft import FORMAT, NAME
from pii_sweep.journal.picks import Pick, Todo
from pii_sweep.types import Allowance, BucketFrame, ObjectRef, Reading, Target

# What an object that is being read may take: held against the budget if its reading never comes.
ATTEMPTS = """
CREATE TABLE IF NOT EXISTS attempts (
    id INTEGER PRIMARY KEY, pick INTEGER NOT NULL, requests INTEGER, bytes INTEGER);
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sweep is going to do; its strata come without their picks."""

    settings: Mapping[str, Any]
    settings_digest: str
    seed: str
    created: str
    targets: tuple[Target, ...]
    buckets: tuple[BucketFrame, ...]


class Journal:
    """The open journal of one sweep directory; close it, or use it in a `with` statement."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._db = connection

    @classmethod
    def open(cls, folder: Path) -> Journal:
        """Open the journal of a sweep directory; raises JournalError where there is none."""
        path = folder / NAME
        if not path.is_file():
            raise JournalError(f"{folder} is no sweep directory; give the --out DIR of `pii-sweep run`")
        try:
            db = sqlite3.connect(path)
            found = db.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA temp_store = MEMORY")  # object keys are written nowhere else
            db.execute(ATTEMPTS)
        except sqlite3.Error:
            raise JournalError(f"{path} is damaged or not a journal; start a new --out DIR") from None
        if found is None or found[0] != FORMAT:
            raise JournalError(f"{path} was written by another version; start a new --out DIR")
        return cls(folder, db)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def plan(self) -> Plan:
        """Return the plan."""
        meta = dict(self._db.execute("SELECT name, value FROM meta"))
        settings = json.loads(meta["settings"])
        return Plan(
            settings=settings,
            settings_digest=meta["settings_digest"],
            seed=settings["sample"]["seed"],
            created=meta["created"],
            targets=tuple(unpack(Target, body) for (body,) in self._db.execute("SELECT body FROM targets")),
            buckets=tuple(
                unpack(BucketFrame, body)
                for (body,) in self._db.execute("SELECT body FROM buckets ORDER BY bucket")
            ),
        )

    def same(self, settings: Settings, targets: Iterable[Target]) -> None:
        """Raise UsageError, naming what differs, unless the plan was made for this very request."""
        plan = self.plan()
        differing = settings.differing(plan.settings)
        if differing:
            raise UsageError(
                f"{self.folder} was planned with other settings ({', '.join(differing)}); "
                "repeat the first command to resume, or give another --out DIR"
            )
        if {str(target) for target in targets} != {str(target) for target in plan.targets}:
            raise UsageError(
                f"{self.folder} was planned for other targets ({', '.join(map(str, plan.targets))}); "
                "repeat the first command to resume, or give another --out DIR"
            )

    def picks(self, bucket: str, stratum: str) -> Iterator[ObjectRef]:
        """Yield the picks of a stratum in the order of the draw, whether they are drawn or not."""
        rows = self._db.execute(
            "SELECT body FROM picks WHERE bucket = ? AND stratum = ? ORDER BY rank", (bucket, stratum)
        )
        for (body,) in rows:
            yield unpack(ObjectRef, body)

    def listing(self, bucket: str) -> bytes:
        """Return the packed fingerprint of a bucket's listing, empty for a bucket that is not here."""
        row = self._db.execute("SELECT body FROM listings WHERE bucket = ?", (bucket,)).fetchone()
        return bytes(row[0]) if row else b""

    def draw(self, bucket: str, upto: Mapping[str, int]) -> None:
        """Mark each stratum's first `upto[stratum]` objects as drawn."""
        with self._db:
            self._db.executemany(
                "UPDATE picks SET drawn = 1 WHERE bucket = ? AND stratum = ? AND rank < ? AND drawn = 0",
                [(bucket, stratum, count) for stratum, count in upto.items()],
            )

    def draw_all(self, bucket: str) -> None:
        """Mark all objects of a bucket that were kept as drawn."""
        with self._db:
            self._db.execute("UPDATE picks SET drawn = 1 WHERE bucket = ? AND drawn = 0", (bucket,))

    def undraw(self) -> set[str]:
        """Take back what is drawn and not read, since a limit came first; return the buckets concerned."""
        unread = "drawn = 1 AND id NOT IN (SELECT pick FROM readings)"
        with self._db:
            buckets = self._db.execute(f"SELECT DISTINCT bucket FROM picks WHERE {unread}").fetchall()
            self._db.execute(f"UPDATE picks SET drawn = 0 WHERE {unread}")
        return {bucket for (bucket,) in buckets}

    def drawn(self, bucket: str) -> dict[str, int]:
        """Return how many objects of each stratum are drawn so far."""
        return dict(
            self._db.execute(
                "SELECT stratum, count(*) FROM picks WHERE bucket = ? AND drawn = 1 GROUP BY stratum",
                (bucket,),
            )
        )

    def todo(self) -> Todo:
        """Return the drawn objects that have no reading yet, interleaving the buckets' strata by rank.

        Those whose reading broke off come last.
        """
        begun = "id IN (SELECT pick FROM attempts)"
        numbers = array("q")
        for when in (f"NOT {begun}", begun):
            rows = self._db.execute(
                "SELECT id FROM picks LEFT JOIN readings ON pick = id "
                f"WHERE drawn = 1 AND pick IS NULL AND {when} ORDER BY rank, bucket, stratum"
            )
            numbers.extend(number for (number,) in rows)
        return Todo(self._db, numbers)

    def begin(self, pick: Pick, allowance: Allowance) -> None:
        """Write down that an object is about to be read, and what it may take."""
        with self._db:
            self._db.execute(
                "INSERT INTO attempts (pick, requests, bytes) VALUES (?, ?, ?)",
                (pick.id, allowance.requests, allowance.bytes),
            )

    def attempts(self) -> list[tuple[Pick, Allowance]]:
        """Return the attempts that no reading came of, with what each may have taken."""
        rows = self._db.execute("SELECT pick, requests, bytes FROM attempts ORDER BY id").fetchall()
        picks = Todo(self._db, array("q", [row[0] for row in rows]))
        by_id = {pick.id: pick for pick in picks}
        return [(by_id[number], Allowance(requests, size)) for number, requests, size in rows]

    def append(
        self, pick: Pick, reading: Reading, seconds: float | None = None, *, counted: bool = True
    ) -> None:
        """Write one reading down, in one transaction, with the seconds that the sweep has taken so far.

        Where it is not `counted` what the reading took, its attempt stands.
        """
        with self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO readings (pick, body) VALUES (?, ?)", (pick.id, pack(reading))
            )
            last = "SELECT max(id) FROM attempts WHERE pick = ?"
            if counted:
                self._db.execute(f"DELETE FROM attempts WHERE id = ({last})", (pick.id,))
            if seconds is not None:
                self._db.execute("INSERT OR REPLACE INTO meta VALUES ('seconds', ?)", (repr(seconds),))

    def seconds(self) -> float:
        """Return the seconds that the sweep had taken when its last reading came."""
        row = self._db.execute("SELECT value FROM meta WHERE name = 'seconds'").fetchone()
        return float(row[0]) if row else 0.0

    def readings(self, bucket: str | None = None) -> Iterator[tuple[str, int, Reading]]:
        """Yield (stratum, rank, reading), in an order that does not depend on who finished first."""
        rows = self._db.execute(
            "SELECT stratum, rank, readings.body FROM readings JOIN picks ON pick = id "
            "WHERE ?1 IS NULL OR bucket = ?1 ORDER BY bucket, stratum, rank",
            (bucket,),
        )
        for stratum, rank, body in rows:
            yield stratum, rank, unpack(Reading, body)

    def update(self, frame: BucketFrame) -> None:
        """Write a bucket's frame again: how its draw stands, or when its last reading came."""
        with self._db:
            self._db.execute("UPDATE buckets SET body = ? WHERE bucket = ?", (pack(frame), frame.bucket))
