"""Columns under headers that nobody foresaw: their values decide."""

from __future__ import annotations

import pytest

ADDRESSES = (
    "2284 W 7th St, Unit B, Fort Worth TX 76107",
    "692 County Road 3340, Paradise, TX 76073",
    "PO Box 1174, Nantucket, MA 02554",
)
NAMES = ("Yuki Tanaka", "Maria Alvarez", "Peter Novak")


@pytest.mark.parametrize("header", ["ship_to", "dest", "Home", "Deliver to", "x17", "where"])
def test_whole_addresses_are_found_under_any_header(columns, header: str) -> None:
    rows = [(str(at), name, place) for at, (name, place) in enumerate(zip(NAMES, ADDRESSES, strict=True))]
    assert columns(("id", "name", header), *rows)[f"STREET_ADDRESS@{header}"] == list(ADDRESSES)


def test_names_beside_addresses_are_found_under_a_header_nobody_foresaw(columns) -> None:
    found = columns(
        ("ref", "party", "dest"),
        ("1", "TANAKA, YUKI", ADDRESSES[0]),
        ("2", "ALVAREZ, MARIA", ADDRESSES[1]),
        ("3", "NOVAK, PETER JR", ADDRESSES[2]),
    )
    assert found["PERSON@party"] == ["TANAKA, YUKI", "ALVAREZ, MARIA", "NOVAK, PETER JR"]


def test_the_last_line_of_addresses_joins_its_street(columns) -> None:
    found = columns(
        ("CONSIGNEE", "DELIV ADDR", "C1"),
        ("YUKI TANAKA", "2284 W 7TH ST", "FORT WORTH TX 76107"),
        ("MARIA ALVAREZ", "692 COUNTY ROAD 3340", "PARADISE TX 76073"),
    )
    assert found["STREET_ADDRESS@DELIV ADDR"] == [
        "2284 W 7TH ST, FORT WORTH TX 76107",
        "692 COUNTY ROAD 3340, PARADISE TX 76073",
    ]


def test_the_one_amount_of_a_headerless_table_is_told_by_the_currency_beside_it(columns) -> None:
    found = columns(
        (),
        ("1001", "Alvarez, Maria", ADDRESSES[0], "109.13", "USD"),
        ("1002", "Novak, Peter", ADDRESSES[1], "367.06", "USD"),
    )
    assert found["ORDER_VALUE@4"] == ["109.13", "367.06"]


@pytest.mark.parametrize(
    "header", ["Gross", "Amt", "Summe EUR", "Invoice Amt", "total (USD)", "amount_due", "Brutto", "Amount $"]
)
def test_what_was_charged_is_found_under_many_headers(columns, header: str) -> None:
    found = columns(
        ("Kunde", "Net", "VAT", header),
        ("Maria Alvarez", "10,00", "1,90", "11,90"),
        ("Peter Novak", "20,00", "3,80", "23,80"),
    )
    assert found[f"ORDER_VALUE@{header}"] == ["11,90", "23,80"]


HARMLESS = {
    "league": [
        ("pos", "team", "played", "points"),
        ("1", "Aston Villa", "28", "54"),
        ("2", "Newcastle United", "28", "51"),
        ("3", "Crystal Palace", "28", "40"),
    ],
    "cities": [
        ("rank", "place", "pop"),
        ("1", "San Jose", "1013240"),
        ("2", "Santa Clara", "127647"),
        ("3", "Jackson Heights", "108152"),
    ],
    "stock": [
        ("sku", "item", "bin", "msrp"),
        ("A1", "Walnut Frame", "A-10", "12.90"),
        ("A2", "Grace Canvas", "B-11", "9.90"),
        ("A3", "Madison Chair", "B-12", "129.00"),
    ],
    "films": [
        ("year", "title", "gross weight"),
        ("1999", "Annie Hall", "12.10"),
        ("2001", "Forrest Gump", "13.50"),
        ("2003", "Erin Brockovich", "11.00"),
    ],
    "readings": [
        ("ts", "sensor", "value"),
        ("2024-01-01 00:00", "Bay 12 North", "20.31"),
        ("2024-01-01 00:05", "Bay 14 South", "21.02"),
    ],
    "weights": [("", "", ""), ("1001", "48.10", "lb"), ("1002", "12.40", "lb")],
}


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_tables_about_no_person_hold_nothing(columns, name: str) -> None:
    header, *rows = HARMLESS[name]
    assert columns(header, *rows) == {}
