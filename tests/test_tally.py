"""What one object holds is added up exactly, in memory that does not grow with it."""

from __future__ import annotations

import pytest

from pii_sweep.tally import EXACT_DISTINCT, PENDING, Distinct


@pytest.mark.parametrize("size", [1, 999, 40_000])
def test_different_values_are_counted_exactly_however_often_they_come(size: int) -> None:
    counted = Distinct()
    values = [f"person {number}" for number in range(PENDING + 7)]
    for _ in range(2):
        for at in range(0, len(values), size) if size > 1 else range(0, 500):
            counted.update(values[at : at + size])
    assert counted.count() == (len(values) if size > 1 else 500)
    counted.update(["one more", "one more"])
    assert counted.count() == (len(values) if size > 1 else 500) + 1


def test_very_many_values_are_counted_within_two_in_a_hundred() -> None:
    counted = Distinct()
    count = EXACT_DISTINCT + 50_000
    for at in range(0, count, 1000):
        counted.update([f"person {number}" for number in range(at, at + 1000)])
        counted.update([f"person {number}" for number in range(100)])
    assert counted.count() == pytest.approx(count, rel=0.02)
