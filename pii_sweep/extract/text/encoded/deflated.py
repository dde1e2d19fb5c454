"""Deflated bytes within a text: those of zlib, bare ones (RFC 1950, 1951), as SAML has them, and of gzip."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO, Final

from pii_sweep.errors import Corrupt, TooBig

MOST: Final = 1 << 26  # bytes that are held
_FORMS: Final = (zlib.MAX_WBITS, -zlib.MAX_WBITS, 16 + zlib.MAX_WBITS)
_HEAD: Final = 64  # bytes that identify a text
_LEAST: Final = 12  # signs of a text: chance makes a few of any bytes


def inflate(data: bytes) -> bytes:
    """Return what deflated bytes hold, nothing where they are not deflated; raises TooBig past `MOST`."""
    for bits in _FORMS:
        if not _begins(data, bits):
            continue
        stream = zlib.decompressobj(bits)
        try:
            shown = stream.decompress(data, MOST)
        except zlib.error:
            continue
        if stream.eof and not stream.unused_data:
            return shown
        if not stream.eof and len(shown) == MOST:
            raise TooBig("deflated text", reason="RATIO_LIMIT")
    return b""


def open_deflated(data: bytes) -> BinaryIO:
    """Return what deflated bytes hold as a body; raises TooBig past `MOST`, Corrupt where they break off."""
    shown = inflate(data)
    if not shown:
        raise Corrupt("deflated text")
    return io.BytesIO(shown)


def is_deflated_text(data: bytes) -> bool:
    """Indicate whether bytes are deflated and begin with printable text."""
    return any(_begins(data, bits) for bits in _FORMS)


def _begins(data: bytes, bits: int) -> bool:
    try:
        head = zlib.decompressobj(bits).decompress(data, _HEAD)
    except zlib.error:
        return False
    text = head.decode("utf-8", "ignore")
    return (
        len(text.encode()) > len(head) - 4
        and all(sign.isprintable() or sign in "\r\n\t" for sign in text)
        and len(text) >= _LEAST
    )
