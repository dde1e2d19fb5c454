"""No weight, pattern or list of the detector changes without the change being seen and meant."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.detect.held import HELD


@pytest.mark.slow
def test_findings_and_weights_are_those_that_are_held() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.detect.held"], cwd=Path(__file__).parents[2],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    held, found = rows(HELD.read_text(encoding="utf-8").splitlines()), rows(done.stdout.splitlines())
    moved = sorted(name for name in held.keys() | found.keys() if held.get(name) != found.get(name))
    assert not moved, f"{len(moved)} of {len(held)} groups moved; if that is meant: make held"


def rows(lines: Iterable[str]) -> dict[str, str]:
    """Return the digest and the number of findings of each group."""
    return dict(line.split(" ", 1) for line in lines)
