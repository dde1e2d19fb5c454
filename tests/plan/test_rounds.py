"""A draw that has to end says how much its interval may err, however early it ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pii_sweep.config import Settings, merge
from pii_sweep.plan.budgets import DEAR, ENOUGH, FULL
from pii_sweep.plan.frames import open_or_plan
from pii_sweep.plan.rounds import LATE, Draws
from pii_sweep.sample.allocate import FIRST, share_of
from pii_sweep.types import Count, Reading, Target


def test_a_draw_whose_time_is_up_in_its_pilot_still_has_an_interval(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    root.mkdir()
    for number in range(80):
        (root / f"{number}.txt").write_bytes(b"x" * 100)
    settings = merge(Settings(), "sample", until="width", half_width=0.05, pilot=10)
    target = Target("folder", "shop", root=str(root))
    with open_or_plan(tmp_path / "sweep", [target], settings, lambda *_: None) as journal:
        draws = Draws(journal, settings)
        assert draws.next_round()
        for item, _ in zip(draws.starting(), range(5), strict=False):
            reading = Reading(item.pick.ref, "ANALYSED", counts={"PERSON": Count(1, 1, 0.9)})
            draws.done(item, reading, None, counted=True)
        draws.end(LATE)
        (frame,) = journal.plan().buckets
    assert (frame.stopped, frame.share) == (LATE, share_of(FIRST))
    assert frame.share > 0


@pytest.mark.parametrize(
    ("sample", "why"),
    [
        ({"size": 1200}, ENOUGH),
        ({"size": 200}, FULL),
        ({"size": 1200, "cheap_seconds": 1.0}, DEAR),
        ({"size": 200, "until": "size"}, FULL),
        ({"size": 1200, "max_requests": 150}, "budget spent: requests"),
        ({"size": 1500, "until": "size"}, "all kept picks read"),
    ],
)
def test_a_draw_says_why_it_ends_where_it_does(tmp_path: Path, sample: dict[str, Any], why: str) -> None:
    root = tmp_path / "shop"
    root.mkdir()
    for number in range(1300):
        (root / f"{number}.txt").write_bytes(b"x" * 100)
    settings = merge(Settings(), "sample", **sample)
    with open_or_plan(
        tmp_path / "sweep", [Target("folder", "shop", root=str(root))], settings, lambda *_: None
    ) as journal:
        assert Draws(journal, settings).next_round()
        (frame,) = journal.plan().buckets
    assert frame.stopped == why
