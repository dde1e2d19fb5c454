"""Tables of plain text whose columns are kept apart by spaces or bars: manifests, rolls, reports, dumps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from typing import BinaryIO

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.column_labels import has_value
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.table.inline_data import InlineRows, find_inline_rows
from pii_sweep.extract.table.layout.aligned_header import (
    CELL,
    LEAST_ROWS,
    RULE,
    Cut,
    bare_cell,
    cut_whole,
    find_header,
    labels_again,
    split_spaces,
    split_tab_runs,
    split_tabs,
)
from pii_sweep.extract.table.layout.fixed_width import find_form
from pii_sweep.extract.table.layout.sheet_blocks import SMALL, blocks
from pii_sweep.extract.table.layout.stacked_rows import StackedRows, find_stacked
from pii_sweep.extract.table.layout.transposed import find_record, records
from pii_sweep.extract.table.layout.unbroken_records import cut_records, find_length
from pii_sweep.extract.table.row_type import split_types
from pii_sweep.extract.text import tex_entries
from pii_sweep.extract.text.chat import is_chat
from pii_sweep.extract.text.container_log import join_parts
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.extract.text.encoded.embedded_file import encoded_file
from pii_sweep.extract.text.escape import unescape_lines
from pii_sweep.extract.text.line_protocol import is_line_protocol, spell_line
from pii_sweep.extract.text.plain import passages, scattered
from pii_sweep.types import Blob, Layout, Passage, Piece, Table, Where

HEAD_LINES = 60
OVERLAP = 8  # of those, which may hold a header and too few of its rows
LOG_HEADER = 12  # lines at the begin of what looks like a log, in which a table's header would stand
# Remarks are kept until their table ends, and so many of them at most: one more ends the table.
MOST_REMARKS = 2_000
MOST_LINES = 8  # of one cell that goes on in the rows below it


@dataclass(slots=True)
class _Lines:
    """Lines with one taken back: the first that a table does not hold."""

    source: Iterator[str]
    number: int = 1
    kept: list[str] = field(default_factory=list, repr=False)

    def take(self) -> Iterator[str]:
        """Yield the lines left, the ones taken back first."""
        while self.kept:
            self.number += 1
            yield self.kept.pop()
        for line in self.source:
            self.number += 1
            yield line

    def back(self, line: str) -> None:
        """Give a line back."""
        self.kept.append(line)
        self.number -= 1


def read_plain(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield a plain text's aligned tables of people, and the rest as prose; or the file that it encodes."""
    if (file := encoded_file(body, where, budget)) is not None:
        yield file
        return
    broken: list[Unreadable] = []
    source = until_broken(lines(body), broken)
    head = list(islice(source, HEAD_LINES))
    length = find_length(head[0], whole=len(head) == 1) if head else 0
    if length:
        source = cut_records(chain(head, source), length)
        head = list(islice(source, HEAD_LINES))
    left = chain(head, source)
    command, width = tex_entries.find_command(head)
    if command:
        rows = tex_entries.read_entries(left, command, width)
        yield from tables(rows, tex_entries.name_columns(command), replace(where, line=None), budget)
    else:
        yield from aligned(left, where, budget)
    if broken:
        raise broken[0]


