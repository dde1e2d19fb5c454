"""A draw of all objects is the draw of a part, continued, in memory that does not grow with it."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime

import numpy as np
import pytest

from pii_sweep.sample.cost.costs import LONG, Costs
from pii_sweep.sample.frame import strata as frames
from pii_sweep.sample.frame.sorted_runs import BLOCK, Shelf
from pii_sweep.sample.frame.strata import Frame
from pii_sweep.sample.frame.ticket import draw, name, ticket
from pii_sweep.types import ObjectRef

WHEN = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
NAMES = (("a b%20c\n.txt", None), ("ünïcode/😀.pdf", "v1"), ("lone\udc80.csv", None), ("", ""))
ODD = [ObjectRef("b", key, version, "etag", 7, WHEN, "GLACIER_IR") for key, version in NAMES]


def objects(count: int) -> list[ObjectRef]:
    rng, tops = random.Random(7), ("orders", "photos", "odd%2F")
    return [
        ObjectRef("b", f"{rng.choice(tops)}/{i}.{rng.choice(('pdf', 'jpg'))}", size=i) for i in range(count)
    ]


def order(ref: ObjectRef) -> tuple[bytes, str]:
    return ticket("seed", ref), name(ref)


def test_objects_come_off_a_shelf_as_they_were_put_there() -> None:
    shelf = Shelf("b", [])
    shelf.put(sorted(ODD, key=order))
    assert list(shelf.merged(order)) == sorted(ODD, key=order)
    assert list(shelf.merged(order)) == list(shelf.merged(order))


@pytest.mark.parametrize("runs", [[], [0], [1], [BLOCK, 1], [BLOCK + 1, 0, 3 * BLOCK, 2]])
def test_runs_of_any_length_are_merged_into_one_order(runs: list[int]) -> None:
    shelf, refs = Shelf("b", []), objects(sum(runs))
    left = list(refs)
    for length in runs:
        shelf.put(sorted(left[:length], key=order))
        del left[:length]
    assert list(shelf.merged(order)) == sorted(refs, key=order)


def test_the_picks_of_a_shelf_are_the_lowest_tickets_of_each_stratum(monkeypatch) -> None:
    monkeypatch.setattr(frames, "BATCH", 512)  # many runs, as of a large listing
    refs = [*objects(3000), *ODD]
    drawn: list[dict[str, list[ObjectRef]]] = []
    for listed in (refs, refs[::-1]):
        frame = Frame("b", "seed", sys.maxsize, 64, Shelf("b", []))
        for ref in listed:
            frame.add(ref, "excluded" if ref.size == 5 else None)
        strata = frame.finish()
        drawn.append({stratum.name: [] for stratum in strata})
        for stratum, ref in frame.drawn():
            drawn[-1][stratum].append(ref)
        assert sum(s.objects - sum(s.skipped.values()) for s in strata) == len(refs) - 1
        assert {s.name: s.objects - sum(s.skipped.values()) for s in strata} == {
            stratum: len(found) for stratum, found in drawn[-1].items()
        }
    assert drawn[0] == drawn[1]
    for found in drawn[0].values():
        assert found == draw(found, "seed", len(found))


def test_no_more_of_a_stratum_than_is_wanted_comes_off_a_shelf() -> None:
    frame = Frame("b", "seed", 3, 64, Shelf("b", []))
    plain = Frame("b", "seed", 3, 64)
    for ref in objects(500):
        frame.add(ref)
        plain.add(ref)
    frame.finish()
    picks = [(stratum.name, ref) for stratum in plain.finish() for ref in stratum.picks]
    assert sorted(frame.drawn(), key=str) == sorted(picks, key=str)


def test_running_costs_of_few_picks_are_exact() -> None:
    refs = objects(50)
    bill = Costs().bill("pdf", refs)
    rows = np.array([Costs().most(ref, "pdf") for ref in refs])
    for count in range(51):
        assert bill.most.at(count) == pytest.approx(rows[:count].sum(axis=0))
    limits = np.array([np.inf, 300.0, np.inf, np.inf, np.inf])
    assert bill.most.within(limits) == sum(np.cumsum(rows[:, 1]) <= 300)


def test_running_costs_of_many_picks_are_bounded_and_never_too_low() -> None:
    refs = [ObjectRef("b", f"{i}.txt", size=1 + i % 100) for i in range(5 * LONG + 3)]
    running = Costs().bill("text", refs).most
    exact = np.cumsum([ref.size for ref in refs])
    assert (running.picks, running.step) == (len(refs), 8)
    assert len(running.sums) <= LONG + 2
    for count in (0, 1, 7, 8, 9, 12_345, len(refs) - 1, len(refs)):
        true = exact[count - 1] if count else 0
        assert true <= running.at(count)[1] <= true + 800
    assert running.at(len(refs))[1] == exact[-1]
    room = running.within(np.array([np.inf, 1_000_000.0, np.inf, np.inf, np.inf]))
    assert exact[room - 1] <= 1_000_000 <= exact[room + 8]
