"""Small sheets are often forms: blocks that are tables come as tables, all others as lines of cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.column_labels import clean_name, names_people
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.table.header_row import has_header, is_name, join_rows, repeats
from pii_sweep.extract.table.layout.transposed import (
    find_label_pairs,
    is_transposed,
    join_signs,
    read_label_pairs,
    records,
)
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Piece, Where

# A sheet of so many rows is looked at whole.
SMALL = 400
# Rows that stand alone before their sheet is one of which every second row is empty.
MIN_SPACED = 5
FORM_ROWS = 8  # of a form above a table
# A list without a header that goes on below an empty row: so large at least on either side of it.
LIST_ROWS, LIST_COLUMNS = 3, 4
MIN_ABOVE_NOTES = 3  # rows of a table above notes, its header counted
FORM_SHARE = 0.6  # of the rows of a form begin with a label and a colon
ROOM = 2  # empty columns between tables side by side
UNGROUPED = 2  # columns before the first group of a header: a number, a name

Row = Sequence[str]


@dataclass(slots=True)
class _Header:
    """The header of the rows below: its row of the sheet, its cells as written, the columns of its rows."""

    cells: tuple[str, ...] = ()
    row: int = 0
    written: Row = ()
    filled: tuple[int, ...] = ()


def blocks(rows: Sequence[Row], where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the blocks of a sheet, as empty rows part them, in their order, those side by side one by one.

    A block whose rows are filled alike is a table; titles, addresses, sums and pairs of name and
    value are prose, cells parted by tabs so that columns still stand one below the other. Rows of
    a table count from the one below its header, or are the sheet's own where it has none.
    """
    for part in split_side_by_side(join_signs(list(rows))):
        yield from _blocks(part, where, budget)


def _blocks(rows: Sequence[Row], where: Where, budget: Budget) -> Iterator[Piece]:
    left = min((at for row in rows for at, cell in enumerate(row) if cell.strip()), default=0)
    header, prose = _Header(), list[tuple[int, str]]()
    for first, block in _join_headless(_join_spaced(list(_split_runs(rows)))):
        if pairs := find_label_pairs(block):
            yield from _read_prose(prose, where, budget)
            yield from read_label_pairs(pairs, replace(where, line=None), budget)
            prose = []
            continue
        top, end = _bounds(block)
        prose += [(first + at, _line(row, left)) for at, row in enumerate(block[:top])]
        if top < end:
            yield from _read_prose(prose, where, budget)
            names = join_groups(block[top - 1], block[top]) if top else ()
            yield from _table(_Part(block[top:end], first + top, names), header, where, budget)
            prose = []
        prose += [(first + at, _line(row, left)) for at, row in enumerate(block[end:], end)]
    yield from _read_prose(prose, where, budget)


