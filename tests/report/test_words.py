"""Figures as the pages write them."""

from __future__ import annotations

import math

import pytest

from pii_sweep.report import words


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (12, 34, "12 to 34"),
        (12, 12.4, "12"),
        (12, math.inf, "at least 12"),
        (0, math.inf, "no upper bound"),
    ],
)
def test_an_interval_without_an_upper_end_says_so(low: float, high: float, text: str) -> None:
    assert words.interval(low, high) == text
