"""Where the text of a body ends because a document of another kind begins: a PDF behind a page of HTML.

Text that was read on would be taken for read whole, and the document for words. A signature in quotes is the
content of a field, as dumps of databases hold it. What has no signature shows by its controls: a text has
none in such numbers.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pii_sweep.extract.text.legacy_codec import HIGH, is_mainframe

LOOKED_AHEAD: Final = 2048  # bytes in which a PDF's first object begins
# None of these is text: each has a byte that texts do not, which is sought first.
_SIGNATURES: Final = (
    (b"\0", (b"SQLite format 3\0",)),
    (b"\x04", (b"PK\x03\x04\x0a\0", b"PK\x03\x04\x14\0", b"PK\x03\x04-\0")),
    (b"\x1a", (b"\x89PNG\r\n\x1a\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    (b"\xff", (b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xdb")),
    (b"\x1f", (b"\x1f\x8b\x08",)),
    (b"\x1c", (b"7z\xbc\xaf\x27\x1c",)),
    (b"\xfd", (b"\xfd7zXZ\0", b"(\xb5/\xfd")),
)
_PDF: Final = re.compile(rb"%PDF-[12]\.\d\s[\0-\xff]{0,2000}?\d \d+ obj\b")
_QUOTES: Final = b"'\"`,|;\\=:("
# So many letters of UTF-16 in a text of one byte a letter, and of these in one of UTF-16: a program that
# writes another encoding was started on the same log.
_WIDE: Final = re.compile(rb"(?:\xff\xfe)?(?:[\t\n\r -~]\0){16}|(?:\xfe\xff)?(?:\0[\t\n\r -~]){16}")
_NARROW: Final = re.compile(rb"[\t\n\r -~]{48}")
# Controls that no program writes into a text as marks of fields, to a terminal or at a file's end (DOS);
# in a row they fill up.
_ODD: Final = bytes((0, *range(4, 7), *range(0x11, 0x1A), 0x7F))
_FILLED: Final = re.compile(rb"([\0\x7f])\1{3,}")
# In so many bytes so many of these are no text: of what is packed or encrypted one byte in fifteen is one.
CELL, LEAST_ODD = 512, 10
_FIRST_ODD: Final = re.compile(b"[" + re.escape(_ODD) + b"]")
# Signatures that a text may have too; a document begins with one where such bytes follow at once.
_WORDS: Final = re.compile(rb"BZh[1-9]1AY|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|\x5d\0\0|Salted__|8BPS\0")
_BEFORE: Final = 128  # bytes between a document's first one and its first odd one


def second_document(data: bytes) -> int | None:
    """Return where the first document of another kind begins in the bytes of a text, None for nowhere."""
    begins = [found.start()] if b"%PDF-" in data and (found := _PDF.search(data)) else []
    kinds = (kind for byte, kinds in _SIGNATURES if byte in data for kind in kinds)
    begins += [at for kind in kinds if (at := data.find(kind)) >= 0]
    return min((at for at in begins if at and data[at - 1] not in _QUOTES), default=None)


def find_change(data: bytes, codec: str, start: int = 0) -> int | None:
    """Return where a text in a codec goes on in one whose letters are of another width, None for nowhere."""
    if codec.startswith("utf-32"):
        return None
    wide = codec.startswith("utf-16")
    if not wide and b"\0" not in data:
        return None
    found = (_NARROW if wide else _WIDE).search(data, start)
    at = found.start() if found else 0
    return at if at and (wide or data[at - 1] not in _QUOTES) else None


class Noise(NamedTuple):
    """Bytes in a text that are none: where they begin, and whether no text goes on behind them."""

    at: int
    is_document: bool


def find_noise(data: bytes, start: int = 0) -> Noise | None:
    """Return the first bytes of a text that are none, None where all is text.

    They are no document of their own where they stand in quotes, as a field of a dump does.
    """
    part = data[start:]
    if len(part) - len(part.translate(None, _ODD)) < LEAST_ODD:
        return None
    cells = [_is_noise(part[at : at + CELL]) for at in range(0, len(part), CELL)]
    if True not in cells:
        return None
    first = cells.index(True)
    found = _FIRST_ODD.search(part, max(0, first * CELL - _BEFORE))
    odd = found.start() if found else first * CELL
    at = start + _find_begin(part, odd)
    # The last cell may be too short to show what it is.
    return Noise(at, at > 0 and data[at - 1] not in _QUOTES and all(cells[first:-1] or cells[first:]))


def _is_noise(cell: bytes) -> bool:
    if len(cell) - len(cell.translate(None, _ODD)) < LEAST_ODD:
        return False
    cell = _FILLED.sub(b"", cell)
    return len(cell) - len(cell.translate(None, _ODD)) >= LEAST_ODD


def _find_begin(data: bytes, odd: int) -> int:
    """Return where a document begins, given its first odd byte: at a signature or the begin of a line."""
    before = max(0, odd - _BEFORE)
    if found := _WORDS.search(data, before, odd + 16):
        return min(found.start(), odd)
    return max(before, data.rfind(b"\n", before, odd) + 1)


def find_mainframe(data: bytes, start: int = 0) -> int | None:
    """Return where a text of ASCII goes on in that of a mainframe (EBCDIC), None for nowhere."""
    found = HIGH.search(data, start)
    if found is None:
        return None
    at = data.rfind(b"\n", 0, found.start()) + 1 or start
    return at if at and is_mainframe(data[at : at + LOOKED_AHEAD]) else None
