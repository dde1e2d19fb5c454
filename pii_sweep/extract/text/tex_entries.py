r"""Entries of address lists in TeX, a command with several arguments for each person, become rows.

KOMA-Script's letters are sent to files of `\adrentry{Holt}{Maria}{Lane 3\\12345 Town}{555-0100}…`; lists of
members and seating plans repeat commands of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

# An entry has so many arguments, and a list so many entries.
LEAST_ARGUMENTS, LEAST_ENTRIES = 3, 3
LONGEST: Final = 4000  # characters of an entry
_SHARE = 0.6  # of a list are its entries
_ARGUMENT: Final = r"\s*\{((?:[^{}\\]|\\[\s\S]|\{(?:[^{}\\]|\\[\s\S]|\{[^{}]*\})*\})*)\}"
_COMMAND: Final = re.compile(
    rf"(?m)^[ \t]*\\([A-Za-z]{{3,30}})((?:{_ARGUMENT}){{{LEAST_ARGUMENTS},12}})[ \t]*\n?"
)
_REMARK: Final = re.compile(r"%[^\n]*\n?")
_BEGIN: Final = re.compile(r"[ \t]*\\([A-Za-z]{3,30})[ \t]*(?:\{|$)")
# What an argument of KOMA-Script's entries is (scrletter, chapter on address files).
_KNOWN: Final[Mapping[str, Sequence[str]]] = {
    "adrentry": ("last name", "first name", "address", "phone"),
    "addrentry": ("last name", "first name", "address", "phone"),
}
# An end of a line may say how far down the next one is: `\\[2pt]`.
_END: Final = re.compile(r"\\\\(?:\[ ?-?[\d.,]{0,6} ?(?:(?<=[\d. ])[a-z]{2}|\\[a-z]{2,20})\])?|\\newline\b")
_LETTERS: Final = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "j",
}  # fmt: skip
_LETTER: Final = re.compile(rf"\{{?\\({'|'.join(_LETTERS)})(?:\{{\}}|\}}|[ ]+|(?![A-Za-z]))")
_MARKS: Final = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "H": "\u030b", "r": "\u030a", "k": "\u0328", "u": "\u0306",
}  # fmt: skip
_ACCENT: Final = re.compile(r"\{?\\(?:([\"'`^~=.])|([cvHrku])(?=[ {]))[ ]*\{?([A-Za-zı])\}?\}?")


def find_command(head: Sequence[str]) -> tuple[str, int]:
    """Return the command that fills some lines, with its number of arguments; none where prose does."""
    text = "".join(head)
    found = list(_COMMAND.finditer(text)) if "\\" in text else []
    kinds = Counter((one[1], len(_split(one[2]))) for one in found)
    (name, width), count = kinds.most_common(1)[0] if kinds else (("", 0), 0)
    entries = [one for one in found if one[1] == name]
    remarks = filter(None, (_REMARK.match(text, one.end()) for one in entries))
    filled = sum(len(one[0]) for one in chain(entries, remarks))
    return (name, width) if count >= LEAST_ENTRIES and filled >= _SHARE * len(text) else ("", 0)


def name_columns(command: str) -> Sequence[str]:
    """Return what the arguments of a known command are, nothing for others."""
    return _KNOWN.get(command, ())


def read_entries(lines: Iterable[str], command: str, width: int) -> Iterator[Sequence[str]]:
    """Yield the arguments of each entry as a row; a line outside of entries stands in a column of its own."""
    held = ""
    for line in lines:
        begun = _BEGIN.match(line)
        if held and (begun or len(held) > LONGEST):
            yield from _read_held(held, width)
            held = ""
        if held or (begun and begun[1] == command):
            held += line
        else:
            yield from _read_held(line, width)
    yield from _read_held(held, width)


def _read_held(held: str, width: int) -> Iterator[Sequence[str]]:
    found = _COMMAND.match(held)
    if found:
        yield [", ".join(plain_text(cell).split("\n")) for cell in _split(found[2])]
    rest = held[found.end() :] if found else held
    for line in filter(str.strip, rest.splitlines()):
        yield [*[""] * width, plain_text(line).strip()]


def _split(arguments: str) -> list[str]:
    return re.findall(_ARGUMENT, arguments)


def plain_text(text: str) -> str:
    r"""Return TeX's letters and accents as characters, and its ends of lines: `Stra\ss e`, `B{\"o}hm`."""
    text = _END.sub("\n", text)
    text = _LETTER.sub(lambda found: _LETTERS[found[1]], text)
    text = _ACCENT.sub(lambda found: _join_accent(found[1] or found[2], found[3]), text)
    return re.sub(r"\\([&%$#_{} ])", r"\1", text).replace("~", " ")


def _join_accent(mark: str, letter: str) -> str:
    return unicodedata.normalize("NFC", letter.replace("ı", "i") + _MARKS[mark])
