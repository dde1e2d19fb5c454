"""report.html: self-contained, escaped, masked, complete."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from pii_sweep.config import Risk, Settings, merge
from pii_sweep.report.html import render_report
from pii_sweep.report.pages.steps import grouped_steps
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.types import BucketFrame, Exposure
from tests.report.synthetic_sweep import CREATED, DENIED, HARMLESS, HOSTILE, PHOTOS, reader, synthetic

CLOSED_TAGS = "</main></body></html>"
VOID = {"meta", "br", "path", "rect", "img", "link", "input", "hr"}


class Outline(HTMLParser):
    """Collects tags, attributes and text, and whether every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self.open and self.open[-1] in ("p", "li") and tag not in ("p", "li"):
                self.open.pop()
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


@pytest.fixture(scope="module")
def page(swept: Frames) -> str:
    return render_report(swept, CREATED)


def test_the_page_needs_nothing_from_outside(page: str) -> None:
    found = outline(page)
    tags = {tag for tag, _ in found.tags}
    assert not tags & {"img", "iframe", "link", "object", "embed", "form"}
    for _, attributes in found.tags:
        assert not attributes.keys() & {"src", "style", "onclick", "onload", "srcset"}
        assert (attributes.get("href") or "#").startswith(("#", "findings.html"))
    assert "url(" not in page and "@import" not in page


def test_the_policy_allows_this_very_style_and_script_and_nothing_else(page: str) -> None:
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style is not None
    expected = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    assert policy is not None and len(scripts) == page.count("<script") == 1
    script = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    empty = base64.b64encode(hashlib.sha256(b"").digest()).decode()
    assert policy[1] == (
        f"default-src 'none'; style-src 'sha256-{expected}' 'sha256-{empty}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_an_object_key_cannot_write_markup(page: str) -> None:
    assert page.count("<script") == 1 and "alert(" not in page.replace("alert(&#39;", "")
    assert HOSTILE in "".join(outline(page).text)


def test_only_masked_values_are_shown(page: str) -> None:
    assert "M████ G███████" in page and "███ CA 941██" in page


def test_every_bucket_has_its_rating_exposure_and_coverage_in_words(page: str, swept: Frames) -> None:
    text = " ".join(" ".join(outline(page).text).split())
    for name in swept.buckets["bucket"]:
        assert name in text
    assert "read 257 of 1,020 objects; 3 only in part: malformed; 118 skipped: glacier (archived)" in text
    assert "could not be listed (access denied), so nothing was read" in text
    assert "trigger neither §1798.150 nor §1798.82" in text
    assert "aws s3api put-public-access-block --bucket photo-orders" in text


def test_tables_and_drawings_can_be_read_aloud(page: str) -> None:
    found = outline(page)
    assert ("html", {"lang": "en"}) in found.tags
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in found.tags if tag == "th")
    assert all(attributes.get("aria-label") for tag, attributes in found.tags if tag == "svg")


def test_the_first_screen_answers_what_an_officer_asks_first(page: str, swept: Frames) -> None:
    first = html.unescape(" ".join(outline(page.partition('<h2 id="ratings"')[0] + CLOSED_TAGS).text))
    first = " ".join(first.split())
    bucket = swept.buckets.iloc[0]
    assert f"P1 Act now {PHOTOS}" in first
    assert "severity" in first and "Anyone on the internet can read it" in first
    assert f"{bucket.subjects_point:,.0f}" in first and f"{bucket.subjects_ca_point:,.0f}" in first
    assert "Postal addresses" in first and "Order values" in first
    assert "neither §1798.150 nor §1798.82" in first or "California breach law" in first
    assert "aws s3api put-public-access-block" in first
    assert "4 of 5 buckets read" in first and "locked could not be listed (access denied)" in first
    shown = first.partition("Findings browser")[2]
    assert not re.search(r"\b[A-Z]+_[A-Z]+\b", shown), "an entity's code"


def test_a_sweep_without_urgent_buckets_says_so() -> None:
    buckets, readings = synthetic()
    calm = [bucket for bucket in buckets if bucket.bucket == HARMLESS]
    text = render_report(frames(calm, reader(readings), Settings()), CREATED)
    assert "No urgent action" in text and "Act now" not in text


def test_a_bucket_that_may_hold_grave_data_is_not_said_to_need_nothing() -> None:
    buckets, readings = synthetic()
    for name, change in (
        (HARMLESS, {"older_versions": "held"}),
        (DENIED, {"exposure": Exposure("PRIVATE", "no", "no")}),
    ):
        item = next(replace(bucket, **change) for bucket in buckets if bucket.bucket == name)
        text = render_report(frames([item], reader(readings), Settings()), CREATED)
        assert "P4" in text and "No urgent action" not in text
        assert "Look at what was not read" in text
    assert "it could be very high" in render_report(
        frames([replace(calm_bucket(), older_versions="held")], reader(readings), Settings()), CREATED
    )


def calm_bucket() -> BucketFrame:
    return next(bucket for bucket in synthetic()[0] if bucket.bucket == HARMLESS)


def test_the_report_says_what_it_masks() -> None:
    _, readings = synthetic()
    plain = render_report(frames([calm_bucket()], reader(readings), Settings()), CREATED)
    assert "masked values only" not in plain and "Object keys are shown as they are" in plain
    hidden = merge(Settings(), "report", hash_keys=True)
    page = render_report(frames([calm_bucket()], reader(readings), hidden, str), CREATED)
    assert "Object keys are replaced by digests" in page


