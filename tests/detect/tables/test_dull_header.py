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


VOTERS = [
    (
        *("CTY", f"{40118200 + at * 7919}", last, "", suffix, first, ""),
        *("*" if road == "*" else f"{at + 12} {road}", "", town, "", code, day, area, line),
    )
    for at, (last, suffix, first, road, town, code, day, area, line) in enumerate(
        (
            ("Lindgren", "", "Martha", "Birch Ln", "Salem", "97301", "03/14/1951", "503", "5550144"),
            ("Okafor", "JR", "Daniel", "Mill Rd", "Keizer", "973034417", "11/02/1986", "", ""),
            ("Castillo", "", "Teresa", "Cedar Ct", "Salem", "97302", "07/23/1974", "971", "5550187"),
            ("Whitaker", "III", "Samuel", "Quarry Rd", "Turner", "97392", "01/30/2001", "503", "5550162"),
            ("Nguyen", "", "Helen", "River Rd", "Keizer", "97303", "09/09/1938", "", ""),
            ("Petersen", "", "Laura", "Oak Ave", "Salem", "97301", "05/17/1969", "971", "5550129"),
            ("*", "*", "*", "*", "*", "*", "*", "*", "*"),
        )
    )
]  # fmt: skip


def test_columns_that_are_empty_do_not_part_those_of_a_table_without_header(columns) -> None:
    found = columns((), *VOTERS)
    people, addresses = found["PERSON@6"], found["STREET_ADDRESS@8"]
    assert (people[0], len(people)) == ("Martha Lindgren", 6)
    assert addresses[:2] == ["12 Birch Ln, Salem, 97301", "13 Mill Rd, Keizer, 973034417"]
    assert len(found["DATE_OF_BIRTH@13"]) == 6
    assert found["PHONE_NUMBER@14"][0].replace("-", "").replace(" ", "") == "5035550144"
    assert not any("*" in value for values in found.values() for value in values)
    assert "PHONE_NUMBER@2" not in found


def test_numbers_of_three_and_seven_figures_are_no_telephone_where_no_area_has_them(columns) -> None:
    rows = [(f"lot {at}", "999", f"{2005511 + at * 977}") for at in range(6)]
    assert not any(key.startswith("PHONE_NUMBER") for key in columns((), *rows))


def test_old_postcodes_before_new_ones_that_repeat_them_are_no_telephones(columns) -> None:
    for lines, found in ((range(5558100, 5558200, 7), True), (range(3808100, 3808200, 7), False)):
        rows = [(f"2020{at}", "380", str(line), "長野市") for at, line in enumerate(lines)]
        assert any(name.startswith("PHONE_NUMBER") for name in columns((), *rows)) == found


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("What is your date of birth?", "date of birth"),
        ("Please enter your full name:", "full name"),
        ("Wie lautet Ihre Telefonnummer?", "Telefonnummer"),
        ("¿Cuál es su fecha de nacimiento?", "fecha de nacimiento"),
        ("What did you like?", "What did you like?"),
    ],
)
def test_a_question_is_headed_by_what_it_asks_for(header: str, asked: str) -> None:
    assert dull_header.take_meaning(header) == asked
