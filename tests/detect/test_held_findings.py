"""No weight, pattern or list of the detector changes without the change being seen and meant."""

from __future__ import annotations

import pytest

from pii_sweep.detect.detector import Detector
from tests.detect.held import HELD, groups


@pytest.mark.slow
def test_findings_and_scores_are_those_that_are_held(detector: Detector) -> None:
    held = dict(line.split(" ", 1) for line in HELD.read_text(encoding="utf-8").splitlines())
    found = dict(line.split(" ", 1) for line in groups(detector))
    moved = sorted(name for name in held.keys() | found.keys() if held.get(name) != found.get(name))
    assert not moved, f"{len(moved)} of {len(held)} groups moved; if that is meant: make held"
