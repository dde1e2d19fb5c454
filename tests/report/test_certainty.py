"""A rating says what it could still be, and how many reads would settle it."""

from __future__ import annotations

import pytest

from pii_sweep.config import Settings
from pii_sweep.report.certainty import explain_settling, headline
from pii_sweep.report.tables.frames import BucketDetail, frames
from pii_sweep.types import BucketFrame, Count, Exposure, ObjectRef, Reading, Stratum, Subject

EXPOSED = Exposure(level="PUBLIC", public_read="yes", public_write="no")


def detail(
    objects: int,
    read: int,
    *entities: str,
    failed: int = 0,
    holding: int = 10**9,
    exposure: Exposure = EXPOSED,
    listing: str = "complete",
) -> BucketDetail:
    """Return a bucket of which so many objects were read, each of a person with these entities."""
    stratum = Stratum("b", "s", "", "*", "*", objects, objects)
    frame = BucketFrame(
        "b", "s3://b", listing=listing, strata=(stratum,), exposure=exposure, faces_counted=True
    )
    rows = []
    for rank in range(read):
        held = entities if rank < holding else ()
        people = (Subject(f"p{rank}", frozenset(held)),) if held else ()
        status = "FAILED" if rank < failed else "ANALYSED"
        found = Reading(
            ObjectRef("b", f"k{rank}", size=1), status, reason="" if status == "ANALYSED" else "CRASHED",
            counts={entity: Count(1, 1, 1.0) for entity in held}, subjects=people,
            subjects_total=len(people), subject_combos={one.entities: 1 for one in people},
        )  # fmt: skip
        rows.append(("s", rank, found))
    return frames([frame], lambda _: iter(rows), Settings()).details[0]


def test_a_small_clean_sample_is_low_so_far_and_says_how_many_reads_would_settle_it() -> None:
    found = detail(9310, 240)
    assert headline(found) == "Low so far; could be Very high: 2.6% was read"
    assert explain_settling(found, 0.95).startswith("read 708 of 9,310 objects to be 95% sure")


def test_a_clean_sample_that_is_large_enough_is_low_and_stays_so() -> None:
    found = detail(9310, 720)
    assert found.rating.high == "LOW"
    assert (headline(found), explain_settling(found, 0.95)) == (
        "Low; less than 0.5% of the objects may hold worse",
        "",
    )


def test_the_highest_rating_needs_no_more_reads_to_stand() -> None:
    found = detail(10_000, 20, "PERSON", "STREET_ADDRESS", "US_SSN")
    assert headline(found) == "Very high; what was not read cannot change it"


def test_a_rating_that_a_few_findings_make_says_what_it_is_at_least() -> None:
    found = detail(10_000, 2, "PERSON", "STREET_ADDRESS", "ORDER_VALUE")
    assert headline(found) == "High so far; at least Low, could be Very high: <0.1% was read"


def test_a_rating_that_few_findings_leave_open_is_settled_by_reading_all() -> None:
    found = detail(1800, 608, "PERSON", "EMAIL_ADDRESS", "ORDER_VALUE", holding=1)
    assert headline(found) == "Low so far; could be High: 34% was read"
    assert explain_settling(found, 0.95) == (
        "few findings keep this open; reading the other 1,192 objects settles it (--sample all)"
    )
    assert (
        explain_settling(detail(1800, 1800, "PERSON", "EMAIL_ADDRESS", "ORDER_VALUE", holding=1), 0.95) == ""
    )


def test_a_listing_that_broke_off_is_what_leaves_a_rating_open() -> None:
    found = detail(60, 60, listing="LISTING_INCONSISTENT")
    assert headline(found) == "Low so far; could be Very high: the listing broke off"


def test_a_rating_that_unknown_access_leaves_open_does_not_blame_what_was_read() -> None:
    found = detail(60, 60, "FACE", exposure=Exposure(level="UNKNOWN", unread=("policy",)))
    assert headline(found).endswith("who can read or change the objects is not known")
    assert "was read" not in headline(found)


@pytest.mark.parametrize(("read", "words"), [(720, "keep this open"), (300, "read 708 of")])
def test_what_could_not_be_read_is_not_settled_by_reading_on(read: int, words: str) -> None:
    assert words in explain_settling(detail(9310, read, failed=60), 0.95)


def test_reading_on_settles_nothing_while_it_is_not_known_who_can_read() -> None:
    unknown = Exposure(level="UNKNOWN", public_write="no")
    found = detail(1800, 608, "PERSON", "EMAIL_ADDRESS", "ORDER_VALUE", holding=1, exposure=unknown)
    assert headline(found) == "Low so far; could be High: 34% was read"
    assert explain_settling(found, 0.95) == ""
