"""A plan does not depend on how its bucket was listed, and stays within its budget."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pii_sweep.config import Settings, change
from pii_sweep.errors import UsageError
from pii_sweep.journal import Journal, open_draft
from pii_sweep.plan import frames
from pii_sweep.plan.budgets import budget_of, journal_bills, quote_bucket
from pii_sweep.types import ObjectRef, Target

TARGET = Target("s3", "photosquared-prod")


@pytest.fixture(autouse=True)
def reached(served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials and endpoint of the fixture server."""
    for name, value in served[1].items():
        monkeypatch.setenv(name, value)


def planned(**sample: object) -> frames.Planned:
    return frames.plan([TARGET], change(Settings(), "sample", **sample), lambda *_: None)[0]


def kept(folder: Path, **sample: object) -> frames.Planned:
    settings = change(Settings(), "sample", **sample)
    with open_draft(folder, settings, [TARGET], "2026-01-01") as draft:
        return frames.plan([TARGET], settings, lambda *_: None, draft)[0]


def draws(folder: Path) -> dict[str, list[ObjectRef]]:
    """Return the picks of each stratum of a kept plan, in order."""
    with Journal.open(folder) as journal:
        (frame,) = journal.plan().buckets
        return {part.name: list(journal.picks(frame.bucket, part.name)) for part in frame.strata}


def test_a_bucket_listed_in_ranges_has_the_plan_of_one_listed_in_a_row(monkeypatch, tmp_path) -> None:
    whole = kept(tmp_path / "whole", size=50)
    monkeypatch.setattr(frames, "SERIAL", 30)
    parts = kept(tmp_path / "parts", size=50)
    assert parts.frame.lists > whole.frame.lists == 1
    assert parts.listing == whole.listing != b""
    same = {"lists": 0, "started": None, "expected_requests": 0}
    assert replace(parts.frame, **same) == replace(whole.frame, **same)


@pytest.mark.parametrize("most", [1, 4, 12, 40])
def test_planning_sends_no_more_requests_than_the_budget_has(most: int) -> None:
    plan = planned(max_requests=most)
    frame = plan.frame
    assert frame.lists + frame.requests <= most
    assert frame.lists + frame.requests + quote_bucket(frame, plan.bills, Settings()).objects > 0
    left = budget_of(frame, change(Settings(), "sample", max_requests=most).sample, plan.bills).requests
    assert left is not None and 0 <= left <= most - frame.lists - frame.requests


def test_what_the_exposure_lacks_for_want_of_requests_is_unknown() -> None:
    assert planned(max_requests=6).frame.exposure.level == "UNKNOWN"


@pytest.mark.parametrize("most", [6, 12, 20, 24, 28, 34, 44])
def test_a_limit_of_requests_is_no_answer_of_the_store(most: int) -> None:
    frame = planned(max_requests=most).frame
    assert frame.tags.state in {"known", "unasked"}
    assert frame.bucket_tags == frame.uploads == 0
    assert planned().frame.tags.state == "known"


def test_a_draw_of_all_takes_the_objects_of_the_smaller_ones_first_and_in_their_order(tmp_path) -> None:
    whole, some = kept(tmp_path / "all", size=None), kept(tmp_path / "some", size=40)
    every, few = draws(tmp_path / "all"), draws(tmp_path / "some")
    assert every.keys() == few.keys()
    assert all(every[name][: len(refs)] == refs for name, refs in few.items())
    assert sum(map(len, every.values())) == sum(part.objects for part in whole.frame.strata)
    assert not any(part.picks for part in whole.frame.strata)
    assert [part.objects for part in whole.frame.strata] == [part.objects for part in some.frame.strata]
    assert whole.frame.exposure == some.frame.exposure


def test_a_large_sample_draws_from_a_shelf_what_a_small_one_draws_from_reservoirs(
    monkeypatch, tmp_path
) -> None:
    kept(tmp_path / "reservoirs", size=50)
    monkeypatch.setattr(frames, "RESERVED", 49)
    kept(tmp_path / "shelf", size=50)
    small, large = draws(tmp_path / "reservoirs"), draws(tmp_path / "shelf")
    assert all(large[name][: len(refs)] == refs for name, refs in small.items())
    assert max(map(len, large.values())) <= 100


@pytest.mark.parametrize(
    "limits", [{}, {"max_bytes": 300_000}, {"max_requests": 60}, {"max_dollars": 0.0001}]
)
def test_a_plan_that_is_kept_is_quoted_as_one_that_is_not(tmp_path, limits) -> None:
    settings = change(Settings(), "sample", size=None, **limits)
    plan = planned(size=None, **limits)
    kept(tmp_path, size=None, **limits)
    with Journal.open(tmp_path) as journal:
        (frame,) = journal.plan().buckets
        again = quote_bucket(frame, journal_bills(journal, frame), settings)
    assert again == quote_bucket(plan.frame, plan.bills, settings)
    assert frame.expected_requests == again.requests


def test_a_plan_that_breaks_off_leaves_nothing_behind(tmp_path) -> None:
    folder = tmp_path / "sweep"
    with (
        pytest.raises(UsageError),
        open_draft(folder, Settings(), [TARGET], "2026-01-01") as draft,
        draft.blocks() as blocks,
    ):
        blocks.append(b"keys")
        raise UsageError("something else")
    assert not folder.exists()


def test_a_kept_plan_is_one_file_that_only_its_owner_reads(tmp_path) -> None:
    kept(tmp_path / "sweep", size=None)
    (file,) = (tmp_path / "sweep").iterdir()
    assert file.name == "sweep.sqlite" and file.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("SELECT count(*) FROM picks WHERE drawn").fetchone() == (0,)


def test_a_prefix_within_another_target_of_its_bucket_is_not_listed_a_second_time() -> None:
    whole, part, other = Target("s3", "b", "a/"), Target("s3", "b", "a/2026/"), Target("s3", "b", "c/")
    assert frames.by_bucket([part, other, whole]) == {"b": [whole, other]}
    assert frames.by_bucket([part, other]) == {"b": [part, other]}
