"""Names in canonical form, and as sets of words whose order and titles say nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pii_sweep.detect.text import column_text
from pii_sweep.link import keyed_print
from pii_sweep.link.keyed_print import Lines, Places, Printer, Prints
from pii_sweep.link.name_encoding import SUFFIXES, Codes, codes_of, holds, suffix_prints

DROPPED = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof"})
_SHORT = DROPPED.union("abcdefghijklmnopqrstuvwxyz")
_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile(r"['’`]")
_NAMES = column_text.lower_table(column_text.LETTERS)
RESTS = 4  # of a name's words so many are left out in turn


@lru_cache(maxsize=2048)
def canonical(name: str) -> str:
    """Return a name's words sorted, without accents, titles and initials.

    `O'Brien, José M.` and `Jose Obrien` are one, `John Poe Jr.` and `John Poe Sr.` are two; a name of
    initials alone keeps them.
    """
    return _order_words(_drop_titles(_plain_words(name)))


def _plain_words(name: str) -> list[str]:
    """Return a name's words in their order, in lower case without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    if not plain.isascii():
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _LETTERS.findall(_APOSTROPHES.sub("", plain))


def given_first(name: str) -> str:
    """Return `Rosa Diaz` for `Diaz, Rosa`; a comma before a suffix alone changes nothing."""
    last, _, rest = name.partition(",")
    if {word.strip(".") for word in rest.casefold().split()} <= SUFFIXES.keys():
        return name
    return f"{rest} {last}"


def canonicals(names: Sequence[str]) -> list[str]:
    """Return `canonical` of many names."""
    words = column_text.columnwise(names, lambda text: text.translate(_NAMES, b"'`"), canonical)
    return [_order_words(name.split()) for name in words]


def _order_words(words: list[str]) -> str:
    """Return words sorted; those of ASCII without titles and initials."""
    words = words if _SHORT.isdisjoint(words) else _drop_titles(words)
    return " ".join(sorted(set(words)))


def _drop_titles(words: Sequence[str]) -> list[str]:
    kept = [word for word in words if word not in DROPPED]
    return [word for word in kept if len(word) > 1] or kept


@dataclass(frozen=True, slots=True)
class Names:
    """Names as sets of words: the XOR of the prints of each one's words, and how many those are.

    `rests` are the same without a name's first word, without its second, and so on; `codes` are those of
    `name_encoding`.
    """

    whole: Prints = field(repr=False)
    counts: Places = field(repr=False)
    rests: tuple[Prints, ...] = field(repr=False)
    codes: Codes = field(repr=False)

    def at(self, chosen: Sequence[int]) -> Names:
        """Return some of the names, by their places."""
        if len(chosen) == len(self.counts):
            return self
        places = np.asarray(chosen, np.intp)
        rests = tuple(keyed_print.select_prints(rest, places) for rest in self.rests)
        whole = keyed_print.select_prints(self.whole, places)
        return Names(whole, self.counts.take(places), rests, self.codes[places])


def names_of(names: Sequence[str], printer: Printer) -> Names:
    """Return names as sets of the words of their canonical forms."""
    names = [given_first(name) if "," in name else name for name in names]
    text = column_text.join_values(
        names, lambda text: text.translate(_NAMES, b"'`"), lambda name: " ".join(_plain_words(name))
    )
    words, firsts = _words(text)
    prints = printer.of("name", words)
    titles = holds(_print_dropped(printer), prints[:, 0])
    codes = codes_of(words, prints, firsts, titles, printer)
    kept = _keep_words(words, prints, firsts, titles)
    prints[~kept] = 0
    whole = np.empty((len(firsts), 2), np.uint64)
    for half in (0, 1):
        whole[:, half] = np.bitwise_xor.reduceat(prints[:, half], firsts)
    counts = np.add.reduceat(kept, firsts, dtype=np.intp)
    counted = keyed_print.select_prints(prints, np.flatnonzero(kept))
    rests = tuple(_leave_one_out(counted, whole, counts, suffix_prints(printer)))
    return Names(whole, counts, rests, codes)


def _words(text: bytes) -> tuple[Lines, Places]:
    """Return the words of lines and the place of each line's first; where two spaces meet one is empty."""
    held = keyed_print.lines(text).text
    ends = np.flatnonzero((held == ord(" ")) | (held == column_text.BREAK))
    starts = np.zeros_like(ends)
    starts[1:] = ends[:-1] + 1
    lasts = np.flatnonzero(held[ends] == column_text.BREAK)
    firsts = np.zeros_like(lasts)
    firsts[1:] = lasts[:-1] + 1
    return Lines(held, starts, ends), firsts


def _keep_words(words: Lines, prints: Prints, firsts: Places, titles: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which words count: no titles, no initials next to longer words, none again."""
    counts = np.diff(firsts, append=len(prints))
    initial = words.sizes == keyed_print.LETTER_BYTES[words.text[words.starts]]
    kept = (words.sizes > 0) & ~titles
    if (kept & initial).any():
        longer = np.add.reduceat(kept & ~initial, firsts) > 0
        kept &= ~(initial & np.repeat(longer, counts))
    line = np.repeat(np.arange(len(firsts)), counts)
    for apart in range(1, int(counts.max(initial=1))):
        again = (prints[apart:, 0] == prints[:-apart, 0]) & (line[apart:] == line[:-apart])
        kept[apart:] &= ~again
    return kept


def _leave_one_out(
    prints: Prints, whole: Prints, counts: Places, suffixes: NDArray[np.uint64]
) -> list[Prints]:
    """Return each name's words without one, for at most `RESTS` of them, whatever their order.

    Without its suffix a name is another's.
    """
    most = int(counts.max(initial=0))
    if most > RESTS:
        line = np.repeat(np.arange(len(counts)), counts)
        prints = keyed_print.select_prints(prints, np.lexsort((prints[:, 0], line)))
    firsts, found = np.cumsum(counts) - counts, list[Prints]()
    for place in range(min(RESTS, most)):
        there = np.flatnonzero(counts > place)
        left = keyed_print.select_prints(prints, firsts[there] + place)
        rest = left ^ keyed_print.select_prints(whole, there)
        rest[holds(suffixes, left[:, 0])] = 0
        found.append(keyed_print.spread(rest, there, len(counts)))
    return found


@lru_cache(maxsize=4)
def _print_dropped(printer: Printer) -> NDArray[np.uint64]:
    return np.sort(printer.of("name", keyed_print.lines_of(sorted(DROPPED)))[:, 0])
