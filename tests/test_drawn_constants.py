"""No limit, weight, price or default changes without the change being seen and meant."""

from __future__ import annotations

from tests import drawn_constants
from tests.held import moved


def test_constants_and_defaults_are_those_that_are_held() -> None:
    changed = moved(drawn_constants.__file__, drawn_constants.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
