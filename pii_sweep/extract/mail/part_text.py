"""The bytes and the text of a part of a mail, whatever its headers say of them (RFC 2045, 3676, 1896)."""

from __future__ import annotations

import base64
import binascii
import re
from email.message import Message
from itertools import takewhile
from typing import Final, TypeAlias

from pii_sweep.extract.text.decode import codec, register_lenient

Part: TypeAlias = "Message[str, str]"

LINE: Final = 64  # bytes that Python's parser holds for each line next to its characters
# Between words, which Base64 has not, and a line of it.
_BLANK: Final = re.compile(r"[^\s][ \t]+[^\s]")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{4,}={0,2}")
_LETTERS: Final = re.compile(rb"[\t\n\r\f -~]*")  # of ASCII
_LONG: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_WIDE: Final = ("utf-16", "utf16", "utf-32", "utf32", "ucs", "iso-10646")
_SURE: Final = 3  # letters of several bytes that are no chance; one is none in letters of Western Europe
_LATIN: Final = ("iso-8859-1", "iso8859-1", "latin", "windows-1252", "cp1252")
# Codecs whose letters of ASCII stand for others, behind marks that they have.
_MARKED: Final = re.compile(r"utf_?-?7|hz|iso-?2022")
_SOFT: Final = re.compile(r"^((?:> ?)*+)(?!-- \n)(.*) \n\1(?!>)", re.M)
# Of enriched text: what a command takes, a command, and a sign that begins none.
_COMMAND: Final = re.compile(r"(?is)<param>.{0,200}?</param>|</?[a-z][a-z0-9-]{0,58}>|<(<)")


def read_bytes(part: Part) -> bytes:
    """Return the bytes of a part; one that its header calls Base64 may have words in it."""
    try:
        data = part.get_payload(decode=True)
    except (binascii.Error, ValueError, LookupError, TypeError, AttributeError):
        data = None
    raw = part.get_payload()
    if isinstance(raw, str) and _is_misread(part, raw):
        return _decode_lines(raw.strip().splitlines())
    if isinstance(data, bytes):
        return data
    return raw.encode("utf-8", "replace") if isinstance(raw, str) else b""


def _is_misread(part: Part, raw: str) -> bool:
    """Indicate whether a part that its header calls Base64 has words in it."""
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if encoding != "base64" or _BLANK.search(raw) is None:
        return False
    try:  # blanks alone within its lines hurt nothing
        base64.b64decode("".join(raw.split()), validate=True)
    except binascii.Error:
        return True
    return False


def _decode_lines(lines: list[str]) -> bytes:
    """Return what the first lines are in Base64, and the others, such as a list's foot, as they stand."""
    head = list(takewhile(_BASE64.fullmatch, lines)) if lines and len(lines[0]) >= LINE // 4 else []
    signs = "".join(head).rstrip("=")
    try:
        data = base64.b64decode(signs + "=" * (-len(signs) % 4))
    except binascii.Error:
        data, head = b"", []
    return b"\n".join([data, *(line.encode("utf-8", "replace") for line in lines[len(head) :])])


def read_text(part: Part) -> str:
    """Return the text of a part, in the codec that its bytes are in; broken lines and commands are undone."""
    text = _decode(part).replace("\r\n", "\n")
    if part.get_content_type() == "text/enriched":
        return _COMMAND.sub(lambda found: found[1] or "", text)
    if str(part.get_param("delsp", "")).lower() == "yes" and part.get_content_type() == "text/plain":
        return join_lines(text)
    return text


def _decode(part: Part) -> str:
    data = read_bytes(part)
    said = (part.get_content_charset() or "utf-8").lower()
    name, mark = codec(data)  # HTML may say it itself
    if is_said(data, said) and not (said.startswith(_WIDE) and name.startswith(_WIDE)):
        try:
            return data.decode(said)
        except (UnicodeError, LookupError, ValueError):
            pass
    return data[mark:].decode(name, register_lenient())


def is_said(data: bytes, said: str) -> bool:
    """Indicate whether bytes may be in the codec that a header names.

    Zeros are of wide letters; those have zeros, or marks of no text; and what is UTF-8 by no chance is that.
    """
    if not said.startswith(_WIDE) and b"\0" in data:
        return False
    if _LETTERS.fullmatch(data):
        return _MARKED.match(said) is not None or _is_of_ascii(said)
    least = _SURE if _is_of_ascii(said) and not said.startswith(_LATIN) else 1
    if said in ("utf-8", "utf8") or len(_LONG.findall(data)) < least or b"\0" in data:
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return False


def _is_of_ascii(said: str) -> bool:
    """Indicate whether the letters of ASCII are themselves in a codec."""
    try:
        return b"Az 09@-".decode(said) == "Az 09@-"
    except (UnicodeError, LookupError, ValueError):
        return False


def join_lines(text: str) -> str:
    """Return flowed text whose lines are broken within words, each behind a blank, in whole lines."""
    while (joined := _SOFT.sub(r"\1\2", text)) != text:
        text = joined
    return text
