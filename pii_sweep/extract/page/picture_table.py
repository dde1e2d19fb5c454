"""Tables of people in pictures: rows of words under the labels of one line, columns by their white rivers.

A picture has no order of words to go by, and what stands next to a table (a menu, the row numbers of a
spreadsheet, boxes to tick) lies on the same lines. So columns are the intervals that the words of a
header and of the lines below it leave apart (projection profiles after Nagy and Seth, ICPR 1984), as
long as no line fills a river between two labels; what stands under no label is no part of the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pii_sweep.extract.ocr.words import Word
from pii_sweep.extract.page.picture_table_kind import ORDER, holds_people, is_person, sums_up
from pii_sweep.extract.page.record import Cell, to_passages
from pii_sweep.extract.table.column_labels import MIN_COLUMNS, clean_name
from pii_sweep.types import Box, Passage, Where

MAX_COLUMNS = 30
ROW = 0.35  # heights: how far the middles of two words on one row may stand apart
PIECE = 0.42  # heights: a gap in a header that may part two labels
FIRM = 1.0  # heights: a gap in a header that does part two labels
OFF = 0.12  # heights: words whose middles stand so far apart were not set on one line
RIVER = 0.25  # heights: the narrowest gap between two columns
SETTLED = 4  # lines that show how far apart a table's rows are
MAX_STEP = 2.2  # such distances: farther below, the table has ended
FIRST_STEP = 4.5  # heights: how far below its header a table begins at most
CROSSED = 0.15  # of a table's lines may fill a river: they are left to the page
LOOSE = 1.3  # usual distances of two rows: a last sparse line this far below is none of the table's
ADJACENT = 0.6  # of the largest distance of two lines: lines of one record that fill different cells
WRAPPED = 0.85  # of the distance to the next line: a sparse line this near belongs to the one above
APART, NEAR = 2.0, 0.5  # heights: words so far apart, and on about one level, show how a row is tilted
BESIDES, FEW = 40, 6  # words looked at on both sides, and pairs that show a tilt
NO_LABEL = re.compile(r"\d|@|[:=?!.]$|^[$€£]")

Columns = list[tuple[float, float]]


@dataclass(slots=True)
class _Row:
    """The words on one line of a picture, left to right; `height` is that of the line."""

    words: list[Word] = field(repr=False)
    middle: float
    height: float


@dataclass(slots=True)
class _Found:
    """A table being read: its labels by column, and its lines of words."""

    labels: list[list[Word]] = field(repr=False)
    columns: Columns
    lines: list[_Row] = field(repr=False)
    end: int


def find_records(words: Sequence[Word], where: Where) -> tuple[list[Passage], list[Word]]:
    """Return the records of a picture's tables of people, and the words left over.

    Words that run in another direction than most are left over.
    """
    turns = [word.turn for word in words]
    turn = max(set(turns), key=turns.count, default=0)
    words = _level_words(words, _tilt([word for word in words if word.turn == turn]))
    rows = _rows([word for word in words if word.turn == turn])
    records: list[Passage] = []
    taken: set[int] = set()
    at = 0
    while at < len(rows):
        table = _read_headed(rows, at)
        if table is None:
            at += 1
            continue
        names = [clean_name(_text(label)) for label in table.labels]
        cells = _records(table)
        if not holds_people(names, [_texts(row) for row in cells]):
            at += 1
            continue
        found = [[Cell(words) for words in row] for row in cells if not sums_up(_texts(row))]
        records += to_passages(found, where, len(records), names)
        taken |= {id(word) for label in table.labels for word in label}
        taken |= {id(word) for row in cells for cell in row for word in cell}
        at = table.end
    return records, [word for word in words if id(word) not in taken]


def _rows(words: Sequence[Word]) -> list[_Row]:
    """Return the lines of a picture from top to bottom."""
    rows: list[_Row] = []
    for word in sorted(words, key=_middle_of):
        middle, height = _middle_of(word), max(1.0, word.level.y1 - word.level.y0)
        near = [row for row in rows[-4:] if abs(middle - row.middle) < ROW * min(height, row.height)]
        if not near:
            rows.append(_Row([word], middle, height))
            continue
        row = min(near, key=lambda row: abs(middle - row.middle))
        row.words.append(word)
        count = len(row.words)
        row.middle += (middle - row.middle) / count
        row.height += (height - row.height) / count
    for row in rows:
        row.words.sort(key=lambda word: word.level.x0)
    return sorted(rows, key=lambda row: row.middle)


def _level_words(words: Sequence[Word], tilt: float) -> list[Word]:
    """Return words in a frame in which the lines of a tilted page are level."""
    if not tilt:
        return list(words)
    return [
        word._replace(upright=Box(x0, y0 - tilt * x0, x1, y1 - tilt * x0))
        for word in words
        for x0, y0, x1, y1 in (word.level,)
    ]


def _tilt(words: Sequence[Word]) -> float:
    """Return how far a line falls a pixel to the right: the median over words that stand side by side.

    Short lines alone say little of their own angle; the words of a table's row do, a column apart.
    """
    order = sorted(words, key=_middle_of)
    falls: list[float] = []
    for at, word in enumerate(order):
        height = max(1.0, word.level.y1 - word.level.y0)
        near = (
            other
            for other in order[max(0, at - BESIDES) : at + BESIDES]
            if other.level.x0 > word.level.x1 + APART * height
            and abs(_middle_of(other) - _middle_of(word)) < NEAR * height
        )
        nearest = min(near, key=lambda other: other.level.x0, default=None)
        if nearest is not None:
            falls.append((_middle_of(nearest) - _middle_of(word)) / (nearest.level.x0 - word.level.x0))
    return median(falls) if len(falls) >= FEW else 0.0


def _runs(words: Sequence[Word], gap: float) -> list[list[Word]]:
    """Return the runs of words, left to right, that no gap of so many pixels parts."""
    runs: list[list[Word]] = []
    reach = 0.0
    for word in words:
        if runs and word.level.x0 - reach <= gap:
            runs[-1].append(word)
        else:
            runs.append([word])
        reach = max(reach, word.level.x1) if len(runs[-1]) > 1 else word.level.x1
    return runs


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _texts(row: Sequence[Sequence[Word]]) -> list[str]:
    return [_text(cell) for cell in row]


def _read_headed(rows: Sequence[_Row], at: int) -> _Found | None:
    """Return the table under the header that begins in a line: of two lines that stand close, or of one."""
    if _is_double(rows, at):
        both = [run for row in rows[at : at + 2] for run in _labels(row)]
        table = _table(rows, at + 1, both) if _is_header(both) else None
        if table is not None:
            return table
    alone = _labels(rows[at])
    return _table(rows, at, alone) if _is_header(alone) else None


def _is_double(rows: Sequence[_Row], at: int) -> bool:
    """Return whether a line of labels goes on in the next, nearer to it than to the line below."""
    if at + 2 >= len(rows):
        return False
    one, two, below = rows[at : at + 3]
    near = two.middle - one.middle < min(1.5 * one.height, WRAPPED * (below.middle - two.middle))
    return near and not any(NO_LABEL.search(word.text) for row in (one, two) for word in row.words)


def _labels(row: _Row) -> list[list[Word]]:
    """Return the runs of a line that may be labels of columns."""
    runs = _runs(row.words, PIECE * row.height)
    return [run for run in runs if not NO_LABEL.search(_text(run))]


def _is_header(labels: Sequence[Sequence[Word]]) -> bool:
    """Return whether labels name what is known of people or of orders."""
    if not MIN_COLUMNS <= len(labels) <= 3 * MAX_COLUMNS:
        return False
    return any(map(is_person, map(_text, labels))) or ORDER.search(" ".join(map(_text, labels))) is not None


def _table(rows: Sequence[_Row], at: int, pieces: Sequence[list[Word]]) -> _Found | None:
    """Return the lines under a header's labels that keep to its columns; None where there is none."""
    head = rows[at]
    firm = _merge_spans([_span(run) for run in pieces], FIRM * head.height)
    lines: list[_Row] = []
    held: Columns = [_span(run) for run in pieces]
    crossed, last, end = 0, head, at + 1
    for number in range(at + 1, len(rows)):
        row = rows[number]
        if row.middle - last.middle > _reach(head, lines, last):
            break
        grown = _merge_spans([*held, *map(_span, _runs(row.words, RIVER * row.height))], RIVER * row.height)
        if _count(grown, firm) < len(firm):
            crossed += 1
            if crossed > 1 + CROSSED * len(lines):
                break
            continue
        if not any(
            _is_labelled(column, firm) and any(_lies_in(word, column) for word in row.words)
            for column in grown
        ):
            continue
        held, last, end = grown, row, number + 1
        lines.append(row)
    columns = _gather_columns(_merge_spans(held, RIVER * head.height), firm, FIRM * head.height)
    labels = [[word for run in pieces for word in run if _lies_in(word, column)] for column in columns]
    kept = [at for at, label in enumerate(labels) if label]
    names_people = any(is_person(_text(labels[i])) for i in kept[1:])
    if len(kept) > MIN_COLUMNS and names_people and _is_menu(lines, columns[kept[0]]):
        del kept[0]
        lines = [row for row in lines if any(_lies_in(word, columns[i]) for word in row.words for i in kept)]
    if not lines or not MIN_COLUMNS <= len(kept) <= MAX_COLUMNS:
        return None
    return _Found([labels[i] for i in kept], [columns[i] for i in kept], lines, end)


