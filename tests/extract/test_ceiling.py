"""A library that takes a file into memory gets so much and no more, and never more than the process may."""

from __future__ import annotations

import os
import resource
from dataclasses import replace

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.ceiling import SIZE, limit_memory

pytestmark = pytest.mark.skipif(not SIZE.exists(), reason="the system does not give a process's size")


def budget(most: int) -> Budget:
    return Budget(replace(Extract(), max_memory_bytes=most))


def test_what_asks_for_more_than_an_object_may_take_gets_an_error_and_the_limit_goes_again() -> None:
    usual = resource.getrlimit(resource.RLIMIT_AS)
    with limit_memory(budget(64 << 20)), pytest.raises(MemoryError):
        bytearray(1 << 30)
    assert resource.getrlimit(resource.RLIMIT_AS) == usual


def test_a_lower_limit_of_the_process_stays_in_force() -> None:
    usual = resource.getrlimit(resource.RLIMIT_AS)
    now = int(SIZE.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    lower = (now + (1 << 30), usual[1])
    resource.setrlimit(resource.RLIMIT_AS, lower)
    try:
        with limit_memory(budget(4 << 30)):
            assert resource.getrlimit(resource.RLIMIT_AS) == lower
        assert resource.getrlimit(resource.RLIMIT_AS) == lower
    finally:
        resource.setrlimit(resource.RLIMIT_AS, usual)
