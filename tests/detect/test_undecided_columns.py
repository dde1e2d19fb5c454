from __future__ import annotations

import pytest

from pii_sweep.detect.tables.cell import cell_form
from pii_sweep.types import Detection, Table

WHO = ("Ana Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs", "Nils Berg", "Eva Larsen")
HOME = "12 Oak St, Fresno, CA 93650"


def _rows(column: tuple[str, ...], *others: str) -> tuple[tuple[str, ...], ...]:
    return tuple((str(at), cell, *others) for at, cell in enumerate(column))


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("return to", "{}, " + HOME),
        ("holder ref", "{} (4417)"),
        ("Who", "{} (she/her)"),
        ("Eintrag", "{}, geb. 12.04.1983"),
        ("primary", "{} 415-555-0132"),
        ("Participants", "{} <a.b@mail.example>"),
        ("Description", "ZELLE PAYMENT TO {} REF 8827"),
        ("subject", "Re: lunch with {}"),
        ("Event", "Birthday {}"),
        ("task", "Call {} about the leak"),
        ("path", "scans/{} passport.jpg"),
        ("appt", "{} DOB 04/05/1961"),
    ],
)
def test_people_are_found_in_cells_that_hold_more_than_a_name(columns, header: str, form: str) -> None:
    found = columns(("n", header), *_rows(tuple(map(form.format, WHO))))
    assert found[f"PERSON@{header}"] == list(WHO)
    if HOME in form:
        assert found[f"STREET_ADDRESS@{header}"] == [HOME] * len(WHO)


def test_a_few_numbers_of_people_are_found_among_short_remarks(columns) -> None:
    said = ["ok", "done", "2 boxes", "-", "left msg"] * 40
    said[31], said[77], said[150], said[199] = "ssn 331-89-9385", "331-89-9386", "4111111111111111", "a@b.com"
    found = columns(("n", "rmk"), *_rows(tuple(said)))
    assert found["US_SSN@rmk"] == ["331-89-9385", "331-89-9386"]
    assert found["CREDIT_CARD@rmk"] == ["4111111111111111"]
    assert found["EMAIL_ADDRESS@rmk"] == ["a@b.com"]


def test_cards_among_remarks_are_no_chance_and_a_tenth_of_long_numbers_is(columns) -> None:
    cards = ("4111111111111111", "5555555555554444", "4012888888881881")
    said = (*(f"note {at}" for at in range(30)), *cards)
    assert columns(("n", "rmk"), *_rows(said))["CREDIT_CARD@rmk"] == list(cards)
    counted = (*(f"41111111111{at:05d}" for at in range(100, 160)),)
    assert "CREDIT_CARD@rmk" not in columns(("n", "rmk"), *_rows(counted))


def test_addresses_of_memory_are_no_streets(columns) -> None:
    assert columns(("n", "addr"), *_rows(("0x2405b4ec", "0x5a7537e5", "0xcfc453e0"))) == {}


def test_one_number_is_found_among_cells_that_look_alike(columns) -> None:
    cells = [f"2024-03-{day:02d}T08:00:00Z" for day in range(1, 29)] + [f"{at:011d}" for at in range(400)]
    cells[200] = "4111-1111-1111-1111"
    assert columns(("n", "stamp"), *_rows(tuple(cells)))["CREDIT_CARD@stamp"] == ["4111-1111-1111-1111"]


def test_people_among_firms_are_found_and_firms_are_not(columns) -> None:
    firms = ("Acme Hardware", "Summit Roofing Inc.", "Pacific Gas & Electric", "U-Haul", "Staples", "Comcast")
    cells = tuple(cell for pair in zip(WHO, firms, firms[::-1], strict=True) for cell in pair)
    assert columns(("vendor", "n"), *((cell, "1") for cell in cells))["PERSON@vendor"] == list(WHO)


def test_tables_of_one_row_are_read(columns) -> None:
    found = columns((), ("Ana Lindberg", HOME, "331-89-9385", "a.lindberg@mail.example"))
    assert sorted(found) == ["EMAIL_ADDRESS@4", "PERSON@1", "STREET_ADDRESS@2", "US_SSN@3"]


def test_eleven_digits_are_telephones_under_headers_of_calls_and_of_several_areas(columns) -> None:
    numbers = ("19127925850", "15307029352", "16142771506", "14155550132", "12125550187", "13125550143")
    assert columns(("a_number", "dur"), *((n, "4") for n in numbers))["PHONE_NUMBER@a_number"] == list(
        numbers
    )
    more = (*numbers, "15035550110", "16085550199")
    assert columns(("x", "dur"), *((n, "4") for n in more))["PHONE_NUMBER@x"] == list(more)
    counted = tuple(f"1912792{at:04d}" for at in range(8))
    assert columns(("x", "dur"), *((n, "4") for n in counted)) == {}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("title", ("Austin Recliner", "Madison Bookcase", "Hudson Desk", "Walnut Side Chair", "Sofia Rug")),
        ("program", ("Pell Grant", "Stafford Loan", "Perkins Loan", "Head Start", "Fulbright Program")),
        ("star", ("Barnard's Star", "Van Maanen's Star", "Proxima Centauri", "Kapteyn's Star", "Beta Hydri")),
        ("dish", ("Caesar Salad", "Beef Wellington", "Chicken Kiev", "Eggs Benedict", "Peach Melba")),
        ("part no", ("913-20-5823", "820-81-9733", "175-41-6317", "231-55-1200", "440-12-0001")),
    ],
)
def test_names_and_numbers_of_things_are_no_peoples(columns, header: str, cells: tuple[str, ...]) -> None:
    assert columns((header, "n"), *((cell, "1") for cell in cells)) == {}


