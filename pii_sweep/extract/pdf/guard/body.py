"""A PDF's bytes on their way to PDFium: streams that would inflate past a bound are handed over as zeros.

PDFium inflates a stream to as much as 1 GiB, and holds it twice, whatever its dictionary says. It asks for
each stream in one block of its exact place and length, so what a block would become is counted here, piece
by piece, and thrown away. A stream that is too long is zeros to PDFium: it reads nothing there, and
everything else. What is encrypted cannot be counted: `pdf_opened` has it decrypted first.
"""

from __future__ import annotations

import os
import re
from typing import BinaryIO

from pii_sweep.errors import Corrupt, TooBig, Unreadable
from pii_sweep.extract.pdf.guard.draws import PICTURE, Draws, area
from pii_sweep.extract.pdf.guard.index import unescape
from pii_sweep.extract.pdf.guard.inflate import RATIO, TooLong, inflate, operators
from pii_sweep.types.body import SeekableBody

WORD = 16  # bytes before a block, in which the word `stream` is looked for
DICTIONARY = 2048  # bytes before a stream in which its dictionary is looked for; further where it is longer
LONGEST = 1 << 16
PIXELS = "PIXEL_LIMIT"
HELD = 12  # PDFium's objects take some 23 times the bytes of their operators: those of a page are this share
NUMBER = re.compile(rb"\d{1,10}\Z")
STREAM = re.compile(rb">>\s*stream\r?\n?\Z")
# One filter that makes more of its bytes, alone or behind digits.
SINGLE = re.compile(rb"/Filter\s*(?:/\w+|\[\s*(?:/A(?:SCII)?(?:85|Hex|Hx)(?:Decode)?\s*)*/\w+\s*\])")
FONT = re.compile(rb"/Length1\b|/Type1C\b|/CIDFontType0C\b|/OpenType\b")
ATTACHED = re.compile(rb"/EmbeddedFile\b")
KEPT = re.compile(rb"/First\b")  # an object stream: what it becomes stays as long as the document
# What patterns and glyphs draw (8.7.3, 9.6.5) may hold text that is in no text layer.
PATTERN = re.compile(rb"/PatternType\b")
GLYPH = re.compile(rb"[\s\d.+-]*\bd[01]\b")
SHOWING = re.compile(rb"\b(?:T[jJ]|Do)\b")
OUTLINES = 400  # bytes of a pattern's operators: hatching takes fewer
# Flate behind LZW or run lengths is found in bombs alone (ISO 32000-1, 7.4.1).
DOUBTFUL = re.compile(rb"/(?:LZW(?:Decode)?|RL|RunLengthDecode)\s*/Fl(?:ateDecode)?\b")


