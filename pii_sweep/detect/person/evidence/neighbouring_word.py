"""Words around a candidate for a name, as features: what people do, words for people, nouns of things.

`Torvald ringde`, `Kollegin Sarac` and `la draga Juan Sebastián` have one word to show what they are.
The words are data of some thirty languages (`data/neighbouring_words.toml`, `data/roles.toml`); what each
kind weighs is fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pii_sweep.detect.person.word_before import find_begin
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

# So many words to either side are near, right behind a name an adverb or two may stand before its verb.
_NEAR, _SOON, _THINGS = 6, 3, 4
_BEFORE = re.compile(r"([^\W\d_]+)[.]?['’]?[ ]$")
_REACH, _JOINED = 24, frozenset(" \n,")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def kinds() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words for what people do, those that stand before a name, and the nouns of things."""
    acts, callings, things = (
        lexicon.words("neighbouring_words", key) for key in ("acts", "callings", "things")
    )
    return acts | lexicon.words("roles", "doing"), callings, things | lexicon.words("roles", "named")


def read_before(text: str, start: int) -> str:
    """Return the word right before a place in lower case, nothing where none stands there."""
    match = _BEFORE.search(text, find_begin(text, max(0, start - _REACH), start, 1), start)
    return match[1].lower() if match else ""


def describe_words(text: str, hit: Hit, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield the kinds of words around a candidate; `before` and `after` are its sentence's, in lower case."""
    acts, callings, things = kinds()
    last = read_before(text, hit.start)
    gap = text[hit.end : hit.end + 1]
    if after and after[0] in acts and gap in _JOINED:
        yield "next acts"
    elif not acts.isdisjoint(after[1:_SOON]):
        yield "next acts soon"
    if last in acts:
        yield "next met"
    if last in callings:
        yield "next calling"
    if not acts.isdisjoint(before[-_NEAR:-1]):
        yield "next acts before"
    if not acts.isdisjoint(after[_SOON : _NEAR + 1]):
        yield "next acts behind"
    if last in things:
        yield "next thing before"
    if after and after[0] in things and gap in (" ", "-"):
        yield "next thing behind"
    if not things.isdisjoint(before[-_THINGS:-1]):
        yield "next thing near before"
    if not things.isdisjoint(after[1:_THINGS]):
        yield "next thing near behind"
    words = _WORD.findall(text[hit.start : hit.end].lower())
    if len(words) > 1 and words[0] in things:
        yield "next thing first"
    if len(words) > 1 and words[-1] in things:
        yield "next thing last"
