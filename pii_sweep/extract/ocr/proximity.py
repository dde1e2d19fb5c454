"""Which segments of a page stand near enough to have to do with one another.

A page has some hundred segments, and each has a dozen others near it: asked one by one, that is most of the
time that layout takes. Here every question is put to all pairs at once, as arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from pii_sweep.types import Box

LEVEL, LEAN = 0.45, 0.1  # of the lower and the higher of two heights: middles on one line of text
TIGHT = 0.95  # the widest gap between lines of a block, in heights
WIDE = 2.0  # the same for lines set wide, evenly and to one left edge
FAR = 2.5  # the same for lines that a page draws one right after another
REACH = 3.5  # heights between the middles of two lines that any of these allow
MOST = 1 << 18  # pairs at once
MANY, CHOICE = 1 << 12, 16  # of so many pairs, which lie one upon another, so many are kept for each segment

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which segments may belong together, by their indices in the order of their middles.

    `tight` and `wide` are pairs of a segment and one above that it may continue, in order of the first, the
    nearest first, `far` those that may be further apart; `left_of` is the nearest segment left of another.
    """

    tight: list[Pair]
    wide: list[Pair]
    far: list[Pair]
    left_of: dict[int, int]


def neighbours(boxes: Sequence[Box]) -> Neighbours:
    """Return which segments stand near one another; their boxes are sorted by their middles."""
    edges = np.fromiter(chain.from_iterable(boxes), np.float64, 4 * len(boxes)).reshape(-1, 4)
    lefts, tops, rights, bottoms = edges.T.copy()
    heights, middles = np.maximum(bottoms - tops, 1.0), (tops + bottoms) / 2
    widths, half = rights - lefts, heights.max(initial=0.0) / 2
    tight, wide, far, left_of = list[Pair](), list[Pair](), list[Pair](), _Nearest(len(boxes))
    for upper, lower in _pair_near(
        middles, np.maximum(REACH * heights + 2, LEVEL * heights + 2 * LEAN * half)
    ):
        left, start, right, end = lefts.take(lower), lefts.take(upper), rights.take(lower), rights.take(upper)
        height, above = heights.take(lower), heights.take(upper)
        low, tall = np.minimum(height, above), np.maximum(height, above)
        down = middles.take(lower) - middles.take(upper)
        row = down < LEVEL * low + LEAN * tall
        level = row & (down <= half)
        left_of.add(lower, upper, left - end, level & (end <= left + 0.3 * height))
        left_of.add(upper, lower, start - right, level & (right <= start + 0.3 * above))
        shared, step = np.minimum(right, end) - np.maximum(left, start), np.abs(left - start)
        at = ((shared > 0) & ~row & (tall <= 2 * low)).nonzero()[0]
        part, over = lower[at], upper[at]
        low, tall, shared, step = low[at], tall[at], shared[at], step[at]
        gap = tops.take(part) - bottoms.take(over)
        close = (gap >= -0.6 * heights.take(part)) & (gap <= TIGHT * low + 2)
        aligned = (step < 1.5 * low) | (shared > 0.5 * np.minimum(widths.take(part), widths.take(over)))
        even = (gap >= TIGHT * low) & (gap <= WIDE * low) & (tall <= 1.2 * low) & (step <= 0.4 * low)
        tight += _pair_above(part, over, gap + 0.2 * step, close & aligned)
        wide += _pair_above(part, over, gap + 0.2 * step, even)
        apart = (gap >= TIGHT * low) & (gap <= FAR * low) & (tall <= 1.3 * low) & (step <= 0.4 * low)
        far += _pair_above(part, over, gap + 0.2 * step, apart)
    return Neighbours(tight, wide, far, left_of.nearest())


def _pair_above(part: Whole, over: Whole, distance: Numbers, fits: npt.NDArray[np.bool_]) -> Iterator[Pair]:
    """Return the pairs that fit in order, the nearest first; no more than CHOICE for each segment."""
    at = fits.nonzero()[0][::-1]  # of equally near ones the last comes first
    at = at[np.lexsort((distance[at], part[at]))]
    if len(at) > MANY:
        at = at[np.arange(len(at)) - part[at].searchsorted(part[at]) < CHOICE]
    return zip(part[at].tolist(), over[at].tolist(), strict=True)


class _Nearest:
    """The nearest segment to each one so far."""

    def __init__(self, count: int) -> None:
        self._distance = np.full(count, np.inf)
        self._other = np.full(count, -1)

    def add(self, one: Whole, other: Whole, distance: Numbers, fits: npt.NDArray[np.bool_]) -> None:
        """Take those pairs that fit and are nearer; of equally near ones the first stays."""
        at = (fits & (distance < self._distance.take(one))).nonzero()[0][::-1]
        at = at[np.argsort(-distance[at], kind="stable")]  # what is written last stays
        self._distance[one[at]], self._other[one[at]] = distance[at], other[at]

    def nearest(self) -> dict[int, int]:
        """Return the nearest one to each segment that has any."""
        at = (self._other >= 0).nonzero()[0]
        return dict(zip(at.tolist(), self._other[at].tolist(), strict=True))


def _pair_near(middles: Numbers, reach: Numbers) -> Iterator[tuple[Whole, Whole]]:
    """Yield all pairs, the lower no more than its reach below the upper, some hundred thousand at once."""
    first = middles.searchsorted(middles - reach)
    count = np.arange(len(middles)) - first
    until = count.cumsum()
    start = 0
    while start < len(middles):
        done = until[start] - count[start]
        end = max(start + 1, int(until.searchsorted(done + MOST, "right")))
        many = count[start:end]
        lower = np.arange(start, end).repeat(many)
        yield np.arange(done, until[end - 1]) + (first - until + count)[start:end].repeat(many), lower
        start = end
