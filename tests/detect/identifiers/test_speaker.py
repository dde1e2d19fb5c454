"""Numbers that the next turn of a talk gives, and those behind a clause or mark."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers import driver_license, speaker
from pii_sweep.detect.identifiers.national import recognizer


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Agent: And the Medicare number?\nCaller: 2953 24861 1\n", "2953 24861 1"),
        ("Nurse: Do you know the NHS number?\nCarer: 943 476 5918\n", "943 476 5918"),
        ("I have her SIN as 512 884 733 here", "512 884 733"),
        ("NHI (on the referral): ZBC4823\n", "ZBC4823"),
        ("Personnumret vi har är 860514-2387.\n", "860514-2387"),
        ("ID for the register: 8506125123086 (Naidoo)\n", "8506125123086"),
    ],
)
def test_a_number_is_found_in_an_answer_or_behind_a_mark(text: str, number: str) -> None:
    assert [text[hit.start : hit.end] for hit in recognizer.find(text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Agent: And the Medicare number?\nTotal: 2953 24861 1\n",
        "Agent: And the Medicare number?\nCaller: it is order 2953 24861 1\n",
        "ID for the register: till 3, drawer 8506125123\n",
    ],
)
def test_sums_and_orders_give_no_number(text: str) -> None:
    assert not list(recognizer.find(text))


def test_a_part_a_title_or_a_name_speaks_and_a_heading_does_not() -> None:
    assert [speaker.is_part(who) for who in ("Caller", "Frau Moll", "Total")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("His driver's license, which he handed over at the scene, is D448-2210-9931.", "D448-2210-9931"),
        ("ご確認のため運転免許証（登録番号 402118773650）をお持ちください。", "402118773650"),
    ],
)
def test_a_licence_stands_behind_a_clause_or_in_brackets(text: str, number: str) -> None:
    assert [text[hit.start : hit.end] for hit in driver_license.find(text)] == [number]


def test_a_permit_in_brackets_is_no_licence() -> None:
    assert not list(driver_license.find("許可証（番号 402118773650）を掲示。"))
