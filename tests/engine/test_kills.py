"""Processes of a sweep that are killed at random cost nothing; `make bench-kills` kills fifty."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("distributed")
from tests.benchmarks import bench_kills


@pytest.mark.slow
def test_a_sweep_of_which_three_processes_are_killed_ends_with_the_tables_of_a_whole_one(
    tmp_path: Path, own_environment: None
) -> None:
    assert bench_kills.check(3, 11, tmp_path, dask=False, objects=40, longest=3.0).total() == 3
