"""Account numbers are found as paper shows them, and their check digits judge what OCR did."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.payment import iban


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in iban.find(text)]


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ("IBAN ", "AT61 1904 3002 3457 3201"),
        ("Konto / Zahlbar an\n", "CH93 0076 2011 6238 5295 7"),
        ("IBAN: ", "B E 6 8 5 3 9 0 0 7 5 4 7 0 3 4"),
        ("IBAN: ", "B|E|6|8|5|3|9|0|0|7|5|4|7|0|3|4"),
        ("IBAN ", "FR14 2004 1010 0505\n0001 3M02 606"),
        ("iban ", "nl91 abna 0417 1643 00"),
        ("IBAN ", "NL9I ABNA O417 I643 OO"),
        ("", "IT60 X054 2811 1010 0000 0123 456"),
        ("", "61 1090 1014 0000 0712 1981 2874"),
    ],
)
def test_an_account_number_is_found_however_it_is_set(before: str, code: str) -> None:
    assert _found(f"{before}{code}\nBIC") == [code]


@pytest.mark.parametrize(
    "code",
    [
        "VA59001123000012345678",
        "IQ98NBIQ850123456789012",
        "LC55HEMM000100010012001200023015",
        "LY83002048000020100120361",
        "SV62CENR00000000000000700025",
        "SC18SSCB11010000000000001497USD",
        "ST23000200000289355710148",
        "MN121234123456789123",
        "TL380080012345678910157",
        "SD8811123456789012",
        "BI4210000100010000332045181",
        "DJ2110002010010409943020008",
        "RU0304452522540817810538091310419",
        "SO211000001001000100141",
        "NI45BAPR00000013000003558124",
        "OM810180000001299123456",
        "FK88SC123456789012",
        "YE15CBYE0001018861234567891234",
        "HN88CABF00000000000250005469",
    ],
)
def test_the_examples_of_countries_that_joined_the_registry_late_are_found(code: str) -> None:
    assert _found(f"IBAN {code}\n") == [code]
    assert _found(f"IBAN {code[:-1]}\n") == []  # of another length


@pytest.mark.parametrize(
    "text",
    [
        "IBAN AT61 1904 3002 3457 3202",
        "be 68 5390 0754 7034 times",
        "BE68 5390\n0754 7034",
        "DE12 in the list, DE34 behind it",
        "61 1090 1014 0000 0712 1981 2875",
        "IBAN DE63111111111111111111",
        "IBAN DE36000000000000000000",
    ],
)
def test_wrong_check_digits_bare_damage_and_blanks_of_one_figure_are_none(text: str) -> None:
    assert _found(text) == []


def test_a_polish_account_without_its_country_is_as_sure_as_one_behind_a_label() -> None:
    (found,) = iban.find("na konto 61 1090 1014 0000 0712 1981 2874")
    assert found.score == 0.93


def test_a_polish_account_set_together_needs_a_bank_next_to_it_and_its_check_digits() -> None:
    assert _found("PRZELEW ZEWNĘTRZNY 61109010140000071219812874 CZYNSZ") == ["61109010140000071219812874"]
    assert _found("PRZELEW ZEWNĘTRZNY 61109010140000071219812875 CZYNSZ") == []
    assert _found("serial 61109010140000071219812874") == []