def split_side_by_side(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield the parts of a sheet that empty columns separate, whose cells keep their columns.

    Each part has a table with a header of its own, and rows where another has none; else the sheet is a form
    or one table with room in it, and stays whole.
    """
    filled = sorted({at for row in rows for at, cell in enumerate(row) if cell.strip()})
    cuts = [(before + 1, after) for before, after in pairwise(filled) if after - before > ROOM]
    ends = [0, *(at for cut in cuts for at in cut), max(map(len, rows), default=0)]
    bounds = list(zip(ends[::2], ends[1::2], strict=True))
    parts = [[_keep_columns(row, *bound) for row in rows] for bound in bounds]
    places = {tuple(at for at, row in enumerate(part) if row) for part in parts}
    apart = len(places) == len(parts) > 1 and all(map(_holds_headed_table, parts))
    yield from parts if apart else [rows]


def _keep_columns(row: Row, start: int, end: int) -> Row:
    """Return a row without the cells behind some columns, those before them empty."""
    held = [cell if at >= start else "" for at, cell in enumerate(row[:end])]
    return held if any(map(str.strip, held)) else ()


def _holds_headed_table(rows: Sequence[Row]) -> bool:
    for _, run in _split_runs(rows):
        top, end = _bounds(run)
        if end - top > 1 and has_header(run[top:end]):
            return True
    return False


def _split_runs(rows: Sequence[Row]) -> Iterator[tuple[int, list[Row]]]:
    """Yield the runs of rows that are not empty, each with the number of its first row."""
    held: list[Row] = []
    for at, row in enumerate([*rows, ()], 1):
        if any(cell.strip() for cell in row):
            held.append(row)
        elif held:
            yield at - len(held), held
            held = []


def _join_spaced(parts: list[tuple[int, list[Row]]]) -> list[tuple[int, list[Row]]]:
    """Return the blocks, those of one row joined where a report leaves every second row empty."""
    if sum(len(rows) == 1 for _, rows in parts) < max(MIN_SPACED, 0.8 * len(parts)):
        return parts
    joined: list[tuple[int, list[Row]]] = []
    for first, rows in parts:
        if joined and len(rows) == 1 and first == joined[-1][0] + len(joined[-1][1]) + 1:
            joined[-1][1].extend([(), *rows])
        else:
            joined.append((first, list(rows)))
    return joined


def _join_headless(parts: list[tuple[int, list[Row]]]) -> list[tuple[int, list[Row]]]:
    """Return the blocks, those without headers joined that an empty row parts and that fill the same columns.

    Somebody left a line free in a list; a header would go on below it, as it does elsewhere.
    """
    joined: list[tuple[int, list[Row]]] = []
    above: Sequence[Row] = ()  # the part before alone: the time of many parts would grow with their square
    for first, rows in parts:
        near = bool(joined) and first == joined[-1][0] + len(joined[-1][1]) + 1
        if near and (_are_one_list(above, rows) or _heads(above, rows)):
            joined[-1][1].extend([(), *rows])
        else:
            joined.append((first, list(rows)))
        above = rows
    return joined


def _heads(above: Sequence[Row], below: Sequence[Row]) -> bool:
    """Return whether a lone row is the header of what stands below it and an empty row."""
    below = below[1:] if below and len(_columns(below[:1])) == 1 else below  # a title stands over the rows
    if len(above) != 1 or len(below) < LIST_ROWS or has_header(below):
        return False
    named, columns = _columns(above), _columns(below)
    most = 2 * len(set(named) & set(columns)) > len(columns)
    return len(named) > 1 and most and has_header([*above, *below])


def _are_one_list(above: Sequence[Row], below: Sequence[Row]) -> bool:
    """Return whether two blocks without headers have as many rows and columns as a list's parts do."""
    if min(len(above), len(below)) < LIST_ROWS:
        return False
    kept = [row for row in above if any(cell.strip() for cell in row)]
    held, more = _kinds(kept), _kinds(below)
    if min(len(held), len(more)) < LIST_COLUMNS or len(held ^ more) > len(held | more) // 4:
        return False
    return not has_header(kept) and not has_header(below)


def _kinds(rows: Sequence[Row]) -> set[tuple[int, bool]]:
    """Return the columns that most rows fill, each with whether most of its cells have figures."""
    cells = {at: [row[at] for row in rows if at < len(row) and row[at].strip()] for at in _columns(rows)}
    return {(at, 2 * sum(map(_has_figure, held)) >= len(held)) for at, held in cells.items()}


def _has_figure(cell: str) -> bool:
    return _FIGURE.search(cell) is not None


def _bounds(block: Sequence[Row]) -> tuple[int, int]:
    """Return which rows of a block are a table, `(n, n)` for none; empty rows within it are no matter."""
    places = [at for at, row in enumerate(block) if any(cell.strip() for cell in row)]
    top, end = _find_table([block[at] for at in places])
    return (places[top], places[end - 1] + 1) if top < end else (len(block), len(block))


def _find_table(block: Sequence[Row]) -> tuple[int, int]:
    """Return which of filled rows are a table, `(n, n)` for none: no narrow title, no sums below."""
    filled = [sum(1 for cell in row if cell.strip()) for row in block]
    width = max(filled)
    top = next(at for at, count in enumerate(filled) if count > width // 2)
    top = _below_form(block, filled, top)
    end = len(block)
    while width > 2 and end > top + 1 and filled[end - 1] <= width // 2 and not block[end - 1][0].strip():
        end -= 1
    even = _is_even(filled[top:end]) or _goes_on_below(block[top:end])
    if not even:
        end = _end_before_notes(filled, top)
        even = _is_even(filled[top:end])
    inner = block[top:end]
    form = sum(row[0].strip().endswith(":") for row in inner) > FORM_SHARE * len(inner)
    if width < 2 or len(inner) < 2 or not even or form or (width == 2 and not _two_columns(inner)):
        return len(block), len(block)
    return top, end


def _is_even(filled: Sequence[int]) -> bool:
    """Return whether most rows of a table fill about as many cells."""
    return _count_alike(filled) >= 0.6 * len(filled)


def _goes_on_below(rows: Sequence[Row]) -> bool:
    """Return whether rows of people go on in the row below, which leaves their first cell empty."""
    if not names_people([clean_name(cell) for cell in rows[0]]):
        return False
    counts = [sum(map(bool, map(str.strip, row))) for row in rows]
    whole = [count for row, count in zip(rows, counts, strict=True) if row[0].strip()]
    return 2 * len(whole) >= len(rows) and min(whole) > max(counts) // 2


def _end_before_notes(filled: Sequence[int], top: int) -> int:
    """Return where a table of some rows ends that notes and sums follow, which fill half as many cells."""
    notes = next((at for at in range(len(filled), 0, -1) if filled[at - 1] > max(filled) // 2), 0)
    return notes if notes - top >= MIN_ABOVE_NOTES else len(filled)


def _below_form(block: Sequence[Row], filled: Sequence[int], top: int) -> int:
    """Return the row of a header below lines of a form: it and the rows under it are fuller than those."""
    for at in range(top + 1, min(top + FORM_ROWS, len(block) - 2) + 1):
        fuller = min(filled[at : at + 3]) > max(filled[top:at]) and filled[at] == max(filled)
        if fuller and has_header(block[at:]):
            return at
    return top


def _count_alike(filled: Sequence[int]) -> int:
    """Return how many rows are filled like most; of a wide table a cell in four may be empty."""
    if not filled:
        return 0
    most = Counter(filled).most_common(1)[0][0]
    return sum(abs(count - most) <= max(filled) // 4 for count in filled)


def _two_columns(rows: Sequence[Row]) -> bool:
    """Return whether rows of two cells are a table: headed by its own words, and no names with values."""
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    named = sum(bool(pair) and (pair[0].endswith(":") or is_name(pair[0])) for pair in cells)
    return any(map(is_name, cells[0])) and named < 0.6 * len(cells)


def join_groups(above: Row, below: Row) -> tuple[str, ...]:
    """Return a header's names with the group that a row above gives several of them; empty where none does.

    `Insurance` over `Member ID` and `Group` gives `Insurance/Member ID`, as merged cells show it.
    """
    groups = [(at, cell.strip()) for at, cell in enumerate(above) if cell.strip()]
    names = [cell.strip() for cell in below]
    starts = [at for at, _ in groups]
    filled = [at for at, name in enumerate(names) if name]
    if (
        len(groups) < 2
        or len(filled) < len(groups) + 2
        or any(_FIGURE.search(name) and not _YEAR.fullmatch(name) for _, name in groups)
    ):
        return ()
    before = sum(at < starts[0] for at in filled)
    if before > UNGROUPED or starts[-1] > filled[-1] or any(len(name) > MAX_GROUP for _, name in groups):
        return ()
    owners = {at: name for start, name in groups for at in range(start, len(names))}
    return tuple(f"{owners[at]}/{name}" if name and at in owners else name for at, name in enumerate(names))


_FIGURE, _YEAR = re.compile(r"[\d@:]"), re.compile(r"(?:19|20)\d\d")
MAX_GROUP = 40


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows of a table, the sheet's row of the first, and its header's names where groups stand above."""

    rows: list[Row]
    first: int
    names: tuple[str, ...]


def _table(part: _Part, header: _Header, where: Where, budget: Budget) -> Iterator[Piece]:
    rows, first = part.rows, part.first
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if is_transposed(filled):
        yield from records(filled, replace(where, line=None), budget)
        return
    if has_header(filled):
        header.cells, header.row = part.names or tuple(cell.strip() for cell in rows[0]), first
        header.written, header.filled = rows[0], _columns(filled[1:])
        rows, first = rows[1:], first + 1
        if tiers := join_rows(header.cells, rows):
            header.cells, header.row = tiers, first
            rows, first = rows[1:], first + 1
    elif header.cells and not _are_alike(_columns(filled), header):
        header.cells, header.row, header.written = (), 0, ()
    for at, held in _between_headers(rows, header.written):
        end = len(held) if at + len(held) == len(rows) else _end_above_title(held)
        yield from tables(
            held[:end], header.cells, replace(where, line=None), budget, first + at - header.row
        )
        prose = [(first + at + place, _line(row, 0)) for place, row in enumerate(held[end:], end)]
        yield from _read_prose(prose, where, budget)


def _are_alike(columns: Sequence[int], header: _Header) -> bool:
    """Return whether rows fill the columns that a header names, or hardly others than its own rows do."""
    held, more = set(header.filled), set(columns)
    return more == set(_columns([header.cells])) or len(held ^ more) <= len(held | more) // 4


def _end_above_title(rows: Sequence[Row]) -> int:
    """Return where rows end above the title of the next part, which fills one cell of several columns."""
    end = len(rows)
    while end > 1 and sum(bool(cell.strip()) for cell in rows[end - 1]) < _MANY:
        end -= 1
    return end if len(_columns(rows[:end])) > _MANY else len(rows)


_MANY = 2


def _between_headers(rows: Sequence[Row], header: Sequence[str]) -> Iterator[tuple[int, list[Row]]]:
    """Yield the rows between those that repeat the header, each run with the place of its first row."""
    held: list[Row] = []
    for at, row in enumerate([*rows, header]):
        if at < len(rows) and not repeats(header, row):
            held.append(row)
        elif held:
            yield at - len(held), held
            held = []


def _columns(rows: Sequence[Row]) -> tuple[int, ...]:
    """Return the columns that most rows fill."""
    counts = Counter(at for row in rows for at, cell in enumerate(row) if cell.strip())
    return tuple(sorted(at for at, count in counts.items() if 2 * count >= len(rows)))


def _line(row: Row, left: int) -> str:
    return "\t".join(cell.replace("\n", " ") for cell in row[left:]).rstrip()


def _read_prose(prose: list[tuple[int, str]], where: Where, budget: Budget) -> Iterator[Piece]:
    if not prose:
        return
    by_row = dict(prose)
    first, last = prose[0][0], prose[-1][0]
    text = [by_row.get(number, "") + "\n" for number in range(first, last + 1)]
    yield from passages(text, where, budget, first_line=first)
