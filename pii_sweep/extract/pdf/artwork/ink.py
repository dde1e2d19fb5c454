"""Marks on a PDF page that neither its text layer nor its pictures account for.

The page is rendered at one pixel a point, where a word is one mark. What known words and pictures
cover is left out, and so are rules, frames, bars and curves: marks of letters fill their boxes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from pii_sweep.errors import Corrupt, translate
from pii_sweep.extract.ocr.words import hull
from pii_sweep.extract.pdf.canvas import Canvas
from pii_sweep.types import Box

MAX_PIXELS = 4_000_000  # of the small picture: larger sheets are seen smaller
CONTRAST = 40  # grey levels between a mark and its ground
REACH = 2  # pixels around a known word that are its own
LOWEST, HIGHEST, NARROWEST = 5, 90, 3  # pixels of a mark, with its edges
FULL = 0.4  # share of a mark's box: frames, curves and slanted lines fill less
WORD = 1.8  # heights: what is shorter may be a symbol of a chart
HEIGHTS = 4.0  # summed lengths of words, each in its heights: about eight letters

Pixels = npt.NDArray[np.uint8]


def find_marks(
    page: pdfium.PdfPage, view: Canvas, place: Box, known: Iterable[Box]
) -> tuple[Box, int] | None:
    """Return where in a part of a page marks of letters lie, in pixels, and a checksum of them.

    None where there are too few. `known` are the boxes of words, and of pictures that are read.
    Raises Corrupt.
    """
    dots = view.width / max(1.0, page.get_width())  # pixels in a point
    area = (place.x1 - place.x0) * (place.y1 - place.y0) / dots**2
    scale = min(1.0, (MAX_PIXELS / max(1.0, area)) ** 0.5)
    grey = _render(page, view, place, dots, scale)
    edges = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    ink = (edges > CONTRAST).astype(np.uint8)
    for box in known:
        x0, y0, x1, y1 = (round(edge * scale / dots) for edge in _shift(box, place))
        ink[max(0, y0 - REACH) : max(0, y1 + REACH), max(0, x0 - REACH) : max(0, x1 + REACH)] = 0
    marks = _select_marks(ink)
    if marks is None:
        return None
    box, print_ = marks
    x0, y0, x1, y1 = (edge * dots / scale for edge in box)
    left, top = place.x0, place.y0
    return Box(left + x0, top + y0, min(place.x1, left + x1), min(place.y1, top + y1)), print_


def _shift(box: Box, place: Box) -> Box:
    return Box(box.x0 - place.x0, box.y0 - place.y0, box.x1 - place.x0, box.y1 - place.y0)


def _render(page: pdfium.PdfPage, view: Canvas, place: Box, dots: float, scale: float) -> Pixels:
    edges = (place.x0, view.height - place.y1, view.width - place.x1, place.y0)
    with translate({pdfium.PdfiumError: Corrupt, ValueError: Corrupt}):
        bitmap = page.render(scale=scale, crop=tuple(max(0.0, edge / dots) for edge in edges), grayscale=True)
    try:
        pixels = bitmap.to_numpy()
        return np.ascontiguousarray(pixels[..., 0] if pixels.ndim > 2 else pixels)
    finally:
        bitmap.close()


def _select_marks(ink: Pixels) -> tuple[Box, int] | None:
    """Return the hull of the marks that may be letters, and a checksum of them; None of too few."""
    _, names, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    x, y, wide, high, area = stats[1:].T
    short, long = np.minimum(wide, high), np.maximum(wide, high)
    kept = (short >= NARROWEST) & (long >= LOWEST) & (short <= HIGHEST) & (area >= FULL * wide * high)
    kept &= (short >= LOWEST) | (long <= 3 * short)  # else a rule
    words = kept & (long >= WORD * short)
    if float((long[words] / short[words]).sum()) < HEIGHTS:
        return None
    corners = np.column_stack([x, y, x + wide, y + high])[kept]
    boxes = [Box(*map(float, row)) for row in corners.tolist()]
    return hull(boxes), zlib.crc32(corners.astype(np.int32).tobytes())
