"""Telephones right behind the names, kin and places that they reach."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers import listed_phone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Monika Schreiber 0172 9876543", "0172 9876543"),
        ("Frau Albers 0172 9876543", "0172 9876543"),
        ("Fam. Lindner 0341-7654321", "0341-7654321"),
        ("Opa Reinhard 01729876543", "01729876543"),
        ("Ruth Barker 07812 445566", "07812 445566"),
        ("Monika (0172 9876543)", "0172 9876543"),
        ("Praxis 0341 765432", "0341 765432"),
        ("nan 01632 960123", "01632 960123"),
        ("mamie 06 45 12 78 90", "06 45 12 78 90"),
        ("- Elif Yılmaz 0532 123 45 67", "0532 123 45 67"),
    ],
)
def test_a_trunk_zero_behind_whom_it_reaches_is_a_telephone(find, text: str, number: str) -> None:
    assert find(text)["PHONE_NUMBER"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Rechnung Schreiber 0172 9876543",
        "Kundennummer Monika Schreiber 0172987654",
        "Modell Monika 0172 9876543",
        "Ruth Barker bought 0172 9876543 of them",
        "Monika Schreiber 0172 9876543 EUR",
        "Schrauben verzinkt 0172 9876543",
        "Spare Parts 07812 445566",
        "April 0172 9876543",
        "Ruth Barker 4158675185",
    ],
)
def test_figures_of_orders_goods_and_amounts_are_no_telephones(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text)


@pytest.mark.parametrize(
    "lines",
    [
        ("Ruth Barker 4155550142", "Owen Price 2083384455", "Nina Castle 9374438899"),
        ("Lucía Ortega 612 345 678", "Pablo Navarro 634 221 908", "Elena Prieto 677 190 342"),
        ("Monika Schreiber 0172 9876543", "Opa 0341-7654321", "Ruth Barker 4158675185"),
    ],
)
def test_several_lines_of_names_and_numbers_need_no_zero(find, columns, lines: tuple[str, ...]) -> None:
    numbers = [line.split(" ", 2)[2] if line[:3] != "Opa" else line.split()[1] for line in lines]
    assert find("\n".join(lines))["PHONE_NUMBER"] == numbers
    found = columns(("row", "x"), *((str(at), line) for at, line in enumerate(lines)))
    assert found["PHONE_NUMBER@x"] == numbers


def test_customers_numbers_behind_names_are_of_no_plan(find) -> None:
    lines = "Ruth Barker 1000234567\nOwen Price 1000234599\nNina Castle 2000771234"
    assert "PHONE_NUMBER" not in find(lines)


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        ("Monika Schreiber", True),
        ("Familie Lindner", True),
        ("work", True),
        ("Monika", True),
        ("Order Monika Schreiber", False),
        ("Riverside Bakery", False),
        ("red oak", False),
        ("May", False),
    ],
)
def test_names_kin_and_places_are_reached(words: str, reached: bool) -> None:
    assert listed_phone.is_reached(words) is reached


@pytest.mark.parametrize("number", ["011-44-7812-445566", "011 49 172 9876543"])
def test_a_number_dialled_abroad_from_north_america_is_a_telephone(find, number: str) -> None:
    found = find(f"Phone list\nRuth Barker {number}\nOwen Price {number}")
    assert found["PHONE_NUMBER"] == [number, number]
    assert "US_SSN" not in found


def test_a_telephone_between_other_labelled_numbers_is_no_licence(find) -> None:
    found = find("SSN 457551462\tPh 9374438899\tDL D1234567")
    assert found["PHONE_NUMBER"] == ["9374438899"]
    assert found["US_DRIVER_LICENSE"] == ["D1234567"]
