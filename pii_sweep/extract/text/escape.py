r"""Escapes in a line of text, source code or a log: `\n` and `\t`, `\u00fc`, `\xfc`, `\303\274`, `&#252;`.

As C and its descendants write strings (ISO C, 6.4.4.4), JSON (RFC 8259, section 7), Java's properties, labels
of Graphviz, and HTML (character references). A backslash in a path, or between a domain and its user, begins
no escape.
"""

from __future__ import annotations

import binascii
import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from email.errors import MessageError
from email.header import decode_header
from typing import Final
from urllib.parse import unquote

_HEX = "[0-9A-Fa-f]"
_ESCAPE: Final = re.compile(
    rf"\\{{1,8}}(?:u(?P<wide>{_HEX}{{4}}(?:\\{{1,8}}u{_HEX}{{4}})*)|u\{{(?P<code>{_HEX}{{1,6}})\}}"
    rf"|U(?P<long>00{_HEX}{{6}})|(?P<bytes>x(?!{_HEX}{{24}}){_HEX}{{2}}(?:\\{{1,8}}x{_HEX}{{2}})*)"
    r"|(?P<octal>[23][0-7]{2}(?:\\{1,8}[0-3][0-7]{2})+|[01][0-7]{2}(?:\\{1,8}[0-3][0-7]{2}){3,})|(?P<sign>[nrtl])(?:(?<=r)\\{1,8}n)?)"
)
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}\d{0,2});")
# Paths of Windows, the names of machines included; `\\n` before no small letter begins no machine's name.
_PATH: Final = re.compile(
    r"(?<![A-Za-z])[A-Za-z]:\\{1,4}(?=[\w.])[^\s\"'<>|*?,;]*(?:[ ][^\s\\\"'<>|*?,;]{1,40}\\[^\s\"'<>|*?,;]*)*"
    r"|(?<![^\s\"'=(,])\\{2,8}(?![nrt](?![a-z]))[A-Za-z][\w.$-]*\\{1,4}(?=\w)[^\s\"'<>|*?,;]*"
)
_QUOTED: Final = re.compile(
    r"(?<!\\)(?:\"(?:[^\"\\\n]|\\.){2,}+\"|'(?:[^'\\\n]|\\.){2,}+'|`(?:[^`\\\n]|\\.){2,}+`)"
)
# A token with a backslash before a letter that no escape begins with, or of a domain and its user.
_NAMES: Final = re.compile(r"\\{1,2}(?![nrtluxU])[A-Za-z]|\A[A-Z][A-Z0-9.-]*\\{1,2}[a-z][\w.-]*\Z")
# An address in a query, whose own marks are percent signs encoded once more, or several times; its query is
# read as one where those are undone.
_TWICE: Final = re.compile(r"%(?:25)+(?=[2-7][0-9A-Fa-f]|[CcDdEe][0-9A-Fa-f]%)")
# A run of letters that are all written with percent signs; single ones are of an address.
_PERCENTS: Final = re.compile(r"(?:%[0-9A-Fa-f]{2}){8,}+")
# Words of a mail's header in letters of ASCII (RFC 2047), several of one text in a row.
_WORD = r"=\?[\w.*-]{2,40}\?[bBqQ]\?[^?\s]{1,400}\?="
_ENCODED: Final = re.compile(rf"{_WORD}(?:\s+{_WORD})*+")
_ADDRESS: Final = re.compile(r"[^\s\"'<>]{12,}+")
_INNER: Final = re.compile(r"%3[Ff]")
# Bytes of UTF-16 as a program prints them: each letter with a zero behind it.
_WIDE: Final = re.compile(r"(?:(?:\\x[0-9A-Fa-f]{2}|\\[^x]|[^\\\n])\\x00){8,}+")
# `CHR(74)||CHR(111)` of Oracle, `CHAR(74,111)` of MySQL, `Chr(74) & Chr(111)` of Visual Basic, and
# `String.fromCharCode(74, 111)`.
_CODE = (
    r"(?:N?CHAR|CHR[WB]?\$?|STRING\.FROMCHARCODE)"
    r"\(\s*+\d{1,7}(?:\s*+,\s*+\d{1,7})*+(?:\s++USING\s++\w++)?+\s*+\)"
)
_CODES: Final = re.compile(rf"(?i)\b{_CODE}(?:\s*+(?:\|\||[+&.])\s*+{_CODE})*+")
_CODE_MARK: Final = re.compile(r"(?i)\b(?:N?CHAR|CHR|FROMCHARCODE)[WB]?\$?\(\s*\d+\s*(?:,|\)\s*[|+&.])")
_NUMBER: Final = re.compile(r"(?<=[(,\s])\d+")
_LEAST_CODES: Final = 4  # a quote or a line break is written so in a text
_TOKEN: Final = re.compile(r"[^\s\"'`<>=,;()]+")
_GRAPH: Final = re.compile(r"\blabel\s*=")
_HEX_PAIR: Final = re.compile(rf"x({_HEX}{{2}})")
_FOUR: Final = re.compile(rf"{_HEX}{{4}}")
_OCTAL: Final = re.compile(r"[0-3][0-7]{2}")
_STRAY: Final = 2  # bytes that are no UTF-8 and may still be letters


