"""A page whose print was hardly read says so, with the share that was."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from fixtures.snapshots import backdrop
from pii_sweep.config import Extract
from pii_sweep.extract.ocr.quality.ink import ink_rows
from pii_sweep.extract.ocr.quality.legibility import REASON, find_illegible, read_well
from pii_sweep.extract.ocr.words import Scan, Word
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Box, Gap, ObjectRef, Where

WHERE = Where(ObjectRef("bucket", "scan.png"), page=1)
PRINT = "Dear Ms Marguerite Oakley, your order of 14 May is on its way"
BLANK = Image.new("RGB", (400, 300), "white")
LINES = [Box(0, 40 * at, 400, 40 * at + 20) for at in range(6)]


def words(lines: list[Box], confidence: float) -> list[Word]:
    """Return two words that cover each line."""
    return [
        Word("word", Box(left, line.y0, left + 200, line.y1), confidence)
        for line in lines
        for left in (line.x0, line.x0 + 200)
    ]


def test_lines_that_words_cover_are_read_well() -> None:
    assert read_well(Scan(words(LINES, 0.99), LINES)) == pytest.approx(1.0)
    assert read_well(Scan([], [])) == 1.0


def test_lines_without_words_or_with_unsure_ones_are_not() -> None:
    assert read_well(Scan(words(LINES[:3], 0.99), LINES)) == pytest.approx(0.5)
    assert read_well(Scan(words(LINES, 0.3), LINES)) == 0.0


def test_a_word_next_to_a_line_does_not_cover_it() -> None:
    below = [Word("word", Box(0, 18, 400, 60), 0.99)]
    assert read_well(Scan(below, LINES[:1])) == 0.0


def test_upright_lines_count_along_their_length() -> None:
    line = Box(0, 0, 20, 400)
    assert read_well(Scan([Word("word", Box(0, 0, 20, 200), 0.99)], [line])) == pytest.approx(0.5)


def test_a_page_hardly_read_is_a_gap_with_its_share_and_a_good_one_is_none() -> None:
    (gap,) = find_illegible(Scan(words(LINES[:1], 0.99), LINES), WHERE, BLANK)
    assert gap.reason == REASON and gap.share == pytest.approx(1 / 6, abs=0.01)
    assert not list(find_illegible(Scan(words(LINES, 0.99), LINES), WHERE, BLANK))


@pytest.mark.parametrize("mode", ["fast", "cascade"])
def test_a_scan_of_too_few_pixels_is_partly_read_in_every_mode(mode: str) -> None:
    assert REASON in reasons(page(side=220), mode)
    assert REASON not in reasons(page(side=1300), mode)


@pytest.mark.parametrize("degrees", [0, 90])
def test_a_page_too_blurred_for_the_line_detector_is_partly_read(degrees: int) -> None:
    blurred = (
        Image.open(io.BytesIO(page(1300))).filter(ImageFilter.GaussianBlur(6)).rotate(degrees, expand=True)
    )
    out = io.BytesIO()
    blurred.save(out, "PNG")
    assert REASON in reasons(out.getvalue(), "fast")


@pytest.mark.parametrize("number", [2, 4, 7])
def test_photos_and_barcodes_show_no_rows_of_ink(number: int) -> None:
    assert ink_rows(np.asarray(backdrop(Random(number), number, (1600, 1200)))) == []
    label = Image.new("RGB", (900, 900), "white")
    pen = ImageDraw.Draw(label)
    for at in range(40):
        pen.rectangle((50 + 20 * at, 300, 55 + 20 * at + 4 * (at * number % 3), 600), "black")
    assert ink_rows(np.asarray(label)) == []


def page(side: int) -> bytes:
    """Return a picture of a letter as a camera of so few pixels sees it."""
    image = Image.new("RGB", (1000, 1300), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(24)
    for at in range(24):
        draw.text((60, 60 + 48 * at), PRINT, "black", font)
    small, out = image.copy(), io.BytesIO()
    small.thumbnail((side, side))
    small.resize(image.size).save(out, "PNG")
    return out.getvalue()


def reasons(data: bytes, mode: str) -> set[str]:
    """Return the reasons of the gaps of a picture."""
    blob = Blob(Where(ObjectRef("bucket", "scan.png")), lambda: io.BytesIO(data), len(data))
    settings = Extract(ocr=mode, faces=False)  # type: ignore[arg-type]
    return {piece.reason for piece in walk(blob, settings) if isinstance(piece, Gap)}
