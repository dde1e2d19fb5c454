"""Patterns that are tried only on texts that could match them.

A pattern of many words in any case is tried at every character; that a word occurs at all is
found far sooner. A gate is derived from its pattern (`literals.required_literals`): the two never differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from hashlib import sha256
from itertools import chain
from operator import or_
from pathlib import Path
from typing import Any, Generic, TypeVar

from pii_sweep import patterns
from pii_sweep.detect.text import casing, lexicon
from pii_sweep.detect.text.pattern import literals
from pii_sweep.detect.text.pattern.alternatives import group_by_letters
from pii_sweep.detect.text.pattern.literals import BOUNDARY, begins_with_letter, required_literals

# A street's name in German before its number, as written.
_GERMAN = re.compile(r"Am |Im |An de[rn] |Auf de[rm] |Zum |Zur |In der |Unter den |Hinter de")
_NUMBER = re.compile(r" \d")
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_AT_LETTER = r"(?=[^\W\d_])"
# A clause with a literal of fewer letters is sought in the text, not in its words.
_WORDLIKE = 3
_COMMON = " .,"  # most texts have these
# These match `s`, `k` and `i` where case is ignored, and have another lower case.
_EQUIVALENT = re.compile("[\u017f\u212a\u0131\u0130\u1e9e]")
# The code that works literals out and where each is sought, under whose digest they are kept.
_SOURCES = b"".join(Path(file).read_bytes() for file in (literals.__file__, __file__))
_LITERALS = f"literals {sha256(_SOURCES).hexdigest()}"

Thing = TypeVar("Thing")


class Gated:
    """A compiled pattern with the gate before it; `all_gates` lists every one."""

    __slots__ = ("mask", "pattern")

    def __init__(self, pattern: re.Pattern[str], source: str = "") -> None:
        self.pattern = pattern
        flags = pattern.flags & ~re.UNICODE
        text = source or pattern.pattern
        clauses = patterns.recall(_LITERALS, text, flags, lambda: _place_literals(text, flags))
        self.mask = _register_clauses(clauses)
        all_gates.append(self)

    def admits(self, text: str) -> bool:
        """Return whether a text may match; False is certain."""
        return _match_clauses(text) & self.mask == self.mask

    def finditer(self, text: str, low: int = 0, high: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches in a text, or in `text[low:high]`."""
        if _match_clauses(text) & self.mask != self.mask:
            return iter(())
        return self.pattern.finditer(text, low, len(text) if high is None else high)

    def findall(self, text: str) -> list[str]:
        """Return what the pattern matches in a text."""
        return self.pattern.findall(text) if _match_clauses(text) & self.mask == self.mask else []

    def search(self, text: str, low: int = 0, high: int | None = None) -> re.Match[str] | None:
        """Return the first match in a text, or in `text[low:high]`."""
        if _match_clauses(text) & self.mask != self.mask:
            return None
        return self.pattern.search(text, low, len(text) if high is None else high)


class Gates(Generic[Thing]):
    """Things that each stand behind a gate, such as patterns with their weights.

    A text opens few gates of many, and most texts the same ones: the choice is kept for each combination.
    """

    __slots__ = ("_chosen", "_things", "_union")

    def __init__(self, things: Iterable[tuple[Gated, Thing]]) -> None:
        self._things = tuple((one.mask, thing) for one, thing in things)
        self._union = reduce(or_, (mask for mask, _ in self._things), 0)
        self._chosen: dict[int, tuple[Thing, ...]] = {}

    def opened(self, text: str) -> tuple[Thing, ...]:
        """Return the things, in their order, whose gates a text opens."""
        held = _match_clauses(text) & self._union
        chosen = self._chosen.get(held)
        if chosen is None:
            if len(self._chosen) >= _COMBINATIONS:
                self._chosen.clear()
            chosen = tuple(thing for mask, thing in self._things if held & mask == mask)
            self._chosen[held] = chosen
        return chosen


def together(*gates: Gated) -> Gates[Gated]:
    """Return several patterns as one group, to learn at once which of them a text may match."""
    return Gates((one, one) for one in gates)


