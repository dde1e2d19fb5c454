"""No term, weight, bound or sentence of a rating changes without the change being seen and meant."""

from __future__ import annotations

from tests.held import moved
from tests.risk import drawn_ratings


def test_ratings_of_drawn_buckets_are_those_that_are_held() -> None:
    changed = moved(drawn_ratings.__file__, drawn_ratings.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
