"""Picks are taken from the file by their numbers, some at a time, in the order that was asked for."""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import closing

import pytest

from pii_sweep.journal import picks
from pii_sweep.journal.codec import pack
from pii_sweep.journal.picks import Pick, Todo
from pii_sweep.types import ObjectRef


@pytest.mark.parametrize("many", [1, 2, 3, 500])
def test_picks_come_in_the_order_of_their_numbers_as_often_as_they_are_wanted(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picks, "MANY", many)
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE picks (id INTEGER PRIMARY KEY, bucket, stratum, rank, body)")
        made = [Pick(n, f"b{n}", f"s{n}", 10 - n, ObjectRef(f"b{n}", f"k{n}", size=n)) for n in range(1, 7)]
        db.executemany(
            "INSERT INTO picks VALUES (?, ?, ?, ?, ?)",
            [(pick.id, pick.bucket, pick.stratum, pick.rank, pack(pick.ref)) for pick in made],
        )
        todo = Todo(db, array("q", [5, 2, 6, 1, 3]))
        assert len(todo) == 5
        for _ in range(2):
            assert list(todo) == [made[number - 1] for number in (5, 2, 6, 1, 3)]
        assert list(Todo(db, array("q"))) == []
