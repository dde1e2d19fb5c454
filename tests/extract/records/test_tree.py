"""Records: what is one person's stays together, flat ones are tables, paths are right."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from pii_sweep.extract.records.column_names import shape_of
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


def test_records_of_which_few_have_several_of_a_thing_are_a_table_and_the_further_ones_fields() -> None:
    people = [{"name": f"P{at}", "child": [{"name": f"C{at}"}]} for at in range(5)]
    people[3]["child"] = [{"name": "C3"}, {"name": "D3"}]
    found = pieces(people)
    (table,) = (piece for piece in found if isinstance(piece, Table))
    assert [row[0] for row in table.rows] == [f"P{at}" for at in range(5)] and "C3" in table.rows[3]
    (more,) = passages(found)
    assert more.text == "child.name: D3" and more.spans[0].json_path == "$[3].child[1].name"


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
    assert {"us-ssn: 140-52-1597", "extra.value: 1", "name.value: y"} <= set(lines)


def _table(value: object) -> Table:
    (table,) = [piece for piece in pieces(value) if isinstance(piece, Table)]
    return table


COLUMNS, ROWS_OF_CELLS = ["ssn", "born"], [["219094417", "1956-07-23"], ["534208871", "1971-01-30"]]


@pytest.mark.parametrize(
    "value",
    [
        {"columns": COLUMNS, "data": ROWS_OF_CELLS},
        {"columns": [{"name": name, "type": "text"} for name in COLUMNS], "rows": ROWS_OF_CELLS},
        {
            "schema": {"fields": [{"name": name, "mode": "NULLABLE"} for name in COLUMNS]},
            "rows": [{"f": [{"v": cell} for cell in row]} for row in ROWS_OF_CELLS],
        },
        {"results": [{"series": [{"name": "m", "columns": COLUMNS, "values": ROWS_OF_CELLS}]}]},
        {"Rows": [{"Data": [{"VarCharValue": cell} for cell in row]} for row in [COLUMNS, *ROWS_OF_CELLS]]},
    ],
    ids=["split", "described", "bigquery", "influx", "athena"],
)
def test_cells_get_the_names_of_columns_that_stand_apart(value: object) -> None:
    table = _table(value)
    assert [name.removeprefix("$.") for name in table.header] == COLUMNS
    assert [list(row) for row in table.rows] == ROWS_OF_CELLS


def test_lists_within_records_and_coordinates_name_no_columns() -> None:
    line = {
        "names": ["lon", "lat"],
        "type": "LineString",
        "coordinates": [{"at": [1.5, 2.5]}, {"at": [3, 4]}],
    }
    assert not any("lon:" in passage.text for passage in passages(pieces([line, line])))
    phones = [{"who": "Ann", "phones": [{"value": "1"}, {"value": "2"}]} for _ in range(3)]
    assert "value: 2" in passages(pieces(phones))[0].text


def test_empty_cells_of_excels_xml_are_counted() -> None:
    cells = [["name", "ssn", "town"], ["Ann", "219094417", "Bend"], ["Bob", "", "Reno"]]
    rows = "".join(
        "<Row>"
        + "".join(
            f"<Cell{' Index=' + chr(34) + str(at) + chr(34) if at == 3 and not row[1] else ''}>"
            f'<Data Type="String">{cell}</Data></Cell>'
            for at, cell in enumerate(row, 1)
            if cell
        )
        + "</Row>"
        for row in cells
    )
    found = read("a.xml", f"<Workbook><Worksheet><Table>{rows}</Table></Worksheet></Workbook>".encode())
    (table,) = [piece for piece in found if isinstance(piece, Table)]
    column = {name: [row[at] for row in table.rows] for at, name in enumerate(table.header)}
    assert column["town"] == ["Bend", "Reno"] and column["ssn"] == ["219094417", ""]


def test_elements_of_dicom_in_json_are_named_in_words() -> None:
    study = {
        "00100010": {"vr": "PN", "Value": [{"Alphabetic": "Holt^Maria^^Dr"}]},
        "00100030": {"vr": "DA", "Value": ["19760815"]},
        "00091001": {"vr": "LO", "Value": ["x"]},
    }
    (passage,) = passages(pieces(study))
    assert "Patient name: Dr Maria Holt" in passage.text and "Date of birth: 1976-08-15" in passage.text
    assert "(0009,1001): x" in passage.text


def test_types_of_dynamodb_are_no_names() -> None:
    item = {
        "nm": {"S": "Ann"},
        "home": {"M": {"zip": {"N": "89501"}}},
        "tags": {"L": [{"S": "a"}, {"S": "b"}]},
    }
    table = _table({"Items": [item, item]})
    assert table.header == ("$.nm", "$.home.zip", "$.tags") and table.rows[0] == ("Ann", "89501", "a, b")
    assert "S: 2" in passages(pieces({"N": 1, "S": 2}))[0].text


def test_elements_of_payments_are_named_in_words() -> None:
    party = "<Nm>Ann Holt</Nm><PstlAdr><StrtNm>Elm Street</StrtNm><TwnNm>Reno</TwnNm></PstlAdr>"
    (passage,) = passages(read("a.xml", f"<Document><Pmt><Cdtr>{party}</Cdtr></Pmt></Document>".encode()))
    assert "name: Ann Holt" in passage.text and "PstlAdr.street: Elm Street" in passage.text


def test_attributes_that_name_their_values_give_them_their_names() -> None:
    pairs = [{"Name": "given_name", "Value": "Ann"}, {"Name": "family_name", "Value": "Holt"}]
    users = [{"Username": "a1", "Attributes": pairs}, {"Username": "b2", "Attributes": pairs}]
    lines = passages(pieces({"Users": users}))[0].text.splitlines()
    assert {"given_name: Ann", "family_name: Holt"} <= set(lines)


def test_values_that_lists_name_are_columns_of_their_names() -> None:
    people = [("Fatima", "Dikko"), ("Damilola", "Yusuf")]
    found = [
        {
            "unit": "d1",
            "attributes": [
                {"displayName": "First name", "type": "TEXT", "value": first},
                {"displayName": "Surname", "type": "TEXT", "value": last},
            ],
        }
        for first, last in people
    ]
    (table,) = [piece for piece in pieces(found) if isinstance(piece, Table)]
    named = [table.header.index(f"$.attributes{name}") for name in ("['First name']", ".Surname")]
    assert [tuple(row[at] for at in named) for row in table.rows] == people
    goods = [{"parts": [{"name": "bolt", "value": "M6"}, {"name": "nut", "value": "M8"}]} for _ in range(2)]
    assert not [piece for piece in pieces(goods) if isinstance(piece, Table)]


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ({"values": [{"text": "274638186"}]}, True),
        ({"values": ["274638186"]}, True),
        ({"value": {"text": "274638186"}}, True),
        ({"answers": [{"value": "274638186"}]}, True),
        ({"values": [{"straat": "274638186"}]}, False),
        ({"stages": [{"text": "274638186"}]}, False),
    ],
)
def test_a_value_in_a_list_of_values_is_called_as_its_element_says(value: dict, named: bool) -> None:
    elements = [{"kind": "line", "name": "BSN", **value}, {"kind": "line", "name": "Note", "value": "x"}]
    found = pieces({"people": [{"id": 1, "fields": elements}, {"id": 2, "fields": elements}]})
    assert ("BSN: 274638186" in passages(found)[0].text) == named


def test_degrees_of_google_s_places_are_degrees() -> None:
    data = b'{"place": {"latitudeE7": 377749295, "longitudeE7": -1224194155, "accuracy": 20}}'
    (piece,) = [one for one in read("a.json", data) if isinstance(one, Passage)]
    assert "latitude: 37.7749295\n" in piece.text
    assert "longitude: -122.4194155\n" in piece.text


@pytest.mark.parametrize("mark", ["&#4;", "&#x4;", "&#X0B;", "&#0004;", "\x04"])
def test_control_characters_in_xml_are_no_end_of_it(mark: str) -> None:
    ledgers = "".join(f"<LEDGER><NAME>{name}</NAME><GST>{mark} No</GST></LEDGER>" for name in ("Ann", "Bob"))
    found = read("a.xml", f"<E>{ledgers}<LAST>Lee&#10;{'x' * 70_000}&#4;</LAST></E>".encode())
    assert not any(isinstance(piece, Gap) for piece in found)
    (table,) = [piece for piece in found if isinstance(piece, Table)]
    assert table.rows == (("Ann", "No"), ("Bob", "No"))


def test_a_document_of_json_in_an_element_of_xml_is_opened_and_its_value_named_by_its_type() -> None:
    contacts = ('{"value": "8 (3462) 22-14-86", "type": "Телефон"}', '{"value": "Bond St 1", "type": "home"}')
    rows = "".join(f"<row><kind>k</kind><data>{text}</data></row>" for text in contacts)
    people = "".join(f"<person><name>P{at}</name>{rows}</person>" for at in range(2))
    text = "\n".join(piece.text for piece in passages(read("a.xml", f"<a>{people}</a>".encode())))
    assert "Телефон: 8 (3462) 22-14-86" in text
    assert "home: Bond" not in text and "value: Bond St 1" in text


def test_a_text_of_xml_in_braces_that_is_no_json_stays_as_it_is() -> None:
    (passage,) = passages(read("a.xml", b"<a><n>{Ann Lee}</n><m>1</m></a>"))
    assert "n: {Ann Lee}" in passage.text


def test_abbreviated_pairs_are_columns_and_parts_by_name_are_none() -> None:
    means = [{"t": "CLABE", "v": "0125"}, {"t": "TDD", "v": "4152"}]
    (table,) = [piece for piece in pieces([{"id": 1, "m": means}] * 2) if isinstance(piece, Table)]
    assert {"$.m.CLABE", "$.m.TDD"} <= set(table.header)
    moments = [{"m": [{"t": 1709, "v": 2}, {"t": 1710, "v": 3}]}] * 2
    assert not [piece for piece in pieces(moments) if isinstance(piece, Table)]


def test_a_list_of_pairs_alone_is_one_record() -> None:
    (passage,) = passages(pieces([{"k": "fn", "v": "Ann"}, {"k": "sn", "v": "Holt"}]))
    assert {"fn: Ann", "sn: Holt"} <= set(passage.text.splitlines())


def test_a_list_of_people_with_keys_is_a_table_of_them() -> None:
    people = [
        {"key": key, "displayName": f"{key} Holt", "emails": [{"value": f"{key}@x.example"}]}
        for key in ("maria", "otto", "jan")
    ]
    (table,) = (piece for piece in pieces(people) if isinstance(piece, Table))
    assert len(table.rows) == 3


def test_pairs_whose_names_are_words_for_what_is_known_of_people_are_one_record() -> None:
    pairs = [{"key": "First name", "value": {"text": "Ann"}}, {"key": "Last name", "value": {"text": "Holt"}}]
    (passage,) = passages(pieces(pairs))
    assert {"First name: Ann", "Last name: Holt"} <= set(passage.text.splitlines())


def test_the_lists_of_a_document_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Counter[str]()

    def count(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        calls["shape"] += 1
        return shape_of(path)

    monkeypatch.setattr("pii_sweep.extract.records.tree._shape", count)
    lists = {f"k{at}": [{"a": 1}, {"a": 2}] for at in range(300)}
    pieces(lists)
    assert calls["shape"] < 10 * 2 * len(lists)


def test_a_value_of_a_pair_may_hold_several_leaves() -> None:
    pairs = [{"k": "sn", "v": "SN-128"}, {"k": "born", "v": "2021"}, {"k": "rd", "v": {"lvl": 1, "bat": 7}}]
    assert len(passages(pieces(pairs))) == 1


def test_the_only_attribute_of_an_element_may_be_its_value() -> None:
    (passage,) = passages(read("a.xml", b'<o><town V="Oslo"/><zip value="0182"/><way V="x" kind="y"/></o>'))
    assert passage.text == "o.town: Oslo\no.zip: 0182\no.way.@V: x\no.way.@kind: y"


def test_elements_that_nemsis_numbers_are_called_by_what_they_are() -> None:
    reports = "".join(
        f"<Report><ePatient><ePatient.02>{last}</ePatient.02><ePatient.06>1292594</ePatient.06>"
        f"<ePatient.12>{ssn}</ePatient.12></ePatient><eNote.02>{last}</eNote.02></Report>"
        for last, ssn in (("Halloran", "512348876"), ("Vega", "467212235"))
    )
    pieces = read("ems.xml", f"<Reports>{reports}</Reports>".encode())
    table = next(piece for piece in pieces if isinstance(piece, Table))
    assert [name.rpartition("/")[2] for name in table.header] == [
        "last name",
        "ePatient.06",
        "ssn",
        "eNote.02",
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Jos&eacute;&nbsp;V&aacute;squez &amp; Anna", "José Vásquez & Anna"),
        ("Tel.&#160;415&#xA0;555", "Tel. 415 555"),
        ("one\\nTel. 415", "one\nTel. 415"),
        (r"C:\new\table", r"C:\new\table"),
        ("a=1&copy=2", "a=1&copy=2"),
    ],
)
def test_a_value_of_a_record_is_read_without_references_and_escapes_of_text(written: str, meant: str) -> None:
    assert [one.text for one in passages(pieces({"note": written}))] == [f"note: {meant}"]
