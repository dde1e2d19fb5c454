"""dBASE and FoxPro tables (dBASE III to 7's common header; Visual FoxPro's field types), in flat memory.

Deleted records are read too: they stay in the file until it is packed. Memos lie in a file next to it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import BinaryIO

from pii_sweep.errors import Corrupt, Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.text.decode import until_broken
from pii_sweep.types import Table, Where

VERSIONS = frozenset(b"\x02\x03\x30\x31\x32\x43\x63\x83\x8b\x8e\xcb\xe5\xf5\xfb")
HEADER, DESCRIPTOR, END = 32, 32, 0x0D
MAX_FIELDS = 2046  # one more than dBASE, FoxPro and Clipper write
TYPES = frozenset(b"CNFDLMBGPYTIV@O+WQ0")
MEMOS = frozenset("MGPW")  # a number of a block in another file
# The code pages that drivers write into byte 29 (Visual FoxPro's table); all others count as Windows-1252.
CODECS = {0x01: "cp437", 0x02: "cp850", 0x04: "mac_roman", 0x64: "cp852", 0x65: "cp866", 0x66: "cp865"}
CODECS |= {0x67: "cp861", 0x6A: "cp737", 0x6B: "cp857", 0x78: "cp950", 0x79: "cp949", 0x7A: "cp936"}
CODECS |= {0x7B: "cp932", 0xC8: "cp1250", 0xC9: "cp1251", 0xCA: "cp1254", 0xCB: "cp1253"}
RECORDS = 1000
JULIAN = 1_721_425  # the Julian day before 0001-01-01


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, its type's letter, where it begins in a record, its width in bytes."""

    name: str = field(repr=False)
    kind: str
    start: int
    width: int


def is_dbf(head: bytes) -> bool:
    """Return whether a file's first bytes are a table's header: version, date, lengths and first column."""
    if len(head) < HEADER + DESCRIPTOR or head[0] not in VERSIONS or head[2] > 12 or head[3] > 31:
        return False
    start, width = struct.unpack_from("<HH", head, 8)
    name, kind = head[HEADER : HEADER + 11].partition(b"\0")[0], head[HEADER + 11]
    named = bool(name) and name[:1].isalpha() and all(byte > 32 for byte in name)
    return named and kind in TYPES and start > HEADER + DESCRIPTOR and width > 1


def read_dbf(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Table]:
    """Yield the records as a table, the deleted ones in their places; raises Corrupt after what was there."""
    body.seek(0)
    head = body.read(HEADER)
    if len(head) < HEADER:
        raise Corrupt("dbf")
    count, start, width = struct.unpack_from("<IHH", head, 4)
    fields = _fields(body.read(max(0, start - HEADER)), width)
    codec = CODECS.get(head[29], "cp1252")
    broken: list[Unreadable] = []
    rows = until_broken(_records(body, (count, width), fields, codec), broken)
    yield from tables(rows, [one.name for one in fields], where, budget)
    if broken:
        raise broken[0]


def _fields(descriptors: bytes, width: int) -> list[Field]:
    """Return the columns; raises Corrupt where they do not fit into a record."""
    found: list[Field] = []
    start = 1  # after the mark of deletion
    for at in range(0, min(len(descriptors), MAX_FIELDS * DESCRIPTOR), DESCRIPTOR):
        descriptor = descriptors[at : at + DESCRIPTOR]
        if len(descriptor) < DESCRIPTOR or descriptor[0] == END:
            break
        kind, size = chr(descriptor[11]), descriptor[16]
        if kind == "C":
            size += descriptor[17] << 8  # Clipper's and FoxPro's long texts
        name = descriptor[:11].partition(b"\0")[0].decode("cp1252", "replace").strip()
        found.append(Field(name, kind, start, size))
        start += size
    if not found or start > width:
        raise Corrupt("dbf")
    return found


def _records(body: BinaryIO, shape: tuple[int, int], fields: list[Field], codec: str) -> Iterator[list[str]]:
    """Yield the records' cells; raises Corrupt where there are fewer than the header says."""
    left, width = shape
    while left > 0:
        block = body.read(width * min(left, RECORDS))
        for at in range(0, len(block) - width + 1, width):
            yield [_cell(block[at + one.start : at + one.start + one.width], one, codec) for one in fields]
        if len(block) < width * min(left, RECORDS):
            raise Corrupt("dbf")
        left -= RECORDS


def _cell(raw: bytes, one: Field, codec: str) -> str:
    if one.kind in MEMOS or one.kind == "0":
        return ""
    if one.kind in "IYBT@+O" and one.width in (4, 8):
        return _binary(raw, one)
    if one.kind in "VQ":
        raw = raw[: raw[-1]] if raw and raw[-1] < len(raw) else raw
    try:
        text = raw.decode("utf-8") if codec == "cp1252" else raw.decode(codec, "replace")
    except UnicodeDecodeError:
        text = raw.decode(codec, "replace")
    text = text.strip(" \0")
    if one.kind == "D" and len(text) == 8 and text.isdecimal():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text


def _binary(raw: bytes, one: Field) -> str:
    """Return a number or a time that is not kept as text (FoxPro's I, Y, B and T)."""
    if one.kind in "I+" and len(raw) == 4:
        return str(int.from_bytes(raw, "little", signed=True))
    if len(raw) != 8:
        return raw.decode("cp1252", "replace").strip(" \0")
    if one.kind == "Y":
        return f"{int.from_bytes(raw, 'little', signed=True) / 10_000:.4f}"
    if one.kind in "BO":
        return f"{struct.unpack('<d', raw)[0]:.15g}"
    day, milliseconds = struct.unpack("<II", raw)
    if not JULIAN < day <= JULIAN + date.max.toordinal():
        return ""
    return f"{date.fromordinal(day - JULIAN)} {timedelta(seconds=min(milliseconds // 1000, 86_399))}"
