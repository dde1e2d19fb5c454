"""Bytes that a program wrote as a list of numbers: `{"type": "Buffer", "data": [72, 101, …]}` of Node.js."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Final

from pii_sweep.extract.text.hex_text import says_something

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]

LEAST: Final = 24  # bytes: a shorter list holds figures
MOST: Final = 1 << 24
_BYTE: Final = re.compile(r"0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5]")
# Of a text most signs are small letters, figures, blanks and marks of lists; of marks or ages few are.
_PLAIN: Final = re.compile(rb"[a-z0-9\s,.;:@\"{}()_/-]")
_SMALL: Final = re.compile(rb"[a-z]")
# What parts the words.
_PARTS: Final = re.compile(rb"[\s,.:;\"@0-9]")
_PLAIN_SHARE, _SMALL_SHARE, _PARTS_SHARE = 0.7, 0.15, 0.06
_FILES: Final = (b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b\x08")
_URI: Final = "data:application/octet-stream;base64,"


def join_bytes(leaves: Iterator[Leaf]) -> Iterator[Leaf]:
    """Yield leaves, the elements of a list of bytes that are a text or a file as one: its `data:` URL."""
    parent: Path = ()
    held = bytearray()
    for path, value in leaves:
        is_byte = len(value) <= 3 and path and type(path[-1]) is int and _BYTE.fullmatch(value) is not None
        if is_byte and path[-1] == len(held) + 1 and len(held) < MOST and (not held or path[:-1] == parent):
            parent = path[:-1]
            held.append(int(value))
            continue
        yield from _join_held(parent, held)
        held.clear()
        if is_byte and path[-1] == 1:
            parent = path[:-1]
            held.append(int(value))
        else:
            yield path, value
    yield from _join_held(parent, held)


def _join_held(parent: Path, held: bytearray) -> Iterator[Leaf]:
    if len(held) >= LEAST and _is_file(bytes(held)):
        yield (*parent, "bytes") if not parent or isinstance(parent[-1], int) else parent, _encode(held)
        return
    for number, byte in enumerate(held, 1):
        yield (*parent, number), str(byte)


def _encode(held: bytearray) -> str:
    return _URI + base64.b64encode(held).decode()


def _is_file(data: bytes) -> bool:
    if data.startswith(_FILES):
        return True
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return (
        len(_PLAIN.findall(data)) >= _PLAIN_SHARE * len(data)
        and len(_SMALL.findall(data)) >= _SMALL_SHARE * len(data)
        and len(_PARTS.findall(data)) >= _PARTS_SHARE * len(data)
        and says_something(text)
    )
