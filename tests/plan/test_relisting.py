"""Buckets whose listing broke off are listed again, few of them where the store stays silent."""

from __future__ import annotations

from pathlib import Path

from pii_sweep.config import Settings, merge
from pii_sweep.errors import Unreachable
from pii_sweep.plan.frames import SILENT
from pii_sweep.plan.relisting import relist
from pii_sweep.types import BucketFrame, Target
from tests.journaled import journaled


def test_a_store_that_does_not_answer_is_asked_for_few_of_many_buckets(tmp_path: Path) -> None:
    settings = merge(Settings(), "targets", endpoint_url="http://127.0.0.1:9", anonymous=True)
    targets = [Target("s3", f"b{number}") for number in range(SILENT + 2)]
    broken = [
        (BucketFrame(target.bucket, str(target), listing=Unreachable.reason), b"") for target in targets
    ]
    asked: list[str] = []
    with journaled(tmp_path / "sweep", settings, targets, broken, "2026-01-02") as journal:
        relist(journal, targets, settings, lambda what, *_: asked.append(what))
        assert [frame.listing for frame in journal.plan().buckets] == [Unreachable.reason] * len(targets)
    assert len([what for what in asked if what.startswith("listing ")]) == SILENT


def test_requests_of_a_listing_that_broke_off_count_after_the_next_one_too(tmp_path: Path) -> None:
    settings = merge(Settings(), "targets", endpoint_url="http://127.0.0.1:9", anonymous=True)
    target = Target("s3", "orders")
    broken = BucketFrame("orders", str(target), listing=Unreachable.reason, lists=5000, requests=3000)
    with journaled(tmp_path / "sweep", settings, [target], [(broken, b"")], "2026-01-02") as journal:
        relist(journal, [target], settings, lambda *_: None)
        (frame,) = journal.plan().buckets
    assert frame.lists >= 5000
    assert frame.requests >= 3000
