"""Text in one case read as if in title case, and wrapped lines as one; every character keeps its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

# A capital letter of the Latin, Greek and Cyrillic scripts, for patterns.
UP = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΩΆ-ΏЀ-Я]"

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
# Letters of the scripts that have capitals: Latin, Greek, Cyrillic, Armenian.
_CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u0587\u1e00-\u1fff]")
# A line of fewer letters than this says nothing about how the text is set.
ENOUGH = 6
# Texts of which readings are kept; a batch of passages seldom has more.
_MOST = 4096

Reading = TypeVar("Reading")
_kept: list[_lru_cache_wrapper[Any]] = []


def keep_readings(read: Callable[[str], Reading]) -> _lru_cache_wrapper[Reading]:
    """Keep what a function reads in a text until `forget_readings`: a batch is gone through several times."""
    kept = lru_cache(maxsize=_MOST)(read)
    _kept.append(kept)
    return kept


def forget_readings() -> None:
    """Forget what was read in the texts of a batch."""
    for kept in _kept:
        kept.cache_clear()


@keep_readings
def lower(text: str) -> str:
    """Return a text in lower case, to look for words in; its length may differ."""
    return text.lower()


@keep_readings
def words(text: str) -> frozenset[str]:
    """Return the words of a text in lower case, without the marks around them."""
    return frozenset(_LETTERS.findall(lower(text)))


def longest_words(phrases: Iterable[str]) -> frozenset[str]:
    """Return the longest word of each phrase, in lower case: one of them is in a text that holds any."""
    return frozenset(max(_LETTERS.findall(phrase), key=len).lower() for phrase in phrases)


def capitalise(text: str) -> str:
    """Return the text with its words capitalised, of the same length; unchanged where that is impossible."""
    shaped = _WORD.sub(_capitalise_match, text)
    return shaped if len(shaped) == len(text) else text


def _capitalise_match(match: re.Match[str]) -> str:
    word = match.group()
    shaped = word[:1].upper() + word[1:].lower()
    return shaped if len(shaped) == len(word) else word


@keep_readings
def is_lower_case(text: str) -> bool:
    """Return whether a text of some length, in a script that has capitals, has none at all."""
    return text == lower(text) and len(text) >= ENOUGH and len(_CASED.findall(text[:2000])) >= ENOUGH


def has_case(text: str) -> bool:
    """Return whether a text has letters of a script that has capitals."""
    return _CASED.search(text) is not None


def is_small(text: str) -> bool:
    """Return whether a text is in small letters that have capitals; those of Georgian have none in use."""
    return text.islower() and text.title() != text


def _is_long_enough(text: str) -> bool:
    """Return whether a text has letters enough to say how it is set."""
    return len(text) >= ENOUGH and len(_LETTER.findall(text)) >= ENOUGH


def make_readable(text: str) -> str:
    """Return a text as a model of mixed case reads it best: one-case texts and lines in title case."""
    if is_lower_case(text):
        return capitalise(text)
    if not any(map(str.isupper, text.split("\n"))):
        return text
    if not any(map(str.isupper, [word for word in text.split()[:400] if len(word) > 3])):
        return text
    return _LINE.sub(_lower_line, text)


def _lower_line(match: re.Match[str]) -> str:
    line = match.group()
    return capitalise(line) if line.isupper() and _is_long_enough(line) else line


# A line that is full, so that its sentence goes on in the next one, which has small words or ends there.
_FULL = re.compile(
    r"^(?=[^\n\t|]{50,400}[^\W\d_],?[ ]?\n)(?:(?![ ]{2})[^\n])+\n"
    r"(?=[^\W\d_](?:[^\n]*?[ ][^\W\d_A-ZÀ-Þ]|[^\n ]*[.,;]))",
    re.MULTILINE,
)


@keep_readings
def unwrap_lines(text: str) -> str:
    """Return a text of the same length with the ends of full lines inside a paragraph as blanks.

    A mail or a page breaks `Sovann Chhim` where the line is full, and each half by itself is no name.
    """
    if "\n" not in text:
        return text
    return _FULL.sub(lambda match: match.group()[:-1] + " ", text)


# The same where an address is broken: before or behind a number, or behind a shortened word.
_FULL_BY_NUMBER = re.compile(
    r"^(?=[^\n\t|]{50,400}(?:[^\W_],?|(?<![^\W_]{4})\.)[ ]?\n)(?:(?![ ]{2})[^\n])+\n"
    r"(?=(?:[^\W\d_]|\d+(?![\d.)]))(?:[^\n]*?[ ][^\W\d_A-ZÀ-Þ]|[^\n ]*[.,;]))",
    re.MULTILINE,
)


def unwrap_addresses(text: str) -> str:
    """Return a text of the same length with blanks for the ends of full lines, numbers at them too."""
    if "\n" not in text:
        return text
    return _FULL_BY_NUMBER.sub(lambda match: match.group()[:-1] + " ", text)


# The same where a number is broken that is written in groups.
_BROKEN_NUMBER = re.compile(r"\d\)?[ ]?\n(?=\d\d)")
_SHORTEST_FULL, _LONGEST_FULL = 40, 400
_SMALL_WORD = re.compile(r"[ ][^\W\d_A-ZÀ-Þ]{2,}")
_GOES_ON = re.compile(r"\d+(?:[ \-]\d+)*+[.,;:!?)]*+(?:[ ](?:[^\n]*[ ])?[^\W\d_A-ZÀ-Þ]|[ ]?\n|\Z)")


def unwrap_numbers(text: str) -> str:
    """Return a text of the same length with blanks for the ends of full lines that break a number."""
    ends = [found.end() - 1 for found in _BROKEN_NUMBER.finditer(text) if _breaks_number(text, found.end())]
    if not ends:
        return text
    signs = list(text)
    for end in ends:
        signs[end] = " "
    return "".join(signs)


def _breaks_number(text: str, start: int) -> bool:
    """Indicate whether the line before one that begins with a number is full, of words, and goes on there."""
    line = text[text.rfind("\n", 0, start - 1) + 1 : start - 1]
    words = _SHORTEST_FULL <= len(line) <= _LONGEST_FULL and _SMALL_WORD.search(line) is not None
    if not words or _is_parted(line) or _GOES_ON.match(text, start) is None:
        return False
    tail, head = _TAIL.search(line), _HEAD.match(text, start)
    return tail is not None and head is not None and _is_one(tail.group().strip(), head.group())


def _is_one(tail: str, head: str) -> bool:
    """Indicate whether digits are parts of one number: a card's fours, or neither is a whole telephone."""
    fours = f"{tail} {head}".replace("-", " ").split()
    if len(fours) == _CARD and all(len(four) == _CARD for four in fours):
        return True
    first, last = (sum(map(str.isdecimal, part)) for part in (tail, head))
    most = _MOST_ABROAD if tail.startswith(("+", "00")) else _MOST_AT_HOME
    return first <= _MOST_FIRST and last <= _MOST_LAST and _LEAST_AT_HOME <= first + last <= most


# A run of digits at a line's end, and at the next one's begin; groups of four of a card, and how many figures
# a number has, of which neither part is a number of its own.
_TAIL, _HEAD = re.compile(r"(?<![\w.])[+(]?\d[\d ().\-]*\Z"), re.compile(r"\d+(?:[ \-]\d+)*+")
_CARD, _MOST_FIRST, _MOST_LAST = 4, 6, 8
_LEAST_AT_HOME, _MOST_AT_HOME, _MOST_ABROAD = 9, 11, 13


def _is_parted(line: str) -> bool:
    """Indicate whether a line is of columns."""
    return "  " in line.strip() or "\t" in line or "|" in line
