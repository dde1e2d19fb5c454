"""What was not listed and not looked for is shown next to the rating, wherever a rating is shown."""

from __future__ import annotations

import html
import math
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pii_sweep.config import Settings, merge
from pii_sweep.report import words
from pii_sweep.report.html import render_report
from pii_sweep.report.packet import assessment
from pii_sweep.report.packet.publication import render_packet
from pii_sweep.report.pages.findings_page import render_findings
from pii_sweep.report.summary import summarise
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.report.view import report_view
from tests.report.synthetic_sweep import CREATED, DENIED, EMPTY, HARMLESS, reader, synthetic

ACTIVITY = {"activity": {"id": "a", "name": "A"}}


def swept_with(settings: Settings, *names: str, **frame: Any) -> Frames:
    """Return the tables of some buckets of the synthetic sweep, with faces counted.

    `frame` are fields of the harmless one's.
    """
    buckets, readings = synthetic()
    chosen = [replace(item, faces_counted=True) for item in buckets if item.bucket in names]
    changed = [replace(item, **frame) if item.bucket == HARMLESS else item for item in chosen]
    return frames(changed, reader(readings), settings)


def packet(built: Frames) -> dict:
    return assessment.assess(built, ACTIVITY, datetime(2026, 11, 1, tzinfo=UTC), {})


def test_a_listing_that_broke_off_has_no_coverage_and_an_open_end_in_every_table() -> None:
    built = swept_with(Settings(), HARMLESS, listing="ENDPOINT_UNREACHABLE")
    (row,) = built.buckets.to_dict("records")
    assert (row["listing_complete"], row["rating"], row["rating_high"]) == (False, "LOW", "VERY_HIGH")
    assert row["coverage"] != row["coverage"]  # NaN
    assert (row["priority"], row["priority_high"]) == ("P4", "P1")
    (shown,) = summarise(built).buckets
    assert shown.coverage is None
    assert shown.coverage_line.startswith("read 60 of the first 60 objects")
    assert shown.caveats == (
        "the listing broke off (no answer, or a broken one, from the endpoint): "
        "what is missing may hold anything",
    )


def test_the_report_says_it_in_the_cell_of_the_rating_and_in_its_tile() -> None:
    built = swept_with(Settings(), HARMLESS, listing="ENDPOINT_UNREACHABLE")
    page = render_report(built, CREATED)
    cell = re.search(r'<td data-label="Severity".*?</td>', page, re.S)
    assert cell is not None and "the listing broke off" in cell[0] and "Low to Very high" in cell[0]
    read = report_view(built, CREATED)["front"]["read"]
    assert read["buckets"] == "0 of 1" and read["share"] == ""


def test_a_denied_bucket_is_in_the_denominator_of_the_tile_and_of_the_packet() -> None:
    built = swept_with(Settings(), HARMLESS, DENIED)
    read = report_view(built, CREATED)["front"]["read"]
    assert read == {"buckets": "1 of 2", "objects": "60 of 60", "share": ""}
    body = packet(built)
    assert (body["scope"]["coverage"], body["scope"]["buckets_listed"]) == (None, 1)
    cover = render_packet(body)
    assert "1 of 2 buckets listed" in cover and "100.0 %" not in cover


@pytest.mark.parametrize(
    ("section", "change", "says"),
    [
        ("detect", {"entities": ("US_SSN",)}, "nothing but US_SSN was looked for"),
        ("detect", {"min_score": 0.95}, "score below 0.95"),
        ("extract", {"ocr": "off"}, "scanned pages were not read"),
        ("targets", {"exclude": ("*.bak",)}, "no keys that match *.bak"),
    ],
)
def test_a_restriction_stands_in_tables_summary_first_screen_and_packet(section, change, says: str) -> None:
    built = swept_with(merge(Settings(), section, **change), HARMLESS)
    assert says in built.buckets["restrictions"][0][0]
    (shown,) = summarise(built).buckets
    assert says in shown.caveats[0]
    page = render_report(built, CREATED)
    assert words.to_plain(says) in html.unescape(page).partition('id="ratings"')[0]
    body = packet(built)
    assert says in body["scope"]["restrictions"][0]
    assert says in render_packet(body).partition("</header>")[0]


def test_a_clean_bucket_in_which_little_was_looked_for_is_not_certainly_low() -> None:
    (row,) = swept_with(merge(Settings(), "detect", entities=("US_SSN",)), HARMLESS).buckets.to_dict(
        "records"
    )
    assert (row["rating"], row["rating_low"], row["rating_high"]) == ("LOW", "LOW", "VERY_HIGH")
    assert (row["breach_150"], row["breach_82"]) == ("indeterminate", "indeterminate")


def severity_cell(built: Frames) -> str:
    cell = re.search(r'<td data-label="Severity".*?</td>', render_report(built, CREATED), re.S)
    assert cell is not None
    return html.unescape(cell[0])


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        ({"older_versions": "held"}, "older or deleted versions of objects are there and were not read"),
        ({"older_versions": "unknown"}, "older versions of objects were not looked for"),
        ({"prefixes": ("logs/",)}, "only keys under logs/ were read, not the whole bucket"),
    ],
)
def test_a_limit_of_one_bucket_stands_next_to_its_rating_and_by_its_name_among_others(frame, says) -> None:
    built = swept_with(Settings(), HARMLESS, DENIED, **frame)
    held = dict(zip(built.buckets["bucket"], built.buckets["restrictions"], strict=True))
    assert says in held[HARMLESS][0] and held[DENIED] == []
    assert says in severity_cell(swept_with(Settings(), HARMLESS, **frame))
    first_screen = html.unescape(render_report(built, CREATED)).partition('id="ratings"')[0]
    assert f"{HARMLESS}: {says}" in first_screen
    assert packet(built)["scope"]["restrictions"][0].startswith(f"{HARMLESS}: {says}")


