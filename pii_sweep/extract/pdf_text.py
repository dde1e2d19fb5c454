"""The text layer of a PDF page → words with boxes in pixels of the displayed page.

PDFium orders the characters and inserts the spaces (fpdf_text.h); boxes are mapped through the
page's crop box and /Rotate by FPDF_PageToDevice (ISO 32000-1, 8.3 and table 30).
"""

from __future__ import annotations

import re

import numpy as np
import pypdfium2 as pdfium

from pii_sweep.extract.ocr.words import Word
from pii_sweep.extract.pdf_bound import char_boxes, char_indices
from pii_sweep.extract.pdf_canvas import Canvas, Numbers
from pii_sweep.extract.pdf_glyphs import glyph_words, is_scattered
from pii_sweep.extract.pdf_turns import is_level, levelled
from pii_sweep.types import Box

HYPHENS = {0x02: "-", 0xFFFE: "-"}  # how PDFium marks those at the ends of lines
NONSPACE = re.compile(r"\S+")


def text_words(page: pdfium.PdfPage, view: Canvas) -> tuple[list[Word], list[Word]]:
    """Return the words of a page's text layer in PDFium's order, and those that the crop box hides.

    Where a page is drawn glyph by glyph in no order, the words are put together by position.
    """
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        text = textpage.get_text_range() if count else ""
        if "\x02" in text or "\ufffe" in text:
            text = text.translate(HYPHENS)
        words, boxes, runs = _words(textpage, text, count, view)
        if is_scattered(words, boxes, runs):
            words = glyph_words(textpage, view)
        elif not is_level(runs):
            words = levelled(words, [(right, down) for right, down in runs.tolist()])
        elif _all_shown(boxes, view):
            return words, []
        return [word for word in words if _shown(word, view)], [
            word for word in words if not _shown(word, view)
        ]
    finally:
        textpage.close()


def _words(
    textpage: pdfium.PdfTextPage, text: str, count: int, view: Canvas
) -> tuple[list[Word], Numbers, Numbers]:
    """Return the words, their boxes, and the ways in pixels from each one's first character to its last."""
    texts = text.split()
    ends = [index for match in NONSPACE.finditer(text) for index in (match.start(), match.end() - 1)]
    if len(text) != count:
        ends = char_indices(textpage.raw, ends)
    edges, told = char_boxes(textpage.raw, ends)
    first, last = edges[::2], edges[1::2]
    if not told.all():
        last = np.where(told[1::2, None], last, first)
        kept = told[::2]
        first, last, texts = first[kept], last[kept], [texts[at] for at in np.flatnonzero(kept)]
    left, bottom = np.minimum(first[:, 0], last[:, 0]), np.minimum(first[:, 3], last[:, 3])
    right, top = np.maximum(first[:, 2], last[:, 2]), np.maximum(first[:, 1], last[:, 1])
    boxes = view.boxes(left, bottom, right, top)
    along = last[:, 0] + last[:, 2] - first[:, 0] - first[:, 2]
    up = last[:, 3] + last[:, 1] - first[:, 3] - first[:, 1]
    runs = np.stack([(view.a * along + view.c * up) / 2, (view.b * along + view.d * up) / 2], axis=1)
    return list(map(Word, texts, map(Box._make, boxes.tolist()))), boxes, runs


def _all_shown(boxes: Numbers, view: Canvas) -> bool:
    """Tell whether no word lies outside the crop box."""
    if not len(boxes):
        return True
    inside = (boxes[:, 2] > 0) & (boxes[:, 3] > 0) & (boxes[:, 0] < view.width) & (boxes[:, 1] < view.height)
    return bool(inside.all())


def _shown(word: Word, view: Canvas) -> bool:
    x0, y0, x1, y1 = word.box
    return x1 > 0 and y1 > 0 and x0 < view.width and y0 < view.height
