"""Of a value that goes on on other pages of a log, what lies on its own page is read, and nothing else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pii_sweep.errors import Unsupported
from pii_sweep.types import Gap, Table
from tests.extract.test_formats import read


def test_the_start_of_a_long_value_holds_nothing_of_the_rows_next_to_it(tmp_path: Path) -> None:
    names = [f"P{at:03}" for at in range(60)]
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE notes (name TEXT, note TEXT)")
    rows = [(name, name * (900 + 137 * at)) for at, name in enumerate(names)]
    connection.executemany("INSERT INTO notes VALUES (?, ?)", rows)
    connection.commit()
    data = (tmp_path / "a.db-wal").read_bytes()
    connection.close()
    pieces = read("a.db-wal", data)
    told = {row[0]: row[1] for piece in pieces if isinstance(piece, Table) for row in piece.rows}
    assert told.keys() >= set(names)
    assert all(note and (name * 9000).startswith(note) for name, note in told.items() if name in names)
    assert Unsupported.reason in {piece.reason for piece in pieces if isinstance(piece, Gap)}
