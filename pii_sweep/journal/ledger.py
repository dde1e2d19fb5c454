"""The state room: one SQLite file holds what is planned, what is drawn and what is done.

Everything here is written in transactions with full synchronisation, so a run that is killed
at any moment leaves either all of a reading or none of it. Only the coordinator opens it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pii_sweep import keys
from pii_sweep.config import Settings
from pii_sweep.errors import JournalError, NotASweep, UsageError
from pii_sweep.journal.chain import (
    GONE,
    Chain,
    Head,
    Record,
    chain_link,
    check_chain,
    damage,
    is_sealed,
    verdict_rows,
    written_head,
)
from pii_sweep.journal.codec import pack, unpack
from pii_sweep.journal.draft import FORMAT, NAME, OUTSIDE_DRAW, VERDICTS, Draft, former_name
from pii_sweep.journal.lock import translate_write_errors
from pii_sweep.journal.picks import Done, Pick, Todo
from pii_sweep.types import Allowance, BucketFrame, ObjectRef, Reading, Target, Verdict

# `attempts`: what an object that is being read may take, held against the budget if its reading never comes.
# `retries`: the picks that are read once more although there is a reading. `carried`: those whose reading is
# of an earlier listing, and that no draw has taken into account yet.
WORK = """
CREATE TABLE IF NOT EXISTS attempts (
    id INTEGER PRIMARY KEY, pick INTEGER NOT NULL, requests INTEGER, bytes INTEGER);
