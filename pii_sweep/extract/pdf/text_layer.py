"""The text layer of a PDF page → words with boxes in pixels of the displayed page.

PDFium orders the characters and inserts the spaces (fpdf_text.h); boxes are mapped through the
page's crop box and /Rotate by FPDF_PageToDevice (ISO 32000-1, 8.3 and table 30).
"""

from __future__ import annotations

import re
from types import TracebackType

import numpy as np
import pypdfium2 as pdfium

from pii_sweep.extract.ocr.words import Word
from pii_sweep.extract.pdf.canvas import Canvas, Numbers
from pii_sweep.extract.pdf.glyphs import glyph_words, is_scattered
from pii_sweep.extract.pdf.pdfium import char_indices
from pii_sweep.extract.pdf.right_to_left import has_right_to_left, mirror, turn_around
from pii_sweep.extract.pdf.rotated_text import is_level, level_words
from pii_sweep.extract.pdf.runs import line_runs, stretches

BLANK = np.array([chr(code).isspace() for code in range(0x3002)])  # U+3000 is the last one
HYPHENS = {0x02: "-", 0xFFFE: "-"}  # how PDFium marks those at the ends of lines
# Beyond UCS-2 PDFium counts code units, and of some fonts' pictographs it reports the first unit alone.
BEYOND = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")


class TextLayer:
    """A page's text layer while it is open; `text` has PDFium's characters, `texts` its words."""

    def __init__(self, page: pdfium.PdfPage, view: Canvas) -> None:
        """Load the text of a page. Raises PdfiumError."""
        self._view = view
        self._textpage = page.get_textpage()
        self._count = self._textpage.count_chars()
        text = self._textpage.get_text_range(errors="surrogatepass") if self._count else ""
        if "\x02" in text or "\ufffe" in text:
            text = text.translate(HYPHENS)
        self._units = not text.isascii() and BEYOND.search(text) is not None
        self.text, self.texts = text, text.split()
        if self._units:
            units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
            self.text = units.astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
            whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            self.texts = whole.split()

    def __enter__(self) -> TextLayer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._textpage.close()

    def runs(self) -> list[Word] | None:
        """Return the page's lines as runs of words without a wide gap; None where words are to be looked at.

        That is so where lines are short, or where words lie scattered, aslant or outside the crop box.
        """
        if len(self.text) != self._count or self._units or has_right_to_left(self.text):
            return None
        found = line_runs(self._textpage.raw, self.text, self.texts, self._view)
        if found is None:
            return None
        words, places = found
        if is_scattered(words, places.boxes, places.ways) or not is_level(places.ways):
            return None
        if not _is_inside(places.boxes, self._view):
            return None
        return words

    def words(self) -> tuple[list[Word], list[Word]]:
        """Return the words in PDFium's order, and those that the crop box hides.

        Where a page is drawn glyph by glyph in no order, the words are put together by position.
        """
        words, boxes, ways = self._words()
        leftward = has_right_to_left(self.text) and len(words) == len(self.texts)
        if leftward:
            ways = turn_around(ways, self.texts)
        if is_scattered(words, boxes, ways):
            words = glyph_words(self._textpage, self._view)
        else:
            words = words if is_level(ways) else level_words(words, ways)
            words = mirror(words, self.text) if leftward else words
            if _all_shown(boxes, self._view):
                return words, []
        return [word for word in words if _is_visible(word, self._view)], [
            word for word in words if not _is_visible(word, self._view)
        ]

    def _words(self) -> tuple[list[Word], Numbers, Numbers]:
        """Return the words, their boxes, and the ways in pixels from first characters to last ones."""
        texts, raw = self.texts, self._textpage.raw
        ends = word_ends(self.text)
        if len(self.text) != self._count:
            ends = char_indices(raw, ends)
        found = stretches(raw, ends, self._view)
        if not found.measured.all():
            texts = [texts[at] for at in np.flatnonzero(found.measured)]
        return found.words(texts), found.boxes, found.ways


def word_ends(text: str) -> list[int]:
    """Return where the first and last characters of a text's words stand, two numbers for each word."""
    codes = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), np.uint32)
    blank = BLANK.take(codes, mode="clip")
    ends = np.flatnonzero(blank[1:] != blank[:-1])
    ends[1::2] -= 1
    return ends.tolist()


def _is_inside(boxes: Numbers, view: Canvas) -> bool:
    """Return whether all boxes lie within the crop box."""
    return bool(
        (boxes[:, :2].min() >= 0) and boxes[:, 2].max() <= view.width and boxes[:, 3].max() <= view.height
    )


def _all_shown(boxes: Numbers, view: Canvas) -> bool:
    """Return whether no word lies outside the crop box."""
    if not len(boxes):
        return True
    inside = (boxes[:, 2] > 0) & (boxes[:, 3] > 0) & (boxes[:, 0] < view.width) & (boxes[:, 1] < view.height)
    return bool(inside.all())


def _is_visible(word: Word, view: Canvas) -> bool:
    x0, y0, x1, y1 = word.box
    return x1 > 0 and y1 > 0 and x0 < view.width and y0 < view.height