def _gather_columns(columns: Columns, labels: Columns, gap: float) -> Columns:
    """Return columns with what no label stands over, but close behind one: the last word of a long cell."""
    out: Columns = []
    for column in columns:
        near = bool(out) and column[0] - out[-1][1] < gap and _is_labelled(out[-1], labels)
        if near and not _is_labelled(column, labels):
            out[-1] = out[-1][0], column[1]
        else:
            out.append(column)
    return out


def _is_menu(lines: Sequence[_Row], column: tuple[float, float]) -> bool:
    """Return whether the first column is a menu next to a table: its lines are not those of the others."""
    stray = held = 0
    for row in lines:
        mine = [_middle_of(word) for word in row.words if _lies_in(word, column)]
        others = [_middle_of(word) for word in row.words if word.level.x0 > column[1]]
        held += bool(mine)
        stray += bool(mine) and (not others or abs(median(mine) - median(others)) > OFF * row.height)
    return 2 * stray >= max(held, 1)


def _middle_of(word: Word) -> float:
    return (word.level.y0 + word.level.y1) / 2


def _reach(head: _Row, lines: Sequence[_Row], last: _Row) -> float:
    """Return how far below the last line the next one may stand."""
    if len(lines) < SETTLED:
        return FIRST_STEP * last.height
    return MAX_STEP * max(head.height, *(b.middle - a.middle for a, b in pairwise(lines[-SETTLED:])))


