"""The text layer of a PDF page → words with boxes in pixels of the displayed page.

PDFium orders the characters and inserts the spaces (fpdf_text.h); boxes are mapped through the
page's crop box and /Rotate by FPDF_PageToDevice (ISO 32000-1, 8.3 and table 30).
"""

from __future__ import annotations

import ctypes
import re

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pii_sweep.extract.ocr.words import Word
from pii_sweep.extract.pdf_canvas import Canvas
from pii_sweep.extract.pdf_glyphs import glyph_words, is_scattered
from pii_sweep.extract.pdf_turns import levelled

HYPHENS = {0x02: "-", 0xFFFE: "-"}  # how PDFium marks those at the ends of lines
NONSPACE = re.compile(r"\S+")


def text_words(page: pdfium.PdfPage, view: Canvas) -> list[Word]:
    """Return the words of a page's text layer in PDFium's order, those outside the crop box too.

    Where a page is drawn glyph by glyph in no order, the words are put together by position.
    """
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range() if textpage.count_chars() else ""
        if "\x02" in text or "\ufffe" in text:
            text = text.translate(HYPHENS)
        words, runs = _words(textpage, text, view)
        if is_scattered(words, runs):
            return glyph_words(textpage, view)
        return levelled(words, runs)
    finally:
        textpage.close()


def _words(
    textpage: pdfium.PdfTextPage, text: str, view: Canvas
) -> tuple[list[Word], list[tuple[float, float]]]:
    """Return the words, and the ways in pixels from each one's first character to its last."""
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
            along, up = rect.left + rect.right - left - right, rect.bottom + rect.top - bottom - top
            run = ((view.a * along + view.c * up) / 2, (view.b * along + view.d * up) / 2)
            left, right = min(left, rect.left), max(right, rect.right)
            bottom, top = min(bottom, rect.bottom), max(top, rect.top)
        box = view.box(left, bottom, right, top)
        words.append(Word(match[0], box))
        runs.append(run)
    return words, runs
