"""Words → segments: runs of words on one baseline without a wide gap; the atoms of page layout."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Box

# A space is about 0.3 of the line's height; a gap wider than this many heights parts columns.
COLUMN_GAP = 1.1
AMOUNT = re.compile(r"[-+(:*]{0,2}\s?(?:[A-Za-z]{1,3}\.?\s?)?\W?\s?\d[\d.,:/\-\s]*\W{0,2}[A-Z%]{0,3}\)?")


@dataclass(slots=True)
class Segment:
    """A run of words on one baseline; `box` is around them in the frame that layout works in."""

    words: list[Word] = field(repr=False)
    box: Box
    height: float = field(init=False)
    middle: float = field(init=False)

    def __post_init__(self) -> None:
        self._measure()

    def include(self, box: Box) -> None:
        """Grow by a box of words that were added."""
        mine = self.box
        self.box = Box(min(mine.x0, box.x0), min(mine.y0, box.y0), max(mine.x1, box.x1), max(mine.y1, box.y1))
        self._measure()

    def _measure(self) -> None:
        """Set the height (at least one pixel) and the vertical centre; layout asks for them often."""
        self.height = max(1.0, self.box.y1 - self.box.y0)
        self.middle = (self.box.y0 + self.box.y1) / 2

    @property
    def text(self) -> str:
        """Return the words, parted by a space."""
        return " ".join(word.text for word in self.words)


def segments(words: Iterable[Word]) -> list[Segment]:
    """Return the segments of words that come in reading order or in no order at all."""
    runs: list[Segment] = []
    for word in words:
        if runs and _follows(runs[-1].box, runs[-1].words[-1].level, word.level):
            runs[-1].words.append(word)
            runs[-1].include(word.level)
        else:
            runs.append(Segment([word], word.level))
    return joined(runs)


def same_row(one: Segment, two: Segment) -> bool:
    """Tell whether two segments stand on one line of text."""
    return abs(one.middle - two.middle) < 0.45 * min(one.height, two.height) + 0.1 * max(
        one.height, two.height
    )


def is_figure(text: str) -> bool:
    """Tell whether a text is an amount, a count, a date or a code rather than words."""
    return AMOUNT.fullmatch(text) is not None or (
        any(c.isdigit() for c in text) and " " not in text and sum(c.isalpha() for c in text) <= 3
    )


def _follows(run: Box, last: Box, word: Box) -> bool:
    height = max(1.0, min(run.y1 - run.y0, word.y1 - word.y0))
    if abs((last.y0 + last.y1) - (word.y0 + word.y1)) > 0.9 * height:
        return False
    gap = word.x0 - last.x1
    return -0.6 * height <= gap <= COLUMN_GAP * max(height, 0.7 * (run.y1 - run.y0))


def joined(runs: list[Segment]) -> list[Segment]:
    """Join runs that touch on one baseline: engines and PDFs give words out of order too."""
    runs = sorted(runs, key=lambda run: run.box.x0)
    order = sorted(range(len(runs)), key=lambda index: runs[index].middle)
    alive: list[Segment] = []
    tall = max((run.height for run in runs), default=1.0)
    for index in order:
        run = runs[index]
        mate = None
        for other in reversed(alive):
            if run.middle - other.middle > tall:
                break
            if run.middle - other.middle > run.height:
                continue
            if _follows(other.box, other.words[-1].level, run.box):
                mate = other
                other.words.extend(run.words)
            elif _follows(run.box, run.words[-1].level, other.box):
                mate = other
                other.words[:0] = run.words
            if mate is not None:
                mate.include(run.box)
                break
        if mate is None:
            alive.append(run)
    return alive
