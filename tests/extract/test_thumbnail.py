"""Nothing can be read in a thumbnail, whatever the detectors of text and of findings missed."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import segno
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.config import Extract
from pii_sweep.errors import OcrUnavailable
from pii_sweep.extract import thumbnail
from pii_sweep.extract.image import faces
from pii_sweep.extract.image.barcode import read_barcodes
from pii_sweep.extract.ocr.engine import engine
from pii_sweep.extract.ocr.tesseract import Tesseract
from pii_sweep.types import Blob, Box, ObjectRef, Where

WORDS = ("Quimby", "Zoltan", "Jefferson", "Savannah", "331-89-9385", "Invoice")
FONT = Path(__file__).parents[2] / "fixtures" / "fonts"
BASE = (1240, 1754)  # A4 at 150 dpi


@pytest.fixture(autouse=True)
def _looked_for_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pictures be drawn where no face detector is installed: these here show nobody."""
    monkeypatch.setattr(thumbnail, "is_available", lambda: True)


def drawn(data: bytes, found: tuple[Box, ...] = (), page: int = 1) -> Image.Image | None:
    blob = Blob(Where(ObjectRef("b", "object")), partial(io.BytesIO, data), len(data))
    webp, _ = thumbnail.draw_thumbnail(blob, page, found, Extract())
    return Image.open(io.BytesIO(webp)) if webp else None


def reason(data: bytes) -> str:
    blob = Blob(Where(ObjectRef("b", "object")), partial(io.BytesIO, data), len(data))
    return thumbnail.draw_thumbnail(blob, 1, (), Extract())[1]


def letter(size: float) -> bytes:
    out = io.BytesIO()
    sheet = Canvas(out, pagesize=(595, 842), invariant=1)
    sheet.setFont("Helvetica", size)
    for number, word in enumerate(WORDS):
        sheet.drawString(60, 760 - number * size * 1.5, word)
    sheet.rect(60, 60, 200, 120, fill=1)
    sheet.showPage()
    sheet.save()
    return out.getvalue()


def sign(size: int, kind: str = "PNG") -> bytes:
    """Return a picture with the words written large."""
    image = Image.new("RGB", BASE, (228, 222, 208))
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(next(FONT.rglob("*.ttf"))), size)
    for number, word in enumerate(WORDS):
        pen.text((60, 40 + number * size * 1.2), word, fill=(30, 30, 40), font=font)
    out = io.BytesIO()
    image.save(out, kind, exif=_exif())
    return out.getvalue()


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x013B] = "Zoltan Quimby"
    return exif


def read_in(image: Image.Image) -> set[str]:
    """Return what two engines read in an enlarged picture, in lower case."""
    large = image.convert("RGB").resize((image.width * 3, image.height * 3), Image.Resampling.LANCZOS)
    read = [*engine("cascade").scan(large, lambda: None).words, *Tesseract("eng").scan(large).words]
    return {"".join(filter(str.isalnum, word.text)).lower() for word in read}


def known(words: set[str]) -> list[str]:
    wanted = ["".join(filter(str.isalnum, word)).lower() for word in WORDS]
    return [word for word in words if len(word) > 2 and any(word in one or one in word for one in wanted)]


@pytest.mark.parametrize("size", [9, 60])
def test_no_word_of_a_page_can_be_read_though_no_finding_is_given(size: float) -> None:
    shown = drawn(letter(size))
    assert shown is None or not known(read_in(shown))
    assert shown is not None or size == 60  # print may fill so much of a page that nothing is left to show


@pytest.mark.parametrize("size", [20, 150])
def test_no_word_of_a_picture_can_be_read_though_no_finding_is_given(size: int) -> None:
    shown = drawn(sign(size))
    assert shown is None or not known(read_in(shown))


