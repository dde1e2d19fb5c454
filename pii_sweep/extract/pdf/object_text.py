"""The text in a PDF's objects: strings of dictionaries, and those that operators show.

ISO 32000-1: 7.3.4 (strings), 9.4 (text objects).

Without its font a shown string is text only where its codes are those of Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pii_sweep.extract.image.exif import SAYS

_STRING: Final = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\))*+\)"
_TOKEN = re.compile(rb"/([^\s/<>\[\]()%%]+)|(%s)|<([0-9A-Fa-f\s]{4,}+)>" % _STRING, re.S)
# Strings that name things inside the file, or say how it was made and looks.
_FORM: Final = frozenset(
    b"T TU TM ID O U OE UE Perms Lang D Names Limits P NM DA DS DR CreationDate ModDate LastModified M CA AC"
    b" Producer Creator Registry Ordering CharSet FontFamily FontName Trapped GTS_PDFXVersion CS V1 Panose FT"
    b" GTS_PDFXConformance OutputCondition OutputConditionIdentifier RegistryName St Cert ByteRange Ff S Type"
    b" DocChecksum PTEX.Fullbanner Subtype Dests Changes CheckSum SourceModified Kids Style XFA".split()
)
# Of these, the names of fields, pages and places in the document, which a person may have given.
_NAMED: Final = frozenset(b"T TU TM".split())
_PLACES: Final = frozenset(b"Names D P Limits Fit FitB FitH FitV FitBH FitBV FitR XYZ".split())
_PERSON = re.compile(r"[A-Z][a-z]+[ _](?:[A-Z]\.?[ _])?[A-Z][a-z]+")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME = re.compile(rb"/([^\s/<>\[\]()%%]*#[^\s/<>\[\]()%%]*)|(%s)" % _STRING, re.S)
_REGULAR = re.compile(rb"[\w.+*-]")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.S)
_SIGNS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_DATE = re.compile(r"D:\d{4}")
_LETTERS = re.compile(r"[^\W\d_]{2}|\d{5}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
# An operator that shows text with its operand, or one that begins a line.
_SHOWN = re.compile(
    rb"(?P<one>%s|<[0-9A-Fa-f\s]*+>)\s*+(?P<by>Tj|'|\")|(?P<many>\[(?:[^\[\]()]|%s)*+\])\s*+TJ|\b(?:T[dDm]|ET)\b|T\*"
    % (_STRING, _STRING),
    re.S,
)
_PART = re.compile(rb"(%s)|<([0-9A-Fa-f\s]*+)>|(-?[\d.]+)" % _STRING, re.S)
_SPACE = -180.0  # thousandths of the size: a gap as wide as a word's
_LEAST: Final = 0.9  # share of signs that can be read where a string is text
_TEXT_BYTES = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\x80-\xff]")


def find_strings(text: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the strings of an object that are not form, each with the name before it."""
    name = b""
    for token in _TOKEN.finditer(text):
        if token[1]:
            name = token[1]
            continue
        raw = _unescape(token[2][1:-1]) if token[2] else _decode_hex(token[3])
        if name not in _FORM and name not in _PLACES:
            yield name.decode("latin-1"), raw
        elif (name in _NAMED or name in _PLACES) and (said := _read_name(raw, place=name in _PLACES)):
            yield "", said.encode("utf-8-sig")


def find_all_strings(text: bytes) -> Iterator[tuple[str, str]]:
    """Yield every string of an object that can be read, each with the name before it."""
    name = ""
    for token in _TOKEN.finditer(text):
        if token[1]:
            name = token[1].decode("latin-1")
        elif value := _decode(_unescape(token[2][1:-1]) if token[2] else _decode_hex(token[3])).strip():
            yield name, value


def _read_name(raw: bytes, *, place: bool) -> str:
    """Return what a name says that a person gave: a mailbox, a number, of a place a person."""
    text = decode_string(raw).replace("_", " ")
    return text if SAYS.search(text) or (place and _PERSON.search(text)) else ""


def unescape_names(text: bytes) -> bytes:
    """Return an object with the regular signs of its names that are written as digits (7.3.5)."""
    return _NAME.sub(lambda name: name[2] or b"/" + _ESCAPED.sub(_plain_sign, name[1]), text)


def _plain_sign(sign: re.Match[bytes]) -> bytes:
    plain = bytes.fromhex(sign[1].decode())
    return plain if _REGULAR.match(plain) else sign[0]


def find_names(text: bytes) -> Iterator[str]:
    """Yield the names in an object that have blanks and say something: keys of places, values of buttons."""
    for name in _NAME.finditer(text):
        if name[1]:
            raw = _ESCAPED.sub(lambda sign: bytes.fromhex(sign[1].decode()), name[1])
            if said := _read_name(raw, place=False):
                yield said


def decode_string(raw: bytes) -> str:
    """Return a text string (7.9.2.2), empty where it is no text."""
    text = _decode(raw)
    return text if _LETTERS.search(text) and not _DATE.match(text) else ""


def _decode(raw: bytes) -> str:
    """Return a text string, empty where it cannot be read."""
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        text = raw.decode("utf-16", "replace")
    elif raw.startswith(b"\xef\xbb\xbf"):
        text = raw.decode("utf-8-sig", "replace")
    else:
        text = raw.decode("cp1252", "replace")
    return text if _share_readable(text) >= _LEAST else ""


def read_operators(data: bytes) -> tuple[list[str], bool] | None:
    """Return the lines that a stream shows, and whether some need a font; None where it shows no text."""
    lines, line, lost, any_shown = list[str](), list[str](), False, False
    for found in _SHOWN.finditer(data):
        if found["one"] is None and found["many"] is None:
            lines.append("".join(line))
            line = []
            continue
        any_shown = True
        if found["by"] in (b"'", b'"'):
            lines.append("".join(line))
            line = []
        raw = _join_parts(found["many"] or found["one"])
        text = raw.decode("cp1252", "replace")
        if raw and _share_readable(text) < _LEAST:
            lost = True
        else:
            line.append(text)
    lines.append("".join(line))
    return ([one for one in lines if one.strip()], lost) if any_shown else None


def is_readable(data: bytes) -> bool:
    """Indicate whether a stream is text rather than figures."""
    head = data[:4096]
    return b"\0" not in head and len(_TEXT_BYTES.findall(head)) >= _LEAST * len(head) and not _is_high(head)


def _is_high(head: bytes) -> bool:
    return 2 * sum(byte > 0x7F for byte in head) > len(head)


def _join_parts(operand: bytes) -> bytes:
    """Return the string that an operand shows; a wide gap between its parts is a space."""
    parts = list[bytes]()
    for part in _PART.finditer(operand):
        if part[1]:
            parts.append(_unescape(part[1][1:-1]))
        elif part[2] is not None:
            parts.append(_decode_hex(part[2]))
        elif part[3].count(b".") < 2 and part[3].strip(b"-.") and float(part[3]) < _SPACE:
            parts.append(b" ")
    return b"".join(parts)


def _share_readable(text: str) -> float:
    return 1 - len(_CONTROL.findall(text)) / len(text) if text else 1.0


def _unescape(text: bytes) -> bytes:
    """Return a literal string without its escapes."""
    if b"\\" not in text:
        return text
    return _ESCAPE.sub(_sign, text)


def _sign(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1] in b"01234567":
        return bytes((int(sign, 8) & 0xFF,))
    return b"" if sign in (b"\n", b"\r", b"\r\n") else _SIGNS.get(sign, sign)


def _decode_hex(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode())
