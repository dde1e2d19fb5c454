"""What a plan supposes of a bucket, and what it knows from the bucket's last sweep."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pii_sweep.config import Settings, change
from pii_sweep.errors import JournalError
from pii_sweep.journal import Done
from pii_sweep.plan.budgets import quote_bucket
from pii_sweep.plan.expectations import ENOUGH, last_sweep
from pii_sweep.sample.cost.costs import Costs
from pii_sweep.sample.cost.quote import prior
from pii_sweep.types import BucketFrame, Count, Exposure, ObjectRef, Reading, Stratum, Target
from tests.journaled import journaled

OPEN = Exposure(level="PUBLIC", public_read="yes", public_write="no")
STRATA = tuple(
    Stratum("b", f"s{i}", f"{i}/", "pdf", "<16K", 2000, 2_000_000,
            picks=tuple(ObjectRef("b", f"{i}/{n}.pdf", size=1000) for n in range(800)))
    for i in range(4)
)  # fmt: skip
FRAME = BucketFrame("b", "s3://b", strata=STRATA, exposure=OPEN)
BILLS = [Costs().bill(stratum.media, stratum.picks) for stratum in STRATA]
HELD = {"PERSON": Count(1, 1, 0.9), "STREET_ADDRESS": Count(1, 1, 0.9)}


def swept(folder: Path, read: int, *, stopped: str, seconds: float = 0.5) -> None:
    """Leave a sweep that read so many objects a stratum; only those of the first held anything."""
    with journaled(folder, Settings(), [Target("s3", "b")], [(FRAME, b"")], "2026-01-02") as journal:
        journal.draw("b", {stratum.name: read for stratum in STRATA})
        held = [(pick, HELD if pick.stratum == "s0" else {}) for pick in journal.todo()]
        journal.append_all(
            [
                Done(pick, Reading(pick.ref, "ANALYSED", counts=counts, seconds=seconds), True)
                for pick, counts in held
            ]
        )
        journal.update(replace(journal.plan().buckets[0], stopped=stopped))


def test_before_anything_is_known_strata_hold_nearly_nothing_or_nearly_only_hits() -> None:
    empty, *others = prior(16)
    assert not empty.any()
    shares = np.concatenate(others)
    assert 0.4 < shares.mean() < 0.6
    assert ((shares < 0.15) | (shares > 0.85)).mean() > 0.4
    assert prior(16)[1].tolist() == others[0].tolist()


WIDTH = change(Settings(), "sample", until="width")


def test_a_sample_that_settles_the_rating_is_quoted_to_the_object() -> None:
    said = quote_bucket(FRAME, BILLS, Settings())
    assert said.least_objects == said.objects == said.most_objects == said.get_requests
    assert 690 < said.objects < 740
    assert said.bytes == said.most_bytes == 1000 * said.objects


def test_a_draw_that_seeks_a_half_width_is_quoted_between_its_least_and_its_most() -> None:
    said = quote_bucket(FRAME, BILLS, WIDTH)
    assert said.least_objects < said.objects < said.most_objects == 2000
    assert said.bytes == pytest.approx(1000 * said.objects, abs=1000)


def test_a_quote_knows_the_pace_of_the_last_sweep(tmp_path) -> None:
    swept(tmp_path, 25, stopped="enough read", seconds=10.0)
    last = last_sweep(tmp_path)["b"]
    said = quote_bucket(FRAME, BILLS, Settings(), 1, last)
    assert said.rates_source == "sweep of 2026-01-02"
    slow = last.pace["pdf"]
    assert said.minutes == pytest.approx(slow * said.objects * Costs().likely(STRATA[0].picks[0], "pdf")[4])
    assert slow > 10
    assert said.objects == quote_bucket(FRAME, BILLS, Settings()).objects  # what is read does not hang on it


def test_a_quote_of_a_half_width_takes_the_shares_of_the_last_sweep(tmp_path) -> None:
    swept(tmp_path, 90, stopped="target met")
    said = quote_bucket(FRAME, BILLS, WIDTH, 1, last_sweep(tmp_path)["b"])
    assert 100 < said.objects < quote_bucket(FRAME, BILLS, WIDTH).objects  # pure strata need fewer


def test_a_directory_without_a_sweep_is_no_last_sweep(tmp_path) -> None:
    with pytest.raises(JournalError):
        last_sweep(tmp_path)


def test_buckets_share_the_minutes_of_a_sweep() -> None:
    limited = change(WIDTH, "sample", max_minutes=4.0)
    alone, half = (quote_bucket(FRAME, BILLS, limited, buckets) for buckets in (1, 2))
    assert half == quote_bucket(FRAME, BILLS, change(WIDTH, "sample", max_minutes=2.0))
    assert 0 < half.most_objects < alone.most_objects


@pytest.mark.parametrize(("read", "known"), [(ENOUGH - 1, False), (ENOUGH, True)])
def test_a_few_readings_of_a_family_show_its_pace_and_fewer_do_not(
    tmp_path: Path, read: int, known: bool
) -> None:
    with journaled(tmp_path, Settings(), [Target("s3", "b")], [(FRAME, b"")], "2026-01-02") as journal:
        journal.draw("b", {"s0": read})
        for pick in list(journal.todo()):
            journal.append(pick, Reading(pick.ref, "ANALYSED", seconds=1.0))
    assert ("pdf" in last_sweep(tmp_path)["b"].pace) == known
