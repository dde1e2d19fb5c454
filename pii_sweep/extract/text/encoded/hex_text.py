"""Printable text in hexadecimal within a text: payloads of logs, values of a registry, dumps of memory.

Runs of digits (`4a6f686e…`), bytes with marks between (`hex(2):4a,00,6f,00`, `0x4a, 0x6f`) and the lines that
`xxd` and `hexdump -C` write. What two bytes a letter hold (UTF-16) is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from pii_sweep.extract.text.encoded.encoded_bytes import read_bytes, read_text

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
# The same with blanks or colons between, which lines of a dump have as well.
_SPACED_MARK: Final = re.compile(rf"{_HEX}{{2}}([ :])(?:{_HEX}{{2}}\1){{{LEAST - 2}}}")
_SPACED: Final = re.compile(
    rf"(?<![\w:])({_HEX}{{2}}([ :])(?:{_HEX}{{2}}\2){{{LEAST - 2},}}+(?:{_HEX}{{2}}(?!\w))?)"
)
# Bytes as decimal numbers, and as digits of two, each as long as it goes on.
_DECIMAL: Final = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:,[ \t]?\d{{1,3}}){{{LEAST - 1},}}+")
_BINARY: Final = re.compile(rf"(?<!\w)[01]{{8}}([ ,]?)[01]{{8}}(?:\1[01]{{8}}){{{LEAST - 2},}}+")
_BITS: Final = re.compile(r"[^01]+")
_LETTERS: Final = 0.7  # of numbers that are a text
_DUMP: Final = re.compile(
    rf"(?m)^[ \t]{{0,8}}(?:0x)?{_HEX}{{4,16}}:?[ \t]{{1,3}}((?:(?:{_HEX}{{2}}){{1,2}}[ \t]{{1,2}}){{1,16}})"
    r"[ \t]{0,40}(?:\S.{0,17})?$"
)
# Intel's records of data (type 00) and Motorola's (S1 to S3): length, address, data, checksum.
_DUMP_LINES: Final = 4
_RECORD_MARK: Final = re.compile(rf"(?m)^(?::{_HEX}{{6}}00|S[123]{_HEX}{{6}})")
_RECORD: Final = re.compile(
    rf"(?m)^(?::{_HEX}{{6}}00({_HEX}{{2,64}}){_HEX}{{2}}|S1{_HEX}{{6}}({_HEX}{{2,64}}){_HEX}{{2}}"
    rf"|S2{_HEX}{{8}}({_HEX}{{2,64}}){_HEX}{{2}}|S3{_HEX}{{10}}({_HEX}{{2,64}}){_HEX}{{2}})\r?$"
)
_PREFIX: Final = re.compile(r"0[xX]")
_NO_DIGIT: Final = re.compile(r"[^0-9a-fA-F]+")
# A number, a mailbox or two words: what else there is, such as the head of a signed token, says nothing.
_SAYS: Final = re.compile(r"\d{3}|@|[^\W\d_]{2}[ .,:;_-]+[^\W\d_]{2}")
LINE_SIGNS: Final = str.maketrans("\t\r\n", "   ")


def find_hex(text: str) -> Iterator[tuple[int, str]]:
    """Yield what hexadecimal stands for where it is printable text, with the place where it begins."""
    if _RECORD_MARK.search(text):
        for start, digits in _join_records(text):
            if (shown := decode_hex(digits)) is not None:
                yield start, shown
        text = _RECORD.sub(lambda found: " " * len(found[0]), text)
    for start, digits in _join_runs(text):
        yield from ((start, shown) for shown in _decode_run(digits))
    for match in _LIST.finditer(text) if "," in text or ";" in text else ():
        if (shown := decode_hex(_PREFIX.sub("", match[1]))) is not None:
            yield match.start(), shown
    is_dumped = False
    for start, digits in _join_dumps(text):
        is_dumped = True
        if (shown := decode_hex(digits)) is not None:
            yield start, shown
    if is_dumped:
        text = _DUMP.sub(lambda found: " " * len(found[0]), text)
    if _SPACED_MARK.search(text):
        for match in _SPACED.finditer(text):
            if (shown := decode_hex(match[1])) is not None:
                yield match.start(), shown
    yield from _find_numbers(text)


def _find_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Yield what bytes say that are written as decimal or binary numbers, where most are letters."""
    for pattern, base in ((_DECIMAL, 10), (_BINARY, 2)):
        for match in pattern.finditer(text):
            data = _read_bits(match[0]) if base == 2 else _read_decimals(match[0])
            shown = read_text(data) if data is not None else None
            if shown is None or not says_something(shown):
                continue
            if sum(sign.isalpha() or sign == " " for sign in shown) >= _LETTERS * len(shown):
                yield match.start(), shown


