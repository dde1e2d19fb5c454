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
from typing import BinaryIO

from pii_sweep.errors import Encrypted
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.office.ole import check_chains, open_compound_file, properties, stream
from pii_sweep.extract.stream import read_whole
from pii_sweep.extract.workbook.sheet import check_rectangle, workbook
from pii_sweep.extract.workbook.xls_notes import notes
from pii_sweep.types import Blob, Passage, Piece, Where

BOF, FILE_PASS, DIMENSIONS, MUL_RK = 0x0809, 0x002F, 0x0200, 0x00BD
CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00D6, MUL_RK, 0x0201, 0x00BE})


def read_xls(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each sheet's rows as tables, then notes and text boxes. Raises Corrupt, Encrypted, TooBig."""
    data = read_whole(body, budget)
    records = check_reach(data, budget)
    yield from workbook(io.BytesIO(data), where, budget)
    for piece in notes(records, where, budget):
        yield replace(piece, where=where, spans=()) if isinstance(piece, Passage) else piece
    with closing(open_compound_file(io.BytesIO(data))) as file:
        yield from properties(file, where)


def check_reach(data: bytes, budget: Budget) -> bytes:
    """Return the workbook's records.

    Raises TooBig where a sheet's rectangle passes the memory budget, Encrypted, Corrupt.
    """
    file = open_compound_file(io.BytesIO(data))
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
                check_rectangle((high - low + 1 if high >= low else 1) * max(last - first + 1, 1), budget)
            elif kind in CELLS and at + 6 <= len(book):
                row, column = struct.unpack_from("<HH", book, at)
                if kind == MUL_RK and 6 <= length <= len(book) - at:
                    column = max(column, struct.unpack_from("<H", book, at + length - 2)[0])
                rows, columns = max(rows, row + 1), max(columns, column + 1)
                check_rectangle(rows * columns, budget)
            at += length
    return found
