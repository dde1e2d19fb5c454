"""The OCR engines: what they read, whichever way the page lies, and where the words are."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pii_sweep.errors import OcrUnavailable
from pii_sweep.extract.ocr.detector import quads_of, text_map
from pii_sweep.extract.ocr.engine import engine, uses_tesseract
from pii_sweep.extract.ocr.gate import may_hold_text
from pii_sweep.extract.ocr.layout import passages
from pii_sweep.extract.ocr.network import Size
from pii_sweep.extract.ocr.paddle import LEFT_OUT, left_out
from pii_sweep.extract.ocr.recognizer import _network
from pii_sweep.extract.ocr.tesseract import tessdata, words_of_tsv
from pii_sweep.extract.ocr.words import Word, hull
from pii_sweep.types import Box, ObjectRef, Where

WHERE = Where(ObjectRef("bucket", "scan.png"))
LEFT = ["Bill To", "Maria Gonzalez", "1420 Oak Street Apt 7", "Fresno, CA 93701"]
RIGHT = ["Ship To", "James Carter", "88 Pine Avenue", "Oakland, CA 94607"]


def page() -> tuple[Image.Image, list[tuple[str, Box]]]:
    """Return a page with two addresses and a total, and each word with its true box."""
    picture = Image.new("RGB", (1200, 900), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(26)
    truth = []
    texts = [(80, 100 + 36 * i, line) for i, line in enumerate(LEFT)]
    texts += [(680, 100 + 36 * i, line) for i, line in enumerate(RIGHT)]
    texts += [(680, 500, "Total"), (980, 500, "$43.10")]
    for x, y, line in texts:
        left = float(x)
        for word in line.split():
            draw.text((left, y), word, "black", font)
            truth.append((word, Box(*map(float, draw.textbbox((left, y), word, font)))))
            left += draw.textlength(word + " ", font)
    return picture, truth


def turned(box: Box, degrees: float, size: tuple[int, int], new: tuple[int, int]) -> Box:
    """Return a box after the picture was turned counter-clockwise about its middle."""
    angle = np.deg2rad(degrees)
    rotation = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    corners = np.array([[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]])
    moved = (corners - np.array(size) / 2) @ rotation.T + np.array(new) / 2
    return Box(*map(float, (*moved.min(axis=0), *moved.max(axis=0))))


def overlap(one: Box, two: Box) -> float:
    across, down = min(one.x1, two.x1) - max(one.x0, two.x0), min(one.y1, two.y1) - max(one.y0, two.y0)
    if across <= 0 or down <= 0:
        return 0.0
    areas = (one.x1 - one.x0) * (one.y1 - one.y0) + (two.x1 - two.x0) * (two.y1 - two.y0)
    return across * down / (areas - across * down)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 6, -4])
def test_turned_and_skewed_pages_are_read_and_boxes_lie_on_the_picture_as_it_is(degrees: int) -> None:
    picture, truth = page()
    seen = picture.rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    words = engine("cascade").read(seen)
    found = 0
    for text, box in truth:
        place = turned(box, degrees, picture.size, seen.size)
        found += any(word.text == text and overlap(word.box, place) >= 0.6 for word in words)
    assert found >= 0.9 * len(truth)
    text = next(passages(words, WHERE, scanned=True)).text
    assert "\n".join(LEFT) in text
    assert "\n".join(RIGHT) in text
    assert "Total  $43.10" in text


def dotted(pitch: int) -> tuple[Image.Image, set[str]]:
    """Return a label printed in dots, two of `pitch` rows and columns of pixels bare, and its words."""
    picture = Image.new("L", (1000, 500), 255)
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(60)
    lines = ["Shauna Pemberton", "12 Tamalpais Avenue", "Mill Valley, CA 94941"]
    for number, line in enumerate(lines):
        draw.text((60, 40 + number * 130), line, 60, font)
    pixels = np.array(picture, np.float64)
    for bare in range(2):
        pixels[bare::pitch] = 250
        pixels[:, bare::pitch] = 250
    pixels += np.random.default_rng(0).normal(0, 8, pixels.shape)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).convert("RGB"), set(" ".join(lines).split())


@pytest.mark.parametrize("pitch", [6, 9])
def test_letters_that_a_printer_set_in_dots_are_read(pitch: int) -> None:
    picture, truth = dotted(pitch)
    assert len(truth & {word.text for word in engine("cascade").read(picture)}) >= 0.8 * len(truth)


def test_figures_that_glare_bleaches_stay_one_number_and_have_their_boxes() -> None:
    picture = Image.new("RGB", (1100, 400), (40, 70, 90))
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(64)
    draw.text((120, 150), "4539 3488 3799 9940", "white", font)
    across, down = np.meshgrid(np.arange(1100), np.arange(400))
    bright = 0.8 * np.exp(-((((across - 620) / 200) ** 2 + ((down - 190) / 140) ** 2) ** 2))[..., None]
    seen = Image.fromarray((np.array(picture) * (1 - bright) + 255 * bright).astype(np.uint8))
    words = engine("cascade").read(seen)
    assert "4539 3488 3799 9940" in next(passages(words, WHERE, scanned=True)).text
    truth = Box(*map(float, draw.textbbox((120, 150), "4539 3488 3799 9940", font)))
    assert overlap(hull([word.box for word in words]), truth) >= 0.6


def test_figures_right_behind_a_labels_point_are_a_word_of_their_own() -> None:
    picture = Image.new("RGB", (900, 300), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(40)
    draw.text((60, 60), "Tel.06 67 58 76 60", "black", font)
    draw.text((60, 160), "mail ann.99@lee.org", "black", font)
    read = {word.text for word in engine("cascade").read(picture)}
    assert {"Tel.", "06", "ann.99@lee.org"} <= read


@pytest.mark.parametrize("size", [(1200, 900), (1200, 2500), (1233, 1900)])
def test_of_a_clean_page_next_to_nothing_that_the_detector_marks_lies_outside_its_lines(
    size: tuple[int, int],
) -> None:
    long = Image.new("RGB", size, "white")
    for top in range(0, size[1] - 899, 500):
        long.paste(page()[0].crop((0, 0, 1200, 600)), (0, top))
    heat = text_map(np.asarray(long), 960)
    assert left_out(heat, quads_of(heat, *size), size) < LEFT_OUT / 2


@pytest.mark.parametrize("languages", ["eng", "eng+osd"])
def test_the_fast_engines_read_a_page_on_its_head(languages: str) -> None:
    assert uses_tesseract("fast", languages) == (languages != "eng")
    picture, _ = page()
    text = next(passages(engine("fast", languages).read(picture.rotate(180)), WHERE, scanned=True)).text
    assert "Maria Gonzalez" in text
    assert "Oakland, CA 94607" in text


def test_an_empty_page_has_no_words_in_any_mode() -> None:
    for mode in ("fast", "cascade", "accurate"):
        assert engine(mode).read(Image.new("RGB", (800, 600), "white")) == []


def test_ocr_that_is_off_or_lacks_its_data_says_so() -> None:
    with pytest.raises(OcrUnavailable) as off:
        engine("off")
    assert off.value.reason == "OCR_OFF"
    with pytest.raises(OcrUnavailable, match="apt-get install tesseract-ocr tesseract-ocr-xxx") as missing:
        tessdata("xxx")
    assert missing.value.reason == "OCR_UNAVAILABLE"


@pytest.mark.parametrize("network", ["tiny", "small"])
def test_the_recognizers_know_latin_characters_only(network: Size) -> None:
    _, _, characters = _network(network)
    assert len(characters) < 1000
    assert set("abcXYZ019$@#é ") <= set(characters)
    assert not any("\u4e00" <= c <= "\u9fff" for c in characters)


def test_tesseracts_tsv_gives_words_with_boxes_and_confidences() -> None:
    tsv = "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n"
    tsv += "5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t91.5\tOak\n5\t1\t1\t1\t1\t2\t1\t1\t1\t1\t3\t "
    assert words_of_tsv(tsv) == [Word("Oak", Box(10, 20, 40, 32), 0.915)]


def photo(seed: int) -> Image.Image:
    """Return a picture of soft blobs, as a photo out of focus."""
    noise = np.random.default_rng(seed).integers(0, 256, (60, 80, 3), dtype=np.uint8)
    return Image.fromarray(noise).resize((1600, 1200)).filter(ImageFilter.GaussianBlur(12))


def test_photos_without_text_are_distinguished_from_photos_of_a_label() -> None:
    card, _ = page()
    for seed, degrees in enumerate((0, 90, 180, 12)):
        empty = photo(seed)
        assert not may_hold_text(empty)
        label = card.resize((700, 525)).rotate(degrees, expand=True, fillcolor=(90, 80, 70))
        empty.paste(label, (300, 200))
        assert may_hold_text(empty)
