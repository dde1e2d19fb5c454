"""The tokens of texts with their vectors: a piece between blanks is cut and embedded once, then looked up.

spaCy's tokenizer treats each piece between white space by itself, and the embedding looks at one
token alone, so both are the same wherever a piece occurs.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, compress
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.lang.lex_attrs import word_shape
from spacy.tokenizer import Tokenizer

from pii_sweep.detect.model import sign_pair
from pii_sweep.detect.model.embedding import Embedding, Numbers
from pii_sweep.detect.model.layer import Floats, Ints

Flags = npt.NDArray[np.bool_]

# The letters and figures of ASCII in a word's shape, in which no sign comes more than four times in a row.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(string.ascii_uppercase, "X"),
        **dict.fromkeys(string.ascii_lowercase, "x"),
        **dict.fromkeys(string.digits, "d"),
    }
)
_ROW = re.compile(r"(?s)(.)\1{4,}")
_LONG = 100
# Tokens kept; a width of 64 makes 16 MB of vectors.
CAPACITY = 60_000
_PIECE = re.compile(r"\S+|\s+")
# Before white space that opens a text: there its first blank is no part of the word before.
_OPENING = "^"


def shape(word: str) -> str:
    """Return a word's shape, `Xxxx` or `dd-dd`: as spaCy does, which takes a call for every letter."""
    if len(word) >= _LONG or not word.isascii():
        return word_shape(word)
    return _shorten_rows(word.translate(_SIGNS))


# Most words have one of a few shapes.
@lru_cache(maxsize=1 << 12)
def _shorten_rows(signs: str) -> str:
    """Return the signs of a word with no more than four equal ones in a row."""
    return _ROW.sub(r"\1\1\1\1", signs)


class Tokens(NamedTuple):
    """Tokens of several texts in a row; `starts` and `ends` are characters of a token's own text."""

    vectors: Floats
    starts: Ints
    ends: Ints
    blank: Flags
    texts: Ints
    last: Flags


