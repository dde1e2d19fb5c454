"""No name that a place quotes leaves the worker: members, sheets, tables, headers, keys, elements."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from dataclasses import asdict
from pathlib import Path

import openpyxl
import pytest

from pii_sweep.config import Report, Settings
from pii_sweep.link.quoted_place import mask_place, mask_spans
from pii_sweep.read import blob_of, examine
from pii_sweep.read import mask_place_name as conceal
from pii_sweep.tally import Tally
from pii_sweep.types import Gap, ObjectRef, Reading, Where

KEY = b"k" * 32
NAME, MAIL, SSN = "Zoltan Kaplan", "z.kaplan@mail.example", "331-89-9385"
TEXT = f"Dear {NAME},\nwrite to {MAIL}, your number is {SSN}.\n"
HELD = ("Zoltan", "Kaplan", "z.kaplan", "331-89", "9385")
OTHER = "a.berg@mail.example"


def _reading(data: bytes) -> Reading:
    blob = blob_of(data)
    tally = Tally(blob.where.ref, Report(), KEY, lambda text: conceal(Settings(), text))
    for item in examine(blob, Settings(), KEY, tally.saw):
        tally.add(item)
    return tally.reading(0.0)


def _zipped(names: list[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, f"Dear Ana Lindberg, write to {OTHER}.\n")
    return out.getvalue()


def _workbook(title: str, header: list[str]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in (header, [OTHER, "2", "3"], ["b.lee@mail.example", "3", "4"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _database(table: str, column: str, path: Path) -> bytes:
    with sqlite3.connect(path) as base:
        base.execute(f'create table "{table}" (id int, "{column}" text)')
        base.executemany(f'insert into "{table}" values (?, ?)', [(1, OTHER), (2, "b.lee@mail.example")])
    base.close()
    return path.read_bytes()


def _nested(key: str) -> bytes:
    return json.dumps(
        {key: {"mail": OTHER, "of": [{key: {"mail": OTHER}}, {key: {"mail": "b@c.example"}}]}}
    ).encode()


CASES = {
    "members": _zipped(
        [
            f"CV_{NAME.replace(' ', '_')}.txt",
            "ZoltanKaplan.txt",
            "kaplan-zoltan.txt",
            f"{MAIL}.txt",
            f"ssn {SSN}.txt",
        ]
    ),
    "folders": _zipped([f"clients/{NAME}/letter.txt"]),
    "sheet": _workbook(NAME, ["mail", "n", "m"]),
    "sheet of a number": _workbook(f"ssn {SSN}", ["mail", "n", "m"]),
    "headers": _workbook("Sheet1", ["mail", f"paid by {NAME}", f"for {SSN}"]),
    "header above findings": _workbook("Sheet1", [f"mail of {NAME}", "n", "m"]),
    "keys": _nested(NAME),
    "keys that are mailboxes": _nested(MAIL),
    "elements": f"<r><a n='1'><{NAME.replace(' ', '_')}>{OTHER}</{NAME.replace(' ', '_')}></a></r>".encode(),
    "address block": f"{NAME},415-555-0132\nAna Lindberg,415-555-0133\nKarl Horvat,415-555-0134\n".encode(),
}


@pytest.mark.parametrize("case", sorted(CASES))
def test_nothing_of_a_name_that_a_place_quotes_leaves_the_worker(case: str) -> None:
    reading = _reading(CASES[case])
    assert reading.findings
    places = [asdict(finding.where) | {"reasons": finding.reasons} for finding in reading.findings]
    told = json.dumps([places, [asdict(gap.where) for gap in reading.gaps]], default=str, ensure_ascii=False)
    assert not [held for held in HELD if held.casefold() in told.casefold()]


def test_names_of_sqlite_tables_and_columns_are_masked(tmp_path) -> None:
    reading = _reading(_database(NAME, f"mail of {NAME}", tmp_path / "a.db"))
    told = str([asdict(finding.where) for finding in reading.findings])
    assert reading.findings and not [held for held in HELD if held in told]


def test_ordinary_names_stay_as_they_are() -> None:
    for name in (
        "Sheet1",
        "First Name",
        "order_total",
        "orders/2024-03.csv",
        "Q3 budget",
        "table-1",
        "ship to",
    ):
        assert conceal(Settings(), name) == name


def test_gaps_of_members_are_masked_too() -> None:
    tally = Tally(ObjectRef("b", "k"), Report(), KEY, lambda text: conceal(Settings(), text))
    tally.add(Gap(Where(ObjectRef("b", "k"), (f"{NAME}.zip",)), "ENCRYPTED_DOCUMENT"))
    (gap,) = tally.reading(0.0).gaps
    assert gap.where.inside == ("Z█████ K█████.zip",)


def test_words_of_the_value_are_covered_in_its_member() -> None:
    where = Where(ObjectRef("b", "k"), ("scan_lindberg_3.txt",))
    assert mask_place(where, "Ana Lindberg").inside == ("scan_███_3.txt",)
    assert mask_spans("for Ana Lee, 3", [(4, 11, "PERSON")]) == "for A██ L██, 3"


@pytest.mark.parametrize("sign", [" ", "_", ".", "-", ""])
@pytest.mark.parametrize("path", ["/staff/{}/email", "/a/hr:{}", "$.employees['{}'].pay"])
def test_a_name_of_an_element_or_a_key_is_masked_however_it_is_joined(path: str, sign: str) -> None:
    where = Where(ObjectRef("b", "k"), json_path=path.format(NAME.replace(" ", sign)))
    shown = mask_place(where, OTHER, lambda text: conceal(Settings(), text)).json_path or ""
    assert not any(word in shown for word in NAME.split()) and "█" in shown


def test_names_of_elements_with_points_stay_as_they_are() -> None:
    for path in ("/order/ship.to/street.line", "/x/unit.price/item", "$.order.ship_to.first_name"):
        where = Where(ObjectRef("b", "k"), json_path=path)
        assert mask_place(where, OTHER, lambda text: conceal(Settings(), text)).json_path == path
