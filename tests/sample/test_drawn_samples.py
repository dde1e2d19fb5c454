"""No interval, weight, price or bound of the sampling changes without the change being seen and meant."""

from __future__ import annotations

from tests.held import moved
from tests.sample import drawn_samples


def test_figures_of_drawn_buckets_are_those_that_are_held() -> None:
    changed = moved(drawn_samples.__file__, drawn_samples.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
