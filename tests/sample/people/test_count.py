"""People, Californians, volumes, corrections, quotes and comparisons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pii_sweep.sample.compare import Side, figures, holm, material_changes, prevalence
from pii_sweep.sample.cost.costs import Costs, Rates
from pii_sweep.sample.cost.prices import Prices
from pii_sweep.sample.cost.quote import Quote, quote
from pii_sweep.sample.estimate import UNBOUNDED, businesses, estimates
from pii_sweep.sample.people.count import chao1, estimate_distinct, people
from pii_sweep.sample.people.residency import PRIOR, californians, threshold, thresholds
from pii_sweep.sample.people.sketch import distinct_of, sketch, union
from pii_sweep.sample.rounds import SampleBudget, Targets
from pii_sweep.sample.tail import Sampled
from pii_sweep.sample.volume import total, total_bytes
from pii_sweep.types import Estimate, Exposure, ObjectRef, Observation, Stratum


def frequencies(rng: np.random.Generator, objects: np.ndarray, rate: float) -> np.ndarray:
    return np.bincount(rng.binomial(objects, rate), minlength=3)[1:].astype(float)


def test_people_are_estimated_within_a_tenth_from_one_object_in_twenty() -> None:
    rng, errors = np.random.default_rng(1), []
    for _ in range(5):
        low, point, high = estimate_distinct(frequencies(rng, rng.integers(1, 31, 50_000), 0.05), 0.05, 0.95)
        assert low <= 50_000 <= high
        errors.append(abs(point / 50_000 - 1))
    assert np.median(errors) <= 0.10


def test_the_lower_bound_lies_between_what_was_seen_and_the_truth() -> None:
    rng = np.random.default_rng(2)
    counts = frequencies(rng, rng.integers(1, 31, 20_000), 0.1)
    assert counts.sum() < chao1(counts, 0.1) < 20_000


def observation(stratum: str, rank: int, digests: list[str], total_seen: int | None = None) -> Observation:
    seen = dict.fromkeys(digests, "strong")
    return Observation(
        "b", stratum, rank, 10, True, {}, seen, len(seen) if total_seen is None else total_seen
    )


def test_people_who_were_not_met_are_as_doubtful_as_those_who_were() -> None:
    seen = [observation("notes", i, [f"p{i}"] if i < 40 else []) for i in range(600)]
    assert people(seen, {"notes": 1800}, 0.95).low > 40
    doubted = [replace(item, doubtful=frozenset(item.subjects)) for item in seen]
    found = people(doubted, {"notes": 1800}, 0.95)
    assert (found.low, found.seen) == (0, 40) and found.point > 100
    half = people([*doubted[:20], *seen[20:]], {"notes": 1800}, 0.95)
    assert 20 <= half.low < people(seen, {"notes": 1800}, 0.95).low


def test_people_of_strata_read_whole_are_known_and_not_scaled() -> None:
    seen = [observation("exports", 0, [f"p{i}" for i in range(500)])]
    seen += [observation("orders", i, [f"p{i}"]) for i in range(100)]
    found = people(seen, {"exports": 1, "orders": 10_000}, 0.95)
    assert (found.seen, found.low, found.point) == (500, 500, 500)
    whole = people(seen[:1], {"exports": 1}, 0.95)
    assert (whole.low, whole.high) == (500, 500)


def test_two_objects_unread_of_240_leave_hardly_anything_open() -> None:
    rng = np.random.default_rng(4)
    people_of = rng.integers(0, 142, 238)
    seen = [observation("all", i, [f"p{person}"]) for i, person in enumerate(people_of.tolist())]
    found = people(seen, {"all": 240}, 0.95)
    assert found.low == found.seen
    assert found.high <= found.seen + 5
    strong = dict.fromkeys(("strong", "elsewhere"), found.seen / 2)
    ours = californians(strong, (found.low, found.point, found.high), 0.95)
    assert 0.48 * found.seen < ours.low <= ours.high < 0.55 * found.seen


def test_customers_who_were_each_seen_once_are_not_thought_to_be_few() -> None:
    seen = [observation("orders", i, [f"p{i}"]) for i in range(1000)]
    found = people(seen, {"orders": 20_000}, 0.95)
    assert 15_000 < found.low <= found.point <= found.high <= 20_100


def test_people_are_at_most_as_many_as_unread_objects_can_hold() -> None:
    found = people([observation("all", 0, ["a", "b"]), observation("all", 1, ["b"])], {"all": 3}, 0.95)
    assert found.low == 2 and found.high <= 12


def test_people_beyond_the_listed_ones_count_in_the_floor() -> None:
    found = people([observation("exports", 0, ["a", "b"], 1000)], {"exports": 1}, 0.95)
    assert (found.seen, found.low, found.high) == (1000, 1000, 1000)


def test_links_that_are_not_certain_move_the_ends_and_not_the_point() -> None:
    read = [Observation("b", "all", rank, 1, True, {}, {f"p{rank}": "unknown"}, 1) for rank in range(40)]
    found = people(read, {"all": 40}, 0.95, (0.1, 0.25))
    assert (found.low, found.point, found.high) == pytest.approx((36, 40, 50))


def test_where_no_one_was_seen_the_method_says_that_the_sample_bounds_nothing() -> None:
    strata = [Stratum("b", "all", "", "text", "small", 500, 50_000)]
    read = [Observation("b", "all", rank, 100, True) for rank in range(50)]
    rows = {row.measure: row for row in estimates(strata, read, 0.95)}
    assert rows["subjects"].method.endswith(UNBOUNDED) and rows["subjects"].point == 0
    met = [replace(item, subjects={f"p{item.rank}": "unknown"}, subjects_total=1) for item in read]
    rows = {row.measure: row for row in estimates(strata, met, 0.95)}
    assert not rows["subjects"].method.endswith(UNBOUNDED)


def test_firms_have_an_upper_end_only_where_all_was_read() -> None:
    strata = [Stratum("b", "all", "", "text", "small", 50, 50_000)]
    read = [Observation("b", "all", rank, 100, True) for rank in range(50)]
    assert businesses(strata, read, 7, 0.95)[0].high == 7
    assert np.isinf(businesses(strata, read[:20], 7, 0.95)[0].high)
    assert businesses(strata, read, 0, 0.95) == []


def test_californians_follow_the_evidence_and_the_prior_stands_in_when_few_are_located() -> None:
    none = californians({"unknown": 1000}, (100_000, 100_000, 100_000), 0.95)
    assert none.prior_used
    assert none.point == pytest.approx(100_000 * PRIOR)
    assert none.low == 0
    seen = {"strong": 40, "medium": 10, "conflict": 5, "weak": 5, "elsewhere": 140, "unknown": 100}
    some = californians(seen, (300, 300, 300), 0.95)
    assert not some.prior_used
    assert some.low == 40
    assert some.point == pytest.approx(50 + 100 * 50 / 195)
    assert some.high > 60
    doubted = californians(seen, (270, 300, 300), 0.95, doubt=0.1)
    assert 40 - 30 * 55 / 300 < doubted.low < 36  # a tenth of 300 people may be others of them
    wide = californians(seen, (3000, 4000, 6000), 0.95)
    assert 40 <= wide.low < wide.point < wide.high <= 6000


def test_thresholds_use_each_rules_own_operator() -> None:
    assert threshold(500, 500, 500, more_than=True) == "no"
    assert threshold(500, 500, 500, more_than=False) == "yes"
    assert threshold(400, 600, 500, more_than=True) == "indeterminate"
    assert thresholds(60_000, 90_000) == {
        "over_500": "yes",
        "at_least_50000": "yes",
        "at_least_100000": "no",
        "at_least_250000": "no",
    }


def test_sketches_of_parts_merge_into_the_sketch_of_the_whole() -> None:
    left, right = (sketch(f"p{i}" for i in part) for part in (range(30_000), range(20_000, 50_000)))
    low, point, high = distinct_of(union([left, right, b""]))
    assert low <= 50_000 <= high
    assert point == pytest.approx(50_000, rel=0.06)
    assert len(left) < 70_000
    assert distinct_of(b"") == (0, 0, 0)
    assert distinct_of(sketch(f"p{i}" for i in range(100))) == (100, 100, 100)


def test_people_whom_two_large_objects_only_sketch_count_once() -> None:
    everyone = [f"p{i}" for i in range(60_000)]
    files = [("a", everyone[:40_000]), ("b", everyone[20_000:])]
    seen = [
        replace(observation(name, 0, ids[:5000], len(ids)), subjects_beyond=sketch(ids[5000:]))
        for name, ids in files
    ]
    found = people([*seen, observation("c", 0, everyone[-100:])], {"a": 1, "b": 1, "c": 1}, 0.95)
    assert found.low <= 60_000 <= found.high
    assert found.point == pytest.approx(60_000, rel=0.05)
    assert found.seen == found.low


def test_a_total_of_which_few_amounts_were_met_has_no_upper_bound() -> None:
    amounts = np.zeros(400)
    amounts[:2] = 3.0, 4000.0
    low, point, high, _ = total([Sampled(100_000, 10**9, amounts, np.full(400, 1e4))], 0.95)
    assert low <= point < high == np.inf
    amounts[1:60] = np.arange(1, 60) % 5 + 1
    assert total([Sampled(100_000, 10**9, amounts, np.full(400, 1e4))], 0.95)[2] < np.inf


def drawn_total(factors: np.ndarray, rng: np.random.Generator) -> tuple[float, float]:
    """Return the true total and its upper end from 400 of the objects that the factors are of."""
    chosen = rng.choice(len(factors), 400, replace=False)
    sizes = np.full(len(factors), 1e4)
    part = Sampled(len(factors), int(sizes.sum()), factors[chosen], sizes[chosen])
    return float(factors.sum()), total([part], 0.95)[2]


def test_an_object_that_outweighs_the_others_is_within_the_bound_though_it_was_not_drawn() -> None:
    rng, tail = np.random.default_rng(11), 1.5  # Pareto: no variance, so that a total is mostly its largest
    ends = [drawn_total(np.ceil(1 + rng.pareto(tail, 50_000)), rng) for _ in range(100)]
    assert np.mean([truth <= high for truth, high in ends]) >= 0.93
    assert np.median([high / truth for truth, high in ends]) < 5


def test_a_tail_that_may_have_no_mean_leaves_the_total_without_an_upper_end() -> None:
    rng = np.random.default_rng(12)
    heavy = [drawn_total(np.ceil(1 + rng.pareto(0.9, 50_000)), rng)[1] for _ in range(20)]
    light = [drawn_total(np.ceil(np.exp(rng.normal(2, 0.5, 50_000))), rng) for _ in range(20)]
    assert np.mean(np.isinf(heavy)) > 0.7
    assert all(truth <= high < 1.3 * truth for truth, high in light)


def test_bytes_are_bounded_by_what_is_known_of_all_sizes() -> None:
    sizes = np.full(100, 50.0)
    every = total_bytes([Sampled(1000, 50_000, sizes, sizes)], 0.95)
    assert every[2] == 50_000
    half = np.where(np.arange(100) % 2, sizes, 0.0)
    low, point, high, _ = total_bytes([Sampled(1000, 50_000, half, sizes)], 0.95)
    assert 2_500 <= low < 25_000 < high <= 47_500
    assert point == pytest.approx(25_000)
    whole = total_bytes([Sampled(100, 5_000, half, sizes)], 0.95)
    assert whole[:3] == pytest.approx((2_500, 2_500, 2_500))


def test_the_ratio_to_size_wins_where_hits_grow_with_size() -> None:
    rng = np.random.default_rng(5)
    size = np.exp(rng.normal(10, 1.5, 20_000))
    hits = np.round(size / 500 * rng.uniform(0.8, 1.2, len(size)))
    chosen = rng.choice(len(size), 300, replace=False)
    part = Sampled(len(size), int(size.sum()), hits[chosen], size[chosen])
    low, point, high, method = total([part], 0.95)
    assert method == "ratio-hall"
    assert low <= hits.sum() <= high
    assert (high - low) / hits.sum() < 0.25
    flat = total([Sampled(len(size), int(size.sum()), np.ones(300), size[chosen])], 0.95)
    assert flat[1] == pytest.approx(20_000)


def naive(low: float, point: float, high: float) -> Estimate:
    return Estimate("b", "objects_with:PERSON", low, point, high, 0.95, "stratified-beta", 400, 10_000)


def strata_of(count: int = 5000, size: int = 20 << 20) -> list[Stratum]:
    refs = tuple(ObjectRef("b", f"k{i}", size=size) for i in range(600))
    return [
        Stratum("b", "a", "", "pdf", "*", count, count * size, {}, {}, refs),
        Stratum("b", "c", "", "*", "*", count, count * size, {"FILTERED": 1000}, {"FILTERED": 1}, refs),
    ]


LARGE = Costs(rates=Rates(whole_bytes=8 << 20, seeking=2))


def fixed(strata: list[Stratum], size: int, **limits: float) -> Quote:
    return quote(strata, SampleBudget(size, costs=LARGE, **limits), Targets(stop=False))


def test_the_quote_counts_requests_bytes_and_dollars_and_climbs_its_ladder() -> None:
    found = fixed(strata_of(), 400)
    assert (found.objects, found.listed, found.list_requests) == (400, 10_000, 10)
    assert (found.least_objects, found.most_objects, found.most_bytes) == (400, 400, found.bytes)
    assert found.get_requests == 400 * 2
    assert found.bytes == 400 * (20 << 20)
    tariff = Prices()
    assert found.dollars == pytest.approx(10 * tariff.per_1000_list / 1000 + 800 * tariff.get("STANDARD"))
    assert [rung.objects for rung in found.ladder] == [200, 400, 800]
    widths = [rung.half_width for rung in found.ladder]
    assert widths == sorted(widths, reverse=True)
    assert found.ladder[0].zero_hit > found.zero_hit > found.ladder[2].zero_hit


def test_hard_budgets_cap_the_quote() -> None:
    assert fixed(strata_of(), 400, bytes=100 * (20 << 20) + 5).objects == 100
    assert fixed(strata_of(), 400, requests=60).objects == 30
    assert fixed(strata_of(), 400, dollars=60.5 * LARGE.prices.get("STANDARD")).objects == 30
    assert fixed([], 400).objects == 0


@pytest.mark.parametrize(
    "limit",
    [{"bytes": 100 * (20 << 20)}, {"requests": 200}, {"dollars": 200.5 * LARGE.prices.get("STANDARD")}],
)
def test_the_ladder_halves_and_doubles_whatever_limit_there_is(limit: dict[str, float]) -> None:
    assert [rung.objects for rung in fixed(strata_of(), 1000, **limit).ladder] == [50, 100, 200]


def test_an_adaptive_draw_is_quoted_with_where_it_may_end() -> None:
    found = quote(strata_of(), SampleBudget(2000), Targets())
    assert found.least_objects < found.objects <= found.most_objects
    assert found.bytes <= found.most_bytes == found.most_objects * (20 << 20)


def test_an_object_that_no_reader_takes_is_quoted_as_looked_at() -> None:
    refs = tuple(ObjectRef("b", f"{i}.mp4", size=3 << 20) for i in range(40))
    movies = [Stratum("b", "m", "", "other", "*", 40, 40 * (3 << 20), {}, {}, refs)]
    found = quote(movies, SampleBudget(40), Targets(stop=False))
    assert (found.get_requests, found.bytes, found.most_bytes) == (40, 40 << 18, 40 * (3 << 20))


def test_holm_steps_down_and_stays_monotone() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []


def sample(rate: int, count: int = 600) -> list[Observation]:
    return [
        Observation("b", name, i, 1, True, {"PERSON": 1} if i % 100 < rate else {})
        for name in ("a", "c")
        for i in range(count)
    ]


def test_a_doubling_is_flagged_and_no_change_is_not() -> None:
    strata = strata_of()
    same = prevalence(Side(strata, sample(5)), Side(strata, sample(5)), ["PERSON", "STREET_ADDRESS"])
    assert [shift.flagged for shift in same] == [False, False]
    doubled = prevalence(Side(strata, sample(5)), Side(strata, sample(10)), ["PERSON", "STREET_ADDRESS"])
    assert [shift.flagged for shift in doubled] == [True, False]
    assert doubled[0].before == pytest.approx(0.05)
    assert figures([naive(2600, 3050, 3500)], [naive(2700, 3100, 3600)])[0].flagged is False
    assert figures([naive(2600, 3050, 3500)], [naive(5000, 5500, 6000)])[0].flagged is True


def test_what_both_listings_have_is_no_change_whatever_was_drawn_of_it() -> None:
    strata = strata_of()
    few, many = sample(2, 100), sample(9, 100)
    kept = [True] * len(few)
    apart = prevalence(Side(strata, few), Side(strata, many), ["PERSON"])
    assert apart[0].after > apart[0].before
    (same,) = prevalence(Side(strata, few, kept), Side(strata, many, kept), ["PERSON"])
    assert same.after == same.before and not same.flagged


def test_objects_that_came_count_against_those_that_stayed() -> None:
    strata = strata_of()
    before, after = sample(5, 200), sample(5, 200)
    came = [item.rank % 100 >= 90 for item in after]
    after = [
        replace(item, hits={"PERSON": 1}) if new else item for item, new in zip(after, came, strict=True)
    ]
    kept = [not new for new in came]
    (shift,) = prevalence(Side(strata, before, kept), Side(strata, after, kept), ["PERSON"])
    assert shift.flagged and shift.after == pytest.approx(shift.before + 0.1, abs=0.01)
    (blind,) = prevalence(Side(strata, before), Side(strata, after), ["PERSON"])
    assert shift.p_value < blind.p_value


def test_material_changes_are_listed_with_their_due_date() -> None:
    before = Exposure(level="PRIVATE", public_read="no", encryption="AES256", logging="enabled")
    after = Exposure(
        level="PUBLIC",
        public_read="yes",
        external_principals=("arn:aws:iam::1:root",),
        encryption="none",
        logging="unknown",
    )
    few = Estimate("b", "subjects", 90, 100, 110, 0.95, "npmle", 10, 100)
    many = Estimate("b", "subjects", 290, 300, 310, 0.95, "npmle", 10, 100)
    found = material_changes(
        date(2026, 1, 1), (["(ae)(1)(A)"], ["(ae)(1)(A)", "(ae)(1)(C)"]), (before, after), (few, many)
    )
    assert [change.kind for change in found] == [
        "new sensitive category",
        "new public access",
        "new external access",
        "control removed",
        "consumer estimate up",
    ]
    assert {change.update_due for change in found} == {date(2026, 2, 15)}
    assert material_changes(date(2026, 1, 1), ([], []), (before, before)) == []


def test_a_control_of_unknown_state_before_is_not_reported_as_removed() -> None:
    off = Exposure(encryption="none", versioning="off", logging="off", lifecycle="off", tls_only="no")
    assert material_changes(date(2026, 1, 1), ([], []), (Exposure(), off)) == []
    known = Exposure(versioning="enabled")
    (change,) = material_changes(date(2026, 1, 1), ([], []), (known, off))
    assert (change.kind, change.detail) == ("control removed", "versioning")


def test_what_was_read_only_in_part_bounds_no_number_of_people() -> None:
    alone = [replace(observation("files", 0, []), partly=True)]
    assert people(alone, {"files": 1}, 0.95).high == float("inf")
    assert people([replace(alone[0], partly=False)], {"files": 1}, 0.95).high == 0
    size = Stratum("b", "files", "", "text", "large", 1, 900)
    found = {item.measure: item for item in estimates([size], alone, 0.95)}["subjects"]
    assert (found.low, found.point, found.high) == (0, 0, 180) and found.method.endswith(UNBOUNDED)


def test_an_object_read_in_part_may_hold_as_many_people_more_as_one_that_was_not() -> None:
    whole = [observation("files", rank, [f"p{rank}", f"q{rank}"]) for rank in range(20)]
    part = [*whole[:-1], replace(whole[-1], partly=True)]
    not_read = [*whole[:-1], replace(whole[-1], read=False, subjects={}, subjects_total=0)]
    sure, open_ended = (people(seen, {"files": 20}, 0.95) for seen in (whole, part))
    assert sure.high == 40 == open_ended.low == open_ended.point
    assert open_ended.high == people(not_read, {"files": 20}, 0.95).high + 2 > 42
