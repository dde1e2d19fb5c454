"""Tables whose rows say in their first cell what they are of."""

from __future__ import annotations

from pii_sweep.extract.table.row_type import has_types
from tests.extract.table.test_csv import tables

INVOICES = b"""FK,CODE,NUMBER,NAME,ADDRESS
OF,ITEM,LABEL,PRICE
FK,01,00626,Ada Lindberg,Rosenweg 12
OF,BRG516,Pump,3080000
FK,01,00627,Karl Horvat,Bergstr. 3
OF,BRG864,Cable,1010000
"""


def test_rows_of_each_type_are_a_table_with_its_own_header() -> None:
    first, second = tables("a.csv", INVOICES)
    assert first.header == ("CODE", "NUMBER", "NAME", "ADDRESS")
    assert [row[2] for row in first.rows] == ["Ada Lindberg", "Karl Horvat"]
    assert second.header == ("ITEM", "LABEL", "PRICE") and len(second.rows) == 2


def test_rows_of_types_without_headers_are_tables_of_their_own() -> None:
    lines = ["H;20260101", *(f"D;{at};Ada Lindberg {at};Rosenweg {at}" for at in range(6)), "T;6"]
    assert {len(table.rows[0]) for table in tables("a.csv", "\n".join(lines).encode())} == {1, 3}


def test_rows_of_one_width_are_one_table_whatever_their_first_cells_say() -> None:
    assert not has_types([("DE", "Ulm", "1"), ("FR", "Lyon", "2")] * 4)
    assert not has_types([(str(at), "Ulm", *"x" * (at % 2)) for at in range(8)])
    assert not has_types([("Name", "Town"), *[("A", "b", "c"), ("B", "d", "e")] * 3])
