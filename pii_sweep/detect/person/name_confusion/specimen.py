"""Specimens of forms, filled in with people who do not exist, and the names that stand for anybody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

# What a specimen says of whoever fills it in; its mailboxes and telephones may be the office's own.
_INVENTED = frozenset({"PERSON", "STREET_ADDRESS", "NATIONAL_ID", "DATE_OF_BIRTH", "US_SSN", "US_PASSPORT"})
# So much of a text says what it is, and a form is no longer than this.
_LONGEST = 4000
_WORD = re.compile(r"[^\W\d_]+")
_NOUGHTS = re.compile(r"[A-Za-z]{0,3}[ \-]?0(?:[ ./\-]?0){4,}[A-Za-z]?")


def drop_invented(text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the claims on a text without those of a specimen, and without names that nobody has."""
    if not hits:
        return hits
    if is_specimen(text):
        return [hit for hit in hits if hit.entity not in _INVENTED]
    return [hit for hit in hits if not _is_placeholder(text, hit)]


def is_specimen(text: str) -> bool:
    """Return whether a text's first line says that it is a specimen, and the text speaks of filling it in."""
    if len(text) > _LONGEST or _heading().match(text) is None:
        return False
    return _fill().search(text) is not None


def _is_placeholder(text: str, hit: Hit) -> bool:
    """Return whether a claim is a name or a place by which forms call any, or a number of noughts.

    `Max Mustermann`, `Musterstraße 1`, `0000000`.
    """
    values = [text[low:high] for low, high in hit.stretches()]
    words = {word.lower() for value in values for word in _WORD.findall(value)}
    if hit.entity == "PERSON":
        return not words.isdisjoint(lexicon.words("specimens", "names"))
    if hit.entity == "STREET_ADDRESS":
        return any(map(_places().fullmatch, words))
    return hit.entity != "PASSWORD" and _NOUGHTS.fullmatch("".join(values)) is not None


@lru_cache(maxsize=1)
def _places() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.table("specimens")["places"]))


@lru_cache(maxsize=1)
def _heading() -> re.Pattern[str]:
    """Compile the first line of a specimen: its word alone, or what is asked behind it."""
    words = "|".join(map(re.escape, lexicon.table("specimens")["headings"]))
    rest = rf"[ ]{{0,2}}(?:[.:!]|[,.:–-][ ][^\n]*|[^\n]{{0,24}}(?:{_join_fill()})[^\n]*|form\w*)?"
    return re.compile(rf"(?i)[\s#*\[(]*(?:{words})(?!\w){rest}[\s\])*]*(?:\n|$)")


@lru_cache(maxsize=1)
def _fill() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:{_join_fill()})")


def _join_fill() -> str:
    """Return alternatives for filling in."""
    return "|".join(lexicon.table("specimens")["fill"])
