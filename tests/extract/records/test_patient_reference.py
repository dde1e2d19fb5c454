"""Ids of patients in FHIR resources, and bundles whose entries are records."""

from __future__ import annotations

import pytest

from pii_sweep.extract.records.patient_reference import find_bundles, holds_resources, name_patients

RESOURCE = ("entry", 1, "resource")
PATIENT = [((*RESOURCE, "resourceType"), "Patient"), ((*RESOURCE, "id"), "p1")]


def test_the_id_of_a_patient_is_called_a_patients() -> None:
    url = (("entry", 1, "fullUrl"), "urn:uuid:7")
    inner = ((*RESOURCE, "identifier", 1, "id"), "9")
    named = name_patients([url, *PATIENT, inner])
    assert named == [
        (("entry", 1, "patient", "reference"), "urn:uuid:7"),
        PATIENT[0],
        ((*RESOURCE, "patient", "id"), "p1"),
        inner,
    ]


@pytest.mark.parametrize("kind", ["Practitioner", "Condition", "patient"])
def test_the_id_of_another_resource_stays_as_it_is(kind: str) -> None:
    leaves = [(("resourceType",), kind), (("id",), "7")]
    assert name_patients(leaves) == leaves


def test_the_entries_of_a_bundle_are_records() -> None:
    assert find_bundles(path for path, _ in PATIENT) == {("entry",)}
    assert not find_bundles([("resource", "resourceType"), ("resourceType",), ("id",)])
    assert holds_resources(PATIENT) and not holds_resources([((), "x"), (("id",), "7")])


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("MR", "mrn"),
        ("NNxxx", "national id"),
        ("NNTWN", "national id"),
        ("PPN", "passport number"),
    ],
)
def test_the_coded_type_of_a_number_is_its_label(code: str, word: str) -> None:
    own = (*RESOURCE, "identifier", 2, "type", "coding", 1)
    assert name_patients([((*own, "code"), code)]) == [((*own, "displayName"), word)]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ((*RESOURCE, "identifier", 1, "type", "coding", 1, "code"), "PLAC"),
        ((*RESOURCE, "identifier", 1, "type", "coding", 1, "code"), "NN"),
        ((*RESOURCE, "type", 1, "coding", 1, "code"), "MR"),
        ((*RESOURCE, "code", "coding", 1, "code"), "MR"),
    ],
)
def test_other_codes_stay_as_they_are(path: tuple[str | int, ...], code: str) -> None:
    assert name_patients([(path, code)]) == [(path, code)]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("Patient", "patient name"),
        ("Practitioner", "practitioner name"),
        ("RelatedPerson", "related person name"),
        ("Person", "person name"),
    ],
)
def test_the_whole_name_in_a_persons_resource_is_called_a_persons(kind: str, name: str) -> None:
    resource, text = (("resourceType",), kind), ("name", 1, "text")
    relative = ("contact", 1, "name", "text")
    named = name_patients([resource, (text, "A B"), (relative, "C D")])
    assert named[1:] == [
        (("name", 1, name), "A B"),
        (("contact", 1, "name", "contact person name"), "C D"),
    ]


@pytest.mark.parametrize(
    ("kind", "path"),
    [("Organization", ("name", 1, "text")), ("Patient", ("text",)), ("Patient", ("address", 1, "text"))],
)
def test_another_text_of_a_resource_stays_as_it_is(kind: str, path: tuple[str | int, ...]) -> None:
    assert name_patients([(("resourceType",), kind), (path, "A B")])[1] == (path, "A B")


@pytest.mark.parametrize(("oid", "word"), [("2.16.840.1.113883.4.1", "/ssn"), ("2.16.840.1.113883.4.6", "")])
def test_the_register_of_a_number_is_its_label(oid: str, word: str) -> None:
    leaf = (("identifier", 1, "system"), f"urn:oid:{oid}")
    assert name_patients([leaf]) == [(leaf[0], leaf[1] + word)]
