"""Statements of an account: lines whose last amount is that of the line before, more or less another on it.

What an account holds after each booking is no order's total, nor is what was booked; that its words are a
bank's need not be known. Sums that only grow may be those of a list of orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pii_sweep.detect.amount.money import Money
from pii_sweep.detect.text.line.layout import Line

# So many lines that add up make a statement: two may by chance.
FEWEST = 3
# Lines between two bookings: those of a booking's text, and of a page's foot and head.
APART = 4


def find(lines: Sequence[Line], found: Sequence[Money]) -> list[tuple[int, int]]:
    """Return where the lines of a statement begin and end, none where too few add up; `found` in order."""
    rows = _amounts_by_line(lines, found)
    added = [
        (before, after)
        for before, after in pairwise(rows)
        if after[0] - before[0] <= APART and _adds_up(before[1], after[1])
    ]
    falls = any(after[1][-1].value < before[1][-1].value for before, after in added)
    if len(added) < FEWEST or not falls:
        return []
    numbers = sorted({number for pair in added for number, _ in pair})
    return [(lines[number].start, lines[number].end) for number in numbers]


def _amounts_by_line(lines: Sequence[Line], found: Sequence[Money]) -> list[tuple[int, list[Money]]]:
    """Return the amounts of each line that has some, with the line's number."""
    rows, at = list[tuple[int, list[Money]]](), 0
    for number, line in enumerate(lines):
        held = list[Money]()
        while at < len(found) and found[at].start < line.end:
            if found[at].start >= line.start:
                held.append(found[at])
            at += 1
        if held:
            rows.append((number, held))
    return rows


def _adds_up(before: Sequence[Money], after: Sequence[Money]) -> bool:
    """Return whether a line's last amount is that of the line before, changed by another of its own."""
    change = abs(after[-1].value - before[-1].value)
    return change > 0 and any(abs(one.value) == change for one in after[:-1])
