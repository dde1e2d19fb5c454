"""How much a PDF's page would draw: forms that draw forms twice, twenty deep, are a million drawings.

PDFium takes a form apart each time it is drawn, and goes round in a circle until it is some forty deep. What
a page draws is added up before PDFium reads it: the forms' operators, each as often as it is drawn (ISO
32000-1, 8.10). A form finds what it draws in resources of its own, else in those of who draws it (7.8.3). The
file is looked through only where a form draws anything, or where a page draws so often that it may matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from pii_sweep.extract.pdf.guard.index import DEPTH, Index, unescape
from pii_sweep.extract.pdf.guard.inflate import TooLong, operators

DRAWN = 256  # a drawing costs as much memory as so many bytes of operators
AGAIN = 20  # pictures that are drawn more than once may be so many times `max_pixels` on a page
OWN = re.compile(rb"/Subtype\s*/Form\b|/PatternType\b")
PICTURE = re.compile(rb"/Subtype\s*/Image\b")
SIDE = re.compile(rb"/(Width|Height)\s+(\d{1,10})\b(?!\s+\d+\s+R\b)")
NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d{1,10})\s+\d+\s+R\b")
NUMBERS = re.compile(rb"(\d{1,10})\s+\d+\s+R\b")
CONTENTS = re.compile(rb"/Contents\s+(\d{1,10})\s+\d+\s+R\b")
DRAWING = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
ENDLESS = 1 << 62

Names = Mapping[bytes, int]


@dataclass(frozen=True, slots=True)
class _Operators:
    """A stream of a page's operators: its object, its length, and how often it draws what."""

    number: int
    length: int
    drawn: Counter[bytes]


class Draws:
    """The forms of a document, and what the page that is read draws of them."""

    def __init__(self, body: BinaryIO, most: int, pixels: int) -> None:
        """Take a body; a page may draw `most` bytes of operators, and pictures of `AGAIN` times `pixels`."""
        self._body, self._most, self._pixels = body, most, pixels
        self._index: Index | None = None
        self._drawers = dict[int, list[int]]()  # of a stream of operators, the pages
        self._weights = dict[tuple[int, int], int]()
        self._asked, self._hidden = set[int](), set[int]()
        self._heaviest, self._page = DRAWN, list[_Operators]()

    def turn(self) -> None:
        """Begin a page."""
        self._page.clear()

    def refuses(self, number: int, dictionary: bytes, text: bytes) -> bool:
        """Return whether a stream is not for PDFium: operators, of a form or a page, that draw too much."""
        drawn = _count_drawn(text)
        if OWN.search(dictionary):
            weight = len(text) + DRAWN
            if drawn:
                weight = self._weight(number, self._outer_names(), ())
            return weight > self._most or self._is_hidden(number, weight)
        if drawn:
            self._page.append(_Operators(number, len(text), drawn))
            if self._may_matter() and self._hide() & self._asked:
                self._page.pop()
                return True
        return False

    def refuses_picture(self, number: int, dictionary: bytes) -> bool:
        """Return whether a picture is drawn so often by the page that it is not for PDFium."""
        return self._is_hidden(number, self._weigh_picture(dictionary))

    def _is_hidden(self, number: int, weight: int) -> bool:
        self._heaviest = max(self._heaviest, weight)
        if number not in self._hidden and self._may_matter():
            self._hide()
        self._asked.add(number)
        return number in self._hidden

    def _may_matter(self) -> bool:
        times = sum(part.drawn.total() for part in self._page)
        return times * self._heaviest + sum(part.length for part in self._page) > self._most

    def _hide(self) -> set[int]:
        """Return the heaviest of what the page draws, hidden from now on, until the rest fits."""
        weights = Counter[int]()
        for part in self._page:
            for names in self._resources(part.number):
                for name, count in part.drawn.items():
                    if (other := names.get(name)) is not None:
                        weights[other] += count * self._weight(other, names, (), again=count > 1)
        total = weights.total() + sum(part.length for part in self._page)
        over = set[int]()
        for other, weight in weights.most_common():
            if total <= self._most:
                break
            total -= weight
            over.add(other)
        self._hidden |= over
        return over

    def _objects(self) -> Index:
        if self._index is None:
            self._index = Index(self._body, self._most)
            for drawer in self._index.drawers:
                text = self._index.text(drawer)
                only = CONTENTS.findall(text)
                more = self._index.entry(text, b"Contents") + self._index.entry(text, b"CharProcs")
                for number in (*only, *NUMBERS.findall(more)):
                    self._drawers.setdefault(int(number), []).append(drawer)
        return self._index

    def _outer_names(self) -> Names:
        """Return what names mean on the page that is read."""
        return {
            name: number
            for part in self._page
            for names in self._resources(part.number)
            for name, number in names.items()
        }

    def _resources(self, number: int) -> Iterator[Names]:
        """Yield what the names in a page's operators mean, for each page that has them."""
        index = self._objects()
        for drawer in self._drawers.get(number, ()):
            text = index.text(drawer)
            for _ in range(DEPTH):
                if resources := index.entry(text, b"Resources"):
                    yield _names(index, resources)
                    break
                text = index.parent(text)

    def _weight(self, number: int, outer: Names, above: tuple[int, ...], *, again: bool = True) -> int:
        """Return the operators that a drawing of a form costs; endless where it draws itself."""
        if number in above or len(above) > DEPTH:
            return ENDLESS
        index = self._objects()
        text = index.text(number)
        if PICTURE.search(text):
            return self._weigh_picture(text) if again else DRAWN
        own = index.entry(text, b"Resources")
        names = _names(index, own) if own else outer
        key = (number, 0 if own else hash(frozenset(outer.items())))
        if key not in self._weights:
            self._weights[key] = self._weigh_form(number, names, (*above, number))
        return self._weights[key]

    def _weigh_form(self, number: int, names: Names, above: tuple[int, ...]) -> int:
        try:
            text, weight = operators(self._objects().stream(number, self._most), self._most)
        except TooLong:
            return DRAWN  # hidden for its length
        for name, count in _count_drawn(text).items():
            if (other := names.get(name)) is not None:
                weight += count * self._weight(other, names, above, again=count > 1)
        return min(weight + DRAWN, ENDLESS)

    def _weigh_picture(self, dictionary: bytes) -> int:
        return DRAWN + area(dictionary) * self._most // (AGAIN * self._pixels)


def area(dictionary: bytes) -> int:
    """Return the pixels that a picture's dictionary states, 0 where it states none."""
    sides = dict(SIDE.findall(dictionary))
    return int(sides.get(b"Width", 0)) * int(sides.get(b"Height", 0))


def _count_drawn(text: bytes) -> Counter[bytes]:
    return Counter(map(unescape, DRAWING.findall(text)))


def _names(index: Index, resources: bytes) -> Names:
    return {name: int(number) for name, number in NAMED.findall(index.entry(resources, b"XObject"))}
