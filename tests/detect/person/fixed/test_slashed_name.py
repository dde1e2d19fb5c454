from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("001 12C BERG/ANA MRS   X01QZT", ["BERG ANA"]),
        ("HORVAT/KARLMR", ["HORVAT KARL"]),
        ("SMITH/MARIA", ["SMITH MARIA"]),
        ("1 NAME Abdul /Nakamura/", ["Abdul Nakamura"]),
        ("102  Yamada/K Mr   2", ["Yamada K"]),
        ("Either/Or Client/Server Berlin/Potsdam", []),
        ("AND/OR YES/NO IN/OUT BLACK/WHITE", []),
        ("usr/local/BIN/BASH", []),
    ],
)
def test_names_with_strokes_are_found_and_choices_are_not(find, text: str, people: list[str]) -> None:
    assert find(text, "log").get("PERSON", []) == people
