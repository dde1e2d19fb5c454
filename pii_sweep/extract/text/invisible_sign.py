"""Text as a reader sees it: without signs that show nothing, with usual blanks and hyphens.

Soft hyphens, joiners, marks of direction and byte-order marks within a word part it for a program alone; tags
(Unicode 16, section 23.9) are ASCII that no font draws; an override of direction shows a text backwards; a
number is written with a figure space or a non-breaking hyphen, a name with blanks at which no line breaks, or
with its accents behind their letters. Whoever copies from a page or a chat brings them along.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from unicodedata import normalize

from pii_sweep.extract.text.broken_number import join_broken
from pii_sweep.extract.text.letter_spacing import join_passage, join_table
from pii_sweep.extract.text.wide_sign import drop_ascii, may_be_wide, narrow
from pii_sweep.types import Passage, Piece, Span, Table

_DROPPED: Final = (
    "\u00ad\u034f\u061c\u0640\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9\ufffb\ufffc\U000e0000-\U000e01ef\x7f"
    # Lines over, under and through letters, and rings and keys around them.
    "\u0305\u0332\u0333\u0335-\u0338\u033f\u035f\u20dd-\u20e4"
)
# Accents behind their letters (Unicode Standard Annex 15, form D), as file names of macOS have them.
_MARKS: Final = "\u0300-\u0304\u0306-\u0331\u0334\u0339-\u033e\u0340-\u034e\u0350-\u035e"
_FIRST_BYTES: Final = (b"\xcc", b"\xcd")  # of accents in UTF-8
_BLANKS: Final = "\u00a0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u2800\u3164\uffa0\ufffa"
_LINE_ENDS: Final = "\u0085\u2028\u2029"
_HYPHENS: Final = "\u058a\u05be\u1806\u2010-\u2012\u2043\u2212\u30a0\ufe58\ufe63"
# What is sought one by one, as that is faster than a class: in a text of narrower signs it costs nothing.
_SOUGHT: Final = tuple(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062"
    "\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufe00\ufe01\ufe0e\ufe0f\ufeff"
    "\U000e0020\U000e0030\U000e0031\U000e0061\U000e0065\U000e0100\U000e0101\U000e0102"
    "\u0085\u00a0\u1680\u2028\u2029"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u2010\u2011\u2012\u2212\ufe58\ufe63\u2013\u2014\u2015\u0305\u0332\u0333\u0335\u0336\u0337\u0338\u033f"
    "\u035f\u20dd\u20de\u20e3"
    "\u058a\u05be\u0640\u115f\u1160\u17b4\u17b5\u1806\u180b\u180c\u180d\u180f\u2043\u2800\u30a0\u3164"
    "\uffa0\ufff9\ufffa\ufffb\ufffc\x7f"
)
_DIGITS: Final = (
    r"(?<=\d)[\u2013-\u2015](?=\d{2,}[\u2013-\u2015]\d)|(?<=\d[\u2013-\u2015]\d\d)[\u2013-\u2015](?=\d)"
)
_SIGN: Final = re.compile(
    rf"(?P<apart>[^\W\d_][{_MARKS}]{{1,8}})|(?P<dropped>[{_DROPPED}]+|(?<=\d)[{_MARKS}]+)"
    rf"|(?P<end>[{_LINE_ENDS}])"
    rf"|(?P<blank>[{_BLANKS}]|(?<=[!-~])\u3000(?=[!-~]))"
    rf"|(?P<hyphen>(?<=[0-9A-Za-z)])[{_HYPHENS}](?=[0-9A-Za-z(])|{_DIGITS}"
    r"|(?<=\d[\u2013-\u2015]\d{3})[\u2013-\u2015](?=\d)|(?<=\d[\u2013-\u2015]\d{4})[\u2013-\u2015](?=\d))"
)
# Joiners shape the letters of other scripts, and a space of no width parts their words.
_SHAPING: Final = re.compile("[^\u200b-\u200d]+")
_LATIN: Final = re.compile("[\\x00-\u024f\u1e00-\u1eff\u2000-\u206f]")
_OVERRIDE: Final = "\u202e"
_BACKWARDS: Final = re.compile("\u202e([^\u202c\u2069\u202e\r\n]*)[\u202c\u2069]")
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_DELETE: Final = "\x7f"
_TAG_BASE: Final = 0xE0000
_FLAG: Final = "\U0001f3f4"  # tags behind it name a region


def restore_order(text: str) -> str:
    """Return a text in which what an override of direction shows backwards stands in its order."""
    return _BACKWARDS.sub(_turn, text) if _OVERRIDE in text else text


def clean(text: str) -> str:
    """Return a text as a reader sees it."""
    text = narrow(text)
    if _is_plain(text) or not _may_hold(text):
        return text
    return _SIGN.sub(_replace, restore_order(text))


def clean_pieces(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield pieces with their texts as a reader sees them, their spans at the places that these have now."""
    for piece in pieces:
        if isinstance(piece, Passage):
            shown = piece if _is_plain(piece.text) else clean_passage(piece)
            yield join_broken(join_passage(shown))
        elif isinstance(piece, Table):
            yield _clean_table(piece)
        else:
            yield piece


