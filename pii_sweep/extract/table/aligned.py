"""Tables of plain text whose columns are kept apart by spaces or bars: manifests, rolls, reports, dumps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice, pairwise, takewhile
from typing import BinaryIO

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.column_labels import has_value, names_people
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.table.fixed_width import find_form
from pii_sweep.extract.table.header_row import has_header
from pii_sweep.extract.table.inline_data import InlineRows, find_inline_rows
from pii_sweep.extract.table.row_type import split_types
from pii_sweep.extract.table.sheet_blocks import SMALL, blocks
from pii_sweep.extract.table.stacked_rows import StackedRows, find_stacked
from pii_sweep.extract.table.transposed import find_record, records
from pii_sweep.extract.text import tex_entries
from pii_sweep.extract.text.chat import is_chat
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.extract.text.embedded_file import encoded_file
from pii_sweep.extract.text.escape import unescape_lines
from pii_sweep.extract.text.plain import passages, scattered
from pii_sweep.types import Blob, Layout, Passage, Piece, Where

HEAD_LINES = 60
LOG_HEADER = 12  # lines at the begin of what looks like a log, in which a table's header would stand
LEAST_COLUMNS, LEAST_ROWS = 4, 3
# Remarks are kept until their table ends, and so many of them at most: one more ends the table.
MOST_REMARKS = 2_000
LEAST_BARRED = 2
_CELL = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
_RULE = re.compile(r"[-=_+| ]{3,}|\|[-=_+|: ]{3,}")
# The end of a sentence, which is no header.
_STOPPED = re.compile(r"[a-zß-ÿ]{3,}[.:!?]\Z")
_ASSIGNED = re.compile(r"[ \t]*[\w.\-]{2,40} ?= ?\S")


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
    left = chain(head, source)
    tabled = _header(head[:LOG_HEADER])[1] is not None
    layout: Layout = "prose" if is_chat(head) else "log"
    yield from aligned(left, where, budget) if tabled else _passages(left, where, budget, layout)
    if broken:
        raise broken[0]


def aligned(source: Iterable[str], where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the aligned tables of people in some lines as tables, all other lines as prose.

    A table is looked for in the head of the lines, and again behind each that was found.
    """
    left = _Lines(iter(source))
    head = list(islice(left.take(), HEAD_LINES))
    for line in reversed(head):
        left.back(line)
    form = find_form(head)
    if form and form.others:
        yield from split_types(_rows(left, form.cut_typed), replace(where, line=None), budget, bare=True)
    elif form:
        yield from tables(_rows(left, form.cut), (), replace(where, line=None), budget)
    while head := list(islice(left.take(), HEAD_LINES)):
        begun = left.number - len(head)
        if (stacked := find_stacked(head)) is not None:
            yield from _read_stacked(stacked, head, left, where, budget)
            continue
        at, cut = _header(head)
        inline = find_inline_rows(head)
        if inline is not None and (cut is None or inline.at < at):
            yield from _inline(inline, head, left, where, budget)
            continue
        if cut is None:
            yield from _passages(chain(head, reversed(left.kept), left.source), where, budget, "prose", begun)
            return
        if any(line.strip() for line in head[:at]):
            yield from _passages(head[:at], where, budget, "prose", begun)
        header = [_complete_name(cell) for cell in cut(head[at]) or ()]
        below = at + 2 if head[at + 1 : at + 2] and not head[at + 1].strip() else at + 1
        for line in reversed(head[below:]):
            left.back(line)
        remarks: list[str] = []
        rows = _rows(left, cut, remarks)
        first, record = find_record([header, *islice(rows, LEAST_ROWS)], rows, 1, two_only=True)
        if record:
            yield from records(record, replace(where, line=None), budget)
        else:
            yield from tables(chain(first[1:], rows), header, replace(where, line=None), budget)
        if remarks:  # below the last row too, and below what was read as a record
            yield from scattered(unescape_lines(remarks), where, budget)
        if isinstance(cut, partial) and cut.func is _split_tabs:
            yield from _read_sheet(left, where, budget)


