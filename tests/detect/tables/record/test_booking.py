"""Bookings that the systems of airlines display: cards, addresses and what is neither."""

from __future__ import annotations

import pytest

DISPLAY = (
    "RP/PARQX2301/PARQX2301            AB/SU  02MAR24/0911Z   K7XMPL\n"
    "  1.LINDQVIST/OTTO REV\n"
    "  2 SQ  333 Y 09MAY 4 CDGSIN HK1  1130 0620  10MAY  E  SQ/K7XMPL\n"
    "  3 SSR VGML SQ HK1/S2/P1\n"
    "  4 AM DR O LINDQVIST,THE OLD FORGE,MARSH LANE,ELMSTEAD,CO7\n     7ZZ\n"
    "  5 FV SQ\n"
)


@pytest.mark.parametrize(
    "text",
    ["  7 FP CCVI4532011570346227/0427/N104", "F-VI4532011570346227/D0427", "5-*VI4532011570346227¥04/27"],
)
def test_a_card_stands_behind_its_schemes_two_letters(find, text: str) -> None:
    assert find(text, "log")["CREDIT_CARD"] == ["4532011570346227"]
    assert "CREDIT_CARD" not in find(text.replace("6227", "6228"), "log")


def test_the_address_of_who_is_sent_a_ticket_goes_on_over_lines(find) -> None:
    found = find(DISPLAY, "log")
    assert [" ".join(one.split()) for one in found["STREET_ADDRESS"]] == [
        "THE OLD FORGE,MARSH LANE,ELMSTEAD,CO7 7ZZ"
    ]
    assert {"O LINDQVIST", "LINDQVIST OTTO"} <= set(found["PERSON"])


def test_an_airline_of_two_letters_behind_a_request_is_no_square(find) -> None:
    assert "STREET_ADDRESS" not in find(" 11 SSR WCHR SQ HK1/P2\n 15 FV SQ\n")
    assert find("11 Sloane Sq, Dover, DE 19901")["STREET_ADDRESS"]