def unescape_lines(source: Iterable[str]) -> Iterator[str]:
    """Yield lines with their escapes undone; what was one line ends with its only counted newline."""
    for line in source:
        yield unescape_line(line)


def unescape_line(line: str) -> str:
    """Return a line whose escapes are the characters that they stand for; those of paths stay."""
    if "=?" in line:
        line = _ENCODED.sub(lambda found: _blank_controls(decode_encoded(found[0])), line)
    if "%" in line:
        line = _PERCENTS.sub(lambda found: _blank_controls(unquote(found[0])), line)
    if "%25" in line:
        line = _TWICE.sub("%", line)
    if "%3D" in line or "%3d" in line:
        line = _ADDRESS.sub(_open_query, line)
    if "(" in line:
        line = join_codes(line, quote="'")
    if "\\" in line and _ESCAPE.search(line):
        line = _WIDE.sub(lambda found: found[0].replace("\\x00", ""), line) if "\\x00" in line else line
        line = _undo_escapes(line)
    if "&" in line and ";" in line:
        line = _REFERENCE.sub(lambda found: html.unescape(found[0]), line)
    return line


def decode_encoded(value: str) -> str:
    """Return a text with its encoded words (RFC 2047) read; one that has none that can be, as it is."""
    try:
        parts = decode_header(value)
    except (MessageError, ValueError, LookupError, binascii.Error):
        return value
    words = []
    for text, charset in parts:
        if isinstance(text, str):
            words.append(text)
            continue
        try:
            # `decode_header` encodes what stands between encoded words in this way.
            words.append(text.decode(charset or "raw-unicode-escape", "replace"))
        except (LookupError, ValueError):
            words.append(text.decode("utf-8", "replace"))
    return "".join(words)


def _open_query(found: re.Match[str]) -> str:
    address = found[0]
    inner = _INNER.search(address)
    if inner is None or inner.start() > max(address.rfind("%3D"), address.rfind("%3d")):
        return address
    return address[: inner.start()] + unquote(address[inner.start() :])


def join_codes(text: str, quote: str = "") -> str:
    """Return a text whose characters that a program writes by their numbers are those, in quotes."""

    def join(found: re.Match[str]) -> str:
        codes = [int(code) for code in _NUMBER.findall(found[0])]
        if len(codes) < _LEAST_CODES or max(codes) > 0x10FFFF:
            return found[0]
        return quote + _blank_controls("".join(map(chr, codes))) + quote

    return _CODES.sub(join, text) if _CODE_MARK.search(text) else text


def _undo_escapes(line: str) -> str:
    paths = [found.span() for found in _PATH.finditer(line)]
    quoted = [found.span() for found in _QUOTED.finditer(line)]
    tokens = _find_names(line)
    graph = _GRAPH.search(line) is not None

    def replace(found: re.Match[str]) -> str:
        at = found.start()
        if _is_in(at, paths):
            return found[0]
        if not (sign := found["sign"]):
            return _decode_character(found)
        after = line[found.end() : found.end() + 1]
        inside = _is_in(at, quoted)
        if sign == "l" and not (graph and inside):
            return found[0]
        if after.islower() and (not inside or _is_in(at, tokens)):
            return found[0]
        if after == "{" and not inside:
            return found[0]
        return "\t" if sign == "t" else "\n"

    return _ESCAPE.sub(replace, line)


def _find_names(line: str) -> list[tuple[int, int]]:
    return [found.span() for found in _TOKEN.finditer(line) if "\\" in found[0] and _NAMES.search(found[0])]


def _is_in(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return place >= 0 and at < spans[place][1]


def _decode_character(found: re.Match[str]) -> str:
    """Return what an escape of a character stands for; bytes that are no text stay as they are written."""
    if found["wide"]:
        units = b"".join(bytes.fromhex(four) for four in _FOUR.findall(found["wide"]))
        return _blank_controls(units.decode("utf-16-be", "replace"))
    if code := found["code"] or found["long"]:
        return _blank_controls(chr(int(code, 16))) if int(code, 16) <= 0x10FFFF else found[0]
    if found["octal"]:
        data = bytes(int(three, 8) for three in _OCTAL.findall(found["octal"]))
    else:
        data = bytes.fromhex("".join(_HEX_PAIR.findall(found["bytes"])))
    try:
        return _blank_controls(data.decode())
    except UnicodeDecodeError:
        return _blank_controls(data.decode("latin-1")) if found["bytes"] and len(data) <= _STRAY else found[0]


def _blank_controls(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in text)
