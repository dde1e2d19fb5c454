"""A cell of CSV that a spreadsheet would run as a formula is text."""

from __future__ import annotations

import pytest

from pii_sweep.export.formats import _cell


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_begins_as_a_formula_gets_an_apostrophe(sign: str) -> None:
    assert _cell(f"{sign}1+1") == f"'{sign}1+1"
    assert (_cell(-1.5), _cell("1-1"), _cell([1, 2])) == (-1.5, "1-1", "1 2")
