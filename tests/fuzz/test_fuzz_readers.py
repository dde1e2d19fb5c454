"""Mutated files of every kind are accounted for, and no exception but ours comes out."""

from __future__ import annotations

import random

import pytest

from pii_sweep.extract.kinds import Kind
from tests.extract.samples import pictures, samples
from tests.fuzz.mutate import mutated
from tests.fuzz.reading import outcome

# Read by native code that has taken a process down on such files; the long run reads them in workers.
NATIVE = frozenset({Kind.ORC, Kind.PARQUET, Kind.ARROW})
FILES = 24


@pytest.mark.parametrize("kind", sorted({*samples(), *pictures()} - NATIVE), ids=lambda kind: kind.name)
def test_mutated_files_of_this_kind_are_accounted_for(kind: Kind) -> None:
    files = {**samples(), **pictures()}
    name, data = files[kind]
    dice = random.Random(f"readers {kind.name}")
    donors = [made for _, made in files.values()]
    for _ in range(FILES):
        counts = outcome(name, mutated(data, dice.choice(donors), dice))
        assert counts, "nothing tells of this file"
        assert not [key for key in counts if key.startswith("bug:")]


def test_the_same_seed_mutates_alike() -> None:
    data = b"some words that are changed"
    once = [mutated(data, b"other", random.Random(7)) for _ in range(3)]
    assert len(set(once)) == 1
    assert once[0] != data