def read_log(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield log lines, a chat as prose; lines under the header of a table of people are its rows."""
    broken: list[Unreadable] = []
    source = until_broken(lines(body), broken)
    head = list(islice(source, HEAD_LINES))
    left = join_parts(chain(head, source))
    if is_line_protocol(head):
        left = map(spell_line, left)
    tabled = find_header(head[:LOG_HEADER])[1] is not None
    layout: Layout = "prose" if is_chat(head) else "log"
    yield from aligned(left, where, budget) if tabled else _passages(left, where, budget, layout)
    if broken:
        raise broken[0]


def read_lines(source: Iterable[str], where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the tables of people in the lines of a document, which have no numbers, and the rest as prose."""
    return without_lines(aligned(source, where, budget), where)


def without_lines(pieces: Iterable[Piece | Blob], where: Where) -> Iterator[Piece | Blob]:
    """Yield the pieces of a text whose lines have no numbers, each table with a number of its own."""
    number = 0
    for piece in pieces:
        if isinstance(piece, Table):
            number += piece.first_row == 1
            yield replace(piece, where=replace(where, inside=(*where.inside, f"list-{number}")))
        else:
            yield replace(piece, where=where, spans=()) if isinstance(piece, Passage) else piece


def aligned(source: Iterable[str], where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the aligned tables of people in some lines as tables, all other lines as prose."""
    left = _Lines(iter(source))
    head = list(islice(left.take(), HEAD_LINES))
    for line in reversed(head):
        left.back(line)
    form = find_form(head)
    if form and form.others:
        yield from split_types(_rows(left, form.cut_typed), replace(where, line=None), budget, bare=True)
    elif form:
        yield from tables(_rows(left, form.cut), (), replace(where, line=None), budget)
    found: list[_Reader] = []
    while True:
        prose = _take_prose(left, found)
        yield from _passages(prose, where, budget, "prose", left.number)
        if not found:
            return
        yield from found.pop()(left, where, budget)


def holds_table(source: Iterable[str]) -> bool:
    """Return whether `aligned` finds a table of people in some lines; nothing is read, and none counted."""
    left = _Lines(iter(source))
    head = list(islice(left.take(), HEAD_LINES))
    for line in reversed(head):
        left.back(line)
    if find_form(head) is not None:
        return True
    found: list[_Reader] = []
    for _ in _take_prose(left, found):
        pass
    return bool(found)


# Reads a table whose header, or first row, is the next line.
_Reader = Callable[[_Lines, Where, Budget], Iterator[Piece]]


def _take_prose(left: _Lines, found: list[_Reader]) -> Iterator[str]:
    """Yield the lines up to the next table, whose reader is put into `found`.

    A header is known by the rows below it, so that the last lines of what was looked at are looked at again.
    """
    while head := list(islice(left.take(), HEAD_LINES)):
        at, reader = _find_table(head)
        if reader is None:
            at = len(head) - (OVERLAP if len(head) == HEAD_LINES else 0)
        for line in reversed(head[at:]):
            left.back(line)
        yield from head[:at]
        if reader is not None:
            found.append(reader)
            return


def _find_table(head: Sequence[str]) -> tuple[int, _Reader | None]:
    """Return the line at which the first table begins, and what reads it; None where there is none."""
    if (stacked := find_stacked(head)) is not None:
        return stacked.at, partial(_read_stacked, stacked)
    at, cut = find_header(head)
    inline = find_inline_rows(head)
    if inline is not None and (cut is None or inline.at < at):
        return inline.at, partial(_read_inline, inline)
    return at, None if cut is None else partial(_read_rows, cut)


def _read_rows(cut: Cut, left: _Lines, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the table below a header, an empty line between them left out, and the remarks among its rows."""
    title = next(left.take())
    header = [_complete_name(cell) for cell in cut(title) or ()]
    for line in islice(left.take(), 1):
        if line.strip():
            left.back(line)
    remarks: list[str] = []
    rows = _join_continued(_rows(left, cut, remarks, title))
    first, record = find_record([header, *islice(rows, LEAST_ROWS)], rows, 1, two_only=True)
    if record:
        yield from records(record, replace(where, line=None), budget)
    else:
        yield from tables(chain(first[1:], rows), header, replace(where, line=None), budget)
    if remarks:  # below the last row too, and below what was read as a record
        yield from scattered(unescape_lines(remarks), where, budget)
    if isinstance(cut, partial) and cut.func is split_tabs:
        yield from _read_sheet(left, where, budget)


def _read_sheet(left: _Lines, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield a few lines below a table between tabs as the blocks of a sheet, which most of them are."""
    begun = left.number
    rest = list(islice(left.take(), SMALL + 1))
    filled = [line for line in rest if line.strip()]
    if len(rest) <= SMALL and begun <= SMALL and 2 * sum("\t" in line for line in filled) > len(filled):
        cells = [list(map(bare_cell, line.rstrip("\r\n").split("\t"))) for line in unescape_lines(rest)]
        yield from blocks([*[()] * (begun - 1), *cells], where, budget)
        return
    for line in reversed(rest):
        left.back(line)


def _read_stacked(stacked: StackedRows, left: _Lines, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield records of several lines as a table, and the lines among them as prose.

    Those are of different places, and have no number.
    """
    for _ in islice(left.take(), len(stacked.lines)):
        pass
    remarks: list[str] = []
    yield from tables(stacked.read(left.take(), remarks), stacked.header, replace(where, line=None), budget)
    yield from scattered(unescape_lines(remarks), where, budget)


def _read_inline(inline: InlineRows, left: _Lines, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield rows of delimited values as a table."""
    yield from tables(_rows(left, inline.cut), inline.header, replace(where, line=None), budget)


def _passages(
    source: Iterable[str], where: Where, budget: Budget, layout: Layout = "prose", first_line: int = 1
) -> Iterator[Passage]:
    """Yield the passages of lines, the escapes in them undone."""
    return passages(unescape_lines(source), where, budget, layout, first_line)


# How columns' names end that a listing cuts off at the width of their values.
_ENDINGS = ("name", "birthdate", "date", "address", "street", "phone", "number", "email", "state", "city")
_CUT_OFF = re.compile(r"(?<=_)[A-Za-z]{2,8}\Z")


def _complete_name(cell: str) -> str:
    """Return a column's name, its last word whole where the column was too narrow: `SPRIDEN_FIRST_NA`."""
    name = cell.strip()
    last = _CUT_OFF.search(name)
    if last is None or len(name) < len(cell.rstrip("\n")) - 1:
        return name
    whole = next((word for word in _ENDINGS if word.startswith(last[0].lower())), last[0])
    return f"{name[: last.start()]}{whole}"


def _is_remark(line: str, cut: Cut) -> bool:
    """Return whether a line that is not cut as its table is set in below a row of it: its remark."""
    if not isinstance(cut, partial) or cut.func is not cut_whole:
        return False
    return bool(line.strip()) and not line[: cut.keywords["cuts"][0]].strip()


def _find_rest(line: str, left: _Lines, cut: Cut) -> list[str] | None:
    """Return the lines that part a table from the rest of it, taken; None where it ends.

    They are an empty line and a title, or one line that is not cut as the others. A row of the rest fills
    more than half of the columns; a header is none.
    """
    if not isinstance(cut, partial) or cut.func not in {cut_whole, split_tabs, split_spaces, split_tab_runs}:
        return None
    if line.strip() or cut.func is cut_whole:
        ahead = list(islice(left.take(), 1 if line.strip() else 2))
    else:
        return None
    cells = [[cell.strip() for cell in cut(one) or ()] for one in ahead]
    full = [2 * sum(map(bool, row)) > len(row) > 0 and any(map(has_value, row)) for row in cells]
    at = next((at for at, one in enumerate(full) if one), None)
    if at is None or any(not one.strip() or len(CELL.findall(one)) > 1 for one in ahead[:at]):
        at = -1
    for one in reversed(ahead[max(at, 0) :]):
        left.back(one)
    return [line, *ahead[:at]] if at >= 0 else None


def _is_behind(cells: Sequence[str], left: _Lines, cut: Cut) -> bool:
    """Return whether a line fills the first column alone, and no row follows: a document's next paragraph."""
    if not isinstance(cut, partial) or cut.func is not cut_whole or any(map(str.strip, cells[1:])):
        return False
    ahead = list(islice(left.take(), 1))
    for one in ahead:
        left.back(one)
    return not any(sum(bool(cell.strip()) for cell in cut(one) or ()) > 1 for one in ahead)


def _join_continued(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield rows, those that only go on in one column at the end of its cell: an address below a name."""
    held: list[str] | None = None
    lines = 0
    for row in rows:
        filled = [at for at, cell in enumerate(row) if cell]
        at = filled[0] if len(filled) == 1 else 0
        if held is not None and 0 < at < len(held) and held[0] and held[at] and lines < MOST_LINES:
            held[at] += f"\n{row[at]}"
            lines += 1
            continue
        if held is not None:
            yield held
        held, lines = row, 0
    if held is not None:
        yield held


def _rows(
    left: _Lines, cut: Cut, remarks: list[str] | None = None, header: str | None = None
) -> Iterator[list[str]]:
    """Yield the rows of a table up to an empty line, one of labels, or one that is not cut as they are.

    `remarks` takes the lines among the rows that are not of the table, and do not end it.
    """
    for at, line in enumerate(left.take()):
        bare = line.rstrip("\r\n")
        if at and header is not None and labels_again(bare, header):
            left.back(line)
            return
        if RULE.fullmatch(bare):
            continue
        cells = cut(bare) if bare.strip() else None
        if cells is None and isinstance(cut, partial) and cut.func is cut_whole:
            # a value as wide as its column, or wider, moves those behind it
            cells = split_spaces(bare, len(cut.keywords["cuts"]) + 1)
        if cells is None and remarks is not None and len(remarks) < MOST_REMARKS:
            if _is_remark(bare, cut):
                remarks.append(line)
                continue
            if (titles := _find_rest(line, left, cut)) is not None:
                remarks += titles
                continue
        if cells is None or _is_behind(cells, left, cut):
            left.back(line)
            return
        yield [cell.strip() for cell in cells]
