"""Text in a script of which the network for papers knows few words or none: names in sentences are missed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from pii_sweep.types import Gap, Passage, Piece, Table, Where

REASON = "SCRIPT_NOT_READ"
# A script is read from so many words on that the network learned: fewer stood in passages of other languages.
WORDS = 100
# The languages that a page offers for choice, each by its own name, have fewer letters in such scripts.
LETTERS = 40
# Chinese and Japanese are read sign by sign, so they have few words.
_SIGNS = frozenset({"CJK", "HIRAGANA", "KATAKANA"})
# Of these the network has met some hundred papers each: it finds names, but too few to call the text read.
_LITTLE = frozenset({"KHMER", "LAO", "MYANMAR"})
_LETTER = re.compile(r"([A-Z' ]+?)(?: SMALL| CAPITAL)? (?:LETTER|SYLLABLE|SYLLABICS|CHARACTER) ")
# Letters from here on are of none of Europe's alphabets.
_DISTANT = 0x530


@lru_cache(maxsize=4)
def read_scripts(words: frozenset[str]) -> frozenset[str]:
    """Return the scripts, by their names in Unicode, of which a network knows enough words."""
    counts = Counter(script_of(word[0]) for word in words)
    return frozenset(script for script, count in counts.items() if count >= WORDS) - _LITTLE | _SIGNS


@lru_cache(maxsize=1 << 12)
def script_of(letter: str) -> str:
    """Return the script of a letter as its name in Unicode begins, `""` for what is no letter of a script."""
    found = _LETTER.match(unicodedata.name(letter, ""))
    return found[1] if found else ""


class UnreadScripts:
    """Adds up, over the pieces of one object, the letters of scripts that are not read."""

    def __init__(self, read: frozenset[str]) -> None:
        """Begin an object; `read` are the scripts that are read."""
        self._read, self._letters = read | {""}, 0
        self._where: Where | None = None

    def add(self, piece: Piece) -> None:
        """Count the letters of a passage or a table."""
        if isinstance(piece, Passage):
            self._count(piece.where, piece.text)
        elif isinstance(piece, Table):
            self._count(piece.where, "".join(map("".join, (piece.header, *piece.rows))))

    def _count(self, where: Where, text: str) -> None:
        if text.isascii():
            return
        codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
        signs, times = np.unique(codes[codes >= _DISTANT], return_counts=True)
        counted = zip(map(chr, signs.tolist()), times.tolist(), strict=True)
        if letters := sum(count for sign, count in counted if self._is_unread(sign)):
            self._letters += letters
            self._where = self._where or where

    def _is_unread(self, sign: str) -> bool:
        return sign.isalpha() and script_of(sign) not in self._read

    def gaps(self) -> Iterator[Gap]:
        """Yield a Gap where the object has many such letters."""
        if self._where is not None and self._letters >= LETTERS:
            yield Gap(Where(self._where.ref), REASON)
