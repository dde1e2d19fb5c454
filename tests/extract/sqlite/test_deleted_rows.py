"""Rows that were deleted from a SQLite database are read as long as their bytes are there."""

from __future__ import annotations

import io
import random
import sqlite3
from pathlib import Path

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.sqlite import deleted_rows
from pii_sweep.extract.sqlite.database import read_sqlite
from pii_sweep.types import Gap, ObjectRef, Passage, Table, Where

WHERE = Where(ObjectRef("b", "a.sqlite"))


def read(folder: Path, *after: str, rows: int = 100) -> tuple[list[tuple[str, ...]], str, list[Gap]]:
    """Return the rows that are found in a database of customers after some statements, texts and gaps."""
    path = folder / "a.sqlite"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA secure_delete = OFF")
        made.execute("CREATE TABLE country (code, name)")
        made.execute("INSERT INTO country VALUES ('US', 'United States')")
        made.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, name, mail, age)")
        values = [(number, f"Ann Lee {number}", f"ann{number}@example.com", 40) for number in range(rows)]
        made.executemany("INSERT INTO customer VALUES (?, ?, ?, ?)", values)
        made.commit()
        for statement in after:
            made.execute(statement)
    made.close()
    pieces = list(read_sqlite(io.BytesIO(path.read_bytes()), WHERE, Budget(Extract())))
    texts = "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))
    gaps = [piece for piece in pieces if isinstance(piece, Gap)]
    return [row for piece in pieces if isinstance(piece, Table) for row in piece.rows], texts, gaps


def people(rows: list[tuple[str, ...]]) -> set[str]:
    """Return the mailboxes that stand in a cell of their own."""
    return {cell for row in rows for cell in row if "@" in cell}


def test_rows_of_a_table_that_was_dropped_are_read(tmp_path: Path) -> None:
    rows, texts, _ = read(tmp_path, "DROP TABLE customer", rows=400)
    found = people(rows)
    assert len(found) > 390
    assert all(f"ann{number}@" in texts + " ".join(found) for number in range(400))


def test_deleted_rows_of_a_page_that_is_in_use_are_read(tmp_path: Path) -> None:
    rows, texts, _ = read(tmp_path, "DELETE FROM customer WHERE id < 90")
    found = people(rows)
    assert len(found) > 95
    assert all(f"ann{number}@" in texts + " ".join(found) for number in range(100))


def test_a_text_without_borders_is_read_with_a_gap(tmp_path: Path) -> None:
    _, texts, gaps = read(tmp_path, "DROP TABLE customer", rows=3)
    assert [gap.where.member for gap in gaps] == (["deleted rows"] if texts else [])


def test_a_database_without_deleted_rows_has_none(tmp_path: Path) -> None:
    rows, texts, gaps = read(tmp_path, rows=400)
    assert (len(rows), texts, gaps) == (401, "", [])


SHUFFLED = random.Random(1).sample(range(1500), 1500)


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE INDEX one ON visitor (mail)", "CREATE INDEX two ON visitor (name, mail)", "DROP INDEX one"),
        ("UPDATE visitor SET age = age + 1000000 WHERE id % 3 = 0",),
        ("CREATE TABLE copy AS SELECT * FROM visitor", "DROP TABLE visitor"),
    ],
)
def test_copies_of_rows_that_are_still_there_are_not_deleted_rows(
    tmp_path: Path, statements: tuple[str, ...]
) -> None:
    rows, _, _ = read(
        tmp_path,
        "CREATE TABLE visitor (id INTEGER PRIMARY KEY, name, mail, age INTEGER)",
        *statements[: -1 if statements[-1].startswith("DROP INDEX") else 0],
        *(
            f"INSERT INTO visitor VALUES ({number}, 'Bo Roe {number}', 'bo{number}@example.com', 9)"
            for number in SHUFFLED
        ),
        *statements[-1 if statements[-1].startswith("DROP INDEX") else 0 :],
        rows=1,
    )
    assert len(rows) == len(SHUFFLED) + 2


def test_deleted_rows_in_utf16_are_a_gap(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA secure_delete = OFF")
        made.execute("PRAGMA encoding = 'UTF-16le'")
        made.execute("CREATE TABLE customer (name)")
        made.executemany("INSERT INTO customer VALUES (?)", [(f"Ann Lee {number}",) for number in range(50)])
        made.commit()
        made.execute("DELETE FROM customer WHERE rowid < 20")
    made.close()
    pieces = read_sqlite(io.BytesIO(path.read_bytes()), WHERE, Budget(Extract()))
    assert [piece.where.member for piece in pieces if isinstance(piece, Gap)] == ["deleted rows"]


def test_texts_of_no_row_are_not_tried_for_ever() -> None:
    rest = deleted_rows._Rest(tries=1000)
    page = b"\1word of none\2" * 100
    assert list(deleted_rows._carve(page, (3, 9), rest)) == []
    assert rest.tries <= 0
    assert len(rest.texts) == 100
