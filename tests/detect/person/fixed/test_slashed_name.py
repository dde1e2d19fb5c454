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


def test_a_party_has_one_family_name(find) -> None:
    found = find(
        "1BERG/LEA MRS\n3OZTURKMEN/CEM MR/DEFNE MRS/YUSUF CHD\n.R/TKNE HK1 23526C1-1OZTURKMEN/CEM MR\n"
    )
    assert {"CEM OZTURKMEN", "DEFNE OZTURKMEN", "YUSUF OZTURKMEN"} <= set(found["PERSON"])
    assert not [name for name in found["PERSON"] if "MR" in name.split()]
