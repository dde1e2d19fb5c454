"""CSV and its kin: dialect and header guessed from the head, rows streamed (RFC 4180 and worse)."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, islice, takewhile
from typing import BinaryIO, Literal, NamedTuple

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.column_labels import names_people
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.table.header_row import find_questions, has_header, join_rows
from pii_sweep.extract.table.layout.sheet_blocks import SMALL, blocks
from pii_sweep.extract.table.layout.transposed import (
    find_cycle,
    find_label_pairs,
    find_record,
    join_signs,
    read_cycle,
    read_label_pairs,
    records,
)
from pii_sweep.extract.table.quoting import find_escape, find_quote
from pii_sweep.extract.table.row_type import (
    find_announced,
    find_delimiter,
    has_types,
    part_records,
    split_announced,
    split_types,
)
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.extract.text.plain import passages, scattered
from pii_sweep.types import Piece, Where

DELIMITERS = ",;\t|"
# Those of Hive, DB2 and old exports; prose and code hold them too: they must part three cells in every row,
# or two below a header of people.
RARE = "\x01^~\x1f"
# Several signs together, `#~#` or `||`, which prose and code hold too, but not as often in each line.
JOINED = re.compile(r"[!#$%&*:;<=>?@\\^`|~§¦¬¶\x01-\x08\x1c-\x1f]{2,6}")
# One sign that Python's parser takes for them.
UNIT = "\x1f"
HEAD_LINES = 60
# Lines that are no records are kept until all records are read; a file of nothing else keeps so many.
MOST_OTHERS = 5_000
HEAD_ROWS = 30
TITLE_ROWS = 12
LEADING = 3
# A quoted cell that runs on for longer than this was never closed.
MAX_CELL = 120_000
# The characters of a small sheet, which is held whole.
SMALL_TEXT = 250_000
# Lines parsed at once, mostly shorter than such a cell together.
BATCH_LINES = 250


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written: delimiter, width, lines of a title before it, quote and escape."""

    delimiter: str
    width: int
    steady: float
    preamble: int = 0
    quote: str = '"'
    escape: str = ""


