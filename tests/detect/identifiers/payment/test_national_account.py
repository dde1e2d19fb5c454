"""Accounts in a country's own form and handles of payments, within texts."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("Proplatit naftu: Vondráček na účet 1048271939/0800, díky", "1048271939/0800"),
        ("Kadlecová na účet 217306/2010", "217306/2010"),
        ("A bérem ide jöjjön: 11731001-20847361-90000000 köszönöm", "11731001-20847361-90000000"),
        ("resten til grunneier Marit Sagplass, kto 18224109373 (innen 1. nov)", "18224109373"),
        ("Overfør til kontonr. 1822.41.09373", "1822.41.09373"),
        ("proszę na 77114020040000370279915026", "77114020040000370279915026"),
        ("Please pay sunita.rrao@okicici by Friday", "sunita.rrao@okicici"),
    ],
)
def test_an_account_in_its_countrys_form_is_found(find, text: str, account: str) -> None:
    assert find(text)["US_BANK_NUMBER"] == [account]


@pytest.mark.parametrize(
    "text",
    [
        "kto 18224109374 er sperret",
        "sp. zn. 217306/2010 ze dne 3. 5. 2010",
        "na účet 217307/2010",
        "Part 11731001-20847362 is out of stock",
        "77 1140 2004 0000 3702 7991 5027",
        "git clone deploy@web and ping ops@paytmserver",
    ],
)
def test_numbers_that_look_alike_are_no_accounts(find, text: str) -> None:
    assert "US_BANK_NUMBER" not in find(text)
