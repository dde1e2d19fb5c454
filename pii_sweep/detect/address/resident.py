"""People among the segments of addresses: no address goes on over a person, whatever a surname means.

`Peter Neuhaus`, `Rebecca Hall` and `Jean Moulin` are called like houses; the network's names, a title or a
given name show that they are people. A name that begins with a house's word is a house's: `Villa Rosa`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from pii_sweep.detect.address import segment
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.text import casing, interval_set, lexicon, vocabulary

_DIGIT = re.compile(r"\d")
# How sure the network has to be of a name that no list knows.
_SURE = 0.5
_AND = re.compile(r"[ ](?:and|und|et|y|e|en|och|og|i|a|&|\+)[ ]")
_OF = re.compile(r"[^\W\d_]+[ ](?:of|von)[ ](?=[^\W\d_a-z])")
_NAME = re.compile(rf"{casing.UP}[^\W\d_A-Z]['’\w\-]*")
# The number or mark of a list's next line: `2. Ann Lee`.
_ITEM = re.compile(r"(?:\d{1,3}[.)]|[*•\-–]|[a-z]\))[ \t]+(?=[^\W\d_])")


class People:
    """Where the people of a text stand, by what the network reads and by the words."""

    def __init__(self, named: Iterable[Entity] = ()) -> None:
        """Take the network's names and places."""
        known = list(named)
        self._people = sorted(
            (one.start, one.end) for one in known if one.label == "PERSON" and one.sure >= _SURE
        )
        self._near = interval_set.Taken(self._people)
        self._places = interval_set.Taken(
            (one.start, one.end) for one in known if one.label in ("STREET_ADDRESS", "PLACE")
        )

    def holds(self, text: str, start: int, end: int) -> bool:
        """Return whether a segment of an address is a person or people."""
        at = start
        for mark in (*_AND.finditer(text, start, end), None):
            stop = mark.start() if mark else end
            if self._is_person(text, at, stop):
                return True
            at = mark.end() if mark else end
        return False

    def _is_person(self, text: str, start: int, end: int) -> bool:
        if _DIGIT.search(text, start, end):
            return False
        led = _OF.match(text, start, end)
        if led is not None and segment.opens_house(text, start, end):
            start = led.end()  # `Residence of Tim Hartley`
        words = text[start:end].split()
        if not 2 <= len(words) <= 6 or segment.opens_house(text, start, end):
            return False
        if self._near.meets(start, end) and self._reads(text, start, end):
            return True
        return _is_called(words, placed=self._places.meets(start, end))

    def _reads(self, text: str, start: int, end: int) -> bool:
        """Return whether the network reads a segment's end as a whole name: `Rechnung an Ingrid Steinhaus`."""
        place = bisect_left(self._people, (end, 0)) - 1
        low, high = self._people[place]
        whole = high >= end - 1 and start <= low and high - low > 3
        return whole and (" " in text[low:high] or 2 * (high - low) > end - start)

    def places(self, start: int, end: int) -> bool:
        """Return whether the network reads a place or an address in a stretch."""
        return self._places.meets(start, end)


def _is_called(words: list[str], *, placed: bool) -> bool:
    """Return whether words are a title or a role and a name, or begin with a given name."""
    first, bare = words[0].lower(), words[0].strip(".,:\"'()").lower()
    if _NAME.match(words[1]) is None:
        return False
    if bare in titles() or (first.endswith(".") and bare in lexicon.words("persons", "titles_dotted")):
        return True
    second = words[1].strip(".,\"'()").lower()
    if bare in vocabulary.person_words():
        return lexicon.given_name(second) and second not in lexicon.ordinary()
    if placed or _NAME.match(words[0]) is None or bare in lexicon.words("places_and_brands", "places"):
        return False
    return lexicon.given_name(bare) and bare not in lexicon.ordinary() and not _is_unnamed(words[-1])


def _is_unnamed(word: str) -> bool:
    """Return whether a house's or quarter's word is no surname: `Ivy Cottage`, `Victoria Apartments`."""
    low = word.strip(".,\"'()").lower()
    return not lexicon.family_name(low) and (low in lexicon.ordinary() or low.endswith("s"))


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Return titles and forms of address that stand before a name."""
    return lexicon.words("persons", "titles") | lexicon.words("persons", "titles_world")


def begins_item(text: str, at: int) -> int:
    """Return where a line of a list goes on behind its number or mark, or the place itself."""
    item = _ITEM.match(text, at) if at and text[at - 1] == "\n" else None
    return item.end() if item and not segment.starts_unit(text, at, min(len(text), at + 40)) > at else at
