"""No decision on a column or a text changes without the change being seen and meant."""

from __future__ import annotations

from tests.detect import drawn_tables
from tests.held import moved


def test_findings_of_drawn_tables_and_texts_are_those_that_are_held() -> None:
    changed = moved(drawn_tables.__file__, drawn_tables.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
