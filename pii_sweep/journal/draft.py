"""A plan on its way into a new sweep directory: whole or not at all, bucket by bucket."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pii_sweep import keys
from pii_sweep.config import Settings
from pii_sweep.errors import UsageError
from pii_sweep.journal import chain
from pii_sweep.journal.codec import pack, unpack
from pii_sweep.journal.lock import translate_write_errors
from pii_sweep.types import BucketFrame, ObjectRef, Target

FORMAT = "pii-sweep/3"
NAME = "sweep.sqlite"
OUTSIDE_DRAW = 1 << 40  # ranks from here on are of objects that are not of the draw

# The index is the order in which picks are read, so that millions of them need not be sorted.
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE targets (bucket TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE buckets (bucket TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE listings (bucket TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE picks (
    id INTEGER PRIMARY KEY, bucket TEXT NOT NULL, stratum TEXT NOT NULL, rank INTEGER NOT NULL,
    body BLOB NOT NULL, drawn INTEGER NOT NULL DEFAULT 0, UNIQUE (bucket, stratum, rank));
CREATE INDEX turns ON picks (rank, bucket, stratum);
CREATE TABLE readings (pick INTEGER PRIMARY KEY REFERENCES picks (id), body BLOB NOT NULL);
"""
# What people said of objects that were read (`Verdict`).
VERDICTS = """
CREATE TABLE IF NOT EXISTS verdicts (
    bucket TEXT NOT NULL, item TEXT NOT NULL, entity TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (bucket, item, entity));
"""


class Blocks:
    """Blocks of bytes in a file of their own, in the order they came."""

    def __init__(self, path: Path) -> None:
        self.path, self._count = path, 0
        with translate_write_errors(path.parent):
            path.unlink(missing_ok=True)
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            self._db = sqlite3.connect(path)
            self._db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            self._db.execute("CREATE TABLE blocks (number INTEGER PRIMARY KEY, body BLOB NOT NULL)")

    def append(self, block: bytes, /) -> None:
        """Keep one more block."""
        with translate_write_errors(self.path.parent):
            self._db.execute("INSERT INTO blocks VALUES (?, ?)", (self._count, block))
        self._count += 1

    def __getitem__(self, number: int, /) -> bytes:
        """Return a block by its number, from 0."""
        row = self._db.execute("SELECT body FROM blocks WHERE number = ?", (number,)).fetchone()
        return bytes(row[0])

    def drop(self) -> None:
        """Remove the file."""
        self._db.close()
        self.path.unlink(missing_ok=True)


class Draft:
    """The plan of a new sweep directory while it is made (`open_draft`)."""

    def __init__(self, folder: Path, db: sqlite3.Connection, links: chain.Chain) -> None:
        self.folder, self._db = folder, db
        self._chain, self._digests = links, chain.PickDigests()

    @contextmanager
    def blocks(self) -> Iterator[Blocks]:
        """Give room for the objects of one bucket next to the journal, while the plan is made."""
        blocks = Blocks(self.folder / f"{NAME}.blocks")
        try:
            yield blocks
        finally:
            blocks.drop()

    def keep(self, bucket: str, picks: Iterable[tuple[str, int, ObjectRef]]) -> None:
        """Write down picks, each (stratum, rank, object); they may come in any order."""
        with translate_write_errors(self.folder):
            self._db.executemany(
                "INSERT INTO picks (bucket, stratum, rank, body) VALUES (?, ?, ?, ?)",
                self._digest_picks(bucket, picks),
            )

    def _digest_picks(
        self, bucket: str, picks: Iterable[tuple[str, int, ObjectRef]]
    ) -> Iterator[tuple[str, str, int, bytes]]:
        for stratum, rank, ref in picks:
            row = (bucket, stratum, rank, pack(ref))
            self._digests.feed(*row)
            yield row

    def add(self, frame: BucketFrame, listing: bytes) -> None:
        """Write down a bucket, the picks that its strata have, and the fingerprint of its listing."""
        for stratum in frame.strata:
            self.keep(frame.bucket, ((stratum.name, rank, ref) for rank, ref in enumerate(stratum.picks)))
        bare = replace(frame, strata=tuple(replace(stratum, picks=()) for stratum in frame.strata))
        body = pack(bare)
        self._digests.start(frame.bucket)
        with translate_write_errors(self.folder):
            self._db.execute("INSERT INTO listings VALUES (?, ?)", (frame.bucket, listing))
            self._db.execute("INSERT INTO buckets VALUES (?, ?)", (frame.bucket, body))
            self._chain.add("listing", frame.bucket, sha256(listing).digest())
            self._chain.add("frame", frame.bucket, sha256(body).digest())

    def left_out(self, bucket: str) -> list[ObjectRef]:
        """Return the objects with a reading of an earlier listing (`Journal.relisting`) that have no pick."""
        rows = self._db.execute(
            "SELECT body FROM picks AS old WHERE bucket = ?2 AND id IN (SELECT pick FROM readings) "
            "AND body NOT IN (SELECT body FROM picks WHERE bucket = ?1) ORDER BY id",
            (bucket, former_name(bucket)),
        )
        return [unpack(ObjectRef, body) for (body,) in rows]

    def close(self) -> None:
        """Put the picks of its buckets into the chain."""
        for bucket, digest in self._digests.items():
            self._chain.add("picks", bucket, digest)


def former_name(bucket: str) -> str:
    """Return the name that a bucket's picks have while it is listed again; no bucket is called so."""
    return f"{bucket}\0"


@contextmanager
def open_draft(
    folder: Path, settings: Settings, targets: Iterable[Target], created: str, previous: str = ""
) -> Iterator[Draft]:
    """Give the draft of a plan; once the `with` statement is left without an error, it is the journal.

    `previous` is the SHA-256 of the manifest of the sweep before this one, where one is named. The
    directory gets mode 0700. Raises UsageError when it cannot be written or holds other people's files.
    """
    made, part, done = not folder.exists(), folder / f"{NAME}.part", False
    places = list(targets)
    try:
        with translate_write_errors(folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            foreign = [path.name for path in folder.iterdir() if not path.name.startswith(NAME)]
            if foreign:
                raise UsageError(f"{folder} holds other files and no sweep; give an empty or new --out DIR")
            folder.chmod(0o700)
            part.unlink(missing_ok=True)
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            db = sqlite3.connect(part)
        with closing(db):
            with translate_write_errors(folder):
                db.executescript(SCHEMA + VERDICTS + chain.SCHEMA)
                _begin(db, settings, places, created, previous)
            links = chain.Chain(db, keys.sweep_key(settings.sample.seed, places))
            draft = Draft(folder, db, links)
            yield draft
            with translate_write_errors(folder):
                links.add("plan", "", chain.plan_digest(db))
                draft.close()
                links.seal()
                db.commit()
        with translate_write_errors(folder):
            part.rename(folder / NAME)
        done = True
    finally:
        if not done:
            _clear(folder, made)


def _clear(folder: Path, made: bool) -> None:
    """Remove what a plan that was not finished has left."""
    for path in folder.glob(f"{NAME}.*"):
        path.unlink(missing_ok=True)
    if made and folder.exists() and not any(folder.iterdir()):
        folder.rmdir()


def _begin(
    db: sqlite3.Connection, settings: Settings, targets: Iterable[Target], created: str, previous: str
) -> None:
    meta = {
        "format": FORMAT,
        "settings": json.dumps(settings.as_dict(), sort_keys=True),
        "settings_digest": settings.digest,
        "created": created,
        "previous": previous,
    }
    db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    db.executemany("INSERT INTO targets VALUES (?, ?)", [(str(item), pack(item)) for item in targets])