def clean_passage(passage: Passage) -> Passage:
    """Return a passage whose text and spans are those that a reader sees."""
    text = narrow(passage.text)
    if not _may_hold(text):
        return passage if text == passage.text else replace(passage, text=text)
    if _OVERRIDE in text:
        text = _keep_length(text)
    shown, ends, removed = list[str](), list[int](), list[int]()
    at = lost = 0
    for sign in _SIGN.finditer(text):
        new = _replace(sign)
        shown += text[at : sign.start()], new
        at = sign.end()
        if len(new) != at - sign.start():
            lost += at - sign.start() - len(new)
            ends.append(at)
            removed.append(lost)
    if not at:
        return replace(passage, text=text)
    shown.append(text[at:])
    spans = passage.spans if not lost else tuple(_move(passage.spans, ends, removed))
    return replace(passage, text="".join(shown), spans=spans)


def _move(spans: Sequence[Span], ends: Sequence[int], removed: Sequence[int]) -> Iterator[Span]:
    """Yield spans at their places in a text that lost signs; those of which nothing is left are left out."""

    def place(old: int) -> int:
        index = bisect_right(ends, old)
        return old - (removed[index - 1] if index else 0)

    last = 0
    for span in spans:
        start = max(last, place(span.start))
        end = max(start, place(span.end))
        if start < end:
            yield span._replace(start=start, end=end)
            last = end


def _keep_length(text: str) -> str:
    """Return a text whose overridden parts stand in their order, each sign of direction at its place."""
    return _BACKWARDS.sub(lambda found: _turn(found, edges=True), text)


def _clean_table(table: Table) -> Table:
    joined = _join_cells(table)
    beyond = "" if joined.isascii() else drop_ascii(joined)
    held = beyond and (_may_hold(beyond) or (may_be_wide(beyond) and narrow(joined) != joined))
    if held or _DELETE in joined:
        rows = tuple(tuple(map(clean, row)) for row in table.rows)
        table = replace(table, header=tuple(map(clean, table.header)), rows=rows, size=-1)
        joined = _join_cells(table)
    return join_table(table, joined)


def _is_plain(text: str) -> bool:
    return text.isascii() and _DELETE not in text


def _join_cells(table: Table) -> str:
    return "\n".join(["\n".join(table.header), *map("\n".join, table.rows)])


def _may_hold(text: str) -> bool:
    data = text.encode("utf-8", "replace")
    return any(byte in data for byte in _FIRST_BYTES) or any(sign in text for sign in _SOUGHT)


def _replace(sign: re.Match[str]) -> str:
    if sign["apart"]:
        return normalize("NFC", sign[0])
    run = sign["dropped"]
    if run is None:
        return " " if sign["blank"] else "\n" if sign["end"] else "-"
    text, at = sign.string, sign.start()
    before, after = text[at - 1 : at] if at else "", text[sign.end() : sign.end() + 1]
    if any(_TAG_BASE <= ord(one) < _TAG_BASE + 0x80 for one in run):
        return "" if before == _FLAG else "".join(map(_decode_tag, run))
    if "\u00ad" in run and after in ("\n", "\r"):
        return "-"  # where a line ends the soft hyphen shows
    if not before or _LATIN.match(before) or not after or after < "\u0250":
        return ""
    return _SHAPING.sub("", run)


def _decode_tag(sign: str) -> str:
    code = ord(sign) - _TAG_BASE
    return chr(code) if 0x20 <= code < 0x7F or code in (9, 10) else ""


def _turn(found: re.Match[str], *, edges: bool = False) -> str:
    if _RIGHT_TO_LEFT.search(found[1]):
        return found[0]
    turned = found[1][::-1]
    return f"{_OVERRIDE}{turned}{found[0][1 + len(found[1]) :]}" if edges else turned