@pytest.mark.parametrize("blind", [9, 40])
def test_what_no_detector_saw_is_blurred_beyond_reading_or_not_drawn(
    blind: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The detector of text is switched off for the painting: the blur and the second look stand alone."""
    import numpy as np

    monkeypatch.setattr(thumbnail, "_text", lambda sheet: np.zeros(sheet.image.size[::-1], bool))
    for data in (letter(blind), sign(2 * blind)):
        shown = drawn(data)
        assert shown is None or not known(read_in(shown))


def test_the_original_of_these_pages_can_be_read() -> None:
    """What the tests above look for is found where nothing is redacted."""
    small = Image.open(io.BytesIO(sign(60))).resize((BASE[0] // 3, BASE[1] // 3))
    assert len(known(read_in(small))) >= len(WORDS) - 1


def test_findings_are_black_and_text_that_is_none_is_grey() -> None:
    data = sign(60, "JPEG")
    shown = drawn(data, (Box(60, 40, 400, 110),))
    assert shown is not None
    scale = shown.width / BASE[0]
    inside = shown.convert("L").getpixel((round(200 * scale), round(75 * scale)))
    text = shown.convert("RGB").getpixel((round(150 * scale), round((40 + 2.6 * 72) * scale)))
    assert isinstance(inside, (int, float)) and inside < 40
    assert isinstance(text, tuple) and max(text) - min(text) < 24 and 140 < text[0] < 210


@pytest.mark.parametrize("shade", [0.99, 1.0])
def test_a_word_too_faint_to_be_detected_is_grey_where_the_text_layer_has_it(shade: float) -> None:
    out = io.BytesIO()
    sheet = Canvas(out, pagesize=(595, 842), invariant=1)
    sheet.setFont("Helvetica", 60)
    sheet.setFillGray(shade)
    sheet.drawString(60, 600, "Quimby")
    sheet.save()
    shown = drawn(out.getvalue())
    assert shown is not None
    scale = shown.width / 595
    levels = [
        shown.convert("L").getpixel((round(x * scale), round(222 * scale))) for x in (30, 100, 200, 400)
    ]
    assert levels == [255, *[pytest.approx(176, abs=4)] * 2, 255]


def test_a_thumbnail_is_small_and_has_no_metadata() -> None:
    data = sign(20, "JPEG")
    blob = Blob(Where(ObjectRef("b", "a.jpg")), partial(io.BytesIO, data), len(data))
    webp, _ = thumbnail.draw_thumbnail(blob, 1, (), Extract())
    image = Image.open(io.BytesIO(webp))
    assert (image.format, max(image.size)) == ("WEBP", thumbnail.SIDE) and len(webp) < 10_000
    assert webp[12:16] == b"VP8 " and not image.getexif() and b"Quimby" not in webp


def test_a_barcode_that_fills_the_picture_cannot_be_scanned() -> None:
    out = io.BytesIO()
    segno.make("MECARD:N:Quimby,Zoltan;;").save(out, kind="png", scale=12, border=30)
    shown = drawn(out.getvalue())
    assert shown is None or not read_barcodes(shown.convert("RGB").resize((1200, 1200)), thorough=True)


def test_without_a_face_detector_only_pages_without_pictures_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(thumbnail, "is_available", lambda: False)
    assert drawn(sign(20)) is None
    assert drawn(letter(9)) is not None
    out = io.BytesIO()
    Image.open(io.BytesIO(sign(20))).convert("RGB").save(out, "PDF")
    assert drawn(out.getvalue()) is None


def test_without_ocr_nothing_is_drawn() -> None:
    data = letter(9)
    blob = Blob(Where(ObjectRef("b", "a.pdf")), partial(io.BytesIO, data), len(data))
    with pytest.raises(OcrUnavailable):
        thumbnail.draw_thumbnail(blob, 1, (), Extract(ocr="off"))


def test_a_page_that_is_not_drawn_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    long = io.BytesIO()
    Image.new("RGB", (1400, 100), "white").save(long, "PNG")
    assert reason(long.getvalue()) == "shape"
    assert reason(b"id,name\n1,Zoltan Quimby\n") == "kind"
    monkeypatch.setattr(thumbnail, "is_available", lambda: False)
    assert reason(sign(20)) == "no faces"
    monkeypatch.setattr(thumbnail, "is_available", lambda: True)
    monkeypatch.setattr(thumbnail, "MOSTLY", 0.0)
    assert reason(letter(60)) == "painted"


def test_what_is_neither_a_picture_nor_a_pdf_has_no_thumbnail() -> None:
    assert drawn(b"id,name\n1,Zoltan Quimby\n") is None


@pytest.mark.skipif(not faces.is_available(), reason="the extra [faces] is not installed")
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_faces_are_black_whichever_edge_is_up(turn: int) -> None:
    cbook = pytest.importorskip("matplotlib.cbook")
    with cbook.get_sample_data("grace_hopper.jpg") as file:
        portrait = Image.open(file).convert("RGB")
    ((x0, y0, x1, y1),) = faces.find_faces(portrait)
    room = Image.new("RGB", (1600, 1200), (120, 110, 100))
    room.paste(portrait, (500, 300))
    out = io.BytesIO()
    room.rotate(turn, expand=True).save(out, "JPEG", quality=90)
    shown = drawn(out.getvalue())
    assert shown is not None
    upright = shown.convert("L").rotate(-turn, expand=True)
    scale = upright.width / room.width
    for x, y in ((x0, y0), (x1, y1), ((x0 + x1) / 2, (y0 + y1) / 2), (x0, y1), (x1, y0)):
        level = upright.getpixel((round((500 + x) * scale), round((300 + y) * scale)))
        assert isinstance(level, (int, float)) and level < 60


def test_what_is_finer_than_a_grain_is_one_colour_though_no_detector_saw_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(thumbnail, "_text", lambda sheet: np.zeros(sheet.image.size[::-1], bool))
    contrasts = []
    for width in (4, 8, 200):  # pixels of a sheet of 1,600: a grain has 17
        bars = np.zeros((1600, 1600, 3), np.uint8)
        bars[:, np.arange(1600) // width % 2 == 0] = 255
        sheet = thumbnail._Sheet(Image.fromarray(bars), [], [], pictured=False)
        image, painted = thumbnail._redact(sheet)
        assert image.size == (thumbnail.SIDE,) * 2 and not painted
        contrasts.append(float(np.asarray(image.convert("L"), float).std()))
    assert contrasts[0] < 30 and contrasts[1] < 30 and contrasts[2] > 100, contrasts
