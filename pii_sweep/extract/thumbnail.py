"""A page or a picture as a thumbnail in which nothing can be read and no one recognized.

Every finding, face and barcode is blacked out and every line of text painted over before a pixel is
written. What remains is blurred to so few pixels that a line which no detector saw cannot be read, and the
result is looked at once more by OCR, by the barcode reader and by the face detector: where one of them still
finds something, there is no thumbnail.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from pii_sweep.config import Extract
from pii_sweep.errors import Corrupt, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.barcode import read_barcodes
from pii_sweep.extract.image.faces import find_faces, is_available
from pii_sweep.extract.image.reader import frame_of
from pii_sweep.extract.kinds import PICTURES, Kind
from pii_sweep.extract.ocr.detector import Array, quads_of, text_map
from pii_sweep.extract.ocr.engine import engine
from pii_sweep.extract.pdf.canvas import canvas
from pii_sweep.extract.pdf.open_document import open_pdf, page_of
from pii_sweep.extract.pdf.pictures import contents, render
from pii_sweep.extract.pdf.text_layer import TextLayer
from pii_sweep.extract.sniff.decide import sniff
from pii_sweep.types import Blob, Box

SIDE = 320  # pixels of a thumbnail's longer side
GRAIN = 96  # of them remain after the blur: print on a page is a pixel high, a headline three
WORKING_SIDE = 1600
LONGEST = 6  # times as long as broad, at most
DETECTED_SIDES = (960, 1440)  # large print and small
SURE = 0.5
UNSURE = 0.2  # probability of text and of faces: far below what counts as found, since paint harms nobody
# At which faces are looked for, by the quarter turns of the picture: close and distant ones.
FACE_SIDES = ((320, 800), (480,), (480,), (480,))
SEEN_SIDES = ((320,),) * 4  # in the result
MOSTLY = 0.85  # of a thumbnail: where more is painted over it shows nothing
MARGIN = 0.25  # of a box's height, and of a face's size, by which what is painted is larger
TEXT, BLACK = (176, 176, 176), (0, 0, 0)
QUALITY = 60  # of WebP; some 4,000 bytes
CHECKED_SIDE = 3 * SIDE  # at which the result is looked at once more
READ, LEAST_READ = 0.5, 3  # confidence, and letters or digits, of a word that OCR must not find there


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page or picture: its pixels, boxes of findings and of words on it, and whether it may show faces."""

    image: Image.Image
    found: list[Box]
    words: list[Box]
    pictured: bool


def draw_thumbnail(blob: Blob, page: int, found: Sequence[Box], settings: Extract) -> tuple[bytes, str]:
    """Return a page (from 1) of an object as WebP without metadata, or why it cannot be surely redacted.

    The reason is a key of `report.pages.picture_reason.REASONS`. `found` are the boxes of its findings, as
    the readers give them. Where no face detector is installed, only pages without pictures are drawn. Raises
    Unreadable, and OcrUnavailable where OCR is off or missing.
    """
    reader, budget = engine(settings.ocr, settings.ocr_languages), Budget(settings)
    with blob.open() as body:
        kind = sniff(body, blob.name)
        if kind is not Kind.PDF and kind not in PICTURES:
            return b"", "kind"
        sheet = (_page if kind is Kind.PDF else _frame)(body, page, found, budget)
    length, breadth = max(sheet.image.size), min(sheet.image.size)
    if length > LONGEST * breadth:
        return b"", "shape"
    if sheet.pictured and not is_available():
        return b"", "no faces"
    thumbnail, painted = _redact(sheet)
    if painted > MOSTLY:
        return b"", "painted"
    seen = thumbnail.resize(_fit_size(thumbnail.size, CHECKED_SIDE), Image.Resampling.BICUBIC)
    words = (word for word in reader.scan(seen, budget.check_time).words if (word.confidence or 1.0) >= READ)
    if any(_says(word.text) for word in words) or read_barcodes(seen, thorough=True):
        return b"", "legible"
    if sheet.pictured and next(_faces(seen, SURE, SEEN_SIDES), None):
        return b"", "face"
    out = io.BytesIO()
    thumbnail.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue(), ""


def _page(body: BinaryIO, number: int, found: Sequence[Box], budget: Budget) -> _Sheet:
    with open_pdf(body, budget) as (document, guard), translate({pdfium.PdfiumError: Corrupt}):
        page = page_of(document, number - 1)
        try:
            view = canvas(page, budget.settings.ocr_dpi)
            inches = max(view.width, view.height) / budget.settings.ocr_dpi
            dpi = max(1, round(WORKING_SIDE / inches))
            small = canvas(page, dpi)
            with TextLayer(page, view) as layer:
                words, _ = layer.words()
            pictured = bool(contents(page, view).pictures)
            image, _ = render(page, small, Box(0, 0, small.width, small.height), dpi)
            guard.check()
        finally:
            page.close()
    scale = image.width / view.width
    return _Sheet(
        image, _scale_boxes(found, scale), _scale_boxes([word.box for word in words], scale), pictured
    )