def _span(words: Sequence[Word]) -> tuple[float, float]:
    return min(word.level.x0 for word in words), max(word.level.x1 for word in words)


def _merge_spans(spans: Columns, river: float) -> Columns:
    """Return the intervals that spans cover, those nearer than a river in one."""
    out: Columns = []
    for left, right in sorted(spans):
        if out and left - out[-1][1] < river:
            out[-1] = out[-1][0], max(out[-1][1], right)
        else:
            out.append((left, right))
    return out


def _count(columns: Columns, firm: Columns) -> int:
    """Return how many intervals hold one of the firm labels: fewer than labels where two have met."""
    return sum(any(left <= start < right for start, _ in firm) for left, right in columns)


def _is_labelled(column: tuple[float, float], labels: Columns) -> bool:
    return any(column[0] <= start < column[1] for start, _ in labels)


def _lies_in(word: Word, column: tuple[float, float]) -> bool:
    return column[0] <= (word.level.x0 + word.level.x1) / 2 <= column[1]


def _records(table: _Found) -> list[list[list[Word]]]:
    """Return a table's rows of cells of words: a sparse line goes on with the one above it."""
    lines = [
        (row, [[word for word in row.words if _lies_in(word, column)] for column in table.columns])
        for row in table.lines
    ]
    out: list[list[list[Word]]] = []
    steps = [below.middle - above.middle for (above, _), (below, _) in pairwise(lines)]
    usual, most = (median(steps), max(steps)) if steps else (0.0, 0.0)
    for number, (_, cells) in enumerate(lines):
        sparse = 2 * sum(map(bool, cells)) <= len(cells)
        before = steps[number - 1] if number else float("inf")
        after = steps[number] if number < len(steps) else usual
        nearer = before < WRAPPED * after or (not cells[0] and before < 1.15 * usual)
        # a cell of two lines next to cells of one, which stand at its middle
        adjacent = (
            out and before < ADJACENT * most and not any(a and b for a, b in zip(out[-1], cells, strict=True))
        )
        if out and ((sparse and nearer) or adjacent) and not sums_up(_texts(cells)):
            out[-1] = [[*cell, *more] for cell, more in zip(out[-1], cells, strict=True)]
        elif any(cells):
            if out and sparse and number == len(lines) - 1 and before > LOOSE * usual:
                break  # what a screen says below its table
            out.append(cells)
    return _drop_row_numbers(out)


def _drop_row_numbers(records: list[list[list[Word]]]) -> list[list[list[Word]]]:
    """Return records without the numbers of the rows that stand close before the first column's words."""
    firsts = [row[0] for row in records if len(row[0]) > 1]
    counts = [int(cell[0].text.rstrip(".")) for cell in firsts if cell[0].text.rstrip(".").isdecimal()]
    upward = all(0 < two - one <= len(records) for one, two in pairwise(counts))
    words = all(not any(c.isdecimal() for c in _text(cell[1:])) for cell in firsts)
    if len(counts) < 2 or 2 * len(counts) <= len(records) or not upward or not words:
        return records
    return [
        [
            cell[1:] if not at and len(cell) > 1 and cell[0].text.rstrip(".").isdecimal() else cell
            for at, cell in enumerate(row)
        ]
        for row in records
    ]
