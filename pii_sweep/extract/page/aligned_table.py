"""Unruled tables of people, or of their orders, on pages: rows whose cells stand under the names of a header.

The white rivers between columns (after Nagy and Seth's projection profiles, ICPR 1984) are looked for
under a header that names what is known of people; where a run of words crosses a river, the table ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pii_sweep.extract.ocr.segments import Segment, segments
from pii_sweep.extract.ocr.words import Word, hull
from pii_sweep.extract.page.heading import Line, headers, headings, is_label, lines_of
from pii_sweep.extract.page.record import Cell, Header, to_passages
from pii_sweep.extract.page.row import count_even_lines, group_lines, trim_paragraph
from pii_sweep.extract.table.column_labels import (
    MIN_COLUMNS,
    PERSON,
    clean_name,
    lists_orders,
    names_goods,
    names_people,
)
from pii_sweep.types import Box, Passage, Where

MIN_RECORDS = 3  # of two columns; of more columns, two are enough
MAX_GAP = 4.5  # heights of type between two rows of a table
TOP = 8  # lines of a page above a table that goes on from the page before
NARROW = 0.45  # heights of type: a gap inside a run of words that may still part two columns
MAILS = re.compile(r"(?i)e-?mail")
NUMBERS = re.compile(r"(?i)phone|mobile|street|address|ssn|social security|birth|d\.?o\.?b")
ALIKE = 0.8  # of a column's cells are of one kind
FILLED = 0.6  # of a table's cells hold something

Cells = list[list[Word]]


def read_aligned(
    words: Sequence[Word],
    where: Where,
    before: int = 0,
    carried: Header | None = None,
    parts: list[Segment] | None = None,
) -> tuple[list[Passage], list[Word], Header | None]:
    """Return the records of a page's unruled tables of people, the words left over, and the last header.

    Records are numbered from `before` + 1. `carried` is the header of a table at the end of the page
    before, which may go on without one; `parts` are the segments of the level words, where they are known.
    """
    parts = segments(word for word in words if not word.turn) if parts is None else parts
    lines, heads = lines_of(parts), headings(parts)
    found: list[Passage] = []
    taken: set[int] = set()
    at, header = 0, None
    while at < len(lines):
        table = _read_continued(lines, at, carried) if carried and at < TOP else None
        table = table or _read_headed(lines, at, heads)
        rows = list(to_passages(table[1], where, before + len(found), table[0].names)) if table else []
        if table and rows:
            found += rows
            header, carried = table[0], None
            taken |= {id(word) for row in table[1] for cell in row for word in cell.words}
            taken |= {id(word) for line in lines[at : table[2]] for part in line.parts for word in part.words}
        at = table[2] if table and rows else at + 1
    return found, [word for word in words if id(word) not in taken], header


Found = tuple[Header, list[list[Cell]], int]


def _read_headed(lines: Sequence[Line], at: int, heads: set[int]) -> Found | None:
    """Return the table whose header begins in a line, and the line after it; None where there is none."""
    for count, columns, names in headers(lines, at, heads):
        table = _body(lines, at + count, columns, names)
        if table is not None:
            return table
    return None


def _read_continued(lines: Sequence[Line], at: int, header: Header) -> Found | None:
    """Return the table that goes on from the page before, where its columns are still the same."""
    columns = [[left, right] for left, right in header.columns]
    table = _body(lines, at, columns, header.names)
    return table if table and len(table[1]) >= MIN_RECORDS else None


def _body(lines: Sequence[Line], at: int, columns: list[list[float]], names: Sequence[str]) -> Found | None:
    """Return the records under a header's columns; None where they are no table of people or orders."""
    body: list[tuple[Box, Cells]] = []
    end = at
    for line in lines[at:]:
        before = lines[end - 1].box if end else line.box
        if line.box.y0 - before.y1 > MAX_GAP * line.height:
            break
        cells = None if _is_header(line) else _fill_cells(line, columns)
        if cells is None:
            break
        body.append((line.box, cells))
        end += 1
    for kept in filter(None, dict.fromkeys((len(trim_paragraph(body)), count_even_lines(body)))):
        for rows in group_lines(body[:kept]):
            records = [[Cell(words) for words in cells] for cells in rows]
            if _is_table(names, records):
                header = Header(tuple(names), tuple((left, right) for left, right in columns))
                return header, records, end - len(body) + kept
    return None


