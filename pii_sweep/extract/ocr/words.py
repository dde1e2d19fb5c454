"""What every engine and text layer gives: words with boxes, and the one protocol of the engines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PIL import Image

from pii_sweep.types import Box


class Word(NamedTuple):
    """A word, its box in pixels of the picture as displayed, and how surely it was read (0–1).

    On a turned or skewed page `upright` is the box in the frame in which the word's line runs
    level from left to right; layout works there. `turn` counts the quarter turns (clockwise, 0–3)
    between the two frames: words of one page with another turn are laid out apart.
    `ends` holds where each character ends (and first, where the first one begins), in any unit,
    where `text` is several words of a line, parted by one space each.
    """

    text: str
    box: Box
    confidence: float | None = None
    upright: Box | None = None
    turn: int = 0
    ends: Sequence[float] = ()

    def __repr__(self) -> str:
        """Return where the word lies, not what it says."""
        return f"Word(box={self.box}, turn={self.turn})"

    @property
    def level(self) -> Box:
        """Return the box that layout works with."""
        return self.upright or self.box


class Quality(NamedTuple):
    """When an engine read a page well: the confidence of a word, and the share of the print so read.

    Calibrated on receipts that were blurred, shrunk and faded (tests/benchmarks/bench_legibility.py).
    """

    well: float
    least: float


class Scan(NamedTuple):
    """What an engine saw of a picture: its words, and the boxes of the lines that hold print, read or not."""

    words: list[Word]
    lines: list[Box]
    quality: Quality = Quality(0.85, 0.66)


class Ocr(Protocol):
    """An engine: a picture in, its words and lines out, in no particular order."""

    def scan(self, image: Image.Image) -> Scan:
        """Return the words and lines of a picture in any orientation, boxes in its pixels.

        Raises OcrUnavailable where the engine or its data is not installed.
        """
        ...


def hull(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around some boxes (at least one)."""
    if len(boxes) == 1:
        return boxes[0]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
