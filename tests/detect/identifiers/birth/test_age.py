from __future__ import annotations

from datetime import date

import pytest

from pii_sweep.detect.identifiers.birth import age


@pytest.mark.parametrize(
    ("text", "years"),
    [("۱۳۷۲/۰۴/۰۲", 33), ("1372/04/02", 33), ("1410-05-06", 37), ("15/08/2531", 38), ("2531-08-15", 38)],
)
def test_births_of_the_persian_islamic_and_buddhist_calendars_have_an_age(text: str, years: int) -> None:
    assert age.age(text, date(2026, 11, 30)) == years
