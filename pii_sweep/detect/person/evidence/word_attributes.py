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


def pair(words: frozenset[str], signs: str) -> str:
    """Return the attribute of two neighbouring signs; `words` are what the network knows."""
    if signs in _japanese_families():
        return f"={signs}" if signs in words else "=?"
    return signs if signs in words else "?"


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
    return "k" + "".join(mark for mark, known in marks if known) + ("" if low.isascii() else _as_signs(low))


def _as_signs(word: str) -> str:
    """Return what the signs of Chinese, Japanese and Korean names say of a sign or a word of Hangul."""
    signs = _name_signs()
    if len(word) == 1:
        return "".join(mark for mark, own in signs.items() if word in own)
    if not "가" <= word[0] <= "힣" or len(word) > 3:
        return ""
    whole = word[0] in signs["K"] and all(sign in signs["1"] | signs["2"] for sign in word[1:])
    given = word[-2] in signs["1"] and word[-1] in signs["2"]
    return ("W" if whole else "") + ("G" if given else "")


@lru_cache(maxsize=1)
def _name_signs() -> dict[str, frozenset[str]]:
    """Return the signs of family and given names, by the mark that stands for them."""
    table = lexicon.table("script_names")
    han, japanese, korean = table["han"], table["japanese"], table["korean"]
    signs = {
        "C": han["family"],
        "D": han["given"],
        "J": japanese["family_first"],
        "L": japanese["family_last"],
        "N": japanese["given"],
        "K": korean["family"],
        "1": korean["given_first"],
        "2": korean["given_last"],
    }
    return {mark: frozenset(own) for mark, own in signs.items()}


@lru_cache(maxsize=1)
def _japanese_families() -> frozenset[str]:
    return frozenset(lexicon.table("script_names")["japanese"]["families"])


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
