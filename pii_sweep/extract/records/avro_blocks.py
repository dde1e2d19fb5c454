"""Avro's blocks unpacked by us (Avro 1.12, object container files): fastavro is given plain ones.

It has Snappy, which most of Hadoop writes, only with another library, and unpacks without a bound.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, Final

import pyarrow as pa
import zstandard

from pii_sweep.errors import Corrupt, TooBig, Unsupported
from pii_sweep.extract.archive.compressed import MAX_WINDOW

MAGIC: Final = b"Obj\x01"
SYNC: Final = 16  # bytes between blocks
CODEC: Final = "avro.codec"
MAX_HEADER: Final = 1 << 24  # bytes of one entry


class PlainBlocks:
    """A container file whose blocks are not compressed, made of one of any codec while it is read.

    `limit` bounds what a block may have, packed and unpacked.
    """

    def __init__(self, body: BinaryIO, limit: int) -> None:
        body.seek(0)
        self._parts = _parts(body, limit)
        self._held, self._at = b"", 0

    def read(self, size: int) -> bytes:
        """Return the next bytes, fewer only at the end; raises Corrupt, TooBig, Unsupported."""
        while len(self._held) - self._at < size and (part := next(self._parts, b"")):
            self._held, self._at = self._held[self._at :] + part, 0
        taken = self._held[self._at : self._at + size]
        self._at += len(taken)
        return taken


def _parts(body: BinaryIO, limit: int) -> Iterator[bytes]:
    if _read_exactly(body, len(MAGIC), limit) != MAGIC:
        raise Corrupt("avro")
    entries = dict(_entries(body))
    codec = entries.pop(CODEC, b"null").decode("utf-8", "replace")
    if codec not in UNPACK:
        raise Unsupported("avro codec")
    sync = _read_exactly(body, SYNC, limit)
    yield MAGIC + _map({**entries, CODEC: b"null"}) + sync
    while (count := _read_long(body)) is not None:
        size = _read_long(body)
        if size is None:
            raise Corrupt("avro")
        data = UNPACK[codec](_read_exactly(body, size, limit), limit)
        yield _encode_long(count) + _encode_long(len(data)) + data + _read_exactly(body, SYNC, limit)


def _entries(body: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Yield the header's entries: blocks of a map, a negative count is followed by the block's size."""
    while count := _read_long(body):
        if count < 0:
            count = -count
            _read_long(body)
        for _ in range(count):
            name = _read_exactly(body, _read_long(body) or 0, MAX_HEADER).decode("utf-8", "replace")
            yield name, _read_exactly(body, _read_long(body) or 0, MAX_HEADER)


def _map(entries: Mapping[str, bytes]) -> bytes:
    pairs = (part for name, value in entries.items() for part in (name.encode(), value))
    return _encode_long(len(entries)) + b"".join(_encode_long(len(part)) + part for part in pairs) + b"\0"


def _read_exactly(body: BinaryIO, size: int, limit: int) -> bytes:
    if size < 0:
        raise Corrupt("avro")
    data = body.read(_bound(size, limit))
    if len(data) < size:
        raise Corrupt("avro")
    return data


def _read_long(body: BinaryIO) -> int | None:
    """Return the next number (variable length, zig-zag), None at the end of the file."""
    number = shift = 0
    while byte := body.read(1):
        number |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return (number >> 1) ^ -(number & 1)
        shift += 7
        if shift > 63:
            raise Corrupt("avro")
    if shift:
        raise Corrupt("avro")
    return None


def _encode_long(number: int) -> bytes:
    value = (number << 1) ^ (number >> 63)
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _null(data: bytes, _limit: int) -> bytes:
    return data


def _bound_decoder(decoder: Callable[[], Any]) -> Callable[[bytes, int], bytes]:
    """Return how to unpack a block by a decoder of Python's; raises TooBig past the limit."""

    def unpacked(data: bytes, limit: int) -> bytes:
        return _check_limit(decoder().decompress(data, limit + 1), limit)

    return unpacked


def _check_limit(data: bytes, limit: int) -> bytes:
    _bound(len(data), limit)
    return data


def _bound(size: int, limit: int) -> int:
    if size > limit:
        raise TooBig("max_memory_bytes")
    return size


def _zstd(data: bytes, limit: int) -> bytes:
    decoder = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
    with decoder.stream_reader(data, read_across_frames=True) as stream:
        return _check_limit(stream.read(limit + 1), limit)


def _snappy(data: bytes, limit: int) -> bytes:
    """Unpack a block of Snappy, which begins with its length; a checksum of four bytes follows it."""
    size = shift = 0
    for byte in data[:5]:
        size |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    size = _bound(size, limit)
    return bytes(pa.decompress(data[:-4], decompressed_size=size, codec="snappy", asbytes=True))


UNPACK: Final[Mapping[str, Callable[[bytes, int], bytes]]] = {
    "null": _null,
    "deflate": _bound_decoder(lambda: zlib.decompressobj(-15)),
    "bzip2": _bound_decoder(bz2.BZ2Decompressor),
    "xz": _bound_decoder(lambda: lzma.LZMADecompressor(memlimit=MAX_WINDOW)),
    "zstandard": _zstd,
    "snappy": _snappy,
}
