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
REACH = 3.5  # heights between the middles of two lines that any of these allow
MOST = 1 << 18  # pairs at once

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which segments may belong together, by their indices in the order of their middles.

    `tight` and `wide` are pairs of a segment and one above that it may continue, in order of the first, the
    nearest first; `beside` is the nearest segment on the left of another.
    """

    tight: list[Pair]
    wide: list[Pair]
    beside: dict[int, int]


def neighbours(boxes: Sequence[Box]) -> Neighbours:
    """Return which segments stand near one another; their boxes are sorted by their middles."""
    edges = np.fromiter(chain.from_iterable(boxes), np.float64, 4 * len(boxes)).reshape(-1, 4)
    lefts, tops, rights, bottoms = edges.T.copy()
    heights, middles = np.maximum(bottoms - tops, 1.0), (tops + bottoms) / 2
    widths = rights - lefts
    reach = np.maximum(REACH * heights + 2, LEVEL * heights + LEAN * heights.max(initial=0.0))
    tight, wide, beside = list[_Measured](), list[_Measured](), list[_Measured]()
    for upper, lower in _near(middles, reach):
        left, start, right, end = lefts.take(lower), lefts.take(upper), rights.take(lower), rights.take(upper)
        height, above = heights.take(lower), heights.take(upper)
        low, tall = np.minimum(height, above), np.maximum(height, above)
        row = middles.take(lower) - middles.take(upper) < LEVEL * low + LEAN * tall
        beside += _fitting(lower, -end, upper, row & (end <= left + 0.3 * height))
        beside += _fitting(upper, -right, lower, row & (right <= start + 0.3 * above))
        shared, step = np.minimum(right, end) - np.maximum(left, start), np.abs(left - start)
        at = ((shared > 0) & ~row & (tall <= 2 * low)).nonzero()[0]
        part, over = lower[at], upper[at]
        low, tall, shared, step = low[at], tall[at], shared[at], step[at]
        gap = tops.take(part) - bottoms.take(over)
        close = (gap >= -0.6 * heights.take(part)) & (gap <= TIGHT * low + 2)
        aligned = (step < 1.5 * low) | (shared > 0.5 * np.minimum(widths.take(part), widths.take(over)))
        even = (gap >= TIGHT * low) & (gap <= WIDE * low) & (tall <= 1.2 * low) & (step <= 0.4 * low)
        tight += _fitting(part, gap + 0.2 * step, over, close & aligned)
        wide += _fitting(part, gap + 0.2 * step, over, even)
    return Neighbours(_ordered(tight), _ordered(wide), dict(reversed(_ordered(beside))))


# Segments, how far from each another one is, and those others.
_Measured = tuple[Whole, Numbers, Whole]


def _fitting(one: Whole, distance: Numbers, other: Whole, fits: npt.NDArray[np.bool_]) -> list[_Measured]:
    at = fits.nonzero()[0]
    return [(one[at], distance[at], other[at])] if len(at) else []


def _ordered(held: list[_Measured]) -> list[Pair]:
    """Return pairs by the first of each, and then by distance."""
    if not held:
        return []
    one, distance, other = map(np.concatenate, zip(*held, strict=True))
    order = np.lexsort((distance, one))
    return list(zip(one[order].tolist(), other[order].tolist(), strict=True))


def _near(middles: Numbers, reach: Numbers) -> Iterator[tuple[Whole, Whole]]:
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
