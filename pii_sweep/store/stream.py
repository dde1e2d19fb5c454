"""An S3 object as a seekable file: few requests, bounded memory, resumed when a body breaks off.

An object of up to 64 MiB is one GET, kept in memory as far as it was read, so seeking in it is
free (by windows, PDFium's way through a 10 MB file was 116 GETs and three times its bytes). A
larger one is read through a window of a few MiB first and, when reading goes on past it,
through one open-ended body; a seek starts a new window. The end of a large object is kept
once it was asked for: archives and PDFs keep their directories there.
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pii_sweep.errors import ChecksumMismatch, Unreachable
from pii_sweep.types.body import SeekableBody

MIB = 1 << 20
KEPT = 64 * MIB  # up to this size an object is one GET
WHOLE = 8 * MIB  # what is asked for first of a larger one
WINDOW = 1 * MIB  # what a seek into a larger object asks for
TAIL = 1 * MIB
HOP = 256 * 1024  # a shorter way ahead is read through rather than asked for again
CHUNK = 256 * 1024
PIECE = 1 * MIB  # read at once of what is kept: the connection would hold more twice
RETRIES = 3


class Body(Protocol):
    """The part of botocore's StreamingBody that is used, and the MD5 of the whole object where known."""

    md5: str | None

    def read(self, amt: int | None = None) -> bytes: ...
    def close(self) -> None: ...


# Gives the body that starts at `start`, up to and without `end` (None: the object's end).
# Raises StoreError; reading the body raises Unreachable where the connection breaks.
Fetch = Callable[[int, int | None], Body]


@dataclass(slots=True)
class _Segment:
    """Bytes from `start`, known so far to `start + filled`; kept until the stream closes.

    They lie in pages of their own, which go back to the system as one: the heap would keep
    what an array leaves behind whenever it outgrows its place.
    """

    start: int
    end: int
    filled: int = 0
    pages: mmap.mmap | None = None

    def add(self, data: bytes) -> None:
        """Take in the bytes that follow those known."""
        if self.pages is None:
            self.pages = mmap.mmap(-1, self.end - self.start)
        self.pages[self.filled : self.filled + len(data)] = data
        self.filled += len(data)

    def part(self, offset: int, count: int) -> bytes:
        """Return a copy of known bytes."""
        return b"" if self.pages is None else self.pages[offset : offset + count]

    def close(self) -> None:
        """Give the memory back."""
        if self.pages is not None:
            self.pages.close()
        self.pages, self.filled = None, 0


class RangeStream(SeekableBody):
    """A read-only raw stream over `fetch`; wrap it in io.BufferedReader.

    An object up to `whole` bytes is kept. `ranged` False: every body runs to the end, for
    the server sends no parts and what `fetch` skips is paid for. No more than `first` bytes are
    asked for at first, where given: of an object that will hardly be read on. A kept object that is read
    to its end must have the MD5 that its body names: it is asked for again where no byte of it was given
    out yet, and reading raises ChecksumMismatch where that does not help.
    """

    def __init__(
        self, fetch: Fetch, size: int, whole: int = KEPT, *, ranged: bool = True, first: int | None = None
    ) -> None:
        super().__init__()
        self._fetch = fetch
        self._md5: str | None = None
        self._digest = hashlib.md5(usedforsecurity=False)
        self._given = self._again = False  # whether bytes were given out; whether they came a second time
        self._size = size
        self._at = 0
        self._body: Body | None = None
        self._body_at = 0
        self._body_end = 0
        self._ranged, self._first = ranged, first
        self._kept = _Segment(0, size) if size <= whole else _Segment(max(size - TAIL, WHOLE), size)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        wanted = min(len(buffer), self._size - self._at)
        if wanted <= 0:
            return 0
        data = self._from_kept(wanted) if self._at >= self._kept.start else self._from_body(wanted)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def readall(self) -> bytes:
        parts = bytearray()
        chunk = memoryview(bytearray(CHUNK))
        while count := self.readinto(chunk):
            parts += chunk[:count]
        return bytes(parts)

    def close(self) -> None:
        self._drop()
        self._kept.close()
        super().close()

    def _from_kept(self, wanted: int) -> bytes:
        kept = self._kept
        needed = self._at - kept.start + wanted
        while kept.filled < needed:
            at = kept.start + kept.filled
            end = min(kept.end, self._first or kept.end) if at == 0 else kept.end
            part = min(max(needed - kept.filled, CHUNK), PIECE, kept.end - at)
            data = self._read(at, part, end)
            kept.add(data)
            self._digest.update(data)
            if kept.start == 0 and kept.filled == self._size and not self._is_true():
                self._digest, kept.filled = hashlib.md5(usedforsecurity=False), 0
        self._given = True
        return kept.part(self._at - kept.start, wanted)

    def _is_true(self) -> bool:
        """Return whether a kept object's bytes are those of its ETag; raises ChecksumMismatch at last."""
        if self._md5 is None or self._digest.hexdigest() == self._md5:
            return True
        if self._given or self._again:
            raise ChecksumMismatch("the bytes of an object do not have the MD5 that its ETag gives")
        self._again = True
        self._drop()
        return False

    def _from_body(self, wanted: int) -> bytes:
        wanted = min(wanted, self._kept.start - self._at)
        hop = HOP if self._ranged else self._size
        while self._body is not None and 0 < self._at - self._body_at <= hop and self._at < self._body_end:
            self._read(self._body_at, self._at - self._body_at, self._body_end)
        return self._read(self._at, wanted, self._window())

    def _window(self) -> int:
        """Return where a body opened here shall end: on and on when reading is sequential."""
        if self._at == 0 and (self._ranged or self._first):
            return min(self._first or WHOLE, self._size)
        if self._at == self._body_end or not self._ranged:
            return self._size
        return min(self._at + WINDOW, self._size)

    def _read(self, at: int, count: int, end: int) -> bytes:
        """Read exactly `count` bytes, or fewer where the current body ends; reopen when it breaks.

        A request that gets no answer is not sent again here: the client has tried several times.
        """
        for attempt in range(RETRIES + 1):
            if self._body is None or self._body_at != at or at >= self._body_end:
                self._reopen(at, end)
            assert self._body is not None
            try:
                data = self._body.read(min(count, self._body_end - at))
            except Unreachable:
                self._drop()
                if attempt == RETRIES:
                    raise
                continue
            if data:
                self._body_at += len(data)
                return data
            self._drop()
        raise Unreachable("the endpoint ended an object before its listed size")

    def _reopen(self, at: int, end: int) -> None:
        self._drop()
        self._body = self._fetch(at, None if end >= self._size else end)
        self._md5 = self._body.md5
        self._body_at, self._body_end = at, end

    def _drop(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None
