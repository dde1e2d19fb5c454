"""Expected calibration error and the isotonic map, on findings made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pii_sweep.evaluate import plot
from pii_sweep.evaluate.calibration import bound_error, error, isotonic, reliability
from pii_sweep.evaluate.score import Sure

FINDINGS = st.lists(
    st.builds(Sure, st.just("PERSON"), st.integers(0, 100).map(lambda n: n / 100), st.booleans()),
    min_size=1,
    max_size=60,
)


def test_scores_that_are_right_as_often_as_they_say_have_no_error() -> None:
    findings = [Sure("PERSON", 0.75, right) for right in (True, True, True, False)]
    assert error(findings) == pytest.approx(0.0)


def test_scores_that_are_always_wrong_have_their_own_height_as_error() -> None:
    assert error([Sure("PERSON", 0.9, False)] * 5) == pytest.approx(0.9)
    assert error([]) is None


def test_the_bounds_of_the_error_are_wide_where_objects_stand_and_fall_whole() -> None:
    right, wrong = [Sure("ORDER_VALUE", 0.9, True)] * 5, [Sure("ORDER_VALUE", 0.9, False)] * 5
    one_of_four = bound_error([right, right, right, wrong])
    many = bound_error([[one] for one in (*right, *right, *right, *wrong)] * 10)
    assert one_of_four is not None and many is not None
    assert one_of_four[1] - one_of_four[0] > 3 * (many[1] - many[0])
    assert many[0] <= error([*right, *right, *right, *wrong]) <= many[1]  # type: ignore[operator]
    assert bound_error([[], []]) is None


def test_a_score_of_one_is_in_the_last_bin() -> None:
    bins = reliability([Sure("PERSON", 1.0, True), Sure("PERSON", 0.95, False)])
    assert [(row.low, row.count, row.right) for row in bins] == [(0.9, 2, 0.5)]


@settings(deadline=None)
@given(FINDINGS)
def test_the_bins_hold_every_finding_once(findings: list[Sure]) -> None:
    assert sum(row.count for row in reliability(findings)) == len(findings)


@settings(deadline=None)
@given(FINDINGS)
def test_the_map_rises_and_stays_within_the_shares(findings: list[Sure]) -> None:
    knots = isotonic(findings)
    assert [low for low, _ in knots] == sorted(low for low, _ in knots)
    rates = [rate for _, rate in knots]
    assert all(0.0 < rate <= 1.0 for rate in rates)


def test_a_higher_raw_score_never_gets_a_lower_one() -> None:
    findings = (
        [Sure("PERSON", 0.4, False)] * 9 + [Sure("PERSON", 0.6, True)] * 3 + [Sure("PERSON", 0.6, False)] * 6
    )
    findings += [Sure("PERSON", 0.8, True)] * 9
    rates = [rate for _, rate in isotonic(findings)]
    assert rates == sorted(rates)
    assert rates[0] < 0.2 < rates[-1]


def test_the_reliability_is_drawn_with_a_panel_for_each_entity(tmp_path: Path) -> None:
    rows = reliability([Sure("PERSON", 0.91, right) for right in (True, True, False)])
    plot.reliability(tmp_path / "one.png", {"PERSON": rows})
    plot.reliability(tmp_path / "two.png", {"PERSON": rows, "ORDER_VALUE": rows})
    one, two = (Image.open(tmp_path / name) for name in ("one.png", "two.png"))
    assert two.width == 2 * one.width and len(set(one.convert("L").tobytes())) > 8
