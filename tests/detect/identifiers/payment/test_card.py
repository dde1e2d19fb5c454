from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.payment import card


@pytest.mark.parametrize(
    "number",
    [
        "4111 1111 1111 1111",  # Visa
        "4000000000000000006",  # Visa, 19 digits
        "5555-5555-5555-4444",
        "2223003122003222",
        "378282246310005",
        "3530111333300000",  # JCB
        "6759649826438453",  # Maestro
        "6212341111111111116",  # UnionPay, 19 digits
    ],
)
def test_cards_of_the_schemes_are_found_in_text(find, number: str) -> None:
    assert find(f"paid with {number} today", "prose")["CREDIT_CARD"] == [number]


def test_a_maestro_of_twelve_digits_needs_a_word_for_cards(find) -> None:
    assert find("maestro card 501800000009", "prose")["CREDIT_CARD"] == ["501800000009"]
    assert "CREDIT_CARD" not in find("lot 501800000009 moved", "prose")


@pytest.mark.parametrize("text", ["EAN {} restock", "scan {} ok", "GLN {}", "{}", "Visa {} exp 09/27"])
def test_thirteen_digits_are_article_numbers(find, text: str) -> None:
    for number in ("4582679709884", "4622743506674", "4983972652914", "5012345678900", "4222222222222"):
        assert "CREDIT_CARD" not in find(text.format(number), "prose")


def test_thirteen_digits_below_a_header_for_cards_are_none(columns) -> None:
    rows = [
        (f"kim_{at}7", number)
        for at, number in enumerate(("4222222222222", "4000000000006", "4000000000014"))
    ]
    assert not [place for place in columns(("username", "card"), *rows) if place.startswith("CREDIT_CARD")]


def test_numbers_of_no_scheme_are_no_cards() -> None:
    for number in ("353879234252633", "356938035643809", "1234567890123452", "9999999999999995"):
        assert not card.is_valid(number)


def test_decimals_are_no_card(find) -> None:
    assert find("(38.600900000000003, -77.268199999999993)", "prose").keys() <= {"GEO_COORDINATES"}


def test_a_card_number_in_running_text_is_no_document_of_identity(find) -> None:
    found = find("Paid by Visa credit card 4111 1111 1111 1111 exp 09/27, thanks", "prose")
    assert "IDENTITY_DOCUMENT" not in found and found["CREDIT_CARD"] == ["4111 1111 1111 1111"]


@pytest.mark.parametrize(
    "text",
    [
        "release 202.401.1512",
        "firmware 213.555.0142",
        "contact 1998-2004",
        "call 20240131",
        "Version 5.1.2600.5512",
        "v 202.401.1512",
        "0x00412345678",
    ],
)
def test_versions_years_and_stamps_are_no_telephones(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text, "prose")


@pytest.mark.parametrize("text", ["Your parcel DL473124821US", "DL 9400111899223817283940", "DL473124829US"])
def test_a_tracking_number_holds_no_licence(find, text: str) -> None:
    assert "US_DRIVER_LICENSE" not in find(text, "prose")


@pytest.mark.parametrize(
    "text", ["SMS to 16088374888 delivered", "called 16088374888 no answer", "16088374888 opted out"]
)
def test_eleven_digits_in_a_log_of_calls_are_a_telephone(find, text: str) -> None:
    assert find(text, "prose")["PHONE_NUMBER"] == ["16088374888"]


def test_a_number_that_the_end_of_a_full_line_breaks_is_found_whole(find) -> None:
    mail = (
        "Please charge the rest of the order to my card number 4532 0151\n1283 0366 as we agreed. "
        "On other days I am reached at work\n"
        "or in the evenings, under my telephone number (503) 555\n0142, or so."
    )
    found = find(mail, "prose")
    assert [value.split() for value in found["CREDIT_CARD"]] == [["4532", "0151", "1283", "0366"]]
    assert [value.split() for value in found["PHONE_NUMBER"]] == [["(503)", "555", "0142"]]
    assert "CREDIT_CARD" not in find("Card 4532 0151\n1283 0366 as we agreed", "prose")
