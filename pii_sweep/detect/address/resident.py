"""People among the segments of addresses: no address goes on over a person, whatever a surname means.

`Peter Neuhaus`, `Rebecca Hall` and `Jean Moulin` are called like houses; the network's names, a title or a
given name show that they are people. A name that begins with a house's word is a house's: `Villa Rosa`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from pii_sweep.detect.address import postcode, segment
from pii_sweep.detect.text import casing, interval_set, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

_DIGIT = re.compile(r"\d")
# How sure the network has to be of a name that no list knows.
_SURE = 0.55
# How sure a name must be, and what parts it from the address: `Ann Lee, 6 Mill Rd`, `Lee  #201`.
_NAMED = 0.95
_PARTED = re.compile(r"[ \t]*(?:[,;\n]|[ ]{2})[ \t\n]*(?:#?\d|[^\W\d_])")
# A street has a word; a state and its code have none: `CA 92318-4399`, `VIC 3749`.
_STREET = re.compile(r"[^\W\d_]{4}|[^\W\d_A-Z]{3}")
_AND = re.compile(r"[ ](?:and|und|et|y|e|en|och|og|i|a|&|\+)(?:[ ]|\Z)")
_OF = re.compile(r"[^\W\d_]+[ ](?:of|von)[ ](?=[^\W\d_a-z])")
_NAME = re.compile(rf"{casing.UP}[^\W\d_A-Z]['’\w\-]*")
_TWO = re.compile(rf"(?:{casing.UP}[^\W\d_]*[.]?[ ]){{1,2}}{casing.UP}[^\W\d_]+")
# What counts the people of a list, as long as a postal code: `48210 Ann Lee`, `12-345 Ann Lee`.
_COUNT = re.compile(r"(?:\d{4,7}|\d\d-\d{3})[.):]?[ ]{1,2}(?=[^\W\d_])")
# The number or mark of a list's next line: `2. Ann Lee`.
_ITEM = re.compile(r"(?:\d{1,3}[.)]|[*•\-–]|[a-z]\))[ \t]+(?=[^\W\d_])")


class Named(Protocol):
    """What the network reads: a label and its place, and how sure it is."""

    @property
    def label(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def sure(self) -> float: ...


class People:
    """Where the people of a text stand, by what the network reads and by the words."""

    def __init__(self, named: Iterable[Named] = ()) -> None:
        """Take the network's names and places."""
        known = list(named)
        self._people = sorted(
            (one.start, one.end) for one in known if one.label == "PERSON" and one.sure >= _SURE
        )
        self._near = interval_set.Taken(self._people)
        self._places = interval_set.Taken(
            (one.start, one.end) for one in known if one.label in ("STREET_ADDRESS", "PLACE")
        )

    def holds(self, text: str, start: int, end: int, *, plain: bool = False) -> bool:
        """Return whether a segment of an address is a person or people.

        With `plain` it has no word of an address: a name in any order or a firm's is one as well.
        """
        if segment.is_care_of(text, start, end):
            return False
        if plain and _is_listed(text[start:end]):
            return True
        at = start
        for mark in (*_AND.finditer(text, start, end), None):
            stop = mark.start() if mark else end
            if self._is_person(text, at, stop):
                return True
            at = mark.end() if mark else end
        return False

    def _is_person(self, text: str, start: int, end: int) -> bool:
        count = _COUNT.match(text, start, end)
        start = count.end() if count else start
        if _DIGIT.search(text, start, end) or text.find(" ", start, end) < 0:
            return False
        led = _OF.match(text, start, end)
        if led is not None and segment.opens_house(text, start, end):
            start = led.end()  # `Residence of Tim Hartley`
        words = text[start:end].split()
        if not 2 <= len(words) <= 6 or _opens_place(words[0]):
            return False
        read = self._read_at(text, start, end)
        if read is not None and read > start:
            words = text[read:end].split() if _leads(text[start:read]) else words
        if count is not None and read is None:
            return False  # a town may be called like a person: `9545 Maria Wörth`
        return _is_called(words, read=read is not None, placed=self._places.meets(start, end))

    def _read_at(self, text: str, start: int, end: int) -> int | None:
        """Return where the name begins that the network reads up to a segment's end, if it does."""
        if not self._near.meets(start, end):
            return None
        low, high = self._people[bisect_left(self._people, (end, 0)) - 1]
        return max(low, start) if high >= end - 1 and " " in text[max(low, start) : high] else None

    def reads(self, text: str, start: int, end: int) -> bool:
        """Return whether the network reads a name of several words up to the end of a stretch."""
        return self._read_at(text, start, end) is not None

    def places(self, start: int, end: int) -> bool:
        """Return whether the network reads a place or an address in a stretch."""
        return self._places.meets(start, end)


def _opens_place(word: str) -> bool:
    """Return whether a first word is a house's, a quarter's or a street's: `Villa Rosa`, `com. Vadu`."""
    low = word.strip(".,:\"'()/").lower()
    return low == "the" or (segment.is_known(low) and low not in vocabulary.titles())


def _leads(lead: str) -> bool:
    """Return whether words before a name lead to it: `Rechnung an Frau`, `for`."""
    last = lead.strip().rpartition(" ")[2]
    return not last or last[-1] == ":" or last.strip(".").lower() in vocabulary.titles() or last.islower()