def _read_sheet(left: _Lines, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield a few lines below a table between tabs as the blocks of a sheet, which most of them are."""
    begun = left.number
    rest = list(islice(left.take(), SMALL + 1))
    filled = [line for line in rest if line.strip()]
    if len(rest) <= SMALL and begun <= SMALL and 2 * sum("\t" in line for line in filled) > len(filled):
        cells = [list(map(_bare, line.rstrip("\r\n").split("\t"))) for line in unescape_lines(rest)]
        yield from blocks([*[()] * (begun - 1), *cells], where, budget)
        return
    for line in reversed(rest):
        left.back(line)


def _read_stacked(
    stacked: StackedRows, head: Sequence[str], left: _Lines, where: Where, budget: Budget
) -> Iterator[Piece]:
    """Yield records of several lines as a table between the lines before it and those among them, as prose.

    Those among them are of different places, and have no number.
    """
    begun = left.number - len(head)
    if any(line.strip() for line in head[: stacked.at]):
        yield from _passages(head[: stacked.at], where, budget, "prose", begun)
    for line in reversed(head[stacked.at + len(stacked.lines) :]):
        left.back(line)
    remarks: list[str] = []
    yield from tables(stacked.read(left.take(), remarks), stacked.header, replace(where, line=None), budget)
    yield from scattered(unescape_lines(remarks), where, budget)


def _inline(
    inline: InlineRows, head: Sequence[str], left: _Lines, where: Where, budget: Budget
) -> Iterator[Piece]:
    """Yield the lines before rows of delimited values as prose, and the rows as a table."""
    begun = left.number - len(head)
    if any(line.strip() for line in head[: inline.at]):
        yield from _passages(head[: inline.at], where, budget, "prose", begun)
    for line in reversed(head[inline.at :]):
        left.back(line)
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


# Returns the cells of a line, None where it is not cut as its table is.
Cut = Callable[[str], Sequence[str] | None]


def _header(head: Sequence[str]) -> tuple[int, Cut | None]:
    """Return the line that heads a table of people, and how its lines are cut; None where there is none."""
    ends = _find_ends(head)
    for at, line in enumerate(head):
        bare = line.rstrip()
        if bare.startswith("|"):
            first = at == 0 or not head[at - 1].startswith("|")
            if first and (cut := _cut_at_bars(head[at:])):
                return at, cut
            continue
        if cut := _cut_at_rules(bare, head[at + 1 : at + 2]):
            return at, cut
        if "\t" in bare:
            if cut := _cut_at_tabs(bare, head[at + 1 : at + 1 + LEAST_ROWS]):
                return at, cut
            continue
        # Most lines are no header: what says so soonest is asked first.
        begin, end = at + 1, ends[at]
        if end == begin < len(head) - 1 and _STOPPED.search(bare) is None:
            # listings of SAS leave a line empty below their header
            begin, end = at + 2, ends[at + 1]
        if end - begin < LEAST_ROWS or has_value(bare) or len(bare.split()) < LEAST_COLUMNS:
            continue
        if "=>" in bare or bare.endswith("{") or bare.endswith("},"):  # a line of a program
            continue
        if _ASSIGNED.match(bare):  # a line of settings
            continue
        rows = _select_rows(bare, head[begin:end])
        if len(rows) < LEAST_ROWS or not _is_parted(rows, len(bare)):
            continue
        words = list(_WORD.finditer(bare))
        named = names_people([word.group() for word in words])
        if not named and not _RULE.fullmatch(head[at + 1].rstrip()):
            continue
        cells = list(_CELL.finditer(bare))
        cuts = _cuts(cells, rows) if len(cells) >= LEAST_COLUMNS else []
        cuts = _refine_cuts(cuts, _strips(bare, words, rows), bare, rows) if named else cuts
        names = [cell.strip() for cell in _cut(bare, cuts)]
        if cuts and (names_people(names) if named else _holds_people(rows, cuts)):
            return at, partial(_cut_whole, cuts=cuts)
    return 0, None


def _holds_people(rows: Sequence[str], cuts: Sequence[int]) -> bool:
    """Return whether a column is written as names, and another holds telephones or dates of long ago.

    A header between rules whose words no list knows has such rows where it is of people.
    """
    columns = [
        [cell.strip() for cell in column] for column in zip(*(_cut(row, cuts) for row in rows), strict=True)
    ]
    named = any(sum(map(bool, map(_NAME.fullmatch, cells))) >= _MOSTLY * len(cells) for cells in columns)
    reached = (sum(map(bool, map(_REACHED.search, cells))) >= _MOSTLY * len(cells) for cells in columns)
    return named and any(reached)


_MOSTLY = 0.7
_NAME = re.compile(
    r"[^\W\d_a-z](?:[^\W\d_]|['’\-])+[,.]?(?: [^\W\d_](?:[^\W\d_]|['’\-])*\.?){1,4}(?: \([^()\d]{2,20}\))?"
)
_REACHED = re.compile(
    r"(?:\A|\D)0?\d?\d[./\-]\d\d?[./\-](?:19\d\d|200\d)\Z|(?:\A|[ ])\+?\d(?:[ ./\-]?\d){8,12}\Z"
)


def _select_rows(header: str, below: Sequence[str]) -> list[str]:
    """Return the rows below a header, up to the rule above sums; remarks of a row are set in below it."""
    rows: list[str] = []
    for line in below:
        row = line.rstrip("\r\n")
        if not _RULE.fullmatch(row):
            rows.append(row)
        elif len(rows) >= LEAST_ROWS:
            break
    whole = [row for row in rows if not _is_set_in(row, header)]
    return whole if len(whole) >= LEAST_ROWS and 2 * len(whole) > len(rows) else rows


def _is_set_in(line: str, header: str) -> bool:
    """Return whether a line begins to the right of the header's first word: its own first column is empty."""
    first = _WORD.search(header)
    return first is not None and not line[: first.end()].strip()


def _is_remark(line: str, cut: Cut) -> bool:
    """Return whether a line that is not cut as its table is set in below a row of it: its remark."""
    if not isinstance(cut, partial) or cut.func is not _cut_whole:
        return False
    return bool(line.strip()) and not line[: cut.keywords["cuts"][0]].strip()


def _cut_at_rules(header: str, below: Sequence[str]) -> Cut | None:
    """Return how lines are cut under a header with a rule below each column, as databases list rows."""
    if not below or header[-1:] in "-=" or not _RULES.fullmatch(rules := below[0].rstrip()):
        return None
    runs = list(_WORD.finditer(rules))
    words = list(_WORD.finditer(header))
    if len(runs) < LEAST_COLUMNS or len(words) < len(runs) or len(header) > len(rules):
        return None
    return partial(_cut_whole, cuts=[run.start() - 1 for run in runs[1:]])


def _cut_at_tabs(header: str, below: Sequence[str]) -> Cut | None:
    """Return how lines are cut under a header of people between tabs, below a head."""
    names = header.split("\t")
    width = len(names)
    if width < LEAST_COLUMNS or not all(names) or not names_people(names):
        return None
    cut = partial(_split_tabs, width=width)
    return cut if len(below) == LEAST_ROWS and all(cut(line) for line in below) else None


def _bare(cell: str) -> str:
    """Return a cell without the quotes around it, as accounts of QuickBooks have them."""
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if quoted else cell


def _split_tabs(line: str, width: int) -> list[str] | None:
    """Return the cells of a line between tabs; None where it has others than its table, or hardly any."""
    cells = [_bare(cell) for cell in line.rstrip("\r\n").split("\t")]
    filled = sum(bool(cell.strip()) for cell in cells)
    lacks = not width - 2 <= len(cells) <= width or 2 * filled < width
    return None if lacks else [*cells, *[""] * (width - len(cells))]


# A column of one letter has a rule of one dash: `-- ----------- - ----------`.
_RULES = re.compile(r"(?=.*(?:-{3}|={3})) ?(?:-{2,}|={2,})(?: {1,3}(?:-+|=+))+")


def _find_ends(head: Sequence[str]) -> list[int]:
    """Return for each line the place of the next empty one behind it, else how many lines there are."""
    ends, end = [0] * len(head), len(head)
    for at in range(len(head) - 1, -1, -1):
        ends[at] = end
        end = end if head[at].strip() else at
    return ends


def _is_parted(rows: Sequence[str], width: int) -> bool:
    """Return whether all rows have a space, or have ended, at places enough to part a table's columns."""
    parted = (1 << 8 * width) - 1  # a byte a place: what is not zero parts
    for row in rows:
        spaces = row[:width].encode("latin-1", "replace").translate(_SPACES).ljust(width, b"\1")
        parted &= int.from_bytes(spaces, "little")
        if parted.bit_count() < LEAST_COLUMNS - 1:
            return False
    return True


_SPACES = bytes(byte == ord(" ") for byte in range(256))


# The last words of a header of several: `NI NUMBER` is one, whose values have spaces as well.
_LAST_WORD = re.compile(
    r"(?i) *(?:numbers?|no|num|nbr|nr|#|names?|initials?|dates?|code|id|type|address|line"
    r"|street|city|of|and)\b\.?"
)


def _refine_cuts(cuts: list[int], strips: Sequence[int], header: str, rows: Sequence[str]) -> list[int]:
    """Return the cuts with those between words of a header a space apart, where both sides are filled."""
    if not cuts:
        return list(strips)
    kept = list(cuts)
    for at in strips:
        low = max((cut for cut in kept if cut < at), default=0)
        high = min((cut for cut in kept if cut > at), default=None)
        both = sum(bool(row[low:at].strip() and row[at:high].strip()) for row in rows)
        if at not in kept and 2 * both >= len(rows) and not _LAST_WORD.match(header, at):
            kept.append(at)
    return sorted(kept)


def _cut_at_bars(head: Sequence[str]) -> Cut | None:
    """Return how lines between bars are cut, as SAP, psql and Markdown print tables; None for no table."""
    lines = list(takewhile(lambda line: line.strip() and line[0] in "|+-", head))
    rows = [row for row in map(_split_bars, lines) if row is not None]
    width = len(rows[0]) if rows else 0
    if width < LEAST_BARRED or len(rows) <= LEAST_ROWS or any(len(row) != width for row in rows):
        return None
    return (
        partial(_split_bars, width=width)
        if has_header([[cell.strip() for cell in row] for row in rows])
        else None
    )


def _split_bars(line: str, width: int = 0) -> list[str] | None:
    """Return the cells of a line that begins and ends with a bar; None for any other, and for a rule."""
    bare = line.rstrip()
    if not bare.startswith("|") or not bare.endswith("|") or _RULE.fullmatch(bare):
        return None
    cells = bare[1:-1].split("|")
    return cells if width in (0, len(cells)) else None


def _strips(header: str, words: Sequence[re.Match[str]], rows: Sequence[str]) -> list[int]:
    """Return the places before words of a header where every row has a space: columns a space apart.

    Words of the header that no such place parts are one name; no cuts where too few are parted.
    """
    cuts = [
        place
        for left, right in pairwise(words)
        if (
            place := next(
                (
                    at
                    for at in range(right.start() - 1, left.end() - 1, -1)
                    if all(at >= len(row) or row[at] == " " for row in rows)
                ),
                None,
            )
        )
        is not None
    ]
    return cuts if len(cuts) + 1 >= LEAST_COLUMNS else []


def _cuts(cells: Sequence[re.Match[str]], rows: Sequence[str]) -> list[int]:
    """Return a place before each column but the first where every row has a space; none where one has not."""
    cuts: list[int] = []
    for left, right in zip(cells, cells[1:], strict=False):
        low = max(left.start(), cuts[-1] if cuts else 0) + 1
        places = range(right.start() - 1, low - 1, -1)
        free = (at for at in places if all(at >= len(row) or row[at] == " " for row in rows))
        place = next(free, None)
        if place is None:
            return []
        cuts.append(place)
    return cuts


def _cut(line: str, cuts: Sequence[int]) -> list[str]:
    bare = line.rstrip("\r\n")
    return [bare[start:end] for start, end in zip((0, *cuts), (*cuts, len(bare)), strict=True)]


def _cut_whole(line: str, cuts: Sequence[int]) -> Sequence[str] | None:
    bare = line.rstrip("\r\n")
    return None if any(at < len(bare) and bare[at] != " " for at in cuts) else _cut(bare, cuts)


def _find_rest(line: str, left: _Lines, cut: Cut) -> list[str] | None:
    """Return the empty line and the title that part a table from the rest of it, taken; None where it ends.

    A row of the rest fills more than half of the columns; a header is none.
    """
    if line.strip() or not isinstance(cut, partial) or cut.func is not _cut_whole:
        return None
    ahead = list(islice(left.take(), 2))
    cells = [[cell.strip() for cell in cut(one) or ()] for one in ahead]
    full = [2 * sum(map(bool, row)) > len(row) > 0 and any(map(has_value, row)) for row in cells]
    at = next((at for at, one in enumerate(full) if one), None)
    if at is None or any(not one.strip() or len(_CELL.findall(one)) > 1 for one in ahead[:at]):
        at = -1
    for one in reversed(ahead[max(at, 0) :]):
        left.back(one)
    return [line, *ahead[:at]] if at >= 0 else None


def _rows(left: _Lines, cut: Cut, remarks: list[str] | None = None) -> Iterator[list[str]]:
    """Yield the rows of a table up to an empty line, or one that is not cut as they are.

    `remarks` takes the lines that are set in below a row, which do not end the table.
    """
    for line in left.take():
        bare = line.rstrip("\r\n")
        if _RULE.fullmatch(bare):
            continue
        cells = cut(bare) if bare.strip() else None
        if cells is None and remarks is not None and len(remarks) < MOST_REMARKS:
            if _is_remark(bare, cut):
                remarks.append(line)
                continue
            if (titles := _find_rest(line, left, cut)) is not None:
                remarks += titles
                continue
        if cells is None:
            left.back(line)
            return
        yield [cell.strip() for cell in cells]
