"""Where the documents of a PDF file begin and end, as files may be put one behind the other."""

from __future__ import annotations

import io
import re
from typing import BinaryIO, NamedTuple

CHUNK = 1 << 20
# ISO 32000-1, 7.5.5: `%%EOF` ends a file; an incremental update adds no header, a second file does.
_NEXT = re.compile(rb"%%EOF[\0\t\n\f\r ]{0,64}(?=%PDF-\d)")
_END = re.compile(rb"%%EOF[\t\f ]*(?:\r\n|\n|\r)?")
_HEADER = re.compile(rb"%PDF-")
_MARK = len("%%EOF")
_LONGEST = 80  # bytes of any of these


class Extent(NamedTuple):
    """Where the documents of a body start, where the last ends (else the body), and each marked end."""

    starts: tuple[int, ...]
    end: int
    ends: tuple[int, ...] = ()


def extent(body: BinaryIO) -> Extent:
    """Return the extent of a seekable body, read once from its start to its end."""
    size = body.seek(0, io.SEEK_END)
    end = -1
    starts, ends, at, held = list[int](), dict[int, None](), 0, b""
    body.seek(0)
    while chunk := body.read(CHUNK):
        data, base = held + chunk, at - len(held)
        if not starts and (first := _HEADER.search(data)):
            starts.append(base + first.start())
        starts += [base + found.end() for found in _NEXT.finditer(data) if base + found.end() > starts[-1]]
        for found in _END.finditer(data):
            ends[base + found.start()] = None
            end = base + found.end()
        at += len(chunk)
        body.seek(at)
        held = data[-_LONGEST:]
    return Extent(tuple(starts) or (0,), end if end >= 0 else size, tuple(begin + _MARK for begin in ends))
