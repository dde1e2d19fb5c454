from __future__ import annotations

from dataclasses import replace

import pytest

from pii_sweep.detect.link import link
from pii_sweep.types import Detection, Gap, Note, ObjectRef, Passage, Subject, Table

KEY = b"a key for tests"
LETTER = (
    "ACME Prints Inc\n500 Market Street\nSan Francisco, CA 94105\n\nSHIP TO:\nJane Doe\n12 Oak Street\n"
    "Portland, OR 97201\n\njane.doe@example.com\nOrder total: $43.20\n"
)


def linked(detector, pieces) -> tuple[list[tuple[Detection, str | None]], list[Subject]]:
    items = list(link(detector.examine(pieces), KEY))
    return [i for i in items if isinstance(i, tuple)], [i for i in items if isinstance(i, Subject)]


def test_name_address_and_order_value_of_a_letter_form_one_subject(detector, place) -> None:
    pairs, subjects = linked(detector, [Passage(LETTER, replace(place, page=1), (), "page")])
    assert len(subjects) == 1
    assert subjects[0].entities >= {"PERSON", "STREET_ADDRESS", "ORDER_VALUE", "EMAIL_ADDRESS"}
    assert (subjects[0].state, subjects[0].zip3, subjects[0].residency) == ("OR", "972", "unknown")
    theirs = {detection.value for detection, subject in pairs if subject == subjects[0].subject_id}
    assert "12 Oak Street\nPortland, OR 97201" in theirs


def test_the_merchant_of_a_letterhead_is_never_the_subject(detector, place) -> None:
    pairs, _ = linked(detector, [Passage(LETTER, replace(place, page=1), (), "page")])
    merchant = next(d for d, _ in pairs if d.value.startswith("500 Market"))
    assert merchant.role == "merchant"
    assert [subject for detection, subject in pairs if detection is merchant] == [None]


def test_each_row_is_a_record_and_the_same_person_has_the_same_id(detector, place) -> None:
    header = ("name", "email", "street", "zip", "total")
    row = ("Jane Doe", "j@example.com", "12 Oak St", "97201", "$5.00")
    other = ("John Roe", "r@example.com", "99 Elm Ave", "93650", "$6.00")
    _, subjects = linked(detector, [Table(place, header, (row, other, row))])
    assert [subject.subject_id == subjects[0].subject_id for subject in subjects] == [True, False, True]


def test_a_person_is_the_same_across_objects_by_name_street_and_zip(detector, place) -> None:
    elsewhere = replace(place, ref=ObjectRef("bucket", "other.csv"))
    _, first = linked(
        detector, [Passage("SHIP TO:\nJANE DOE\n12 OAK ST\nPORTLAND, OR 97201-4321\n", place, (), "label")]
    )
    table = Table(elsewhere, ("name", "street", "zip"), (("Jane Doe", "12 Oak St.", "97201"),))
    _, second = linked(detector, [table])
    assert first[0].subject_id == second[0].subject_id


@pytest.mark.parametrize(
    ("state", "zip_code", "residency", "located"),
    [
        ("CA", "93650", "strong", True),
        ("CA", "", "medium", True),
        ("", "93650", "medium", True),
        ("CA", "97201", "conflict", True),
        ("OR", "93650", "conflict", True),
        ("OR", "97201", "unknown", True),
        ("", "", "unknown", False),
    ],
)
def test_residency_follows_the_evidence(
    place, state: str, zip_code: str, residency: str, located: bool
) -> None:
    parts = {"street": "12 Oak St", "state": state, "zip": zip_code}
    name = Detection("PERSON", "Jane Doe", place, 0.9, 0, 8, "x", record="row 1")
    home = Detection("STREET_ADDRESS", "12 Oak St", place, 0.9, 9, 18, "x", parts=parts, record="row 1")
    subject = next(item for item in link([name, home], KEY) if isinstance(item, Subject))
    assert (subject.residency, subject.located) == (residency, located)


def test_a_californian_area_code_alone_is_weak_evidence(place) -> None:
    name = Detection("PERSON", "Jane Doe", place, 0.9, 0, 8, "x")
    phone = Detection("PHONE_NUMBER", "(415) 555-0123", place, 0.9, 9, 23, "x")
    subject = next(item for item in link([name, phone], KEY) if isinstance(item, Subject))
    assert subject.residency == "weak"


def test_a_german_postcode_is_no_californian_zip(detector, place) -> None:
    _, subjects = linked(
        detector, [Passage("An:\nErika Mustermann\nHauptstraße 12\n90402 Nürnberg\n", place)]
    )
    assert [subject.residency for subject in subjects] == ["unknown"]


def test_gaps_and_notes_pass_through_in_their_place(place) -> None:
    gap, note = Gap(place, "ENCRYPTED_DOCUMENT"), Note(place, "pages", 3)
    assert list(link([gap, note], KEY)) == [gap, note]


def test_a_position_is_californian_with_the_longitude_first_too(place) -> None:
    name = Detection("PERSON", "Jane Doe", place, 0.9, 0, 8, "x")
    for value, residency in (
        ("38.58, -121.49", "weak"),
        ("-121.49, 38.58", "weak"),
        ("-73.9, 40.7", "unknown"),
    ):
        point = Detection("GEO_COORDINATES", value, place, 0.9, 9, 23, "x")
        subject = next(item for item in link([name, point], KEY) if isinstance(item, Subject))
        assert subject.residency == residency
