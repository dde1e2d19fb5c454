"""Social security numbers and cards whose parts stand in columns side by side are found whole."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.column.social_security import find_parted, join_parts
from pii_sweep.detect.tables.column_header import sampled

SSNS = ["219-07-4410", "471-52-0083", "530-18-7721", "118-09-3345", "362-77-0912", "645-20-1188"]
CARDS = ["4556737586899855", "5425233430109903", "4929421234600821", "4539578763621486", "4485275742308327"]


def kinds(header: str, rows: list[list[str]]) -> list[str]:
    return [column.kind for column in find_parted(sampled(header.split(","), rows))]


@pytest.mark.parametrize("header", ["n,ssn1,ssn2,ssn3", "n,a,b,c", "n,,,"])
def test_three_parts_of_social_security_numbers_are_one(header: str) -> None:
    rows = [[str(at), *number.split("-")] for at, number in enumerate(SSNS)]
    assert kinds(header, rows) == ["social security", *["social security goes on"] * 2]


def test_two_parts_need_headers_that_name_them() -> None:
    rows = [[number.replace("-", "")[:5], number[-4:]] for number in SSNS]
    assert len(kinds("ssn_first5,ssn_last4", rows)) == 2
    assert not kinds("block,lot", rows) and not kinds(",", rows)


def test_parts_of_parcels_and_sorted_numbers_are_none() -> None:
    rows = [number.split("-") for number in SSNS]
    assert not kinds("map,block,lot", rows)
    assert not kinds("a,b,c", sorted(rows))


def test_zeros_that_a_spreadsheet_dropped_come_back() -> None:
    parts = [["219", "471"], ["7", "52"], ["4410", "83"]]
    assert join_parts("US_SSN", parts) == ["219-07-4410", "471-52-0083"]
    assert join_parts("US_SSN", [["219"], [""], ["4410"]]) == [""]


@pytest.mark.parametrize("sizes", [(4, 4, 4, 4), (8, 8), (6, 10)])
def test_parts_of_cards_are_one_whatever_their_headers(sizes: tuple[int, ...]) -> None:
    rows = []
    for number in CARDS:
        at = 0
        rows.append([number[at : (at := at + size)] for size in sizes])
    assert kinds(",".join("qrst"[: len(sizes)]), rows) == ["card", *["card goes on"] * (len(sizes) - 1)]
    wrong = [[*row[:-1], f"{(int(row[-1]) + 1) % 10 ** sizes[-1]:0{sizes[-1]}}"] for row in rows]
    assert not kinds(",".join("qrst"[: len(sizes)]), wrong)
