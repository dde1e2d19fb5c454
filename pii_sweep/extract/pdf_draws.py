"""How often a PDF's forms would be drawn: forms that draw forms twice, twenty deep, are a million drawings.

PDFium draws each of them, and goes round in a circle until it is some forty deep. It asks for a form's
stream after that of the form that draws it, so what has been drawn is known from above. Followed are forms
whose resources stand in their own dictionaries, as the forms of such files do (ISO 32000-1, 8.10).
"""

from __future__ import annotations

import re
from collections import Counter

MOST = 50_000  # drawings of one form
FORM = re.compile(rb"/Subtype\s*/Form\b")
RESOURCES = re.compile(rb"/XObject\s*<<(.*?)>>", re.DOTALL)
NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d{1,10})\s+\d+\s+R\b")
DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")


class Draws:
    """The forms of a document that were asked for so far, by the numbers of their objects."""

    def __init__(self) -> None:
        """Know none."""
        self._times = dict[int, int]()
        self._drawer = dict[int, int]()

    def refuses(self, number: int, dictionary: bytes, operators: bytes) -> bool:
        """Tell whether a form draws one that draws it, or is drawn too often; take in what it draws."""
        times = self._times.setdefault(number, 1)
        if times > MOST:
            return True
        resources = RESOURCES.search(dictionary)
        if resources is None:
            return False
        names = {name: int(other) for name, other in NAMED.findall(resources[1])}
        above = self._above(number)
        for name, count in Counter(DRAWN.findall(operators)).items():
            other = names.get(name)
            if other in above:
                return True
            if other is not None and other not in self._times:
                self._times[other], self._drawer[other] = times * count, number
        return False

    def _above(self, number: int) -> set[int]:
        """Return a form and those through which it was drawn first."""
        above = {number}
        while (number := self._drawer.get(number, number)) not in above:
            above.add(number)
        return above
