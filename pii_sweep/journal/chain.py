"""A chain of digests over the plan, the frames and the readings of a journal, and its seal.

Every transaction that writes one of them appends its SHA-256 to the table `chain` in the same
transaction. A link hashes its predecessor (Haber and Stornetta, "How to time-stamp a digital document",
1991), so no record can be changed, removed or put back without changing the head. The head is sealed
with an HMAC under a key that lies outside the sweep directory: whoever edits an unfinished journal can
extend the chain, but cannot seal it. Once a sweep stands finished its signed manifest names the head
and the file's own SHA-256.
"""

from __future__ import annotations

import hmac
import sqlite3
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pii_sweep.errors import JournalError

SCHEMA = """
CREATE TABLE chain (seq INTEGER PRIMARY KEY, what TEXT NOT NULL, id NOT NULL, digest BLOB NOT NULL);
"""
ROOT = bytes(32)
GONE = b""  # the digest of what was taken out
# What the plan's digest covers of `meta`: all that is written once.
FIXED = ("format", "settings", "settings_digest", "created", "previous")

DAMAGED = "is damaged or not a journal; start a new --out DIR"
BARRED = (
    "cannot be opened here: you may not read or write it, or its folder; "
    "use it as its owner, or give a copy of the whole folder that you own"
)
BUSY = "is in use by another process; give the same command again when that has ended"
STANDS = {
    sqlite3.SQLITE_CANTOPEN: BARRED,
    sqlite3.SQLITE_READONLY: BARRED,
    sqlite3.SQLITE_PERM: BARRED,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
}