def _is_header(line: Line) -> bool:
    names = [clean_name(part.text) for part in line.parts]
    return is_label(line.parts) and (names_people(names) or names_goods(names))


def _fill_cells(line: Line, columns: list[list[float]]) -> Cells | None:
    """Return a line's words by column, and let the columns grow; None where a run of words spans two."""
    cells: Cells = [[] for _ in columns]
    grown = [list(column) for column in columns]
    for part in line.parts:
        for words in _split_segment(part, columns):
            box = hull([word.level for word in words])
            home = _home(box, columns)
            if home is None:
                return None
            cells[home] += words
            grown[home] = [min(grown[home][0], box.x0), max(grown[home][1], box.x1)]
    if any(one[1] > two[0] for one, two in pairwise(grown)):
        return None
    columns[:] = grown
    return cells


def _split_segment(part: Segment, columns: Sequence[Sequence[float]]) -> Iterator[list[Word]]:
    """Yield the runs of a segment: it is cut at wide spaces where it lies under several columns."""
    if sum(left < part.box.x1 and part.box.x0 < right for left, right in columns) < 2:
        yield part.words
        return
    run = [part.words[0]]
    for before, word in pairwise(part.words):
        if word.level.x0 - before.level.x1 > NARROW * part.height:
            yield run
            run = []
        run.append(word)
    yield run


def _home(box: Box, columns: Sequence[Sequence[float]]) -> int | None:
    """Return the one column that a box lies under, or the nearest; None where it lies under two."""
    under = [at for at, (left, right) in enumerate(columns) if left < box.x1 and box.x0 < right]
    if len(under) > 1:
        return None
    if under:
        return under[0]
    gaps = [max(left - box.x1, box.x0 - right) for left, right in columns]
    return gaps.index(min(gaps))


def _is_table(names: Sequence[str], records: Sequence[Sequence[Cell]]) -> bool:
    """Return whether records are enough, filled, and hold what the header says; adjacent blocks do not."""
    if len(records) < (MIN_RECORDS if len(names) == MIN_COLUMNS else MIN_RECORDS - 1):
        return False
    texts = [[" ".join(word.text for word in row[at].words) for row in records] for at in range(len(names))]
    held = [[text for text in column if text] for column in texts]
    if sum(map(len, held)) < FILLED * len(names) * len(records):
        return False
    unlike = sum(not column or _share(column) < ALIKE for column in held)
    kept = [
        _keeps(name, column) and len(column) > FILLED * len(records)
        for name, column in zip(names, held, strict=True)
        if PERSON.search(name)
    ]
    people = names_people(names) and any(kept)
    return 4 * unlike <= len(names) and (people or lists_orders(names, texts))


def _share(texts: Sequence[str]) -> float:
    """Return how many of a column's cells are of its commonest kind."""
    kinds = [(text[:1].isdecimal(), any(c.isdecimal() for c in text), "@" in text) for text in texts]
    return max(kinds.count(kind) for kind in kinds) / len(kinds)


def _keeps(name: str, texts: Sequence[str]) -> bool:
    """Return whether a column's cells fit its name: addresses and phones have digits, names none."""
    wanted = "@" if MAILS.search(name) else "0" if NUMBERS.search(name) else "a"
    kinds = ["@" if "@" in text else "0" if any(c.isdecimal() for c in text) else "a" for text in texts]
    return kinds.count(wanted) >= ALIKE * len(kinds)
