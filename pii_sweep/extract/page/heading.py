"""Headers of unruled tables: lines whose segments name what is known of people or of orders, side by side."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from pii_sweep.extract.ocr.segments import Segment, in_lines, same_row
from pii_sweep.extract.ocr.words import hull
from pii_sweep.extract.table.column_labels import (
    MIN_COLUMNS,
    ORDER,
    PERSON,
    TOTAL,
    WORDS,
    clean_name,
    names_orders,
    names_people,
)
from pii_sweep.types import Box

MAX_COLUMNS = 30
MAX_HEADER = 5  # lines of a header
MAX_LABEL = 6  # words of a column's name: lines of prose in two columns have more
MAX_TOTAL = 24  # characters of the names of a list of orders
REACH = 10  # heights of type, of the lines of a header and what may lie between
NEAR = 0.35  # heights of type between the lines of one header
WORD = re.compile(r"[a-z]+")
# One of each heads a list of orders; what fits ORDER and TOTAL is asked for only where they are said.
ORDERS = frozenset(("order", "orders", "invoice", "invoices", "booking", "receipt"))
TOTALS = frozenset(("total", "amount", "charged", "billed", "value"))
SAID = re.compile("(?i)" + "|".join(sorted(ORDERS | TOTALS)))
NO_LABEL = re.compile(r"[\d@]")


@dataclass(slots=True)
class Line:
    """One line of a page, left to right."""

    parts: list[Segment] = field(repr=False)
    box: Box

    @property
    def height(self) -> float:
        """Return the height of the line's type."""
        return self.box.y1 - self.box.y0


def headings(parts: Sequence[Segment]) -> set[int]:
    """Return the identities of the segments that may head a column of a table of people or of orders."""
    texts = [part.text.lower() for part in parts]
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    text = "\n".join(texts)
    words = frozenset(WORD.findall(text))
    found: set[int] = set()
    for at in _places(text, words):
        part = parts[bisect_right(starts, at) - 1]
        if id(part) not in found and PERSON.search(part.text) and is_label([part]):
            found.add(id(part))
    return found if words.isdisjoint(ORDERS) or words.isdisjoint(TOTALS) else found | _order_headings(parts)


def _order_headings(parts: Sequence[Segment]) -> set[int]:
    """Return the identities of what may head a list of orders: `Order` with `Total` on its line."""
    short = [part for part in parts if len(part.text) <= MAX_TOTAL and SAID.search(part.text)]
    totals = [part for part in short if TOTAL.fullmatch(clean_name(part.text))]
    orders = [part for part in short if totals and ORDER.fullmatch(clean_name(part.text))]
    return {id(part) for part in orders if any(same_row(part, total) for total in totals)}


def _places(text: str, words: frozenset[str]) -> Iterator[int]:
    """Yield where words for what is known of people may stand in a lower-case text, given all its words."""
    for word in WORDS.keys() & words:
        at = text.find(WORDS[word])
        while at >= 0:
            yield at
            at = text.find(WORDS[word], at + 1)


def may_head(parts: list[Segment]) -> bool:
    """Return whether a line of segments may be the header of a table of people; long ones name no column."""
    heads = headings([part for part in parts if part.text.count(" ") < MAX_LABEL])
    if not any(_has_neighbour(part, parts) for part in parts if id(part) in heads):
        return False
    lines = lines_of(parts)
    return any(True for at in range(len(lines)) for _ in headers(lines, at, heads))


def _has_neighbour(head: Segment, parts: Sequence[Segment]) -> bool:
    """Return whether something stands left or right of a segment, as the other columns of a header do."""
    left, _, right, _ = head.box
    low, high = head.middle - REACH * head.height, head.middle + REACH * head.height
    return any(low <= part.middle <= high and (part.box.x0 >= right or part.box.x1 <= left) for part in parts)


def lines_of(parts: list[Segment]) -> list[Line]:
    """Return the lines that segments stand on, from top to bottom."""
    lines = in_lines(sorted(parts, key=lambda part: part.middle))
    return [Line(line, hull([part.box for part in line])) for line in lines]


def headers(
    lines: Sequence[Line], at: int, heads: set[int]
) -> Iterator[tuple[int, list[list[float]], list[str]]]:
    """Yield what may be a header that begins in a line: its count of lines, its columns and their names."""
    if heads.isdisjoint(id(part) for line in lines[at : at + MAX_HEADER] for part in line.parts):
        return
    for block in _blocks(lines, at):
        columns, held = _columns([part for line in block for part in line.parts])
        if not MIN_COLUMNS <= len(columns) <= MAX_COLUMNS:
            continue
        names = [clean_name(" ".join(part.text for part in column)) for column in held]
        if max(map(_length, names)) <= MAX_LABEL and (names_people(names) or names_orders(names)):
            yield len(block), columns, names


def _length(name: str) -> int:
    return name.count(" ") + 1


def _blocks(lines: Sequence[Line], at: int) -> Iterator[list[Line]]:
    """Yield the lines that may be a header: as many as stand close together, then the first alone."""
    block = [lines[at]]
    if not is_label(lines[at].parts):
        return
    for line in lines[at + 1 : at + MAX_HEADER]:
        if line.box.y0 - block[-1].box.y1 > NEAR * line.height or not is_label(line.parts):
            break
        block.append(line)
    for count in range(len(block), 0, -1):
        yield block[:count]


def is_label(parts: Sequence[Segment]) -> bool:
    """Return whether segments may be names of columns: without digits, and no label of a value next to it."""
    return not any(part.text.endswith(":") or NO_LABEL.search(part.text) for part in parts)


def _columns(parts: Sequence[Segment]) -> tuple[list[list[float]], list[list[Segment]]]:
    """Return the columns that the parts of a header stand in, and each one's parts from top to bottom."""
    columns: list[list[float]] = []
    held: list[list[Segment]] = []
    for part in sorted(parts, key=lambda part: part.box.x0):
        if columns and part.box.x0 < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], part.box.x1)
            held[-1].append(part)
        else:
            columns.append([part.box.x0, part.box.x1])
            held.append([part])
    return columns, [sorted(group, key=lambda part: part.middle) for group in held]
