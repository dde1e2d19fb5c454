"""Records: what is one person's stays together, flat ones are tables, paths are right."""

from __future__ import annotations

import json

import pytest

from pii_sweep.extract.table.emit import ROWS
from pii_sweep.types import Gap, Passage, Piece, Table
from tests.extract.test_formats import read


def pieces(value: object, name: str = "a.json") -> list[Piece]:
    """Return the pieces of a value written as JSON."""
    return read(name, json.dumps(value).encode())


def passages(found: list[Piece]) -> list[Passage]:
    """Return the passages."""
    return [piece for piece in found if isinstance(piece, Passage)]


def test_nested_objects_are_flattened_into_columns_and_lists_of_scalars_share_a_cell() -> None:
    people = [
        {"name": "Ann", "home": {"city": "X"}, "tags": ["a", "b"]},
        {"name": "Bob", "email": "b@example.com"},
    ]
    (table,) = [piece for piece in pieces(people) if isinstance(piece, Table)]
    assert table.header == ("$.name", "$.home.city", "$.tags", "$.email")
    assert table.rows == (("Ann", "X", "a, b", ""), ("Bob", "", "", "b@example.com"))


def test_records_that_hold_lists_of_objects_are_one_passage_each() -> None:
    orders = [{"who": f"P{at}", "items": [{"sku": 1}, {"sku": 2}]} for at in range(3)]
    found = passages(pieces(orders))
    assert [piece.where.json_path for piece in found] == ["$[0]", "$[1]", "$[2]"]
    assert found[1].text.splitlines()[0] == "who: P1"
    assert [found[1].text[span.start : span.end] for span in found[1].spans] == ["P1", "1", "2"]
    assert found[1].spans[2].json_path == "$[1].items[1].sku"


def test_a_short_document_with_several_lists_is_one_record() -> None:
    patient = {
        "name": [{"family": "Smith", "given": ["John"]}, {"family": "Smyth"}],
        "address": [{"line": ["1 Main St"], "city": "LA"}, {"line": ["9 Elm St"]}],
        "birthDate": "1980-01-02",
    }
    (passage,) = passages(pieces(patient))
    assert {"Smith", "LA", "1980-01-02"} <= {passage.text[span.start : span.end] for span in passage.spans}


def test_an_order_keeps_its_customer_and_total_together() -> None:
    order = {
        "id": 1,
        "customer": {"name": "Ann", "zip": "02110"},
        "items": [{"n": "mug"}, {"n": "cup"}],
        "total": 9.5,
    }
    (passage,) = passages(pieces(order))
    assert passage.text == "id: 1\ncustomer.name: Ann\ncustomer.zip: 02110\ntotal: 9.5"


def test_a_map_of_alike_records_is_a_table_with_its_keys() -> None:
    found = pieces({f"u{at}": {"name": f"N{at}", "mail": f"m{at}"} for at in range(4)})
    (table,) = [piece for piece in found if isinstance(piece, Table)]
    assert table.header == ("$key", "$.name", "$.mail")
    assert table.rows[2] == ("u2", "N2", "m2")


def test_columns_that_appear_late_are_added_at_the_end() -> None:
    lines = [{"name": f"P{at}"} for at in range(ROWS + 500)] + [{"name": "Z", "email": "z@example.com"}] * 2
    data = "\n".join(map(json.dumps, lines)).encode()
    found = [piece for piece in read("a.jsonl", data) if isinstance(piece, Table)]
    assert [table.header for table in found] == [("$.name",), ("$.name", "$.email")]
    assert [table.first_row for table in found] == [1, ROWS + 1]


def test_the_row_of_json_lines_is_the_line_and_a_broken_line_costs_itself() -> None:
    data = b'{"name": "A"}\n\n{"name": "B"}\n{broken "Zed Roe"\n{"name": "C"}\n'
    found = read("a.jsonl", data)
    rows = {
        row[0] or row[1]: table.first_row + at
        for table in found
        if isinstance(table, Table)
        for at, row in enumerate(table.rows)
    }
    assert rows == {"A": 1, "B": 3, '{broken "Zed Roe"': 4, "C": 5}
    assert [piece.reason for piece in found if isinstance(piece, Gap)] == ["MALFORMED_FILE"]


