"""Dates of birth that stand next to a person's number, or behind a relative's name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Find = Callable[..., dict[str, list[str]]]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("SSN 514-62-7713, 6/11/1973, married", "6/11/1973"),
        ("2) Mw. Smit (21-03-1944, BSN 111222333), Zwolle", "21-03-1944"),
        ("Ida Sousa, pintora, 6-2-1976, NIF 123456789", "6-2-1976"),
        ("Frau Roth (21.03.1936), Zimmer 4", "21.03.1936"),
        ("our daughter Ida (6/2/2015)", "6/2/2015"),
        ("votre fils Paul (21.03.2012, registre national)", "21.03.2012"),
        ("from the form: S7350713D, 21/3/1973, Blk 5", "21/3/1973"),
        ("applicant Ehsan Rahmani, b 1 Jan 1990, Afghan", "1 Jan 1990"),
        ("Client Mr. Tesfaye H., b. 1 Jan 1993 (by his own account)", "1 Jan 1993"),
        ("Extra drv  Sunniva Bro   b. 19.05.83", "19.05.83"),
        ("Child John Smith, b. 12/03/2019", "12/03/2019"),
    ],
)
def test_a_date_next_to_a_number_or_relative_is_a_birth(find: Find, text: str, day: str) -> None:
    assert find(text, "prose").get("DATE_OF_BIRTH") == [day]


@pytest.mark.parametrize(
    "text",
    [
        "SSN 514-62-7713, 6/11/2025, signed",
        "SSN 514-62-7713, 6/11/1993, hired",
        "Mw. Smit (21-03-2026) belde",
        "Mr. Cole (6/11/2012) - invoice open",
        "Children of Men (9/22/2006)",
        "Order S7350713D, 21/3/1984",
        "Smith v. Jones (14-02-1981)",
        "applicant Ehsan Rahmani, b 1 Jan 2031",
        "Ehsan Rahmani, tab 1 Jan 1990",
    ],
)
def test_a_date_of_something_else_there_is_no_birth(find: Find, text: str) -> None:
    assert "DATE_OF_BIRTH" not in find(text, "prose")


def test_children_in_a_list_have_a_birth_each(find: Find) -> None:
    found = find("Kids: Ida (6/2/2015) and Paul (9/9/2018)", "prose")
    assert found["DATE_OF_BIRTH"] == ["6/2/2015", "9/9/2018"]


def test_a_number_of_singapore_and_the_birth_whose_year_it_has_are_found_together(find: Find) -> None:
    assert find("from the form: S7350713D, 21/3/1973, Blk 5", "prose")["NATIONAL_ID"] == ["S7350713D"]
    assert "NATIONAL_ID" not in find("part S7350713D, 21/3/1984", "prose")


@pytest.mark.parametrize("text", ["Rota: John Smith   N 12/03/2024", "Invoice to John Smith (f 12/03/2021)"])
def test_a_letter_before_a_date_of_these_years_is_a_shift_or_a_mark(find: Find, text: str) -> None:
    assert "DATE_OF_BIRTH" not in find(text, "prose")
