"""7z archives: unpacked in memory, a batch of members at a time."""

from __future__ import annotations

import io
import lzma
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO

import py7zr
from py7zr import exceptions
from py7zr.io import Py7zBytesIO, WriterFactory

from pii_sweep.errors import Corrupt, Encrypted, TooBig, Unreadable, Unsupported, translate
from pii_sweep.extract import remainder
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.stream import safe_name
from pii_sweep.types import Blob, Gap, Where

FIRST = 32  # bytes of the signature header
TRANSLATED: dict[type[BaseException], type[Unreadable]] = {
    exceptions.PasswordRequired: Encrypted,
    exceptions.UnsupportedCompressionMethodError: Unsupported,
    exceptions.ArchiveError: Corrupt,
    lzma.LZMAError: Corrupt,
    zlib.error: Corrupt,
    OSError: Corrupt,
    EOFError: Corrupt,
    ValueError: Corrupt,
    TypeError: Corrupt,
    KeyError: Corrupt,
    IndexError: Corrupt,
    AttributeError: Corrupt,
    AssertionError: Corrupt,
    OverflowError: Corrupt,
}


def read_7z(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Blob | Gap]:
    """Yield the members as blobs; raises Encrypted, Corrupt, Unsupported or TooBig.

    A member larger than a quarter of the memory budget is a gap.
    """
    limit = budget.settings.max_memory_bytes // 4
    with translate(TRANSLATED):
        body.seek(0)
        archive = py7zr.SevenZipFile(body, "r")
        if archive.needs_password():
            raise Encrypted()
        members = [item for item in archive.list() if item.is_file]
    batch: list[str] = []
    size = 0
    for item in members:
        inner = replace(where, inside=(*where.inside, safe_name(item.filename)))
        if item.uncompressed > limit:
            yield Gap(inner, "ARCHIVE_EXCEEDS_SIZE_LIMIT")
            continue
        if size + item.uncompressed > limit:
            yield from _batch(archive, batch, where, budget, limit)
            batch, size = [], 0
        batch.append(item.filename)
        size += item.uncompressed
    if batch:
        yield from _batch(archive, batch, where, budget, limit)
    yield from remainder.read_behind(body, where, _end(body), budget)


def _end(body: BinaryIO) -> int:
    """Return where an archive ends: behind the header that its first 32 bytes point to (7zFormat.txt)."""
    body.seek(12)
    offset, size = struct.unpack("<QQ", body.read(16))
    return int(FIRST + offset + size)


class _Sink(Py7zBytesIO):
    """A member being unpacked, on the budget."""

    def __init__(self, filename: str, budget: Budget, room: list[int]) -> None:
        super().__init__(filename, room[0])
        self._budget, self._room = budget, room

    def write(self, s: bytes | bytearray) -> int:
        """Take bytes; raises TooBig where more comes out than the archive declares."""
        self._room[0] -= len(s)
        if self._room[0] < 0:
            raise TooBig("max_memory_bytes", reason="ARCHIVE_EXCEEDS_SIZE_LIMIT")
        self._budget.unpacked(len(s))
        return int(self._buffer.write(s))


class _Sinks(WriterFactory):
    """Make a sink for each member and keep them in order."""

    def __init__(self, budget: Budget, limit: int) -> None:
        self.made: list[tuple[str, _Sink]] = []
        self._budget, self._room = budget, [limit]

    def create(self, filename: str) -> _Sink:
        """Return a new sink."""
        sink = _Sink(filename, self._budget, self._room)
        self.made.append((filename, sink))
        return sink


def _batch(archive: Any, names: list[str], where: Where, budget: Budget, limit: int) -> Iterator[Blob]:
    sinks = _Sinks(budget, limit)
    with translate(TRANSLATED):
        archive.reset()
        archive.extract(targets=names, factory=sinks)
    while sinks.made:
        name, sink = sinks.made.pop(0)
        sink.seek(0)
        data = sink.read()
        inner = replace(where, inside=(*where.inside, safe_name(name)))
        yield Blob(inner, partial(io.BytesIO, data), len(data))
