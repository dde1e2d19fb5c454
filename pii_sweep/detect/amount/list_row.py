"""The rows of a list of people in running text: who, which amounts, and in which column each stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from pii_sweep.detect.amount.till import Labelled
from pii_sweep.detect.score import cue_words
from pii_sweep.detect.text.line.layout import Line

# The table of what heads of lists say.
HEADS = "list_heads"
# What share of rows have name and amount on one line where lines are rows.
LINED = 0.6
# Lines of a row at most, behind that of its person, and how many lines above the rows a head may stand.
DEEPEST, HEAD_REACH = 8, 4
LETTERS = re.compile(r"[^\W\d_]{2,}")
_WORD = re.compile(r"\w")
# A field of a line that wide gaps, tabs or bars part, and what numbers a line or begins a point.
_FIELD = re.compile(r"[^\s|]+(?:[ ][^\s|]+)*")
_COUNTED = re.compile(r"[ ]{0,4}(?:\(?\d{1,3}[.):]|[-*•>])[ \t]")


@dataclass(frozen=True, slots=True)
class Row:
    """What a list says of one person: where it stands in the passage, and its amounts in order."""

    start: int
    end: int
    named: int  # where the name ends
    amounts: tuple[Labelled, ...]
    known: bool = True  # whether the person was found


class Head(NamedTuple):
    """A field above the rows of a list, how many tabs are before it, and the classes of its words."""

    start: int
    end: int
    tabs: int
    cues: tuple[str, ...]


def find_rows(
    people: Sequence[tuple[int, int]], found: Sequence[Labelled], lines: Sequence[Line]
) -> list[Row]:
    """Return what a list says of each person: a line each, or a block that begins with a name."""
    starts = [line.start for line in lines]
    placed = [(bisect_right(starts, low) - 1, low, high) for low, high in people]
    priced = {one.money.line for one in found}
    named = {line for line, _, _ in placed}
    if len(named & priced) >= LINED * sum(1 for _ in _blocks(placed, found, lines)):
        return _line_rows(placed, found, lines)
    return list(_blocks(placed, found, lines))


def _line_rows(
    placed: Sequence[tuple[int, int, int]], found: Sequence[Labelled], lines: Sequence[Line]
) -> list[Row]:
    """Return each line of a person that has an amount.

    So are the others of a block in which several have both: the names of some are not found.
    """
    names: dict[int, list[tuple[int, int]]] = {}
    for line, low, high in placed:
        names.setdefault(line, []).append((low, high))
    own: dict[int, list[Labelled]] = {}
    for one in found:
        own.setdefault(one.money.line, []).append(one)
    with_both = names.keys() & own.keys()
    parts = list(accumulate(not line.text.strip() for line in lines))
    several = Counter(parts[line] for line in with_both)
    rows: list[Row] = []
    for line in sorted(own):
        if line not in names and several[parts[line]] < 2 or not LETTERS.search(lines[line].text):
            continue
        edges = [lines[line].start, *(low for low, _ in names.get(line, ())[1:]), lines[line].end]
        ends = [high for _, high in names.get(line, ())] or [lines[line].start]
        for (low, high), named in zip(pairwise(edges), ends, strict=True):
            inside = tuple(one for one in own[line] if low <= one.money.start < high)
            if inside:
                rows.append(Row(low, high, named, inside, line in names))
    return rows


def _blocks(
    placed: Sequence[tuple[int, int, int]], found: Sequence[Labelled], lines: Sequence[Line]
) -> Iterator[Row]:
    """Yield the stretches from one person's line to the next one's that have an amount.

    A line that is numbered as those of people are begins one, too.
    """
    begun: dict[int, tuple[int, bool]] = {}
    for line, _, high in placed:
        begun.setdefault(line, (high, True))
    numbered = [line for line in begun if _COUNTED.match(lines[line].text)]
    if 2 * len(numbered) > len(begun):
        for index, each in enumerate(lines):
            if index not in begun and _COUNTED.match(each.text):
                begun[index] = (each.start, False)
    edges = sorted(begun)
    at = 0
    for place, index in enumerate(edges):
        end = lines[edges[place + 1]].start if place + 1 < len(edges) else lines[-1].end
        while at < len(found) and found[at].money.start < lines[index].start:
            at += 1
        own: list[Labelled] = []
        last = index
        while at < len(found) and found[at].money.start < end:
            money = found[at].money
            parted = own and any(not _WORD.search(lines[gap].text) for gap in range(last + 1, money.line))
            if parted or money.line - index > DEEPEST:
                break
            own.append(found[at])
            last = money.line
            at += 1
        if own:
            named, known = begun[index]
            yield Row(lines[index].start, min(end, lines[last].end), named, tuple(own), known)


def columns(rows: Sequence[Row], lines: Sequence[Line]) -> list[list[int]]:
    """Return, for the amounts of each row, the column of each: amounts that end one below another share one.

    Without such columns amounts are counted from the end of their row.
    """
    ends: Counter[int] = Counter()
    for row in rows:
        ends.update({_end_of(item, lines) for item in row.amounts})
    aligned = sum(count for count in ends.values() if count > 1)
    if 2 * aligned > sum(len(row.amounts) for row in rows) and any(len(row.amounts) > 1 for row in rows):
        return [[_end_of(item, lines) for item in row.amounts] for row in rows]
    return [[place - len(row.amounts) for place in range(len(row.amounts))] for row in rows]


def _end_of(item: Labelled, lines: Sequence[Line]) -> int:
    """Return where on its line an amount's figures end, or in which field where tabs part them."""
    line = lines[item.money.line]
    tabs = line.text.count("\t", 0, item.money.start - line.start)
    return -tabs if tabs else item.money.end - line.start


def heads_of(lines: Sequence[Line], rows: Sequence[Row], found: Sequence[Labelled]) -> list[Head]:
    """Return the heads of a list's columns: the fields of the last line of words before the rows."""
    taken = {one.money.line for one in found}
    first = next((index for index, line in enumerate(lines) if line.end >= rows[0].start), 0)
    for index in range(first - 1, max(-1, first - 1 - HEAD_REACH), -1):
        parts = list(_FIELD.finditer(lines[index].text))
        if len(parts) > 1 and index not in taken and LETTERS.search(lines[index].text):
            return [
                Head(
                    part.start(),
                    part.end(),
                    lines[index].text.count("\t", 0, part.start()),
                    _classes(part.group()),
                )
                for part in parts
            ]
    return []


def head_above(item: Labelled, heads: Sequence[Head], lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the classes of words above an amount: of the field in its column, or over it."""
    line = lines[item.money.line]
    low, high = item.money.start - line.start, item.money.end - line.start
    if tabs := line.text.count("\t", 0, low):
        return next((head.cues for head in heads if head.tabs == tabs), ())
    return next((head.cues for head in heads if head.start < high and low < head.end), ())


def _classes(head: str) -> tuple[str, ...]:
    """Return the classes of words of a column's head, as names of features."""
    tables = (cue_words.find(head, cue_words.ORDERS), cue_words.find(head, HEADS))
    return tuple(sorted({f"head {cue.name}" for found in tables for cue in found}))
