"""Rows that were deleted from a SQLite database are read as long as their bytes are there."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.sqlite import read_sqlite
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
