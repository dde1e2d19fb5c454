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


def second_document(data: bytes) -> int | None:
    """Return where the first document of another kind begins in the bytes of a text, None for nowhere."""
    begins = [found.start()] if b"%PDF-" in data and (found := _PDF.search(data)) else []
    kinds = (kind for byte, kinds in _SIGNATURES if byte in data for kind in kinds)
    begins += [at for kind in kinds if (at := data.find(kind)) >= 0]
    return min((at for at in begins if at and data[at - 1] not in _QUOTES), default=None)
