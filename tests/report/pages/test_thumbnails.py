"""Which pages get a thumbnail, what a reader may send as one, and how they are kept and shown."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from pii_sweep.config import Settings, merge
from pii_sweep.errors import JournalError
from pii_sweep.extract.kinds import MEDIA_TYPES
from pii_sweep.report.manifest import Facts, manifest_problems, write_manifest
from pii_sweep.report.pages.findings_page import render_findings
from pii_sweep.report.pages.picture_reason import REASONS, REFUSALS, picture_reasons
from pii_sweep.report.pages.thumbnails import (
    A_BUCKET,
    NAME,
    ChosenPage,
    ThumbnailFile,
    Undrawn,
    choose_pages,
    decode_thumbnail,
    digest_of,
    read_thumbnails,
    write_thumbnails,
)
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.types import Box, BucketFrame, Count, Finding, ObjectRef, Reading, Stratum, Where
from tests.browser import needs_browser, started
from tests.report.synthetic_sweep import CREATED, HOSTILE, PHOTOS

READY = "document.documentElement.dataset.ready"
FACTS = Facts("seed", "0" * 64, CREATED, {})


def reading(
    key: str, entities: Iterable[str], *, media: str = "application/pdf", page: int = 1, hits: int = 1,
    faces: int = 0, inside: tuple[str, ...] = (),
) -> Reading:  # fmt: skip
    ref = ObjectRef("photos", key, None, "etag", 1000)
    found = tuple(
        Finding(
            f"{key}{name}", name, 0.9, Where(ref, inside, page, Box(1, 2, 3, 4)), "█", "d", None, 0, 1, "r"
        )
        for name in entities
    )
    counts = {name: Count(hits, 1, 0.9) for name in entities} | (
        {"FACE": Count(faces, 0, 1)} if faces else {}
    )
    return Reading(
        ref,
        "ANALYSED",
        media_type=media,
        pages=1 if faces else page,
        faces=faces,
        counts=counts,
        findings=found,
    )


def webp(width: int = 200, height: int = 320, **how: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "WEBP", **how)  # type: ignore[arg-type]
    return out.getvalue()


def page(key: str = "a.pdf", bucket: str = "photos") -> ChosenPage:
    return ChosenPage(ObjectRef(bucket, key, None, "etag", 10), 1, ("PERSON", "US_SSN"), (Box(1, 2, 3, 4),))


def thumbnail(key: str = "a.pdf", bucket: str = "photos") -> ThumbnailFile:
    made = decode_thumbnail(page(key, bucket), base64.b64encode(webp()).decode())
    assert made is not None
    return ThumbnailFile("digest", (made,), (Undrawn(bucket, "b.pdf", "", "painted"),))


def keys_of(readings: Iterable[Reading]) -> list[str]:
    return [chosen.ref.key for chosen in choose_pages(readings, MEDIA_TYPES)]


def test_the_weightiest_pages_come_first_and_unlike_ones_take_turns() -> None:
    plain = [reading(f"names-{number:02}.pdf", ["PERSON"]) for number in range(30)]
    grave = [reading(f"ssn-{number:02}.pdf", ["PERSON", "US_SSN"]) for number in range(30)]
    photo = reading("photo.jpg", [], media="image/jpeg", faces=3)
    chosen = keys_of([*plain, *grave, photo])
    assert len(chosen) == A_BUCKET and chosen[0] == "ssn-00.pdf"
    assert set(chosen[1:3]) == {"names-00.pdf", "photo.jpg"} and chosen[3] == "ssn-01.pdf"


def test_the_choice_does_not_depend_on_who_finished_first() -> None:
    readings = [reading(f"{number:03}.pdf", ["PERSON"]) for number in range(100)]
    assert keys_of(readings) == keys_of(reversed(readings))


def test_the_page_with_the_weightiest_data_is_chosen_of_an_object() -> None:
    first, second = reading("a.pdf", ["PERSON"]), reading("a.pdf", ["US_SSN"], page=7)
    both = Reading(
        first.ref,
        "ANALYSED",
        media_type="application/pdf",
        pages=7,
        findings=first.findings + second.findings,
    )
    (chosen,) = choose_pages([both], MEDIA_TYPES)
    assert (chosen.page, chosen.entities, chosen.boxes) == (7, ("US_SSN",), (Box(1, 2, 3, 4),))


@pytest.mark.parametrize(
    "left_out",
    [
        reading("a.csv", ["PERSON"], media="text/csv"),
        reading("a.pdf", ["PERSON"], hits=2),  # a place was not kept: it could not be blacked out
        reading("a.pdf", ["PERSON"], inside=("member.pdf",)),
        reading("a.pdf", []),
    ],
)
def test_no_page_is_chosen_that_could_not_be_redacted_or_shows_nothing(left_out: Reading) -> None:
    assert keys_of([left_out]) == []


def patched(at: int, part: bytes) -> bytes:
    """Return a picture with bytes replaced in its container, its chunk or its frame."""
    whole = webp()
    return whole[:at] + part + whole[at + len(part) :]


@pytest.mark.parametrize(
    "sent",
    [
        patched(0, b"RIFX"),
        patched(4, (len(webp()) - 7).to_bytes(4, "little")),
        patched(8, b"WEBQ"),
        patched(12, b"VP8X"),
        patched(16, (len(webp()) - 22).to_bytes(4, "little")),
        patched(20, bytes([webp()[20] | 1])),
        patched(23, b"\x9d\x01\x2b"),
        patched(26, b"\0\0"),
        patched(28, b"\0\0"),
        patched(26, (321).to_bytes(2, "little")),
        patched(28, (321).to_bytes(2, "little")),
        webp()[:29],
        b"",
        b"<script>alert(1)</script>",
        webp(400, 320),
        webp(lossless=True),
        webp(exif=b"Exif\0\0Zoltan Quimby"),
        webp() + b"Zoltan Quimby",
        webp()[:-4],
        webp() + bytes(30_000),
    ],
)
def test_what_a_reader_sends_is_a_small_still_picture_or_refused(sent: bytes) -> None:
    assert decode_thumbnail(page(), base64.b64encode(sent).decode()) is None
    assert decode_thumbnail(page(), "not base64 \u2603") is None
    scaled = decode_thumbnail(
        page(), base64.b64encode(patched(26, b"\x40\xc1")).decode()
    )  # with a scale of 3
    assert scaled is not None and (scaled.width, scaled.height) == (320, 320)


def test_a_hidden_key_stays_hidden() -> None:
    made = decode_thumbnail(page("z.quimby.pdf"), base64.b64encode(webp()).decode(), lambda key: "4f3a")
    assert made is not None and made.key == "4f3a" and "quimby" not in made.alt


def test_what_is_written_is_read_again_once_the_manifest_covers_it(tmp_path: Path, key_folder: Path) -> None:
    assert key_folder.name == "keys"
    write_thumbnails(tmp_path, thumbnail())
    assert read_thumbnails(tmp_path) == ThumbnailFile()  # nobody signed it
    write_manifest(tmp_path, FACTS)
    assert read_thumbnails(tmp_path) == thumbnail()
    assert not [problem for problem in manifest_problems(tmp_path) if NAME in problem]
    (tmp_path / NAME).write_text((tmp_path / NAME).read_text().replace("a.pdf", "b.pdf"))
    with pytest.raises(JournalError, match="delete it"):
        read_thumbnails(tmp_path)
    assert any(NAME in problem for problem in manifest_problems(tmp_path))


def test_a_changed_place_of_a_finding_is_another_choice() -> None:
    moved = ChosenPage(page().ref, 1, page().entities, (Box(1, 2, 3, 5),))
    assert digest_of([page()]) != digest_of([moved]) and digest_of([page()]) == digest_of([page()])


def test_the_page_may_show_pictures_only_where_it_has_some(swept: Frames) -> None:
    policy = "img-src data:"
    assert policy not in render_findings(swept, CREATED)
    assert policy in render_findings(swept, CREATED, thumbnail())


def test_every_object_without_a_picture_has_a_reason() -> None:
    readings = [
        reading("drawn.pdf", ["PERSON"]),
        reading("refused.pdf", ["PERSON"]),
        reading("many.pdf", ["PERSON"]),
        reading("list.csv", ["PERSON"], media="text/csv"),
        reading("hidden.pdf", ["PERSON"], hits=2),
        reading("enclosed.pdf", ["PERSON"], inside=("member.pdf",)),
    ]
    frame = BucketFrame("photos", "s3://photos", strata=(Stratum("photos", "s", "", "*", "*", 6, 6000),))
    built = frames([frame], lambda _: iter(("s", rank, one) for rank, one in enumerate(readings)), Settings())
    file = ThumbnailFile(
        "d", thumbnail("drawn.pdf").pages, (Undrawn("photos", "refused.pdf", "", "legible"),)
    )
    found = dict(zip(built.findings["key"], picture_reasons(built, file, built.findings), strict=True))
    codes = {
        key: next((code for code, said in REASONS.items() if said == why), "") for key, why in found.items()
    }
    assert codes == {
        "drawn.pdf": "", "refused.pdf": "legible", "many.pdf": "cap", "list.csv": "kind",
        "hidden.pdf": "places", "enclosed.pdf": "inside",
    }  # fmt: skip
    off = picture_reasons(
        replace(built, settings=merge(Settings(), "report", thumbnails=False)),
        ThumbnailFile(),
        built.findings,
    )
    assert set(off) == {REASONS["off"]}
    undone = dict(
        zip(built.findings["key"], picture_reasons(built, ThumbnailFile(), built.findings), strict=True)
    )
    assert undone["drawn.pdf"] == REASONS["not yet"] and undone["list.csv"] == REASONS["kind"]
    assert REASONS.keys() > REFUSALS


@needs_browser
def test_thumbnails_are_shown_with_their_findings(swept: Frames, tmp_path: Path) -> None:
    path = tmp_path / "findings.html"
    path.write_text(render_findings(swept, CREATED, thumbnail(HOSTILE, PHOTOS)), encoding="utf-8")
    with started() as browser:
        browser.size(1440, 900)
        browser.open(path, ready=READY)
        images = "document.querySelectorAll('#pictures img')"
        browser.wait(f"{images}.length === 1 && {images}[0].naturalWidth === 200")
        assert "social security numbers" in browser.evaluate(f"{images}[0].alt").lower()
        browser.evaluate("document.querySelector('#pictures button').click()")
        browser.evaluate("document.querySelector('.slick-row .slick-cell').click()")
        assert browser.evaluate("document.querySelectorAll('#detail img').length") == 1
        browser.evaluate("document.querySelector('#object').value = ''")
        browser.evaluate("document.querySelector('#prefix').value = 'orders/2019/'")
        browser.evaluate("document.querySelector('#filters').dispatchEvent(new Event('input'))")
        assert "No picture" in browser.evaluate("document.querySelector('#pictures').textContent")
        assert browser.violations() == [] and browser.errors == []
        browser.size(390, 844)
        assert browser.evaluate("document.documentElement.scrollWidth") == 390
