"""Segments of a page as arrays, and the pairs of them that stand near enough to have to do with one another.

A page has some hundred segments, and each has to do with a dozen: asked one by one, that is most of the
time that layout takes. Here every question is put to all pairs at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from pii_sweep.types import Box

MOST = 1 << 18  # pairs at once
LEVEL, LEAN = 0.45, 0.1  # of the lower and the higher of two heights: middles on one line of text
TIGHT = 0.95  # the widest gap between lines of a block, in heights
WIDE = 2.0  # the same for lines set wide, evenly and to one left edge
BELOW = 3.5  # heights between the middles of a segment and what it may continue: a gap of two, twice as high

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
_Pair = tuple[int, float, int]


class Frames:
    """Boxes as arrays: their edges in pixels, their heights (at least one pixel) and middles."""

    __slots__ = ("bottom", "edges", "height", "left", "middle", "right", "top")

    def __init__(self, edges: Numbers) -> None:
        """Take the edges, a row each for left, top, right and bottom."""
        self.edges = edges
        self.left, self.top, self.right, self.bottom = edges
        self.height = np.maximum(self.bottom - self.top, 1.0)
        self.middle = (self.top + self.bottom) / 2


def framed(boxes: Sequence[Box]) -> Frames:
    """Return boxes as arrays."""
    edges = np.fromiter(chain.from_iterable(boxes), np.float64, 4 * len(boxes))
    return Frames(edges.reshape(-1, 4).T.copy())


class Pairs:
    """Pairs of segments by their indices: `lower` stands below `upper`, or beside it."""

    __slots__ = ("above", "down", "height", "low", "lower", "same_row", "tall", "upper")

    def __init__(self, frames: Frames, upper: Whole, lower: Whole) -> None:
        """Measure pairs: how far down from middle to middle, and the lower and the higher of the heights."""
        self.upper, self.lower = upper, lower
        self.above, self.height = frames.height.take(upper), frames.height.take(lower)
        self.low, self.tall = np.minimum(self.above, self.height), np.maximum(self.above, self.height)
        self.down = frames.middle.take(lower) - frames.middle.take(upper)
        self.same_row = self.down < LEVEL * self.low + LEAN * self.tall


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which segments may belong together, by their indices in the order of their middles.

    `tight` and `wide` are pairs of a segment and one above that it may continue, in order of the first, the
    nearest first; `beside` is the nearest segment on the left of another.
    """

    tight: list[tuple[int, int]]
    wide: list[tuple[int, int]]
    beside: dict[int, int]


def neighbours(boxes: Sequence[Box]) -> Neighbours:
    """Return which segments stand near one another; their boxes are sorted by their middles."""
    frames = framed(boxes)
    height = frames.height
    reach = np.maximum(BELOW * height + 2, LEVEL * height + LEAN * height.max(initial=0.0))
    tight, wide, beside = list[_Pair](), list[_Pair](), list[_Pair]()
    for pairs in near(frames, reach):
        lower, upper, low = pairs.lower, pairs.upper, pairs.low
        left, start = frames.left.take(lower), frames.left.take(upper)
        right, end = frames.right.take(lower), frames.right.take(upper)
        gap, step = frames.top.take(lower) - frames.bottom.take(upper), np.abs(left - start)
        shared = np.minimum(right, end) - np.maximum(left, start)
        below = (shared > 0) & ~pairs.same_row
        distance = gap + 0.2 * step
        close = (gap >= -0.6 * pairs.height) & (gap <= TIGHT * low + 2) & (pairs.tall <= 2 * low)
        aligned = (step < 1.5 * low) | (shared > 0.5 * np.minimum(right - left, end - start))
        tight += _fitting(lower, upper, distance, below & close & aligned)
        even = (gap >= TIGHT * low) & (gap <= WIDE * low) & (pairs.tall <= 1.2 * low) & (step <= 0.4 * low)
        wide += _fitting(lower, upper, distance, below & even)
        beside += _fitting(lower, upper, -end, pairs.same_row & (end <= left + 0.3 * pairs.height))
        beside += _fitting(upper, lower, -right, pairs.same_row & (right <= start + 0.3 * pairs.above))
    return Neighbours(_ordered(tight), _ordered(wide), dict(reversed(_ordered(beside))))


def _fitting(
    one: Whole, other: Whole, distance: Numbers, fits: npt.NDArray[np.bool_]
) -> Iterator[_Pair]:
    """Return the pairs that fit: one, the distance of the other, and the other."""
    at = fits.nonzero()[0]
    return zip(one.take(at).tolist(), distance.take(at).tolist(), other.take(at).tolist(), strict=True)


def _ordered(pairs: list[_Pair]) -> list[tuple[int, int]]:
    return [(one, other) for one, _, other in sorted(pairs)]


def near(frames: Frames, reach: Numbers) -> Iterator[Pairs]:
    """Yield the pairs of segments, sorted by their middles, of which one is `reach` pixels or less below another."""
    middle = frames.middle
    if not len(middle):
        return
    first = middle.searchsorted(middle - reach)
    count = np.arange(len(middle)) - first
    until = count.cumsum()
    start = 0
    while start < len(middle):
        done = until[start] - count[start]
        end = max(start + 1, int(until.searchsorted(done + MOST, "right")))
        lower = np.arange(start, end).repeat(count[start:end])
        upper = np.arange(done, until[end - 1]) + (first - until + count)[start:end].repeat(count[start:end])
        yield Pairs(frames, upper, lower)
        start = end
