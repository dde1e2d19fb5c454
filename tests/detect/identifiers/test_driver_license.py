"""Driver's licences of other countries behind their words."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers import driver_license


@pytest.mark.parametrize(("value", "found"), [("B072RRE2I55", True), ("12-03-2019", False)])
def test_a_date_behind_the_word_is_when_it_was_issued(value: str, found: bool) -> None:
    assert bool(list(driver_license.find(f"Führerschein: {value}"))) is found
