"""XLSB workbooks (MS-XLSB) by calamine, after a look at how far their cells reach; their comments by us.

Calamine holds a sheet as a full rectangle, and each part unpacked: both are counted first.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from pii_sweep.errors import Corrupt
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.office.document import extras
from pii_sweep.extract.office.package import Package
from pii_sweep.extract.stream import read_whole
from pii_sweep.extract.text.plain import passages
from pii_sweep.extract.workbook.sheet import check_rectangle, workbook
from pii_sweep.types import Blob, Piece, Where

# Records (2.3.2).
ROW, CELLS = 0x0000, range(0x0001, 0x000C)
AUTHOR, COMMENT = 0x0278, 0x027D
MAX_RECORD = 1 << 20  # bytes; a cell's text has 32,767 characters at most
SHEET = re.compile(r"(?i)xl/(?:work|macro)sheets/[^/]+\.bin$")
HELD = re.compile(r"(?i)xl/(?:workbook|sharedStrings|styles)\.bin$")
REMARKS = re.compile(r"(?i)xl/comments[^/]*\.bin$")


def read_xlsb(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each sheet's rows as tables, comments and their authors, then what is embedded.

    Raises Corrupt, Encrypted and TooBig.
    """
    package = Package(body, where, budget)
    for info in package.needed(lambda name: bool(SHEET.match(name))):
        _check_reach(package, info, budget)
    size = 0
    for info in package.matching(lambda name: bool(HELD.match(name))):
        for chunk in package.chunks(info):
            size += len(chunk)
            budget.memory(size)
    yield from workbook(io.BytesIO(read_whole(body, budget)), where, budget)
    for info in package.matching(lambda name: bool(REMARKS.match(name))):
        lines = [f"{' '.join(text.split())}\n" for text in _remarks(package, info)]
        for passage in passages(lines, where, budget):
            yield replace(passage, where=where, spans=())
    yield from extras(package, "xl")


def _check_reach(package: Package, info: zipfile.ZipInfo, budget: Budget) -> None:
    """Raise TooBig where the rectangle around a sheet's cells passes the memory budget."""
    row = 0
    rows: tuple[int, int] | None = None
    left, right = 1 << 32, 0
    for kind, data in _records(package, info):
        if kind == ROW and len(data) >= 4:
            (row,) = struct.unpack_from("<I", data)
        elif kind in CELLS and len(data) >= 4:
            (column,) = struct.unpack_from("<I", data)
            rows = (min(rows[0], row), max(rows[1], row)) if rows else (row, row)
            left, right = min(left, column), max(right, column)
            check_rectangle((rows[1] - rows[0] + 1) * (right - left + 1), budget)


def _records(package: Package, info: zipfile.ZipInfo) -> Iterator[tuple[int, bytes]]:
    """Yield a part's records: a type of 1–2 bytes and a length of 1–4, seven bits each (2.1.4)."""
    held = b""
    for chunk in package.chunks(info):
        held += chunk
        at = 0
        while (found := _record(held, at)) is not None:
            kind, start, end = found
            if end - start > MAX_RECORD:
                raise Corrupt("xlsb")
            if end > len(held):
                break
            yield kind, held[start:end]
            at = end
        held = held[at:]
    if held:
        raise Corrupt("xlsb")


def _record(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Return a record's type, and where its data begins and ends; None where the header is cut."""
    values = []
    for most in (2, 4):
        value = 0
        for step in range(most):
            if at >= len(data):
                return None
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << (7 * step)
            if byte < 0x80:
                break
        values.append(value)
    kind, size = values
    return kind, at, at + size


def _remarks(package: Package, info: zipfile.ZipInfo) -> Iterator[str]:
    """Yield the authors and the texts of a sheet's comments."""
    for kind, data in _records(package, info):
        start = {AUTHOR: 0, COMMENT: 1}.get(kind)
        if start is not None and len(data) >= start + 4:
            (length,) = struct.unpack_from("<I", data, start)
            yield data[start + 4 : start + 4 + 2 * length].decode("utf-16-le", "replace")
