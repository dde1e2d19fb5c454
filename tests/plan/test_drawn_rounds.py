"""No round, budget, end or second run of a sweep changes without the change being seen and meant."""

from __future__ import annotations

from tests.held import moved
from tests.plan import drawn_rounds


def test_drawn_sweeps_read_and_end_as_is_held() -> None:
    changed = moved(drawn_rounds.__file__, drawn_rounds.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
