"""Printable text in hexadecimal within a text: payloads of logs, values of a registry, dumps of memory.

Runs of digits (`4a6f686e…`), bytes with marks between (`hex(2):4a,00,6f,00`, `0x4a, 0x6f`) and the lines that
`xxd` and `hexdump -C` write. What two bytes a letter hold (UTF-16) is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# So many bytes: digests and keys are not printable, and a shorter run may be by chance.
LEAST: Final = 16
_HEX = "[0-9a-fA-F]"
# A match takes no more lines: one that is no text is not tried again from each of them.
_LINES: Final = 400
_RUN: Final = re.compile(
    rf"(?<![\w+/-])(?:0[xX]|\\x|[xX]')?((?:{_HEX}{{64,}}\r?\n){{0,{_LINES}}}{_HEX}{{{2 * LEAST},}})"
    r"(?![\w+/=-])"
)
_GAP = r"[,;][ \t]{0,2}(?:\\?\r?\n[ \t]{0,12})?"
# As long as it goes on and never tried again shorter: a cut could fall inside a letter.
_LIST: Final = re.compile(
    rf"(?<!\w)(?:hex(?:\({_HEX}{{1,2}}\))?:)?"
    rf"((?:(?:0[xX])?{_HEX}{{2}}{_GAP}){{{LEAST - 1},}}+(?:(?:0[xX])?{_HEX}{{2}}(?!\w))?)"
)
_DUMP: Final = re.compile(
    rf"(?m)^[ \t]{{0,8}}{_HEX}{{4,16}}:?[ \t]{{1,3}}((?:(?:{_HEX}{{2}}){{1,2}}[ \t]{{1,2}}){{1,16}})"
    r"[ \t]{0,40}(?:\S.{0,17})?$"
)
_PREFIX: Final = re.compile(r"0[xX]")
_NO_DIGIT: Final = re.compile(r"[^0-9a-fA-F]+")
# A number, a mailbox or two words: what else there is, such as the head of a signed token, says nothing.
_SAYS: Final = re.compile(r"\d{3}|@|[^\W\d_]{2}[ .,:;_-]+[^\W\d_]{2}")
LINE_SIGNS: Final = str.maketrans("\t\r\n", "   ")


def find_hex(text: str) -> Iterator[tuple[int, str]]:
    """Yield what hexadecimal stands for where it is printable text, with the place where it begins."""
    for start, digits in _join_runs(text):
        if (shown := decode_hex(digits)) is not None:
            yield start, shown
        elif "\n" in digits:  # lines with values of their own
            yield from ((start, one) for line in digits.splitlines() if (one := decode_hex(line)) is not None)
    for match in _LIST.finditer(text) if "," in text or ";" in text else ():
        if (shown := decode_hex(_PREFIX.sub("", match[1]))) is not None:
            yield match.start(), shown
    begin, digits, end = 0, "", 0
    for match in _DUMP.finditer(text):
        if digits and match.start() > end + 1:
            if (shown := decode_hex(digits)) is not None:
                yield begin, shown
            digits = ""
        begin, end = begin if digits else match.start(), match.end()
        digits += match[1]
    if digits and (shown := decode_hex(digits)) is not None:
        yield begin, shown


def _join_runs(text: str) -> Iterator[tuple[int, str]]:
    """Yield runs of digits with their places; one of more lines than a match takes goes on in the next."""
    start, digits, end = 0, "", 0
    for match in _RUN.finditer(text):
        goes_on = digits.count("\n") >= _LINES and not text[end : match.start()].strip("\r\n")
        if digits and not goes_on:
            yield start, digits
            digits = ""
        start, end = start if digits else match.start(), match.end()
        digits += match[1]
    if digits:
        yield start, digits


def decode_hex(digits: str) -> str | None:
    """Return the text that digits stand for; None where it is not printable."""
    bare = _NO_DIGIT.sub("", digits)
    if len(bare) % 2 or len(bare) < 2 * LEAST:
        return None
    data = bytes.fromhex(bare)
    wide = 2 * data[1::2].count(0) >= len(data) // 2
    try:
        shown = data.decode("utf-16-le" if wide else "utf-8").strip("\0").replace("\0", "\n")
    except UnicodeDecodeError:
        return None
    return shown if says_something(shown) else None


def says_something(shown: str) -> bool:
    """Return whether what was decoded is printable and holds a number, a mailbox or two words."""
    return shown.translate(LINE_SIGNS).isprintable() and _SAYS.search(shown) is not None