def test_a_bucket_that_was_read_whole_shows_no_interval_of_zero_width() -> None:
    buckets, readings = synthetic()
    whole = [bucket for bucket in buckets if bucket.bucket == HARMLESS]
    text = render_report(frames(whole, reader(readings), Settings()), CREATED)
    text = " ".join(outline(text).text)
    same = [found for found in re.findall(r"([\d.,]+%?) to ([\d.,]+%?)", text) if found[0] == found[1]]
    assert same == []


def test_steps_come_in_groups_after_the_evidence(page: str) -> None:
    text = " ".join(outline(page).text).partition("Bucket by bucket")[2]
    assert text.index("Why this rating") < text.index("Coverage") < text.index("What to do")
    assert grouped_steps(
        [{"stage": "add layers", "title": "c"}, {"stage": "make private", "title": "a"}]
    ) == [
        {"when": "Now", "steps": [{"stage": "make private", "title": "a", "number": 2}]},
        {"when": "Hygiene", "steps": [{"stage": "add layers", "title": "c", "number": 1}]},
    ]


def test_nothing_is_urgent_of_a_bucket_without_urgency() -> None:
    steps = [{"stage": stage, "title": stage} for stage in ("make private", "restrict access", "add layers")]
    public = grouped_steps(steps, "P4", "PUBLIC")
    assert [group["when"] for group in public] == ["If it is not meant to be public", "Hygiene"]
    assert [group["when"] for group in grouped_steps(steps, "P4", "PRIVATE")] == ["Hygiene"]
    assert [group["when"] for group in grouped_steps(steps, "P3", "PRIVATE")] == [
        "Now",
        "This week",
        "Hygiene",
    ]


def test_an_empty_sweep_is_a_page_too() -> None:
    assert "The sweep holds no bucket." in render_report(frames((), reader({}), Settings()), CREATED)


def test_every_override_is_printed() -> None:
    buckets, readings = synthetic()
    changed = replace(Settings(), risk=Risk(dpc={"ORDER_VALUE": 2.0}, thresholds=(1.0, 2.0, 3.0)))
    text = render_report(frames(buckets, reader(readings), changed), CREATED)
    assert "risk.dpc.ORDER_VALUE = 2 (default 3)" in text
    assert "risk.thresholds = 1, 2, 3 (default 2, 3, 4)" in text


def test_hidden_keys_do_not_reach_the_page() -> None:
    buckets, readings = synthetic()
    hidden = merge(Settings(), "report", hash_keys=True)
    text = render_report(frames(buckets, reader(readings), hidden, lambda key: f"h{hash(key)}"), CREATED)
    assert "orders/" not in text and "catalog/" not in text and PHOTOS in text and DENIED in text


def test_severe_data_that_an_unknown_circle_can_read_is_no_all_clear() -> None:
    buckets, readings = synthetic()
    unknown = [replace(bucket, exposure=Exposure()) for bucket in buckets if bucket.bucket == PHOTOS]
    text = render_report(frames(unknown, reader(readings), Settings()), CREATED)
    assert "Act this week" in text and "Who can read it is not known." in text
    assert "No urgent action" not in text


def test_the_report_sets_observed_and_corrected_shares_side_by_side(page: str, swept: Frames) -> None:
    text = " ".join(outline(page).text)
    assert "Corrected" in text and "Errors of the detector" in text
    assert "more than 500" in text and "250,000 or more" in text
    assert "A kind of data that was not found may still be in" in text
    assert "of objects" in text
    held = swept.estimates[swept.estimates["measure"] == "objects_with:PERSON"]
    assert held.groupby("bucket").size().max() == 1
    assert swept.estimates["measure"].str.startswith("stratum:").any()


def test_where_no_face_was_looked_for_the_page_says_not_counted(page: str) -> None:
    assert "not counted: the faces extra is not installed, or off" in page


def test_a_key_that_steers_a_terminal_or_turns_a_line_is_shown_without_those_characters(
    swept: Frames,
) -> None:
    steering = "a\x1b[31mred\x9b1m\u202e\u200b.txt"
    page = render_report(replace(swept, findings=swept.findings.assign(key=steering)), CREATED)
    assert "a\ufffd[31mred\ufffd1m\ufffd\ufffd.txt" in page
    assert not {"\x1b", "\x9b", "\u202e", "\u200b"} & set(page)


def section(page: str, bucket: str) -> str:
    """Return what the page says of one bucket, as text."""
    found = re.search(
        rf'<section class="bucket"[^>]*>\s*<h3[^>]*>(?:(?!</h3>).)*?\b{bucket} (.*?)</section>', page, re.S
    )
    assert found
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[1])).split())


def test_a_bucket_that_could_not_be_listed_is_not_called_empty_or_certain(page: str) -> None:
    text = section(page, DENIED)
    assert text.startswith("Severity unknown, exposure unknown")
    assert "could not be listed" in text and "0 objects" not in text and "0 B" not in text
    assert "cannot change it" not in text and "Nothing was read, so it has no value." in text
    assert "NIST SP 800-122 level: not known" in text


def test_a_harmless_public_bucket_is_not_to_be_closed_now(page: str) -> None:
    text = section(page, HARMLESS)
    assert "meant to be public" in text and "close public access now" not in text
    assert "close public access now" in section(page, PHOTOS)


def test_a_listing_that_broke_off_is_among_what_was_not_read_though_it_has_no_count() -> None:
    buckets, readings = synthetic()
    broken = [
        replace(bucket, listing="ENDPOINT_UNREACHABLE") for bucket in buckets if bucket.bucket == HARMLESS
    ]
    text = section(render_report(frames(broken, reader(readings), Settings()), CREATED), HARMLESS)
    assert "no answer, or a broken one, from the endpoint not known" in text
