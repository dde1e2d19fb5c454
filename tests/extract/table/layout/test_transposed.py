"""Records whose labels stand in a column: one after the other in two columns, or side by side."""

from __future__ import annotations

import io

import openpyxl
import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.layout.transposed import (
    find_cycle,
    find_label_pairs,
    is_transposed,
    join_signs,
    read_cycle,
    records,
)
from pii_sweep.types import ObjectRef, Passage, Table, Where
from tests.extract.test_formats import read

PEOPLE = [("Name", "Ana Lind"), ("Born", "12.03.1984"), ("Phone", "555-0100")]
OTHERS = [("Name", "Ivo Berg"), ("Born", "01.02.1990"), ("Phone", "555-0101")]


@pytest.mark.parametrize("form", ["{}\t{}", "{},{}", "| {} | {} |"])
def test_labels_that_recur_in_two_columns_head_the_records_between_them(form: str) -> None:
    lines = ["".join(form.format(*pair) + "\n" for pair in record) for record in (PEOPLE, OTHERS, PEOPLE)]
    name = {"{}\t{}": "a.tsv", "{},{}": "a.csv"}.get(form, "a.csv")
    (table,) = [one for one in read(name, "".join(lines).encode()) if isinstance(one, Table)]
    assert table.header == ("Name", "Born", "Phone")
    assert table.rows[1] == ("Ivo Berg", "01.02.1990", "555-0101") and len(table.rows) == 3


def test_a_record_may_lack_a_label_and_one_that_no_head_names_stands_last_with_its_value() -> None:
    rows = [*PEOPLE, *OTHERS[:2], *PEOPLE, ("Note", "owes 20"), ("Note", "moved")]
    labels = find_cycle([*PEOPLE, *OTHERS[:2], *PEOPLE])
    assert labels == ("Name", "Born", "Phone")
    found = list(read_cycle(rows, labels))
    assert found[1] == ["Ivo Berg", "01.02.1990", ""]
    assert found[2] == ["Ana Lind", "12.03.1984", "555-0100", "Note: owes 20; Note: moved"]


def test_columns_of_values_and_pairs_of_goods_are_no_records() -> None:
    assert find_cycle([("open", "3"), ("closed", "4"), ("late", "2"), ("open", "5"), ("closed", "1")]) == ()
    assert find_cycle([*PEOPLE, ("Item", "lamp")]) == ()
    assert find_cycle([("12.03.2024", "Ana Lind"), ("13.03.2024", "Ivo Berg")] * 2) == ()
    assert find_cycle([]) == ()


def _html(rows: list[tuple[str, ...]]) -> list[Table]:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    pieces = read("a.html", f"<html><body><table>{body}</table></body></html>".encode())
    return [one for one in pieces if isinstance(one, Table)]


SIDEWAYS = [
    ("Unidade", "1.º Dto.", "2.º Esq."),
    ("Titular", "Ana Lind", "Ivo Berg"),
    ("Contribuinte", "297438298", "291504850"),
    ("Correio", "ana@lind.example", "ivo@berg.example"),
]


def test_a_row_of_mailboxes_lays_a_table_of_a_page_on_its_side() -> None:
    (table,) = _html(SIDEWAYS)
    assert table.header == ("Unidade", "Titular", "Contribuinte", "Correio")
    assert table.rows[1] == ("2.º Esq.", "Ivo Berg", "291504850", "ivo@berg.example")


def test_a_table_of_machines_and_one_whose_rows_all_hold_mailboxes_stay_upright() -> None:
    assert _html([*SIDEWAYS[:1], ("Motor", "SEW", "KSB"), ("Fabrico", "2015", "2016")]) == []
    lists = [(label, "ana@lind.example", "ivo@berg.example") for label in ("Norte", "Sul", "Leste")]
    assert not is_transposed(lists)


def test_a_form_in_two_columns_is_known_by_its_values_and_keeps_what_stands_in_brackets() -> None:
    form = [
        ("DOB", "5/4/22"), ("PPSN (NCS)", "9290487J"), ("Who collects", "Ivo Berg (dad)"),
        ("Ph.", "085-1160178"), ("E", "ivo46@berg.example"), ("Home", "Cloonbiggeen"),
    ]  # fmt: skip
    assert is_transposed(form)
    (passage,) = records(form, Where(ObjectRef("", "a")), Budget(Extract()))
    assert "PPSN (NCS): 9290487J\n" in passage.text and "Ph.: 085-1160178\n" in passage.text


def test_a_list_of_people_and_their_telephones_is_no_form() -> None:
    people = ("Ana Lind", "Ivo Berg", "Otto Holt", "Maria Quimby", "Zoltan Quimby")
    assert not is_transposed([(name, f"555-010{at}") for at, name in enumerate(people)])


def test_amounts_by_category_are_no_form() -> None:
    amounts = [
        ("category", "amount"), ("Insurance", "1234567"), ("Housing", "2345678"),
        ("Food", "3456789"), ("Travel", "4567890"), ("Taxes", "9876543"),
    ]  # fmt: skip
    assert not is_transposed(amounts)
    assert not is_transposed([(label[:3], value) for label, value in amounts])


def test_a_list_of_people_of_whom_one_has_two_mailboxes_is_no_form() -> None:
    people = [
        ("Maria Holt", "maria@x.example", "m.holt@y.example"),
        ("Otto Lee", "otto@x.example", "555-0100"),
        ("Jan Doe", "jan@x.example", "555-0101"),
    ]
    assert not is_transposed(people)


FORM = [
    ("Last name", "Marchbank", "First name", "Odile"),
    ("Date of birth", "03/14/1977", "Social Security No.", "417362290"),
    ("Street", "18 Alder Way", "City", "Boise"),
]


