"""Whatever objects take of what they were allowed, no limit of a bucket is passed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.plan.purse import Purse
from pii_sweep.sample.cost.costs import Costs
from pii_sweep.types import Allowance, ObjectRef

COSTS = Costs()


def refs(sizes: list[int]) -> list[ObjectRef]:
    classes = ("STANDARD", "STANDARD_IA", "GLACIER_IR")
    return [ObjectRef("b", f"{i}", size=n, storage_class=classes[i % 3]) for i, n in enumerate(sizes)]


def test_without_limits_there_is_no_allowance() -> None:
    assert Purse(None, None, None).start(refs([10])[0], "text") == Allowance()


@given(
    sizes=st.lists(st.integers(1, 200 << 20), min_size=1, max_size=12),
    greed=st.lists(st.floats(0, 1), min_size=12, max_size=12),
    limits=st.tuples(st.integers(0, 40), st.integers(0, 1 << 30), st.floats(0, 0.002)),
    window=st.integers(1, 4),
    owed=st.booleans(),
)
def test_no_limit_is_passed_by_any_objects_in_flight(sizes, greed, limits, window, owed) -> None:
    purse, running, spent = Purse(*limits), [], [0.0, 0.0, 0.0]

    def finish() -> None:
        ref, allowance, share = running.pop(0)
        took = int(share * allowance.requests), int(share * allowance.bytes)
        purse.settle(ref, allowance, *took)
        for i, amount in enumerate((*took, COSTS.dollars(ref, *took))):
            spent[i] += amount

    for ref in refs(sizes) if owed else ():
        purse.owe(ref, "table")
    for ref, share in zip(refs(sizes), greed, strict=False):
        running.append((ref, purse.start(ref, "table", owed=owed), share))
        if len(running) > window:
            finish()
    while running:
        finish()
    assert all(amount <= limit + 1e-12 for amount, limit in zip(spent, limits, strict=True))


@given(st.lists(st.integers(1, 60 << 20), min_size=1, max_size=12))
def test_a_budget_that_the_plan_fits_is_enough_for_every_object(sizes: list[int]) -> None:
    purse = Purse(len(sizes), sum(sizes), None)
    for ref in refs(sizes):
        purse.owe(ref, "text")
    for ref in refs(sizes):
        allowance = purse.start(ref, "text")
        assert (allowance.requests or 0) >= 1 and (allowance.bytes or 0) >= ref.size
        purse.settle(ref, allowance, 1, ref.size)


def test_a_second_try_is_for_what_is_free_alone() -> None:
    purse, (first, second) = Purse(3, 100, None), refs([40, 40])
    purse.owe(first, "text")
    purse.owe(second, "text")
    lost = purse.start(first, "text")
    assert (lost.requests, lost.bytes) == (1, 45)
    assert not purse.affords(first, "text")
    purse.settle(second, purse.start(second, "text"), 1, 10)
    assert purse.affords(first, "text")


def test_objects_that_may_have_tags_are_held_back_a_request_more() -> None:
    ref = ObjectRef("b", "a.txt", size=10)
    plain, some = Costs(), Costs(tags=0.4)
    assert [plain.most(ref, "text")[2], plain.likely(ref, "text")[2]] == [1, 1]
    assert [some.most(ref, "text")[2], some.likely(ref, "text")[2]] == [2, 1.4]
    assert some.most(ref, "text")[3] == pytest.approx(2 * plain.most(ref, "text")[3])
    assert some.most(replace(ref, size=0), "text")[2] == 0
    bills = [plain.add_tags(plain.bill("text", [ref] * 3)), plain.bill("text", [ref] * 3)]
    assert np.array_equal(bills[0].most.sums, bills[1].most.sums)
    added, known = some.add_tags(plain.bill("text", [ref] * 3)), some.bill("text", [ref] * 3)
    assert np.allclose(added.most.sums, known.most.sums) and np.allclose(added.likely.sums, known.likely.sums)
