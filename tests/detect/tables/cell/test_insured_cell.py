"""Cells with a health insurer and its member's number."""

from __future__ import annotations

import pytest

ROWS = (
    ("Ruth Vance", "Summit Care SCX441820977"),
    ("Omar Diaz", "Blue Ridge Plan 4418 20977"),
    ("Eva Lindt", "none"),
)


@pytest.mark.parametrize(
    "header", ["Health insurance carrier and member ID", "Krankenkasse / Versichertennummer"]
)
def test_the_number_behind_an_insurer_is_its_members(columns, header: str) -> None:
    found = columns(("Parent name", header), *ROWS)
    numbers = [value for value in found[f"HEALTH_INSURANCE_NUMBER@{header}"] if value]
    assert numbers == ["SCX441820977", "4418 20977"]


@pytest.mark.parametrize("header", ["Car insurance carrier and policy number", "Health insurance carrier"])
def test_numbers_of_other_insurers_and_of_none_are_no_members(columns, header: str) -> None:
    assert not any(one.startswith("HEALTH_INSURANCE") for one in columns(("Parent name", header), *ROWS))