Record = Callable[[str, object, bytes], None]


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many records it holds, and the hash of the last link."""

    records: int = 0
    link: bytes = ROOT

    def __str__(self) -> str:
        return f"{self.records}:{self.link.hex()}"


class Chain:
    """The chain of an open journal; `key` seals its head."""

    def __init__(self, db: sqlite3.Connection, key: bytes, head: Head | None = None) -> None:
        self._db, self._key, self.head = db, key, head or Head()

    @contextmanager
    def transaction(self) -> Iterator[Record]:
        """Commit what the block writes together with the records that it adds, or none of it.

        Yields the function that records `body` as the present content of (`what`, `id`).
        """
        before, done = self.head, False
        try:
            with self._db:
                yield self._record
                if self.head != before:
                    self.seal()
            done = True
        finally:
            self.head = self.head if done else before

    def _record(self, what: str, number: object, body: bytes) -> None:
        self.add(what, number, sha256(body).digest())

    def add(self, what: str, number: object, digest: bytes) -> None:
        """Append one record; the caller commits, after `seal`."""
        self.head = follow(self.head, what, number, digest)
        self._db.execute("INSERT INTO chain VALUES (?, ?, ?, ?)", (self.head.records, what, number, digest))

    def seal(self) -> None:
        """Write the head and its seal."""
        text = f"{self.head}:{_seal(self._key, self._db, self.head)}"
        self._db.execute("INSERT OR REPLACE INTO meta VALUES ('chain', ?)", (text,))


def follow(head: Head, what: str, number: object, digest: bytes) -> Head:
    """Return the head after one more record."""
    text = f"{head.records + 1}\0{what}\0{number}\0".encode("utf-8", "surrogatepass")
    return Head(head.records + 1, sha256(head.link + text + digest).digest())


def chain_link(db: sqlite3.Connection, records: int) -> bytes | None:
    """Return the hash of the chain after so many records, None where it holds fewer."""
    head = Head()
    for row in db.execute("SELECT what, id, digest FROM chain WHERE seq <= ? ORDER BY seq", (records,)):
        head = follow(head, *row)
    return head.link if head.records == records else None


def written_head(db: sqlite3.Connection) -> tuple[str, str]:
    """Return the head that a journal gives and its seal, both unchecked and empty where it gives none."""
    found = db.execute("SELECT value FROM meta WHERE name = 'chain'").fetchone()
    head, _, seal = str(found[0] if found else "").rpartition(":")
    return head, seal


def is_sealed(db: sqlite3.Connection, key: bytes, head: Head) -> bool:
    """Return whether the head carries the seal of a key."""
    return hmac.compare_digest(written_head(db)[1].encode(), _seal(key, db, head).encode())


def _seal(key: bytes, db: sqlite3.Connection, head: Head) -> str:
    seconds = db.execute("SELECT value FROM meta WHERE name = 'seconds'").fetchone()
    text = f"journal\0{head}\0{seconds[0] if seconds else ''}"
    return hmac.digest(key, text.encode(), sha256().name).hex()


def plan_digest(db: sqlite3.Connection) -> bytes:
    """Return the digest of the settings and targets of a plan."""
    meta = dict(db.execute("SELECT name, value FROM meta"))
    digest = sha256()
    for name in FIXED:
        _feed(digest.update, name.encode(), str(meta.get(name, "")).encode())
    for name, body in db.execute("SELECT bucket, body FROM targets ORDER BY bucket"):
        _feed(digest.update, _bytes(name), body)
    return digest.digest()


class PickDigests:
    """The digests of the picks of each bucket, fed in the order of their numbers."""

    def __init__(self) -> None:
        self._digests: dict[str, Callable[[], bytes]] = {}
        self._updates: dict[str, Callable[[bytes], None]] = {}

    def feed(self, bucket: str, stratum: str, rank: int, body: bytes) -> None:
        """Take in one pick."""
        self.start(bucket)
        _feed(self._updates[bucket], _bytes(stratum), rank.to_bytes(8, "big"), body)

    def start(self, bucket: str) -> None:
        """Take in a bucket, which may have no picks."""
        if bucket not in self._digests:
            digest = sha256()
            self._digests[bucket], self._updates[bucket] = digest.digest, digest.update

    def items(self) -> Iterator[tuple[str, bytes]]:
        """Yield each bucket with its digest."""
        for bucket, digest in self._digests.items():
            yield bucket, digest()


def check_chain(db: sqlite3.Connection) -> Head:
    """Return the head of a chain that fits what the journal holds.

    Raises JournalError, naming what does not fit, for a journal that was changed behind the chain.
    """
    if db.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()[0]:
        raise _make_error("it holds a trigger or a view")
    if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":  # an index may hide a row
        raise _make_error("its tables and indexes do not agree")
    head, fixed, last = _walk(db)
    if written_head(db)[0] != str(head):
        raise _make_error("its chain of digests is broken")
    present = {("plan", ""): plan_digest(db)}
    for what, table in (("frame", "buckets"), ("listing", "listings")):
        for bucket, body in db.execute(f"SELECT bucket, body FROM {table}"):
            present[what, bucket] = sha256(body).digest()
    for bucket, item, entity, body in verdict_rows(db):
        present["verdict", f"{bucket}/{item}/{entity}"] = sha256(body).digest()
    for (text,) in db.execute("SELECT value FROM meta WHERE name = 'sealed'"):
        present["sealed", ""] = sha256(str(text).encode()).digest()
    picks = PickDigests()
    for (bucket,) in db.execute("SELECT bucket FROM buckets ORDER BY bucket"):
        picks.start(bucket)
    for row in db.execute("SELECT bucket, stratum, rank, body FROM picks ORDER BY id"):
        picks.feed(*row)
    present.update({("picks", bucket): digest for bucket, digest in picks.items()})
    for place in sorted(present.keys() | fixed.keys()):
        if present.get(place, GONE) != fixed.get(place, GONE):
            raise _make_error(f"the {place[0]} of {place[1] or 'the sweep'} is not the one that was written")
    _check_readings(db, last)
    return head


def verdict_rows(db: sqlite3.Connection) -> list[tuple[str, str, str, bytes]]:
    """Return (bucket, item, entity, body) of what people said; none where the table was never made."""
    if not db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'verdicts'").fetchone()[0]:
        return []
    return list(db.execute("SELECT bucket, item, entity, body FROM verdicts ORDER BY bucket, item, entity"))


def _walk(db: sqlite3.Connection) -> tuple[Head, dict[tuple[str, str], bytes], array[int]]:
    """Return the head, the last digest of all but readings, and the last record of each pick's reading."""
    most = db.execute("SELECT coalesce(max(id), 0) FROM picks").fetchone()[0]
    head, fixed, last = Head(), dict[tuple[str, str], bytes](), array("q", bytes(8 * (most + 1)))
    for seq, what, number, digest in db.execute("SELECT seq, what, id, digest FROM chain ORDER BY seq"):
        if seq != head.records + 1 or not isinstance(digest, bytes):
            raise _make_error("its chain of digests is broken")
        head = follow(head, what, number, digest)
        if what != "reading":
            fixed[what, str(number)] = digest
        elif isinstance(number, int) and 0 < number <= most:
            last[number] = seq if digest else 0
        else:
            raise _make_error("it names a reading of no object")
    fixed.pop(("opened", ""), None)
    return head, fixed, last


def _check_readings(db: sqlite3.Connection, last: array[int]) -> None:
    expected = sum(1 for seq in last if seq)
    for pick, body in db.execute("SELECT pick, body FROM readings ORDER BY pick"):
        seq = last[pick] if 0 <= pick < len(last) else 0
        digest = db.execute("SELECT digest FROM chain WHERE seq = ?", (seq,)).fetchone()
        if digest is None or digest[0] != sha256(body).digest():
            raise _make_error("a reading is not the one that was written")
        expected -= 1
    if expected:
        raise _make_error("a reading is missing")


@contextmanager
def damage(path: Path) -> Iterator[None]:
    """Name a file that SQLite cannot read, or that holds nothing of ours, in one line.

    One that this user may not open, or that another process holds, is no damaged one: what it holds stands.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        raise JournalError(f"{path} {STANDS.get(code, DAMAGED)}") from None
    except (sqlite3.Error, KeyError, ValueError, TypeError):
        raise JournalError(f"{path} {DAMAGED}") from None


def _make_error(why: str) -> JournalError:
    return JournalError(f"the journal was changed or damaged: {why}; start a new --out DIR")


def _feed(update: Callable[[bytes], None], *parts: bytes) -> None:
    for part in parts:
        update(len(part).to_bytes(8, "big"))
        update(part)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
