"""No code or status of a store's replies becomes another error without the change being seen and meant."""

from __future__ import annotations

from tests.held import moved
from tests.store import drawn_faults


def test_errors_of_a_store_become_what_is_held() -> None:
    changed = moved(drawn_faults.__file__, drawn_faults.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
