"""Members of a ZIP that are packed with bzip2 or LZMA (APPNOTE 4.4.5, 5.8), in pieces of bounded size.

Python's own reader takes all that a block of input becomes at once: of bzip2 that may be gigabytes.
"""

from __future__ import annotations

import bz2
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from pii_sweep.errors import Corrupt, TooBig
from pii_sweep.extract.archive.compressed import MAX_WINDOW
from pii_sweep.extract.stream import CHUNK

METHODS = (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
PROPERTIES = struct.Struct("<xxHBL")  # of LZMA, before the data: their length, its parameters, its dictionary


def unpack(body: BinaryIO, info: zipfile.ZipInfo, start: int) -> Iterator[bytes]:
    """Yield what a member's data become, from `start` on. Raises TooBig, Corrupt, OSError, LZMAError."""
    decoder, at = _decoder(body, info, start)
    end, left, check = start + info.compress_size, info.file_size, 0
    while left > 0 and not decoder.eof:
        data = b""
        if decoder.needs_input:
            body.seek(at)
            data = body.read(max(0, min(CHUNK, end - at)))
            at += len(data)
            if not data:
                raise Corrupt("the member breaks off")
        if chunk := decoder.decompress(data, CHUNK)[:left]:
            left, check = left - len(chunk), zlib.crc32(chunk, check)
            yield chunk
    if left or check != info.CRC:
        raise Corrupt("the member does not match its archive's directory")


def _decoder(
    body: BinaryIO, info: zipfile.ZipInfo, start: int
) -> tuple[bz2.BZ2Decompressor | lzma.LZMADecompressor, int]:
    if info.compress_type == zipfile.ZIP_BZIP2:
        return bz2.BZ2Decompressor(), start
    body.seek(start)
    length, packed, window = PROPERTIES.unpack(body.read(PROPERTIES.size))
    if window > MAX_WINDOW:
        raise TooBig("the dictionary of a decoder")
    bits = {"lc": packed % 9, "lp": packed // 9 % 5, "pb": packed // 45}
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": window, **bits}]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters), start + 4 + length
