"""SQLite databases, opened from memory: read only, no extension, no trigger, no view, no function."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from pii_sweep.errors import Corrupt, TooBig, Unreadable, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.remainder import read_behind
from pii_sweep.extract.sqlite.deleted_rows import LiveRows, read_deleted
from pii_sweep.extract.stream import read_whole, safe_name
from pii_sweep.extract.table.emit import cell_or_blob, tables
from pii_sweep.extract.text.decode import register_lenient
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Piece, Table, Where

ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
TRANSLATED: dict[type[BaseException], type[Unreadable]] = {
    sqlite3.DataError: TooBig,
    sqlite3.Error: Corrupt,
    OverflowError: Corrupt,
    ValueError: Corrupt,
    MemoryError: TooBig,
}
STEPS = 100_000
_SCHEMA = 5  # columns of the table of tables
VALUE = 8  # one value may have this share of what may be held: columns that are computed make long ones


def read_sqlite(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each table's rows (`where.inside` ends with its name), and deleted ones; raises Corrupt, TooBig.

    Rows that are still in a write-ahead log next to the file are not in it.
    """
    data = read_whole(body, budget)
    end = _end(data)
    if data[18:20] == b"\2\2":
        data = b"\1\1".join((data[:18], data[20:]))  # write-ahead mode needs files; the pages are the same
    connection = sqlite3.connect(":memory:")
    live = LiveRows()
    try:
        with translate(TRANSLATED):
            connection.deserialize(data)
            _restrict(connection, budget)
            names = [
                str(name)
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY rootpage"
                )
                if not str(name).startswith("sqlite_")
            ]
        broken: list[Unreadable] = []
        widths: dict[str, int] = {}
        for name in names:
            for piece in _table(connection, name, where, budget, broken):
                if isinstance(piece, Table):
                    widths[name] = len(piece.header)
                    for row in piece.rows:
                        live.add(row)
                yield piece
        yield from _statements(connection, where, budget)
        yield from read_deleted(data, _roots(connection, widths), live, where, budget)
        if broken:
            raise broken[0]
    finally:
        connection.close()
    if end:
        yield from read_behind(body, where, end, budget)


# Remarks, and defaults of columns that say something.
_REMARK = re.compile(r"(?is)--|/\*|\bdefault\s*+(?:\(\s*+)?'[^']*(?:\d{3}|@|[^\W\d_]\s[^\W\d_])")


def _statements(connection: sqlite3.Connection, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the statements that made the views, the triggers, and the tables with remarks."""
    with translate(TRANSLATED):
        texts = [
            str(text)
            for kind, text in connection.execute("SELECT type, sql FROM sqlite_master")
            if text and (kind in ("view", "trigger") or _REMARK.search(str(text)))
        ]
    lines = (f"{line}\n" for text in texts for line in (*text.splitlines(), ""))
    for passage in passages(lines, where, budget):
        yield replace(passage, where=where, spans=())


def _roots(connection: sqlite3.Connection, widths: Mapping[str, int]) -> dict[int, int]:
    """Return the pages on which tables and indices begin, with how many columns each has."""
    with translate(TRANSLATED):
        found = connection.execute("SELECT rootpage, name FROM sqlite_master WHERE rootpage > 0").fetchall()
    return {1: _SCHEMA, **{int(page): widths.get(str(name), 2) for page, name in found}}


def _end(data: bytes) -> int:
    """Return the length that the header of a database gives, 0 where it is not kept (SQLite, 1.3.8)."""
    size, pages = int.from_bytes(data[16:18], "big"), int.from_bytes(data[28:32], "big")
    return (65536 if size == 1 else size) * pages if data[24:28] == data[92:96] else 0


def _restrict(connection: sqlite3.Connection, budget: Budget) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, budget.settings.max_memory_bytes // VALUE)
    connection.text_factory = lambda raw: raw.decode("utf-8", register_lenient())
    connection.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in ALLOWED else sqlite3.SQLITE_DENY
    )
    connection.set_progress_handler(lambda: int(budget.is_late()), STEPS)


def _table(
    connection: sqlite3.Connection, name: str, where: Where, budget: Budget, broken: list[Unreadable]
) -> Iterator[Piece | Blob]:
    inner = replace(where, inside=(*where.inside, safe_name(name)))
    blobs: list[Blob] = []
    try:
        with translate(TRANSLATED):
            cursor = connection.execute('SELECT * FROM "{}"'.format(name.replace('"', '""')))  # noqa: UP032
            header = [str(column[0]) for column in cursor.description]
    except Unreadable as error:
        budget.check_time()
        broken.append(error)
        return
    for table in tables(_rows(cursor, header, inner, blobs, broken), header, inner, budget):
        yield table
        yield from blobs
        blobs.clear()
    budget.check_time()


def _rows(
    cursor: sqlite3.Cursor, header: list[str], where: Where, blobs: list[Blob], broken: list[Unreadable]
) -> Iterator[list[str]]:
    number = 0
    while True:
        try:
            with translate(TRANSLATED):
                row = cursor.fetchone()
        except Unreadable as error:
            broken.append(error)
            return
        if row is None:
            return
        number += 1
        yield [
            cell_or_blob(
                value, replace(where, row=number, column=at + 1), f"{header[at]}-{number}.bin", blobs
            )
            for at, value in enumerate(row)
        ]
