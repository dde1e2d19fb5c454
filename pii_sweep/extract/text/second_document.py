"""Where the text of a body ends because a document of another kind begins: a PDF behind a page of HTML.

Text that was read on would be taken for read whole, and the document for words. A signature in quotes is the
content of a field, as dumps of databases hold it.
"""

from __future__ import annotations

import re
from typing import Final

LOOKED_AHEAD: Final = 2048  # bytes in which a PDF's first object begins
# None of these is text: each has a byte that texts do not, which is sought first. TAR and SQLite have theirs
# elsewhere.
_SIGNATURES: Final = (
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
