"""Given names that stand in one list, or next to each other: `Ann + Omar`, `Ann, Omar and little Tove`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pii_sweep.detect.person.name_pattern import LONG_WORD, UP
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

_SECOND = rf"(?:[ ](?!(?i:and|und|et|y|e|en|og|och|ja|ve|i|x|or)\b){LONG_WORD})?"
_SMALL = r"(?:(?i:little|baby|big|young|old|cousin|auntie|uncle|petite?|kleine[rn]?)[ ])?"
_BETWEEN = r"(?:,[ ](?:(?i:and|und|et|y)[ ])?|[ ](?i:and|&|\+|x|und|et|y|e|en|og|och|ja|ve|i)[ ])"
_LIST = re.compile(
    rf"{UP}(?<![\w.@/#&'’\-].)[^\W\d_]+(?:['’\-]{UP}?[^\W\d_]+)*{_SECOND}"
    rf"(?:{_BETWEEN}{_SMALL}{LONG_WORD}{_SECOND}(?![\w@]))+"
)
_MEMBER = re.compile(rf"(?<![\w'’\-]){LONG_WORD}{_SECOND}(?![\w])")
_POSSESSIVE = re.compile(r"['’][sS]$")
# Fewer given names than this in a row are no evidence.
_FEW = 2
# What a given name weighs whose surname stands behind another, even where it is a thing's word as well.
_SHARED = 0.9


def find(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield the lone names of lists of two given names or more, with a weight, and those they vouch for."""
    for match in _LIST.finditer(text):
        members = list(_members(match))
        words = [name.split()[0].lower() for _, name in members]
        if _shares_surname(match, members):
            yield members[0][0], members[0][0] + len(members[0][1]), _SHARED
            continue
        clear = sum(map(_clear, words))
        given = sum(map(lexicon.given_name, words))
        enough = clear >= _FEW and 2 * clear >= len(words)
        if not (enough or (clear and given == len(words) >= _FEW)) or _pair(text, match, words):
            continue
        for start, name in members:
            low = name.lower()
            if " " in name:
                continue
            if lexicon.given_name(low) and low not in _load_refused():
                yield start, start + len(name), 0.4
            elif low not in lexicon.ordinary() and not _thing(low):
                yield start, start + len(name), 0.45


def _shares_surname(match: re.Match[str], members: Sequence[tuple[int, str]]) -> bool:
    """Return whether a given name has its surname behind another, whatever it means: `Bill & Jean Lee`."""
    if len(members) != _FEW or "," in match.group() or members[0][0] != match.start():
        return False
    first, names = members[0][1].lower(), members[1][1].lower().split()
    known = len(names) == _FEW and lexicon.given_name(names[0]) and lexicon.family_name(names[1])
    return bool(known) and first in lexicon.census("given") and names[0] not in lexicon.ordinary()


@lru_cache(maxsize=1)
def _load_refused() -> frozenset[str]:
    return vocabulary.thing_words() | lexicon.words("places_and_brands", "names")


def _members(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield the names of a list with their places, without what goes before them: `LITTLE DECLAN`."""
    for found in _MEMBER.finditer(match.group()):
        name = _POSSESSIVE.sub("", found.group())
        start = match.start() + found.start()
        first, _, rest = name.partition(" ")
        if first.lower() in _SMALL_WORDS:
            start, name = start + len(name) - len(rest), rest
        before, _, last = name.rpartition(" ")
        if last.lower() in lexicon.english():
            name = before
        if name and name.lower() not in _SMALL_WORDS:
            yield start, name


_SMALL_WORDS = frozenset({"little", "baby", "big", "young", "old", "and", "cousin", "auntie", "uncle"})


def _clear(word: str) -> bool:
    """Return whether a lower-case word is a given name and nothing else that is common."""
    return lexicon.given_name(word) and not _thing(word) and word not in lexicon.ordinary()


def _thing(word: str) -> bool:
    if word in lexicon.words("persons", "ambiguous") or word in vocabulary.thing_words():
        return True
    return any(word in lexicon.words("places_and_brands", key) for key in ("names", "places"))


def _pair(text: str, match: re.Match[str], words: Sequence[str]) -> bool:
    """Return whether two words are a family name before a given one, a firm, or a pair that all know."""
    known = lexicon.words("places_and_brands", "pairs")
    if any(f"{one} {two}" in known for one, two in pairwise(words)):
        return True
    if len(words) != _FEW:
        return False
    if "," in match.group():
        return words[0] in lexicon.name_list("surnames") or words[1] in lexicon.name_list("surnames")
    follower = re.match(r"[ ]([^\W\d_]+)", text[match.end() : match.end() + 20])
    return follower is not None and follower.group(1).lower() in vocabulary.company_words()


# What stands between the members of a list.
_AMONG = re.compile(r",? (?:and|or|&) |, ")
# A member this sure is a person by its words or its title.
SURE = 0.6


def raise_pairs(text: str, read: Sequence[Hit]) -> list[Hit]:
    """Raise the unknown words that the model read in one list with a name that the word lists know."""
    if len(read) < _FEW:
        return list(read)
    found, chain = list[Hit](), list[Hit]()
    for hit in sorted(read, key=lambda hit: hit.start):
        if chain and _AMONG.fullmatch(text, chain[-1].end, hit.start) is None:
            found += _raise_listed(chain)
            chain = []
        chain.append(hit)
    return found + _raise_listed(chain)


def _raise_listed(chain: Sequence[Hit]) -> list[Hit]:
    if len(chain) < 2 or 2 * sum(hit.score >= SURE for hit in chain) < len(chain):
        return list(chain)
    return [
        hit.raised("listed", 0.15) if any(reason.startswith("alone") for reason in hit.reasons) else hit
        for hit in chain
    ]
