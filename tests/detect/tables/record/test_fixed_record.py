"""Social security numbers that touch the street in a few records of fixed fields."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.record.fixed_record import find

RECORD = "1001    Underwood      Vincent     {}282 Maple Avenue              Austin         TX 78704"


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find(text)]


def test_nine_figures_between_a_name_and_the_street_they_touch_are_a_social_security_number() -> None:
    assert _found(RECORD.format("536228714")) == ["536228714"]
    assert _found(RECORD.format("536-22-8714")) == ["536-22-8714"]
    assert _found(RECORD.format("53622871419610930")) == ["536228714"]
    assert _found(RECORD.format("5362287145593814402")) == ["536228714"]
    assert _found(f"{RECORD.format('536228714')}\n{RECORD.format('041739051')}") == ["536228714", "041739051"]


def test_figures_that_may_begin_a_telephone_are_less_sure() -> None:
    sure, either = (next(find(RECORD.format(one))) for one in ("536128714", "559464376"))
    assert sure.score > either.score


@pytest.mark.parametrize(
    "text",
    [
        RECORD.format("666228714"),
        RECORD.format("536228714 "),
        RECORD.format("536228714").replace("Underwood", "Crate").replace("Vincent", "Bolts"),
        RECORD.format("536228714").replace("TX 78704", "shelf 12"),
        RECORD.format("536228714").replace("Maple Avenue", "boxes of bolts"),
        "Vincent Underwood, 536228714282 Maple Avenue, Austin, TX 78704",
    ],
)
def test_other_figures_before_words_are_not_social_security_numbers(text: str) -> None:
    assert _found(text) == []
