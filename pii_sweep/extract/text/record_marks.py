"""Ends of records and fields that are no line's and no tab's: those of multivalue databases and of ASCII.

Pick and its kin (UniVerse, UniData, D3) part what they hold by the bytes 0xFF, 0xFE, 0xFD and 0xFC, which no
UTF-8 holds and which are letters in older codecs; ASCII has signs of its own for records and fields (0x1E,
0x1F). Such a file has no lines, and as many fields in each record: text in which those bytes are letters
has not.
"""

from __future__ import annotations

import codecs
from typing import Final

SEEN: Final = 8192  # bytes that decide
LEAST_RECORDS, LEAST_FIELDS = 3, 3
# From the mark that parts most to the one that parts least.
_MULTIVALUE, _ASCII = b"\xff\xfe\xfd\xfc", b"\x1e\x1f"
_OTHER_ASCII: Final = b"\x1c\x1d"  # messages have them, whose segments are read by their own readers
_MARKS_OF_ORDER: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def find_marks(head: bytes) -> bytes | None:
    """Return a table that turns marks of records into ends of lines, of fields into tabs; None without."""
    part = head[:SEEN]
    if any(sign in part for sign in (b"\n", b"\t", b"\0")) or part.startswith(_MARKS_OF_ORDER):
        return None
    for family in (_MULTIVALUE, _ASCII):
        present = [sign for sign in family if sign in part]
        if len(present) < 2 or family is _ASCII and any(sign in part for sign in _OTHER_ASCII):
            continue
        records = part.split(bytes(present[:1]))
        records = records[:-1] if len(head) >= SEEN or not records[-1] else records
        counts = {record.count(present[1]) for record in records}
        if len(records) >= LEAST_RECORDS and len(counts) == 1 and counts.pop() >= LEAST_FIELDS - 1:
            return bytes.maketrans(bytes(present), b"\n\t;;"[: len(present)])
    return None
