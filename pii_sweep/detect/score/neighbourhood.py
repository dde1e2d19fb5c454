"""The lines of a text and the claims on it by where they stand: what the fitted scores of running text ask.

What a number is, what states a trait and what is an address is weighed by what stands around it. Each asks
for its line, the lines above and the claims near it; a text may have thousands of each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import attrgetter

from pii_sweep.detect.text import casing
from pii_sweep.detect.text.candidate import Hit

_start = attrgetter("start")


class Lines:
    """Where the lines of a text begin and end, the empty ones too."""

    __slots__ = ("spans", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        self.spans = [(start, end - 1) for start, end in zip(starts, starts[1:], strict=False)]

    def find(self, at: int) -> int:
        """Return the place of the line in which a character of the text stands; its end is in it."""
        return bisect_right(self.spans, (at, len(self.text))) - 1

    def list_above(self, at: int, most: int) -> Iterator[tuple[int, int]]:
        """Yield where the `most` lines above that of a character begin and end, empty ones left out.

        The nearest is the first.
        """
        place = self.find(at)
        for start, end in reversed(self.spans[max(0, place - most) : place]):
            if start < end and not self.text[start:end].isspace():
                yield start, end


@casing.keep_readings
def lines_of(text: str) -> Lines:
    """Return the lines of a text, which are found once."""
    return Lines(text)


class Claims:
    """Claims on a text as they are given, to ask for those near a stretch."""

    __slots__ = ("_longest", "_ordered", "_starts", "hits")

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.hits = hits
        self._ordered = sorted(hits, key=_start)
        self._starts = [hit.start for hit in self._ordered]
        self._longest = max((hit.end - hit.start for hit in hits), default=0)

    def near(self, start: int, end: int, before: int = 0, behind: int = 0) -> Sequence[Hit]:
        """Return the claims that may overlap a stretch widened by so many characters on each side.

        No other one does; a long claim makes some of them lie further before it.
        """
        low = bisect_left(self._starts, start - before - self._longest)
        return self._ordered[low : bisect_right(self._starts, end + behind)]