class GuardedBody(SeekableBody):
    """A seekable body as PDFium reads it.

    The pictures and fonts of a page may become `max_memory_bytes` together; an attachment, and all object
    streams, a quarter of it; a font, and the operators of a page, a twelfth.
    """

    def __init__(self, body: BinaryIO, max_memory_bytes: int, max_pixels: int) -> None:
        """Take a body; the bounds are settings of the budget."""
        super().__init__()
        self._body, self._most, self._pixels = body, max_memory_bytes, max_pixels
        self._at = 0
        self._page = self._operators = 0  # bytes that the streams since `turn` become
        self._kept = 0
        self._draws, self._number = Draws(body, max_memory_bytes // HELD, max_pixels), 0
        self._refused = dict[tuple[int, int], str]()
        self._reasons = set[str]()
        self._broken: Unreadable | None = None
        self.given = set[int]()  # places of the streams that were asked for
        self.nested = False  # whether a pattern or a glyph may draw text

    @property
    def source(self) -> BinaryIO:
        """Return the body itself."""
        return self._body

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place."""
        self._at = self._body.seek(offset, whence)
        return self._at

    def turn(self) -> list[str]:
        """Begin a page: what the one before held is let go. Return why it was not given streams."""
        self._page = self._operators = 0
        self._draws.turn()
        reasons, self._reasons = sorted(self._reasons), set()
        return reasons

    def check(self) -> None:
        """Raise what the body raised since the last time: no exception passes through PDFium."""
        broken, self._broken = self._broken, None
        if broken is not None:
            raise broken

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer, with zeros for a stream that is too long."""
        view = memoryview(buffer).cast("B")
        lead = min(self._at, WORD)
        try:
            self._body.seek(self._at - lead)
            begins = STREAM.search(self._body.read(lead))
            count: int = self._body.readinto(view)  # type: ignore[attr-defined]
            if begins:
                self.given.add(self._at)
            reason = self._refusal(view) if begins and count == len(view) else ""
        except Unreadable as error:
            self._broken = error
            return 0
        if reason:
            self._reasons.add(reason)
            if reason == PIXELS:  # zeros would be drawn at the size that the dictionary says
                return 0
            view[:] = bytes(count)
        self._at += count
        return count

    def _refusal(self, view: memoryview) -> str:
        """Return why a stream is not given to PDFium, empty where it is."""
        place = (self._at, len(view))
        if place not in self._refused:
            reason = self._judge_stream(view)
            if not reason:
                return ""
            self._refused[place] = reason
        return self._refused[place]

    def _judge_stream(self, view: memoryview) -> str:
        """Return why a stream is too long, empty where it is not; count what it becomes."""
        dictionary = self._dictionary()
        picture = PICTURE.search(dictionary) is not None
        if picture and area(dictionary) > self._pixels:
            return PIXELS
        if picture and self._draws.refuses_picture(self._number, dictionary):
            return PIXELS
        if DOUBTFUL.search(dictionary):
            return TooBig.reason
        try:
            if picture:
                self._page += self._data(view, dictionary, self._most - self._page)
            elif KEPT.search(dictionary):
                self._kept += self._data(view, dictionary, self._most // 4 - self._kept)
            elif ATTACHED.search(dictionary):
                self._data(view, dictionary, self._most // 4)
            elif FONT.search(dictionary):  # FreeType and PDFium hold some ten times its bytes
                left = self._most - self._page
                self._page += self._data(view, dictionary, min(self._most // HELD, left), left // 4)
            else:
                text, count = operators(bytes(view), self._most // HELD - self._operators)
                self._operators += count
                self.nested = self.nested or _is_nested(dictionary, text)
                if self._draws.refuses(self._number, dictionary, text):
                    return Corrupt.reason
        except TooLong:
            return TooBig.reason
        return ""

    def _data(self, view: memoryview, dictionary: bytes, most: int, guessed: int | None = None) -> int:
        """Return how much data becomes at most; what is short enough is not inflated to know it.

        Such a guess is for what has one filter at most, and for no more than `guessed` (a quarter of `most`).
        """
        likely = len(view) * RATIO
        short = likely <= min(most, most // 4 if guessed is None else guessed)
        if short and dictionary.count(b"/Filter") == len(SINGLE.findall(dictionary)) <= 1:
            return likely
        return sum(map(len, inflate(bytes(view), most)))

    def _dictionary(self) -> bytes:
        """Return the dictionary of the stream that begins at PDFium's place."""
        reach, begins, before = DICTIONARY, 0, b""
        while not begins and reach <= LONGEST:
            start = max(0, self._at - reach)
            self._body.seek(start)
            before = self._body.read(self._at - start)
            begins = before.rfind(b" obj") + 1
            reach = reach * 4 if start else LONGEST + 1
        words = before[:begins].rsplit(None, 2)  # the object's number and its generation come last
        number = NUMBER.search(words[-2]) if len(words) > 1 else None
        self._number = int(number[0]) if number else 0
        return unescape(before[begins:])


def _is_nested(dictionary: bytes, text: bytes) -> bool:
    """Return whether operators are a pattern or a glyph that may draw text."""
    if PATTERN.search(dictionary):
        return len(text) >= OUTLINES or SHOWING.search(text) is not None
    return GLYPH.match(text) is not None and SHOWING.search(text) is not None
