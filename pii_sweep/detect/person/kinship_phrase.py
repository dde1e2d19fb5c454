"""Phrases next to capitalised words that mark a person: kin, introductions, verbs with a person as object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pii_sweep.detect.person.name_pattern import JOIN, LONG_REST, LONG_WORD, UP
from pii_sweep.detect.person.word_before import find_begin
from pii_sweep.detect.text import lexicon, vocabulary

_RUN = re.compile(
    rf"{UP}(?<![\w.@/#&'’\-].){LONG_REST}(?:[ ](?:(?:{JOIN})[ ]){{0,2}}{LONG_WORD}){{0,3}}(?![\w@])"
)
# One or two words right before a run, with marks of emphasis and quotes between.
_BEFORE = re.compile(r"(?:([\w'’./]+)[ ])?([^\W\d_][\w'’./\-]*)[,:]?[ ](?:[*_]{1,2}|[\"“(])?$")
_REACH = 32
_LEADS = frozenset(' *_"“(')
_BEHIND = re.compile(r"['’]?s?[ ]([a-z]+)")
_HERE = re.compile(r"[ ]here(?:[ ](?:from|again|with|at)\b|[,.!;:]|[ ][-–—]|$)")
_AGE = re.compile(r"[ ]\((?:aged?[ ])?\d{1,2}(?:,[ ][a-z]|\)|[ ]?(?:years?|yrs?|yo|m\)|f\)))")
_SCORE = re.compile(r"[ ]\d[–\-]\d")
_POSSESSED = re.compile(r"['’]s$")


class MarkedSpan(NamedTuple):
    """A span that adjacent words mark as a name, and how surely."""

    start: int
    end: int
    weight: float


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], ...]:
    keys = ("kin", "selves", "doings", "families", "family_after")
    lists = tuple(lexicon.words("phrase_cues", key) for key in keys)
    return (*lists, lists[0] | lists[3])


def find(text: str) -> Iterator[MarkedSpan]:
    """Yield the runs of capitalised words that adjacent words mark as a person, with a weight."""
    for match in _RUN.finditer(text):
        kin = _read(text, match.start(), match.end())
        if kin is not None:
            yield kin


def _read(text: str, start: int, end: int) -> MarkedSpan | None:
    kin, selves, doings, families, after, led = _lists()
    first, _, rest = text[start:end].partition(" ")
    low = first.lower()
    leads = bool(rest) and low in led  # German, and text in capitals
    if not leads and not _may_begin_name(_strip_possessive(low), alone=not rest):
        return None
    two, one = _read_before(text, start) if text[start - 1 : start] in _LEADS else ("", "")
    one = one.lower().rstrip(".")
    two = f"{two.lower()} {one}"
    if leads:
        start, one, two = end - len(rest), low, ""
        first, _, rest = text[start:end].partition(" ")
    name = _POSSESSED.sub("", text[start:end])
    end = start + len(name)
    low = _strip_possessive(first.lower())
    if leads and not _may_begin_name(low, alone=not rest):
        return None
    behind = _BEHIND.match(text, end)
    given = lexicon.given_name(low) and low not in lexicon.words("persons", "ambiguous")
    family = lexicon.family_name(name.split()[-1].lower())
    if one in families or (one == "the" and behind is not None and behind[1] in after and not given):
        return MarkedSpan(start, end, 0.5) if family or low not in lexicon.ordinary() else None
    if one == "les" and family and not rest and low not in lexicon.ordinary():
        return MarkedSpan(start, end, 0.45)
    if one in kin:
        return MarkedSpan(start, end, 0.5)
    if (two in selves or one in selves) and (given or (rest and family)):
        return MarkedSpan(start, end, 0.5)
    if _HERE.match(text, end) or _AGE.match(text, end):
        return MarkedSpan(start, end, 0.5)
    if text.startswith(" (", end) and (role := _ROLE.match(text, end)) and role[1] in _roles():
        return MarkedSpan(start, end, 0.5)
    if (one in doings or two in doings) and given and not rest:
        return MarkedSpan(start, end, 0.35)
    if (one in _RIVALS or _SCORE.match(text, end)) and rest and (given or family):
        return MarkedSpan(start, end, 0.45)
    return None


# `Natsu (the plumber)`: what somebody is, behind the name.
_ROLE = re.compile(r"[ ]\((?:[\w'’.&\-]+[ ]){0,3}([a-z\-]+)\)")


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    return lexicon.words("phrase_cues", "kin") | lexicon.words("phrase_cues", "roles")


def _read_before(text: str, start: int) -> tuple[str, str]:
    """Return the two words right before a place, each empty where it is not there."""
    before = _BEFORE.search(text, find_begin(text, max(0, start - _REACH), start, 2), start)
    return (before[1] or "", before[2]) if before else ("", "")


def _strip_possessive(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


_RIVALS = frozenset({"beat", "defeated", "thrashed"})


def _may_begin_name(low: str, *, alone: bool) -> bool:
    """Return whether a lower-case word may begin a name: it is no everyday word, day, place or thing."""
    if low in vocabulary.thing_words() or low in _DAYS:
        return False
    return low not in lexicon.ordinary() and not (
        alone and (len(low) < 3 or low in lexicon.words("places_and_brands", "places"))
    )


_DAYS = frozenset(
    ["god", "jesus", "christ", "allah", "easter", "christmas", "english", "french", "german", "spanish"]
    + ["google", "amazon", "facebook", *vocabulary.weekdays("en")]
    + [month for month in vocabulary.months() if month != "may"]
)
