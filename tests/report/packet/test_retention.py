"""How many objects are kept longer than declared, to the second; how buckets' settings are told together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd

from pii_sweep.report.packet.impacts import _find_declared
from pii_sweep.report.packet.retention import _count_overdue, _settings

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_what_is_older_than_the_declared_days_is_overdue() -> None:
    ages = [timedelta(days=30, seconds=1), timedelta(days=400), timedelta(days=30), timedelta(0)]
    dates = pd.Series([NOW - age for age in ages])
    assert [_count_overdue(dates, days, NOW) for days in (29, 30, 399, 400)] == [3, 2, 1, 0]
    assert _count_overdue(dates, None, NOW) is None and _count_overdue(dates[:0], 30, NOW) == 0


def test_a_setting_of_all_buckets_is_said_once_and_others_are_counted() -> None:
    assert (_settings([]), _settings(["off"]), _settings(["off", "off"])) == ("", "off", "off")
    assert _settings(["off", "on", "off"]) == "off (2 buckets), on (1 bucket)"
    assert _settings(["on"] * 1200 + ["off"]) == "off (1 bucket), on (1,200 buckets)"


def test_what_is_declared_of_a_harm_s_source_goes_before_what_is_declared_of_any() -> None:
    of_any, of_it, other = {"harm": "C"}, {"harm": "C", "source": "numbers"}, {"harm": "A"}
    for said in ([other, of_any, of_it], [of_it, of_any, other]):
        assert _find_declared(said, "C", "numbers") is of_it
        assert _find_declared(said, "C", "retention") is of_any
        assert _find_declared(said, "B", "numbers") == {}
