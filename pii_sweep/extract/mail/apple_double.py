"""What a Mac leaves next to files: `._` files and `__MACOSX` (AppleDouble, RFC 1740), and `.DS_Store`.

Attributes say where a file came from (addresses, the sender and subject of a mail) and what was written
about it; a folder's store names its files.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final

from pii_sweep.errors import Corrupt
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.mail.msg import join_labelled
from pii_sweep.extract.stream import read_whole, safe_name
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Passage, Piece, Where

FINDER, RESOURCES = 9, 2  # entries
ATTRIBUTES: Final = b"ATTR"
HEADER: Final = 70  # bytes of the Finder's entry before the attributes: its own, padding, their header
LISTS: Final = b"bplist00"
BLANK: Final = b"intentionally left blank"
SHORT: Final = 512  # bytes: a fork that is no longer holds no file
# A record of a folder's store: a name with its length before it, what it says, and in what form.
_RECORD = re.compile(rb"[A-Za-z0-9]{4}(?:long|shor|bool|blob|type|comp|dutc|ustr)")
COMMENT: Final = b"cmmtustr"
MAX_NAME: Final = 255


def read_double(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the attributes that are text as fields, those that are lists and a resource fork as blobs.

    Raises Corrupt, TooBig.
    """
    data = read_whole(body, budget)
    found: list[tuple[str, str]] = []
    files: list[tuple[str, bytes]] = []
    left = len(data)  # attributes that lie on one another are more than the file has
    broken = False
    try:
        (count,) = struct.unpack_from(">H", data, 24)
        for at in range(26, 26 + 12 * count, 12):
            kind, start, size = struct.unpack_from(">III", data, at)
            if kind == FINDER:
                for name, value in _attributes(data, start):
                    left -= len(value)
                    if left < 0:
                        raise ValueError("attributes")
                    _sort_attribute(name, value, found, files)
            elif kind == RESOURCES and size > SHORT and BLANK not in data[start : start + size]:
                files.append(("resources.rsrc", data[start : start + size]))
    except (struct.error, ValueError):
        broken = True
    yield from join_labelled(found, where, budget)
    for name, value in files:
        budget.unpacked(len(value))
        inner = replace(where, inside=(*where.inside, safe_name(name)))
        yield Blob(inner, partial(io.BytesIO, value), len(value))
    if broken:
        raise Corrupt("appledouble")


def _attributes(data: bytes, start: int) -> Iterator[tuple[str, bytes]]:
    at = start + HEADER
    if data[start + 34 : start + 38] != ATTRIBUTES:
        return
    (count,) = struct.unpack_from(">H", data, at - 2)
    for _ in range(count):
        place, size, _, length = struct.unpack_from(">IIHB", data, at)
        name = data[at + 11 : at + 11 + length].rstrip(b"\0").decode("utf-8", "replace")
        yield name, data[place : place + size]
        at += -(-(11 + length) // 4) * 4


def _sort_attribute(
    name: str, value: bytes, found: list[tuple[str, str]], files: list[tuple[str, bytes]]
) -> None:
    """Put an attribute among the lists or the texts; other bytes are marks for programs."""
    if value.startswith(LISTS):
        files.append((f"{name}.plist", value))
        return
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return
    if text.isprintable():
        found.append((name, text))


def read_store(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield the names of a folder's files and the comments on them, a line each; raises TooBig."""
    data = read_whole(body, budget)
    lines: dict[str, None] = {}
    for record in _RECORD.finditer(data):
        if name := _name_before(data, record.start()):
            lines[name] = None
        if record[0] == COMMENT and (comment := _text(data, record.end())):
            lines[comment] = None
    for found in passages((f"{line}\n" for line in lines), where, budget, "metadata"):
        yield replace(found, where=replace(found.where, line=None), spans=())


def _name_before(data: bytes, end: int) -> str:
    """Return the name that ends at a place: so long that its length stands right before it."""
    for length in range(1, MAX_NAME + 1):
        start = end - 2 * length
        if start < 4:
            return ""
        if data[start - 4 : start] == struct.pack(">I", length):
            return _text(data, start - 4)
    return ""


def _text(data: bytes, at: int) -> str:
    length = int.from_bytes(data[at : at + 4], "big")
    text = data[at + 4 : at + 4 + 2 * min(length, 1 << 14)].decode("utf-16-be", "replace")
    return text if text.isprintable() else ""
