"""Numbers that a spreadsheet spelt as amounts are those that their header names; amounts stay amounts."""

from __future__ import annotations

import pytest

NUMBERS = ("512328707", "552792503", "572782743", "568346294")


def spell(form: str) -> tuple[tuple[str, str], ...]:
    grouped = [f"{int(number):,}" for number in NUMBERS]
    return {
        "commas": tuple(zip("1234", grouped, strict=True)),
        "points": tuple(zip("1234", (one.replace(",", ".") for one in grouped), strict=True)),
        "cents": tuple(zip("1234", (f"{one}.00" for one in NUMBERS), strict=True)),
        "zeros": tuple(zip("1234", (one.zfill(13) for one in NUMBERS), strict=True)),
    }[form]


@pytest.mark.parametrize("form", ["commas", "points", "cents", "zeros"])
def test_social_security_numbers_spelt_as_amounts_are_found_by_their_figures(columns, form: str) -> None:
    assert columns(("id", "ssn"), *spell(form)) == {"US_SSN@ssn": list(NUMBERS)}


@pytest.mark.parametrize("header", ["Social Security", "social security tax", "stock", "serial_no", "amount"])
@pytest.mark.parametrize("form", ["commas", "zeros"])
def test_amounts_and_serials_of_nine_figures_are_no_social_security_numbers(
    columns, header: str, form: str
) -> None:
    assert not columns(("id", header), *spell(form))


def test_padded_cards_and_telephones_with_thousands_apart_are_found_where_all_may_be_such(columns) -> None:
    cards = ("0004111111111111111", "0005500005555555559")
    assert columns(("id", "card_number"), *zip("12", cards, strict=True)) == {
        "CREDIT_CARD@card_number": ["4111111111111111", "5500005555555559"]
    }
    phones = ("5,595,155,640", "3,033,942,709")
    assert columns(("id", "phone"), *zip("12", phones, strict=True)) == {
        "PHONE_NUMBER@phone": ["5595155640", "3033942709"]
    }
    assert not columns(("id", "Mobile revenue"), *zip("12", phones, strict=True))
    assert not columns(("id", "phone"), ("1", "1,204,155,640"), ("2", "3,033,942,709"))
