"""Headers that say nothing, and what stands in brackets behind them."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables import dull_header


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Field 7 (passport)", "passport"),
        ("Veld 7 (paspoort)", "paspoort"),
        ("G01Q04[SQ001]", "G01Q04[SQ001]"),
        ("Street (home)", "Street (home)"),
    ],
)
def test_brackets_behind_a_header_that_says_nothing_name_its_column(header: str, meaning: str) -> None:
    assert dull_header.take_meaning(header) == meaning
