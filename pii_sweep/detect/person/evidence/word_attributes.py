"""What the second network sees of a word: its letters, and what the word lists know of it.

A word that few of the papers hold on which the network was trained is to it one of its script, with or
without a capital: so a name that no list has is read by its neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache, partial

from spacy.attrs import ID, IS_SPACE, LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX

from pii_sweep.detect.health import terms
from pii_sweep.detect.model.ner import Attributes
from pii_sweep.detect.model.tokens import shape
from pii_sweep.detect.person import name_order, weak_name
from pii_sweep.detect.person.evidence import neighbouring_word
from pii_sweep.detect.text import lexicon, vocabulary

# So many letters begin a word, end it, and are its stem.
_BEGIN, _END, _STEM = 3, 3, 5


def attributes(words: frozenset[str]) -> Attributes:
    """Return the attributes of a word by spaCy's number; `words` are those the network knows, in lower case.

    Two numbers that spaCy uses for other things hold what the lists know of a word as a name and as another.
    """
    return {
        NORM: partial(_norm, words),
        PREFIX: lambda word: word.lower()[:_BEGIN],
        SUFFIX: lambda word: word.lower()[-_END:],
        LOWER: lambda word: word.lower()[:_STEM] + "/",
        SHAPE: shape,
        LANG: _known_as_name,
        ID: _known_as_word,
        IS_SPACE: str.isspace,
    }


def _norm(words: frozenset[str], word: str) -> str:
    low = word.lower()
    if low in words:
        return low
    if not low[0].isalpha():
        return shape(word)
    return f"?{script(low[0])}{'U' if word[0].isupper() else 'l'}"


@lru_cache(maxsize=1 << 12)
def script(letter: str) -> str:
    """Return a letter's script as the first letters of its name in Unicode."""
    return unicodedata.name(letter, "?").split()[0][:4]


@lru_cache(maxsize=1 << 14)
def _known_as_name(word: str) -> str:
    low = word.lower()
    bare = low.removesuffix("'s").removesuffix("’s")
    given = lexicon.given_name(bare)
    marks = (
        ("g", given),
        ("f", lexicon.family_name(bare)),
        ("s", low in lexicon.script_given()),
        ("c", not given and weak_name.is_case(low)),
        ("a", bare in lexicon.words("persons", "ambiguous")),
    )
    return "k" + "".join(mark for mark, known in marks if known)


@lru_cache(maxsize=1 << 14)
def _known_as_word(word: str) -> str:
    low = word.lower()
    acts, callings, things = neighbouring_word.kinds()
    english = low in lexicon.english()
    health = terms.strength(low)
    marks = (
        ("e", english),
        ("w", not english and low in lexicon.ordinary()),
        ("a", low in acts),
        ("c", low in callings or low in name_order.callings()),
        ("t", low in things or low in vocabulary.thing_words()),
        ("m", low in vocabulary.dates()),
        ("p", low in lexicon.words("places_and_brands", "places")),
        ("f", low in vocabulary.company_words()),
        ("o", low in vocabulary.particles()),
        ("h", health == "strong"),
        ("i", health == "weak"),
        ("$", _currencies().fullmatch(word) is not None),
    )
    return "x" + "".join(mark for mark, known in marks if known)


@lru_cache(maxsize=1)
def _currencies() -> re.Pattern[str]:
    """Return what signs, codes and words of currencies match."""
    table = lexicon.table("currencies")
    words = (word for own in table["words"].values() for word in own)
    return re.compile("|".join((*table["signs"], *table["behind"], *(f"(?i:{word})" for word in words))))
