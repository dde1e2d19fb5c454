"""Tables of HTML and of office documents: layout as lines of text, people as rows under a header.

A row of cells is one line, unless several of its cells hold several lines: those stand side by side
(Bill To and Ship To) and are read one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from pii_sweep.extract.table.column_labels import (
    MIN_COLUMNS,
    PERSON,
    clean_name,
    has_value,
    names_goods,
    names_nothing,
    names_orders,
    names_people,
)
from pii_sweep.extract.table.header_row import has_header
from pii_sweep.extract.table.layout.transposed import find_label_pairs, is_transposed, join_signs

GRID_TAGS = frozenset({"table", "tr", "td", "th"})
MIN_RECORDS = 2
CONTACTS = 4  # columns of a list of contacts, at least
_CONTACT = re.compile(r"[\w.+\-]+@[\w.\-]+\.\w+|(?:\+|00?)?[1-9]\d{1,4}(?:[ /\-]?\d{2,4}){2,4}")
MAX_TITLES = 5  # rows above a table's header
MAX_ROWS = 5000  # of a table that is held until it is known what it is
MAX_DEPTH = 64
SAME = 0.8  # of the rows are as wide as the header

Cell = list[str]
Rows = list[list[Cell]]


@dataclass(slots=True)
class _Grid:
    """A table being read: its rows of cells of lines."""

    rows: Rows = field(default_factory=list, repr=False)
    header: tuple[str, ...] | None = field(default=None, repr=False)
    in_cell: bool = False
    nests: bool = False
    heads: list[int] = field(default_factory=list)  # cells of each row that are marked as headers


@dataclass(slots=True)
class Grids:
    """The tables that are open, and the tables of people that were found: (header, rows)."""

    people: list[tuple[tuple[str, ...], list[tuple[str, ...]]]] = field(default_factory=list, repr=False)
    _open: list[_Grid] = field(default_factory=list, repr=False)

    @property
    def is_open(self) -> bool:
        """Return whether a table is open."""
        return bool(self._open)

    def start(self, tag: str) -> Iterator[str]:
        """Open a table, a row or a cell; yields lines that are complete outside of all tables."""
        if tag == "table":
            if len(self._open) < MAX_DEPTH:
                if self._open:
                    self._open[-1].nests = True
                self._open.append(_Grid())
            return
        if not self._open:
            return
        grid = self._open[-1]
        grid.in_cell = tag != "tr"
        if tag == "tr":
            if len(grid.rows) >= MAX_ROWS:
                yield from self._flush(grid)
            grid.rows.append([])
            grid.heads.append(0)
        else:
            if not grid.rows:
                grid.rows.append([])
                grid.heads.append(0)
            grid.rows[-1].append([])
            grid.heads[-1] += tag == "th"

    def end(self, tag: str) -> Iterator[str]:
        """Close a table, a row or a cell; yields lines that are complete outside of all tables."""
        if not self._open:
            return
        if tag == "table":
            grid = self._open[-1]
            yield from self._flush(grid)
            self._open.remove(grid)
        else:
            self._open[-1].in_cell = False

    def finish(self) -> Iterator[str]:
        """Close what is open."""
        while self._open:
            yield from self.end("table")

    def add(self, line: str) -> bool:
        """Take a line of text, or an empty one between blocks, and say whether it lies in a cell."""
        grid = self._open[-1] if self._open else None
        if grid is None or not grid.in_cell:
            return False
        cell = grid.rows[-1][-1]
        if line or (cell and cell[-1]):
            cell.append(line)
        return True

    def _flush(self, grid: _Grid) -> Iterator[str]:
        """Hand on the rows of a table: into tables of people, the cell around it, or as lines."""
        rows, heads = _join_signs([[_trim(cell) for cell in row] for row in grid.rows]), list(grid.heads)
        grid.rows.clear()
        grid.heads.clear()
        if grid.header is not None:
            self.people[-1][1].extend(_join_lines(rows))
            rows = []
        elif not grid.nests:
            rows = self._set_people_apart(grid, rows, heads)
        outer = self._open[self._open.index(grid) - 1] if self._open.index(grid) else None
        for line in _lines(rows):
            if outer is not None and outer.in_cell:
                outer.rows[-1][-1].append(line)
            else:
                yield line

    def _set_people_apart(self, grid: _Grid, rows: Rows, heads: Sequence[int]) -> Rows:
        """Return the rows that are no table of people; a sheet holds several tables, parted by empty rows.

        What follows the rows that are held belongs to the last of them.
        """
        if labels := _find_labels(rows):
            if not self.people or self.people[-1][0] != labels:
                self.people.append((labels, []))
            self.people[-1][1].append(tuple("\n".join(row[1]) for row in rows))
            return []
        cells = _join_lines(rows)
        if pairs := find_label_pairs(cells):
            return [[[f"{label}: {value}" if label else value]] for label, value in pairs]
        if max(map(len, cells), default=0) > MIN_COLUMNS and is_transposed(cells):
            labels, *columns = zip_longest(*cells, fillvalue="")
            self.people.append((tuple(map(clean_name, labels)), columns))
            return []
        others: Rows = []
        for start, end in _join_headers(rows, list(_split_at_gaps(rows))):
            part = [row for row in rows[start:end] if any(row)]
            marks = [mark for row, mark in zip(rows[start:end], heads[start:end], strict=True) if any(row)]
            titles = _count_titles(part)
            if _holds_people(part[titles:], marks[titles:]):
                grid.header = tuple(clean_name(" ".join(cell)) for cell in part[titles])
                self.people.append((grid.header, _join_lines(part[titles + 1 :])))
            elif grid.header is not None and _goes_on(part[titles:], len(grid.header)):
                self.people[-1][1].extend(_join_lines(part[titles:]))
            else:
                grid.header, titles = None, len(part)
            others += [*([[]] if others and titles else []), *part[:titles]]
        return others


def _join_headers(rows: Rows, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a table, a lone header of people together with the part below it."""
    held: int | None = None
    for start, end in parts:
        begin = start if held is None else held
        names = [clean_name(" ".join(cell)) for cell in rows[start]]
        held = begin if end - start == 1 and end < len(rows) and names_people(names) else None
        if held is None:
            yield begin, end
    if held is not None:
        yield held, len(rows)


