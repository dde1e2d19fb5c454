"""Stretches of a text that may be one number: `418 772 093`, `119 ZTP`, `28 Feb 2013`, `four oh one`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pii_sweep.detect.identifiers.birth.birth_date import DATE
from pii_sweep.detect.number import spoken_digits
from pii_sweep.detect.text import vocabulary

# A number has at most so many groups and characters, and a group of capitals so many letters.
GROUPS, LONGEST, CAPITALS = 8, 34, 4
# Shorter ones are counts, hours and rooms: of figures alone, and with letters.
LEAST_DIGITS, LEAST = (3, 2), 4
_TOKEN = re.compile(r"[^\s,;|()\[\]{}<>\"“”„«»=:?*…^：（）、。「」]+")
_PHONE = re.compile(
    r"(?<![\w+(])(?:\+\d{1,3}[ .\-]?)?(?:\(\+?\d{1,5}\)[ .\-]?)?\d{1,5}(?:[ .\-/]{1,3}\d{1,5}){1,5}(?![\w])"
)
# Short years behind a month's name, and figures alone: `3 feb '88`, `9-3-39`, `1952. aug. 6.`
_DATE = re.compile(
    rf"(?i){DATE}|(?<![\w/.\-])\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{2}}(?![\w/\-])"
    r"|(?<![\w/.\-])\d{1,2}(?:st|nd|rd|th|\.|º)?[ \-](?:of |de )?"
    r"(?P<month>[^\W\d_]{3,10})\.?,?[ \-]['’]?\d\d(?!\w)"
)
_DIGIT = re.compile(r"\d")
# Scripts without capitals write sentences without blanks: no letters of theirs belong to a number.
_UPPER = "A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ"
_CAPITAL = re.compile(rf"[{_UPPER}]{{1,{CAPITALS}}}(?:-[{_UPPER}]{{1,2}})?")
_JOIN = frozenset({"-", "/", "–"})
_EDGES = ".'’‘`~_-–/\\!"


def find(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that may be a number or a date of a person, some within others."""
    yield from dict.fromkeys(
        [*_find_dates(text), *_find_telephones(text), *_find_runs(text), *spoken_digits.find(text)]
    )


def _find_dates(text: str) -> Iterator[tuple[int, int]]:
    for match in _DATE.finditer(text):
        month = match["month"]
        if not month or month.casefold() in _months():
            yield match.span()


def is_date(text: str) -> bool:
    """Return whether a text is a date and no more."""
    return (0, len(text)) in _find_dates(text)


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    names = vocabulary.months()
    return frozenset((*names, *(name[:3] for name in names), "sept"))


def _find_telephones(text: str) -> Iterator[tuple[int, int]]:
    for match in _PHONE.finditer(text):
        if 7 <= len(_DIGIT.findall(match.group())) <= 15:
            yield match.span()


def _find_runs(text: str) -> Iterator[tuple[int, int]]:
    run: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        start, end = _trim(text, *match.span())
        joins = run and text[run[-1][1] : start] == " " and start == match.start()
        if not joins:
            yield from _parts_of(text, run)
            run = []
        if start < end and _may_belong(text[start:end]):
            run.append((start, end))
            if end < match.end() and text[end : match.end()] != "!":
                yield from _parts_of(text, run)
                run = []
        else:
            yield from _parts_of(text, run)
            run = []
    yield from _parts_of(text, run)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a token without the marks around it; one of letters and figures keeps its exclamation mark."""
    while start < end and text[start] in "'’‘`~_\\#*+-–." and not (text[start] == "+" and end - start > 3):
        start += 1
    while start < end and text[end - 1] in _EDGES and not (text[end - 1] in "-–/" and end - start == 1):
        if text[end - 1] == "!" and not text[start : end - 1].isdecimal():
            break
        end -= 1
    return start, end


def _may_belong(group: str) -> bool:
    if _DIGIT.search(group):
        return group.isascii() or all(char.isupper() or char.islower() for char in group if char.isalpha())
    return group in _JOIN or _CAPITAL.fullmatch(group) is not None


def _parts_of(text: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of neighbouring groups that have enough figures and are not too long."""
    for first in range(len(run)):
        if text[run[first][0] : run[first][1]] in _JOIN:
            continue
        for last in range(first, min(len(run), first + GROUPS)):
            start, end = run[first][0], run[last][1]
            part = text[start:end]
            if end - start > LONGEST:
                break
            if text[run[last][0] : end] not in _JOIN and _is_number(part):
                yield start, end


def _is_number(part: str) -> bool:
    figures = len(_DIGIT.findall(part))
    lettered = any(map(str.isalpha, part))
    return len(part) >= LEAST and figures >= (1 if lettered and " " not in part else LEAST_DIGITS[lettered])
