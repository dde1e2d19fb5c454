"""Bytes that a program wrote as a list of decimal numbers (`[72, 101, …]`), signed as by Java or not."""

from __future__ import annotations

import base64
import re
from typing import Final

from pii_sweep.extract.text.encoded.hex_text import says_something

LEAST: Final = 24  # bytes: a shorter list holds figures
# Of a text most signs are small letters, figures, blanks and marks of lists; of marks or ages few are.
_PLAIN: Final = re.compile(rb"[a-z0-9\s,.;:@\"{}()_/\x80-\xff-]")
_SMALL: Final = re.compile(rb"[a-z]")
# What parts the words.
_PARTS: Final = re.compile(rb"[\s,.:;\"@0-9]")
_LISTED_SHARE: Final = 0.8  # of a value that no format calls bytes, which may be pixels or measurements
_PLAIN_SHARE, _SMALL_SHARE, _PARTS_SHARE = 0.7, 0.15, 0.06
_FILES: Final = (b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b\x08")
_URI: Final = "data:application/octet-stream;base64,"
_LIST: Final = re.compile(rf"[\[({{]?\s?(-?\d{{1,3}}(?:,\s?-?\d{{1,3}}){{{LEAST - 1},}}+)\s?[\])}}]?\s*")


def read_list(text: str) -> bytes | None:
    """Return the bytes of text or a file that a value lists in decimal; None for others."""
    if (found := _LIST.fullmatch(text)) is None:
        return None
    numbers = [int(number) for number in found[1].split(",")]
    if min(numbers) < -128 or max(numbers) > 255:
        return None
    data = bytes(number % 256 for number in numbers)
    return data if is_text_or_file(data, _LISTED_SHARE) else None


def write_uri(data: bytes) -> str:
    """Return bytes as a `data:` URL, which readers of values open."""
    return _URI + base64.b64encode(data).decode()


def is_file(data: bytes) -> bool:
    """Indicate whether bytes begin as a document or a picture does."""
    return data.startswith(_FILES)


def is_text_or_file(data: bytes, least_plain: float = _PLAIN_SHARE) -> bool:
    """Indicate whether bytes are a text by its letters, blanks and marks, or begin as a file does.

    `least_plain` is the share of plain signs that a text has at least.
    """
    if is_file(data):
        return True
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return (
        len(_PLAIN.findall(data)) >= least_plain * len(data)
        and len(_SMALL.findall(data)) >= _SMALL_SHARE * len(data)
        and len(_PARTS.findall(data)) >= _PARTS_SHARE * len(data)
        and says_something(text)
    )
