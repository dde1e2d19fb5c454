"""XLS workbooks by calamine, after a look at how far their cells reach (MS-XLS 2.3).

Calamine holds a sheet as a full rectangle: two lone cells in far corners, or a record that lies
about the sheet's size, would take tens of gigabytes. So the records are walked first.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any, BinaryIO

import python_calamine as calamine

from pii_sweep.errors import Encrypted, TooBig, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.ole import check_chains, opened, properties, stream
from pii_sweep.extract.rust import CaughtPanic
from pii_sweep.extract.stream import safe_name, whole
from pii_sweep.extract.table_sheet import TRANSLATED, cell_text, sheet
from pii_sweep.extract.table_xls_notes import notes
from pii_sweep.types import Blob, Passage, Piece, Where

BOF, FILE_PASS, DIMENSIONS, MUL_RK = 0x0809, 0x002F, 0x0200, 0x00BD
CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00D6, MUL_RK, 0x0201, 0x00BE})
# Bytes that calamine takes for a cell of the rectangle.
CELL_BYTES = 24


def read_xls(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each sheet's rows as tables, then what is beside the cells; raises Corrupt, Encrypted, TooBig."""
    data = whole(body, budget)
    workbook = check_reach(data, budget)
    with CaughtPanic(), translate(TRANSLATED):
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
    for name in names:
        with CaughtPanic(), translate(TRANSLATED):
            found = book.get_sheet_by_name(name)
        inner = replace(where, inside=(*where.inside, safe_name(name))) if len(names) > 1 else where
        yield from sheet(_cells(found), inner, budget)
    for piece in notes(workbook, where, budget):
        yield replace(piece, where=where, spans=()) if isinstance(piece, Passage) else piece
    with closing(opened(io.BytesIO(data))) as file:
        yield from properties(file, where)


def check_reach(data: bytes, budget: Budget) -> bytes:
    """Return the workbook's records.

    Raises TooBig where a sheet's rectangle passes the memory budget, Encrypted, Corrupt.
    """
    file = opened(io.BytesIO(data))
    check_chains(file)
    found = b""
    for name in ("Workbook", "Book"):
        book = stream(file, name, len(data))
        found = found or book
        at, rows, columns = 0, 0, 0
        while at + 4 <= len(book):
            kind, length = struct.unpack_from("<HH", book, at)
            at += 4
            if kind == FILE_PASS:
                raise Encrypted()
            if kind == BOF:
                rows = columns = 0
            elif kind == DIMENSIONS and length >= 12:
                low, high = struct.unpack_from("<II", book[at : at + 8].ljust(8, b"\0"))
                first, last = struct.unpack_from("<HH", book[at + 8 : at + 12].ljust(4, b"\0"))
                _check((high - low + 1 if high >= low else 1) * max(last - first + 1, 1), budget)
            elif kind in CELLS and at + 6 <= len(book):
                row, column = struct.unpack_from("<HH", book, at)
                if kind == MUL_RK and 6 <= length <= len(book) - at:
                    column = max(column, struct.unpack_from("<H", book, at + length - 2)[0])
                rows, columns = max(rows, row + 1), max(columns, column + 1)
                _check(rows * columns, budget)
            at += length
    return found


def _check(cells: int, budget: Budget) -> None:
    if cells * CELL_BYTES > budget.settings.max_memory_bytes:
        raise TooBig("max_memory_bytes", reason="FILE_EXCEEDS_SIZE_LIMIT")


def _cells(found: Any) -> Iterator[list[str]]:
    rows = iter(found.iter_rows())
    while True:
        with CaughtPanic(), translate(TRANSLATED):
            row = next(rows, None)
        if row is None:
            return
        yield [cell_text(cell) for cell in row]
