"""No allowance changes without the change being seen and meant."""

from __future__ import annotations

from tests.held import moved
from tests.plan import drawn_allowances


def test_allowances_under_drawn_budgets_are_those_that_are_held() -> None:
    changed = moved(drawn_allowances.__file__, drawn_allowances.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
