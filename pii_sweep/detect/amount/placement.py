"""Labels and amounts that belong together by where they stand: to the right, or straight below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from pii_sweep.detect.amount.money import Money
from pii_sweep.detect.amount.total import total_label
from pii_sweep.detect.text.candidate import find_overlapping, union
from pii_sweep.detect.text.line.layout import Line, x_overlap, y_overlap
from pii_sweep.types import Box

_TOTALS = frozenset({"final", "gross", "plain"})
_PERCENT = re.compile(r"@?[ ]?\d{1,2}(?:[.,]\d{1,2})?[ ]?%")
_PART = re.compile(r"[^ ]+(?:[ ][^ ]+)*")
_LETTERS, _DIGIT = re.compile(r"[^\W\d_]{3}"), re.compile(r"\d")
# Without boxes a character is a cell of this size, so that one measure serves both.
_WIDE, _HIGH = 5.0, 10.0
# So many lines above an amount its label may stand, by the distances of `_find_nearest`.
_ABOVE = 2


def label_by_place(lines: Sequence[Line], found: Sequence[Money]) -> dict[int, str]:
    """Return, by an amount's start, the kind of a total's label that stands left of it or above it.

    Labels with an amount behind them on their own line are left out: reading order has them.
    """
    kinds: dict[int, str] = {}
    boxed = any(line.words for line in lines)
    near: Sequence[int] = range(len(lines)) if boxed else _lines_near(found)
    labels = [
        (index, part, kind)
        for index in near
        for part in _PART.finditer(lines[index].text)
        if (kind := _grade_label(part.group())) in _TOTALS
        and not any(m.line == index and m.start >= lines[index].start + part.end() for m in found)
    ]
    boxes = [_box(lines, item) for item in found] if labels else []
    for index, part, kind in labels:
        box = _span_box(lines[index], index, *part.span())
        best = _find_nearest(box, found, boxes) if box is not None else None
        if best is not None:
            kinds[best.start] = kind
    return kinds


def _lines_near(found: Sequence[Money]) -> list[int]:
    """Return the lines of a text without boxes that `_find_nearest` may join to an amount, in order."""
    return sorted({item.line - up for item in found for up in range(_ABOVE + 1) if item.line >= up})


def _grade_label(text: str) -> str:
    """Return the kind of amount that a piece of a line between wide gaps labels; figures label none."""
    figures = _PERCENT.sub("", text) if "%" in text else text
    if _LETTERS.search(text) is None or _DIGIT.search(figures) is not None:
        return ""
    return total_label.grade(total_label.last_field(text))


def blocks(lines: Sequence[Line], found: Sequence[Money]) -> dict[int, str]:
    """Return the kinds of amounts that stand in a block of their own below the block of their labels.

    So do the columns of a sum where a page is read column by column: as many lines of labels, a
    total's among them, as lines of lone amounts.
    """
    lone = {
        item.line: item
        for item in found
        if lines[item.line].text.strip(" ()") == _read_own_label(lines, item)
    }
    kinds: dict[int, str] = {}
    at = 0
    while at < len(lines):
        end = at
        while end in lone:
            end += 1
        count = end - at
        if count >= 2:
            words = (line.text for line in reversed(lines[:at]) if line.text.strip())
            above = list(islice(words, count))[::-1]
            graded = [total_label.grade(total_label.last_field(text)) for text in above]
            worded = len(above) == count and all(_WORDED.fullmatch(text.strip()) for text in above)
            if worded and sum(map(bool, graded)) >= 2 and set(graded) & _TOTALS:
                kinds.update({lone[at + place].start: kind for place, kind in enumerate(graded)})
        at = max(end, at + 1)
    return kinds


_WORDED = re.compile(r"[^\d\n]{2,48}")


def _read_own_label(lines: Sequence[Line], item: Money) -> str:
    line = lines[item.line]
    return line.text[item.start - line.start : item.end - line.start].strip(" ()")


def _span_box(line: Line, index: int, start: int, end: int) -> Box | None:
    if line.words:
        low, high = line.start + start, line.start + end
        return union(word.box for word in find_overlapping(line.words, low, high))
    return Box(start * _WIDE, index * _HIGH, end * _WIDE, index * _HIGH + 0.8 * _HIGH)


def _box(lines: Sequence[Line], item: Money) -> Box | None:
    line = lines[item.line]
    return _span_box(line, item.line, item.start - line.start, item.end - line.start)


def _find_nearest(label: Box, found: Sequence[Money], boxes: Sequence[Box | None]) -> Money | None:
    height = label.y1 - label.y0
    best: tuple[float, Money] | None = None
    for item, box in zip(found, boxes, strict=True):
        if box is None:
            continue
        if y_overlap(label, box) > 0.5 and box.x0 >= label.x1:
            distance = (box.x0 - label.x1) / 20
        elif 0 <= box.y0 - label.y1 <= 2.2 * height and x_overlap(label, box) > 0.3:
            if _column(box, item, found, boxes):
                continue
            distance = box.y0 - label.y1 + height
        elif _is_next_to(label, box, max(height, box.y1 - box.y0)):
            distance = box.y0 - label.y1 + 4 * height
        else:
            continue
        if best is None or distance < best[0]:
            best = (distance, item)
    return best[1] if best else None


def _is_next_to(label: Box, box: Box, height: float) -> bool:
    """Return whether an amount starts right of a label and a little lower; `height` is the larger one."""
    return 0 <= box.y0 - label.y1 <= 1.5 * height and 0 <= box.x0 - label.x1 <= 5 * height


def _column(box: Box, item: Money, found: Sequence[Money], boxes: Sequence[Box | None]) -> bool:
    """Return whether an amount is the first of a column of amounts: its label heads goods, not a total."""
    height = box.y1 - box.y0
    return any(
        other is not None
        and money is not item
        and 0 < other.y0 - box.y0 <= 3 * max(height, _HIGH)
        and x_overlap(box, other) > 0.5
        for money, other in zip(found, boxes, strict=True)
    )
