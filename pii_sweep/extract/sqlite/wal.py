"""Write-ahead logs of SQLite that lie next to their database, or were left behind: rows of the pages in them.

File format: https://www.sqlite.org/fileformat2.html, 1.6 (b-tree pages), 2.1 (records), 4.1 (the log). A log
holds whole pages, of which the last one counts; names of columns are in the database and are not known.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from pii_sweep.errors import Corrupt, Unsupported
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.emit import cell_or_blob, tables
from pii_sweep.extract.text.decode import register_lenient
from pii_sweep.types import Blob, Gap, Piece, Where

HEADER, FRAME = 32, 24
LEAF: Final = 0x0D  # a page of a table's rows
FIRST: Final = 100  # bytes of the database's own header on its first page
SIZES: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}  # of numbers, by their serial type
REAL: Final = 7


def read_wal(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the rows of each page as a table without a header; `where.inside` ends with the page's number.

    Raises Corrupt. What a long value keeps on other pages is a gap, as is a row that is broken.
    """
    body.seek(0)
    head = body.read(HEADER)
    size = struct.unpack_from(">I", head, 8)[0] if len(head) == HEADER else 0
    if not 512 <= size <= 65536 or size & size - 1:
        raise Corrupt("wal")
    for page, at in sorted(_last_copies(body, size, budget).items()):
        budget.check_time()
        body.seek(at)
        data = body.read(size)
        inner = replace(where, inside=(*where.inside, f"page-{page}"))
        blobs: list[Blob] = []
        lost: set[str] = set()
        rows = [
            [cell_or_blob(value, inner, f"{row}-{at}.bin", blobs) for at, value in enumerate(values, 1)]
            for row, values in enumerate(read_leaf(data, FIRST if page == 1 else 0, lost), 1)
        ]
        if rows:
            yield from tables(rows, (), inner, budget)
        yield from blobs
        yield from (Gap(inner, reason) for reason in sorted(lost))


def _last_copies(body: BinaryIO, size: int, budget: Budget) -> dict[int, int]:
    """Return where the last copy of each page lies."""
    found: dict[int, int] = {}
    at = HEADER
    while True:
        budget.check_time()
        body.seek(at)
        head = body.read(FRAME)
        if len(head) < FRAME:
            return found
        found[struct.unpack_from(">I", head)[0]] = at + FRAME
        at += FRAME + size


def read_leaf(data: bytes, start: int, lost: set[str]) -> Iterator[list[object]]:
    """Yield the rows of a page, none where it is no leaf of a table; `lost` gets why parts are missing."""
    if len(data) < start + 8 or data[start] != LEAF:
        return
    (count,) = struct.unpack_from(">H", data, start + 3)
    for at in range(start + 8, min(start + 8 + 2 * count, len(data) - 1), 2):
        try:
            yield _record(data, struct.unpack_from(">H", data, at)[0], lost)
        except (IndexError, struct.error, ValueError):
            lost.add(Corrupt.reason)


def _record(data: bytes, at: int, lost: set[str]) -> list[object]:
    length, at = read_varint(data, at)
    _, at = read_varint(data, at)  # the row's number
    end = at + _local_bytes(length, len(data))
    size, place = read_varint(data, at)
    value_at = at + size
    values: list[object] = []
    while place < at + size:
        kind, place = read_varint(data, place)
        width = (kind - 12) // 2 if kind >= 12 else SIZES.get(kind, 0)
        if value_at + width > end:
            lost.add(Unsupported.reason)
        values.append(read_value(kind, data[value_at : min(value_at + width, end)]))
        value_at += width
    return values


def _local_bytes(length: int, size: int) -> int:
    """Return how many bytes of a row lie on its own page, of `size` bytes (1.6): the rest lies on others."""
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    if length <= most:
        return length
    kept = least + (length - least) % (size - 4)
    return kept if kept <= most else least


def read_value(kind: int, raw: bytes) -> object:
    """Return a value as SQLite would: none, a number, a text (odd types) or bytes (even ones)."""
    if kind >= 12:
        return raw.decode("utf-8", register_lenient()) if kind % 2 else raw
    if kind in {8, 9}:
        return kind - 8
    if kind == REAL:
        return struct.unpack(">d", raw)[0]
    return int.from_bytes(raw, "big", signed=True) if raw else None


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of up to nine bytes, seven bits each, and what follows it; raises IndexError."""
    number = 0
    for step in range(9):
        byte = data[at + step]
        if step == 8:
            return number << 8 | byte, at + 9
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + step + 1
    raise ValueError("varint")
