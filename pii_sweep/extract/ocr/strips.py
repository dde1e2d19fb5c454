"""Long pictures (scrolling screenshots, till rolls, panoramas) are read piece by piece along their length.

Scaled down whole until its length fits, a strip's print would be too small to be seen. Pieces overlap,
and a word counts where it lies farther from the cut: there it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from PIL import Image

from pii_sweep.extract.ocr.detector import Array
from pii_sweep.extract.ocr.words import Ocr, Scan, Word
from pii_sweep.types import Box

LONG = 3.0  # times as long as broad: pages are no longer, nor is what photos are cropped to
PIECE = 1.5  # of a strip's breadth
OVERLAP = 0.4  # likewise: a name and its street, a line of print
LEAST = 640  # pixels of a piece, however narrow the strip
MAX_PIXELS = 36_000_000  # of a strip in memory: what a square picture of twice the working side takes
QUARTERS = (((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0)))
MIN_PRINT = 6  # pixels: what is lower or narrower than that shows no text


def is_strip(size: tuple[int, int]) -> bool:
    """Return whether a picture is so long that it is read in pieces."""
    return max(size) > LONG * min(size)


def reduction(size: tuple[int, int], side: int) -> int:
    """Return how many times a picture is scaled down so that its longer side is `side` to twice as long.

    Of a strip the breadth decides, as if it were `LONG` times as long as broad, and what fits in memory.
    """
    if not is_strip(size):
        return max(1, max(size) // side)
    by_area = ceil(sqrt(size[0] * size[1] / MAX_PIXELS))
    return max(1, int(LONG * min(size)) // side, by_area)


def pieces(size: tuple[int, int]) -> Iterator[tuple[Box, Box]]:
    """Yield the box of each piece of a picture of `size`, and the box in which its words count."""
    width, height = size
    if not is_strip(size):
        yield Box(0, 0, width, height), Box(0, 0, width, height)
        return
    length, breadth = max(size), min(size)
    step = max(LEAST, int(PIECE * breadth))
    overlap = max(LEAST // 4, int(OVERLAP * breadth))
    for start in range(0, max(1, length - overlap), step):
        end = min(length, start + step + overlap)
        first = start + overlap / 2 if start else 0.0
        last = end - overlap / 2 if end < length else float(length)
        if height >= width:
            yield Box(0, start, width, end), Box(0, first, width, last)
        else:
            yield Box(start, 0, end, height), Box(first, 0, last, height)


@dataclass(frozen=True)
class Piecewise:
    """An engine that reads strips in pieces with another engine."""

    whole: Ocr

    def read(self, image: Image.Image, check: Callable[[], None] = lambda: None) -> list[Word]:
        """Return the words of a picture, as `scan` does."""
        return self.scan(image, check).words

    def scan(self, image: Image.Image, check: Callable[[], None] = lambda: None) -> Scan:
        """Return the words and lines of a picture in any orientation; raises OcrUnavailable.

        `check` is called before each piece, and may raise: a strip may have thousands of them.
        """
        if min(image.size) < MIN_PRINT:
            return Scan([], [])
        if not is_strip(image.size):
            return self.whole.scan(image)
        words: list[Word] = []
        lines: list[Box] = []
        for box, own in pieces(image.size):
            check()
            found = self.whole.scan(image.crop(_edges(box)))
            words += [word for word in _move_words(found.words, box) if _counts(word.box, own)]
            moved = (_shift_box(line, box.x0, box.y0) for line in found.lines)
            lines += [line for line in moved if _counts(line, own)]
        return Scan(words, lines, found.quality)


def cut_out(image: Image.Image) -> Iterator[Image.Image]:
    """Yield the pieces of a picture, or the picture itself."""
    if not is_strip(image.size):
        yield image
        return
    for box, _ in pieces(image.size):
        yield image.crop(_edges(box))


def _edges(box: Box) -> tuple[int, int, int, int]:
    return int(box.x0), int(box.y0), int(box.x1), int(box.y1)


def _move_words(words: Sequence[Word], origin: Box) -> Iterator[Word]:
    """Yield the words of a piece in the frames of the whole: the picture's, and its lines'."""
    if not words:
        return
    across, down = _turn(words) @ (origin.x0, origin.y0)
    for word in words:
        box, level = _shift_box(word.box, origin.x0, origin.y0), _shift_box(word.level, across, down)
        yield word._replace(box=box, upright=level)


def _shift_box(box: Box, x: float, y: float) -> Box:
    return Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)


def _turn(words: Sequence[Word]) -> Array:
    """Return the quarter turn from the picture's frame into that of its lines, by where words lie."""
    seen, level = (
        np.array([_middle_of(box) for box in boxes]) for boxes in zip(*_frames(words), strict=True)
    )
    turns = [np.array(turn) for turn in QUARTERS]
    spread = [float((level - seen @ turn.T).std(axis=0).sum()) for turn in turns]
    return turns[int(np.argmin(np.round(spread, 1)))]


def _frames(words: Sequence[Word]) -> Iterator[tuple[Box, Box]]:
    return ((word.box, word.level) for word in words)


def _middle_of(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _counts(box: Box, own: Box) -> bool:
    x, y = _middle_of(box)
    return own.x0 <= x < own.x1 and own.y0 <= y < own.y1
