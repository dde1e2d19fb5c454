"""Sheets of workbooks: where the title, the header and the last row lie, and cells as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import chain, islice, repeat
from typing import Any, BinaryIO

from pii_sweep.errors import Corrupt, Encrypted, TooBig, Unreadable, needing, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.rust import CaughtPanic
from pii_sweep.extract.stream import safe_name
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.table.header_row import has_header
from pii_sweep.extract.table.layout.sheet_blocks import SMALL, blocks
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Note, Piece, Where

# Bytes that calamine takes for a cell of the rectangle.
CELL_BYTES = 24


@cache
def _faults() -> dict[type[BaseException], type[Unreadable]]:
    """Return what calamine raises, and ours; raises NotInstalled."""
    with needing("office"):
        import python_calamine as calamine
    return {
        calamine.PasswordError: Encrypted,
        calamine.CalamineError: Corrupt,
        OSError: Corrupt,
        ValueError: Corrupt,
        OverflowError: Corrupt,
    }


def workbook(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the rows of each of a workbook's sheets as tables; raises Corrupt, Encrypted, NotInstalled."""
    with needing("office"):
        import python_calamine as calamine

    with CaughtPanic(), translate(_faults()):
        book = calamine.CalamineWorkbook.from_filelike(body)
        names = book.sheet_names
    for name in names:
        with CaughtPanic(), translate(_faults()):
            found = book.get_sheet_by_name(name)
        named = replace(where, inside=(*where.inside, safe_name(name)))
        yield Note(named, "member")
        inner = named if len(names) > 1 else where
        yield from sheet(_cells(found), inner, budget)


def check_rectangle(cells: int, budget: Budget) -> None:
    """Raise TooBig where a sheet's rectangle of so many cells passes the memory budget."""
    if cells * CELL_BYTES > budget.settings.max_memory_bytes:
        raise TooBig("max_memory_bytes", reason="FILE_EXCEEDS_SIZE_LIMIT")


def _cells(found: Any) -> Iterator[list[str]]:
    rows = iter(found.iter_rows())
    before = [""] * (found.start[1] if found.start else 0)  # rows come from the first one, cells do not
    while True:
        with CaughtPanic(), translate(_faults()):
            row = next(rows, None)
        if row is None:
            return
        yield before + [cell_text(cell) for cell in row]


def sheet(rows: Iterable[Sequence[str]], where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield one sheet's rows as tables; a title of a few narrow rows before the header is prose.

    Rows count from the one below the header, empty ones between them included. A small sheet may
    be a form and is looked at block by block.
    """
    source = _without_trailing_blanks(rows)
    head = list(islice(source, SMALL + 1))
    if len(head) <= SMALL:
        yield from blocks(head, where, budget)
        return
    blank = next((at for at, row in enumerate(head) if any(cell.strip() for cell in row)), len(head))
    head = head[blank:]
    width = max((sum(1 for cell in row if cell.strip()) for row in head[:30]), default=0)
    start = next(
        (at for at, row in enumerate(head) if sum(1 for cell in row if cell.strip()) > width // 2), 0
    )
    if 0 < start < 12:
        title = ["\t".join(cell for cell in row if cell.strip()) + "\n" for row in head[:start]]
        yield from passages(title, where, budget)
        head = head[start:]
    header = tuple(cell.strip() for cell in head.pop(0)) if head and has_header(head[:30]) else ()
    yield from tables(chain(head, source), header, replace(where, line=None), budget)


def _without_trailing_blanks(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    blank = 0
    for row in rows:
        if not any(row):
            blank += 1
            continue
        yield from repeat((), blank)
        blank = 0
        yield row


def cell_text(cell: object) -> str:
    """Return a cell as it reads: numbers to 15 digits, as sheets show them, whole ones without a point."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, (date, time, timedelta)):
        return str(cell)
    return "" if cell is None else str(cell)
