"""Bytes of a ZIP that no entry of its directory covers, and text in extra fields (APPNOTE 6.3, 4.3 and 4.5).

Packers that replace a member in place leave the old one behind; others put data of their own there.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, Final

from pii_sweep.extract.archive.zip_directory import directory, entries
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.remainder import REASON, part
from pii_sweep.extract.text.encoded.hex_text import says_something
from pii_sweep.types import Blob, Gap, Where

NAME: Final = "between the members"
LOCAL: Final = struct.Struct("<4sHHHHHLLLHH")
DESCRIPTOR: Final = 24  # bytes that may follow a member: its checksum and its sizes
STREAMED: Final = 8  # of a member's flags: they do
# A local header may have longer extra fields than the directory: it is looked at where more is left.
SLACK: Final = 64
MOST: Final = 1_000_000  # members
MOST_HOLES: Final = 100
_BLANK: Final = b"\0 \t\r\n"
_SIGNED: Final = b"APK Sig Block 42"  # certificates of an Android program
# Fields of packers and systems: sizes, times, owners' numbers, names in Unicode, encryption, alignment.
_USUAL: Final = frozenset(
    (1, 7, 8, 9, 10, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25, 0x2705, 0x334D, 0x5455, 0x5855, 0x6542, 0x756E)
    + (0x7855, 0x7875, 0x9901, 0xA11E, 0xA220, 0xCAFE, 0xD935, 0x7075, 0x6375)
)


def read_between(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Blob | Gap]:
    """Yield what lies between the members of an archive and before its directory. Raises Corrupt."""
    at, _, shift = directory(body)
    known: list[tuple[int, int]] = [(shift, shift)]
    for info in entries(body):
        size = LOCAL.size + len(info.orig_filename.encode("utf-8", "replace")) + info.compress_size
        known.append((info.header_offset, info.header_offset + size))
        if len(known) > MOST:
            return  # the walk ends such an archive itself
    known.sort()
    found, reached = 0, shift
    for (start, end), (follows, _) in pairwise([*known, (at, at)]):
        reached = max(reached, end)
        if follows - reached <= SLACK:
            continue
        reached = max(reached, _end_of(body, start, end))
        if follows > reached and _holds_data(body, reached, follows):
            found += 1
            if found > MOST_HOLES:
                yield Gap(where, REASON)
                return
            yield part(body, where, (reached, follows), NAME, budget)


def _end_of(body: BinaryIO, start: int, least: int) -> int:
    """Return where a member ends by its own header and the length that the directory gives."""
    body.seek(start)
    head = body.read(LOCAL.size)
    if len(head) < LOCAL.size or head[:4] != b"PK\3\4":
        return least
    fields = LOCAL.unpack(head)
    end = least + int(fields[10])
    if not fields[2] & STREAMED:
        return end
    body.seek(end)
    mark = body.read(DESCRIPTOR + 4)
    sizes = (12, 16, 20, DESCRIPTOR)  # with a signature or without, of 32 bits or of 64
    next_one = (size for size in sizes if mark[size : size + 4] in (b"PK\3\4", b"PK\1\2"))
    return end + next(next_one, 16 if mark[:4] == b"PK\7\x08" else 12)


def _holds_data(body: BinaryIO, start: int, end: int) -> bool:
    """Return whether bytes are more than padding and certificates."""
    body.seek(max(start, end - len(_SIGNED)))
    if body.read(len(_SIGNED)) == _SIGNED:
        return False
    body.seek(start)
    left = end - start
    while left > 0 and (data := body.read(min(left, io.DEFAULT_BUFFER_SIZE))):
        if data.strip(_BLANK):
            return True
        left -= len(data)
    return False


def extra_texts(extra: bytes) -> Iterator[str]:
    """Yield the text in extra fields that packers do not use themselves."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        data = extra[at + 4 : at + 4 + length]
        at += 4 + length
        if kind in _USUAL or len(data) < 8:
            continue
        text = data.decode("utf-8", "replace").strip("\0\ufffd\r\n ")
        if says_something(text):
            yield text
