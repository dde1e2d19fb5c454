from __future__ import annotations

import pytest

from pii_sweep.detect.tables import reader, table_reading
from pii_sweep.types import Detection, Note, ObjectRef, Passage, Table, Where, characters

PLACE = Where(ObjectRef("bucket", "object.csv"))
WHO = ("Ana Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs", "Nils Berg", "Eva Larsen")


def _found(detector, *parts: Table) -> list[tuple[str, str, int | None, int | None]]:
    items = [item for item in detector.examine(parts) if isinstance(item, Detection)]
    return [(item.entity, item.value, item.where.row, item.where.column) for item in items]


@pytest.mark.parametrize(
    ("column", "odd", "entity"),
    [
        (0, "331-89-9385", "US_SSN"),
        (0, "a.berg@mail.example", "EMAIL_ADDRESS"),
        (1, "4111 1111 1111 1111", "CREDIT_CARD"),
        (1, "Name: Ivo Kovacs", "PERSON"),
        (2, "call 415-555-0132", "PHONE_NUMBER"),
        (2, "Name: Ivo Kovacs", "PERSON"),
        (3, "4111 1111 1111 1111", "CREDIT_CARD"),
    ],
)
def test_a_cell_that_does_not_fit_its_decided_column_is_read(detector, column, odd, entity) -> None:
    header = ("name", "email", "phone", "order total")
    rows = [[name, f"a{at}@mail.example", f"415-555-01{at:02d}", "12.50"] for at, name in enumerate(WHO)]
    rows[3][column] = odd
    found = _found(detector, Table(PLACE, header, tuple(map(tuple, rows))))
    assert any(kind == entity and (row, place) == (4, column + 1) for kind, _, row, place in found)
    if odd[0] != "N":
        assert not any(value == odd and kind != entity for kind, value, _, _ in found)


def test_a_row_that_sums_up_the_others_is_read_too(detector) -> None:
    rows = tuple((name, f"a{at}@mail.example") for at, name in enumerate(WHO))
    table = Table(PLACE, ("name", "email"), (*rows, ("Total", "by b.lee@mail.example")))
    assert ("EMAIL_ADDRESS", "b.lee@mail.example", 7, 2) in _found(detector, table)


def test_headers_are_text_of_the_document(detector) -> None:
    table = Table(PLACE, ("n", "sum for Ana Lindberg", "ask a.berg@mail.example"), (("1", "2", "3"),) * 3)
    assert _found(detector, table) == [
        ("PERSON", "Ana Lindberg", None, 2),
        ("EMAIL_ADDRESS", "a.berg@mail.example", None, 3),
    ]
    members = ("$['Ana Lindberg'].sum", "$.orders.count")
    assert _found(detector, Table(PLACE, members, (("1", "2"),) * 3)) == [("PERSON", "Ana Lindberg", None, 1)]


def test_a_header_of_values_is_a_row(detector) -> None:
    parts = [
        Table(PLACE, ("Ana Lindberg", "415-555-0132"), (("Karl Horvat", "415-555-0133"),) * 3, 1),
        Table(PLACE, ("Ana Lindberg", "415-555-0132"), (("Nils Berg", "415-555-0134"),), 4),
    ]
    items = [item for item in detector.examine(parts) if isinstance(item, Detection)]
    assert {item.where.column_name for item in items} == {None}
    assert {item.value for item in items if item.where.row == 0} == {"Ana Lindberg", "415-555-0132"}
    assert sum(item.value == "Ana Lindberg" for item in items) == 1


def test_ordinary_headers_hold_no_person(detector) -> None:
    names = (
        "First Name",
        "Last Name",
        "Mark Total",
        "Bill To",
        "April",
        "May",
        "Virginia",
        "Will Call",
        "Grant",
    )
    assert _found(detector, Table(PLACE, names, (("1",) * len(names),) * 3)) == []


def test_what_the_readers_yield_is_examined(detector) -> None:
    pieces = [
        Passage("Dear Ana Lindberg,\nthank you.", PLACE),
        Table(PLACE, ("name", "memo", "x"), tuple((name, "ok", "2024-01-01") for name in WHO)),
        Passage("x" * 90_000, PLACE),
    ]
    notes = [item for item in detector.survey(pieces) if isinstance(item, Note)]
    assert sum(note.amount for note in notes if note.measure == "examined") == sum(map(characters, pieces))


def test_a_column_that_nothing_reads_is_missing_from_what_was_examined(detector, monkeypatch) -> None:
    monkeypatch.setattr(
        table_reading.reader, "undecided_columns", lambda table, plan: reader.decided_places(plan) and [1]
    )
    table = Table(PLACE, ("name", "memo", "x"), tuple((name, "ok", "skipped") for name in WHO))
    notes = [item for item in detector.survey([table]) if isinstance(item, Note)]
    assert sum(note.amount for note in notes) == characters(table) - 6 * len("skipped")


