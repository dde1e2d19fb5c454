"""Printable text as Base32 (RFC 4648) or Base85 (RFC 1924, Adobe's ASCII85) within a text."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final

from pii_sweep.extract.text.encoded.hex_text import says_something

_BASE32: Final = re.compile(r"(?<![\w+/=-])[A-Z2-7]{24,65536}+={0,6}(?![\w+/=-])")
_ADOBE: Final = re.compile(r"<~[!-uz\s]{20,65536}~>")
# Digits of Base85 are as good as all printable signs: a word of so many without a space is one of them.
_BASE85: Final = re.compile(r"(?<!\S)[!-~]{25,65536}+(?!\S)")
_MARKS: Final = re.compile(r"[!#$%&()*+;<>?@^`{|}~\"',./:\\\[\]]")
_SHARE: Final = 0.06  # of the signs are marks that Base64 has not


def find_digits(text: str) -> Iterator[tuple[int, str]]:
    """Yield what Base32 and Base85 stand for where it is printable text, with the place where it begins."""
    for match in _BASE32.finditer(text):
        if (shown := _decode_base32(match[0])) is not None:
            yield match.start(), shown
    for match in _ADOBE.finditer(text) if "<~" in text else ():
        if (shown := _decode_adobe(match[0])) is not None:
            yield match.start(), shown
    for match in _BASE85.finditer(text):
        if (shown := _decode_base85(match[0])) is not None:
            yield match.start(), shown


def _decode_base32(token: str) -> str | None:
    digits = token.rstrip("=")
    if not any(map(str.isdecimal, digits)) or len(digits) % 8 in (1, 3, 6):
        return None
    return _text(base64.b32decode(digits + "=" * (-len(digits) % 8)))


def _decode_adobe(token: str) -> str | None:
    try:
        return _text(base64.a85decode(token, adobe=True))
    except ValueError:
        return None


def _decode_base85(token: str) -> str | None:
    if token.startswith("<~") or "://" in token or len(_MARKS.findall(token)) < _SHARE * len(token):
        return None
    for decode in (base64.b85decode, base64.a85decode):
        try:
            shown = _text(decode(token))
        except (binascii.Error, ValueError):
            continue
        if shown is not None:
            return shown
    return None


def _text(data: bytes) -> str | None:
    try:
        shown = data.decode()
    except UnicodeDecodeError:
        return None
    return shown if says_something(shown) else None