CREATE TABLE IF NOT EXISTS retries (pick INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS carried (pick INTEGER PRIMARY KEY);
"""
_TABLE = re.compile(r"CREATE TABLE IF NOT EXISTS (\w+)")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sweep is going to do; its strata come without their picks."""

    settings: Mapping[str, Any]
    settings_digest: str
    seed: str
    created: str
    targets: tuple[Target, ...]
    buckets: tuple[BucketFrame, ...]
    previous: str = ""


class Journal:
    """The open journal of one sweep directory; close it, or use it in a `with` statement."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._db = connection
        self._chain: Chain | None = None
        self._begun = False  # whether this run has written anything

    @classmethod
    def open(cls, folder: Path) -> Journal:
        """Open the journal of a sweep directory to write in it; the first write notes that it was opened.

        Raises JournalError where there is none, and for one that was changed since this program last
        wrote it, or that another user's key seals.
        """
        journal = cls._open(folder, "rw")
        with damage(folder / NAME):
            head, plan = check_chain(journal._db), journal.plan()
            key = keys.sweep_key(plan.seed, plan.targets)
            if not is_sealed(journal._db, key, head):
                raise JournalError(
                    f"{folder / NAME} was changed, or begun by another user or on another machine: its seal "
                    "does not fit your digest key; start a new --out DIR"
                )
            journal._db.execute("PRAGMA synchronous = FULL")
            journal._chain = Chain(journal._db, key, head)
            if not journal._has_tables():
                with journal._begin_writing():
                    for statement in (WORK + VERDICTS).split(";"):
                        journal._db.execute(statement)
        return journal

    def _has_tables(self) -> bool:
        """Indicate whether an earlier run has made the tables of runs."""
        made = {name for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return set(_TABLE.findall(WORK + VERDICTS)) <= made

    @classmethod
    def look(cls, folder: Path) -> Journal:
        """Open the journal of a sweep directory to read it; nothing vouches for what it holds.

        Raises JournalError where there is none.
        """
        return cls._open(folder, "ro")

    @classmethod
    def _open(cls, folder: Path, mode: str) -> Journal:
        path = folder / NAME
        if not path.is_file():
            raise NotASweep(folder)
        with damage(path):
            db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
            found = db.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
            db.execute("PRAGMA temp_store = MEMORY")  # object keys are written nowhere else
        if found is None or found[0] != FORMAT:
            raise JournalError(f"{path} was written by another version; start a new --out DIR")
        return cls(folder, db)

    def check(self) -> tuple[Head, bool]:
        """Return the head of the chain that fits the content, and whether this user's key seals it.

        Raises JournalError where none fits.
        """
        with damage(self.folder / NAME):
            self._db.execute("BEGIN")  # one state of a journal that a sweep is writing
            try:
                head, plan = check_chain(self._db), self.plan()
                key = keys.known_sweep_key(plan.seed, plan.targets)
                return head, key is not None and is_sealed(self._db, key, head)
            finally:
                self._db.rollback()

    def link(self, records: int) -> bytes | None:
        """Return the hash of the chain after so many records, None where it holds fewer."""
        return chain_link(self._db, records)

    def head(self) -> Head:
        """Return the head of the chain as the journal gives it, unchecked where it is open to be read."""
        if self._chain is not None:
            return self._chain.head
        with damage(self.folder / NAME):
            records, link = written_head(self._db)[0].split(":")
            return Head(int(records), bytes.fromhex(link))

    @property
    def finished(self) -> bool:
        """Return whether the sweep of every bucket has ended."""
        return all(frame.finished is not None for frame in self.plan().buckets)

    def settle(self) -> None:
        """Bring everything into the one file, whose bytes then stand until the next run.

        Raises JournalError while another process reads the journal.
        """
        if self._chain is None:
            return
        busy = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise JournalError(
                f"another process reads {self.folder / NAME}; give the same command again once it has ended"
            )
        with suppress(sqlite3.OperationalError):  # somebody has it open, and reads nothing: the bytes stand
            self._db.execute("PRAGMA journal_mode = DELETE")

    @contextmanager
    def _begin_writing(self) -> Iterator[Record]:
        """Give a transaction; what of plan, frames and readings it writes goes into the chain.

        Raises JournalError where the disk is full, UsageError where the file cannot be written.
        """
        assert self._chain is not None, "a journal that was opened to be read"
        with translate_write_errors(self.folder):
            with self._chain.transaction() as record:
                if not self._begun:
                    record("opened", "", str(self._chain.head).encode())
                yield record
            if not self._begun:  # what was rolled back has left the file's bytes as they were
                self._db.execute("PRAGMA journal_mode = WAL")
                self._begun = True

    @contextmanager
    def _begin_marking(self) -> Iterator[None]:
        """Give a transaction for what the chain does not cover; raises as `_begin_writing` does."""
        if not self._begun:
            with self._begin_writing():
                yield
            return
        with translate_write_errors(self.folder), self._db:
            yield

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
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
            previous=meta.get("previous", ""),
        )

    def check_same(self, settings: Settings, targets: Iterable[Target]) -> None:
        """Raise UsageError, naming what differs, unless the plan was made for this very request."""
        with damage(self.folder / NAME):
            plan = self.plan()
        differing = settings.differing(plan.settings)
        if differing:
            raise UsageError(
                f"{self.folder} was planned with other settings ({', '.join(differing)}); "
                "repeat the first command to resume, or give another --out DIR"
            )
        asked, planned = ({(str(one), one.account) for one in some} for some in (targets, plan.targets))
        if asked != planned:
            raise UsageError(
                f"{self.folder} was planned for other targets ({', '.join(map(str, plan.targets))}); "
                "repeat the first command to resume, or give another --out DIR"
            )

    def picks(self, bucket: str, stratum: str) -> Iterator[ObjectRef]:
        """Yield the picks of a stratum in the order of the draw, whether they are drawn or not."""
        rows = self._db.execute(
            "SELECT body FROM picks WHERE bucket = ? AND stratum = ? AND rank < ? ORDER BY rank",
            (bucket, stratum, OUTSIDE_DRAW),
        )
        for (body,) in rows:
            yield unpack(ObjectRef, body)

    def listing(self, bucket: str) -> bytes:
        """Return the packed fingerprint of a bucket's listing, empty for a bucket that is not here."""
        row = self._db.execute("SELECT body FROM listings WHERE bucket = ?", (bucket,)).fetchone()
        return bytes(row[0]) if row else b""

    def draw(self, bucket: str, upto: Mapping[str, int]) -> None:
        """Mark each stratum's first `upto[stratum]` objects as drawn."""
        with self._begin_marking():
            self._db.executemany(
                "UPDATE picks SET drawn = 1 WHERE bucket = ? AND stratum = ? AND rank < ? AND drawn = 0",
                [(bucket, stratum, count) for stratum, count in upto.items()],
            )

    def draw_all(self, bucket: str) -> None:
        """Mark all objects of a bucket that were kept as drawn."""
        with self._begin_marking():
            self._db.execute("UPDATE picks SET drawn = 1 WHERE bucket = ? AND drawn = 0", (bucket,))

    def undraw(self) -> set[str]:
        """Take back what is drawn and not read, since a limit came first; return the buckets concerned."""
        unread = "drawn = 1 AND id NOT IN (SELECT pick FROM readings)"
        with self._begin_marking():
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
        """Return the drawn objects that have no reading yet, or are to be read once more.

        They interleave the buckets' strata by rank; those whose reading broke off come last.
        """
        begun = "id IN (SELECT pick FROM attempts)"
        numbers = array("q")
        for when in (f"NOT {begun}", begun):
            rows = self._db.execute(
                "SELECT id FROM picks LEFT JOIN readings ON readings.pick = id "
                "LEFT JOIN retries ON retries.pick = id WHERE drawn = 1 AND "
                f"(readings.pick IS NULL OR retries.pick IS NOT NULL) AND {when} "
                "ORDER BY rank, bucket, stratum"
            )
            numbers.extend(number for (number,) in rows)
        return Todo(self._db, numbers)

    @contextmanager
    def relisting(self, bucket: str) -> Iterator[Draft]:
        """Give the draft of a bucket that is listed again; left with an error, nothing has changed.

        The readings stay with the objects that are still listed as they were. The bucket is drawn anew:
        until a draw comes to such an object, its reading is kept outside the sample (`readings`).
        """
        before = former_name(bucket)
        with self._begin_writing():
            assert self._chain is not None
            # New picks have numbers of their own: the chain knows the old ones.
            self._db.execute("UPDATE picks SET bucket = ? WHERE bucket = ?", (before, bucket))
            self._db.execute("DELETE FROM buckets WHERE bucket = ?", (bucket,))
            self._db.execute("DELETE FROM listings WHERE bucket = ?", (bucket,))
            draft = Draft(self.folder, self._db, self._chain)
            yield draft
            draft.close()
            self._carry(self._chain, bucket, before)

    def _carry(self, links: Chain, bucket: str, before: str) -> None:
        """Give the readings of the old picks to the new ones of the same objects, and drop the old picks."""
        rows = self._db.execute(
            "SELECT new.id, readings.body FROM readings JOIN picks AS old ON readings.pick = old.id "
            "JOIN picks AS new ON new.body = old.body AND new.bucket = ?1 WHERE old.bucket = ?2",
            (bucket, before),
        ).fetchall()
        gone = self._db.execute(
            "SELECT pick FROM readings JOIN picks ON pick = id WHERE bucket = ? ORDER BY pick", (before,)
        ).fetchall()
        old = "(SELECT id FROM picks WHERE bucket = ?)"
        for table in ("readings", "attempts", "retries", "carried"):
            self._db.execute(f"DELETE FROM {table} WHERE pick IN {old}", (before,))
        self._db.execute("DELETE FROM picks WHERE bucket = ?", (before,))
        for (pick,) in gone:
            links.add("reading", pick, GONE)
        for pick, body in rows:
            self._db.execute("INSERT INTO readings (pick, body) VALUES (?, ?)", (pick, body))
            self._db.execute("INSERT INTO carried VALUES (?)", (pick,))
            links.add("reading", pick, sha256(body).digest())

    def carried(self, bucket: str) -> list[tuple[str, int, Reading]]:
        """Return (stratum, rank, reading) of the carried readings that the draw has come to by now, once."""
        drawn = "SELECT pick FROM carried JOIN picks ON pick = id WHERE bucket = ? AND drawn = 1"
        rows = self._db.execute(
            "SELECT stratum, rank, readings.body FROM readings JOIN picks ON pick = id "
            f"WHERE pick IN ({drawn}) ORDER BY stratum, rank",
            (bucket,),
        ).fetchall()
        if rows:
            with self._begin_marking():
                self._db.execute(f"DELETE FROM carried WHERE pick IN ({drawn})", (bucket,))
        return [(stratum, rank, unpack(Reading, body)) for stratum, rank, body in rows]

    def retry(self, wanted: Callable[[Reading], bool]) -> int:
        """Have the objects read once more whose reading is wanted again; return how many those are.

        Their readings stand until better ones come.
        """
        rows = self._db.execute(
            "SELECT pick, readings.body FROM readings JOIN picks ON pick = id WHERE drawn = 1"
        )
        again = [(pick,) for pick, body in rows if wanted(unpack(Reading, body))]
        if again or self._db.execute("SELECT 1 FROM retries LIMIT 1").fetchone():
            with self._begin_marking():
                self._db.execute("DELETE FROM retries")
                self._db.executemany("INSERT INTO retries VALUES (?)", again)
        return len(again)

    def retried(self) -> set[tuple[str, str, int]]:
        """Return (bucket, stratum, rank) of the objects that are to be read once more."""
        rows = self._db.execute("SELECT bucket, stratum, rank FROM picks JOIN retries ON pick = id")
        return set(rows.fetchall())

    def begin(self, pick: Pick, allowance: Allowance) -> None:
        """Write down that an object is about to be read, and what it may take."""
        with self._begin_marking():
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
        """Write one reading down as `append_all` does."""
        self.append_all([Done(pick, reading, counted)], seconds)

    def append_all(self, readings: Iterable[Done], seconds: float | None = None) -> None:
        """Write readings down in one transaction, with the seconds that the sweep has taken so far.

        Where it is not `counted` what a reading took, its attempt stands. Of two readings of one object
        the better one stays (`merge_readings`), with what both took.
        """
        db = self._db
        with self._begin_writing() as record:
            for pick, reading, counted in readings:
                row = db.execute("SELECT body FROM readings WHERE pick = ?", (pick.id,)).fetchone()
                body = pack(merge_readings(unpack(Reading, row[0]), reading) if row else reading)
                db.execute("INSERT OR REPLACE INTO readings (pick, body) VALUES (?, ?)", (pick.id, body))
                record("reading", pick.id, body)
                if row:
                    db.execute("DELETE FROM retries WHERE pick = ?", (pick.id,))
                last = "SELECT max(id) FROM attempts WHERE pick = ?"
                if counted:
                    db.execute(f"DELETE FROM attempts WHERE id = ({last})", (pick.id,))
            if seconds is not None:
                db.execute("INSERT OR REPLACE INTO meta VALUES ('seconds', ?)", (repr(seconds),))

    def seconds(self) -> float:
        """Return the seconds that the sweep had taken when its last reading came."""
        row = self._db.execute("SELECT value FROM meta WHERE name = 'seconds'").fetchone()
        return float(row[0]) if row else 0.0

    def readings(self, bucket: str | None = None) -> Iterator[tuple[str, int, Reading]]:
        """Yield (stratum, rank, reading), in an order that does not depend on who finished first.

        The rank is -1 for an object of an earlier listing that the draw has not come to: what was found in
        it stands, and it is not of the sample.
        """
        rows = self._db.execute(
            "SELECT stratum, CASE WHEN drawn THEN rank ELSE -1 END, readings.body "
            "FROM readings JOIN picks ON pick = id "
            "WHERE ?1 IS NULL OR bucket = ?1 ORDER BY bucket, stratum, rank",
            (bucket,),
        )
        for stratum, rank, body in rows:
            yield stratum, rank, unpack(Reading, body)

    def judge(self, verdicts: Iterable[Verdict]) -> None:
        """Write down what people said of objects; a later answer replaces an earlier one."""
        with self._begin_writing() as record:
            for verdict in verdicts:
                place, body = (verdict.bucket, verdict.item, verdict.entity), pack(verdict)
                self._db.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?)", (*place, body))
                record("verdict", "/".join(place), body)

    def verdicts(self, bucket: str) -> list[Verdict]:
        """Return what people said of a bucket's objects."""
        return [unpack(Verdict, row[3]) for row in verdict_rows(self._db) if row[0] == bucket]

    def note_seal(self, text: str) -> None:
        """Write down how readers were sealed, "yes" or "no: why"; one that was not stands for all."""
        before = self.seal_noted()
        if before.startswith("no") or before == text:
            return
        with self._begin_writing() as record:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('sealed', ?)", (text,))
            record("sealed", "", text.encode())

    def seal_noted(self) -> str:
        """Return how the readers were sealed, empty where there were none."""
        row = self._db.execute("SELECT value FROM meta WHERE name = 'sealed'").fetchone()
        return str(row[0]) if row else ""

    def update(self, frame: BucketFrame) -> None:
        """Write a bucket's frame again: how its draw stands, or when its last reading came."""
        body = pack(frame)
        with self._begin_writing() as record:
            self._db.execute("UPDATE buckets SET body = ? WHERE bucket = ?", (body, frame.bucket))
            record("frame", frame.bucket, body)


STATUSES = ("FAILED", "SKIPPED", "PARTIAL", "ANALYSED")


def merge_readings(before: Reading, after: Reading) -> Reading:
    """Return the reading that saw more of an object, the later one of equals, with what both have taken.

    What was found once is not given up because the store failed again.
    """
    kept = after if _rank_reading(after) >= _rank_reading(before) else before
    return replace(
        kept,
        requests=before.requests + after.requests,
        bytes_read=before.bytes_read + after.bytes_read,
        seconds=before.seconds + after.seconds,
    )


def _rank_reading(reading: Reading) -> tuple[int, int]:
    return STATUSES.index(reading.status), sum(count.hits for count in reading.counts.values())
