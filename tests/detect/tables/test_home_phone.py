"""Telephones as a country writes them at home, under no header, in a table that tells its country."""

from __future__ import annotations

import pytest

ICELANDERS = (
    ("Guðrún Jónsdóttir", "581 2345", "33 4411"),
    ("Ólafur Stefánsson", "8967712", "33 4412"),
    ("Þórdís Einarsdóttir", "691 4420", "33 4413"),
)


@pytest.mark.parametrize(
    ("header", "called"), [((), True), (("nafn", "", "x"), True), (("nafn", "voucher no", "x"), False)]
)
def test_the_letters_of_names_tell_whose_plan_to_ask(columns, header: tuple[str, ...], called: bool) -> None:
    found = {key: values for key, values in columns(header, *ICELANDERS).items() if key.startswith("PHONE")}
    assert found == ({"PHONE_NUMBER@2": [row[1] for row in ICELANDERS]} if called else {})


@pytest.mark.parametrize(("top", "called"), [("dk", True), ("io", False)])
def test_a_mailboxes_country_indicates_whose_plan_to_ask(columns, top: str, called: bool) -> None:
    numbers = ("20 41 22 10", "51 22 90 14", "31 70 15 66")
    rows = [(f"p{at}@mail.{top}", number) for at, number in enumerate(numbers)]
    assert ("PHONE_NUMBER@2" in columns((), *rows)) == called