def find_leftmost(group: Gates[Gated], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches that one pattern with those of a group as its alternatives would have."""
    opened = [one.pattern for one in group.opened(text)]
    if len(opened) < 2:
        yield from chain.from_iterable(pattern.finditer(text) for pattern in opened)
        return
    found = [pattern.search(text) for pattern in opened]
    while matches := [match for match in found if match is not None]:
        first = min(matches, key=re.Match.start)
        yield first
        end = max(first.end(), first.start() + 1)
        found = [
            pattern.search(text, end) if match is not None and match.start() < end else match
            for pattern, match in zip(opened, found, strict=True)
        ]


_COMBINATIONS = 512
all_gates: list[Gated] = []
# Each clause of literals has a bit. Words are looked up in a text's words, pieces inside them (at a word's
# begin or end where the pattern says so), phrases in the text.
_bits: dict[frozenset[str], int] = {}
_words: dict[str, int] = {}
_pieces: dict[str, dict[tuple[str, bool, bool], int]] = {}
# Phrases with a whole word stand under it, the others under the mark that each of them holds: most texts have
# few of these words and marks. Those with a letter or mark beyond ASCII stand apart.
_worded: dict[str, dict[str, int]] = {}
_phrases: dict[str, dict[str, int]] = {}
_foreign: dict[str, dict[str, int]] = {}
# By the name that a kept place has of it.
_tables: dict[str, dict[str, dict[Any, int]]] = {
    "pieces": _pieces, "worded": _worded, "phrases": _phrases, "foreign": _foreign,
}  # fmt: skip
# Where a literal is sought: the table, what it stands under there, and what it is; a word has no table.
_Place = tuple[str, str, str | tuple[str, bool, bool]]
_Clauses = tuple[tuple[frozenset[str], tuple[_Place, ...]], ...]


def gated(pattern: str, flags: int = 0) -> Gated:
    """Compile a pattern behind the gate that follows from it."""
    return Gated(re.compile(pattern, flags))


def gated_words(before: str, words: Iterable[str], behind: str, flags: int = 0) -> Gated:
    """Compile words in any case between two parts of a pattern, grouped by their letters, behind its gate.

    The gate follows from the words as they are given: whole, they are found sooner. Where all of them begin
    with a letter, no other place is tried.
    """
    given = "|".join(words)
    grouped = group_by_letters([given])
    start = _AT_LETTER if begins_with_letter(given) else ""
    return Gated(re.compile(f"{before}{start}(?:{grouped}){behind}", flags), f"{before}(?:{given}){behind}")


def _place_literals(text: str, flags: int) -> _Clauses:
    """Return the clauses that a pattern's matches satisfy, each with the places of its literals."""
    return tuple((clause, tuple(map(_place, sorted(clause)))) for clause in required_literals(text, flags))


def _register_clauses(clauses: _Clauses) -> int:
    """Return the bits of clauses, known from now on."""
    mask = 0
    for clause, places in clauses:
        if clause not in _bits:
            bit = _bits[clause] = 1 << len(_bits)
            for table, under, what in places:
                held: dict[Any, int] = _tables[table].setdefault(under, {}) if table else _words
                held[what] = held.get(what, 0) | bit
            _word_bits.cache_clear()
            _match_clauses.cache_clear()
        mask |= _bits[clause]
    return mask


def _place(literal: str) -> _Place:
    """Return what says that a literal may be in a text: a word, a piece of one, or the literal itself."""
    runs = list(_LETTER_RUN.finditer(literal))
    word = max(runs, key=lambda run: len(run.group()), default=None)
    starts, ends = word is not None and word.start() > 0, word is not None and word.end() < len(literal)
    plain = literal.replace(BOUNDARY, "")
    mark = next((char for char in plain if not (char.isalnum() or char in _COMMON)), "")
    # A short word is common: `so` of `c.so`, `c` of `c/`.
    longer = len(runs) > 1 or mark or (plain != runs[0].group() and not (starts and ends)) if runs else True
    if word is None or len(word.group()) == 1 or (longer and len(word.group()) < _WORDLIKE):
        whole = [run.group() for run in runs if run.start() > 0 and run.end() < len(literal)]
        if whole:
            return "worded", max(whole, key=len), plain
        return ("phrases" if plain.isascii() else "foreign"), mark, plain
    if starts and ends:
        return "", "", word.group()
    return "pieces", word.group()[:_WORDLIKE], (word.group(), starts, ends)


@casing.keep_readings
def _match_clauses(text: str) -> int:
    """Return the bits of the clauses that a text satisfies; a text is read once for all of them."""
    foreign = not text.isascii()
    if foreign and _EQUIVALENT.search(text):
        return -1
    small, words = casing.lower(text), casing.words(text)
    held = set(map(_word_bits, words))
    for word in _worded.keys() & words:
        held.update([bits for phrase, bits in _worded[word].items() if phrase in small])
    for mark, phrases in chain(_phrases.items(), _foreign.items() if foreign else ()):
        if mark in small:
            held.update([bits for phrase, bits in phrases.items() if phrase in small])
    return reduce(or_, held, 0)


@lru_cache(maxsize=1 << 15)
def _word_bits(word: str) -> int:
    """Return the bits of the literals that a word is or contains; texts share most of their words."""
    found = _words.get(word, 0)
    for size in (_WORDLIKE, _WORDLIKE - 1):
        for at in range(len(word) - size + 1):
            head = _pieces.get(word[at : at + size])
            for (piece, starts, ends), bits in head.items() if head else ():
                if (
                    word.startswith(piece, at)
                    and not (starts and at)
                    and not (ends and len(word) > at + len(piece))
                ):
                    found |= bits
    return found


def street_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where lines begin and end with a word that ends as streets do before a number.

    It is the whole text where a word opens a street, as many may.
    """
    tails, endings, openers, last = _street_words()
    small = casing.lower(text)
    opened = not casing.words(text).isdisjoint(last) and any(map(small.__contains__, openers))
    if (opened and _opening().search(small)) or _GERMAN.search(text):
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
    openers = sorted(sorted(map(re.escape, _street_words()[2])), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(openers)})[^\n]{{0,170}}?\d")


@lru_cache(maxsize=1)
def _street_words() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """Return how endings end (two letters), endings and words behind a name, openers, their last words."""
    behind = [mark + word for word in lexicon.words("streets", "behind") for mark in " -"]
    endings = (*lexicon.words("streets", "endings"), *behind)
    openers = [word for word in lexicon.words("streets", "openers") if len(word) >= 3]
    last = frozenset(word.split()[-1] for word in openers)
    return frozenset(word[-2:] for word in endings), endings, tuple(f"{word} " for word in openers), last
