r"""Escapes in a line of text, source code or a log: `\n` and `\t`, `\u00fc`, `\xfc`, `\303\274`, `&#252;`.

As C and its descendants write strings (ISO C, 6.4.4.4), JSON (RFC 8259, section 7), Java's properties, labels
of Graphviz, and HTML (character references). A backslash in a path, or between a domain and its user, begins
no escape.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_HEX = "[0-9A-Fa-f]"
_ESCAPE: Final = re.compile(
    rf"\\{{1,8}}(?:u(?P<wide>{_HEX}{{4}}(?:\\{{1,8}}u{_HEX}{{4}})*)|u\{{(?P<code>{_HEX}{{1,6}})\}}"
    rf"|U(?P<long>00{_HEX}{{6}})|(?P<bytes>x{_HEX}{{2}}(?:\\{{1,8}}x{_HEX}{{2}})*)"
    r"|(?P<octal>[23][0-7]{2}(?:\\{1,8}[23][0-7]{2})+)|(?P<sign>[nrtl])(?:(?<=r)\\{1,8}n)?)"
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
_TOKEN: Final = re.compile(r"[^\s\"'`<>=,;()]+")
_GRAPH: Final = re.compile(r"\blabel\s*=")
_HEX_PAIR: Final = re.compile(rf"x({_HEX}{{2}})")
_FOUR: Final = re.compile(rf"{_HEX}{{4}}")
_OCTAL: Final = re.compile(r"[23][0-7]{2}")
_STRAY: Final = 2  # bytes that are no UTF-8 and may still be letters


def unescape_lines(source: Iterable[str]) -> Iterator[str]:
    """Yield lines with their escapes undone; what was one line ends with its only counted newline."""
    for line in source:
        yield unescape_line(line)


def unescape_line(line: str) -> str:
    """Return a line whose escapes are the characters that they stand for; those of paths stay."""
    if "\\" in line and _ESCAPE.search(line):
        line = _undo_escapes(line)
    if "&" in line and ";" in line:
        line = _REFERENCE.sub(lambda found: html.unescape(found[0]), line)
    return line


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
