from __future__ import annotations

import pytest


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
def test_parcels_are_told_by_letters_labels_and_carriers(find, text: str, number: str) -> None:
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
