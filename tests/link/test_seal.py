from __future__ import annotations

import hmac
import pickle
from dataclasses import replace

import pytest

from pii_sweep.detect.tables.cell_detection import detection
from pii_sweep.link.quoted_place import mask_place
from pii_sweep.link.seal import digest, seal, seal_cells, seal_findings
from pii_sweep.types import Cells, Detection, Rows, Spot

KEY = b"a key for tests"


@pytest.mark.parametrize(
    ("entity", "value", "masked"),
    [
        ("PERSON", "Maria Gonzalez", "M████ G███████"),
        ("CREDIT_CARD", "4111 1111 1111 1234", "████ ████ ████ 1234"),
        ("US_SSN", "219-09-9999", "███████████"),
        ("US_DRIVER_LICENSE", "D1234567", "████████"),
        ("EMAIL_ADDRESS", "jane.doe@example.com", "j███@e███"),
        ("PHONE_NUMBER", "(415) 555-0123", "(███) ███-██23"),
        ("PASSWORD", "hunter2", "███████"),
        ("IDENTITY_DOCUMENT", "passport", "passport"),
        ("IDENTITY_DOCUMENT", "5412 9030", "█████████"),
    ],
)
def test_a_mask_shows_no_more_than_the_contract(place, entity: str, value: str, masked: str) -> None:
    assert seal(Detection(entity, value, place, 0.9, 0, len(value), "x"), None, KEY).masked == masked


def test_an_address_keeps_its_state_and_the_first_digits_of_its_zip(place) -> None:
    parts = {"street": "12 Oak St", "city": "Fresno", "state": "CA", "zip": "93650"}
    finding = seal(
        Detection("STREET_ADDRESS", "12 Oak St, Fresno, CA 93650", place, 0.9, 0, 27, "x", parts=parts),
        None,
        KEY,
    )
    assert "CA" in finding.masked
    assert "936" in finding.masked
    assert "650" not in finding.masked
    assert not any(word in finding.masked for word in ("12", "Oak", "Fresno"))


def test_equal_values_have_equal_digests_however_they_are_written(place) -> None:
    one = seal(Detection("PERSON", "JANE  DOE", place, 0.9, 0, 9, "x"), None, KEY)
    two = seal(Detection("PERSON", "Jane Doe", replace(place, line=7), 0.5, 3, 11, "x"), None, KEY)
    assert one.digest == two.digest
    assert len(one.digest) == 32
    assert one.finding_id != two.finding_id


def test_a_digest_depends_on_the_key_and_cannot_be_looked_up(place) -> None:
    detection = Detection("PERSON", "Jane Doe", place, 0.9, 0, 8, "x")
    assert seal(detection, None, KEY).digest != seal(detection, None, b"another").digest
    assert seal(detection, None, KEY) == seal(detection, None, KEY)


def test_a_finding_travels_and_what_holds_text_does_not(place) -> None:
    detection = Detection("PERSON", "Jane Doe", place, 0.9, 0, 8, "x")
    assert b"Jane" not in pickle.dumps(seal(detection, "subject", KEY))
    with pytest.raises(TypeError):
        pickle.dumps(detection)
    rows = Rows(place, 1, (Cells("PERSON", ["Jane Doe"]),))
    with pytest.raises(TypeError):
        pickle.dumps(rows)
    assert "Jane" not in f"{detection!r} {rows!r} {rows.cells!r}"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("$.customer.name", "$.customer.name"),
        ("$.orders[3].total", "$.orders[3].total"),
        ("$['219-09-9998'].email", "$['███'].email"),
        ("$['zebulon@example.com'].ssn", "$['███'].ssn"),
        ("/root/person/Zebulon_Quixote", "/root/person/███"),
        ("/root/id-4111-1111", "/root/███"),
    ],
)
def test_a_place_holds_nothing_of_the_document(place, path: str, shown: str) -> None:
    where = replace(place, json_path=path, column_name="4155550123")
    finding = seal(Detection("PERSON", "Zebulon Quixote", where, 0.9, 0, 15, "x"), None, KEY)
    assert (finding.where.json_path, finding.where.column_name) == (shown, "███")


