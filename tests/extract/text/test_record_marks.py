"""Records and fields that other marks part than lines and tabs."""

from __future__ import annotations

import io

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.text.decode import lines
from pii_sweep.extract.text.record_marks import find_marks
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, ObjectRef, Table, Where

ROWS = [
    ("Orla Wakefield", "14 Kiln Row", "8015550130", "1952-04-17"),
    ("Zoë Trevelyan", "2 Birch Way", "8015550131", "1961-09-30"),
    ("Ada Okonkwo", "77 Mill End", "8015550132", "1948-11-02"),
    ("Per Lindqvist", "9 Dock Lane", "8015550133", "1970-02-14"),
]


def _joined(record: bytes, field: bytes, codec: str) -> bytes:
    return record.join(field.join(cell.encode(codec) for cell in row) for row in ROWS)


@pytest.mark.parametrize(
    ("record", "field", "codec"),
    [(b"\xfe", b"\xfd", "cp1252"), (b"\xff", b"\xfe", "cp1252"), (b"\x1e", b"\x1f", "utf-8")],
)
def test_marks_of_records_and_fields_part_the_rows_of_a_table(
    record: bytes, field: bytes, codec: str
) -> None:
    data = _joined(record, field, codec)
    where = Where(ObjectRef("shop", "file.dat"))
    found = list(walk(Blob(where, lambda: io.BytesIO(data), len(data)), Extract()))
    cells = [[*row] for piece in found if isinstance(piece, Table) for row in (piece.header, *piece.rows)]
    assert [[*row] for row in ROWS] == [row for row in cells if any(row)]


def test_a_value_of_several_keeps_them_apart_in_its_cell() -> None:
    data = _joined(b"\xfe", b"\xfd", "cp1252").replace(b"0130", b"0130\xfc8015550199")
    assert "8015550130;8015550199" in next(lines(io.BytesIO(data)))


@pytest.mark.parametrize(
    "data",
    [
        "Þýðir þetta að ýmsir þekki þýðinguna? Þór þýddi þrjú ljóð og ýtti þeim frá.".encode("cp1252"),
        "Işık şişede kaldı, kışın şarkı yazıp üç şair çağırdı.".encode("cp1254"),
        b"one\x1etwo\x1fthree\x1efour",
        b"a\xfdb\xfdc\xfed\xfde\xfef\xfdg\xfdh",
        _joined(b"\n", b"\x1f", "utf-8"),
        "\ufeffa,b\u1efe\u1efd".encode("utf-16"),
    ],
)
def test_letters_and_uneven_parts_are_no_marks(data: bytes) -> None:
    assert find_marks(data) is None