def _frame(body: BinaryIO, number: int, found: Sequence[Box], budget: Budget) -> _Sheet:
    image, scale = frame_of(body, number, WORKING_SIDE, budget)
    reduced = image.resize(_fit_size(image.size, WORKING_SIDE), Image.Resampling.BOX, reducing_gap=2.0)
    return _Sheet(reduced, _scale_boxes(found, scale * reduced.width / image.width), [], pictured=True)


def _redact(sheet: _Sheet) -> tuple[Image.Image, float]:
    """Return a sheet at the size of a thumbnail, and how much of it is painted over.

    It is blurred; then text is grey and all that was found is black.
    """
    text = _text(sheet)
    black = [_widen(box) for box in sheet.found]
    black += [_widen(code.box) for code in read_barcodes(sheet.image, thorough=True)]
    if sheet.pictured:
        black += [_widen(box, box.x1 - box.x0) for box in _faces(sheet.image, UNSURE, FACE_SIDES)]
    size = _fit_size(sheet.image.size, SIDE)
    covered = _paint(sheet.image, text, black)
    grains = covered.resize(_fit_size(sheet.image.size, GRAIN), Image.Resampling.BOX)
    scale = size[0] / sheet.image.width
    small = cv2.resize(text.astype(np.uint8), size, interpolation=cv2.INTER_AREA) > 0
    boxes = _scale_boxes(black, scale)
    share = (
        _paint(Image.new("RGB", size, "white"), small, boxes).convert("L").point(lambda level: level < 255)
    )
    blurred = grains.resize(size, Image.Resampling.BICUBIC)
    return _paint(blurred, small, boxes), float(np.asarray(share, bool).mean())


def _text(sheet: _Sheet) -> Array:
    """Return which pixels of a sheet are text, or near it: by its text layer and by the detector."""
    pixels = np.asarray(sheet.image)
    marked = np.zeros(pixels.shape[:2], np.uint8)
    for side in DETECTED_SIDES:
        heat = text_map(pixels, side)
        faint = cv2.dilate((heat > UNSURE).astype(np.uint8), np.ones((5, 5), np.uint8))
        marked |= np.asarray(cv2.resize(faint, sheet.image.size, interpolation=cv2.INTER_NEAREST), np.uint8)
        for quad in quads_of(heat, *sheet.image.size):
            cv2.fillPoly(marked, [quad.corners.astype(np.int32)], 1)
    for box in sheet.words:
        x0, y0, x1, y1 = (round(edge) for edge in _widen(box))
        marked[max(0, y0) : max(0, y1) + 1, max(0, x0) : max(0, x1) + 1] = 1
    return marked > 0


def _faces(image: Image.Image, least: float, sides: Sequence[Sequence[int]]) -> Iterator[Box]:
    """Yield the faces of a picture, whichever edge of it is up."""
    width, height = image.size
    for turn, sizes in enumerate(sides):
        turned = image if not turn else image.transpose(Image.Transpose(turn + 1))
        for side in sizes:
            for x0, y0, x1, y1 in find_faces(turned, side=side, least=least):
                if turn == 1:  # a quarter turn against the clock
                    yield Box(width - y1, x0, width - y0, x1)
                elif turn == 2:
                    yield Box(width - x1, height - y1, width - x0, height - y0)
                elif turn == 3:
                    yield Box(y0, height - x1, y1, height - x0)
                else:
                    yield Box(x0, y0, x1, y1)


def _paint(image: Image.Image, text: Array, black: Sequence[Box]) -> Image.Image:
    painted = Image.composite(Image.new("RGB", image.size, TEXT), image, Image.fromarray(text))
    draw = ImageDraw.Draw(painted)
    for box in black:
        draw.rectangle((box.x0 - 1, box.y0 - 1, max(box.x0, box.x1) + 1, max(box.y0, box.y1) + 1), fill=BLACK)
    return painted


def _says(text: str) -> bool:
    """Return whether a word that OCR read is one: the edges of bars read as strokes that are all alike."""
    signs = [sign for sign in text.lower() if sign.isalnum()]
    return len(signs) >= LEAST_READ and len(set(signs)) > 1


def _widen(box: Box, size: float | None = None) -> Box:
    edge = MARGIN * (min(box.x1 - box.x0, box.y1 - box.y0) if size is None else size)
    return Box(box.x0 - edge, box.y0 - edge, box.x1 + edge, box.y1 + edge)


def _scale_boxes(boxes: Sequence[Box], scale: float) -> list[Box]:
    return [Box(*(edge * scale for edge in box)) for box in boxes]


def _fit_size(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Return a size of the same shape whose longer side is `side`."""
    scale = side / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
