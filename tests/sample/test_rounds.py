"""The adaptive draw, its stop, and the estimates that come of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.sample.cost.quote import quote
from pii_sweep.sample.estimate import estimates
from pii_sweep.sample.frame.strata import Frame
from pii_sweep.sample.rounds import Progress, SampleBudget, Targets, bills_of, foresee, next_round, progress
from pii_sweep.types import ObjectRef, Observation, Stratum

Read = Callable[[ObjectRef], dict[str, int]]
BOTH = {"PERSON": 2, "STREET_ADDRESS": 1}


@cache
def bucket(count: int = 20_000, keep: int = 3000) -> tuple[Stratum, ...]:
    rng, frame = random.Random(4), Frame("b", "seed", keep, 64)
    for i in range(count):
        kind = rng.choice([f"orders/{i}.pdf", f"photos/{i}.jpg", f"logs/{i % 3}/{i}.log", f"ids/{i}.png"])
        frame.add(ObjectRef("b", kind, size=int(10 ** rng.uniform(3, 6))))
    return frame.finish()


def of_orders(ref: ObjectRef) -> dict[str, int]:
    return dict(BOTH) if ref.key.startswith("orders/") and "7" not in ref.key else {}


def observe(stratum: Stratum, rank: int, read: Read) -> Observation:
    ref = stratum.picks[rank]
    return Observation("b", stratum.name, rank, ref.size, True, read(ref))


def carry_out(
    strata: tuple[Stratum, ...], budget: SampleBudget, targets: Targets, read: Read, rng: random.Random
) -> tuple[list[Observation], Progress, list[dict[str, int]]]:
    """Read round by round, in any order and with an interruption in the middle of each."""
    seen: list[Observation] = []
    plans, bills = [], bills_of(strata, budget.costs)
    while True:
        now = progress(strata, seen, budget, targets, bills)
        plans.append(dict(now.planned))
        if now.further is None:
            return seen, now, plans
        done = {(item.stratum, item.rank) for item in seen}
        todo = [
            (stratum, rank)
            for stratum in strata
            for rank in range(now.planned[stratum.name])
            if (stratum.name, rank) not in done
        ]
        rng.shuffle(todo)
        seen += [observe(stratum, rank, read) for stratum, rank in todo[: max(40, len(todo) * 2 // 3)]]


def test_the_same_picks_come_of_any_order_and_interruption() -> None:
    strata = bucket()
    budget, targets = SampleBudget(objects=700), Targets(half_width=0.015)
    ends = [carry_out(strata, budget, targets, of_orders, random.Random(seed))[1] for seed in range(3)]
    assert ends[0] == ends[1] == ends[2]


def test_a_bigger_budget_extends_the_smaller_sample() -> None:
    strata, before = bucket(), dict[str, int]()
    for objects in (30, 150, 300, 301, 900):
        budget = SampleBudget(objects=objects)
        end = carry_out(strata, budget, Targets(half_width=0.001), of_orders, random.Random(1))[1]
        assert sum(end.planned.values()) <= objects
        assert all(end.planned[name] >= count for name, count in before.items())
        before = dict(end.planned)


def test_rounds_end_when_the_target_is_met_and_say_so() -> None:
    strata = bucket()
    seen, end, _ = carry_out(strata, SampleBudget(objects=5000), Targets(), of_orders, random.Random(1))
    assert end.reason == "target met"
    row = next(
        item
        for item in estimates(strata, seen, 0.95, pilot=end.pilot, share=end.share)
        if item.measure == "objects_with:PERSON+STREET_ADDRESS"
    )
    assert (row.high - row.low) / 2 / row.population <= 0.02
    truth = sum(bool(of_orders(ref)) for stratum in bucket(keep=20_000) for ref in stratum.picks)
    assert row.low <= truth <= row.high
    assert next_round(strata, seen, SampleBudget(objects=5000), Targets()) is None


def test_a_budget_that_only_lucky_draws_would_meet_is_read_up_and_claims_nothing() -> None:
    flat = (Stratum("b", "s", "", "*", "*", 50_000, 50_000, picks=tuple(refs(2000))),)
    ends = []
    for budget in (400, 2000):
        for seed in range(6):
            chance = random.Random(seed)
            held = {ref.key for ref in flat[0].picks if chance.random() < 0.04}
            end = carry_out(
                flat, SampleBudget(objects=budget), Targets(),
                lambda ref, held=held: dict(BOTH) if ref.key in held else {}, chance,
            )[1]  # fmt: skip
            ends.append((budget, end.reason, sum(end.planned.values())))
    assert {end for end in ends if end[0] == 400} == {(400, "budget spent: objects", 400)}
    assert {reason for budget, reason, _ in ends if budget == 2000} == {"target met"}


def refs(count: int) -> list[ObjectRef]:
    return [ObjectRef("b", f"{i}.pdf", size=1000) for i in range(count)]


@pytest.mark.parametrize(
    ("limit", "name"),
    [({"bytes": 30_000}, "bytes"), ({"requests": 40}, "requests"), ({"minutes": 0.05}, "minutes")],
)
def test_the_limit_that_ends_a_draw_is_named(limit: dict[str, float], name: str) -> None:
    flat = (Stratum("b", "s", "", "*", "*", 900, 900_000, picks=tuple(refs(400))),)
    budget = SampleBudget(300, **limit)  # type: ignore[arg-type]
    for targets in (Targets(), Targets(stop=False)):
        end = carry_out(flat, budget, targets, lambda ref: {}, random.Random(1))[1]
        assert end.reason == f"budget spent: {name}"


@given(
    st.sampled_from([("requests", 1), ("bytes", 1000), ("minutes", 0.0002)]),
    st.integers(0, 12),
    st.lists(st.integers(1, 6), min_size=1, max_size=8),
)
def test_no_other_limit_than_the_one_that_was_set_ends_a_draw(limit, many: int, sizes: list[int]) -> None:
    name, unit = limit
    strata = tuple(
        Stratum("b", f"s{at}", "", "*", "*", size, size * 1000, picks=tuple(refs(size)))
        for at, size in enumerate(sizes)
    )
    budget = SampleBudget(300, **{name: many * unit})
    for targets in (Targets(), Targets(stop=False)):
        end = carry_out(strata, budget, targets, lambda ref: {}, random.Random(1))[1]
        assert end.reason in {f"budget spent: {name}", "all kept picks read", "looks spent", "target met"}


def test_strata_with_grave_findings_keep_their_whole_share() -> None:
    strata = bucket()

    def with_cards(ref: ObjectRef) -> dict[str, int]:
        return {"US_SSN": 1} if ref.key.startswith("ids/") else of_orders(ref)

    ends = [
        carry_out(strata, SampleBudget(objects=800), Targets(half_width=0.001), read, random.Random(1))[1]
        for read in (of_orders, with_cards)
    ]
    plain, grave = (sum(n for name, n in end.planned.items() if name.startswith("ids/")) for end in ends)
    assert grave > plain
    assert grave >= 0.2 * 800


@settings(max_examples=15, deadline=None)
@given(
    st.integers(1, 400),
    st.integers(1, 3 * 10**7),
    st.integers(1, 400),
    st.floats(0.05, 5),
)
def test_no_limit_of_the_budget_is_ever_passed(objects, size, requests, minutes) -> None:
    strata = bucket(2000, 200)
    budget = SampleBudget(objects, size, requests, None, minutes)
    seen, end, _ = carry_out(strata, budget, Targets(half_width=0.001), of_orders, random.Random(1))
    media = {stratum.name: stratum.media for stratum in strata}
    spent = sum(
        np.array(budget.costs.most(ObjectRef("b", "x", size=item.size), media[item.stratum])) for item in seen
    )
    assert seen == [] or (spent <= budget.limits + 1e-9).all()
    assert end.reason


def of_large_objects(ref: ObjectRef) -> dict[str, int]:
    return dict(BOTH) if ref.size > 100_000 and "7" in ref.key else {}


@pytest.mark.parametrize("read", [of_orders, of_large_objects, lambda ref: dict(BOTH)])
def test_no_draw_takes_more_than_its_quote_says_it_can(read: Read) -> None:
    strata, budget = bucket(), SampleBudget(1500)
    said = quote(strata, budget, Targets())
    taken, _, _ = carry_out(strata, budget, Targets(), read, random.Random(5))
    assert said.least_objects <= len(taken) <= said.most_objects
    assert sum(item.size for item in taken) <= said.most_bytes
    assert len(taken) <= said.most_get_requests


def test_a_sample_of_fixed_size_is_read_up_whatever_is_found() -> None:
    strata = bucket()
    fixed = Targets(half_width=0.5, stop=False)
    seen, end, _ = carry_out(strata, SampleBudget(objects=350), fixed, of_orders, random.Random(1))
    assert (len(seen), end.reason, end.share) == (350, "budget spent: objects", 1.0)
    budget = SampleBudget(objects=350)
    assert sum(foresee(strata, bills_of(strata, budget.costs), budget, fixed, 0.1).planned.values()) == 350


def test_an_empty_bucket_has_nothing_to_draw() -> None:
    assert progress((), [], SampleBudget(), Targets()).reason == "nothing to draw"


ALL = ("PERSON", "STREET_ADDRESS", "ORDER_VALUE")


def test_estimates_name_their_measures_even_when_nothing_was_found() -> None:
    strata = bucket(3000, 100)
    seen = [observe(s, rank, lambda ref: {}) for s in strata for rank in range(20)]
    rows = {row.measure: row for row in estimates(strata, seen, 0.95)}
    for entity in (*ALL, "PERSON+STREET_ADDRESS"):
        row = rows[f"objects_with:{entity}"]
        assert (row.low, row.point, row.method) == (0, 0, "zero-hit")
        assert 0 < row.high < 0.1 * row.population
    assert {"subjects", "subjects_ca", "faces", "hits:PERSON"} <= rows.keys()
    assert rows["subjects"].high > 0


def test_what_could_not_be_read_is_clean_below_and_a_hit_above() -> None:
    strata = bucket(3000, 100)
    read = [observe(s, rank, of_orders) for s in strata for rank in range(30)]
    lost = [
        Observation(
            o.bucket, o.stratum, o.rank, o.size, read=o.rank >= 10, hits=o.hits if o.rank >= 10 else {}
        )
        for o in read
    ]
    rows = [
        {row.measure: row for row in estimates(strata, seen, 0.95)}["objects_with:PERSON"]
        for seen in (read, lost)
    ]
    assert rows[1].low <= rows[0].low
    assert rows[1].high >= rows[0].high
    assert rows[1].n == 20 * len(strata)


def test_a_bucket_that_was_read_whole_has_no_error() -> None:
    strata = bucket(400, 400)
    seen = [observe(s, rank, of_orders) for s in strata for rank in range(len(s.picks))]
    truth = sum(bool(item.hits) for item in seen)
    for row in estimates(strata, seen, 0.95):
        if row.measure == "objects_with:PERSON":
            assert (row.low, row.point, row.high) == pytest.approx((truth, truth, truth))
        if row.measure == "hits:PERSON":
            assert (row.low, row.point, row.high) == pytest.approx((2 * truth, 2 * truth, 2 * truth))


def test_an_empty_sample_says_that_everything_is_possible() -> None:
    strata = bucket(500, 50)
    rows = {row.measure: row for row in estimates(strata, [], 0.95)}
    row = rows["objects_with:PERSON"]
    assert (row.low, row.high) == (0, row.population)
    assert estimates([], [], 0.95) == []
