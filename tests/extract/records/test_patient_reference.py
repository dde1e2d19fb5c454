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
