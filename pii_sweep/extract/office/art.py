"""Pictures in legacy office files: the BLIP records of OfficeArt (MS-ODRAW 2.2.23)."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from pii_sweep.errors import Corrupt, TooBig, translate
from pii_sweep.extract.office.metafile import DIB, bitmap
from pii_sweep.types import Blob, Gap, Where

_BLIP = re.compile(rb"(?=[\x00-\xff]{2}[\x1a-\x1f\x29\x2a]\xf0[\x00-\xff]{4})", re.S)
METAFILES = {0xF01A: "emf", 0xF01B: "wmf"}
BITMAP = 0xF01F  # without the header of a file
PICT = 0xF01C  # QuickDraw's, of old Macintoshes: not read
METAFILE_HEADER = struct.Struct("<32xBx")  # the last but one byte says how the metafile is packed
DEFLATED = 0
PICTURES = {0xF01D: "jpg", 0xF02A: "jpg", 0xF01E: "png", 0xF01F: "bmp", 0xF029: "tif"}
INSTANCES = frozenset(
    {0x3D4, 0x3D5, 0x216, 0x217, 0x542, 0x543, 0x46A, 0x46B, 0x6E2, 0x6E3, 0x6E0, 0x6E1, 0x7A8, 0x7A9}
    | {0x6E4, 0x6E5}
)
MAX_PICTURES = 10_000
MAX_METAFILE = 1 << 26  # bytes unpacked


def pictures(data: bytes, where: Where) -> Iterator[Blob | Gap]:
    """Yield the pictures in a stream of OfficeArt records; those of QuickDraw are gaps."""
    number = at = 0
    for found in _BLIP.finditer(data):
        start = found.start()
        head, kind, length = struct.unpack_from("<HHI", data, start)
        if start < at or head & 15 or head >> 4 not in INSTANCES or length > len(data) - start - 8:
            continue
        number += 1
        if number > MAX_PICTURES:
            return
        skip = 8 + 16 * (1 + (head >> 4 & 1))
        at = start + 8 + length
        name = f"picture-{number}.{(METAFILES | PICTURES).get(kind, 'pict')}"
        inner = replace(where, inside=(*where.inside, name))
        if kind in PICTURES:
            body = data[start + skip + 1 : at]
            body = bitmap(body) if kind == BITMAP and len(body) >= DIB else body
            yield Blob(inner, partial(io.BytesIO, body), len(body))
        elif kind in METAFILES and len(data[start + skip : at]) > METAFILE_HEADER.size:
            yield Blob(inner, partial(_metafile, data[start + skip : at]), None)
        elif kind == PICT:
            yield Gap(inner, "UNSUPPORTED_FILE_TYPE_EXCEPTION")


def _metafile(held: bytes) -> BinaryIO:
    """Return a metafile unpacked; raises Corrupt, and TooBig where it unpacks to more than is likely."""
    (packed,) = METAFILE_HEADER.unpack_from(held)
    body = held[METAFILE_HEADER.size :]
    if packed != DEFLATED:
        return io.BytesIO(body)
    decoder = zlib.decompressobj()
    with translate({zlib.error: Corrupt}):
        data = decoder.decompress(body, MAX_METAFILE)
    if decoder.unconsumed_tail:
        raise TooBig("max_memory_bytes")
    return io.BytesIO(data)
