"""Words that say what a number in a text is, by class and in many languages: features of a fitted score.

Those around an amount are in `data/order_cues.toml`, those of the heads of lists in `data/list_heads.toml`,
those around a telephone, a mailbox or an address in `data/contact_cues.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pii_sweep.detect.text import casing, lexicon

# The tables of words around amounts, and around telephones, mailboxes and addresses.
ORDERS, CONTACTS = "order_cues", "contact_cues"
_WORD = re.compile(r"[^\W\d_]+")
# Words of scripts from here on have endings, or no spaces between them, and are sought inside their runs.
_UNSPACED = "\u0590"
_SHORTEST = 2
# Written above and below letters of Arabic and Hebrew, or not at all.
_VOWEL_SIGN = re.compile("[\u0591-\u05bd\u05bf\u064b-\u0652\u0670]")


class Cue(NamedTuple):
    """A word of a class in a text: what it says, and where it lies."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Lists:
    whole: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    runs: Mapping[str, str]
    run: re.Pattern[str]
    longest: int
    openings: frozenset[str]


def find(text: str, table: str) -> Sequence[Cue]:
    """Return the words of a table of `data/` that a text has; scripts without spaces last."""
    kept = _of_text(text)
    found = kept.get(table)
    if found is None:
        found = kept[table] = tuple(_find(text, table))
    return found


@casing.keep_readings
def _of_text(_text: str) -> dict[str, Sequence[Cue]]:
    """Keep the words of each table that a text has: amounts ask for the same ones twice."""
    return {}


def _find(text: str, table: str) -> Iterator[Cue]:
    lists = _lists(table)
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        names, phrases = _look_up(word[0], table)
        for name in names:
            yield Cue(name, *word.span())
        for phrase, name in phrases:
            after = words[place : place + len(phrase)]
            if tuple(_plain(one[0]) for one in after) == phrase:
                yield Cue(name, word.start(), after[-1].end())
    if not text.isascii():
        for match in lists.run.finditer(text):
            yield Cue(lists.runs[match.group()], *match.span())
        if _VOWEL_SIGN.search(text):
            yield from _find_pointed(text, lists)


def _find_pointed(text: str, lists: _Lists) -> Iterator[Cue]:
    """Yield the words of Arabic and Hebrew between whose letters the text has signs of vowels."""
    places = [place for place, sign in enumerate(text) if not _VOWEL_SIGN.match(sign)]
    bare = "".join(text[place] for place in places)
    for match in lists.run.finditer(bare):
        start, end = places[match.start()], places[match.end() - 1] + 1
        if end - start > len(match.group()):
            yield Cue(lists.runs[match.group()], start, end)


@lru_cache(maxsize=1 << 15)
def _look_up(word: str, table: str) -> tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the classes of a word, and the phrases that begin with it."""
    lists, plain = _lists(table), _plain(word)
    names = [*lists.whole.get(plain, ())]
    if plain[:_SHORTEST] in lists.openings:
        for length in range(_SHORTEST, min(len(plain), lists.longest) + 1):
            names += lists.stems.get(plain[:length], ())
    return tuple(names), lists.phrases.get(plain, ())


@lru_cache(maxsize=1 << 15)
def _plain(word: str) -> str:
    return lexicon.plain(word.lower())


@lru_cache(maxsize=4)
def names(table: str) -> tuple[str, ...]:
    """Return the classes of words of a table of `data/`."""
    return tuple(lexicon.table(table))


@lru_cache(maxsize=4)
def _lists(table: str) -> _Lists:
    whole: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    phrases: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    runs: dict[str, str] = {}
    for name, languages in lexicon.table(table).items():
        for word in (word for words in languages.values() for word in words):
            parts = tuple(map(_plain, _WORD.findall(word)))
            if word >= _UNSPACED:
                runs[word] = name
            elif len(parts) > 1:
                phrases.setdefault(parts[0], set()).add((parts, name))
            else:
                (stems if word.endswith("*") else whole).setdefault(parts[0], set()).add(name)
    return _Lists(
        {word: tuple(sorted(held)) for word, held in whole.items()},
        {word: tuple(sorted(held)) for word, held in stems.items()},
        {word: tuple(sorted(held)) for word, held in phrases.items()},
        runs,
        re.compile("|".join(sorted(map(re.escape, runs), key=len, reverse=True))),
        max(map(len, stems)),
        frozenset(stem[:_SHORTEST] for stem in stems),
    )