def _goes_on(rows: Rows, width: int) -> bool:
    """Return whether rows below an empty one belong to the table above: as wide, without their own header."""
    cells = _join_lines(rows)
    return sum(len(row) == width for row in cells) >= SAME * len(cells) > 0 and not has_header(cells)


def _split_at_gaps(rows: Rows) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a table begin and end, which rows of empty cells part; one where none does."""
    start = 0
    for at, row in enumerate(rows):
        if not any(row):
            if start < at:
                yield start, at
            start = at + 1
    if start < len(rows):
        yield start, len(rows)


def _join_lines(rows: Rows) -> list[tuple[str, ...]]:
    """Return the rows that are not empty, each cell as one text."""
    return [tuple("\n".join(cell) for cell in row) for row in rows if any(row)]


def _join_signs(rows: Rows) -> Rows:
    """Return rows in which a run of cells of one character is one cell, the others of the run empty."""
    texts: list[Sequence[str]] = [["\n".join(cell) for cell in row] for row in rows]
    joined = join_signs(texts)
    return [
        row
        if new is old
        else [
            cell if "\n".join(cell) == text else [text] * bool(text)
            for cell, text in zip(row, new, strict=True)
        ]
        for row, old, new in zip(rows, texts, joined, strict=True)
    ]


def _find_labels(rows: Rows) -> tuple[str, ...]:
    """Return the labels of a record of two columns whose fields are only counted; else nothing.

    Such records have the same labels one after the other, and are the rows of one table.
    """
    if not rows or any(len(row) != MIN_COLUMNS or not row[0] for row in rows):
        return ()
    labels = tuple(clean_name(" ".join(row[0])) for row in rows)
    return labels if names_nothing(labels) else ()


def _trim(cell: Cell) -> Cell:
    while cell and not cell[-1]:
        cell.pop()
    return cell


def _lines(rows: Rows) -> Iterator[str]:
    for row in rows:
        cells = [cell for cell in row if cell]
        if sum(len(cell) > 1 for cell in cells) > 1:
            for cell in cells:
                yield from cell
                yield ""
        elif cells:
            yield from _write_row(cells)


def _count_titles(rows: Rows) -> int:
    """Return how many rows stand above a table's header: a title, a date, groups of columns, a blank row."""
    filled = [sum(map(bool, row)) for row in rows]
    least = max(1, max(filled, default=0) // 2)
    lead = next((at for at, count in enumerate(filled) if count > least), len(rows))
    return lead if lead <= MAX_TITLES else 0


def _holds_people(rows: Rows, heads: Sequence[int]) -> bool:
    """Return whether a first row is a header of people's or orders' columns, or only counts its columns."""
    if len(rows) <= MIN_RECORDS or len(rows[0]) < MIN_COLUMNS:
        return False
    names = [clean_name(" ".join(cell)) for cell in rows[0]]
    headed = names_people(names) or names_orders(names) or names_nothing(names)
    marked = heads[0] >= len(names) >= CONTACTS
    headed = headed or (marked and (_lists_contacts(names, rows[1:]) or _lists_matches(rows[1:])))
    if not headed or sum(len(row) == len(names) for row in rows) < SAME * len(rows):
        return False
    labels = any(row and PERSON.search(" ".join(row[0])) for row in rows[1:])
    return heads[0] >= len(names) or not labels


def _lists_contacts(names: Sequence[str], rows: Rows) -> bool:
    """Return whether most rows below a header, whatever it says, hold a telephone or a mailbox."""
    contacts = sum(any(_CONTACT.fullmatch(" ".join(cell)) for cell in row) for row in rows)
    return not names_goods(names) and not has_value("\n".join(names)) and contacts >= SAME * len(rows)


def _lists_matches(rows: Rows) -> bool:
    """Return whether a column holds scores, `3 - 2`: its rows are of teams, which no line of text says."""
    columns = zip_longest(*([" ".join(cell) for cell in row] for row in rows), fillvalue="")
    return any(sum(map(bool, map(_SCORE.fullmatch, column))) >= SAME * len(rows) for column in columns)


_SCORE = re.compile(r"\d{1,3} ?[-–] ?\d{1,3}")


def _write_row(cells: Sequence[Cell]) -> Iterator[str]:
    """Yield a row as one line; a cell of several lines goes on where it stands."""
    line: list[str] = []
    for cell in cells:
        line.append(cell[0])
        for more in cell[1:]:
            yield "\t".join(filter(None, line))
            line = [more]
    yield "\t".join(filter(None, line))
