"""How far a worker comes is read by its coordinator, also once the worker is gone."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pii_sweep import progress
from pii_sweep.progress import Reached, Standing, is_watched, report_progress


def test_a_number_that_a_worker_sets_outlives_it() -> None:
    reached = Reached()
    try:
        assert reached.number() == 0
        code = (
            "from pii_sweep import progress; progress.report_progress(70_000); assert progress.is_watched()"
        )
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, progress.VARIABLE: reached.name}, check=True
        )
        assert reached.number() == 70_000
    finally:
        reached.close()
    with pytest.raises(OSError):  # noqa: PT011 - the number is gone
        reached.number()


def test_a_worker_that_no_one_watches_reports_to_no_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(progress.VARIABLE, raising=False)
    report_progress(3)
    assert not is_watched()
    monkeypatch.setenv(progress.VARIABLE, "/no/such/file")
    report_progress(3)
    assert is_watched()


def test_without_shared_memory_the_number_stays_naught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "memfd_create")
    reached = Reached()
    assert (reached.name, reached.number()) == ("", 0)
    reached.close()


def test_what_was_read_is_counted_by_bucket() -> None:
    standing = Standing()
    for size, status, gap in ((5, "ANALYSED", False), (7, "FAILED", True), (0, "PARTIAL", True)):
        standing.saw("a", size, status, gap=gap)
    standing.saw("b", 1, "SKIPPED", gap=False)
    assert (standing.bytes, standing.gaps, standing.failed) == (13, 2, 1)
    assert standing.buckets == {"a": (3, 2), "b": (1, 0)}
