"""Tables of a few rows, whose columns have too few values to be decided by them.

A first row of headers in any language is the header where every rule for columns agrees; the rows of a table
that has none are read as the lines of a card: `Novotná`, `Jarmila`, `Květnová 12`, `602 00`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.entities import PERSON
from pii_sweep.types import Detection, Passage, Rows, Table

# From five rows on columns are decided by their values alone (`split_name_columns.ALONE`).
FEW = 4
# Cells that a card has at least, and what longer ones are: running text.
_CELLS, _LONGEST = 2, 120
# Columns that a card of a person has at most: a wider table is of measurements, or made to be slow.
_WIDEST = 64
# The share of a first row's cells that are headers of what is known of people, and the fewest such cells.
_HEADED, _FEWEST = 0.5, 2


def promote_header(table: Table) -> Table:
    """Return a table without a header whose first row is one, as its words say, with that row as its header.

    A reader asks for words of some languages, or for values of another form below; the rules for
    columns know the headers of all.
    """
    if any(name.strip() for name in table.header) or len(table.rows) < 2 or table.first_row != 1:
        return table
    top = [cell.strip() for cell in table.rows[0]]
    filled = [cell for cell in top if cell]
    headed = [cell for cell in filled if _is_header(cell)]
    if len(headed) < max(_FEWEST, _HEADED * len(filled)) or len(set(filled)) < len(filled):
        return table
    rows = table.rows[1:]
    if any(row[at].strip() == name for row in rows for at, name in enumerate(top[: len(row)]) if name):
        return table  # what comes again below is a value
    return replace(table, header=tuple(top), rows=rows, first_row=table.first_row + 1, size=-1)


def _is_header(cell: str) -> bool:
    """Indicate whether a cell is a header of what tables of people have, and no value."""
    if len(cell) > _LONGEST or any(map(str.isdecimal, cell)) or "@" in cell:
        return False
    return column_header.is_of_people(column_header.plain_header(cell))


def is_headed_by_row(table: Table, found: Sequence[Detection]) -> bool:
    """Indicate whether the header of a small table is its first row: what it holds stands below it, too.

    `Müller`, `Hans`, `0171 2345678` above `Schmidt`, `Karin`, `0172 2345678`: no name in two cells is found
    by itself, the telephone is.
    """
    if not 1 <= len(table.rows) < FEW or any(map(_is_header, filter(None, map(str.strip, table.header)))):
        return False
    return any(_is_below(table, one) for one in found if one.where.column)


def _is_below(table: Table, one: Detection) -> bool:
    """Indicate whether a header is a value with figures, of the same form in every row below it."""
    at = (one.where.column or 0) - 1
    name = table.header[at].strip()
    if name != one.value.strip() or not any(map(str.isdecimal, name)):
        return False
    form = _DIGITS.sub("0", name)
    return all(at < len(row) and _DIGITS.sub("0", row[at].strip()) == form for row in table.rows)


_DIGITS = re.compile(r"\d")


def make_cards(table: Table) -> Iterator[Passage]:
    """Yield each row of a small table without headers as a text, a cell a line."""
    # a header that is data has become row 0
    if len(table.rows) > FEW or table.first_row > 1 or max(map(len, table.rows), default=0) > _WIDEST:
        return
    if not _is_headless(table):
        return
    for number, row in enumerate(table.rows, table.first_row):
        cells = [cell.strip() for cell in row if cell.strip()]
        if len(cells) >= _CELLS and max(map(len, cells)) <= _LONGEST:
            yield Passage("\n".join(cells), replace(table.where, row=number))


def make_preamble(table: Table) -> Iterator[Passage]:
    """Yield the rows on top of a table that name one person, each a label and its value, as one record.

    `1,,FirstName,,Keziah,,,`, `2,,LastName,,Yamane,,,`: a glucose meter writes its owner above its figures.
    """
    if table.first_row > 1:
        return
    lines: list[str] = []
    kinds: set[str] = set()
    for number, row in enumerate(table.rows[:_TOP], 1):
        cells = [cell.strip() for cell in row if cell.strip() and cell.strip() != str(number)]
        kind = column_header.find_kind(column_header.plain_header(cells[0])) if len(cells) == _CELLS else ""
        if kind and max(map(len, cells)) <= _LONGEST:
            kinds.add(kind)
            lines.append(f"{cells[0]}: {cells[1]}")
    if len(kinds) >= _FEWEST and len(table.header) > _CELLS:
        yield Passage("\n".join(lines), replace(table.where, row=1), layout="fields")


# Rows that may stand on top of a table.
_TOP = 12


def _is_headless(table: Table) -> bool:
    # `text` and `value` say nothing of a column, yet what stands below them is read as such already.
    titled = (Sampled(at, one, column_header.plain_header(one), ()) for at, one in enumerate(table.header))
    return all(map(column_header.brief, titled))


def keep_new(found: Iterable[Detection], table: Table, rows: Rows) -> Iterator[Detection]:
    """Yield the findings of one row's card that the cells of the row do not hold already.

    A lone word is a name only next to something else of a person, a date or a number: a colour's `Scarlet`
    is not a person.
    """
    of_row = list(found)
    if not of_row:
        return
    at = (of_row[0].where.row or 0) - rows.first_row
    known = _index_known(rows, at)
    figured = any(map(_FIGURES.fullmatch, table.rows[at]))
    alone = len(of_row) == 1 and not known and not figured
    for one in of_row:
        if one.entity == "ORDER_VALUE":
            continue  # an amount is an order's by its header or its sentence
        if alone and one.entity == PERSON and not _WORDS.search(one.value):
            continue
        if not _is_known(_bare(one.value), known.get(one.entity, frozenset())):
            yield one


def _index_known(rows: Rows, at: int) -> dict[str, set[str]]:
    """Return the values that the cells of a row hold, by entity."""
    known: dict[str, set[str]] = {}
    for cells in rows.cells:
        if cells.values[at]:
            known.setdefault(cells.entity, set()).add(_bare(cells.values[at]))
    return known


def _is_known(value: str, known: AbstractSet[str]) -> bool:
    """Indicate whether a value is one that the cells hold, a part of one, or one and more."""
    return value in known or any(had in value or value in had for had in known)


# A date, a telephone or a number by which somebody is known.
_FIGURES = re.compile(r"\s*\+?(?:\d[ ./()\-]{0,2}){6,}\s*")
_WORDS = re.compile(r"[^\W\d_]{2,}[ \-\n,.]+[^\W\d_]{2,}|[^\x00-\u024f]{2}")


def _bare(value: str) -> str:
    """Return a value without the marks and spaces by which cells are joined."""
    return _MARKS.sub("", value)


_MARKS = re.compile(r"[\W_]+")
