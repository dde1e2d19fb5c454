"""Prevalence corrected for the detector's errors, and what else an estimate must not claim."""

from __future__ import annotations

import math

import pytest

from pii_sweep.sample.correct import Accuracy, Part, accuracies, corrected
from pii_sweep.sample.estimate import estimates, strata_with, unbounded
from pii_sweep.sample.volume import hidden_bytes
from pii_sweep.types import Estimate, Observation, Stratum

GOOD = Accuracy(900, 100, 50, 950)


def alone(flagged: float, accuracy: Accuracy | None, objects: float = 10_000) -> list[Part]:
    return [Part("pdf", objects, flagged, 1.0, accuracy)]


def test_a_correction_finds_the_true_share_and_is_wider_than_the_naive_interval() -> None:
    # 30 % of objects hold a person; recall 0.9 and specificity 0.95 make 30.5 % look so.
    low, point, high = corrected(alone(3050, GOOD), (2600, 3050, 3500), 0.95)
    assert point == pytest.approx(3000, rel=0.02)
    assert high - low > 900


def test_fewer_labelled_objects_give_a_wider_interval() -> None:
    widths = []
    for labels in (1000, 100, 20):
        few = Accuracy(0.9 * labels, 0.1 * labels, 0.05 * labels, 0.95 * labels)
        low, _, high = corrected(alone(3050, few), (2600, 3050, 3500), 0.95)
        widths.append(high - low)
    assert widths == sorted(widths) and widths[2] > 2 * widths[0]


def test_a_detector_that_made_no_error_on_few_objects_is_not_taken_as_perfect() -> None:
    low, point, high = corrected(alone(3050, Accuracy(12, 0, 0, 12)), (2600, 3050, 3500), 0.95)
    assert point == 3050
    assert low < 2000 and high > 3700
    whole = corrected(alone(3050, Accuracy(12, 0, 0, 12)), (3050, 3050, 3050), 0.95)
    assert whole[0] < 2000 and whole[2] > 3500  # though every object was read


def test_nothing_flagged_leaves_at_least_the_zero_hit_bound() -> None:
    low, point, high = corrected(alone(0, GOOD), (0, 0, 91), 0.95)
    assert (low, point) == (0, 0)
    assert high >= 91 / GOOD.sensitivity - 1


def test_a_family_without_known_rates_stays_as_it_was_observed() -> None:
    assert corrected(alone(3050, None), (2600, 3050, 3500), 0.95) == pytest.approx((2600, 3050, 3500))
    mixed = [*alone(500, GOOD, 5000), Part("mail", 5000, 4000, 1.0, None)]
    assert corrected(mixed, (4000, 4500, 5000), 0.95)[1] == pytest.approx(4000 + 250 / 0.85)


def row(corpus: str, counts: tuple[int, int, int, int], family: str = "pdf") -> dict[str, object]:
    names = zip(("found", "missed", "false_alarms", "clean"), counts, strict=True)
    return {"corpus": corpus, "entity": "PERSON", "family": family, **dict(names)}


def test_corpora_that_disagree_count_as_fewer_objects() -> None:
    agree = accuracies([row("a", (90, 10, 5, 95)), row("b", (90, 10, 5, 95))])["PERSON", "pdf"]
    differ = accuracies([row("a", (99, 1, 5, 95)), row("b", (81, 19, 5, 95))])["PERSON", "pdf"]
    assert agree.found + agree.missed == 200
    assert differ.sensitivity == pytest.approx(0.9)
    assert differ.found + differ.missed < 20


def test_rates_of_a_handful_of_objects_are_no_rates() -> None:
    assert accuracies([row("a", (9, 0, 0, 90)), row("a", (90, 0, 0, 9), "mail")]) == {}


def observed(stratum: str, family: str, flagged: int, count: int = 100) -> list[Observation]:
    hits = {"PERSON": 1, "STREET_ADDRESS": 1}
    return [
        Observation("b", stratum, i, 10, True, hits if i < flagged else {}, family=family)
        for i in range(count)
    ]


