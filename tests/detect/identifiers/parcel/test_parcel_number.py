"""Parcels' numbers of many carriers are found where the shape is sure, or the carrier or a label is named."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.parcel import parcel_number


def _found(text: str, layout: str = "page") -> list[str]:
    return sorted({text[hit.start : hit.end] for hit in parcel_number.find(text, layout) if hit.score > 0})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TBA304958112233", "TBA304958112233"),
        ("Track & Trace 3SQWER0987654", "3SQWER0987654"),
        ("DHL JJD01 4600 0055 1122 3344", "JJD01 4600 0055 1122 3344"),
        ("Sendungsnummer: 00340434161094042557", "00340434161094042557"),
        ("dpd\n0998 1234 5678 90", "0998 1234 5678 90"),
        ("Colissimo suivi 6A98765432109", "6A98765432109"),
        ("Your Evri parcel H02ABC1098765432", "H02ABC1098765432"),
        ("Canada Post PIN 7023 2100 9876 5432", "7023 2100 9876 5432"),
        ("InPost numer przesyłki 620000998877665544332211", "620000998877665544332211"),
        ("Sendung der Post 99.34.123456.12345678", "99.34.123456.12345678"),
        ("numéro de suivi : 98765432101", "98765432101"),
        ("codice spedizione: 1234567890123", "1234567890123"),
    ],
)
def test_a_number_of_a_carrier_is_found(text: str, code: str) -> None:
    assert _found(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "1111 2222 3333 44",
        "Barcode 5901234123457",
        "Paid with card 4111 1111 1111 1111 at the Hermes boutique",
        "The Hermes boutique charged 4111 1111 1111 1111 at noon",
        "GLS depot, tel: 02012345678",
        "tracking no issues in 2024 for 12000 units",
        "Parcel number 0123456789 in the county's land register",
    ],
)
def test_a_number_that_nothing_supports_is_none(text: str) -> None:
    assert _found(text) == []


def test_a_label_is_word_enough_for_a_shape() -> None:
    assert [hit.score for hit in parcel_number.find("3SABCD1234567", "label")] == [0.95]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Your parcel TBA123456789012 left.", "TBA123456789012"),
        ("PostNL 3SKPLM123456789", "3SKPLM123456789"),
        ("dpd  NL-2177\n1753 1122 7289 77 x", "1753 1122 7289 77"),
        ("Sendungsnummer: 00340434161094015902", "00340434161094015902"),
        ("Numéro de suivi : 6A12345678901", "6A12345678901"),
        ("it is 9400-1118-9922-3033-7845-65 ok", "9400-1118-9922-3033-7845-65"),
        ("sent as 420 90210 9400 1118 9922 3033 7845 65", "420 90210 9400 1118 9922 3033 7845 65"),
    ],
)
def test_parcels_are_recognized_by_letters_labels_and_carriers(find, text: str, number: str) -> None:
    assert find(text, "prose")["TRACKING_NUMBER"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "DHL invoice 2024 0012 3344",
        "Parcel 12 of 20 has shipped. shipment 2024-01-15 arrived.",
        "Pay DHL by card 4111 1111 1111 1111.",
    ],
)
def test_other_numbers_near_a_carrier_are_no_parcels(find, text: str) -> None:
    assert "TRACKING_NUMBER" not in find(text, "prose")


@pytest.mark.parametrize(
    "text",
    ["Royal Mail\nTracked No Signature\nQT 2558 7621 7GB", "UPS GROUND\nTRACKING #: 1Z SR9 Y94 01 7925 4145"],
)
def test_numbers_in_the_groups_that_carriers_print_are_found_and_are_no_streets(find, text: str) -> None:
    found = find(text, "page")
    assert len(found["TRACKING_NUMBER"]) == 1
    assert "STREET_ADDRESS" not in found


@pytest.mark.parametrize(
    ("text", "held"),
    [("tracking 730754511112\n", True), ("tracking 73075451\n", False), ("tracking HARBOUR12\n", False)],
)
def test_behind_tracking_alone_stands_a_long_number(find, text: str, held: bool) -> None:
    assert ("TRACKING_NUMBER" in find(text, "prose")) is held
