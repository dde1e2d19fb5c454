"""What an XLS workbook holds next to its cells (MS-XLS): comments, text boxes, margins, links, pictures."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.office.art import pictures
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Gap, Passage, Where

HEADER, FOOTER, NOTE, TEXT, CONTINUE, LINK, ART = 0x14, 0x15, 0x1C, 0x1B6, 0x3C, 0x1B8, 0xEB
_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])")
_MAIL = re.compile(r"(?:mailto|tel):([^\0?]+)", re.I)


def notes(book: bytes, where: Where, budget: Budget) -> Iterator[Passage | Blob | Gap]:
    """Yield the texts next to the cells as prose, and the workbook's pictures."""
    lines, art = list[str](), bytearray()
    before = 0
    for kind, data in _records(book):
        if kind in {HEADER, FOOTER} and len(data) > 3:
            lines.append(_CODE.sub(" ", _text(data[2:], *struct.unpack_from("<H", data))))
        elif kind == NOTE and len(data) > 11:
            lines.append(f"Author: {_text(data[10:], *struct.unpack_from('<H', data, 8))}")
        elif kind == CONTINUE and before == TEXT and data:
            lines.append(_text(data, len(data)))
        elif kind == LINK and (link := _MAIL.search(data.decode("utf-16-le", "ignore"))):
            lines.append(f"Link: {link[1]}")
        elif kind == ART or (kind == CONTINUE and before == ART):
            art += data
        before = ART if kind == CONTINUE and before == ART else kind
    rows = [f"{' '.join(line.split())}\n" for line in lines if line.strip("\0 ")]
    yield from passages(rows, where, budget)
    budget.unpacked(len(art))
    yield from pictures(bytes(art), where)


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _text(data: bytes, count: int) -> str:
    """Return a string that begins with the byte that says whether its characters take two (2.5.293)."""
    if data[0] & 1:
        return data[1 : 1 + 2 * count].decode("utf-16-le", "replace")
    return data[1 : 1 + count].decode("latin-1")