@dataclass(slots=True)
class Lexicon:
    """The pieces met so far, by number, and the tokens of each; emptied when it is full.

    `pair` gives the attribute of a pair of signs, where the network has one (`sign_pair`). `plain`: a piece
    of letters alone, or of figures alone, of ASCII is one token unless a rule of the tokenizer has it.
    """

    tokenizer: Tokenizer = field(repr=False)
    embed: Embedding = field(repr=False)
    pair: Callable[[str], str] | None = field(default=None, repr=False)
    plain: bool = field(default=False, repr=False)
    numbers: dict[str, int] = field(default_factory=dict, repr=False)
    counts: Ints = field(init=False, repr=False)
    firsts: Ints = field(init=False, repr=False)
    lengths: Ints = field(init=False, repr=False)
    places: Ints = field(init=False, repr=False)
    vectors: Floats = field(init=False, repr=False)
    used: int = 0

    def __post_init__(self) -> None:
        self.counts, self.firsts = np.empty(CAPACITY, np.int64), np.empty(CAPACITY, np.int64)
        self.lengths = np.empty(CAPACITY, np.int64)
        # Start, end and whether it is white space, of each token in its piece.
        self.places = np.empty((CAPACITY, 3), np.int64)
        self.vectors = np.empty((CAPACITY, self.embed.width), np.float32)

    def tokens(self, texts: Sequence[Sequence[str]]) -> Tokens:
        """Return the tokens of some texts, each given by its pieces, which were learned together."""
        sizes = [len(pieces) for pieces in texts]
        heads = np.cumsum([0, *sizes[:-1]])
        numbers = map(self.numbers.__getitem__, chain.from_iterable(texts))
        pieces = np.fromiter(numbers, np.int64, sum(sizes))
        lengths = self.lengths[pieces]
        at = np.cumsum(lengths) - lengths
        at -= np.repeat(at[heads], sizes)
        return self._look_up(pieces, at, heads)

    def _look_up(self, pieces: Ints, at: Ints, heads: Ints) -> Tokens:
        counts = self.counts[pieces]
        behind = np.cumsum(counts)
        tokens = np.arange(behind[-1]) + np.repeat(self.firsts[pieces] - (behind - counts), counts)
        sizes = np.add.reduceat(counts, heads)
        last = np.zeros(len(tokens), np.bool_)
        last[np.cumsum(sizes) - 1] = True
        places, begin = self.places[tokens], np.repeat(at, counts)
        return Tokens(
            self.vectors[tokens],
            places[:, 0] + begin,
            places[:, 1] + begin,
            places[:, 2] != 0,
            np.repeat(np.arange(len(sizes)), sizes),
            last,
        )

    def learn(self, texts: Iterable[Sequence[str]]) -> None:
        """Cut and embed the pieces of texts that are not known yet; CAPACITY characters at most."""
        pieces = dict.fromkeys(chain.from_iterable(texts))
        fresh = self._list_unknown(pieces)
        if self.used + sum(map(len, fresh)) > CAPACITY:
            self.numbers.clear()
            self.used = 0
            fresh = self._list_unknown(pieces)
        if not fresh:
            return
        words = [piece for piece in fresh if not piece[-1].isspace()]
        runs = [piece for piece in fresh if piece[-1].isspace()]
        # What the pipeline's vocabulary learns of them is forgotten again.
        with self.tokenizer.vocab.memory_zone():
            rows, counts = self._cut_words(words)
            spaces = self.embed.list_tokens(map(self.tokenizer, map(_run, runs)))
        for run, row in zip(runs, spaces, strict=True):
            row[:, 0] += len(run) - len(_run(run)) if run[0] == " " else 0
        places, vectors = self.embed.run(np.concatenate([rows, *spaces]))
        self._keep([*words, *runs], np.array([*counts, *map(len, spaces)], np.int64), places, vectors)

    def _cut_words(self, words: Sequence[str]) -> tuple[Numbers, Ints]:
        """Return the tokens of words as rows of numbers, and how many each word has."""
        plain = np.fromiter(map(self._is_plain, words), np.bool_, len(words))
        # In one text, which is sooner cut than many.
        rest = list(compress(words, ~plain))
        doc = self.tokenizer(" ".join(rest))
        if self.pair is not None:
            sign_pair.mark(doc, self.pair)
        (cut_rows,) = self.embed.list_tokens([doc])
        starts = np.cumsum([0, *(len(word) + 1 for word in rest)])
        owner = np.searchsorted(starts, cut_rows[:, 0].astype(np.int64), side="right") - 1
        cut_rows[:, 0] -= starts[owner].astype(np.uint64)
        counts = np.ones(len(words), np.int64)
        counts[~plain] = np.bincount(owner, minlength=len(rest))
        rows = np.empty((counts.sum(), cut_rows.shape[1]), np.uint64)
        whole = np.repeat(plain, counts)
        getters = self.tokenizer.vocab.lex_attr_getters
        rows[whole] = self.embed.list_words(list(compress(words, plain)), getters)
        rows[~whole] = cut_rows
        return rows, counts

    def _is_plain(self, piece: str) -> bool:
        """Return whether a piece is one token with the attributes of its letters, as none of a rule is."""
        if not (self.plain and piece.isascii() and (piece.isalpha() or piece.isdecimal())):
            return False
        return piece not in self.tokenizer.rules and piece not in self.tokenizer.vocab

    def _list_unknown(self, pieces: Iterable[str]) -> list[str]:
        return [piece for piece in pieces if piece not in self.numbers]

    def _keep(self, pieces: Sequence[str], counts: Ints, places: Ints, vectors: Floats) -> None:
        first, end = len(self.numbers), self.used + len(places)
        self.counts[first : first + len(pieces)] = counts
        self.firsts[first : first + len(pieces)] = self.used + np.cumsum(counts) - counts
        self.lengths[first : first + len(pieces)] = [len(piece) - _is_opening(piece) for piece in pieces]
        places[:, 1] += places[:, 0]
        self.places[self.used : end] = places
        self.vectors[self.used : end] = vectors
        self.numbers.update(zip(pieces, range(first, first + len(pieces)), strict=True))
        self.used = end


def cut(text: str) -> list[str]:
    """Return the words of a text and the runs of white space between them, in their order."""
    pieces: list[str] = _PIECE.findall(text)
    if text[0] == " ":
        pieces[0] = _OPENING + pieces[0]
    return pieces


def _is_opening(piece: str) -> bool:
    """Return whether a piece is white space that opens a text, which has a sign before it."""
    return piece[0] == _OPENING and piece[-1].isspace()


def _run(piece: str) -> str:
    """Return the token of a run of white space: one blank belongs to the word before it."""
    return piece[1:] if _is_opening(piece) else piece.removeprefix(" ")