def test_a_finding_in_a_cell_says_where_in_it(detector, place) -> None:
    table = Table(place, ("n", "who"), _rows(tuple(f"re {name} (7)" for name in WHO)))
    items = [item for item in detector.examine([table]) if isinstance(item, Detection)]
    assert {(item.start, item.end - len(item.value)) for item in items} == {(3, 3)}
    assert [item.where.row for item in items] == [1, 2, 3, 4, 5, 6]


def test_a_column_that_was_silent_in_one_part_speaks_in_the_next(detector, place) -> None:
    parts = [
        Table(place, ("n", "memo"), _rows(("paid",) * 50), 1),
        Table(place, ("n", "memo"), _rows((*("paid",) * 50, "call Ana Lindberg 415-555-0132")), 51),
    ]
    found = [item for item in detector.examine(parts) if isinstance(item, Detection)]
    assert {(item.entity, item.where.row) for item in found} == {("PERSON", 101), ("PHONE_NUMBER", 101)}


def test_forms_leave_letters_and_marks_as_they_are() -> None:
    assert cell_form.forms(["AB-2041", "x\n1", "é 9"]) == ["AB-0000", "x\n0", "é 0"]
    for moment in ("0000-00-00T00:00:00Z", "00/00/0000", "00:00", "0.000", "-00,00", "000,000.00"):
        assert cell_form.is_harmless(moment)
    for form in ("000-00-0000", "0000000000", "00000000", "a@b.c", "0000 0000 0000 0000"):
        assert not cell_form.is_harmless(form)


def test_names_in_lines_of_statements_are_found_in_capitals_and_in_a_registers_order(columns) -> None:
    lines = (
        "UPI-KWAME DELACROIX-Q71@OKBANK-0001-PAYMENT",
        "NEFT CR-CITI0000-NGOZI KAMINSKI-SALARY MAR",
        "VIR INST DE M YAMAMOTO SVETLANA",
        "Rent Lindqvist, Anneliese",
        "COSTCO WHSE #0412 FRESNO CA",
        "JACK IN THE BOX 0221",
    )
    found = columns(("Date", "Narration"), *(("02/03/2024", line) for line in lines))["PERSON@Narration"]
    assert found == ["KWAME DELACROIX", "NGOZI KAMINSKI", "YAMAMOTO SVETLANA", "Lindqvist, Anneliese"]


def test_people_who_wait_at_tables_are_no_machines(columns) -> None:
    rows = (*((str(at), name) for at, name in enumerate(WHO)),)
    assert columns(("Table", "Server"), *rows)["PERSON@Server"] == list(WHO)
    hosts = ("web-01", "Db Primary", "cache north", "web-02", "Mail Relay")
    assert columns(("n", "Server"), *((str(at), host) for at, host in enumerate(hosts))) == {}


def test_fees_and_firms_among_payees_are_not_people(columns) -> None:
    cells = (*WHO, "Home Depot", "Monthly fee", "PG&E", "Comcast", "Northgate Hardware LLC", "Estate sale")
    found = columns(("n", "Payee"), *_rows(cells))
    assert set(WHO) <= set(found["PERSON@Payee"]) <= {*WHO, "Estate sale"}


@pytest.mark.parametrize(
    ("header", "cells", "entity"),
    [
        ("SV-Nummer", ("65180539W001", "15070649C103"), "NATIONAL_ID"),
        ("NI", ("AB123456D", "JG103759A", "CE204951B"), "NATIONAL_ID"),
        ("SIN", ("046 454 286", "130 692 544"), "NATIONAL_ID"),
        ("TIN", ("912-70-1234", "987-81-4321"), "US_ITIN"),
        ("lic", ("D1234562", "Y9876543"), "US_DRIVER_LICENSE"),
        ("tax ref", ("219-09-9999", "457555462", "078051120"), "US_SSN"),
    ],
)
def test_a_header_is_the_label_of_its_column(
    columns, header: str, cells: tuple[str, ...], entity: str
) -> None:
    assert columns(("n", header), *_rows(cells))[f"{entity}@{header}"] == list(cells)
    assert f"{entity}@part" not in columns(("n", "part"), *_rows(tuple(cell[::-1] for cell in cells)))


def test_taxpayers_numbers_of_two_kinds_stand_in_one_column(columns) -> None:
    found = columns(("n", "TIN"), *_rows(("912-70-1234", "219-09-9999", "987-81-4321")))
    assert (found["US_ITIN@TIN"], found["US_SSN@TIN"]) == (["912-70-1234", "987-81-4321"], ["219-09-9999"])


def test_a_header_that_announces_nothing_makes_no_number_one(columns) -> None:
    for header in ("sin", "tin", "ni"):
        assert not columns(("n", header), *_rows(("0.523409", "1.240912", "0.998120", "2.411873")))


@pytest.mark.parametrize(
    ("values", "known"),
    [
        (["PS-1000", "PS-2999"], True),
        (["PS-1000", "PS-29999"], False),
        (["PS-1000"], True),
        (["PS-1000", "x\nPS-2999"], False),
        (["PS-1000", "12"], True),
        ([], True),
    ],
)
def test_the_forms_of_many_cells_are_compared_at_once(values: list[str], known: bool) -> None:  # noqa: FBT001
    assert cell_form.are_known(values, {"PS-0000", "00"}) is known