def read_csv(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield tables of at most 2,000 rows; row numbers do not count the header."""
    broken: list[Unreadable] = []
    source = unbox(until_broken(lines(body), broken))
    head = list(islice(source, HEAD_LINES))
    if mark := find_delimiter(head):
        yield from _read_described(chain(head, source), mark, where, budget)
    elif mark := find_announced(head):
        yield from split_announced(parse(chain(head, source), mark), replace(where, line=None), budget)
    else:
        yield from (_sections if has_sections(head) else _table)(head, source, where, budget)
    if broken:
        raise broken[0]


def unbox(source: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a table that a console drew, its rules left out and its bars as `|`."""
    for line in source:
        if line[:1] not in _EDGES or _BOX.fullmatch(line) is None:
            yield line if line.isascii() or _BAR.search(line) is None else line.translate(_BARS)


_BOX = re.compile(
    r"[ \t]*[+\u2500-\u257f](?=[^\n]*[\-=\u2500-\u2509\u254c\u254d\u2550])[+\-=:\u2500-\u257f]{2,}\s*"
)
# What a rule may begin with: few lines do, and each line of a table is asked.
_EDGES = frozenset({" ", "\t", "+", *map(chr, range(0x2500, 0x2580))})
_BAR = re.compile("[│┃║┆┇┊┋]")
_BARS = str.maketrans(dict.fromkeys("│┃║┆┇┊┋", "|"))


def has_sections(head: Sequence[str]) -> bool:
    """Return whether a file holds several tables, parted by empty lines: of other widths or headers."""
    if any(line.count('"') % 2 for line in head):
        return False  # an empty line may be inside a quoted cell
    bare = [_QUOTED.sub("", line) for line in head]
    blocks = [list(block) for filled, block in groupby(bare, key=_is_filled) if filled]
    for delimiter in DELIMITERS:
        steady = [(block, width) for block in blocks if (width := _steady(block, delimiter))]
        if len({width for _, width in steady}) > 1:
            return True
        if sum(_has_title(block, delimiter) for block, _ in steady) > 1:
            return True
    return False


_QUOTED = re.compile(r'"[^"]*"')


def _has_title(block: Sequence[str], delimiter: str) -> bool:
    """Return whether a block of lines begins with a title of one cell above a header."""
    rows = [[cell.strip() for cell in line.split(delimiter)] for line in block]
    return len(rows) > 2 and len(rows[0]) == 1 and has_header(rows[1:])


def _steady(block: Sequence[str], delimiter: str) -> int:
    """Return how many delimiters each line of a block has, but for a title above them; 0 if not as many."""
    counts = [line.count(delimiter) for line in block]
    counts = counts[1:] if not counts[0] else counts
    return counts[0] if len(counts) > 1 and len(set(counts)) == 1 else 0


def _is_filled(line: str) -> bool:
    return bool(line.strip())


def _read_described(source: Iterable[str], mark: str, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the records of a file that describes them, each type as a table, and its other lines as text."""
    others: list[str] = []

    def records() -> Iterator[str]:
        for line, recorded in part_records(source, mark):
            if recorded:
                yield line
            elif len(others) < MOST_OTHERS:
                others.append(line)
            else:  # beyond, they are rows of a type of their own
                yield f"*{mark}{line}"

    yield from split_types(parse(records(), mark), replace(where, line=None), budget)
    yield from scattered(others, where, budget)


def _sections(head: Sequence[str], source: Iterator[str], where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each table of several as a member `table-1`, `table-2`; what stands between them as text."""
    blocks = (block for filled, block in groupby(chain(head, source), key=_is_filled) if filled)
    for number, block in enumerate(blocks, 1):
        inner = replace(where, inside=(*where.inside, f"table-{number}"))
        top = list(islice(block, HEAD_LINES))
        if guess(top) is None:
            yield from passages(chain(top, block), inner, budget)
        else:
            yield from _table(top, block, inner, budget)


def _table(head: Sequence[str], source: Iterator[str], where: Where, budget: Budget) -> Iterator[Piece]:
    if remarks := list(takewhile(_is_remark, head)):
        yield from passages(remarks, where, budget)
        head = head[len(remarks) :]
    dialect = guess(head) or Dialect(",", 1, 0.0)
    kept = list(_take_small(head, source))
    if len(kept) <= SMALL and sum(map(len, kept)) <= SMALL_TEXT:
        sheet = list(_parse_sheet(kept, dialect))
        if _has_blank_rows(sheet):
            yield from blocks(sheet, where, budget)
            return
    source = chain(kept[len(head) :], source)
    if dialect.preamble:
        title = [row if row.endswith("\n") else row + "\n" for row in head[: dialect.preamble]]
        yield from passages(title, where, budget)
    text = chain(head[dialect.preamble :], source)
    rows = parse(text, dialect.delimiter, dialect.quote, dialect.escape)
    first = list(islice(rows, HEAD_ROWS))
    if has_types(first):
        yield from split_types(chain(first, rows), replace(where, line=None), budget)
        return
    ruled = next((at for at in range(1, min(LEADING + 1, len(first))) if _is_rule(first[at])), 0)
    if ruled:
        yield from passages(
            ["\t".join(filter(None, row)) + "\n" for row in first[: ruled - 1]], where, budget
        )
        first = list(map(_strip_marks, (first[ruled - 1], *first[ruled + 1 :])))
        rows = map(_strip_marks, rows)
    if above := 0 if ruled else _title(first, dialect):
        yield from passages(["\t".join(filter(None, row)) + "\n" for row in first[:above]], where, budget)
        first = first[above:]
    if asked := find_questions(first):
        yield from passages(
            ["\t".join(filter(None, row)) + "\n" for row in (first[0], first[2])], where, budget
        )
        first = [asked, *first[3:]]
    yield from _rows(first, rows, where, budget, ruled=bool(ruled), headed=bool(ruled or asked))


def _rows(
    first: list[Sequence[str]],
    rows: Iterator[Sequence[str]],
    where: Where,
    budget: Budget,
    *,
    ruled: bool,
    headed: bool,
) -> Iterator[Piece]:
    """Yield the rows of a table: a record, a form, or columns, with a header where they have one."""
    first += islice(rows, HEAD_ROWS - len(first))  # for those of a title: fewer are the whole table
    first, form = find_record(first, rows, HEAD_ROWS, two_only=ruled)
    if form:
        yield from records(form, replace(where, line=None), budget)
        return
    first = join_signs(first) if len(first) < HEAD_ROWS else first
    if len(first) < HEAD_ROWS and not ruled and (pairs := find_label_pairs(first)):
        yield from read_label_pairs(pairs, replace(where, line=None), budget)
        return
    if labels := find_cycle(first):
        rows = read_cycle(chain(first, rows), labels)
        yield from tables(rows, labels, replace(where, line=None), budget)
        return
    header = tuple(cell.strip() for cell in first.pop(0)) if headed or has_header(first) else ()
    if tiers := join_rows(header, first):
        header, first = tiers, first[1:]
    yield from tables(chain(first, rows), header, replace(where, line=None), budget)


def _take_small(head: Sequence[str], source: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a file up to the one that shows it to be no small sheet."""
    size = 0
    for number, line in enumerate(chain(head, source), 1):
        yield line
        size += len(line)
        if number >= len(head) and (number > SMALL or size > SMALL_TEXT):
            return


def _parse_sheet(lines: Sequence[str], dialect: Dialect) -> Iterator[Sequence[str]]:
    """Yield the rows of a small sheet, empty ones for empty lines where tables with headers follow them."""
    parts = [lines]
    if not any(line.count(dialect.quote) % 2 for line in lines):
        parts = [list(part) for filled, part in groupby(lines, key=_is_filled) if filled]
    sheets = [list(parse(part, dialect.delimiter, dialect.quote, dialect.escape)) for part in parts]
    parted = any(len(sheet) > 1 and has_header(sheet) for sheet in sheets[1:])
    for sheet in sheets:
        yield from sheet
        if parted:
            yield ()


def _has_blank_rows(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether rows of empty cells part the rows of a file: a sheet that was saved as CSV."""
    filled = [any(cell.strip() for cell in row) for row in rows]
    end = max((at for at, one in enumerate(filled) if one), default=0)
    return not all(filled[:end])


def _is_rule(row: Sequence[str]) -> bool:
    """Return whether a row is the rule below a header: `|---|:---:|` of Markdown and of consoles."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(map(_RULE.fullmatch, filled))


_RULE = re.compile(r":?[\-=]{2,}:?|:-:?|-:")


def _strip_marks(row: Sequence[str]) -> Sequence[str]:
    """Return the cells of a row of Markdown without the marks of type around the whole of one: `` `x` ``."""
    return [_MARKED.sub(r"\2", cell) if cell.strip()[:1] in _MARKS else cell for cell in row]


_MARKS, _MARKED = frozenset("`*"), re.compile(r"\A\s*(``?|\*\*?)(?=[^\s`*])(.+?)\1\s*\Z")


def _is_remark(line: str) -> bool:
    """Return whether a line before a table is a comment; a header may begin with the sign alone."""
    return line.startswith(("# ", "## "))


def _title(rows: Sequence[Sequence[str]], dialect: Dialect) -> int:
    """Return how many rows before the table are its title: as wide as the table, but mostly empty.

    A row that unquoted delimiters make wider than the table is no measure of it.
    """
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[:TITLE_ROWS]]
    width = max(filled, default=0)
    if dialect.steady:
        width = min(width, dialect.width)
    if width < 3:
        return 0
    top = next((at for at, count in enumerate(filled) if count > width // 2), 0)
    return top + _leading(rows[top:])


def _leading(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows before a header are shorter than it and all below it.

    DATEV, banks and payroll services write a row of what the file is before the header.
    """
    for at in range(1, min(LEADING, len(rows) - 2) + 1):
        width = len(rows[at])
        short = all(len(row) < width for row in rows[:at])
        if short and all(len(row) >= width for row in rows[at + 1 :]) and has_header(rows[at:]):
            return 0 if has_header(rows) else at
    return 0


def parse(
    source: Iterable[str], delimiter: str, quote: str = '"', escape: str = ""
) -> Iterator[Sequence[str]]:
    """Yield the rows of CSV lines; a quote that is never closed costs only its own meaning."""
    if len(delimiter) > 1:
        joined, delimiter = delimiter, UNIT
        source = (line.replace(joined, UNIT) for line in source)
    pending = _unescape_nulls(source, delimiter) if escape else iter(source)
    form = _Form(delimiter, quote, escape or None)
    while batch := list(islice(pending, BATCH_LINES)):
        rows = _at_once(batch, form)
        yield from _one_by_one(batch, pending, form) if rows is None else filter(None, rows)


class _Form(NamedTuple):
    """The settings of Python's parser."""

    delimiter: str
    quote: str
    escape: str | None

    def read(self, source: Iterable[str], quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> Iterator[list[str]]:
        """Return the rows of lines; raises csv.Error."""
        return csv.reader(
            source, delimiter=self.delimiter, quotechar=self.quote, escapechar=self.escape, quoting=quoting
        )


def _unescape_nulls(source: Iterable[str], delimiter: str) -> Iterator[str]:
    """Yield lines without what stands for no value (MySQL's), which would be a letter behind the escape."""
    nothing = re.compile(rf"(^|{re.escape(delimiter)})\\N(?={re.escape(delimiter)}|\r?$)", re.M)
    return (nothing.sub(r"\1", line) for line in source)


def _at_once(batch: list[str], form: _Form) -> Sequence[Sequence[str]] | None:
    """Return the rows of some lines; None where one may go on after them, or its quotes may be wrong."""
    text = "".join(batch)
    if len(text) > MAX_CELL or "\0" in text or not text.endswith("\n"):
        return None
    plain = form.quote not in text and (form.escape is None or form.escape not in text)
    if plain and (rows := _split(batch, text, form.delimiter)):
        return rows
    try:
        # The empty line after them is a row by itself only if no quote is open.
        rows = list(form.read([*batch, "\n"]))
    except csv.Error:
        return None
    return None if rows.pop() else rows


def _split(batch: list[str], text: str, delimiter: str) -> Sequence[Sequence[str]]:
    """Return the rows of lines without quotes; none where they are not equally wide.

    A line that is too long comes in pieces, of which only the last has an end.
    """
    whole = text.count("\n") == len(batch)
    text = text.replace("\r\n", "\n") if "\r" in text else text
    widths = {line.count(delimiter) for line in batch}
    if not whole or len(widths) > 1 or 0 in widths or "\r" in text:
        return ()
    cells = iter(text[:-1].replace("\n", delimiter).split(delimiter))
    return list(zip(*[cells] * (widths.pop() + 1), strict=True))


def _one_by_one(batch: list[str], pending: Iterator[str], form: _Form) -> Iterator[list[str]]:
    """Yield the rows that begin in some lines, the last to its end; `pending` are the lines after them."""
    source, begun = chain(batch, pending), 0
    while begun < len(batch):
        fed: list[str] = []
        try:
            for row in form.read(_feed(source, fed)):
                begun += len(fed)
                fed.clear()
                if row:
                    yield row
                if begun >= len(batch):
                    return
        except csv.Error:
            begun += len(fed)
            for row in form.read(fed, csv.QUOTE_NONE):
                if row:
                    yield row
        else:
            return


def _feed(source: Iterator[str], fed: list[str]) -> Iterator[str]:
    """Hand lines to the reader and remember those of the row that is not complete yet."""
    size = 0
    for line in source:
        size = size + len(line) if fed else len(line)
        fed.append(line)
        if size > MAX_CELL:
            raise csv.Error
        yield line.replace("\0", "")


def guess(head: Sequence[str]) -> Dialect | None:
    """Return the dialect whose rows are most steadily of one width, or None for no table."""
    best: Dialect | None = None
    there = {delimiter for delimiter in (*DELIMITERS, *RARE) if any(delimiter in line for line in head)}
    for delimiter in DELIMITERS:
        found = _measure(head, delimiter) if delimiter in there else None
        if found and (best is None or (found.steady, found.width) > (best.steady, best.width)):
            best = found
    for delimiter in RARE:
        found = _measure(head, delimiter) if delimiter in there else None
        if not found or found.steady < 1 or (best is not None and found.width < best.width):
            continue
        if found.width > 2 or (best is None and _heads_people(head, delimiter)):
            best = found
    joined = _find_joined(head)
    found = _measure(head, joined) if joined else None
    if found and found.width > 2 and found.steady == 1 and _gives_way(best, found):
        best = found
    return best


def _heads_people(head: Sequence[str], delimiter: str) -> bool:
    """Return whether the first line of several is a header of people's columns."""
    lines = [line for line in head if line.strip()]
    return len(lines) > 1 and names_people([cell.strip(' "') for cell in lines[0].strip().split(delimiter)])


def _find_joined(head: Sequence[str]) -> str:
    """Return the most common run of several signs, nothing where not every line has one."""
    runs = [JOINED.findall(line) for line in head if line.strip()]
    if sum(_BOLD.match(line) is not None for line in head) * 2 > len(runs):
        return ""  # labels of a form in bold
    return Counter(chain.from_iterable(runs)).most_common(1)[0][0] if runs and all(runs) else ""


_BOLD = re.compile(
    r"[ \t]*(?:[-*+>][ \t]+|\d{1,2}[.)][ \t]+)?(?P<mark>\*\*|__)[^\W_][^*\n]{0,60}(?P=mark)[ \t]*:?[ \t]"
)


def _gives_way(best: Dialect | None, joined: Dialect) -> bool:
    """Return whether a separator of one sign is but a part of one of several, or parts fewer cells."""
    if best is None or best.width + (best.steady == 1) < joined.width:
        return True
    return best.delimiter in joined.delimiter and not (best.width - 1) % (joined.width - 1)


def _measure(head: Sequence[str], delimiter: str) -> Dialect | None:
    # The last row of a head may be cut off: it does not count where there are others.
    quote, escape = find_quote(head, delimiter), find_escape(head, delimiter)
    rows = list(parse(head, delimiter, quote, escape))
    widths = [len(row) for row in (rows[:-1] if len(rows) > 2 else rows)]
    if not widths:
        return None
    width, count = max(Counter(widths).items(), key=lambda item: (item[1], item[0] == widths[0], item[0]))
    if width < 2 or (count < 2 and len(widths) > 2):
        return None
    # Title lines are much narrower than the table; a header may be a cell short.
    preamble = next(at for at, found in enumerate(widths) if found > width // 2)
    # Rows before the table count as lines only where none of them runs over several.
    if preamble > 10 or any(len(head) > at and head[at].count(quote) % 2 for at in range(preamble)):
        preamble = 0
    return Dialect(delimiter, width, round(count / len(widths), 2), preamble, quote, escape)
