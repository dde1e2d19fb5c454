"""Words that may state a trait of a person, of `data/trait_words.toml`: `Sikh`, `shop steward`, `H-1B`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pii_sweep.detect.text import casing, lexicon

_TOKEN = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
# What may stand between the parts of a phrase, and between two phrases that state one trait.
_GAP = re.compile(r"[ \n.\-–'’/&„“”\"]{1,3}")
_JOIN = re.compile(r"[ \-–/&]{1,3}| (?:and|or|of|und|et|y|e|en|i|och|da|de|du) |/ ?", re.IGNORECASE)
_STEM, _AMBIGUOUS = "*", "ambiguous"
# Stems are looked up by their first letters.
_OPENING = 3


class Word(NamedTuple):
    """A phrase of the field with its parts in lower case, and the kinds of words that it is of.

    `kinds` holds `trait.kind`; a part in `stems` may have any ending, a phrase in `capitals` is an acronym.
    """

    phrase: str
    parts: tuple[str, ...]
    stems: tuple[bool, ...]
    capitals: bool
    kinds: tuple[str, ...]


class Candidate(NamedTuple):
    """A stretch of a text that may state a trait, with the phrases in it."""

    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def trait(self) -> str:
        """Return the trait that its first phrase is of."""
        return self.words[0].kinds[0].partition(".")[0]


class _Index(NamedTuple):
    whole: Mapping[str, Sequence[Word]]
    stems: Mapping[str, Sequence[Word]]
    opening: frozenset[str]


def is_ambiguous(word: Word) -> bool:
    """Return whether a phrase more often means something else, or is an adjective of countries."""
    return word.kinds[0] == "origin.nation" or word.phrase.lower() in _ambiguous()


@lru_cache(maxsize=1)
def _ambiguous() -> frozenset[str]:
    return frozenset(lexicon.table("trait_words")[_AMBIGUOUS]["words"])


@lru_cache(maxsize=1)
def _index() -> _Index:
    """Return the phrases by their first part, or by how that begins; the longest first."""
    kinds: dict[str, list[str]] = {}
    for trait, groups in lexicon.table("trait_words").items():
        for group, phrases in groups.items() if trait != _AMBIGUOUS else ():
            for phrase in phrases:
                kinds.setdefault(phrase, []).append(f"{trait}.{group}")
    whole: dict[str, list[Word]] = {}
    stems: dict[str, list[Word]] = {}
    for phrase, those in kinds.items():
        parts = tuple(re.findall(r"[^\W_]+\*?", phrase))
        small = tuple(part.rstrip(_STEM).lower() for part in parts)
        word = Word(
            phrase, small, tuple(part.endswith(_STEM) for part in parts), phrase.isupper(), tuple(those)
        )
        if word.stems[0]:
            stems.setdefault(small[0][:_OPENING], []).append(word)
        else:
            whole.setdefault(small[0], []).append(word)
    for held in (*whole.values(), *stems.values()):
        held.sort(key=lambda word: (-len(word.parts), -len(word.phrase)))
    opening = {run for first in whole for run in _LETTERS.findall(first)}
    return _Index(whole, stems, frozenset(opening))


@lru_cache(maxsize=1 << 15)
def _opens(word: str) -> bool:
    """Return whether a phrase may begin with a word; texts share most of their words."""
    index = _index()
    held = index.stems.get(word[:_OPENING], ())
    return word in index.opening or any(word.startswith(one.parts[0]) for one in held)


def may_hold(text: str) -> bool:
    """Return whether a text may hold a candidate; False is certain."""
    return any(map(_opens, casing.words(text)))


def find(text: str) -> Iterator[Candidate]:
    """Yield the candidates of a text; phrases of one trait next to each other are one."""
    run: list[tuple[int, int, Word]] = []
    for start, end, word in _find_words(text):
        if run and not (_share_trait(run[-1][2], word) and _JOIN.fullmatch(text, run[-1][1], start)):
            yield _candidate(run)
            run = []
        run.append((start, end, word))
    if run:
        yield _candidate(run)


def is_word(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is a word for a people or believers, or a part of a phrase for them.

    `Hazara`, the last of `testigo de Jehová`. A name of people is one, unless it is a part.
    """
    low = max(0, start - _AROUND)
    value, span = text[start:end].casefold(), (start - low, end - low)
    for first, last, word in _find_words(text[low : end + _AROUND]):
        if not (first <= span[0] and span[1] <= last) or _GROUPS.isdisjoint(word.kinds):
            continue
        if (first, last) != span:
            return True
        named = lexicon.any_given_name(value) or lexicon.family_name(value)
        return not (named or any(word.stems) or word.phrase.lower() in _ambiguous())
    return False


# So many characters of a phrase may stand around a word of it.
_AROUND = 30
_GROUPS = frozenset({"belief.adherent", "belief.denomination", "origin.people", "origin.nation"})


def _share_trait(first: Word, second: Word) -> bool:
    return first.kinds[0].partition(".")[0] == second.kinds[0].partition(".")[0]


def _candidate(run: Sequence[tuple[int, int, Word]]) -> Candidate:
    return Candidate(run[0][0], run[-1][1], tuple(word for _, _, word in run))


def _find_words(text: str) -> Iterator[tuple[int, int, Word]]:
    index = _index()
    tokens = [(*match.span(), match.group().lower()) for match in _TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        token = tokens[at][2]
        if token not in index.whole and token[:_OPENING] not in index.stems:
            at += 1
            continue
        held = (*index.whole.get(token, ()), *index.stems.get(token[:_OPENING], ()))
        fits = [word for word in held if _fits(text, tokens, at, word)]
        if fits:
            word = max(fits, key=lambda one: (len(one.parts), len(one.phrase)))
            yield tokens[at][0], tokens[at + len(word.parts) - 1][1], word
            at += len(word.parts)
        else:
            at += 1


def _fits(text: str, tokens: Sequence[tuple[int, int, str]], at: int, word: Word) -> bool:
    last = at + len(word.parts)
    if last > len(tokens):
        return False
    for place, (part, stem) in enumerate(zip(word.parts, word.stems, strict=True), at):
        start, end, token = tokens[place]
        if token != part and not (stem and token.startswith(part)):
            return False
        if place > at and not _GAP.fullmatch(text, tokens[place - 1][1], start):
            return False
        if word.capitals and not text[start:end].isupper():
            return False
    return True
