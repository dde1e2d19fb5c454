"""Lists in columnar files: each text of a list is a cell, each record a row of a table of its own."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import orc

from pii_sweep.extract.table.columnar import MOST_ITEMS
from pii_sweep.extract.table.emit import ROWS
from pii_sweep.types import Table
from tests.extract.office.test_document import read

NAMES = [["Ann Lee", "Eva Berg", None], None, ["Ivo Ruiz"], []]


def table_of(name: str, columns: dict[str, object]) -> Table:
    out = io.BytesIO()
    write = pq.write_table if name.endswith("parquet") else orc.write_table
    write(pa.table(columns), out)
    (found,) = (piece for piece in read(name, out.getvalue()) if isinstance(piece, Table))
    return found


@pytest.mark.parametrize("name", ["a.parquet", "a.orc"])
def test_each_text_of_a_list_is_a_cell_under_the_list_s_name(name: str) -> None:
    found = table_of(name, {"team": ["a", "b", "c", "d"], "members": NAMES})
    assert list(found.header) == ["team", "members", "members"]
    assert list(found.rows) == [
        ("a", "Ann Lee", "Eva Berg"), ("b", "", ""), ("c", "Ivo Ruiz", ""), ("d", "", ""),
    ]  # fmt: skip


def test_what_a_long_list_has_more_stands_in_its_last_cell() -> None:
    many = [f"n{number}" for number in range(MOST_ITEMS + 2)]
    found = table_of("a.parquet", {"members": [many], "vector": [[0.5] * 40]})
    assert found.rows[0][:MOST_ITEMS] == (*many[: MOST_ITEMS - 1], ", ".join(many[MOST_ITEMS - 1 :]))
    assert len(found.header) == MOST_ITEMS + 1


PEOPLE = [
    [{"first_name": "Ann", "kin": [{"name": "Eva Berg"}]}],
    None,
    [{"first_name": "Ivo", "kin": None}, {"first_name": "Lea", "kin": [{"name": "Mo Ruiz"}]}],
]


def tables_of(name: str, columns: dict[str, object]) -> dict[str | None, list[Table]]:
    out = io.BytesIO()
    write = pq.write_table if name.endswith("parquet") else orc.write_table
    write(pa.table(columns), out)
    found: dict[str | None, list[Table]] = {}
    for piece in read(name, out.getvalue()):
        if isinstance(piece, Table):
            found.setdefault(piece.where.member, []).append(piece)
    return found


@pytest.mark.parametrize("name", ["a.parquet", "a.orc"])
def test_records_that_a_column_lists_are_a_table_of_their_own(name: str) -> None:
    found = tables_of(name, {"house": ["1", "2", "3"], "people": PEOPLE})
    assert [list(one.rows) for one in found[None]] == [[("1", ""), ("2", ""), ("3", "")]]
    (people,) = found["people"]
    assert list(people.header) == ["first_name", "kin"]
    assert [row[0] for row in people.rows] == ["Ann", "Ivo", "Lea"]
    (kin,) = found["people/kin"]
    assert (list(kin.header), list(kin.rows)) == (["name"], [("Eva Berg",), ("Mo Ruiz",)])


def test_rows_of_listed_records_are_counted_over_all_parts_of_a_file() -> None:
    listed = [[{"name": f"n{row}"}, {"name": f"m{row}"}] for row in range(ROWS + 1)]
    names = tables_of("a.parquet", {"people": listed})["people"]
    assert [one.first_row for one in names] == [1, ROWS + 1, 2 * ROWS + 1]
    assert sum(len(one.rows) for one in names) == 2 * (ROWS + 1)


def test_a_column_of_maps_is_a_column_for_each_key() -> None:
    rows = [[("mail", "a@b.example")], None, [("tel", "1"), ("mail", "c@d.example")]]
    maps = pa.array(rows, type=pa.map_(pa.string(), pa.string()))
    (found,) = tables_of("a.parquet", {"of": maps})[None]
    assert list(found.header) == ["of.mail", "of.tel"]
    assert list(found.rows) == [("a@b.example", ""), ("", ""), ("c@d.example", "1")]


def test_no_value_is_lost_of_a_map_that_has_a_key_twice() -> None:
    maps = pa.array(
        [[("mail", "a@b.example"), ("mail", "c@d.example")]], type=pa.map_(pa.string(), pa.string())
    )
    (found,) = tables_of("a.parquet", {"of": maps})[None]
    assert all(one in found.rows[0][0] for one in ("a@b.example", "c@d.example"))


def test_records_nested_without_end_are_read_as_text_from_some_depth_on() -> None:
    nested: list[object] = ["Ann Lee"]
    for _ in range(12):
        nested = [{"of": nested}]
    found = tables_of("a.parquet", {"of": [nested]})
    assert any(
        "Ann Lee" in cell for some in found.values() for one in some for row in one.rows for cell in row
    )
