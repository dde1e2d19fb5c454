"""Lists in columnar files: each text of a list is a cell."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import orc

from pii_sweep.extract.table.columnar import MOST_ITEMS
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
