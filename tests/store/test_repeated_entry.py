"""Entries that come again are known, however many came between."""

from __future__ import annotations

import random

from pii_sweep.store import repeated_entry
from pii_sweep.store.repeated_entry import Entries


def test_each_entry_is_new_once_in_whatever_batches_they_come() -> None:
    draw, met, known = random.Random(1), Entries(), set[str]()
    for size in (1, 0, 7, 300, 2, 5000, 40, 300, 1):
        batch = [f"k{draw.randrange(4000)}" for _ in range(size)]
        firsts = [entry not in known and entry not in batch[:i] for i, entry in enumerate(batch)]
        assert met.add(batch, size).tolist() == firsts
        known.update(batch)


def test_runs_stay_few() -> None:
    met, draw = Entries(), random.Random(3)
    numbers = [draw.randrange(-(2**60), 2**60) * 7 for _ in range(10_000)]  # an int is its own hash, nearly
    for start in range(0, 10_000, 50):
        met.add(numbers[start : start + 50], 50)
    assert max(map(len, met._parts)) <= 10
    runs = [run for part in met._parts for run in part]
    assert sum(map(len, runs)) == 10_000 and all((run[1:] > run[:-1]).all() for run in runs)


def test_memory_is_bounded_and_what_was_remembered_stays_known(monkeypatch) -> None:
    monkeypatch.setattr(repeated_entry, "REMEMBERED", 3)
    met = Entries()
    met.add("abc", 3)
    assert met.add("ad", 2).tolist() == met.add("ad", 2).tolist() == [False, True]
