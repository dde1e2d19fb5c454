"""Plates next to the makers of vehicles, under headers that only say that they are numbers."""

from __future__ import annotations

import pytest

MADE = ("BMW 320D", "Toyota Auris", "Škoda Octavia", "Ford Transit")
PLATES = ("KH-9792", "TR-1352", "DM-1520", "FB 7975")


@pytest.mark.parametrize("header", ["numurs", "auto.nr", "სახელმწიფო №", "Гос. №", "broj"])
def test_a_number_with_letters_next_to_a_maker_is_a_plate(columns, header: str) -> None:
    found = columns((header, "marka", "krāsa"), *zip(PLATES, MADE, ("zila", "balta") * 2, strict=True))
    assert found[f"LICENSE_PLATE@{header}"] == list(PLATES)


def test_numbers_of_parts_and_stock_next_to_a_maker_are_no_plates(columns) -> None:
    parts = ("0986452041", "0986452042", "1987432299", "0451103316")
    assert "LICENSE_PLATE@number" not in columns(("number", "make"), *zip(parts, MADE, strict=True))
    stocked = ("A-1001", "A-1002", "A-1003", "A-1004")
    assert "LICENSE_PLATE@stock" not in columns(("stock", "make"), *zip(stocked, MADE, strict=True))


def test_the_same_header_next_to_anything_else_is_no_plate(columns) -> None:
    beside = ("Alpha table", "Beta lamp", "Gamma chair", "Delta shelf")
    assert "LICENSE_PLATE@number" not in columns(("number", "item"), *zip(PLATES, beside, strict=True))