def _is_called(words: list[str], *, read: bool, placed: bool) -> bool:
    """Return whether words are a title or a role and a name, or begin with a given name.

    `read` says that the network reads a name there, `placed` that it reads a place or an address.
    """
    bare = [word.strip(".,:\"'()").lower() for word in words]
    if len(words) < 2 or _NAME.match(words[1]) is None:
        return False
    dotted = words[0][-1] == "." and bare[0] in lexicon.words("persons", "titles_dotted")
    if dotted or bare[0] in vocabulary.titles():
        return True
    given = lexicon.given_name(bare[0]) and bare[0] not in lexicon.ordinary()
    given = given and (read or len(bare[0]) > 2)  # `An Daingean`
    if bare[0] in vocabulary.person_words() and not given:
        return lexicon.given_name(bare[1]) and bare[1] not in lexicon.ordinary()
    if not given or _NAME.match(words[0]) is None or _NAME.match(words[-1]) is None:
        return False
    if (not read and {bare[0], " ".join(bare)} & _places()) or any(map(segment.is_place_word, bare[1:-1])):
        return False
    if read or not segment.is_place_word(bare[-1]):
        return True
    return not placed and (_is_family(bare[-1]) or segment.ends_house(bare[-1]))


def _is_listed(value: str) -> bool:
    """Return whether a name between commas is a firm's, or a given and a family name in any order."""
    words = [word.strip(".,()\"'").lower() for word in value.split() if not word.endswith(".")]
    if any(word in vocabulary.firm_forms() or word in vocabulary.person_words() for word in words):
        return True
    if not 2 <= len(words) <= 4 or _DIGIT.search(value):
        return False
    return any(
        lexicon.given_name(given) and lexicon.family_name(family)
        for given, family in ((words[0], words[-1]), (words[-1], words[0]))
    )


def _is_family(word: str) -> bool:
    return lexicon.family_name(word) and word not in lexicon.ordinary()


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return lexicon.words("places_and_brands", "places")


def cut_hits(text: str, hits: Iterable[Hit], people: People) -> Iterator[Hit]:
    """Yield addresses without the people in them, each as many as stand around those.

    Before a street a person is its resident; before a code, or at the end, a town may be called like one.
    """
    for hit in hits:
        start, found = hit.start, False
        for low, high in _find_people(text, hit, people):
            found = True
            yield from _part_of(text, hit, start, low)
            start = high
        yield from _part_of(text, hit, start, hit.end) if found else (hit,)


def _find_people(text: str, hit: Hit, people: People) -> Iterator[tuple[int, int]]:
    """Yield the segments of an address that are its residents, and those of a list with their numbers."""
    pieces = list(segment.split(text, hit.start, hit.end))
    for (low, high), (street, end) in pairwise([*pieces, (hit.end, hit.end)]):
        numbered = _DIGIT.search(text, street, end) is not None and _STREET.search(text, street, end)
        if not (numbered and postcode.match(text, street) is None) and _COUNT.match(text, low, high) is None:
            continue
        if people.holds(text, low, high):
            yield low, high


def _part_of(text: str, hit: Hit, start: int, end: int) -> Iterator[Hit]:
    """Yield what is left of an address on one side of a person, if it has a number."""
    value = text[start:end]
    start, end = end - len(value.lstrip(" \t\n,;")), start + len(value.rstrip(" \t\n,;"))
    if start < end and _DIGIT.search(text, start, end):
        known = {name: part for name, part in hit.parts.items() if name == "format" or part in value}
        yield hit.at(start=start, end=end, parts=known)


def cut_named(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Return claims on a text, addresses without the sure name of somebody before their number.

    Names are scored after addresses are read: `WIT 1 GARY L. PETTIBONE, 6612 TALLMADGE RD`. What holds a name
    and no number at all is no address: `Pt Garza, Noemi`. A number before the name alone is a house's, which
    may be called like a person: `39a Tui Glen`.
    """
    every = list(hits)
    people = [one for one in every if one.entity == "PERSON" and one.score >= _NAMED and not one.pieces]
    words = [text[one.start : one.end].split() for one in people]
    people = [
        one
        for one, of in zip(people, words, strict=True)
        if len(of) > 1 and not (len(of[0]) > 2 and _opens_place(of[0]))
    ]
    if not people:
        return every
    left = list[Hit]()
    for hit in every:
        inside = (one for one in people if hit.start <= one.start and one.end <= hit.end)
        head = next((one for one in inside if _leads_address(text, hit, one)), None)
        if hit.entity != "STREET_ADDRESS" or hit.pieces or head is None:
            left.append(hit)
        else:
            left += _part_of(text, hit, head.end, hit.end)
    return left


def _leads_address(text: str, hit: Hit, name: Hit) -> bool:
    """Return whether a name is a part of an address by itself, before its number or where it has none."""
    behind = text[name.end : hit.end]
    if _DIGIT.search(behind) is None:
        return _DIGIT.search(text, hit.start, name.start) is None
    return _PARTED.match(behind) is not None


def is_full_name(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is two or three words with capitals, which no list has to know."""
    return _TWO.fullmatch(text, start, end) is not None


def parts_people(text: str, start: int, end: int) -> bool:
    """Return whether a name of two words stands between two streets: no list has to know it."""
    pieces = segment.split(text, start, end)
    return any(
        is_full_name(text, low, high) and segment.kind_of(text, low, high) == "name" for low, high in pieces
    )


def begins_item(text: str, at: int) -> int:
    """Return where a line of a list goes on behind its number or mark, or the place itself."""
    item = _ITEM.match(text, at) if at and text[at - 1] == "\n" else None
    return item.end() if item and not segment.starts_unit(text, at, min(len(text), at + 40)) > at else at
