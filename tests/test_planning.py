"""A plan does not depend on how its bucket was listed, and stays within its budget."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pii_sweep import planning
from pii_sweep.config import Settings, merge
from pii_sweep.types import Target

TARGET = Target("s3", "photosquared-prod")


@pytest.fixture(autouse=True)
def reached(served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials and endpoint of the fixture server."""
    for name, value in served[1].items():
        monkeypatch.setenv(name, value)


def planned(**sample: object) -> planning.Planned:
    return planning.plan([TARGET], merge(Settings(), "sample", **sample), lambda *_: None)[0]


def test_a_bucket_listed_in_ranges_has_the_plan_of_one_listed_in_a_row(monkeypatch) -> None:
    whole = planned(size=50)
    monkeypatch.setattr(planning, "SERIAL", 30)
    parts = planned(size=50)
    assert parts.frame.lists > whole.frame.lists == 1
    assert parts.listing == whole.listing
    same = {"lists": 0, "started": None, "expected_requests": 0}
    assert replace(parts.frame, **same) == replace(whole.frame, **same)


@pytest.mark.parametrize("most", [1, 4, 12, 40])
def test_planning_sends_no_more_requests_than_the_budget_has(most: int) -> None:
    frame = planned(max_requests=most).frame
    assert frame.lists + frame.requests <= most
    assert frame.lists + frame.requests + planning.quoted(frame, Settings().sample).objects > 0
    left = planning.budget_of(frame, merge(Settings(), "sample", max_requests=most).sample).requests
    assert left is not None and 0 <= left <= most - frame.lists - frame.requests


def test_what_the_exposure_lacks_for_want_of_requests_is_unknown() -> None:
    assert planned(max_requests=6).frame.exposure.level == "UNKNOWN"
