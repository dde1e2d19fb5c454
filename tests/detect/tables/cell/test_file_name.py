"""Keys of objects and names of places are text: what they hold is found."""

from __future__ import annotations

import io

import pytest

from pii_sweep.config import Settings
from pii_sweep.link import seal
from pii_sweep.read import examine
from pii_sweep.types import Blob, Detection, ObjectRef, Where


def _found(key: str, body: bytes = b"ok\n") -> list[Detection]:
    blob = Blob(Where(ObjectRef("b", key, size=len(body))), lambda: io.BytesIO(body), len(body))
    return [item[0] for item in examine(blob, Settings(), bytes(32)) if isinstance(item, tuple)]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "exports/Maria_Gonzalez_SSN_219-09-9998.txt",
            {("PERSON", "Maria_Gonzalez"), ("US_SSN", "219-09-9998")},
        ),
        ("scans/jane.doe@example.com.pdf", {("EMAIL_ADDRESS", "jane.doe@example.com")}),
        ("customers/jane.doe@example.com/photo.txt", {("EMAIL_ADDRESS", "jane.doe@example.com")}),
        ("mail/john.smith@acme.com/inbox.txt", {("EMAIL_ADDRESS", "john.smith@acme.com")}),
        ("customer_name=Imogen Hartnell/part-0.txt", {("PERSON", "Imogen Hartnell")}),
        ("tax/W2_2021_Imogen_Hartnell.txt", {("PERSON", "Imogen_Hartnell")}),
        ("passports/passport_thandiwe_mokoena.jpg", {("PERSON", "thandiwe_mokoena")}),
        ("hr/Lohnabrechnung Petra Vogelsang 2023-04.txt", {("PERSON", "Petra Vogelsang")}),
        ("calls/+14155550134_20210312.txt", {("PHONE_NUMBER", "+14155550134")}),
    ],
)
def test_an_object_s_own_key_is_examined(key: str, expected: set[tuple[str, str]]) -> None:
    assert {(item.entity, item.value) for item in _found(key)} == expected


def test_what_a_key_holds_is_found_where_the_body_is_not_read() -> None:
    assert [item.entity for item in _found("mail/jane.doe@example.com.pdf", b"%PDF-1.4 broken")] == [
        "EMAIL_ADDRESS"
    ]


@pytest.mark.parametrize(
    "key",
    [
        "backups/db-20210314-155501.sql",
        "jackson/lincoln.txt",
        "reports/Austin Energy - Ruby Gems.txt",
        "src/components/jasmine spec.txt",
        "data/part-00000-3f2504e0-4f89-11d3-9a0c-0305e82c3301-c000.txt",
        "usr/share/postgresql/15/extension/intarray--1.4--1.5.txt",
        "lib/python3.11/site-packages/jinja2/parser.txt",
    ],
)
def test_ordinary_keys_hold_no_personal_data(key: str) -> None:
    assert _found(key) == []


def test_a_finding_in_a_key_is_another_one_than_the_same_in_the_text() -> None:
    key = "jane.doe@example.com.txt"
    ids = {seal.seal(item, None, bytes(32)).finding_id for item in _found(key, b"jane.doe@example.com\n")}
    assert len(ids) == 2


@pytest.mark.parametrize(
    "key", ["Morgan Stanley.txt", "Carolina Panthers.txt", "charlotte-austin/a.txt", "Virginia Beach.txt"]
)
def test_firms_teams_and_places_in_keys_are_no_people(key: str) -> None:
    assert not [item for item in _found(key) if item.entity == "PERSON"]


@pytest.mark.parametrize("key", ["Diane Lane.txt", "Austin Green.txt", "Virginia Woods.txt"])
def test_people_called_like_places_and_roads_stay_people(key: str) -> None:
    assert [item for item in _found(key) if item.entity == "PERSON"]
