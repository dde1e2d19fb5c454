"""A read-only body in which a reader may go back and forth."""

from __future__ import annotations

import io
import os


class SeekableBody(io.RawIOBase):
    """A raw stream that knows its place, `_at`, and its length, `_size`; who derives from it reads."""

    _at = _size = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the reader's place."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; raises ValueError before the start."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("negative seek")
        self._at = base + offset
        return self._at
