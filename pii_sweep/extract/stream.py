"""Bytes that come out of other bytes: seekable bodies over streams and slices, on the budget.

Nothing is spooled to disk. A stream keeps its first megabyte, so that a kind can be sniffed; it
is held whole, up to the memory budget, only when a reader goes back or asks for its end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import BinaryIO

from pii_sweep.errors import TooBig, Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.types.body import SeekableBody

WINDOW = 1 << 20
CHUNK = 1 << 18


class Stream(SeekableBody):
    """A seekable body over chunks that can only be had in order.

    `source()` starts the chunks afresh; it is called again where a reader goes back further than
    the window. `taken()` returns how many compressed bytes were used so far.
    """

    def __init__(
        self,
        source: Callable[[], Iterator[bytes]],
        budget: Budget,
        taken: Callable[[], int] | None = None,
        *,
        restarts: bool = True,
    ) -> None:
        super().__init__()
        self._source, self._budget, self._taken, self._restarts = source, budget, taken, restarts
        self._chunks = source()
        self._head = bytearray()  # the first bytes, or all of them
        self._chunk, self._chunk_at = b"", 0  # the last chunk and its place
        self._at = 0  # the reader's place
        self._counted = 0
        self._ended = False
        self._broken: Unreadable | None = None
        self._loading = False

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; from the end only after holding all. Raises TooBig, Corrupt."""
        if whence == os.SEEK_END:
            self._load()
            offset += len(self._head)
        elif whence == os.SEEK_CUR:
            offset += self._at
        if offset < 0:
            raise ValueError("negative seek")
        self._at = offset
        return offset

    def read(self, size: int | None = -1) -> bytes:
        """Return `size` bytes, fewer only at the end; a broken source raises once nothing is left."""
        if size is None or size < 0:
            self._load()
            data = bytes(self._head[self._at :])
            self._at = max(self._at, len(self._head))
            return data
        self._budget.memory(size)
        parts = []
        while size:
            part = self._read_some(size)
            if not part:
                break
            parts.append(part)
            size -= len(part)
            self._at += len(part)
        if self._broken is not None and not parts and size:
            raise self._broken
        return b"".join(parts)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer; return how many bytes it got."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _read_some(self, size: int) -> bytes:
        """Return some bytes from the reader's place on; none at the end."""
        if self._at < len(self._head):
            return bytes(self._head[self._at : self._at + size])
        if self._at < self._chunk_at:
            self._load()
            return bytes(self._head[self._at : self._at + size])
        while self._at >= self._chunk_at + len(self._chunk):
            if not self._advance():
                return b""
        start = self._at - self._chunk_at
        return self._chunk[start : start + size]

    def _advance(self) -> bool:
        """Take the next chunk; False at the end or at a break."""
        if self._ended:
            return False
        try:
            chunk = next(self._chunks, None)
        except Unreadable as error:
            self._broken, chunk = error, None
        if chunk is None:
            self._ended = True
            return False
        self._chunk_at += len(self._chunk)
        self._chunk = chunk
        reached = self._chunk_at + len(chunk)
        if reached > self._counted:
            compressed = self._taken() if self._taken else None
            fresh, self._counted = reached - self._counted, reached
            self._budget.unpacked(fresh, compressed, reached)
        if self._chunk_at == len(self._head) and (self._loading or reached <= WINDOW):
            self._budget.memory(reached)
            self._head += chunk
        return True

    def _load(self) -> None:
        """Hold all bytes in memory; raises TooBig where they are too many."""
        if len(self._head) < self._chunk_at + len(self._chunk):
            if not self._restarts:
                raise TooBig("max_memory_bytes", reason="FILE_EXCEEDS_SIZE_LIMIT")
            self._chunks, self._head = self._source(), bytearray()
            self._chunk, self._chunk_at, self._ended, self._broken = b"", 0, False, None
        self._loading = True
        while self._advance():
            pass
        if self._broken is not None:
            raise self._broken


class Slice(SeekableBody):
    """A part of a seekable body, as a body; it shares the other's place and seeks before it reads."""

    def __init__(self, body: BinaryIO, start: int, size: int, budget: Budget) -> None:
        super().__init__()
        self._body, self._start, self._size, self._budget = body, start, size, budget
        self._at = 0

    def read(self, size: int | None = -1) -> bytes:
        """Return `size` bytes, fewer only at the end."""
        left = max(0, self._size - self._at)
        size = left if size is None or size < 0 else min(size, left)
        self._budget.memory(size)
        self._body.seek(self._start + self._at)
        data = self._body.read(size)
        self._at += len(data)
        return data

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer; return how many bytes it got."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def read_whole(body: BinaryIO, budget: Budget) -> bytes:
    """Return all bytes of a body; raises TooBig (FILE_EXCEEDS_SIZE_LIMIT) past the memory budget."""
    body.seek(0)
    data = body.read(budget.settings.max_memory_bytes + 1) if not isinstance(body, Stream) else body.read()
    budget.memory(len(data))
    return data


def seeks_cheaply(body: BinaryIO) -> bool:
    """Return whether going back in a body costs nothing: it is no stream of unpacked bytes."""
    return not isinstance(body, Stream)


def safe_name(name: str) -> str:
    """Return a member's name as printable text of bounded length; it is shown, never opened."""
    text = name.encode("utf-8", "replace").decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)[:1024] or "unnamed"
