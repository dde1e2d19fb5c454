"""The two rules of a labelled corpus, on cases made by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.evaluate import match

TEXTS = st.text(alphabet="abcdefghij 0123456789,.\n", min_size=1, max_size=40).filter(match.normalise)


@settings(deadline=None)
@given(TEXTS)
def test_a_finding_that_is_the_truth_finds_it_and_is_right(text: str) -> None:
    assert match.found_by("PERSON", text, text, ocr=False)
    assert match.lies_in("PERSON", text, [text], ocr=False)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_coverage_is_a_share_and_whole_where_the_truth_is_held(truth: str, extra: str) -> None:
    one, two = match.normalise(truth), match.normalise(extra)
    assert 0.0 <= match.measure_cover(one, two) <= 1.0
    assert match.measure_cover(one, two + one + two) == 1.0


def test_line_ends_case_and_commas_do_not_matter() -> None:
    assert match.found_by(
        "STREET_ADDRESS", "12 Main St\nReno, NV 89501", "12 MAIN ST RENO NV 89501", ocr=False
    )


def test_a_street_without_its_city_is_not_the_address() -> None:
    assert not match.found_by("STREET_ADDRESS", "12 Main St\nReno, NV 89501", "12 Main St", ocr=False)


def test_four_fifths_are_enough_and_less_is_not() -> None:
    assert match.found_by("PERSON", "abcdefghij", "abcdefgh", ocr=False)
    assert not match.found_by("PERSON", "abcdefghij", "abcdefg", ocr=False)


def test_scattered_letters_of_a_long_finding_cover_nothing() -> None:
    assert match.measure_cover("annalee", "ahnhnhahlheheh") == 0.0


def test_the_edit_distance_counts_for_ocr_alone() -> None:
    truth, read = "1234 Maple Street Springfield", "l2E4 Mapie 5treet 5pringfieid"
    assert match.found_by("STREET_ADDRESS", truth, "1234 Map1e Street Spr1ngfie1d", ocr=True)
    assert not match.found_by("STREET_ADDRESS", truth, read, ocr=True)
    assert not match.found_by("PERSON", "Kim Wu", "K1m W0", ocr=False)


def test_the_edit_distance_is_taken_at_the_best_place_of_a_longer_finding() -> None:
    assert match.found_by("PERSON", "Maria Gonzales", "TO Maria Gonza1es Phone", ocr=True)


def test_a_finding_is_right_from_three_tokens_in_five() -> None:
    assert match.lies_in("PERSON", "Dear Mr Juan de Souza", ["Juan de Souza"], ocr=False)
    assert not match.lies_in("PERSON", "Dear Sir Juan Souza order", ["Juan Souza"], ocr=False)


def test_a_token_counts_once_for_each_time_the_truth_holds_it() -> None:
    assert not match.lies_in("PERSON", "Ann Ann Ann", ["Ann Lee"], ocr=False)


def test_nothing_is_right_where_there_is_no_truth() -> None:
    assert not match.lies_in("PERSON", "Ann Lee", [], ocr=True)
    assert not match.lies_in("PERSON", "?!", ["Ann Lee"], ocr=True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$1,234.50", "1234.50"), ("1.234,50 €", "1234.50"), ("USD 45", "45.00"), ("RM9.00", "9.00"),
        ("1'200.00 CHF", "1200.00"), ("12,345", "12345.00"), ("515.4400000000001", "515.44"),
        ("84.5", "84.50"),
    ],
)  # fmt: skip
def test_an_amount_is_a_number_whatever_its_separators(text: str, number: str) -> None:
    assert match.amount(text) == Decimal(number)


def test_an_order_value_must_be_the_same_amount() -> None:
    assert match.found_by("ORDER_VALUE", "$45.00", "USD 45.00", ocr=False)
    assert not match.found_by("ORDER_VALUE", "$45.00", "$145.00", ocr=True)
    assert not match.lies_in("ORDER_VALUE", "$45.01", ["$45.00"], ocr=True)
    assert match.found_by("ORDER_VALUE", "eleven hundred rand", "eleven hundred rand", ocr=False)
    assert match.lies_in("ORDER_VALUE", "eleven hundred rand", ["eleven hundred rand"], ocr=False)
    assert not match.lies_in("ORDER_VALUE", "eleven hundred", ["$11.00"], ocr=False)
    assert match.amount("no number") is None
