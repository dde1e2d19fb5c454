"""What a PDF's stream becomes, identified by its bytes: inflated piece by piece, and given up past a bound.

Filters are known by what they leave, not by what a dictionary names: Flate by its header (RFC 1950), and
hexadecimal digits and ASCII85 (ISO 32000-1, 7.4.2, 7.4.3) by a header behind them.
"""

from __future__ import annotations

import binascii
import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import numpy as np

RATIO = 1032  # the most that Deflate makes of a byte (RFC 1951: 258 bytes of two bits)
PIECE = 1 << 18
LAYERS = 8  # filters behind filters that are followed
HEADER = 64  # bytes that identify a filter
# How the digits of ASCII85 begin that hold a header of Flate: five of them are four bytes.
FLATE_IN_A85 = {
    bytes((33 + (method << 24 | rest) // 85**4,)) for method in range(8, 0x80, 16) for rest in (0, 0xFFFFFF)
}
NO_HEX = re.compile(rb"[^0-9A-Fa-f]+")
POWERS = 85 ** np.arange(4, -1, -1)
SPACES = b" \t\n\r\v\f"
LONG = 100  # digits
NO_A85 = re.compile(rb"[^!-uz\s]")
INLINE = re.compile(rb"\bID\s(?=[\x08-\x78])")  # the data of a picture among operators (ISO 32000-1, 8.9.7)

Pieces = Iterator[bytes]


class TooLong(Exception):
    """More came out than the bound."""


def inflate(data: bytes, most: int) -> Pieces:
    """Yield what comes out behind the last filter; raises TooLong where any passes `most` bytes."""
    pieces: Pieces = iter((data,))
    for _ in range(LAYERS):
        first = next(pieces, b"")
        opened = _filter(first)
        pieces = chain((first,), pieces)
        if opened is None:
            return pieces
        pieces = _count_pieces(opened(pieces), most)
    raise TooLong


def operators(data: bytes, most: int) -> tuple[bytes, int]:
    """Return what may be a page's operators, and their length with that of the pictures among them.

    Raises TooLong past `most` bytes.
    """
    text = b"".join(inflate(data, most))
    total = len(text)
    for found in INLINE.finditer(text) if b"ID" in text else ():
        if _filter(text[found.end() : found.end() + HEADER]) is not None:
            total += sum(map(len, inflate(text[found.end() :], most - total)))
    return text, total


def _count_pieces(pieces: Iterable[bytes], most: int) -> Pieces:
    for piece in pieces:
        most -= len(piece)
        if most < 0:
            raise TooLong
        yield piece


def _filter(first: bytes) -> Callable[[Pieces], Pieces] | None:
    """Return what undoes the filter that the first bytes show, None where they show none."""
    if _is_flate(first[:2]):
        return _inflate
    head = b"".join(first[:HEADER].split())
    if _is_flate(_decode_hex(head[:4])):
        return _unhex
    return _una85 if head[:1] in FLATE_IN_A85 and _is_flate(_unbase(head[:5])) else None


def _is_flate(head: bytes) -> bool:
    return len(head) >= 2 and head[0] & 0x8F == 8 and (head[0] << 8 | head[1]) % 31 == 0


def _inflate(pieces: Pieces) -> Pieces:
    """Yield what Flate makes, up to where it breaks, as PDFium keeps it."""
    inflater = zlib.decompressobj()
    for piece in pieces:
        left = piece
        while left and not inflater.eof:
            try:
                out = inflater.decompress(left, PIECE)
            except zlib.error:
                return
            left = inflater.unconsumed_tail
            yield out


def _unhex(pieces: Pieces) -> Pieces:
    rest = b""
    for piece in pieces:
        digits = rest + NO_HEX.sub(b"", piece)
        even = len(digits) & ~1
        rest = digits[even:]
        yield binascii.unhexlify(digits[:even])


def _decode_hex(digits: bytes) -> bytes:
    try:
        return binascii.unhexlify(digits)
    except binascii.Error:
        return b""


def _una85(pieces: Pieces) -> Pieces:
    digits = b"".join(pieces)
    end = NO_A85.search(digits)
    yield _unbase(digits[: end.start() if end else len(digits)])


def _unbase(digits: bytes) -> bytes:
    """Return what digits of ASCII85 stand for; many are taken at once, twenty times as fast."""
    digits = digits.translate(None, SPACES).replace(b"z", b"!!!!!")
    if len(digits) >= LONG:
        end = len(digits) - len(digits) % 5
        groups = (np.frombuffer(digits[:end], np.uint8).reshape(-1, 5) - np.uint8(33)) @ POWERS
        if int(groups.max()) < 1 << 32:
            return groups.astype(">u4").tobytes() + _unbase(digits[end:])
    try:
        return a85decode(digits)
    except ValueError:
        return b""