def test_older_versions_are_in_the_interval_and_bound_no_number_of_people() -> None:
    (shown,) = summarise(swept_with(Settings(), HARMLESS, older_versions="held")).buckets
    assert (shown.rating, shown.rating_low, shown.rating_high) == ("LOW", "LOW", "VERY_HIGH")
    assert "older versions were not read" in shown.headline and "--versions" in shown.settling
    assert math.isinf(shown.people.high) and math.isinf(shown.people_ca.high)
    assert {one.answer for one in shown.thresholds} == {"indeterminate"}
    assert (shown.breach_150, shown.breach_82) == ("indeterminate", "indeterminate")


def test_a_bucket_of_which_only_older_versions_are_left_is_unknown_and_not_empty() -> None:
    buckets, _ = synthetic()
    spare = next(replace(item, older_versions="held") for item in buckets if item.bucket == EMPTY)
    built = frames([spare], lambda _: (), Settings())
    (shown,) = summarise(built).buckets
    assert (shown.rating, shown.coverage_line) == ("UNKNOWN", "no current objects")
    assert math.isinf(shown.people.high)
    page = html.unescape(render_report(built, CREATED))
    assert "It holds no object" not in page and "Nothing in it could be read" not in page


def test_a_prefix_is_named_with_the_rating_wherever_that_is_shown() -> None:
    built = swept_with(Settings(), HARMLESS, prefixes=("logs/", "a<b/"))
    (shown,) = summarise(built).buckets
    assert shown.name == f"{HARMLESS}, only logs/ and a<b/"
    assert (shown.rating, shown.rating_high) == ("LOW", "LOW")
    page = html.unescape(render_report(built, CREATED))
    assert page.count("only logs/ and a<b/") >= 3  # the first screen, the table and the details
    body = packet(built)
    assert body["ratings"]["prefixes"] == body["buckets"][0]["ratings"]["prefixes"] == ["logs/", "a<b/"]
    assert html.unescape(render_packet(body)).count(f"{HARMLESS}, only logs/ and a<b/") == 2
    assert f"{HARMLESS}, only logs/ and a<b/" in html.unescape(render_findings(built, CREATED))


@pytest.mark.parametrize(
    ("section", "change", "skipped"),
    [
        ("detect", {"entities": ("US_SSN",)}, {}),
        ("targets", {"exclude": ("*.bak",)}, {"FILTERED": 3}),
        ("extract", {}, {"STORAGE_CLASS_ARCHIVED": 1}),
        ("extract", {}, {"SYMLINK": 1}),
    ],
)
def test_what_was_skipped_or_not_looked_for_counts_as_any_number_of_people(section, change, skipped) -> None:
    buckets, _ = synthetic()
    (strata,) = (item.strata for item in buckets if item.bucket == HARMLESS)
    more = tuple(
        replace(part, objects=part.objects + sum(skipped.values()), skipped=skipped) for part in strata[:1]
    )
    built = swept_with(merge(Settings(), section, **change), HARMLESS, strata=(*more, *strata[1:]))
    (shown,) = summarise(built).as_dict()["buckets"]
    assert (shown["people"]["high"], shown["people_ca"]["high"]) == (None, None)
    assert {one["answer"] for one in shown["thresholds"]} == {"indeterminate"}
    consumers = packet(built)["consumers"]
    assert (consumers["ca"]["high"], consumers["all_persons"]["high"]) == (None, None)
    assert {one["result"] for one in packet(built)["threshold_checks"]} == {"indeterminate"}


def test_findings_that_allow_lists_took_out_stand_next_to_the_rating() -> None:
    buckets, readings = synthetic()
    harmless = [replace(item, faces_counted=True) for item in buckets if item.bucket == HARMLESS]
    first, *rest = readings[HARMLESS]
    for by_pattern, high in ((0, "LOW"), (100_000, "VERY_HIGH")):
        listed = replace(first[2], suppressed=100_000, by_pattern=by_pattern)
        built = frames(harmless, reader({HARMLESS: [(*first[:2], listed), *rest]}), Settings())
        (shown,) = summarise(built).buckets
        assert shown.restrictions[0].startswith("the allow lists took out 100,000 findings")
        assert shown.rating_high == high
        assert "took out 100,000 findings" in severity_cell(built)
        assert "took out 100,000 findings" in packet(built)["scope"]["restrictions"][0]


def test_what_was_not_read_is_unknown_and_not_none() -> None:
    built = swept_with(Settings(), DENIED)
    page = " ".join(render_report(built, CREATED).split())
    assert "<dt>CCPA categories</dt><dd>unknown</dd>" in page
    assert "<dt>Sensitive personal information</dt><dd>unknown</dd>" in page
    (row,) = built.buckets.to_dict("records")
    assert row["rating"] == "UNKNOWN"
    assert row["priority_high"] < row["priority"]