@pytest.mark.parametrize("key", [KEY, b"", b"k" * 64, b"k" * 65, b"longer than one block of the hash" * 3])
def test_a_digest_is_the_hmac_of_its_parts(key: bytes) -> None:
    assert digest(key, "PERSON", "ana") == hmac.digest(key, b"PERSON\0ana", "sha256").hex()[:32]


def test_equal_places_in_two_members_of_an_archive_are_two_findings(place) -> None:
    members = [replace(place, inside=(name,)) for name in ("a.txt", "b.txt")]
    found = seal_findings(
        [(Detection("PERSON", "Jane Doe", where, 0.9, 0, 8, "x"), None) for where in members], KEY
    )
    assert [one.finding_id for one in found] == [
        seal(Detection("PERSON", "Jane Doe", where, 0.9, 0, 8, "x"), None, KEY).finding_id
        for where in members
    ]
    assert found[0].finding_id != found[1].finding_id


def test_a_step_that_is_the_value_is_covered_where_no_other_word_stands_next_to_it(place) -> None:
    shown = mask_place(replace(place, json_path="$.Zebulon", column_name=None), "Zebulon Quixote")
    assert shown.json_path == "$.███"


@pytest.mark.parametrize("path", ["$.of.Zoltan Kaplan.mail", "/of/Zoltan Kaplan/mail"])
def test_each_step_of_a_path_is_looked_at_by_itself(place, path: str) -> None:
    masks = {"Zoltan Kaplan": "Z█████ K█████"}
    shown = mask_place(
        replace(place, json_path=path, column_name=None), "x", lambda text: masks.get(text, text)
    )
    assert shown.json_path == path.replace("Zoltan Kaplan", "Z█████ K█████")


def test_two_versions_of_an_object_with_the_same_bytes_are_two_findings(place) -> None:
    wheres = [replace(place, ref=replace(place.ref, version=version)) for version in ("v1", "v2")]
    one, two = (seal(Detection("PERSON", "Jane Doe", where, 0.9, 0, 8, "x"), None, KEY) for where in wheres)
    assert one.digest == two.digest
    assert one.finding_id != two.finding_id


@pytest.mark.parametrize("step", ["12-34", "7 11", "a@b", "x123"])
def test_a_step_of_a_path_that_is_like_a_number_or_a_mailbox_is_covered(place, step: str) -> None:
    shown = mask_place(replace(place, json_path=f"/of/{step}/mail", column_name=None), "x")
    assert shown.json_path == "/of/███/mail"


@pytest.mark.parametrize("header", ["name", "Zebulon", "$['Ana Berg'].name", None])
def test_the_cells_of_a_table_are_sealed_as_their_detections_are(place, header: str | None) -> None:
    streets = ["1 Elm St", "2 Elm St", "Łąkowa 5", "2 Elm St", "3 Street"]
    parts = {
        "street": streets,
        "state": ["CA", "", "CA", "NV", "CA"],
        "zip": ["93650", "", "9365", "89501", ""],
    }
    names = ["Ana Berg", "Zebulon Quixote", "ana  berg", "", "Name Žižek"]
    spots = {1: Spot(3, 18, 0.4, "Person", ("list:+",))}
    rows = Rows(
        replace(place, row=None, column=None, column_name=None, json_path=None, inside=("berg.csv",)),
        7,
        (
            Cells("PERSON", names, 2, header, 0.9, ("header:+",), "buyer", spots=spots),
            Cells("STREET_ADDRESS", streets, 3, "street", 0.8, parts=parts),
        ),
    )
    kept = [(at, one) for at in range(5) for one in range(2) if rows.cells[one].values[at]]
    subjects = [f"{at}" if one else None for at, one in kept]
    found = [
        (detection(rows, rows.cells[one], at), whose) for (at, one), whose in zip(kept, subjects, strict=True)
    ]
    assert seal_cells(rows, kept, subjects, KEY) == seal_findings(found, KEY)
