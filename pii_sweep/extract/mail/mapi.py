"""Lists of MAPI properties as TNEF keeps them (MS-OXTNEF 2.1.3.4): a tag, a type, and a value each."""

from __future__ import annotations

import codecs
import struct

from pii_sweep.errors import Corrupt

Properties = dict[int, str | bytes]
FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
NARROW, WIDE, EMPTY = 0x1E, 0x1F, (0x00, 0x01)
VARIABLE = (NARROW, WIDE, 0x0D, 0x102)
MANY = 0x1000  # a flag: several values
NAMED = 0x8000  # tags from here on have a name before the value


def codec_of(page: int) -> str:
    """Return Python's codec of a Windows code page, Windows-1252 where it has none."""
    name = {65001: "utf-8", 20127: "ascii", 28591: "latin-1"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


class Reader:
    """Reads property lists one after the other; whatever passes the end raises Corrupt."""

    def __init__(self, data: bytes, codec: str) -> None:
        self._data, self._codec, self._at = data, codec, 0

    def count(self) -> int:
        """Return the next number; raises Corrupt where so many things have no room in what is left."""
        (number,) = struct.unpack("<I", self._take(4))
        if number > len(self._data):
            raise Corrupt("tnef")
        return int(number)

    def properties(self) -> Properties:
        """Return one list's texts and bytes by tag, of several values the first."""
        found: Properties = {}
        for _ in range(self.count()):
            kind, tag = struct.unpack("<HH", self._take(4))
            if tag >= NAMED:
                self._name()
            value = self._value(kind)
            if value is not None:
                found.setdefault(tag, value)
        return found

    def _take(self, size: int) -> bytes:
        part = self._data[self._at : self._at + size]
        if len(part) < size:
            raise Corrupt("tnef")
        self._at += size
        return part

    def _pad_length(self, size: int) -> bytes:
        part = self._take(size)
        self._at += -size % 4
        return part

    def _name(self) -> None:
        self._take(16)
        if struct.unpack("<I", self._take(4))[0] == 0:
            self._take(4)
        else:
            self._pad_length(self.count())

    def _value(self, kind: int) -> str | bytes | None:
        """Return a text or bytes, None for numbers and times, which are passed by."""
        plain = kind & ~MANY
        if plain in EMPTY:
            return None
        if plain not in VARIABLE:
            if plain not in FIXED:
                raise Corrupt("tnef")
            self._take(FIXED[plain] * (self.count() if kind & MANY else 1))
            return None
        values = [self._pad_length(self.count()) for _ in range(self.count())]
        if not values:
            return None
        if plain == WIDE:
            return values[0].decode("utf-16-le", "replace").rstrip("\0")
        return values[0].decode(self._codec, "replace").rstrip("\0") if plain == NARROW else values[0]
