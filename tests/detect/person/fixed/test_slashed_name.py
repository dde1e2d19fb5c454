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


def test_bookings_name_each_passenger_with_all_family_names(find) -> None:
    found = find("  1.SOTO DIAZ/ROSA ELVIRA MRS   2.VAN DER BERG/ADRIANO MR\n")
    assert {"SOTO DIAZ ROSA ELVIRA", "VAN DER BERG ADRIANO"} <= set(found["PERSON"])


@pytest.mark.parametrize(
    "text", ["1.NUT/BOLT M8   2.BLACK/WHITE", "P/14/F/12345/LEFT/RIGHT", "V1.YES/NO MRR"]
)
def test_numbered_choices_are_no_passengers(find, text: str) -> None:
    assert find(text, "log").get("PERSON", []) == []
