"""Security codes of cards are found behind their labels and behind a card and its date."""

from __future__ import annotations

import pytest

CARD = "4111 1111 1111 1111"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"Visa {CARD} 09/27 123", "123"),
        (f"{CARD} | 09/27 | 737", "737"),
        ("Amex 3782-822463-10005, code on the front 7766", "7766"),
        (f"security code on the back is 123, card {CARD}", "123"),
        (f"Prüfziffer 123, Kartennummer {CARD}", "123"),
        (f"código de seguridad: 123, tarjeta {CARD}", "123"),
    ],
)
def test_a_code_stands_behind_its_label_or_its_card(find, text: str, code: str) -> None:
    assert find(text)["CREDIT_CARD_CODE"] == [code]


@pytest.mark.parametrize("text", ["code on the front 7766", "Prüfziffer 123", "12/05 123 parcels", "csc 404"])
def test_a_code_without_a_card_is_none(find, text: str) -> None:
    assert "CREDIT_CARD_CODE" not in find(text)
