"""The text layer of a PDF page → words with boxes in pixels of the displayed page.

PDFium orders the characters and inserts the spaces (fpdf_text.h); boxes are mapped through the
page's crop box and /Rotate by FPDF_PageToDevice (ISO 32000-1, 8.3 and table 30).
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Box

NONSPACE = re.compile(r"\S+")
POINTS = 72.0
PRECISION = 1000  # PageToDevice rounds to whole units: ask for thousandths of a pixel


@dataclass(frozen=True, slots=True)
class Canvas:
    """Page coordinates to pixels of the displayed page: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    width: float
    height: float
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a rectangle of the page in pixels."""
        x0, y0 = self.a * left + self.c * bottom + self.e, self.b * left + self.d * bottom + self.f
        x1, y1 = self.a * right + self.c * top + self.e, self.b * right + self.d * top + self.f
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def canvas(page: pdfium.PdfPage, dpi: int) -> Canvas:
    """Return the mapping of a page at `dpi`."""
    width, height = page.get_width() * dpi / POINTS, page.get_height() * dpi / POINTS
    x0, y0 = _device(page, width, height, 0, 0)
    x1, y1 = _device(page, width, height, 100, 0)
    x2, y2 = _device(page, width, height, 0, 100)
    return Canvas(width, height, (x1 - x0) / 100, (y1 - y0) / 100, (x2 - x0) / 100, (y2 - y0) / 100, x0, y0)


def _device(page: pdfium.PdfPage, width: float, height: float, x: float, y: float) -> tuple[float, float]:
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(
        page, 0, 0, int(width * PRECISION), int(height * PRECISION), 0, x, y, device_x, device_y
    )
    return device_x.value / PRECISION, device_y.value / PRECISION


def text_words(page: pdfium.PdfPage, view: Canvas) -> list[Word]:
    """Return the words of a page's text layer in PDFium's order; those outside the page are left out."""
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range() if textpage.count_chars() else ""
        return _words(textpage, text, view)
    finally:
        textpage.close()


def _words(textpage: pdfium.PdfTextPage, text: str, view: Canvas) -> list[Word]:
    rect = pdfium_c.FS_RECTF()
    get_box = pdfium_c.FPDFText_GetLooseCharBox
    exact = len(text) == textpage.count_chars()
    index_of = pdfium_c.FPDFText_GetCharIndexFromTextIndex
    raw = textpage.raw
    reference = ctypes.byref(rect)
    words, runs = [], []
    for match in NONSPACE.finditer(text):
        first, last = match.start(), match.end() - 1
        if not exact:
            first, last = index_of(raw, first), index_of(raw, last)
        if not get_box(raw, first, reference):
            continue
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        run = (0.0, 0.0)
        if last != first and get_box(raw, last, reference):
            run = (rect.left + rect.right - left - right, rect.bottom + rect.top - bottom - top)
            left, right = min(left, rect.left), max(right, rect.right)
            bottom, top = min(bottom, rect.bottom), max(top, rect.top)
        box = view.box(left, bottom, right, top)
        if box.x1 > 0 and box.y1 > 0 and box.x0 < view.width and box.y0 < view.height:
            words.append(Word(match[0].replace("\x02", "-").replace("\ufffe", "-"), box))
            runs.append(run)
    return _turned(words, runs, view)


def _turned(words: list[Word], runs: list[tuple[float, float]], view: Canvas) -> list[Word]:
    """Return the words in the frames in which they run level.

    `runs` are the ways from each word's first character to its last, in the page's coordinates.
    """
    if all(view.a * x + view.c * y >= abs(view.b * x + view.d * y) for x, y in runs):
        return words
    turns = [_quarter(view.a * x + view.c * y, view.b * x + view.d * y) for x, y in runs]
    known = [turn for turn in turns if turn is not None]
    main = max(set(known), key=known.count) if known else 0
    placed = []
    for word, turn in zip(words, (main if turn is None else turn for turn in turns), strict=True):
        x0, y0, x1, y1 = word.box
        level = (word.box, Box(y0, -x1, y1, -x0), Box(-x1, -y1, -x0, -y0), Box(-y1, x0, -y0, x1))[turn]
        placed.append(Word(word.text, word.box, upright=level, turn=turn))
    return placed


def _quarter(right: float, down: float) -> int | None:
    """Return the quarter turns clockwise of a direction in pixels, None for none."""
    if right == down == 0:
        return None
    if abs(right) >= abs(down):
        return 0 if right > 0 else 2
    return 1 if down > 0 else 3
