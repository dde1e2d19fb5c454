"""FHIR resources: each one of a bundle is a record, and the id of a patient is called a patient's.

Other resources refer to the patient by it: `"subject": {"reference": "Patient/p1"}` (HL7 FHIR R4, 2.3.0).
A number whose type has a code, or whose register an OID, is called by what that stands for:
`identifier[0].type.coding[0].code`, `identifier[0].system`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pii_sweep.extract.records import identifier_type

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]

_TYPE, _PATIENT = "resourceType", "Patient"
# What somebody is called whom a resource is of.
_PEOPLE = {
    _PATIENT: "patient", "Person": "person", "RelatedPerson": "related person",
    "Practitioner": "practitioner",
}  # fmt: skip
_IDENTIFIER, _CODING, _CODE = "identifier", ("type", "coding"), "code"


def holds_resources(leaves: Iterable[Leaf]) -> bool:
    """Indicate whether some leaves are of FHIR resources."""
    return any(path and path[-1] == _TYPE for path, _ in leaves)


def find_bundles(paths: Iterable[Path]) -> set[Path]:
    """Return the lists of bundles, each element of which holds one resource: each is a record."""
    return {path[:-3] for path in paths if path[-2:] == ("resource", _TYPE) and len(path) > 2}


def name_patients(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return leaves: ids of patients and their URLs as those of `patient`, types of numbers in words."""
    patients = {path[:-1] for path, value in leaves if path and path[-1] == _TYPE and value == _PATIENT}
    named = {(*own, "id"): (*own, "patient", "id") for own in patients}
    named |= {
        (*own[:-1], "fullUrl"): (*own[:-1], "patient", "reference")
        for own in patients
        if own[-1:] == ("resource",)
    }
    people = {
        path[:-1]: _PEOPLE[value] for path, value in leaves if path[-1:] == (_TYPE,) and value in _PEOPLE
    }
    named |= {
        path: (*path[:-1], _name_whole(people[own], path[len(own) :]))
        for path, _ in leaves
        for own in people.keys() & {path[:size] for size in range(len(path) - 1)}
        if path[-1] == "text" and "name" in path[len(own) :]
    }
    return [_name_type(named.get(path, path), value) for path, value in leaves]


def _name_whole(person: str, path: Path) -> str:
    """Return what the whole text of a name in a resource is called: as the person, or whom to contact."""
    return "contact person name" if path[0] == "contact" else f"{person} name"


def _name_type(path: Path, value: str) -> Leaf:
    """Return the code of an identifier's type or register as the name of its number, others as they are."""
    if path[-1:] == ("system",) and path[-3:-2] == (_IDENTIFIER,):
        register = identifier_type.find_register(value)
        return path, f"{value}/{register}" if register else value
    if path[-1:] == (_CODE,) and path[-4:-2] == _CODING and path[-6:-5] == (_IDENTIFIER,):
        word = identifier_type.find_word(value)
        return ((*path[:-1], "displayName"), word) if word else (path, value)
    return path, value
