"""A rating's interval holds what was not listed, not read and not looked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.config import Settings, merge
from pii_sweep.risk import rate
from pii_sweep.risk.categories import ENTITIES
from pii_sweep.risk.priority import SEVERITY
from pii_sweep.risk.restriction import (
    PERSONAL,
    TAGS,
    is_open_ended,
    leaves_people_out,
    list_limits,
    list_unsought,
    restrictions,
)
from pii_sweep.types import BucketFrame, BucketTally, Exposure, Stratum, TagLook

CLEAN = BucketTally("b", 40, 40, 0)
PUBLIC, PRIVATE = Exposure("PUBLIC", "yes", "no"), Exposure("PRIVATE", "no", "no")


def rated(tally: BucketTally, exposure: Exposure = PUBLIC) -> tuple[str, str, str, str, str]:
    found = rate(tally, exposure, Settings().risk)
    return found.level, found.low, found.high, found.priority, found.priority_high


def test_a_bucket_read_whole_and_looked_through_for_everything_is_certain() -> None:
    assert rated(CLEAN) == ("LOW", "LOW", "LOW", "P4", "P4")


def test_a_listing_that_broke_off_leaves_everything_possible() -> None:
    assert rated(replace(CLEAN, listing_complete=False)) == ("LOW", "LOW", "VERY_HIGH", "P4", "P1")


def test_what_may_lie_outside_of_the_objects_read_leaves_everything_possible() -> None:
    assert rated(replace(CLEAN, open_ended=True)) == ("LOW", "LOW", "VERY_HIGH", "P4", "P1")


def test_a_bucket_without_current_objects_is_empty_only_where_no_version_was_left_out() -> None:
    nothing = BucketTally("b", 0, 0, 0)
    assert rated(nothing)[0] == "EMPTY"
    assert rated(replace(nothing, open_ended=True))[0] == "UNKNOWN"
    found = rate(replace(nothing, open_ended=True), PUBLIC, Settings().risk)
    assert "older versions were not read" in found.reasons[0]


@pytest.mark.parametrize(("passed_over", "high"), [(0, "LOW"), (1, "VERY_HIGH")])
def test_what_was_skipped_filtered_or_read_in_part_is_in_the_interval(passed_over: int, high: str) -> None:
    assert rated(replace(CLEAN, unread=passed_over, passed_over=passed_over))[2] == high


@pytest.mark.parametrize(
    ("missing", "exposure", "high"),
    [
        ({"US_SSN", "PERSON"}, PUBLIC, "VERY_HIGH"),
        ({"PERSON", "STREET_ADDRESS", "ORDER_VALUE"}, PRIVATE, "HIGH"),
        ({"FACE"}, PUBLIC, "MEDIUM"),
        ({"FACE"}, PRIVATE, "LOW"),
        ({"ORDER_ID"}, PUBLIC, "LOW"),
    ],
)
def test_kinds_that_were_not_looked_for_are_taken_as_held_of_everybody(missing, exposure, high: str) -> None:
    assert rated(replace(CLEAN, unsought=frozenset(missing)), exposure)[:3] == ("LOW", "LOW", high)


@given(
    st.frozensets(st.sampled_from(sorted(ENTITIES))),
    st.frozensets(st.sampled_from(sorted(PERSONAL)), min_size=1),
)
def test_looking_for_less_never_narrows_the_interval(missing, found) -> None:
    held = dict.fromkeys(found, 30)
    tally = BucketTally("b", 40, 40, 0, True, held, held, {found: 30}, (30.0, 30.0, 30.0))
    whole, part = (rate(one, PUBLIC, Settings().risk) for one in (tally, replace(tally, unsought=missing)))
    assert (part.level, part.low) == (whole.level, whole.low)
    assert SEVERITY.index(part.high) <= SEVERITY.index(whole.high)


def test_the_defaults_restrict_nothing() -> None:
    assert restrictions(Settings(), faces_counted=True) == ()
    assert list_unsought(Settings(), faces_counted=True) == frozenset()


@pytest.mark.parametrize(
    ("section", "change", "says"),
    [
        ("detect", {"entities": ("US_SSN",)}, "nothing but US_SSN was looked for"),
        ("detect", {"min_score": 0.9}, "below 0.9 are left out"),
        ("extract", {"ocr": "off"}, "scanned pages were not read"),
        ("extract", {"ocr_dpi": 50}, "scanned pages were read at 50 dots per inch"),
        ("targets", {"include": ("*.pdf", "a/*")}, "only keys that match *.pdf or a/* were read"),
        ("targets", {"exclude": ("*.tmp",)}, "no keys that match *.tmp were read"),
        ("targets", {"min_size": 1000}, "below 1,000 bytes"),
        ("targets", {"max_size": 1000}, "above 1,000 bytes"),
        ("targets", {"storage_classes": ("STANDARD",)}, "only STANDARD objects"),
        ("targets", {"modified_after": "2026-01-01"}, "modified before 2026-01-01"),
        ("targets", {"modified_before": "2026-01-01"}, "modified since 2026-01-01"),
    ],
)
def test_each_setting_that_leaves_something_out_is_a_line(section: str, change, says: str) -> None:
    (line,) = restrictions(merge(Settings(), section, **change), faces_counted=True)
    assert says in line


def test_a_list_of_entities_a_higher_score_and_absent_faces_leave_kinds_out() -> None:
    only = merge(Settings(), "detect", entities=("US_SSN",))
    assert list_unsought(only, faces_counted=True) == PERSONAL - {"US_SSN"}
    assert list_unsought(merge(Settings(), "detect", min_score=0.9), faces_counted=True) == PERSONAL
    assert list_unsought(Settings(), faces_counted=False) == {"FACE"}
    assert "the extra `faces` is not installed" in restrictions(Settings(), faces_counted=False)[0]


def test_pages_drawn_coarser_than_by_default_leave_every_kind_possible() -> None:
    assert list_unsought(merge(Settings(), "extract", ocr_dpi=50), faces_counted=True) == PERSONAL
    off = merge(merge(Settings(), "extract", ocr_dpi=50), "extract", ocr="off")
    assert list_unsought(off, faces_counted=True) == frozenset()


@pytest.mark.parametrize(
    ("section", "change"), [("detect", {"min_score": 0.1}), ("extract", {"ocr_dpi": 300})]
)
def test_settings_that_look_closer_than_the_default_leave_nothing_out(section: str, change) -> None:
    more = merge(Settings(), section, **change)
    assert list_unsought(more, faces_counted=True) == frozenset()
    assert restrictions(more, faces_counted=True) == ()


FRAME = BucketFrame("b", "s3://b")
SKIPPED = Stratum("b", "s", "", "text", "<64K", 40, 400)


def test_a_bucket_read_whole_has_no_limits() -> None:
    assert list_limits(FRAME, 0, 0, 0) == ()
    assert not is_open_ended(FRAME, 0, 0)
    assert not leaves_people_out(FRAME, CLEAN, ())


def test_a_prefix_is_named_and_does_not_raise_the_rating() -> None:
    part = replace(FRAME, prefixes=("a/", "b/"))
    assert list_limits(part, 0, 0, 0) == ("only keys under a/ or b/ were read, not the whole bucket",)
    assert not is_open_ended(part, 0, 0)
    assert not leaves_people_out(part, CLEAN, ())


@pytest.mark.parametrize("state", ["held", "unknown"])
def test_older_versions_are_named_and_may_hold_anything(state) -> None:
    versioned = replace(FRAME, older_versions=state)
    assert "versions of objects" in list_limits(versioned, 0, 0, 0)[0]
    assert is_open_ended(versioned, 0, 0)


@pytest.mark.parametrize(
    ("made", "says", "is_open"),
    [
        ("2026-11-30T06:00:00+00:00", "of 2026-11-30, less than two days old", False),
        ("2026-10-30T06:00:00+00:00", "of 2026-10-30, 32 days old", True),
        ("2026-12-01T12:20:00+00:00", "of 2026-12-01, less than two days old", False),
        ("2027-01-01T00:00:00+00:00", "of 2027-01-01, later than this sweep", True),
        ("", "that does not say when it was made", True),
    ],
)
def test_an_inventory_is_named_and_an_old_one_leaves_what_came_since_open(
    made: str, says: str, is_open: bool
) -> None:
    begun = datetime(2026, 12, 1, 12, tzinfo=UTC)
    taken = replace(FRAME, inventory=made, started=begun, strata=(SKIPPED,))
    (line,) = list_limits(taken, 0, 0, 0)
    assert says in line and "stored since was not looked for" in line
    assert is_open_ended(taken, 0, 0) is is_open
    assert is_open_ended(replace(taken, strata=()), 0, 0)


def test_what_a_limit_of_requests_left_unasked_is_named_and_leaves_the_rating_open() -> None:
    spent = replace(FRAME, tags=TagLook(1, 0, "unasked"))
    assert "--max-requests" in list_limits(spent, 0, 0, 0)[0]
    assert is_open_ended(spent, 0, 0)


def test_a_full_page_of_uploads_is_a_least_number() -> None:
    assert "the parts of 999 unfinished uploads" in list_limits(replace(FRAME, uploads=999), 0, 0, 0)[0]
    assert "at least 1,000 unfinished" in list_limits(replace(FRAME, uploads=1000), 0, 0, 0)[0]


def test_tags_leave_the_rating_as_it_is_and_what_the_law_asks_open() -> None:
    untagged, tagged = (rate(replace(CLEAN, tagged=count), PRIVATE, Settings().risk) for count in (0, 3))
    assert (untagged.level, untagged.breach_150) == (tagged.level, "no")
    assert tagged.breach_150 == tagged.breach_82 == "indeterminate"


def test_tags_are_a_line() -> None:
    assert list_limits(FRAME, 0, 0, 0, tagged=1) == ("the tags of 1 object were not read",)
    assert list_limits(FRAME, 0, 0, 0, tagged=1200) == ("the tags of 1,200 objects were not read",)


def test_what_allow_lists_took_out_is_a_line_and_open_where_patterns_took_out_most() -> None:
    assert list_limits(FRAME, 1, 0, 9) == ("the allow lists took out 1 finding",)
    assert list_limits(FRAME, 1200, 1100, 9) == (
        "the allow lists took out 1,200 findings; allow.patterns took out most of those in the bucket",
    )
    assert is_open_ended(FRAME, 10, 9)
    assert not is_open_ended(FRAME, 9, 9)


@pytest.mark.parametrize("reason", ["FILTERED", "STORAGE_CLASS_ARCHIVED", "SYMLINK"])
def test_objects_that_the_listing_ruled_out_may_hold_any_number_of_people(reason: str) -> None:
    assert leaves_people_out(replace(FRAME, strata=(replace(SKIPPED, skipped={reason: 1}),)), CLEAN, ())


def test_empty_objects_and_faces_leave_no_people_out() -> None:
    empty = replace(FRAME, strata=(replace(SKIPPED, skipped={"EMPTY": 1, "SWEEP_FILE": 2}),))
    assert not leaves_people_out(empty, replace(CLEAN, unsought=frozenset({"FACE"})), ("EMPTY",))


def test_kinds_that_were_not_looked_for_and_ocr_that_was_off_leave_people_out() -> None:
    assert leaves_people_out(FRAME, replace(CLEAN, unsought=frozenset({"US_SSN"})), ())
    assert leaves_people_out(FRAME, CLEAN, ("OCR_OFF",))


@pytest.mark.parametrize("state", ["denied", "failed", "uncounted"])
def test_tags_that_were_not_looked_for_are_named_and_may_hold_anything(state) -> None:
    unseen = replace(FRAME, tags=TagLook(state=state))
    assert list_limits(unseen, 0, 0, 0) == (TAGS[state],)
    assert is_open_ended(unseen, 0, 0) and not is_open_ended(replace(FRAME, tags=TagLook(5, 5)), 0, 0)


def test_what_lies_next_to_the_objects_is_named_and_leaves_the_rating_as_it_is() -> None:
    held = replace(FRAME, bucket_tags=1, uploads=1200)
    assert list_limits(held, 0, 0, 0) == (
        "of the bucket itself, 1 tag was not examined",
        "the parts of at least 1,200 unfinished uploads lie in the bucket and were not read "
        "(AbortIncompleteMultipartUpload)",
    )
    unknown = replace(FRAME, bucket_tags=None, uploads=None)
    assert [line.partition(" (")[0] for line in list_limits(unknown, 0, 0, 0)] == [
        "tags of the bucket itself were not looked for", "unfinished uploads were not looked for"
    ]  # fmt: skip
    assert not is_open_ended(held, 0, 0) and not is_open_ended(unknown, 0, 0)
