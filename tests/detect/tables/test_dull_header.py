"""Headers that say nothing, and what stands in brackets behind them."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables import dull_header


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Field 7 (passport)", "passport"),
        ("Veld 7 (paspoort)", "paspoort"),
        ("G01Q04[SQ001]", "G01Q04[SQ001]"),
        ("Street (home)", "Street (home)"),
    ],
)
def test_brackets_behind_a_header_that_says_nothing_name_its_column(header: str, meaning: str) -> None:
    assert dull_header.take_meaning(header) == meaning


def test_few_values_that_come_again_under_a_word_for_a_field_are_no_people(columns) -> None:
    parts = ("Koningin Julianaveld", "Bonte Kraai", "De Brouwerhof", "Vlaamse Kraai")
    rows = [(str(at), parts[at * 7 % 5 % 4], f"MK{at % 7}", "1") for at in range(40)]
    assert not columns(("nr", "veld", "meterkast", "actief"), *rows)
    names = ("Anna de Vries", "Pieter Jansen", "Kees Bakker", "Sanne Visser", "Lotte Mulder", "Bram Smit")
    people = [(str(at), name, f"MK{at}", "1") for at, name in enumerate(names)]
    assert columns(("nr", "veld", "meterkast", "actief"), *people)
