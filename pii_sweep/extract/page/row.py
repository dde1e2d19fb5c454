"""Lines of an unruled table → records: one line each, or several where cells are set on several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Box

CLOSE = 1.12  # times the least distance of two lines: lines of one record
APART = 1.4  # times the distances of the lines before: another table
SINGLE = 0.9  # of the records of several lines have a cell that is set on one

SHORT = 3  # lines: records that stand apart, though none of their cells is set on one line

Cells = list[list[Word]]
Line = tuple[Box, Cells]


def group_lines(body: Sequence[Line]) -> Iterator[list[Cells]]:
    """Yield the ways to read a table's lines as records (each its words by column), the best first.

    Lines may be records each alone, those that stand close, or those from one filled cell of a column
    to the next. The fewer cells are left empty, the better.
    """
    if not body:
        return
    width = len(body[0][1])
    for groups in sorted(_ways(body), key=lambda groups: (-_measure_filled(groups), -len(groups))):
        yield [
            [[word for _, cells in group for word in cells[at]] for at in range(width)] for group in groups
        ]


def trim_paragraph(body: Sequence[Line]) -> Sequence[Line]:
    """Return a table's lines without a paragraph that stands under its first column."""
    steps = _steps(body)
    end = len(body)
    while end > 1 and sum(map(bool, body[end - 1][1])) == 1 and steps[end - 2] > CLOSE * min(steps):
        end -= 1
    return body[:end]


def count_even_lines(body: Sequence[Line]) -> int:
    """Return how many of a table's lines stand before the first wider gap, below which another one begins."""
    steps = _steps(body)
    wider = (at for at in range(1, len(steps)) if steps[at] > APART * max(steps[:at]))
    return next(wider, len(steps)) + 1


def _steps(body: Sequence[Line]) -> list[float]:
    return [(below.y0 + below.y1 - above.y0 - above.y1) / 2 for (above, _), (below, _) in pairwise(body)]


def _ways(body: Sequence[Line]) -> Iterator[list[list[Line]]]:
    yield [[line] for line in body]
    steps = _steps(body)
    least = min(steps, default=0.0)
    starts = [[True, *(step > CLOSE * least for step in steps)]]
    starts += [
        [True, *(bool(cells[at]) for _, cells in body[1:])] for at in range(len(body[0][1])) if body[0][1][at]
    ]
    for number, begins in enumerate(starts):
        groups: list[list[Line]] = []
        for line, first in zip(body, begins, strict=True):
            if first:
                groups.append([])
            groups[-1].append(line)
        several = [group for group in groups if len(group) > 1]
        if not several:
            continue
        short = number == 0 and max(map(len, several)) <= SHORT
        if short or sum(map(_has_single, several)) >= SINGLE * len(several):
            yield groups


def _has_single(group: Sequence[Line]) -> bool:
    """Return whether some column is filled in one line only: several records in one have none such."""
    return any(sum(bool(cells[at]) for _, cells in group) == 1 for at in range(len(group[0][1])))


def _measure_filled(groups: Sequence[Sequence[Line]]) -> float:
    width = len(groups[0][0][1])
    full = sum(any(cells[at] for _, cells in group) for group in groups for at in range(width))
    return round(full / (width * len(groups)), 2)
