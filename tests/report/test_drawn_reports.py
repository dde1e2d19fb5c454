"""No figure, sentence, column or exported field of a report changes unless that is seen and meant."""

from __future__ import annotations

from tests.held import moved
from tests.report import drawn_reports


def test_reports_of_drawn_sweeps_are_those_that_are_held() -> None:
    changed = moved(drawn_reports.__file__, drawn_reports.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
