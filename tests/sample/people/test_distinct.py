"""Different things are counted exactly, in memory that does not grow with them."""

from __future__ import annotations

import numpy as np
import pytest

from pii_sweep.sample.people.distinct import EXACT, PENDING, Distinct


def hashes(start: int, end: int) -> np.ndarray:
    """Return 64 well mixed bits of each number (SplitMix64)."""
    mixed = np.arange(start, end, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


@pytest.mark.parametrize("size", [1, 999, 40_000])
def test_different_values_are_counted_exactly_however_often_they_come(size: int) -> None:
    counted, count = Distinct(), PENDING + 7 if size > 1 else 500
    for _ in range(2):
        for at in range(0, count, size):
            counted.update(hashes(at, min(at + size, count)))
    assert counted.count() == count
    counted.update(hashes(count, count + 1).repeat(2))
    assert counted.count() == count + 1


@pytest.mark.parametrize("count", [EXACT + 50_000, 5 * EXACT])
def test_very_many_values_are_counted_within_one_in_a_hundred(count: int) -> None:
    counted = Distinct()
    for at in range(0, count, 1000):
        counted.update(hashes(at, at + 1000))
        counted.update(hashes(0, 100))
    assert counted.count() == pytest.approx(count, rel=0.01)
