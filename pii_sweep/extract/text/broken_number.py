"""Numbers that end of lines or of strings break, read in one: `"536-22" + "-8714"`, `536-22-` above `8714`.

Source, settings and letters break long values so; mailboxes in source, too. A folded line of YAML leaves a
blank behind the hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from pii_sweep.extract.text.edit import Edit, rewrite
from pii_sweep.types import Passage

# Operators that join strings: of Python, JavaScript, PHP, Perl, SQL, Visual Basic, Lua and Erlang; none in C.
_PLUS: Final = r"(?:(?:\+\+?|\.\.?|&|\|\||~|<>)[ \t]{0,40})?"
# A string's end and the next one's begin.
_QUOTES: Final = "|".join(
    rf"{quote}[ \t]{{0,40}}{_PLUS}(?:[\\_]?\n[ \t]{{0,80}})?{_PLUS}(?:[rbfuRBFUL]{{1,2}}|@)?{quote}"
    for quote in ('"', "'", "`")
)
# Where a line ends, or is folded, the hyphen stands before it; one behind may be a sign: `151 -22`.
_BREAK: Final = r"\\?\n[ \t]{0,80}|[ ]"
_JOINT: Final = rf"(?:{_QUOTES}|(?<=\d-)(?:{_BREAK})(?=\d))"
_BROKEN: Final = re.compile(rf"(?<![\w.\-])\d[\d\-]{{0,15}}+(?:{_JOINT}[\d\-]{{1,16}}+){{1,3}}(?![\w\-])")
_MAILBOX: Final = re.compile(
    rf"(?<=[\w.+\-])(?:{_QUOTES})(?=@[\w\-]+\.\w)|(?<=\w@)(?:{_QUOTES})(?=[\w\-]+\.\w)"
)
_APART: Final = re.compile(r"([\"'`])[ \t]{1,40}\1")
_FIGURES: Final = re.compile(r"[\d\-]+")
# A social security number, a telephone of North America and a card; in strings without hyphens, too.
_PARTED: Final = re.compile(r"\d{3}-\d\d-\d{4}|\d{3}-\d{3}-\d{4}|\d{4}(?:-\d{4}){3}")
_WHOLE: Final = re.compile(r"\d{9,10}|\d{13,16}")


def join_broken(passage: Passage) -> Passage:
    """Return a passage whose numbers are whole that ends of lines or of strings break."""
    edits = sorted(chain(_find_numbers(passage), _find_mailboxes(passage.text)))
    return rewrite(passage, edits) if edits else passage


def _find_numbers(passage: Passage) -> Iterator[Edit]:
    """Yield what stands between the parts of numbers, to be left out."""
    text = passage.text
    for match in _BROKEN.finditer(text):
        parts = list(_FIGURES.finditer(text, *match.span()))
        gaps = [(one.end(), other.start(), "") for one, other in pairwise(parts)]
        between = [text[start:end] for start, end, _ in gaps]
        if passage.layout == "page" and any("\n" in gap for gap in between):
            continue  # the words of a page have boxes, on a line each
        if _is_number("".join(part.group() for part in parts), between):
            yield from gaps


def _is_number(number: str, between: Sequence[str]) -> bool:
    """Return whether parts are one number; in strings one without hyphens, too.

    Strings with blanks alone between are arguments of a command; one that begins with a hyphen goes on.
    """
    if any(map(_APART.fullmatch, between)) and "-" not in number:
        return False
    quoted = all(gap.strip(" \\\n\t") for gap in between)
    return _PARTED.fullmatch(number) is not None or (quoted and _WHOLE.fullmatch(number) is not None)


def _find_mailboxes(text: str) -> Iterator[Edit]:
    """Yield what stands between two strings that are one mailbox."""
    if "@" in text:
        yield from ((*match.span(), "") for match in _MAILBOX.finditer(text))
