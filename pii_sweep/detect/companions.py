"""Given names that stand in one list, or beside each other: `Kavita + Rohit`, `Ann, Khaled and little Tove`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pii_sweep.detect import lexicon
from pii_sweep.detect.shown import UP

_ONE = rf"{UP}[^\W\d_]+(?:['’\-]{UP}?[^\W\d_]+)*"
_SMALL = r"(?:(?i:little|baby|big|young|old|cousin|auntie|uncle|der|die|la|il|petite?|kleine[rn]?)[ ])?"
_BETWEEN = r"(?:,[ ](?:(?i:and|und|et|y)[ ])?|[ ](?i:and|&|\+|x|und|et|y|e|en|og|och|ja|ve|i)[ ])"
_LIST = re.compile(
    rf"{UP}(?<![\w.@/#&'’\-].)[^\W\d_]+(?:['’\-]{UP}?[^\W\d_]+)*(?:{_BETWEEN}{_SMALL}{_ONE}(?![\w@]))+"
)
_MEMBER = re.compile(rf"(?<![\w'’\-]){_ONE}(?![\w])")
_POSSESSIVE = re.compile(r"['’][sS]$")
# Fewer given names than this in a row say nothing.
_FEW = 2


def find(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield the members of lists that hold two given names or more, with a weight; others they vouch for."""
    for match in _LIST.finditer(text):
        members = [
            (match.start() + found.start(), _POSSESSIVE.sub("", found.group()))
            for found in _MEMBER.finditer(match.group())
        ]
        members = [member for member in members if member[1].lower() not in _SMALL_WORDS]
        words = [word.lower() for _, word in members]
        clear = [word for word in words if _clear(word)]
        if len(clear) < _FEW or 2 * len(clear) < len(words) or _pair(text, match, words):
            continue
        for start, word in members:
            low = word.lower()
            if _clear(low):
                yield start, start + len(word), 0.4
            elif low not in lexicon.ordinary() and not _thing(low):
                yield start, start + len(word), 0.45


_SMALL_WORDS = frozenset({"little", "baby", "big", "young", "old", "and", "cousin", "auntie", "uncle"})


def _clear(word: str) -> bool:
    """Tell whether a lower-case word is a given name and nothing else that is common."""
    return lexicon.given_name(word) and not _thing(word) and word not in lexicon.ordinary()


def _thing(word: str) -> bool:
    return word in lexicon.words("persons", "ambiguous") or word in lexicon.words("persons", "traps")


def _pair(text: str, match: re.Match[str], words: Sequence[str]) -> bool:
    """Tell whether two words are a family name before a given one, a firm, or a pair that all know."""
    if len(words) != _FEW:
        return False
    if "," in match.group():
        return words[0] in lexicon.name_list("surnames") or words[1] in lexicon.name_list("surnames")
    follower = re.match(r"[ ]([^\W\d_]+)", text[match.end() : match.end() + 20])
    firm = follower is not None and follower.group(1).lower() in lexicon.words("persons", "companies")
    return firm or " ".join(words) in lexicon.words("namesakes", "pairs")
