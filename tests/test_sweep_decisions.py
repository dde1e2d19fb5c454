"""What a sweep decides of single objects: what is read again, what is fetched ahead, how long one takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pii_sweep import sweep
from pii_sweep.config import Settings
from pii_sweep.errors import RETRYABLE
from pii_sweep.journal import Drawn
from pii_sweep.journal.picks import Pick
from pii_sweep.types import Allowance, BucketFrame, Gap, ObjectRef, Part, Reading, Target, Where
from tests.journaled import journaled

REF = ObjectRef("b", "a.txt", size=3_000_000)
PICK = Pick(1, "b", "s", 0, REF)
TARGETS = {"b": Target("s3", "b")}


@pytest.mark.parametrize(
    ("status", "reason", "gap", "again", "asked"),
    [
        ("FAILED", "ENDPOINT_UNREACHABLE", "", True, True),
        ("FAILED", "MALFORMED_FILE", "", False, True),
        ("PARTIAL", "MALFORMED_FILE", "", False, False),
        ("PARTIAL", "MALFORMED_FILE", "STORE_ERROR", True, True),
        ("SKIPPED", "PERMISSION_DENIED", "", True, True),
        ("ANALYSED", "", "STORE_ERROR", False, False),
    ],
)
def test_what_the_store_kept_from_being_read_is_read_again_and_other_failures_on_demand(
    status: str, reason: str, gap: str, again: bool, asked: bool
) -> None:
    gaps = (Gap(Where(REF), gap),) if gap else ()
    reading = Reading(REF, status, reason, gaps=gaps)  # type: ignore[arg-type]
    assert sweep.is_wanted_again(reading, retry_failed=False) is again
    assert sweep.is_wanted_again(reading, retry_failed=True) is asked
    assert not reason or (reason in RETRYABLE) == (again and not gap)


def test_only_what_may_be_taken_whole_is_fetched_ahead() -> None:
    item = Drawn(PICK, Allowance())
    assert sweep._place(TARGETS, item) == (TARGETS["b"], REF)
    assert sweep._place(TARGETS, replace(item, allowance=Allowance(3, None))) is None
    assert sweep._place(TARGETS, replace(item, part=Part(2, "TIME_LIMIT"))) is None


def test_an_object_is_thought_to_take_time_by_its_kind_and_size() -> None:
    def weigh(key: str, size: int) -> float:
        return sweep._weight(Drawn(replace(PICK, ref=replace(REF, key=key, size=size)), Allowance()))

    for key in ("a.qqq", "a.pdf", "a.csv", "a"):
        each, megabyte = sweep.SECONDS.get(sweep.family_of(sweep.suffix(key)), sweep.SECONDS["*"])
        assert weigh(key, 0) == each
        assert weigh(key, 3_000_000) == pytest.approx(each + 3 * megabyte)


def test_an_answer_about_another_object_is_a_crash() -> None:
    found = sweep._to_reading(PICK, Reading(replace(REF, key="b.txt"), "ANALYSED"))
    assert (found.ref, found.status, found.reason) == (REF, "FAILED", "CRASHED")
    assert [gap.reason for gap in found.gaps] == ["CRASHED"]


def test_what_a_sweep_has_taken_includes_its_listing_and_says_what_is_a_folder(tmp_path: Path) -> None:
    targets = [Target("folder", "shop", root="/srv/shop"), Target("s3", "orders")]
    built = [BucketFrame("shop", "/srv/shop"), BucketFrame("orders", "s3://orders", lists=3, requests=4)]
    with journaled(
        tmp_path / "sweep", Settings(), targets, [(frame, b"") for frame in built], "2026-01-02"
    ) as journal:
        found = {item.bucket: (item.requests, item.folder) for item in sweep.usage(journal)}
    assert found == {"shop": (0, True), "orders": (7, False)}
