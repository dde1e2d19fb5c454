"""What was not listed and not looked for is shown next to the rating, wherever a rating is shown."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pii_sweep.config import Settings, merge
from pii_sweep.report import words
from pii_sweep.report.html import render_report
from pii_sweep.report.packet import assessment
from pii_sweep.report.packet.publication import render_packet
from pii_sweep.report.summary import summarise
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.report.view import report_view
from tests.report.synthetic_sweep import CREATED, DENIED, HARMLESS, reader, synthetic

ACTIVITY = {"activity": {"id": "a", "name": "A"}}


def swept_with(settings: Settings, *names: str, listing: str = "complete") -> Frames:
    """Return the tables of some buckets of the synthetic sweep, with faces counted."""
    buckets, readings = synthetic()
    chosen = [replace(item, faces_counted=True) for item in buckets if item.bucket in names]
    changed = [replace(item, listing=listing) if item.bucket == HARMLESS else item for item in chosen]
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
        "the listing broke off (endpoint unreachable): what is missing may hold anything",
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
