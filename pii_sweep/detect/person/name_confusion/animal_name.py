"""Given names that a text says are an animal's: `a dog named Rex`, `answers to Rufo`, `Biscuit (cat)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

# So far before a name its animal may stand, and so far behind it.
_BEFORE, _BEHIND = 100, 48
_TITLED = frozenset({"title"})


def drop_animals(text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the claims on a text without the names of one word that are said to be an animal's.

    In a vet's list `Peter Hall (cat)` and `Mrs Hall (cat)` are the owners.
    """
    if _animal().search(text) is None:
        return hits
    return [hit for hit in hits if hit.entity != "PERSON" or not _is_animal(text, hit)]


def _is_animal(text: str, hit: Hit) -> bool:
    if " " in text[hit.start : hit.end] or hit.has_factor(_TITLED):
        return False
    before = text[max(0, hit.start - _BEFORE) : hit.start]
    if any(pattern.search(before) for pattern in _leading()):
        return True
    return _following().match(text[hit.end : hit.end + _BEHIND]) is not None


@lru_cache(maxsize=1)
def _animal() -> gate.Gated:
    return gate.gated(rf"(?i)(?<!\w)(?:{_join('animals')})(?!\w)")


@lru_cache(maxsize=1)
def _leading() -> tuple[re.Pattern[str], ...]:
    """Compile what stands before a name: the animal and the word for its name, or what it answers to."""
    animal, quote = _animal().pattern.pattern, r"[ ]{1,2}[\"„“«'‘]?\Z"
    return (
        re.compile(rf"{animal}[ ](?:{_join('named')}){quote}"),
        re.compile(rf"{animal}[^.!?\n]{{0,60}}(?<!\w)(?:{_join('answers')})[ ]?:?{quote}"),
    )


@lru_cache(maxsize=1)
def _following() -> re.Pattern[str]:
    """Compile what stands behind one: `(cat)`, ` the crocodile is`, `, the studio cat,`.

    `Anna the dog walker` is a person, and so is whom `Anna, the cat is ill` speaks to.
    """
    animal = rf"(?:{_join('animals')})"
    return re.compile(
        rf"(?i)[\"”»]?(?:[ ]\((?:[^()\n]{{1,16}}[ ])?{animal}\)"
        rf"|[ ](?:the|our|my)[ ](?:[a-z]{{2,12}}[ ])?{animal}"
        r"(?=[.,;:!?\n]|[ ](?:is|was|has|will|can)(?:n['’]?t)?\b|\Z)"
        rf"|,[ ](?:the|our|my|a)[ ](?:[a-z]{{2,12}}[ ])?{animal},)"
    )


def _join(key: str) -> str:
    """Return the alternatives of a list."""
    return "|".join(lexicon.table("animal_names")[key])
