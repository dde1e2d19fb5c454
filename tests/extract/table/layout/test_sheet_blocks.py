"""Small sheets: what is a table, what is a form, and how their rows count."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl

from pii_sweep.types import Passage, Table
from tests.extract.test_formats import read


def sheet(*rows: Sequence[object]) -> list[Passage | Table]:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row or [None])
    out = io.BytesIO()
    book.save(out)
    pieces = [piece for piece in read("a.xlsx", out.getvalue()) if isinstance(piece, (Passage, Table))]
    return [piece for piece in pieces if not (isinstance(piece, Passage) and piece.layout == "metadata")]


def test_an_invoice_on_a_sheet_keeps_its_addresses_and_sums_as_lines_of_cells() -> None:
    above, items, below = sheet(
        (None, "INVOICE"),
        (),
        (None, "Bill to", None, None, "Ship to"),
        (None, "Ann Lee", None, None, "Bob Roe"),
        (),
        (None, "Item", "Qty", "Price", "Sum"),
        (None, "Mug", 2, 4.5, 9),
        (None, "Print", 1, 3.1, 3.1),
        (),
        (None, None, None, "Amount due", 12.100000000000001),
    )
    assert (
        isinstance(above, Passage) and above.text == "INVOICE\n\nBill to\t\t\tShip to\nAnn Lee\t\t\tBob Roe"
    )
    assert isinstance(items, Table) and items.header == ("", "Item", "Qty", "Price", "Sum")
    assert (items.first_row, items.rows[1]) == (1, ("", "Print", "1", "3.1", "3.1"))
    assert isinstance(below, Passage) and below.text == "\t\tAmount due\t12.1"


def test_pairs_of_name_and_value_are_no_table() -> None:
    (form,) = sheet(("Name", "Ann Lee"), ("Street", "12 Oak St"), ("City", "Reno"), ("Phone", "555 0100"))
    assert isinstance(form, Passage)
    assert form.text == "Name\tAnn Lee\nStreet\t12 Oak St\nCity\tReno\nPhone\t555 0100"


def test_a_table_goes_on_below_an_empty_row_with_its_header_and_its_row_numbers() -> None:
    first, second = sheet(
        ("Name", "Street", "Paid"),
        ("Ann", "1 A St", 2),
        ("Bob", "2 B St", 3),
        (),
        ("Cy", "3 C St", 4),
        ("Di", "4", 5),
    )
    assert isinstance(first, Table) and isinstance(second, Table)
    assert first.header == second.header == ("Name", "Street", "Paid")
    assert (first.first_row, second.first_row) == (1, 4)


def test_rows_with_an_empty_cell_here_and_there_are_a_table_below_its_title() -> None:
    title, orders = sheet(
        ("Web orders",),
        ("Order", "Name", "Street", "Street 2", "City", "ST", "ZIP", "Total"),
        ("A1", "Ann Lee", "1 Elm St", None, "Reading", "PA", "19601", 12.5),
        ("A2", "Bob Roe", "2 Elm St", "Apt 4", "Reading", "PA", "19601", 13.5),
        ("A3", "Cy Doe", "3 Elm St", None, "Reading", "PA", "19601", 14.5),
        ("A4", "Di Poe", "4 Elm St", "Apt 9", "Reading", "PA", "19601", 15.5),
    )
    assert isinstance(title, Passage) and title.text == "Web orders"
    assert isinstance(orders, Table) and orders.header[3] == "Street 2" and len(orders.rows) == 4


def test_a_row_of_groups_above_a_header_names_its_columns() -> None:
    _, people = sheet(
        ("Patient", None, None, "Insurance", None),
        ("Name", "DOB", "Cell", "Member ID", "Group"),
        *[(f"Ada Berg {at}", "1946-11-13", "510-455-4166", f"W05778296{at}", 31505) for at in range(4)],
    )
    assert isinstance(people, Table)
    assert people.header[2:] == ("Patient/Cell", "Insurance/Member ID", "Insurance/Group")


def test_a_header_below_lines_of_a_form_heads_the_fuller_rows_under_it() -> None:
    *_, table = sheet(
        ("Name of ship", "MV ELLEN", "IMO", "9412345", "Flag", "DK"),
        ("Port", "Malta", "Arrival", "2025-04-03"),
        ("No.", "Family name", "Given names", "Rank", "Nationality", "Date of birth", "Gender", "Passport"),
        (1, "DELA CRUZ", "CRISANTO", "MASTER", "PHL", "10-NOV-1991", "M", "P0298710B"),
        (2, "NAIR", "ARJUN", "OILER", "IND", "19-JUL-1994", "M", "E0445286B"),
        (3, "CHAUHAN", "IMRAN", "AB", "IND", "19-JUL-1974", "M", "E0445287B"),
    )
    assert isinstance(table, Table) and table.header[1] == "Family name" and len(table.rows) == 3


PUPILS = (
    ("Carmen", "García Peña", "21/1/2008", "Plaza Roma 8", 689026579),
    ("Iker", "Sanz Úbeda", "16/5/2007", "Avda. Goya 20", 797553147),
    ("Noa", "Lahoz Gil", "21/5/2001", "c/ San Miguel 36", 682502351),
    ("Rocío", "Lacasta Puyo", "3/1/1997", "Avda. Goya, 19", 763708351),
)


def test_a_list_without_a_header_is_one_table_below_an_empty_row() -> None:
    (whole,) = sheet(*PUPILS, (), *PUPILS[::-1], (), *PUPILS[:3])
    assert isinstance(whole, Table) and not whole.header
    assert [row[0] for row in whole.rows if row[0]] == [
        *("Carmen", "Iker", "Noa", "Rocío"),
        *("Rocío", "Noa", "Iker", "Carmen"),
        *("Carmen", "Iker", "Noa"),
    ]


def test_lists_of_other_columns_and_those_with_a_header_stay_apart() -> None:
    turned = [row[::-1] for row in PUPILS]
    assert len(sheet(*PUPILS, (), *turned)) == 2
    assert len(sheet(*PUPILS, (), ("Name", "Surname", "Born", "Address", "Phone"), *PUPILS)) == 2
    assert len(sheet(*PUPILS, (), (), *PUPILS)) == 2


def test_a_header_that_a_sheet_repeats_parts_its_rows_and_titles_between_them_are_prose() -> None:
    header = ("Stop", "Student", "Guardian", "Phone")
    first, title, second = sheet(
        header,
        ("Mill Rd", "Ana Lind", "Eva Lind", "555-0100"),
        ("High St", "Ivo Berg", "Ida Berg", "555-0101"),
        ("Route 8 - driver: Max Roe",),
        header,
        ("Mill Rd", "Cy Dorn", "Lu Dorn", "555-0102"),
    )
    assert isinstance(first, Table) and isinstance(second, Table) and isinstance(title, Passage)
    assert (first.header, len(first.rows), first.first_row) == (header, 2, 1)
    assert title.text == "Route 8 - driver: Max Roe"
    assert (second.header, second.rows[0][1], second.first_row) == (header, "Cy Dorn", 5)


def test_notes_below_a_table_in_fewer_columns_leave_it_a_table() -> None:
    table, notes = sheet(
        ("Driver", "Street", "Town", "Phone", "Plate"),
        ("Ana Lind", "1 A St", "Reno", "555-0100", "8ABC123"),
        ("Ivo Berg", "2 B St", "Lodi", "555-0101", "8ABC124"),
        ("paid back to:",),
        ("Lind", "NL33 INGB 0004 1738 21"),
        ("Berg", "cash"),
        ("Roe", "cash"),
    )
    assert isinstance(table, Table) and table.header[0] == "Driver" and len(table.rows) == 2
    assert isinstance(notes, Passage) and notes.text.startswith("paid back to:")


def test_a_lone_row_is_the_header_of_the_list_below_an_empty_row() -> None:
    (table,) = sheet(
        ("Name", "Town", "Phone", "Paid"),
        (),
        ("Ana Lind", "Reno", "555-0100", 20),
        ("Ivo Berg", "Lodi", "555-0101", 20),
        ("Cy Dorn", "Reno", "555-0102", 30),
    )
    assert isinstance(table, Table) and table.header == ("Name", "Town", "Phone", "Paid")
    assert [row for row in table.rows if any(row)][0][0] == "Ana Lind"


def test_a_lone_row_is_the_header_above_the_title_of_its_first_rows_too() -> None:
    (table,) = sheet(
        ("No", "Name", "Phone", "Paid"),
        (),
        ("--- family ---",),
        (1, "Ana Lind", "555-0100", 20),
        (2, "Ivo Berg", "555-0101", 20),
        (3, "Cy Dorn", "555-0102", 30),
    )
    assert isinstance(table, Table) and table.header == ("No", "Name", "Phone", "Paid")
    assert table.rows[-1][1] == "Cy Dorn"


def test_groups_above_a_header_may_begin_behind_a_number_and_be_years() -> None:
    title, table = sheet(
        (None, "Pupil", None, "Guardian", None, 2024),
        ("No", "Name", "Born", "Name", "Phone", "paid"),
        (1, "Ana Lind", "12/03/2012", "Eva Lind", "555-0100", 20),
        (2, "Ivo Berg", "01/02/2012", "Ida Berg", "555-0101", 20),
    )
    assert isinstance(title, Passage) and isinstance(table, Table)
    assert table.header == ("No", "Pupil/Name", "Pupil/Born", "Guardian/Name", "Guardian/Phone", "2024/paid")


def test_rows_of_people_that_go_on_in_the_row_below_are_a_table() -> None:
    (table,) = sheet(
        ("No", "Name", "Phone", "Address"),
        (1, "Ana Lind", "555-0100", "12 Oak St"),
        (None, None, None, "Reno NV"),
        (2, "Ivo Berg", "555-0101", "9 Elm St"),
        (None, None, None, "Lodi CA"),
        (3, "Cy Dorn", "555-0102", "1 Fir St"),
    )
    assert isinstance(table, Table) and table.header == ("No", "Name", "Phone", "Address")
    assert table.rows[1][3] == "Reno NV"


def test_a_part_below_an_empty_row_keeps_the_header_where_one_column_is_mostly_empty() -> None:
    first, second = sheet(
        ("Name", "Street", "Home", "Cell", "Mail"),
        ("Ana Lind", "1 A St", None, "555-0100", "ana@a.example"),
        ("Ivo Berg", "2 B St", "555-0190", "555-0101", "ivo@a.example"),
        ("Cy Dorn", "3 C St", None, "555-0102", "cy@a.example"),
        (),
        ("Di Falk", "4 D St", None, "555-0103", "di@a.example"),
        ("Ed Gill", "5 E St", None, "555-0104", "ed@a.example"),
    )
    assert isinstance(first, Table) and isinstance(second, Table)
    assert second.header == first.header == ("Name", "Street", "Home", "Cell", "Mail")


def test_labels_with_colons_are_a_form_whatever_its_width() -> None:
    (form,) = sheet(
        ("Account:", 600733, None, "Kind:", "shop"),
        ("Owner:", "Trust", None, "Time:", "May"),
        ("User:", "b.fin"),
    )
    assert isinstance(form, Passage) and "User:\tb.fin" in form.text


def test_tables_side_by_side_are_read_one_by_one_each_below_its_own_header() -> None:
    found = sheet(
        ("name", "phone", "paid", None, None, "key", "held by"),
        ("Ann Lee", "555-0101", "yes", None, None, "hall", "Bob Roe"),
        ("Cy Dale", "555-0102", "no", None, None, "shed", "Dee Poe"),
        (None, None, None, None, None, "gate", "Flo Gray"),
        ("spot", "number", "until"),
        ("north", "12", "2025-01-02"),
        ("south", "14", "2025-01-03"),
    )
    left, below, right = (piece for piece in found if isinstance(piece, Table))
    assert (left.header, below.header) == (("name", "phone", "paid"), ("spot", "number", "until"))
    assert right.header == ("", "", "", "", "", "key", "held by")
    assert [row[6] for row in right.rows] == ["Bob Roe", "Dee Poe", "Flo Gray"]


def test_a_form_of_labels_and_values_side_by_side_is_read_as_pairs() -> None:
    (form,) = sheet(
        ("Name:", "Ann Lee", None, None, "Date:", "2025-01-02"),
        ("Phone:", "555-0101", None, None, "Clerk:", "Bob Roe"),
        ("Note:", "none"),
    )
    assert isinstance(form, Passage) and form.text.startswith("Name: Ann Lee\nDate: 2025-01-02\n")


def test_one_table_with_empty_columns_in_its_rows_stays_one() -> None:
    (table,) = sheet(
        ("name", "phone", None, None, "email", "city"),
        ("Ann Lee", "555-0101", None, None, "ann@x.com", "Leeds"),
        ("Bob Roe", "555-0102", None, None, "bob@x.com", "York"),
        ("Cy Dale", "555-0103", None, None, "cy@x.com", "Hull"),
    )
    assert isinstance(table, Table) and table.rows[0][0] == "Ann Lee" and table.rows[0][4] == "ann@x.com"
