"""What `show` prints: coverage in one line, prevalence with intervals, JSON without infinities."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from pii_sweep.config import Settings, merge
from pii_sweep.errors import ConfigError
from pii_sweep.report import words
from pii_sweep.report.rates import rates
from pii_sweep.report.summary import BucketSummary, summarise
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.resources import decisions_path
from pii_sweep.sample.people.residency import RULES
from pii_sweep.types import BucketFrame, Stratum
from tests.report.synthetic_sweep import DENIED, EMPTY, HARMLESS, PHOTOS, reader, synthetic


def by_name(swept: Frames) -> dict[str, BucketSummary]:
    return {row.bucket: row for row in summarise(swept).buckets}


def test_the_coverage_line_names_every_reason(swept: Frames) -> None:
    rows = by_name(swept)
    assert rows[PHOTOS].coverage_line == (
        "read 257 of 1,020 objects; 3 only in part: malformed; 118 skipped: glacier (archived); "
        "3 failed: access denied; 642 not sampled"
    )
    assert rows[HARMLESS].coverage_line == "read 60 of 60 objects"
    assert rows[EMPTY].coverage_line == "no objects"
    assert rows[DENIED].coverage_line == "could not be listed (access denied), so nothing was read"


@pytest.mark.parametrize("stopped", sorted(words.ENDS))
def test_what_was_not_sampled_comes_with_the_reason_why_the_draw_ended(stopped: str) -> None:
    buckets, readings = synthetic()
    ended = [replace(bucket, stopped=stopped) for bucket in buckets if bucket.bucket == PHOTOS]
    (row,) = summarise(frames(ended, reader(readings), Settings())).buckets
    assert row.coverage_line.endswith(f"642 not sampled: {words.ENDS[stopped]}")


def test_why_a_draw_ended_does_not_explain_what_an_unfinished_sweep_has_not_read() -> None:
    buckets, readings = synthetic()
    cut = [
        replace(bucket, stopped="all kept picks read", finished=None)
        for bucket in buckets
        if bucket.bucket == PHOTOS
    ]
    (row,) = summarise(frames(cut, reader(readings), Settings())).buckets
    assert "; 642 not sampled; the sweep was not finished: give" in row.coverage_line


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ENCRYPTED_DOCUMENT", "password needed (ENCRYPTED_DOCUMENT)"),
        ("NEW_CODE", "new code (NEW_CODE)"),
        ("bug: TypeError at read_pdf:31", "bug: TypeError at read_pdf:31"),
    ],
)
def test_a_reason_comes_in_words_with_its_code(code: str, said: str) -> None:
    assert words.reason_with_code(code) == said


def test_filters_that_leave_nothing_are_said_to() -> None:
    part = Stratum("b", "s", "", "pdf", "<16K", 7, 70, {"FILTERED": 7}, {"FILTERED": 70})
    (row,) = summarise(frames([BucketFrame("b", "b", strata=(part,))], reader({"b": []}), Settings())).buckets
    assert (row.rating, row.coverage_line) == (
        "UNKNOWN", "nothing was read: the filters leave out each of 7 objects",
    )  # fmt: skip


def test_a_listing_that_broke_off_is_said_next_to_what_was_read() -> None:
    buckets, readings = synthetic()
    broken = [
        replace(bucket, listing="ENDPOINT_UNREACHABLE") for bucket in buckets if bucket.bucket == HARMLESS
    ]
    (row,) = summarise(frames(broken, reader(readings), Settings())).buckets
    assert row.coverage_line.endswith("the listing broke off: no answer, or a broken one, from the endpoint")
    assert (row.gaps, row.breach_150) == (1, "indeterminate")


def test_shares_of_a_bucket_that_was_not_listed_whole_have_neither_end() -> None:
    buckets, readings = synthetic()
    broken = [
        replace(bucket, listing="ENDPOINT_UNREACHABLE") for bucket in buckets if bucket.bucket == PHOTOS
    ]
    (row,) = summarise(frames(broken, reader(readings), Settings())).buckets
    assert row.prevalence
    for item in row.prevalence:
        assert item.low > 0 and (item.share_low, item.share_high) == (0.0, 1.0)
    (whole,) = summarise(
        frames([replace(broken[0], listing="complete")], reader(readings), Settings())
    ).buckets
    assert all(item.share_low > 0 for item in whole.prevalence)


def test_gaps_count_planned_reads_and_failed_listings_but_not_the_glacier(swept: Frames) -> None:
    rows = by_name(swept)
    assert (rows[PHOTOS].gaps, rows[HARMLESS].gaps, rows[EMPTY].gaps, rows[DENIED].gaps) == (6, 0, 0, 1)
    assert summarise(swept).gaps == 13


def test_prevalence_has_an_interval_around_its_point(swept: Frames) -> None:
    rows = by_name(swept)[PHOTOS].prevalence
    assert {row.entity for row in rows} >= {"PERSON", "STREET_ADDRESS", "ORDER_VALUE", "FACE"}
    for row in rows:
        assert 0 <= row.share_low <= row.share_point <= row.share_high <= 1
        assert row.low <= row.point <= row.high


def test_the_json_form_is_plain_and_finite(swept: Frames) -> None:
    plain = summarise(swept).as_dict()
    text = json.dumps(plain, allow_nan=False)
    assert [row["bucket"] for row in json.loads(text)["buckets"]][0] == PHOTOS
    assert not any(isinstance(value, float) and math.isinf(value) for value in plain["buckets"][0].values())


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.0%"), (0.0004, "<0.1%"), (0.0123, "1.2%"), (0.456, "46%"), (1.0, "100%"), (None, "-")],
)
def test_shares_read_well(value: float | None, text: str) -> None:
    assert words.share(value) == text


def test_a_figure_that_is_nothing_has_no_sign() -> None:
    assert [words.number(value) for value in (-0.0, -0.4, 0.4, 1234.6)] == ["0", "0", "0", "1,235"]


def test_a_count_that_the_sample_does_not_bound_is_said_to_be_unbounded() -> None:
    assert words.not_bounded(0, 39_913).startswith("none seen; not bounded by this sample")
    assert "3 seen" in words.not_bounded(3, 100) and "up to 100" in words.not_bounded(3, 100)


def test_figures_without_an_upper_bound_say_so() -> None:
    assert words.interval(12, math.inf) == "at least 12"
    assert words.interval(12, 3400) == "12 to 3,400"
    assert words.interval(5, 5) == "5"
    assert (words.size(0), words.size(1536), words.size(5 << 30)) == ("0 B", "1.5 KiB", "5.0 GiB")


def test_prevalence_stands_as_observed_and_corrected_with_the_law_s_head_counts(swept: Frames) -> None:
    row = by_name(swept)[PHOTOS]
    names = next(item for item in row.prevalence if item.entity == "PERSON")
    assert names.corrected is not None
    assert names.corrected.low <= names.corrected.point <= names.corrected.high <= 1
    assert names.corrected.high - names.corrected.low > names.share_high - names.share_low
    assert [item.rule for item in row.thresholds] == list(RULES)
    assert row.thresholds[-1].answer == "indeterminate"  # its archived objects may hold anybody
    assert 0 < row.unseen.high < row.population
    assert 0 < row.personal_hits.low <= row.personal_hits.point <= row.personal_hits.high
    assert 0 < row.personal_bytes.low <= row.personal_bytes.point <= row.personal_bytes.high <= row.bytes
    assert json.loads(json.dumps(summarise(swept).as_dict()))["buckets"][0]["thresholds"]


def test_a_bucket_that_could_not_be_listed_answers_nothing_with_no(swept: Frames) -> None:
    row = by_name(swept)[DENIED]
    assert {item.answer for item in row.thresholds} == {"indeterminate"}
    assert math.isinf(row.people.high)
    assert math.isinf(row.personal_hits.high) and math.isinf(row.unseen.high)
    assert {item.answer for item in by_name(swept)[EMPTY].thresholds} == {"no"}


def test_a_broken_listing_bounds_nothing_from_above() -> None:
    buckets, readings = synthetic()
    broken = [
        replace(bucket, listing="ENDPOINT_UNREACHABLE") for bucket in buckets if bucket.bucket == PHOTOS
    ]
    (row,) = summarise(frames(broken, reader(readings), Settings())).buckets
    assert {item.answer for item in row.thresholds} == {"indeterminate"}
    assert all(item.share_high == 1 for item in row.prevalence)
    assert math.isinf(row.unseen.high)


def test_another_detector_is_not_corrected_by_the_rates_of_ours(tmp_path) -> None:
    buckets, readings = synthetic()
    other = merge(Settings(), "detect", min_score=0.8)
    assert rates(other) == {}
    photos = next(
        row for row in summarise(frames(buckets, reader(readings), other)).buckets if row.bucket == PHOTOS
    )
    assert {item.corrected for item in photos.prevalence} == {None}
    own = tmp_path / "own.json"
    own.write_text(decisions_path().read_text())
    assert rates(merge(other, "report", decisions=str(own))) == rates(Settings())
    with pytest.raises(ConfigError, match="no file of decisions"):
        rates(merge(other, "report", decisions=str(tmp_path / "none.json")))


def test_a_sweep_that_was_not_finished_says_so_and_is_not_certain() -> None:
    buckets, readings = synthetic()
    stopped = [replace(bucket, finished=None) for bucket in buckets if bucket.bucket == HARMLESS]
    few = {HARMLESS: readings[HARMLESS][:5]}
    built = frames(stopped, reader(few), Settings())
    (row,) = summarise(built).buckets
    assert not row.finished
    assert "not finished: give the same `run` command again" in row.coverage_line
    assert (row.rating, row.rating_high) == ("LOW", "VERY_HIGH")
