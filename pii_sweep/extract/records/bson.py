"""BSON (bsonspec.org 1.1) as `mongodump` writes it: documents one after the other, each a record."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import BinaryIO, Final

from pii_sweep.errors import Corrupt, TooBig
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.records.json import line_path
from pii_sweep.extract.records.tree import Leaf, Path, pieces
from pii_sweep.extract.table.emit import cell_or_blob
from pii_sweep.types import Blob, Piece, Where

MAX_DOCUMENT: Final = 48 << 20  # three times what a server takes
MAX_ZEROS: Final = 40  # of a decimal: no amount has more
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# The first element of a document: its type, and a name that a field may have.
_FIRST: Final = re.compile(rb"[\x01-\x05\x07-\x0a\x10-\x13][\w.$-]{1,120}\0")
# Bytes of the values that have a fixed length; those below hold no word of anybody.
_FIXED: Final = {0x06: 0, 0x07: 12, 0x0A: 0, 0x11: 8, 0x7F: 0, 0xFF: 0}
_STRINGS: Final = frozenset({0x02, 0x0D, 0x0E})


def is_bson(head: bytes) -> bool:
    """Return whether bytes begin a document: its length, its first field, and its end where that is there."""
    if len(head) < 8 or not _FIRST.match(head, 4):
        return False
    size: int = struct.unpack_from("<i", head)[0]
    return 8 <= size <= MAX_DOCUMENT and (size > len(head) or head[size - 1] == 0)


def read_bson(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield flat documents as tables, others as fields with their path, binary values as files.

    Raises Corrupt, TooDeep and TooBig after what came before.
    """
    blobs: list[Blob] = []
    for piece in pieces(_documents(body, where, budget, blobs), line_path, where, budget):
        yield piece
        while blobs:
            yield blobs.pop(0)
    yield from blobs


def _documents(body: BinaryIO, where: Where, budget: Budget, blobs: list[Blob]) -> Iterator[Leaf]:
    body.seek(0)
    number = 0
    while head := body.read(4):
        size = struct.unpack("<i", head)[0] if len(head) == 4 else 0
        if size > MAX_DOCUMENT:
            raise TooBig("max_memory_bytes")
        data = body.read(size - 4) if size >= 5 else b""
        number += 1
        budget.check_time()
        try:
            yield from _Values(data, where, budget, blobs, number).leaves((number,), 0, len(data))
        except (struct.error, IndexError, ValueError, OverflowError):
            raise Corrupt("bson") from None
        if len(data) != size - 4:
            raise Corrupt("bson")


class _Values:
    """The values of one document."""

    def __init__(self, data: bytes, where: Where, budget: Budget, blobs: list[Blob], number: int) -> None:
        self._data, self._where, self._budget, self._blobs = data, where, budget, blobs
        self._number = number

    def leaves(self, path: Path, start: int, end: int) -> Iterator[Leaf]:
        """Yield the scalars between two places with their paths; raises TooDeep, ValueError, struct.error."""
        self._budget.json_nesting(len(path))
        at, data, place = start, self._data, 0
        while at < end and data[at]:
            kind, stop = data[at], data.index(b"\0", at + 1)
            name = data[at + 1 : stop].decode("utf-8", "replace")
            place += 1
            at = stop + 1
            # the elements of an array are named by their places
            step = place if name == str(place - 1) else name
            if kind in {0x03, 0x04}:
                (size,) = struct.unpack_from("<i", data, at)
                if size < 5 or at + size > end:
                    raise ValueError("length")
                yield from self.leaves((*path, step), at + 4, at + size)
                at += size
                continue
            text, at = self._scalar(kind, at, name)
            if text:
                yield (*path, step), text

    def _scalar(self, kind: int, at: int, name: str) -> tuple[str, int]:
        """Return a value as text, and where the next element begins."""
        data = self._data
        if kind in _STRINGS:
            (size,) = struct.unpack_from("<i", data, at)
            if size < 1 or at + 4 + size > len(data):
                raise ValueError("length")
            return data[at + 4 : at + 3 + size].decode("utf-8", "replace"), at + 4 + size
        if kind == 0x05:
            (size,) = struct.unpack_from("<i", data, at)
            if size < 0 or at + 5 + size > len(data):
                raise ValueError("length")
            held = data[at + 5 : at + 5 + size]
            return cell_or_blob(
                held, self._where, f"{name[:80]}-{self._number}.bin", self._blobs
            ), at + 5 + size
        if kind == 0x0B:  # a pattern and its options
            return "", data.index(b"\0", data.index(b"\0", at) + 1) + 1
        if kind in {0x0C, 0x0F}:  # deprecated: a reference, and code with its scope
            (size,) = struct.unpack_from("<i", data, at)
            return "", at + max(4, size + 16 if kind == 0x0C else size)
        if kind in _FIXED:
            return "", at + _FIXED[kind]
        return _number(kind, data, at)


def _decimal(low: int, high: int) -> str:
    """Return a decimal of 128 bits (IEEE 754-2008, 3.5.2, binary encoding) as text; nothing for no number."""
    if high >> 61 & 3 == 3:
        return ""
    sign, exponent = high >> 63, (high >> 49 & 0x3FFF) - 6176
    digits = tuple(map(int, str((high & (1 << 49) - 1) << 64 | low)))
    return f"{Decimal((sign, digits, exponent)):f}" if abs(exponent) < MAX_ZEROS else ""


def _number(kind: int, data: bytes, at: int) -> tuple[str, int]:
    if kind == 0x01:
        return f"{struct.unpack_from('<d', data, at)[0]:g}", at + 8
    if kind == 0x13:
        return _decimal(*struct.unpack_from("<QQ", data, at)), at + 16
    if kind == 0x08:
        return ("true" if data[at] else "false"), at + 1
    if kind == 0x10:
        return str(struct.unpack_from("<i", data, at)[0]), at + 4
    (value,) = struct.unpack_from("<q", data, at)
    if kind == 0x12:
        return str(value), at + 8
    if kind == 0x09:
        try:
            return (EPOCH + timedelta(milliseconds=value)).isoformat(" ", "seconds"), at + 8
        except OverflowError:
            return "", at + 8
    raise ValueError("type")