def test_json_that_breaks_off_keeps_what_came_before() -> None:
    data = json.dumps({"name": "Ann Lee", "home": {"city": "Salem", "note": "x" * 50}}).encode()[:-30]
    found = read("a.json", data)
    assert "Ann Lee" in passages(found)[0].text
    assert [piece.reason for piece in found if isinstance(piece, Gap)] == ["MALFORMED_FILE"]


def test_text_that_only_looks_like_json_is_text() -> None:
    (passage,) = passages(read("a.txt", b"[2024-01-02] Ann Lee called\n"))
    assert "Ann Lee" in passage.text
    assert passage.layout in {"prose", "log"}


def test_mixed_text_of_xml_is_one_line() -> None:
    (passage,) = passages(read("a.xml", b"<doc><p>Dear <b>Ann</b> <i>Lee</i>, hello</p></doc>"))
    assert passage.text == "doc.p: Dear Ann Lee, hello"


def test_elements_of_xml_without_mixed_text_keep_their_names() -> None:
    (passage,) = passages(read("a.xml", b"<o>\n <name>Ann</name>\n <zip>02110</zip>\n</o>"))
    assert passage.text == "o.name: Ann\no.zip: 02110"
    assert [span.json_path for span in passage.spans] == ["/o/name", "/o/zip"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1252"])
def test_xml_and_json_are_read_in_any_codec(codec: str) -> None:
    assert "José" in passages(read("a.xml", "<a><n>José</n></a>".encode(codec)))[0].text
    assert "José" in passages(read("a.json", '{"n": "José"}'.encode(codec)))[0].text


def test_a_last_value_that_ends_in_empty_lines_keeps_its_span_inside_the_text() -> None:
    (passage,) = passages(pieces({"name": "Ann", "note": "hello\n\n"}))
    assert [passage.text[span.start : span.end] for span in passage.spans] == ["Ann", "hello"]
    assert all(span.end <= len(passage.text) for span in passage.spans)


@pytest.mark.parametrize("between", ["\n", "", " ", "\r\n"])
@pytest.mark.parametrize("indent", [None, 2])
def test_documents_one_after_the_other_are_a_record_each(between: str, indent: int | None) -> None:
    people = [{"name": name, "home": {"zip": "94105"}} for name in ("Ann", "Bob", "Cy")]
    data = between.join(json.dumps(one, indent=indent) for one in people)
    found = read("part-0000", data.encode())
    (table,) = [piece for piece in found if isinstance(piece, Table)]
    assert table.header == ("$.name", "$.home.zip")
    assert table.rows == (("Ann", "94105"), ("Bob", "94105"), ("Cy", "94105"))
    assert not any(isinstance(piece, Gap) for piece in found)


def test_a_document_inside_a_text_is_opened_and_one_that_only_looks_so_stays() -> None:
    body = json.dumps({"order": {"ship": {"name": "Ann", "note": json.dumps({"door": "7"})}}})
    found = passages(pieces({"id": 4, "body": body, "mask": "{not json}"}))
    text = "\n".join(piece.text for piece in found)
    assert "order.ship.name: Ann" in text and "door: 7" in text and "{not json}" in text
    assert any(span.json_path == "$.body.order.ship.name" for piece in found for span in piece.spans)


def test_the_first_of_lists_that_names_the_others_values_is_a_header() -> None:
    rows = [["Who", "When born"], ["Ada Lindberg", "12/07/1953"], ["Karl Horvat", "11/06/1961"]]
    tables = [
        piece for piece in read("a.json", json.dumps({"values": rows}).encode()) if isinstance(piece, Table)
    ]
    assert [(table.header, table.rows, table.first_row) for table in tables] == [
        (("Who", "When born"), tuple(map(tuple, rows[1:])), 2)
    ]


def test_an_element_that_names_its_value_gives_it_its_name() -> None:
    patient = {
        "resourceType": "Patient",
        "identifier": [
            {"type": {"coding": [{"code": "MR", "display": "Medical Record Number"}]}, "value": "14837253"},
            {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "140-52-1597"},
        ],
        "extra": [{"name": "ssn", "value": "571304492"}, {"name": "a: b", "value": "1"}],
        "name": {"name": "x", "value": "y"},
    }
    (passage,) = passages(pieces([patient, {"identifier": [{"value": "1"}, {"value": "2"}]}]))[:1]
    lines = passage.text.splitlines()
    assert "Medical Record Number: 14837253" in lines and "ssn: 571304492" in lines
    assert {"identifier.value: 140-52-1597", "extra.value: 1", "name.value: y"} <= set(lines)
