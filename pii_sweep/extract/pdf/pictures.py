"""The pictures on a PDF page, and whether they say what the text layer does not."""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from pii_sweep.errors import Corrupt, translate
from pii_sweep.extract.ocr.detector import detect_lines
from pii_sweep.extract.ocr.words import Word, hull
from pii_sweep.extract.pdf.artwork.drawing import Drawings
from pii_sweep.extract.pdf.canvas import POINTS, Canvas
from pii_sweep.extract.pdf.pdfium import objects
from pii_sweep.types import Box

DRAWN_OBJECTS = {pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM}
MAX_OBJECTS = 20_000
MAX_DEPTH = 3
MAX_LOGO_BYTES = 1 << 20
LARGE = 0.02  # of the page's area
DRAWN = 20  # fewer lines and curves than this draw no letters
TOUCH = 2.0  # pixels between parts of one picture, whose edges are rounded
LOOK_SIDE = 960
MAX_RENDER_PIXELS = 60_000_000
_UNLIKE = count(1 << 32)  # above every checksum


@dataclass(frozen=True, slots=True)
class Contents:
    """What is painted on a page next to text: the boxes of large pictures, and how many paths.

    `prints` distinguish the pictures' data and places: the same logo on every page is read once. `drawn` are
    the places where paths and masks may draw letters.
    """

    pictures: tuple[Box, ...]
    paths: int
    prints: frozenset[tuple[Box, int]] = frozenset()
    drawn: tuple[Box, ...] = ()


def contents(page: pdfium.PdfPage, view: Canvas) -> Contents:
    """Return the large pictures of a page in pixels, and the count of its paths."""
    found: list[tuple[Box, int]] = []
    paths = seen = 0
    drawings = Drawings(view, lambda item: _bounds(item, view))
    stack: list[tuple[Any, int, int]] = [(page.raw, pdfium_c.FPDFPage_CountObjects(page.raw), 0)]
    while stack and seen <= MAX_OBJECTS:
        holder, held, depth = stack.pop()
        handles, kinds = objects(holder, min(held, MAX_OBJECTS), form=depth > 0)
        paths += kinds.count(pdfium_c.FPDF_PAGEOBJ_PATH)
        seen += held
        drawings.add(handles, kinds, holder if depth else None)
        if DRAWN_OBJECTS.isdisjoint(kinds):
            continue
        for handle, kind in zip(handles, kinds, strict=True):
            if kind not in DRAWN_OBJECTS:
                continue
            item = ctypes.cast(handle, pdfium_c.FPDF_PAGEOBJECT)
            if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                # inside a form, bounds are the form's own: such a picture may be anywhere on the page
                box = Box(0, 0, view.width, view.height) if depth else _bounds(item, view)
                found.append((box, _print(item)))
            elif depth < MAX_DEPTH:
                stack.append((item, pdfium_c.FPDFFormObj_CountObjects(item), depth + 1))
    found += _stamps(page, view)
    least = LARGE * view.width * view.height
    large = [(box, print_) for box, print_ in found if _area(box) > least]
    small = [(box, print_) for box, print_ in found if 0 < _area(box) <= least]
    large += [(box, print_) for box, print_ in _join_touching(small) if _area(box) > least]
    return Contents(tuple(box for box, _ in large), paths, frozenset(large), drawings.places())


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _join_touching(parts: list[tuple[Box, int]]) -> list[tuple[Box, int]]:
    """Return the hulls of pictures that touch: drivers of scanners lay a page in strips or tiles.

    Icons stand apart and stay what they are. From the top down only hulls that reach the next picture are
    compared, so time grows with the pictures times those that stand apart in one row.
    """
    done, reaching = list[tuple[Box, int]](), list[tuple[Box, int]]()
    for part in sorted(parts, key=lambda part: (part[0].y0, part[0].x0)):
        joined, apart = part, list[tuple[Box, int]]()
        for other in reaching:
            if other[0].y1 + TOUCH < part[0].y0:
                done.append(other)
            elif other[0].x0 - TOUCH <= joined[0].x1 and joined[0].x0 <= other[0].x1 + TOUCH:
                joined = hull((other[0], joined[0])), zlib.crc32(b"%d %d" % (other[1], joined[1]))
            else:
                apart.append(other)
        reaching = [*apart, joined]
    return done + reaching


