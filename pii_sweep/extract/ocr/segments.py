"""Words → segments: runs of words on one baseline without a wide gap; the atoms of page layout."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pii_sweep.extract.ocr.words import Word, hull
from pii_sweep.types import Box

# A space is about 0.3 of the line's height; a gap wider than this many heights parts columns.
COLUMN_GAP = 1.1
AMOUNT = re.compile(r"[-+(:*]{0,2}\s?(?:[A-Za-z]{1,3}\.?\s?)?\W?\s?\d[\d.,:/\-\s]*\W{0,2}[A-Z%]{0,3}\)?")

DIGIT = re.compile(r"[\d²³]")  # a unit of area stands among figures


class Segment:
    """A run of words on one baseline; `box` is around them in the frame that layout works in.

    `text` are the words, parted by a space; `height` is at least one pixel, `middle` the vertical centre.
    `drawn` counts the first and the last of the runs that it was made of, in the order in which they came.
    """

    __slots__ = ("box", "drawn", "height", "middle", "text", "words")

    def __init__(self, words: list[Word], box: Box, drawn: tuple[int, int] = (-1, -1)) -> None:
        """Hold words (at least one) and the box around them; layout asks often for what follows from both."""
        self.words, self.box, self.drawn = words, box, drawn
        self.text = words[0].text if len(words) == 1 else " ".join([word.text for word in words])
        _, top, _, bottom = box
        self.height = bottom - top if bottom - top > 1.0 else 1.0
        self.middle = (top + bottom) / 2

    def __repr__(self) -> str:
        """Return where the segment lies, not what it says."""
        return f"Segment(box={self.box})"


def segments(words: Iterable[Word]) -> list[Segment]:
    """Return the segments of words that come in reading order or in no order at all."""
    runs: list[Segment] = []
    held: list[Word] = []
    box = last = Box(0, 0, 0, 0)
    for word in words:
        level = word.upright or word.box
        x0, y0, x1, y1 = level
        gap = x0 - last[2]
        if held and y0 == last[1] and y1 == last[3] and 0 <= gap <= y1 - y0:
            held.append(word)  # a word of the same line and type, after a space: the usual one
            if x1 > box[2] or y0 < box[1] or y1 > box[3]:
                box = Box(box[0], min(box[1], y0), max(box[2], x1), max(box[3], y1))
        elif held and gap <= COLUMN_GAP * max(1.0, box[3] - box[1]) and _follows(box, last, level):
            held.append(word)
            a0, b0, a1, b1 = box
            box = Box(min(a0, x0), min(b0, y0), max(a1, x1), max(b1, y1))
        else:
            if held:
                runs.append(Segment(held, box, (len(runs), len(runs))))
            held, box = [word], level
        last = level
    if held:
        runs.append(Segment(held, box, (len(runs), len(runs))))
    return join_runs(runs)


def same_row(one: Segment, two: Segment) -> bool:
    """Return whether two segments stand on one line of text."""
    low, high = one.height, two.height
    if low > high:
        low, high = high, low
    return abs(one.middle - two.middle) < 0.45 * low + 0.1 * high


def in_lines(parts: Iterable[Segment]) -> list[list[Segment]]:
    """Return segments, sorted by height on the page, as lines, each from left to right."""
    lines: list[list[Segment]] = []
    for part in parts:
        for line in lines[:-4:-1]:
            if line[-1].middle == part.middle or same_row(line[-1], part):
                line.append(part)
                break
        else:
            lines.append([part])
    for line in lines:
        if len(line) > 1:
            line.sort(key=lambda part: part.box[0])
    return lines


def is_figure(text: str) -> bool:
    """Return whether a text is an amount, a count, a date or a code rather than words."""
    if DIGIT.search(text) is None:
        return False
    return AMOUNT.fullmatch(text) is not None or (" " not in text and sum(map(str.isalpha, text)) <= 3)


def _follows(run: Box, last: Box, word: Box) -> bool:
    left, top, _, bottom = word
    tall = run[3] - run[1]
    height = max(1.0, min(tall, bottom - top))
    if abs(last[1] + last[3] - top - bottom) > 0.9 * height:
        return False
    return -0.6 * height <= left - last[2] <= COLUMN_GAP * max(height, 0.7 * tall)


def join_runs(runs: list[Segment]) -> list[Segment]:
    """Join runs that touch on one baseline: engines and PDFs give words out of order too."""
    alive: list[Segment] = []
    tall = max([run.height for run in runs], default=1.0)
    for run in sorted(runs, key=lambda run: (run.middle, run.box[0])):
        start, end = run.box[0], run.words[-1].level[2]
        for at in range(len(alive) - 1, -1, -1):
            other = alive[at]
            below = run.middle - other.middle
            if below > tall:
                alive.append(run)
                break
            reach = COLUMN_GAP * max(run.height, other.height)
            if below > run.height or start - other.box[2] > reach or other.box[0] - end > reach:
                continue
            if _follows(other.box, other.words[-1].level, run.box):
                alive[at] = _join(other, run)
                break
            if _follows(run.box, run.words[-1].level, other.box):
                alive[at] = _join(run, other)
                break
        else:
            alive.append(run)
    return alive


def _join(left: Segment, right: Segment) -> Segment:
    """Return two segments of one line as one."""
    drawn = min(left.drawn[0], right.drawn[0]), max(left.drawn[1], right.drawn[1])
    return Segment(left.words + right.words, hull([left.box, right.box]), drawn)
