"""Prevalence corrected for the detector's errors, and what else an estimate must not claim."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from pii_sweep.sample.accuracy.answers import Answers, Review
from pii_sweep.sample.correct import EVERY, Accuracy, Corrected, Part, accuracies, corrected, lattice
from pii_sweep.sample.estimate import drop_upper_bounds, estimates, strata_with
from pii_sweep.sample.volume import hidden_bytes
from pii_sweep.types import Estimate, Observation, Stratum

GOOD = Accuracy(900, 100, 50, 950)


def rows(*counts: tuple[int, int, int, int], family: str = "pdf") -> list[dict[str, object]]:
    names = ("found", "missed", "false_alarms", "clean")
    return [
        {"corpus": str(i), "entity": "PERSON", "family": family, **dict(zip(names, each, strict=True))}
        for i, each in enumerate(counts)
    ]


AGREEING = accuracies(rows(*[(180, 20, 10, 190)] * 6))["PERSON", "pdf"]


def alone(
    flagged: float, accuracy: Accuracy | None, objects: float = 10_000, firm: float = 0.0
) -> list[Part]:
    return [Part("pdf", objects, flagged, 100.0**2, accuracy, firm=firm)]


def whole(flagged: float, accuracy: Accuracy | None, objects: float, firm: float = 0.0) -> Corrected:
    ends = (flagged,) * 3
    return corrected([Part("pdf", objects, flagged, 0.0, accuracy, firm=firm)], ends, 0.95, firm=(firm,) * 3)


def test_a_correction_finds_the_true_share_and_is_wider_than_the_naive_interval() -> None:
    # 30 % of objects hold a person; recall 0.9 and specificity 0.95 make 30.5 % look so.
    found = corrected(alone(3050, AGREEING), (2600, 3050, 3500), 0.95)
    assert found.point == pytest.approx(3000, rel=0.03)
    assert found.high - found.low > 900 and not found.rare
    assert found.low < 3000 < found.high


def test_what_was_read_whole_and_found_right_is_not_taken_away() -> None:
    # A rate of 5 % false alarms on other people's texts; 40 of 4,000 objects here, all linked to a person.
    other = Accuracy(950, 50, 63, 1028)
    found = whole(40, other, 4000, firm=40)
    assert found.low == 40 and 40 <= found.point <= 44
    assert found.high < 80 and not found.rare


def test_a_share_near_the_rate_of_false_alarms_is_too_rare_to_correct() -> None:
    other = Accuracy(950, 50, 63, 1028)
    found = whole(40, other, 4000)
    assert found.rare and found.low == 0 and found.point == 40
    assert found.high >= 40


def test_evidence_beyond_the_detector_s_word_is_not_undercut() -> None:
    other = Accuracy(950, 50, 63, 1028)
    found = corrected(
        [Part("pdf", 10_000, 500, 110.0**2, other, firm=400)], (308, 500, 760), 0.95, firm=(230, 400, 640)
    )
    assert found.low == pytest.approx(230, rel=0.1) and found.low >= 230
    assert found.point >= 400


def test_corpora_that_disagree_give_a_wider_interval() -> None:
    apart = accuracies(rows((199, 1, 0, 200), (150, 50, 30, 170), (195, 5, 1, 199), (175, 25, 9, 191)))
    ends = (2600.0, 3050.0, 3500.0)
    wide = corrected(alone(3050, apart["PERSON", "pdf"]), ends, 0.95)
    narrow = corrected(alone(3050, AGREEING), ends, 0.95)
    assert wide.high - wide.low > 1.3 * (narrow.high - narrow.low)


def test_one_object_of_firm_evidence_among_false_alarms_may_stand_for_few() -> None:
    # 400 of 4,000 objects read, one sure, 45 doubtful. Four objects would show one in a third of draws.
    alarms = accuracies(rows(*[(90, 10, 10, 90), (90, 10, 2, 98), (80, 20, 30, 70), (95, 5, 0, 100)]))
    part = Part("pdf", 4000, 450, 60.0**2, alarms["PERSON", "pdf"], firm=10)
    found = corrected([part], (340, 450, 580), 0.95, firm=(1, 10, 53))
    assert 1 <= found.low <= 4


def test_many_labelled_objects_of_one_corpus_do_not_make_its_rates_those_of_another() -> None:
    ends = (2600.0, 3050.0, 3500.0)
    one = corrected(alone(3050, Accuracy(90_000, 10_000, 5_000, 95_000)), ends, 0.95)
    six = corrected(alone(3050, AGREEING), ends, 0.95)
    assert one.high - one.low > six.high - six.low


def test_nothing_flagged_leaves_at_least_the_zero_hit_bound() -> None:
    found = corrected(alone(0, GOOD), (0, 0, 91), 0.95)
    assert (found.low, found.point) == (0, 0)
    assert found.high >= 91 / 0.9 - 1 and not found.rare


def test_a_whole_bucket_without_a_finding_may_hold_an_object_that_was_missed() -> None:
    found = corrected(alone(0, GOOD), (0, 0, 0), 0.95)
    assert (found.low, found.point, found.rare) == (0, 0, False) and found.high >= 1


def test_a_family_without_known_rates_has_a_wide_interval() -> None:
    blind = corrected(alone(3050, None), (2600, 3050, 3500), 0.95)
    known = corrected(alone(3050, AGREEING), (2600, 3050, 3500), 0.95)
    assert blind.high - blind.low > 2 * (known.high - known.low)


def test_a_detector_no_better_than_chance_bounds_nothing_from_below() -> None:
    chance = accuracies(rows(*[(50, 50, 50, 50)] * 5))["PERSON", "pdf"]
    assert corrected(alone(5000, chance), (4500, 5000, 5500), 0.95).low == 0


def test_answers_on_findings_replace_the_measured_rate_and_narrow_the_interval() -> None:
    ends, firm = (308.0, 500.0, 760.0), (0.0, 0.0, 0.0)
    before = corrected(alone(500, GOOD), ends, 0.95, firm=firm)
    review = Review(Answers(500, 40, 38), silent=(Answers(9500, 60, 0),))
    after = corrected(alone(500, GOOD), ends, 0.95, firm=firm, review=review)
    assert before.low == 0 and before.rare and not after.rare
    assert after.low > 200 and after.high - after.low < 0.7 * (before.high - before.low)
    assert after.point == pytest.approx(500 * 38 / 40, rel=0.1)


def test_a_bucket_of_false_alarms_alone_is_said_to_hold_none() -> None:
    review = Review(Answers(500, 40, 0), silent=(Answers(9500, 60, 0),))
    found = corrected(alone(500, GOOD), (308, 500, 760), 0.95, review=review)
    assert found.low == 0 and found.point < 30
    assert found.high < 150


def test_misses_that_a_review_found_are_believed_against_the_measured_rate() -> None:
    review = Review(Answers(500, 40, 40), silent=(Answers(9500, 100, 30),))
    found = corrected(alone(500, AGREEING), (308, 500, 760), 0.95, review=review)
    assert found.low > 1000 and found.low < 500 + 0.3 * 9500 < found.high


def test_findings_that_a_review_found_wrong_are_not_held_up_by_their_evidence() -> None:
    review = Review(firm=Answers(500, 50, 25))
    part = [Part("pdf", 10_000, 500, 100.0**2, GOOD, firm=500)]
    ends = (308.0, 500.0, 760.0)
    assert corrected(part, ends, 0.95, firm=ends, review=review).low < 250


def test_all_findings_of_a_bucket_read_whole_and_reviewed_are_known() -> None:
    review = Review(Answers(40, 40, 31), silent=(Answers(3960, 100, 0),))
    part = [Part("pdf", 4000, 40, 0.0, AGREEING)]
    found = corrected(part, (40, 40, 40), 0.95, review=review)
    assert found.low == 31 and found.high < 45


def test_a_lattice_is_even_and_the_same_each_time() -> None:
    for one, two in zip(lattice(2048, 5), lattice(2048, 5), strict=True):
        assert (one == two).all() and abs(one.mean() - 0.5) < 0.002
        assert abs((one < 0.025).mean() - 0.025) < 0.003


def test_rates_of_a_handful_of_objects_are_those_of_all_families() -> None:
    table = accuracies([*rows((9, 0, 0, 90)), *rows((90, 0, 0, 90), family="mail")])
    assert ("PERSON", "pdf") not in table and table["PERSON", EVERY].found == 99
    assert table["PERSON", "mail"].others == table["PERSON", EVERY].corpora


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
    assert better.low <= naive.point <= better.high
    assert better.method.startswith("rogan-gladen; not measured: mail")
    assert better.high - better.low > naive.high - naive.low
    assert "corrected:objects_with:ORDER_VALUE" not in rows
    assert not any(name.startswith("corrected:") for name in by_measure(estimates(STRATA, seen, 0.95)))


def test_a_family_without_rates_of_its_own_has_those_of_all_families() -> None:
    seen = observed("orders", "pdf", 60)
    own, other = ({("PERSON", name): AGREEING} for name in ("pdf", EVERY))
    same = [
        by_measure(estimates(STRATA[:1], seen, 0.95, accuracy=table))["corrected:objects_with:PERSON"]
        for table in (own, other)
    ]
    assert (same[0].low, same[0].high) == (same[1].low, same[1].high)
    assert same[0].method == "rogan-gladen" and same[1].method == "rogan-gladen; not measured: pdf"


def test_a_share_too_rare_to_correct_is_called_so_in_its_method() -> None:
    rows = by_measure(estimates(STRATA[:1], observed("orders", "pdf", 2), 0.95, accuracy=TABLE))
    assert rows["corrected:objects_with:PERSON"].method == "rogan-gladen; too rare to correct"


def test_answers_alone_correct_where_no_rate_was_measured() -> None:
    review = {"PERSON": Review(Answers(600, 30, 29, 60), silent=(Answers(400, 30, 0, 40),))}
    rows = by_measure(estimates(STRATA[:1], observed("orders", "pdf", 60), 0.95, reviews=review))
    found = rows["corrected:objects_with:PERSON"]
    assert found.method.endswith("; reviewed: 60") and 400 < found.low < 600 < found.high


def test_each_stratum_has_its_own_interval() -> None:
    seen = observed("orders", "pdf", 60) + observed("rest", "mail", 0)
    found = dict(strata_with(STRATA, seen, ["PERSON"], 0.95))
    assert (found["orders"].n, found["orders"].population) == (100, 1000)
    assert found["orders"].low < 600 < found["orders"].high < 750
    assert found["rest"].point == 0 and 0 < found["rest"].high < 200


def test_what_the_pilot_of_a_single_stratum_found_is_in_its_interval() -> None:
    seen = [Observation("b", "orders", i, 10, True, {"PERSON": 1} if i < 50 else {}) for i in range(100)]
    found = by_measure(estimates(STRATA[:1], seen, 0.95, pilot={"orders": 50}))["objects_with:PERSON"]
    assert found.low < 525 == found.point < found.high


def test_the_head_counts_of_the_law_are_three_valued() -> None:
    people = {f"p{i}": "strong" for i in range(600)}
    seen = [Observation("b", "orders", i, 10, True, {"PERSON": 600}, people, 600) for i in range(1000)]
    rows = by_measure(estimates(STRATA[:1], seen, 0.95))
    assert rows["subjects_ca"].low == 600
    assert rows["subjects_ca:over_500"].method == "yes"
    last = rows["subjects_ca:at_least_250000"]
    assert (last.low, last.high, last.method) == (0, 0, "no")


def test_no_one_seen_bounds_people_by_the_bytes_that_may_hide_them() -> None:
    none = by_measure(estimates(STRATA, observed("orders", "pdf", 0) + observed("rest", "mail", 0), 0.95))
    assert none["subjects"].low == none["subjects"].point == 0
    assert none["subjects"].high > 250_000  # one unread table may hold them all
    assert none["subjects_ca:at_least_250000"].method == "indeterminate"
    assert math.isinf(none["hits:PERSON"].high)
    assert none["unseen"].high == none["objects_with:PERSON"].high > 0


def test_an_object_read_in_part_may_hold_a_kind_of_data_that_was_not_found() -> None:
    whole = observed("orders", "pdf", 0, 1000)
    partly = [replace(item, partly=item.rank < 3) for item in whole]
    bounds = [by_measure(estimates(STRATA[:1], seen, 0.95))["unseen"].high for seen in (whole, partly)]
    assert bounds == [0, 3]


def test_hidden_bytes_are_at_most_those_of_the_largest_objects_that_may_be_missed() -> None:
    small = STRATA[0]
    assert hidden_bytes([small], {"orders": 1000}, 0.025) == 0
    bound = hidden_bytes([small], {"orders": 300}, 0.025)
    assert 0 < bound < 15 * (16 << 10)
    assert hidden_bytes(STRATA, {"orders": 300, "rest": 0}, 0.025) >= STRATA[1].bytes


def test_what_was_not_listed_has_no_upper_bound() -> None:
    rows = by_measure(drop_upper_bounds(estimates(STRATA, observed("orders", "pdf", 60), 0.95)))
    assert math.isinf(rows["objects_with:PERSON"].high) and rows["objects_with:PERSON"].low >= 60
    assert math.isinf(rows["subjects_ca"].high)
    assert rows["subjects_ca:at_least_250000"].method == "indeterminate"
