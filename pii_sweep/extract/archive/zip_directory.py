"""The directory at the end of a ZIP (APPNOTE 6.3, 4.3.12 to 4.3.16), entry by entry, in flat memory.

Python's own reader makes an object of every entry before the first is given: ten million empty members
would take gigabytes.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from pii_sweep.errors import Corrupt

CHUNK = 1 << 22
ENTRY = struct.Struct("<4s6H3L5H2L")
LENGTHS = 28  # where an entry gives those of its name, its extra field and its comment
END = struct.Struct("<4s4H2LH")
END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR = struct.Struct("<4sLQL")
COMMENT = 1 << 16  # the most that may stand behind the end
UTF8 = 0x800
WHOLE = 0xFFFFFFFF  # stands for a number of 64 bits elsewhere


class Unlisted(zipfile.ZipFile):
    """An archive whose members are opened by entries that `entries` gave: its directory is not read."""

    def _RealGetContents(self) -> None:  # noqa: N802 - the name is Python's
        """Read nothing."""


def entries(body: BinaryIO) -> Iterator[zipfile.ZipInfo]:
    """Yield the entries of a seekable archive's directory; raises Corrupt where it is missing or ends."""
    at, left, shift = directory(body)
    held = b""
    while left:
        body.seek(at)
        chunk = body.read(min(CHUNK, left))
        if not chunk:
            raise Corrupt("the directory breaks off")
        at, left, held = at + len(chunk), left - len(chunk), held + chunk
        start = 0
        while (size := _size(held, start)) and start + size <= len(held):
            yield _entry(held[start : start + size], shift)
            start += size
        held = held[start:]
    if held:
        raise Corrupt("the directory breaks off")


def directory(body: BinaryIO) -> tuple[int, int, int]:
    """Return where the directory lies, its length, and the bytes before the archive. Raises Corrupt."""
    end, (*_, length, offset, _) = _end_record(body)
    body.seek(max(0, end - LOCATOR.size))
    mark, _, place, _ = LOCATOR.unpack(body.read(LOCATOR.size).ljust(LOCATOR.size, b"\0"))
    if mark == b"PK\6\7":
        end, length, offset = _directory64(body, end - LOCATOR.size, place)
    shift = end - length - offset
    if shift < 0 or length > end:
        raise Corrupt("the directory is not where it is said to be")
    return offset + shift, length, shift


def archive_end(body: BinaryIO) -> int:
    """Return where an archive ends, its comment included. Raises Corrupt."""
    at, (*_, comment) = _end_record(body)
    return at + END.size + int(comment)


def archive_comment(body: BinaryIO) -> bytes:
    """Return the comment on a whole archive. Raises Corrupt."""
    at, (*_, length) = _end_record(body)
    body.seek(at + END.size)
    return body.read(length)


def _end_record(body: BinaryIO) -> tuple[int, tuple[int, ...]]:
    """Return where the last end record lies, and its numbers. Raises Corrupt."""
    begin = max(0, body.seek(0, 2) - COMMENT - END.size)
    body.seek(begin)
    tail = body.read(COMMENT + END.size)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < END.size:
        raise Corrupt("no directory")
    return begin + at, END.unpack_from(tail, at)[1:]


def _directory64(body: BinaryIO, end: int, place: int) -> tuple[int, int, int]:
    """Return the end, the length and the place of the directory of a large archive."""
    for start in (end - END64.size, place):  # before the locator, whatever stands before the archive
        if 0 <= start < end:
            body.seek(start)
            found = body.read(END64.size)
            if found[:4] == b"PK\6\6" and len(found) == END64.size:
                *_, length, offset = END64.unpack(found)
                return start, length, offset
    raise Corrupt("no directory")


def _size(held: bytes, start: int) -> int:
    """Return the length of an entry, 0 where its head is not whole. Raises Corrupt for what is none."""
    if len(held) - start < ENTRY.size:
        return 0
    if not held.startswith(b"PK\1\2", start):
        raise Corrupt("no entry")
    lengths: tuple[int, int, int] = struct.unpack_from("<3H", held, start + LENGTHS)
    return ENTRY.size + sum(lengths)


def _entry(data: bytes, shift: int) -> zipfile.ZipInfo:
    fields = ENTRY.unpack_from(data)
    name, extra = fields[10:12]
    title = data[ENTRY.size : ENTRY.size + name]
    text = title.decode("utf-8" if fields[3] & UTF8 else "cp437", "replace")
    info = zipfile.ZipInfo(text)
    info.comment = data[ENTRY.size + name + extra :]
    info.extra = data[ENTRY.size + name : ENTRY.size + name + extra]
    info.orig_filename = text  # which the member's own header must repeat
    info.extract_version, info.flag_bits, info.compress_type = fields[2:5]
    info.CRC, packed, whole = fields[7:10]
    sizes = _sizes64(data[ENTRY.size + name : ENTRY.size + name + extra], whole, packed, fields[-1])
    info.file_size, info.compress_size, place = sizes
    info.header_offset = place + shift
    return info


def _sizes64(extra: bytes, *sizes: int) -> tuple[int, ...]:
    """Return numbers of which those that are too large for an entry stand in its extra field (4.5.3)."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            large = iter(struct.unpack_from(f"<{min(length, len(extra) - at - 4) // 8}Q", extra, at + 4))
            return tuple(next(large, number) if number == WHOLE else number for number in sizes)
        at += 4 + length
    return sizes