def _read_bits(written: str) -> bytes:
    digits = _BITS.sub("", written)
    return int(digits, 2).to_bytes(len(digits) // 8, "big")


def _read_decimals(written: str) -> bytes | None:
    codes = [int(code) for code in written.split(",")]
    return bytes(codes) if max(codes) < 256 else None


def read_dump(text: str) -> str | None:
    """Return the text that lines hold which are a dump from the first to the last; None for others."""
    joined = list(islice(_join_records(text) if _RECORD_MARK.match(text) else _join_dumps(text), 2))
    size = sum(len(digits) for _, digits in joined)
    # A line of a dump has at most five signs for two digits, but for the last one.
    return decode_hex(joined[0][1]) if len(joined) == 1 and 5 * size // 2 + 80 >= len(text) else None


def is_dump(lines: Sequence[str]) -> bool:
    """Indicate whether the first lines of a text are those of a dump."""
    return len(lines) > 1 and all(_DUMP.match(line) or _RECORD.match(line) for line in lines[:_DUMP_LINES])


def _join_dumps(text: str) -> Iterator[tuple[int, str]]:
    """Yield the digits of lines of a dump that follow each other, with their place."""
    begin, digits, end = 0, "", 0
    for match in _DUMP.finditer(text):
        if digits and match.start() > end + 2:
            yield begin, digits
            digits = ""
        begin, end = begin if digits else match.start(), match.end()
        digits += _NO_DIGIT.sub("", match[1])
    if digits:
        yield begin, digits


def _decode_run(digits: str) -> Iterator[str]:
    """Yield what a run says: a text as a whole, else that of its lines, else the strings of a message."""
    if "\n" not in digits:
        shown = [decode_hex(digits)]
    elif (whole := decode_hex(digits, read=read_text)) is not None:
        shown = [whole]
    else:
        lines = [decode_hex(line) for line in digits.splitlines()]
        shown = lines if any(lines) else [decode_hex(digits)]
    yield from (one for one in shown if one is not None)


def _join_records(text: str) -> Iterator[tuple[int, str]]:
    """Yield the data of Intel's and Motorola's records that follow each other, with the place."""
    start, digits, end = 0, "", 0
    for match in _RECORD.finditer(text):
        data = match[1] if match[1] is not None else match[2] or match[3] or match[4] or ""
        if digits and match.start() > end + 2:
            yield start, digits
            digits = ""
        start, end = start if digits else match.start(), match.end()
        digits += data
    if digits:
        yield start, digits


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


def decode_hex(digits: str, read: Callable[[bytes], str | None] = read_bytes) -> str | None:
    """Return the text that digits stand for; None where there is none. Raises TooBig."""
    bare = _NO_DIGIT.sub("", digits)
    if len(bare) % 2 or len(bare) < 2 * LEAST:
        return None
    shown = read(bytes.fromhex(bare))
    return shown if shown is not None and says_something(shown) else None


def says_something(shown: str) -> bool:
    """Return whether what was decoded is printable and holds a number, a mailbox or two words."""
    return shown.translate(LINE_SIGNS).isprintable() and _SAYS.search(shown) is not None
