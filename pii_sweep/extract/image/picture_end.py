"""Where a JPEG, PNG or GIF ends in its file, by its own marks: what stands behind is another document."""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

CHUNK = 1 << 20
# ITU-T T.81, B.1.1: in the data of a scan 0xFF is followed by a zero or a restart marker.
_MARKER = re.compile(rb"\xff[^\0\xd0-\xd7\xff]")
_SCAN, _END = 0xDA, 0xD9


def picture_end(body: BinaryIO, kind: str) -> int | None:
    """Return where a picture of Pillow's format `kind` ends; None where its marks do not say so."""
    finder = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif}.get(kind)
    return finder(body) if finder else None


def _jpeg(body: BinaryIO) -> int | None:
    body.seek(0)
    head = body.read(CHUNK)
    size = body.seek(0, 2)
    body.seek(max(0, size - 4))
    # Multi-picture files (CIPA DC-007) and trailers of cameras hold the same picture again, or its settings.
    if b"MPF\0" in head or body.read(4) == b"SEFT":
        return None
    at, scanning = 2, False
    while True:
        body.seek(at)
        data = body.read(CHUNK if scanning else 4)
        if len(data) < 2:
            return None
        if scanning:
            found = _MARKER.search(data)
            if found is None:
                at += max(1, len(data) - 1)
                continue
            at, scanning = at + found.start(), False
            body.seek(at)
            data = body.read(4)
        if data[0] != 0xFF:
            return None
        if data[1] == _END:
            return at + 2
        if len(data) < 4:
            return None
        scanning = data[1] == _SCAN
        at += 1 if data[1] == 0xFF else 2 + int(struct.unpack(">H", data[2:4])[0])


def _png(body: BinaryIO) -> int | None:
    at = 8
    while True:
        body.seek(at)
        head = body.read(8)
        if len(head) < 8:
            return None
        length, name = struct.unpack(">L4s", head)
        at += 12 + length
        if name == b"IEND":
            return int(at)


def _gif(body: BinaryIO) -> int | None:
    body.seek(0)
    head = body.read(13)
    if len(head) < 13:
        return None
    at = 13 + _table(head[10])
    while True:
        body.seek(at)
        mark = body.read(10)
        if mark[:1] == b";":
            return at + 1
        if mark[:1] == b"!":
            at += 2
        elif mark[:1] == b"," and len(mark) == 10:
            at += 11 + _table(mark[9])
        else:
            return None
        while True:  # blocks of data, the last of no length
            body.seek(at)
            length = body.read(1)
            if not length:
                return None
            at += 1 + length[0]
            if length == b"\0":
                break


def _table(flags: int) -> int:
    """Return the bytes of a colour table."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
