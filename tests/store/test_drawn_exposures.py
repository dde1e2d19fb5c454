"""No right, condition or step changes without the change being seen and meant."""

from __future__ import annotations

from tests.held import moved
from tests.store import drawn_exposures


def test_exposures_of_drawn_buckets_are_those_that_are_held() -> None:
    changed = moved(drawn_exposures.__file__, drawn_exposures.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
