"""Parameters of database statements in logs have the statement's columns as their headers."""

from __future__ import annotations

import pytest

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.tables.record.statement_parameter import find_records
from pii_sweep.types import Detection, ObjectRef, Passage, Where

INSERT = "INSERT INTO applicant (first_name, last_name, ssn, city) VALUES "
ROW = {"first_name": "Odile", "last_name": "Marchbank", "ssn": "417362290", "city": "Boise"}
FORMS = {
    "tuple": f"INFO {INSERT}(?, ?, ?, ?)\nINFO [cached] ('Odile', 'Marchbank', '417362290', 'Boise')",
    "dict": f"{INSERT}(:a, :b, :c, :d)\n[parameters: {{'first_name': 'Odile', 'last_name': 'Marchbank', "
    "'ssn': '417362290', 'city': 'Boise'}]",
    "django": f"{INSERT}(%s, %s, %s, %s); params=('Odile', 'Marchbank', '417362290', 'Boise')",
    "literal": f"{INSERT}('Odile', 'Marchbank', '417362290', 'Boise')",
    "hibernate": f"{INSERT}(?, ?, ?, ?)\n"
    + "".join(
        f"TRACE binding parameter [{at}] as [VARCHAR] - [{value}]\n"
        for at, value in enumerate(ROW.values(), 1)
    ),
    "newer": f"{INSERT}(?, ?, ?, ?)\n"
    + "".join(
        f"TRACE binding parameter ({at}:VARCHAR) <- [{value}]\n" for at, value in enumerate(ROW.values(), 1)
    ),
    "postgres": f"LOG: execute: {INSERT}($1, $2, $3, $4)\nDETAIL: parameters: "
    + ", ".join(f"${at} = '{value}'" for at, value in enumerate(ROW.values(), 1)),
    "mybatis": f"==> Preparing: {INSERT}(?, ?, ?, ?)\n==> Parameters: "
    + ", ".join(f"{value}(String)" for value in ROW.values()),
    "rails": "INSERT [[" + "], [".join(f'"{name}", "{value}"' for name, value in ROW.items()) + "]]",
    "update": "UPDATE applicant SET first_name=?, last_name=?, ssn=? WHERE city = ?\n"
    "('Odile', 'Marchbank', '417362290', 'Boise')",
}


@pytest.fixture(scope="module")
def detector() -> Detector:
    return detect.load(Settings())


def find(detector: Detector, text: str) -> list[tuple[str, str]]:
    passage = Passage(text, Where(ObjectRef("bucket", "a.log", size=len(text))))
    return [(one.entity, one.value) for one in detector.examine([passage]) if isinstance(one, Detection)]


@pytest.mark.parametrize("form", FORMS)
def test_parameters_are_named_by_the_columns_of_their_statement(form: str) -> None:
    (record,) = [one for one in find_records(FORMS[form]) if one]
    assert {name: value for name, value, _ in record} == ROW
    assert all(FORMS[form][start:].startswith(value) for _, value, start in record)


def test_the_number_and_the_name_of_parameters_are_found(detector: Detector) -> None:
    found = find(detector, FORMS["tuple"])
    assert ("US_SSN", "417362290") in found and ("PERSON", "Odile Marchbank") in found


def test_other_tuples_and_goods_are_no_people(detector: Detector) -> None:
    assert not [one for one in find_records(f"{INSERT}(?, ?, ?, ?)\n('Odile', '417362290')") if one]
    goods = "INSERT INTO part (name, sku, stock) VALUES (?, ?, ?)\n('Blue lamp', '417362290', '12')\n"
    assert not {entity for entity, _ in find(detector, goods * 3)} & {"PERSON", "US_SSN"}


def test_a_row_that_an_error_prints_is_a_persons_by_its_names_and_address(detector: Detector) -> None:
    row = "('Odile', 'Marchbank', date(1977, 3, 14), '417362290', '18 Alder Way', 'Boise', 'ID', '83702')"
    found = find(detector, f"ValueError: bad row: {row}\n")
    assert ("US_SSN", "417362290") in found and ("PERSON", "Odile Marchbank") in found
    assert not [one for one in find_records("ValueError: ('417362290', 'Boise', 'ID', '83702')") if one]


@pytest.mark.parametrize(
    ("names", "held"),
    [
        ("'Rosa', 'Diaz'", True),
        ("'Grace', 'Green'", True),
        ("'Wren', 'Ostrander'", True),
        ("'Harbor', 'Freight'", False),
        ("'Union', 'Station'", False),
        ("'Store', 'Open'", False),
        ("'Chase', 'Bank'", False),
    ],
)
def test_a_row_of_a_firm_or_a_place_with_an_address_is_no_persons(
    detector: Detector, names: str, held: bool
) -> None:
    found = find(detector, f"bad row: ({names}, '1200 Main Street', 'Austin', 'TX', '78701')\n")
    assert ("PERSON" in {entity for entity, _ in found}) is held


@pytest.mark.parametrize(
    ("statement", "held"),
    [
        (
            "INSERT INTO goods (name, city, price) VALUES (?, ?, ?) ('Victoria Sponge', 'Austin', 12)",
            False,
        ),
        ("UPDATE jobs SET name = %s, city = %s\n('Morgan Stanley', 'Austin')", False),
        ('SELECT id FROM warehouses WHERE name = ? AND city = ?\n["Jordan Lake", "Austin"]', False),
        ("INSERT INTO customer_segments (name, city) VALUES (?, ?) ('Jordan Lake', 'Austin')", False),
        ('INSERT INTO "products" [["name", "Victoria Sponge"], ["city", "Austin"]]', False),
        ("INSERT INTO app.customers (name, city) VALUES (%s, %s) ('Jordan Lake', 'Austin')", True),
        ("UPDATE tbl_user_accounts SET name = %s, city = %s\n('Jordan Lake', 'Austin')", True),
        ("INSERT INTO import_7 (name, email) VALUES (?, ?) ('Jordan Lake', 'jl@mail.example')", True),
        ("SELECT id, dob FROM intake WHERE name = ? AND city = ?\n('Jordan Lake', 'Austin')", True),
        ('INSERT INTO "users" [["name", "Jordan Lake"], ["city", "Austin"]]', True),
    ],
)
def test_a_bare_name_is_a_persons_where_the_statement_speaks_of_people(
    detector: Detector, statement: str, held: bool
) -> None:
    found = {entity for entity, _ in find(detector, f"DEBUG {statement}\n")}
    assert ("PERSON" in found) is held
