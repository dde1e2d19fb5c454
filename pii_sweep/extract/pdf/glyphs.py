"""Pages drawn glyph by glyph in no order: words put together by where the glyphs stand.

PDFium reads characters in the order in which they are drawn (fpdf_text.h); some programs draw column
by column, font by font, or shuffle on purpose, and only loose letters come out.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pii_sweep.extract.ocr.words import Word, hull
from pii_sweep.extract.pdf.canvas import Canvas, Numbers
from pii_sweep.extract.pdf.rotated_text import turn_word
from pii_sweep.types import Box

MIN_WORDS = 5
SHORT = 2.6  # characters: words of text in order are longer on average
NARROW = 0.12  # of the height of type, the least that a character moves on
FOLDED = 0.2  # of the characters, in words that move on by less
SAME_LINE = 0.3  # of the size of type, between baselines
SPACE = 0.15  # of the size of type, between the advances of two glyphs


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character: its box in pixels, its line's direction, and its box where that runs level."""

    text: str = field(repr=False)
    box: Box
    turn: int
    level: Box


def is_scattered(words: Sequence[Word], boxes: Numbers, runs: Numbers) -> bool:
    """Return whether words are loose glyphs: too short, or too long for the way that they run.

    A row of `boxes` is a word's box in pixels, one of `runs` the way from its first character to its last.
    """
    if len(words) < MIN_WORDS:
        return False
    lengths = np.array([len(word.text) for word in words])
    total = int(lengths.sum())
    if total < SHORT * len(words):
        return True
    across, down = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    folded = np.abs(runs).sum(axis=1) < NARROW * (lengths - 1) * np.minimum(across, down)
    return bool(lengths[folded].sum() > FOLDED * total)


def glyph_words(textpage: pdfium.PdfTextPage, view: Canvas) -> list[Word]:
    """Return a page's words, line by line, from the places of its characters."""
    by_turn: dict[int, list[_Glyph]] = {}
    for glyph in _glyphs(textpage, view):
        by_turn.setdefault(glyph.turn, []).append(glyph)
    return [word for glyphs in by_turn.values() for line in _lines(glyphs) for word in _split_words(line)]


def _glyphs(textpage: pdfium.PdfTextPage, view: Canvas) -> Iterator[_Glyph]:
    raw, rect = textpage.raw, pdfium_c.FS_RECTF()
    for index in range(textpage.count_chars()):
        sign = chr(pdfium_c.FPDFText_GetUnicode(raw, index) or 32)
        if "\ud800" <= sign <= "\udfff":  # half of a sign beyond UCS-2
            sign = "\ufffd"
        if sign.isspace() or pdfium_c.FPDFText_IsGenerated(raw, index) == 1:
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(rect)):
            continue
        box = view.box(rect.left, rect.bottom, rect.right, rect.top)
        angle = pdfium_c.FPDFText_GetCharAngle(raw, index)  # clockwise, in the page's frame
        right = view.a * math.cos(angle) - view.c * math.sin(angle)
        down = view.b * math.cos(angle) - view.d * math.sin(angle)
        turn = round(math.atan2(down, right) / (math.pi / 2)) % 4
        yield _Glyph(sign, box, turn, turn_word(Word(sign, box), turn).level)


def _lines(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    line: list[_Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.level.y1, glyph.level.x0)):
        if line and glyph.level.y1 - line[-1].level.y1 > SAME_LINE * _size(glyph):
            yield sorted(line, key=lambda glyph: glyph.level.x0)
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=lambda glyph: glyph.level.x0)


def _split_words(line: list[_Glyph]) -> Iterator[Word]:
    """Yield the words of a line; letters that are set wide apart are still words."""
    gaps = sorted(after.level.x0 - before.level.x1 for before, after in zip(line, line[1:], strict=False))
    usual = max(0.0, gaps[len(gaps) // 2]) if gaps else 0.0
    usual = usual if usual < SPACE * _size(line[0]) * 2 else 0.0
    start = 0
    for at in range(1, len(line) + 1):
        if at < len(line) and line[at].level.x0 - line[at - 1].level.x1 <= usual + SPACE * _size(line[at]):
            continue
        part = line[start:at]
        word = Word("".join(glyph.text for glyph in part), hull([glyph.box for glyph in part]))
        yield turn_word(word, part[0].turn)
        start = at


def _size(glyph: _Glyph) -> float:
    return max(1.0, glyph.level.y1 - glyph.level.y0)