def _stamps(page: pdfium.PdfPage, view: Canvas) -> list[tuple[Box, int]]:
    """Return the places of stamps whose appearance shows a picture: a page's objects do not list it."""
    found = list[tuple[Box, int]]()
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MAX_OBJECTS)):
        note = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        try:
            if pdfium_c.FPDFAnnot_GetSubtype(note) != pdfium_c.FPDF_ANNOT_STAMP:
                continue
            shown = min(pdfium_c.FPDFAnnot_GetObjectCount(note), MAX_OBJECTS)
            items = [pdfium_c.FPDFAnnot_GetObject(note, at) for at in range(shown)]
            kinds = {pdfium_c.FPDFPageObj_GetType(item) for item in items}
            place = pdfium_c.FS_RECTF()
            if not DRAWN_OBJECTS.isdisjoint(kinds) and pdfium_c.FPDFAnnot_GetRect(note, place):
                box = view.box(place.left, place.bottom, place.right, place.top)
                found.append((_clip(box, view), _print(items[0]) if len(items) == 1 else next(_UNLIKE)))
        finally:
            pdfium_c.FPDFPage_CloseAnnot(note)
    return found


def _bounds(item: Any, view: Canvas) -> Box:
    """Return the part of an object that the page shows, in pixels; empty where it shows none."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(item, *edges):
        return Box(0, 0, 0, 0)
    return _clip(view.box(*(edge.value for edge in edges)), view)


def _clip(box: Box, view: Canvas) -> Box:
    x0, y0 = max(0.0, box.x0), max(0.0, box.y0)
    return Box(x0, y0, max(x0, min(view.width, box.x1)), max(y0, min(view.height, box.y1)))


def _print(item: Any) -> int:
    """Return a checksum of a picture's data; large ones, which are scans rather than logos, differ."""
    size = pdfium_c.FPDFImageObj_GetImageDataRaw(item, None, 0)
    if not 0 < size <= MAX_LOGO_BYTES:
        return next(_UNLIKE)  # an id() comes again on the next page, once this handle is gone
    buffer = ctypes.create_string_buffer(size)
    pdfium_c.FPDFImageObj_GetImageDataRaw(item, buffer, size)
    return zlib.crc32(buffer.raw)


def render(page: pdfium.PdfPage, view: Canvas, box: Box, dpi: int) -> tuple[Image.Image, float]:
    """Return a part of a page (in pixels at `dpi`) as a picture, and what its pixels must be multiplied by.

    Raises Corrupt.
    """
    scale = dpi / POINTS
    area = max(1.0, (box.x1 - box.x0) * (box.y1 - box.y0))
    shrink = min(1.0, (MAX_RENDER_PIXELS / area) ** 0.5)
    crop = tuple(
        max(0.0, edge) / scale for edge in (box.x0, view.height - box.y1, view.width - box.x1, box.y0)
    )
    with translate({pdfium.PdfiumError: Corrupt, ValueError: Corrupt}):
        bitmap = page.render(scale=scale * shrink, crop=crop)
    try:
        return bitmap.to_pil().convert("RGB"), 1 / shrink
    finally:
        bitmap.close()


def says_more(image: Image.Image, box: Box, scale: float, words: Sequence[Word]) -> bool:
    """Return whether a picture at `box` of a page shows lines of text that no word of the layer covers."""
    small = image if max(image.size) <= LOOK_SIDE else image.copy()
    small.thumbnail((LOOK_SIDE, LOOK_SIDE))
    scale *= image.width / max(1, small.width)
    inside = [word.box for word in words]
    for quad in detect_lines(np.asarray(small), LOOK_SIDE):
        x = box.x0 + float(quad.corners[:, 0].mean()) * scale
        y = box.y0 + float(quad.corners[:, 1].mean()) * scale
        reach = quad.height * scale
        if not any(b.x0 - reach <= x <= b.x1 + reach and b.y0 - reach <= y <= b.y1 + reach for b in inside):
            return True
    return False


def select_uncovered(read: Sequence[Word], words: Sequence[Word]) -> list[Word]:
    """Return the read words that no word of the text layer overlaps by half."""
    boxes = [word.box for word in words]
    return [word for word in read if not any(_covers(box, word.box) for box in boxes)]


def _covers(box: Box, word: Box) -> bool:
    across = min(box.x1, word.x1) - max(box.x0, word.x0)
    down = min(box.y1, word.y1) - max(box.y0, word.y0)
    return across > 0 and down > 0 and across * down > 0.4 * (word.x1 - word.x0) * (word.y1 - word.y0)
