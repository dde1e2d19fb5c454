"""Cells that hold several people, and names with whose child somebody is before them."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.column_header import sampled
from pii_sweep.detect.tables.people.several_names import are_joined, decide_kin, split_names


@pytest.mark.parametrize(
    ("cell", "names"),
    (
        ("Ana Berg; Ugo Bassi", ["Ana Berg", "Ugo Bassi"]),
        ("Ana Berg / Ugo Bassi", ["Ana Berg", "Ugo Bassi"]),
        ("Ana Berg\nUgo Bassi", ["Ana Berg", "Ugo Bassi"]),
        ("Иван Петров, Анна Петрова", ["Иван Петров", "Анна Петрова"]),
        ("Ana Berg, Ugo Bassi, Ian Moss", ["Ana Berg", "Ugo Bassi", "Ian Moss"]),
        ("王小明、李大同", ["王小明", "李大同"]),
        ("S/O Tariq Mehmood", ["Tariq Mehmood"]),
        ("w/o. Imran Baig", ["Imran Baig"]),
        ("Daughter of Kofi Mensah", ["Kofi Mensah"]),
    ),
)
def test_each_person_of_a_cell_is_a_name_without_the_kinship_before_it(cell: str, names: list[str]) -> None:
    assert split_names(cell) == names


@pytest.mark.parametrize(
    "cell",
    (
        "Berg, Ana",
        "Berg Larsen, Ana Maria",
        "Ana Berg, MD",
        "Ana\nBerg",
        "Ana Berg | Moss Plumbing",
    ),
)
def test_the_halves_of_one_name_are_not_two_people(cell: str) -> None:
    assert split_names(cell) == [cell]


@pytest.mark.parametrize(
    "header", ("Owners", "Owner(s)", "Собственици", "Vlastníci", "Ιδιοκτήτες", "Propriétaire(s)")
)
def test_a_header_of_several_people_heads_a_name_in_each_line_of_a_cell(columns, header: str) -> None:
    cells = ("Stoyan Petrov; Elena Petrova", "Hasan Kerimov", "Ralitsa Dimova; Ognyan Dimov")
    rows = [(str(at), cell, "0883 750 76" + str(at)) for at, cell in enumerate(cells, 1)]
    found = columns(("Flat", header, "Phone"), *rows)
    names = {value for key, held in found.items() if key.startswith("PERSON") for value in held}
    assert names >= {"Stoyan Petrov", "Elena Petrova", "Hasan Kerimov", "Ralitsa Dimova", "Ognyan Dimov"}


def test_a_fathers_name_is_found_behind_the_mark_of_whose_child_somebody_is(columns) -> None:
    rows = [
        ("Sana Tariq", "D/O Tariq Mehmood", "1994-03-12"),
        ("Bilal Shah", "S/O Noor Shah", "1988-07-02"),
        ("Rabia Imran", "W/O Imran Baig", "1979-11-30"),
    ]
    found = columns(("Name", "Guardian", "DOB"), *rows)
    assert found["PERSON@Guardian"] == ["Tariq Mehmood", "Noor Shah", "Imran Baig"]


@pytest.mark.parametrize(
    ("cell", "joined"),
    [
        ("Elin & Jonas Berg", True),
        ("Rocío Bermejo y Darío Luengo", True),
        ("Anneke en Jan Smit", True),
        ("José Ortega y Gasset", False),
        ("Marks & Spencer Group", False),
        ("Dona Flor e Seus Dois Maridos", False),
        ("Jack & Jill Nursery", False),
        ("Anna", False),
    ],
)
def test_two_people_with_one_family_name_are_a_cell_of_people(columns, cell: str, joined: bool) -> None:
    assert are_joined(cell) is joined
    found = columns(("Plats", "Namn", "Anm."), ("A1", "Ugo Bassi", cell), ("A2", "Ana Gil", "eka"))
    assert not joined or cell in found["PERSON@Anm."]


FATHERS = ("S/O Tariq Mehmood", "W/O Imran Baig", "D/O Prof. B. Mohapatra", "C/O Fr. Jacob", "")
WITHOUT = ("W/O breakfast", "W/O Parking", "W/O Service", "W/O Meals", "")
ORDERS = ("W/O 4471", "S/O 221", "W/O 4472", "D/O 19", "C/O 4")


def test_a_column_that_says_whose_child_somebody_is_holds_names() -> None:
    columns = sampled(("c3", "c4", "c5"), list(zip(FATHERS, WITHOUT, ORDERS, strict=True)))
    found = [decide_kin(one) for one in columns]
    assert found[0] is not None and found[0].kind == "name" and found[1:] == [None, None]
