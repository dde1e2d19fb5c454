"""What a text must hold for a slow pattern to match in it: cheap tests that only ever spare work.

A pattern of many words in any case is tried at every character; that a word occurs at all is
found far sooner. Each test is true wherever its pattern matches: `data/hints.toml` has, for a pattern's
kind, pieces of words or phrases of which one is in whatever it matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pii_sweep.detect.text import casing, lexicon

# A street's name in German before its number, as written.
_GERMAN = (
    "Am ",
    "Im ",
    "An der ",
    "An den ",
    "Auf der ",
    "Auf dem ",
    "Zum ",
    "Zur ",
    "In der ",
    "Unter den ",
    "Hinter de",
)
_NUMBER = re.compile(r" \d")


def holds(text: str, kind: str) -> bool:
    """Tell whether a text holds any of the words of a kind of `data/hints.toml`, in any case."""
    return kind in _held(text)


@lru_cache(maxsize=8)
def _held(text: str) -> frozenset[str]:
    """Return the kinds that a text holds words of; a text is read once for all of them."""
    found = 0
    for word in casing.words(text):
        found |= _bits(word)
    small = casing.small(text)
    for phrase, bits in _phrases():
        if bits & ~found and phrase in small:
            found |= bits
    return _named(found)


@lru_cache(maxsize=4096)
def _named(bits: int) -> frozenset[str]:
    return frozenset(kind for kind, bit in _kinds().items() if bits & bit)


@lru_cache(maxsize=1 << 15)
def _bits(word: str) -> int:
    """Return the kinds with a piece of a word, a bit each; texts share most of their words."""
    pieces, found = _pieces(), 0
    for at in range(len(word) - 1):
        for piece, bits in pieces.get(word[at : at + 2], ()):
            if word.startswith(piece, at):
                found |= bits
    return found


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, int]:
    return {kind: 1 << place for place, kind in enumerate(lexicon.table("hints"))}


@lru_cache(maxsize=1)
def _pieces() -> Mapping[str, Sequence[tuple[str, int]]]:
    """Return the pieces of words, with the kinds they stand for, by their first two letters."""
    pieces: dict[str, dict[str, int]] = {}
    for kind, bit in _kinds().items():
        for piece in lexicon.table("hints")[kind]:
            if piece.isalpha():
                begin = pieces.setdefault(piece[:2], {})
                begin[piece] = begin.get(piece, 0) | bit
    return {head: tuple(begin.items()) for head, begin in pieces.items()}


@lru_cache(maxsize=1)
def _phrases() -> Sequence[tuple[str, int]]:
    """Return the phrases, which more than letters make up, with the kinds they stand for."""
    phrases: dict[str, int] = {}
    for kind, bit in _kinds().items():
        for phrase in lexicon.table("hints")[kind]:
            if not phrase.isalpha():
                phrases[phrase] = phrases.get(phrase, 0) | bit
    return tuple(phrases.items())


def street_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where lines begin and end with a word that ends as streets do before a number.

    It is the whole text where a word opens a street, as many may.
    """
    tails, endings, openers, last = _street_words()
    small = casing.small(text)
    opened = not casing.words(text).isdisjoint(last) and any(map(small.__contains__, openers))
    if (opened and _opening().search(small)) or any(map(text.__contains__, _GERMAN)):
        yield 0, len(text)
        return
    done = 0
    for match in _NUMBER.finditer(small):
        end = match.start()
        end -= small.endswith(",", 0, end)
        end -= small.endswith(".", 0, end)
        if end >= done and small[end - 2 : end] in tails and small.endswith(endings, 0, end):
            if len(small) != len(text):
                yield 0, len(text)
                return
            stop = text.find("\n", end)
            done = stop if stop >= 0 else len(text)
            yield text.rfind("\n", 0, end) + 1, done


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """Compile a word that opens a street with a figure behind it on its line."""
    openers = sorted(map(re.escape, _street_words()[2]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(openers)})[^\n]{{0,170}}?\d")


@lru_cache(maxsize=1)
def _street_words() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """Return how endings end (two letters), endings (`u.` is short for `utca`), openers, their last words."""
    endings = (*lexicon.words("streets", "endings"), " u", "-u")
    openers = [word for word in lexicon.words("streets", "openers") if len(word) >= 3]
    last = frozenset(word.split()[-1] for word in openers)
    return frozenset(word[-2:] for word in endings), endings, tuple(f"{word} " for word in openers), last
