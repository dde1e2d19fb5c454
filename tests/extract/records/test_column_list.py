"""Trees whose columns are lists are tables, however the columns are named and the rows counted."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from pii_sweep.extract.records import tree
from pii_sweep.extract.records.column_list import find_column_lists
from pii_sweep.extract.records.column_names import Leaf
from pii_sweep.types import Table
from tests.extract.message.test_segment import read

NAMES = ["Zoltan Quimby", "Maria Holt", "Otto Holt", "Kofi Achebe"]
NUMBERS = ["512341876", "467219835", "301458822", "218770943"]
PAY = [41200, 38900, 52750, 47000]
COLUMNS: dict[str, list[object]] = {"name": [*NAMES], "ssn": [*NUMBERS], "salary": [*PAY]}
ROWS = [list(row) for row in zip(NAMES, NUMBERS, map(str, PAY), strict=True)]


def _tables(value: object) -> list[Table]:
    return [piece for piece in read("a.json", json.dumps(value).encode()) if isinstance(piece, Table)]


def _keyed(prefix: str) -> dict[str, dict[str, object]]:
    return {
        name: {f"{prefix}{at}": value for at, value in enumerate(values)} for name, values in COLUMNS.items()
    }


@pytest.mark.parametrize(
    "document",
    [
        COLUMNS,
        {"status": "ok", "result": COLUMNS},
        _keyed(""),
        _keyed("E10"),
        {"columns": [{"name": name, "datatype": "Utf8", "values": v} for name, v in COLUMNS.items()]},
        {"schema": {"fields": [{"name": name} for name in COLUMNS]}, "data": {"values": [*COLUMNS.values()]}},
    ],
)
def test_lists_of_columns_are_the_rows_of_one_table(document: object) -> None:
    (table,) = _tables(document)
    assert [name.rpartition(".")[2] for name in table.header] == list(COLUMNS)
    assert [list(row) for row in table.rows] == ROWS


def test_a_value_that_is_missing_moves_no_other() -> None:
    (table,) = _tables({**COLUMNS, "ssn": [None, *NUMBERS[1:3], None]})
    assert [row[table.header.index("$.ssn")] for row in table.rows] == ["", *NUMBERS[1:3], ""]


def test_columns_longer_than_the_first_look_are_read_to_their_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    long = {name: values * 10_000 for name, values in COLUMNS.items()}
    tables = _tables(long)
    assert sum(len(table.rows) for table in tables) == 40_000
    assert all("" not in row for table in tables for row in table.rows)
    monkeypatch.setattr(tree, "LONG_COLUMNS", 90_000)
    cells = [cell for table in _tables(long) for row in table.rows for cell in row if cell]
    assert len(cells) == 120_000


@pytest.mark.parametrize(
    "document",
    [
        {"dev": {"host": "a", "port": "1", "user": "x"}, "prod": {"host": "b", "port": "2", "user": "y"}},
        {
            "name": {"type": "string", "label": "a", "m": 9},
            "ssn": {"type": "string", "label": "b", "m": 9},
        },
        {"emails": ["a@example.com", "b@example.com"], "phones": ["775-555-0142", "775-555-0143"]},
    ],
)
def test_settings_descriptions_and_a_few_values_of_one_person_are_no_columns(document: object) -> None:
    assert not any(len(table.rows) > 1 and "$.name" in table.header for table in _tables(document))
    assert not any("$.emails" in table.header for table in _tables(document))


class _Read(list[Leaf]):
    """First leaves that count how often they are read through."""

    times = 0

    def __iter__(self) -> Iterator[Leaf]:
        self.times += 1
        return super().__iter__()


def test_first_leaves_are_read_as_often_for_many_lists_as_for_one() -> None:
    cells = [((f"k{key}", row, cell), "1") for key in range(1000) for row in (1, 2) for cell in (1, 2, 3)]
    head = _Read(cells)
    assert find_column_lists(head, whole=True) is None
    assert head.times == 2


def test_a_key_that_is_a_star_is_no_number_of_a_row() -> None:
    values = [{"*": ["Zoltan Quimby", "Maria Holt"]}, {"*": {"*": [["a", "b"], ["c", "d"]]}}]
    assert all(list(read("a.json", json.dumps(value).encode())) for value in values)
