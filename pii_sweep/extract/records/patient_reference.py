"""FHIR resources: each one of a bundle is a record, and the id of a patient is called a patient's.

Other resources refer to the patient by it: `"subject": {"reference": "Patient/p1"}` (HL7 FHIR R4, 2.3.0).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]

_TYPE, _PATIENT = "resourceType", "Patient"


def holds_resources(leaves: Iterable[Leaf]) -> bool:
    """Indicate whether some leaves are of FHIR resources."""
    return any(path and path[-1] == _TYPE for path, _ in leaves)


def find_bundles(paths: Iterable[Path]) -> set[Path]:
    """Return the lists of bundles, each element of which holds one resource: each is a record."""
    return {path[:-3] for path in paths if path[-2:] == ("resource", _TYPE) and len(path) > 2}


def name_patients(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return a record's leaves, the ids of patients and their URLs in a bundle as those of `patient`."""
    patients = {path[:-1] for path, value in leaves if path and path[-1] == _TYPE and value == _PATIENT}
    named = {(*own, "id"): (*own, "patient", "id") for own in patients}
    named |= {
        (*own[:-1], "fullUrl"): (*own[:-1], "patient", "reference")
        for own in patients
        if own[-1:] == ("resource",)
    }
    return [(named.get(path, path), value) for path, value in leaves]
