"""Records of fixed width without ends of lines."""

from __future__ import annotations

import base64
import io
import json
import random

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.table.layout.unbroken_records import cut_records, find_length
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, ObjectRef, Passage, Table, Where

NAMES = [
    "ORLA WAKEFIELD", "HUGH TREVELYAN", "ADA OKONKWO", "PER LINDQVIST", "MIRA SOLBERG", "IDA FENWICK",
    "JON ASHCROFT",
]  # fmt: skip
STREETS = [
    "14 KILN ROW", "2 BIRCH WAY", "77 MILL END", "9 DOCK LANE", "310 FEN ROAD", "8 QUAY STREET",
    "51 HOLM DRIVE",
]  # fmt: skip
RECORDS = [
    f"{4401 + at:06d}{name:24}{street:22}{'HATTON':12}OH4380{at}1952041{at}"
    for at, (name, street) in enumerate(zip(NAMES, STREETS, strict=True))
]


def _walk(data: bytes) -> list[object]:
    where = Where(ObjectRef("shop", "F.FB"))
    return list(walk(Blob(where, lambda: io.BytesIO(data), len(data)), Extract()))


@pytest.mark.parametrize("codec", ["ascii", "cp037"])
def test_records_that_no_line_ends_are_rows_of_a_table(codec: str) -> None:
    found = _walk("".join(RECORDS).encode(codec))
    cells = [cell.strip() for one in found if isinstance(one, Table) for row in one.rows for cell in row]
    assert {*NAMES, *STREETS} <= {*cells}
    assert not any(isinstance(one, Passage) for one in found)


def test_records_in_pieces_are_cut_at_their_length_and_what_is_left_stays() -> None:
    assert list(cut_records(["abcd", "efg", "hij\n", "x\n"], 4)) == ["abcd\n", "efgh\n", "ij\n", "x\n"]


def test_the_length_is_that_of_one_record_in_a_long_file_too() -> None:
    text = "".join(random.Random(4).choices(RECORDS, k=400))
    assert find_length(text, whole=False) == find_length(text + "  ", whole=True) == len(RECORDS[0])


def _fill(signs: str, length: int) -> str:
    return "".join(random.Random(7).choices(signs, k=length))


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at noon with 14 carts, and the keeper wrote 3 lines on it. She slept till 5. " * 9,
        base64.b64encode(_fill("abc ", 900).encode()).decode(),
        _fill("ACGT", 4000),
        _fill("0123456789", 3000),
        json.dumps([{"id": 100 + at, "n": name} for at, name in enumerate(NAMES * 9)], separators=(",", ":")),
        "".join(f"function f{at}(a,b){{return a*{at}+b;}}" for at in range(10, 90)),
        ",".join(f"{name},{street}" for name, street in zip(NAMES, STREETS, strict=True)) * 3,
        "=-" * 600,
        "".join(RECORDS[:4]),
    ],
)
def test_other_text_in_one_line_has_no_records(text: str) -> None:
    assert find_length(text, whole=True) == 0