def test_a_form_in_four_columns_is_read_as_pairs_in_csv_workbooks_and_html() -> None:
    wanted = (
        "Last name: Marchbank\nFirst name: Odile\nDate of birth: 03/14/1977\nSocial Security No.: 417362290"
    )
    comma = "".join(",".join(row) + "\n" for row in FORM)
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in FORM)
    book, body = openpyxl.Workbook(), io.BytesIO()
    for row in FORM:
        book.active.append(row)
    book.save(body)
    files = {"a.csv": comma.encode(), "a.html": f"<table>{table}</table>".encode(), "a.xlsx": body.getvalue()}
    for name, data in files.items():
        pieces = read(name, data)
        assert not [one for one in pieces if isinstance(one, Table)], name
        assert any(wanted in one.text for one in pieces if isinstance(one, Passage)), name


def test_labels_of_a_form_may_be_of_any_language_and_its_titles_and_empty_values_stay() -> None:
    rows = [
        ("Angaben zur Person", "", "", ""),
        ("Nachname", "Lind", "Vorname", "Ana"),
        ("Geburtsdatum", "12.03.1984", "Telefon:", ""),
    ]
    assert find_label_pairs(rows) == [
        ("", "Angaben zur Person"),
        ("Nachname", "Lind"),
        ("Vorname", "Ana"),
        ("Geburtsdatum", "12.03.1984"),
        ("Telefon", ""),
    ]


def test_a_table_below_a_header_is_no_form() -> None:
    header = ("Last name", "First name", "Date of birth", "City")
    people = [("Lind", "Ana", "12.03.1984", "Bern"), ("Berg", "Ivo", "01.02.1990", "Chur")]
    for count in (1, 2):
        assert find_label_pairs([header, *people[:count]]) == []
    assert find_label_pairs([("Name", "Phone", "Email", "Address"), ("Lind", "5550100", "a@b.ch", "x")]) == []


def test_a_character_a_cell_is_one_value_next_to_its_label() -> None:
    rows = [["Name", *"ODILE"], ["Social security number", *"417362290"], ["Note", "a", "b"]]
    assert [[cell for cell in row if cell] for row in join_signs(rows)] == [
        ["Name", "ODILE"],
        ["Social security number", "417362290"],
        ["Note", "a", "b"],
    ]


def test_marks_in_a_table_and_a_scale_stay_in_their_cells() -> None:
    marks = [[name, *"PPAPA"] for name in ("Lind", "Berg", "Marsh")]
    assert join_signs(marks) == marks
    scale = [["How content are you?", *"12345"]]
    assert join_signs(scale) == scale


ANSWERS = ["0,0,1,0,1,1,0,1,0", "1,0,1,1,0,0,1,0,0", "0,1,1,0,1,0,0,1,1"]


@pytest.mark.parametrize("count", [3, 60])
def test_columns_of_one_character_under_a_header_stay_apart_in_every_row(count: int) -> None:
    lines = [f"{ANSWERS[at % 3]},Ann" for at in range(count)]
    made = "\n".join(["m,n,o,p,q,r,s,t,u,name", *lines]) + "\n"
    (table,) = [one for one in read("a.csv", made.encode()) if isinstance(one, Table)]
    assert table.header == tuple("mnopqrstu") + ("name",)
    assert [",".join(row) for row in table.rows] == lines


@pytest.mark.parametrize(
    "rows",
    [
        ["Ann,a@x.org,1,5,3,2,4,1", "Bea,b@x.org,10,5,3,2,4,1"],
        ["Ann,1,5,3,2,4", "Bea,5,5,5,5,5"],
        ["Name,J,F,M,A,M,J", "Ann,160,152,168,160,144,160"],
        ["Name,Q1,Q2,Q3,Q4", "Ann,1,5,3,2"],
        ["Status,P,A,P,P,A", "Age,A,P,P,A,P", "City,P,P,A,P,A"],
        ["Ann,a@x.org,1,5,3,2,4,1"],
    ],
    ids=["a longer one", "all alike", "months", "questions", "labels", "a row alone"],
)
def test_a_character_a_cell_is_a_value_of_its_column_where_other_rows_fill_it(rows: list[str]) -> None:
    table = [row.split(",") for row in rows]
    assert join_signs(list(table)) == table


def test_fields_of_a_form_with_a_character_a_cell_may_be_many_and_of_one_length() -> None:
    rows = [
        ["Surname", *"MARSH"],
        ["First name", *"ODILE"],
        ["Date of birth", *"12031984"],
        ["Social security number", *"417362290"],
        ["Your visa file", "x"],
    ]
    joined = [[cell for cell in row if cell] for row in join_signs(rows)]
    assert joined[:4] == [[row[0], "".join(row[1:])] for row in rows[:4]]
    lone = [["Fill in below"], ["", *"417362290"]]
    assert join_signs(lone)[1][:2] == ["", "417362290"]


def test_the_addresses_of_people_in_columns_are_no_names_of_columns() -> None:
    rows = [
        ["Tenant", "Odile Marsh", "Ivo Quimby"],
        ["Flat", "22a Cooper Street, Netherby", "Hill House, Netherby"],
        ["Date of birth", "3 Jun 1941", "28 Feb 1986"],
        ["Phone", "01632 960 244", "01632 960 677"],
    ]
    assert is_transposed(rows)
    assert not is_transposed([["Tenant", "Street", "Address 2"], *rows[1:]])


def test_rows_of_enclosed_figures_are_no_numbers_that_count_up() -> None:
    row = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"]
    assert join_signs([row, row]) == [row, row]
