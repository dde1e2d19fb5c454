"""Postal codes that are no ZIP say that somebody lives elsewhere."""

from __future__ import annotations

import pytest

from pii_sweep.link import residency
from pii_sweep.types import Cells


def _home(code: str, state: str = ""):
    cells = Cells("STREET_ADDRESS", ["14 Quarry Fold"], parts={"zip": [code], "state": [state]})
    (home,), _ = residency.evidence_of([cells])
    return home


@pytest.mark.parametrize(
    "code",
    ["LS6 1HA", "M5V 2T6", "1011 AB", "D02 X285", "95-060", "4000-123", "112 34", "560001", "150-0002"],
)
def test_a_postal_code_of_another_country_locates_somebody_outside_california(code: str) -> None:
    home = _home(code)
    assert (home.located, home.residency, home.state, home.zip3) == (True, "unknown", None, None)


@pytest.mark.parametrize(
    ("code", "state", "grade"),
    [
        ("95060", "CA", "strong"),
        ("95060-1234", "CA", "strong"),
        ("94110", "", "medium"),
        ("950600", "CA", "strong"),
    ],
)
def test_a_zip_of_california_is_evidence_for_it(code: str, state: str, grade: str) -> None:
    assert _home(code, state).residency == grade


@pytest.mark.parametrize("code", ["10115", ""])
def test_a_code_of_many_countries_says_nothing(code: str) -> None:
    assert _home(code).residency == "unknown"
