"""No weight, pattern or list of the detector changes without the change being seen and meant."""

from __future__ import annotations

import pytest

from tests.detect import held
from tests.held import moved


@pytest.mark.slow
def test_findings_and_weights_are_those_that_are_held() -> None:
    changed = moved(held.__file__, held.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