STRATA = (
    Stratum("b", "orders", "orders/", "pdf", "<16K", 1000, 1000 * 9000),
    Stratum("b", "rest", "", "*", "*", 4000, 4000 * 90_000),
)
TABLE = {("PERSON", "pdf"): Accuracy(90, 10, 5, 95)}


def by_measure(rows: list[Estimate]) -> dict[str, Estimate]:
    named = {item.measure: item for item in rows}
    assert len(named) == len(rows)
    return named


def test_naive_and_corrected_stand_side_by_side_under_different_measures() -> None:
    seen = observed("orders", "pdf", 60) + observed("rest", "mail", 10)
    rows = by_measure(estimates(STRATA, seen, 0.95, accuracy=TABLE))
    naive, better = rows["objects_with:PERSON"], rows["corrected:objects_with:PERSON"]
    assert naive.point == pytest.approx(1000)
    assert better.point == pytest.approx((600 - 50) / 0.85 + 400)
    assert better.method == "rogan-gladen; as observed: mail"
    assert better.high - better.low > naive.high - naive.low
    assert "corrected:objects_with:ORDER_VALUE" not in rows
    assert not any(name.startswith("corrected:") for name in by_measure(estimates(STRATA, seen, 0.95)))


def test_a_mixed_stratum_is_corrected_by_the_formats_found_in_it() -> None:
    seen = [
        Observation(
            "b", "rest", i, 10, True, {"PERSON": 1} if i < 60 else {}, family="pdf" if i % 2 else "mail"
        )
        for i in range(100)
    ]
    rows = by_measure(estimates(STRATA[1:], seen, 0.95, accuracy=TABLE))
    assert rows["corrected:objects_with:PERSON"].point == pytest.approx((1200 - 0.05 * 2000) / 0.85 + 1200)


def test_each_stratum_has_its_own_interval() -> None:
    seen = observed("orders", "pdf", 60) + observed("rest", "mail", 0)
    found = dict(strata_with(STRATA, seen, ["PERSON"], 0.95))
    assert (found["orders"].n, found["orders"].population) == (100, 1000)
    assert found["orders"].low < 600 < found["orders"].high < 750
    assert found["rest"].point == 0 and 0 < found["rest"].high < 200


def test_the_head_counts_of_the_law_are_three_valued() -> None:
    people = {f"p{i}": "strong" for i in range(600)}
    seen = [Observation("b", "orders", i, 10, True, {"PERSON": 600}, people, 600) for i in range(1000)]
    rows = by_measure(estimates(STRATA[:1], seen, 0.95))
    assert rows["subjects_ca"].low == 600
    assert rows["subjects_ca:over_500"].method == "yes"
    last = rows["subjects_ca:at_least_250000"]
    assert (last.low, last.high, last.method) == (0, 0, "no")


def test_nobody_seen_bounds_people_by_the_bytes_that_may_hide_them() -> None:
    none = by_measure(estimates(STRATA, observed("orders", "pdf", 0) + observed("rest", "mail", 0), 0.95))
    assert none["subjects"].low == none["subjects"].point == 0
    assert none["subjects"].high > 250_000  # one unread table may hold them all
    assert none["subjects_ca:at_least_250000"].method == "indeterminate"
    assert math.isinf(none["hits:PERSON"].high)
    assert none["unseen"].high == none["objects_with:PERSON"].high > 0


def test_hidden_bytes_are_at_most_those_of_the_largest_objects_that_may_be_missed() -> None:
    small = STRATA[0]
    assert hidden_bytes([small], {"orders": 1000}, 0.025) == 0
    bound = hidden_bytes([small], {"orders": 300}, 0.025)
    assert 0 < bound < 15 * (16 << 10)
    assert hidden_bytes(STRATA, {"orders": 300, "rest": 0}, 0.025) >= STRATA[1].bytes


def test_what_was_not_listed_has_no_upper_bound() -> None:
    rows = by_measure(unbounded(estimates(STRATA, observed("orders", "pdf", 60), 0.95)))
    assert math.isinf(rows["objects_with:PERSON"].high) and rows["objects_with:PERSON"].low >= 60
    assert math.isinf(rows["subjects_ca"].high)
    assert rows["subjects_ca:at_least_250000"].method == "indeterminate"
