"""Elements of XML that name their values become columns, and names that are data stay data."""

from __future__ import annotations

import plistlib

import pytest

from pii_sweep.types import Passage, Table
from tests.extract.message.test_segment import read

PEOPLE = (("Zoltan", "Quimby", "12 Elm Street"), ("Maria", "Holt", "9 Oak Avenue"))
FIELDS = ("first_name", "last_name", "address")
FORMS = {
    "attribute": '<field name="{0}">{1}</field>',
    "text inside": '<item name="{0}"><text>{1}</text></item>',
    "key and value": "<property><key>{0}</key><value>{1}</value></property>",
}


def tables(text: str) -> list[Table]:
    """Return the tables of a file of XML."""
    return [piece for piece in read("a.xml", text.encode()) if isinstance(piece, Table)]


@pytest.mark.parametrize("form", FORMS)
def test_values_are_columns_under_the_names_that_elements_give_them(form: str) -> None:
    rows = ("".join(map(FORMS[form].format, FIELDS, person)) for person in PEOPLE)
    (table,) = tables(f"<dump>{''.join(f'<row>{row}</row>' for row in rows)}</dump>")
    assert table.header == tuple(f"/{name}" for name in FIELDS)
    assert [tuple(row) for row in table.rows] == list(PEOPLE)


def test_a_property_list_is_read_by_its_keys_at_any_depth() -> None:
    people = [dict(zip(FIELDS, person, strict=True)) for person in PEOPLE]
    (table,) = tables(plistlib.dumps({"team": {"people": people}}).decode())
    assert table.header == tuple(f"/{name}" for name in sorted(FIELDS))
    assert {cell for row in table.rows for cell in row} == {cell for person in PEOPLE for cell in person}


def test_a_name_that_is_data_stays_in_the_text() -> None:
    pieces = read("a.xml", b'<team><member name="Quimby"><text>a goal</text></member><x>1</x></team>')
    assert any("Quimby" in piece.text for piece in pieces if isinstance(piece, Passage))
    people = {"Zoltan Quimby": {"age": 41}, "Maria Holt": {"age": 39}}
    text = "\n".join(p.text for p in read("a", plistlib.dumps(people)) if isinstance(p, Passage))
    assert "Zoltan Quimby" in text and "Maria Holt" in text


@pytest.mark.parametrize("name", ["Name", "name"])
def test_fields_of_a_forms_numbered_rows_are_records(name: str) -> None:
    fields = "".join(
        f'<Field {name}="{field}_{number}">{value}</Field>'
        for number, person in enumerate(PEOPLE, 1)
        for field, value in zip(FIELDS, person, strict=True)
    )
    (table,) = tables(f'<Form><Fields><Field {name}="FormCode">SAM</Field>{fields}</Fields></Form>')
    assert {"/first_name", "/last_name", "/address"} <= {"/" + one.rsplit("/")[-1] for one in table.header}
    assert {cell for row in table.rows for cell in row} >= {cell for person in PEOPLE for cell in person}


def test_a_number_behind_one_field_alone_is_part_of_its_name() -> None:
    rows = "".join(f'<row><field name="first_name">{a}</field><field name="line_1">{b}</field>'
                   f'<field name="line_2">{c}</field></row>' for a, b, c in PEOPLE)  # fmt: skip
    (table,) = tables(f"<dump>{rows}</dump>")
    assert table.header == ("/first_name", "/line_1", "/line_2")


def test_an_attribute_that_says_whose_a_value_is_stands_before_its_name() -> None:
    form = '<Pole Typ="Adresat" Nazwa="{0}">{1}</Pole>'
    rows = ("".join(map(form.format, FIELDS, person)) for person in PEOPLE)
    (table,) = tables(f"<dump>{''.join(f'<row>{row}</row>' for row in rows)}</dump>")
    assert table.header == tuple(f"/Adresat/{name}" for name in FIELDS)
    assert [tuple(row) for row in table.rows] == list(PEOPLE)


@pytest.mark.parametrize("kind", ["string", "xs:string", "varchar", "nvarchar2"])
def test_an_attribute_that_says_how_a_value_is_written_is_no_step_of_its_name(kind: str) -> None:
    form = f'<field type="{kind}" name="{{0}}">{{1}}</field>'
    rows = "".join(f"<row>{''.join(map(form.format, FIELDS, person))}</row>" for person in PEOPLE)
    pieces = read("a.xml", f"<dump>{rows}</dump>".encode())
    headers = [name for piece in pieces if isinstance(piece, Table) for name in piece.header]
    assert not any(f"/{kind}/" in name for name in headers)


def test_a_setting_about_a_person_is_called_by_its_name() -> None:
    text = "<job><parameters><string><name>TEST_SSN</name><defaultValue>536228714</defaultValue></string>"
    found = read("a.xml", f"{text}</parameters></job>".encode())
    assert any("TEST_SSN: 536228714" in piece.text for piece in found if isinstance(piece, Passage))


@pytest.mark.parametrize("name", ["zoltan.quimby", "Zoltan Quimby", "Holt", "MAX_HEAP"])
def test_a_name_next_to_a_text_stays_in_the_text(name: str) -> None:
    messages = f"<m><name>{name}</name><text>The bolts came.</text></m>" * 2
    found = "\n".join(
        piece.text if isinstance(piece, Passage) else "\n".join(map(str, piece.rows))
        for piece in read("a.xml", f"<log>{messages}</log>".encode())
        if isinstance(piece, Passage | Table)
    )
    assert found.count(name) == 2


REGISTERS = {
    "2.16.840.1.113883.4.1": "ssn", "2.16.840.1.113883.4.3.6": "driver license number",
    "2.16.840.1.113883.4.6": "@extension", "2.16.840.1.113883.19.5": "@extension",
}  # fmt: skip


@pytest.mark.parametrize("root", REGISTERS)
@pytest.mark.parametrize(
    "form", ['<id extension="536228714" root="{0}"/>', '<id root="{0}" extension="536228714"/>']
)
def test_a_number_is_called_by_the_register_that_its_oid_names(form: str, root: str) -> None:
    text = f"<a><patientRole>{form.format(root)}</patientRole></a>"
    found = "\n".join(piece.text for piece in read("a.xml", text.encode()) if isinstance(piece, Passage))
    assert f"id.{REGISTERS[root]}: 536228714" in found
