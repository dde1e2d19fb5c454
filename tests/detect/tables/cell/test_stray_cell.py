"""Whoever a letter is in the care of stands on the first line of an address, in the column of streets."""

from __future__ import annotations

import pytest

HEADER = ("Owner", "Address", "City", "Zip")
ROWS = (
    ("LINDQVIST MARIA J", "9 QUARRY LN", "RENO", "89501"),
    ("HOLLOWAY PETER", "7 PINE ST", "SPARKS", "89431"),
    ("GARCIA JUAN", "12 OAK AVE", "RENO", "89502"),
    ("BROWN JAMES E", "88 HILL RD", "RENO", "89503"),
)


@pytest.mark.parametrize("mark", ["% ", "C/O ", "Attn: "])
def test_whoever_takes_care_of_letters_is_a_person(columns, mark: str) -> None:
    found = columns(HEADER, *ROWS, ("SCHMIDT HANS", f"{mark}SUSAN WALKER", "SPARKS", "89434"))
    assert found["PERSON@Address"] == ["SUSAN WALKER"]


def test_a_street_that_is_called_after_somebody_stays_a_street(columns) -> None:
    found = columns(HEADER, *ROWS, ("SCHMIDT HANS", "31 SUSAN WALKER ST", "SPARKS", "89434"))
    assert "PERSON@Address" not in found
