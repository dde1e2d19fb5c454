"""Word 97–2003 (MS-DOC): the text of all its parts by the piece table, authors, properties, pictures.

The parts (main text, footnotes, headers, comments, endnotes, text boxes) lie one after the other in one
space of characters (2.4.1); the piece table in the Clx (2.9.38) says where each piece is stored.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO

from pii_sweep.errors import Corrupt, Encrypted
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.office.art import pictures
from pii_sweep.extract.office.legacy import convert
from pii_sweep.extract.office.ole import check_chains, open_compound_file, properties, whole_stream
from pii_sweep.extract.table.layout.aligned import read_lines
from pii_sweep.types import Blob, Piece, Where

WORD_97 = 0x00C1
ENCRYPTED, TABLE_ONE = 0x0100, 0x0200  # flags of the FibBase (2.5.2)
CLX_AT, OWNERS_AT, REVISERS_AT, SAVERS_AT = 0x1A2, 0x1BA, 0x232, 0x2D2  # pairs of FibRgFcLcb97 (2.5.6)
COMPRESSED = 0x4000_0000
MAX_NAMES = 10_000
_FIELD = re.compile("\x13([^\x13\x14\x15]*)\x14?|\x15")
_LINK = re.compile(r"HYPERLINK\s+\"?(?:mailto|tel):([^\"\s]+)", re.I)
_SIGNS = str.maketrans(
    {"\x0b": "\n", "\x0c": "\n", "\r": "\n", "\x1e": "-", "\xa0": " "}
    | dict.fromkeys("\x00\x01\x02\x03\x04\x05\x06\x08\x0e\x0f\x1f", "")
)


def read_doc(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield a document's text, tables of people, names of authors, properties and pictures.

    Raises Encrypted, Corrupt, TooBig. What is older than Word 97 is converted by kreuzberg.
    """
    file = open_compound_file(body)
    with closing(file):
        check_chains(file)
        limit = budget.settings.max_memory_bytes // 4
        word = whole_stream(file, "WordDocument", limit)
        if len(word) >= 12 and int.from_bytes(word[10:12], "little") & ENCRYPTED:
            raise Encrypted()
        if len(word) < SAVERS_AT + 8 or int.from_bytes(word[2:4], "little") < WORD_97:
            yield from convert(body, Kind.DOC, where, budget)
            return
        flags = int.from_bytes(word[10:12], "little")
        table = whole_stream(file, "1Table" if flags & TABLE_ONE else "0Table", limit)
        text = to_text(_text(word, table))
        yield from read_lines((line.strip(" \t") + "\n" for line in text.split("\n")), where, budget)
        yield from properties(file, where, _names(word, table))
        for data in (whole_stream(file, "Data", limit), word):
            budget.unpacked(len(data))
            yield from pictures(data, where)


def _text(word: bytes, table: bytes) -> str:
    """Return the characters of all parts; raises Corrupt."""
    clx = _part(word, table, CLX_AT)
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:  # property modifiers come before the piece table
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != 2:
        raise Corrupt("piece table")
    size = min(struct.unpack_from("<I", clx, at + 1)[0], len(clx) - at - 5)
    plc, count = clx[at + 5 : at + 5 + size], (size - 4) // 12
    if count < 1:
        raise Corrupt("piece table")
    places = struct.unpack_from(f"<{count + 1}I", plc)
    text, left = [], len(word)
    for number in range(count):
        length = places[number + 1] - places[number]
        (start,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
        wide = not start & COMPRESSED
        start = start & ~COMPRESSED if wide else (start & ~COMPRESSED) // 2
        data = word[start : start + max(0, length) * (1 + wide)]
        left -= len(data)
        if length < 0 or left < 0:
            raise Corrupt("piece table")  # pieces that overlap would multiply the text
        text.append(data.decode("utf-16-le" if wide else "cp1252", "replace"))
    return "".join(text)


def _part(word: bytes, table: bytes, at: int) -> bytes:
    start, size = struct.unpack_from("<II", word, at)
    return table[start : start + size]


def to_text(text: str) -> str:
    """Return Word's characters as text: cells parted by tabs, fields as their results and mail links."""
    text = text.replace("\x07\x07", "\n").replace("\x07", "\t")

    def field(found: re.Match[str]) -> str:
        link = _LINK.search(found[1] or "")
        return f" {link[1]} " if link else ""

    return _FIELD.sub(field, text).translate(_SIGNS)


def _names(word: bytes, table: bytes) -> list[str]:
    """Return who wrote comments and revisions, and who saved the file (2.9.135, 2.9.278, 2.9.286)."""
    owners = _part(word, table, OWNERS_AT)
    found, at = list[str](), 0
    while at + 2 <= len(owners) and len(found) < MAX_NAMES:
        size = 2 * struct.unpack_from("<H", owners, at)[0]
        found.append(owners[at + 2 : at + 2 + size].decode("utf-16-le", "replace"))
        at += 2 + size
    for place in (REVISERS_AT, SAVERS_AT):
        found += _strings(_part(word, table, place))
    return [name for name in dict.fromkeys(found) if name.strip() and name != "Unknown"]


def _strings(data: bytes) -> list[str]:
    """Return the strings of an STTB of 16-bit characters (2.2.4)."""
    if len(data) < 6 or data[:2] != b"\xff\xff":
        return []
    count, extra = struct.unpack_from("<HH", data, 2)
    found, at = list[str](), 6
    while at + 2 <= len(data) and len(found) < min(count, MAX_NAMES):
        size = 2 * struct.unpack_from("<H", data, at)[0]
        found.append(data[at + 2 : at + 2 + size].decode("utf-16-le", "replace"))
        at += 2 + size + extra
    return found
