"""Lists of lists are sheets with titles and empty rows, or pairs of a name and its value."""

from __future__ import annotations

import json

from pii_sweep.extract.records.cell_grid import find_pairs, split_sheets
from pii_sweep.types import Passage, Table
from tests.extract.message.test_segment import read

SHEET = [
    ["Members of the club", "", "", "2026"],
    [],
    ["No", "Name", "Address", "Phone"],
    [1, "Zoltan Quimby", "12 Elm Street", "775-555-0142"],
    [2, "Maria Holt", "9 Oak Avenue", "775-555-0143"],
    [3, "Otto Holt", "9 Oak Avenue", "775-555-0144"],
]
CASH = [["Cash"], ["Refund", "to Otto Holt", 42.5], ["Refund", "to Maria Holt", 12], ["Rent", "June", 9]]


def read_json(value: object) -> list[object]:
    """Return the pieces of a JSON document."""
    return list(read("a.json", json.dumps(value).encode()))


def test_each_sheet_is_a_table_below_its_title() -> None:
    answer = {"valueRanges": [{"range": "A1:D9", "values": SHEET}, {"range": "B1:D4", "values": CASH}]}
    pieces = read_json(answer)
    members, cash, _ = (piece for piece in pieces if isinstance(piece, Table))
    assert members.header == ("No", "Name", "Address", "Phone")
    assert members.rows[2] == ("3", "Otto Holt", "9 Oak Avenue", "775-555-0144")
    assert cash.rows[0][1] == "to Otto Holt" and members.where != cash.where
    assert any("Members of the club" in piece.text for piece in pieces if isinstance(piece, Passage))


def test_a_sheet_alone_lies_where_its_document_does() -> None:
    (table,) = (piece for piece in read_json({"range": "A1:D9", "values": SHEET}) if isinstance(piece, Table))
    assert table.where.inside == () and table.rows[0][1] == "Zoltan Quimby"


def test_points_of_a_map_are_no_sheet() -> None:
    points = [[-119.8 + at, 39.5, 1400.0] for at in range(9)]
    leaves = [
        (("line", at, place), str(value))
        for at, row in enumerate(points, 1)
        for place, value in enumerate(row, 1)
    ]
    assert split_sheets(leaves) == (leaves, {})


def test_a_list_that_holds_records_too_is_no_sheet() -> None:
    leaves = [(("a", 1, at), "Otto") for at in range(1, 5)] + [(("a", 2, "name"), "Maria Holt")]
    assert split_sheets(leaves) == (leaves, {})


def test_the_first_of_a_pair_names_the_second_as_a_form_does() -> None:
    people = (("Zoltan Quimby", "1964-10-09", "12 Elm Street"), ("Maria Holt", "1951-08-04", None))
    forms = [
        {"id": at, "form": [["full name", name], ["DOB", born], ["mailing", home]]}
        for at, (name, born, home) in enumerate(people)
    ]
    (table,) = (piece for piece in read_json(forms) if isinstance(piece, Table))
    assert table.header[:3] == ("$.id", "$.form['full name']", "$.form.DOB")
    assert [row[1] for row in table.rows] == ["Zoltan Quimby", "Maria Holt"]
    assert any("mailing" in row for row in table.rows)  # a name without a value is kept


def test_people_who_come_first_in_pairs_are_no_names_of_fields() -> None:
    pairs = (("Maria Holt", "3"), ("Otto Holt", "5"), ("Nameless", "7"))
    leaves = [
        ((game, "scores", at, place), value)
        for game in (1, 2)
        for at, pair in enumerate(pairs, 1)
        for place, value in enumerate(pair, 1)
    ]
    assert find_pairs(leaves) is None


def test_a_name_that_the_first_leaves_have_not_is_a_value() -> None:
    form = [(("form", 1, 1), "full name"), (("form", 1, 2), "A B"), (("form", 2, 1), "DOB")]
    pairs = find_pairs([*form, (("form", 2, 2), "1964-10-09")])
    assert pairs is not None
    later = [(("form", 1, 1), "Otto Holt"), (("form", 1, 2), "555-0100")]
    assert list(pairs.rename(later)) == later
    assert list(pairs.rename(form[:2])) == [(("form", "full name"), "A B")]