def test_a_cell_that_holds_more_than_its_value_is_found_once(detector) -> None:
    header = ("name", "street", "city", "state", "zip")
    rows = [(name, f"{12 + at} Oak Street", "Dayton", "OH", "45402") for at, name in enumerate(WHO)]
    rows[2] = ("Petra Novak 415-555-2671", "9614 Elm Road 415-555-2671", "Dayton", "OH", "45402")
    rows[4] = ("Nils Berg", "9614 114th Pl", "Dayton", "OH", "45402")
    found = [item for item in _found(detector, Table(PLACE, header, tuple(rows))) if item[2] in (3, 5)]
    people = [(value, row) for kind, value, row, _ in found if kind == "PERSON"]
    houses = [(value, row) for kind, value, row, _ in found if kind == "STREET_ADDRESS"]
    assert people == [("Petra Novak", 3), ("Nils Berg", 5)]
    assert houses == [
        ("9614 Elm Road, Dayton, OH, 45402", 3),
        ("9614 114th Pl, Dayton, OH, 45402", 5),
    ]
    assert len([kind for kind, *_ in found if kind == "PHONE_NUMBER"]) == 2


def _people(detector, header: str, *cells: str) -> list[str]:
    found = _found(detector, Table(PLACE, (header,), tuple((cell,) for cell in cells)))
    return [value for kind, value, _, _ in found if kind == "PERSON"]


def test_names_stand_where_those_of_the_cells_written_alike_stand(detector) -> None:
    cells = [f"Check deposit {name}" for name in WHO]
    assert _people(detector, "Description", *cells, "Check deposit ROCHELLE SIZEMORE") == [
        *WHO,
        "ROCHELLE SIZEMORE",
    ]
    assert "Blue Sweater" not in _people(detector, "Description", *cells, "Check deposit Blue Sweater")


def test_documents_are_named_after_people(detector) -> None:
    files = ("Horvat_Karl_lease.pdf", "Ivo.Kovacs-W9.pdf", "Lease - Nils Berg.pdf", "Annual_Report_2024.pdf")
    assert _people(detector, "file", *files) == ["Horvat_Karl", "Ivo.Kovacs", "Nils Berg"]


def test_callers_and_passengers_are_people(detector) -> None:
    cells = tuple((f'"{name}" <208555{at:04}>',) for at, name in enumerate(WHO))
    found = _found(detector, Table(PLACE, ("clid",), cells))
    assert {kind: sum(one == kind for one, *_ in found) for kind, *_ in found} == {
        "PERSON": 6,
        "PHONE_NUMBER": 6,
    }
    passengers = [f"{name.split()[1]}/{name.split()[0]} MR".upper() for name in WHO]
    assert len(_people(detector, "NAME", *passengers)) == len(WHO)


def test_both_sides_of_a_case_are_people(detector) -> None:
    cases = ("Ana Lindberg v. Karl Horvat", "NOVAK, PETRA VS KOVACS, IVO", "State v. Eva Larsen")
    assert len(_people(detector, "style", *cases[:2])) == 4
    assert "State" not in _people(detector, "style", *cases)
    assert not _people(detector, "eventType", *("user.session.start",) * 3)


KENYANS = (
    ("Peninah Wanjugu", "0742571349"),
    ("Tobias Okwach", "0743883505"),
    ("Elijah Rotichon", "0796022552"),
)


@pytest.mark.parametrize(
    ("remark", "number"),
    [
        ("cust says wife Caroline pays from 0723118845, call later please", "0723118845"),
        ("call Susan on 0723118845 after work, she has the keys", "0723118845"),
        ("paid the deposit with voucher 0723118845 at the counter", None),
        ("wife has the parts, order number 0723118845, collect on Monday", None),
    ],
)
def test_a_telephone_in_a_remark_is_of_the_plan_of_the_tables_others(detector, remark, number) -> None:
    rows = tuple(
        (*row, remark if at == 1 else "asked to be called again, no answer yet")
        for at, row in enumerate(KENYANS)
    )
    found = _found(detector, Table(PLACE, ("Name", "Phone", "Notes"), rows))
    said = [value for kind, value, _, place in found if kind == "PHONE_NUMBER" and place == 3]
    assert said == ([number] if number else [])


def test_the_telephones_of_every_column_say_of_which_countries_mobiles_in_remarks_are(detector) -> None:
    header = ("Nominativo", "Tel. ufficio", "Cell.", "Note")
    rows = (
        ("Ana Lindberg", "+41 91 922 30 15", "3387714052 (lui) 3401196620 (lei)", ""),
        ("Karl Horvat", "", "347 5520981", "rif. Tiziano Pradelli 3356048127"),
        ("Petra Novak", "", "333.1907745", "contratto 4+4 dal 1/9/22"),
    )
    assert ("PHONE_NUMBER", "3356048127", 2, 4) in _found(detector, Table(PLACE, header, rows))
