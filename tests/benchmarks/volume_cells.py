"""Buckets whose totals of hits and bytes are known, for `bench_sampling`.

Sizes are log-normal. Hits of an object that has any grow with its size, times a factor with a tail:
log-normal of a given spread, or Pareto's of a given exponent. Objects lie in size bands as the frame
makes them, all in one stratum, or in sixteen; one bucket has a table of 100,000 people among the
others of its band. A cell is many buckets, each swept a few times: with a heavy tail one bucket
says little of the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pii_sweep.sample.tail import Sampled
from pii_sweep.sample.volume import total, total_bytes

Floats = NDArray[np.float64]
# (objects, mean and spread of the log of their sizes) of each stratum
SHAPES = {
    "bands": ((60_000, 9.0, 1.0), (38_000, 12.5, 1.0), (2_000, 15.5, 1.0)),
    "one stratum": ((100_000, 11.0, 1.5),),
    "sixteen strata": tuple((6_250, 9 + 0.4 * i, 1.0) for i in range(16)),
    "one giant": ((60_000, 9.0, 1.0), (38_000, 12.5, 1.0), (2_000, 15.5, 1.0)),
}
DRAWN = {"sixteen strata": (60, 20)}  # of each stratum; else:
# Above zero the spread of a log-normal factor, below zero the exponent of a Pareto one.
TAILS, GIANT = (0.5, 1.0, 1.5, 2.0, -2.0, -1.5), 100_000.0
EACH = 10  # sweeps of one bucket


@dataclass(frozen=True, slots=True)
class VolumeCell:
    """A cell: `of` is hits or bytes, `share` of the objects have any, `drawn` are read of each stratum."""

    shape: str
    of: str
    share: float
    drawn: int
    tail: float

    @property
    def name(self) -> str:
        """Return what tells the cell from the others."""
        kind = "log-normal" if self.tail > 0 else "Pareto"
        tail = f" {kind} {abs(self.tail):g}" if self.of == "hits" else ""
        return f"{self.of}, {self.shape} p={self.share:g} {self.drawn} each{tail}"


def volume_cells(*, fast: bool) -> Iterator[VolumeCell]:
    """Yield every cell; when `fast`, those of the size bands at a share of 0.3."""
    for shape in ("bands",) if fast else SHAPES:
        for share in (0.3,) if fast else (0.9, 0.3, 0.03, 0.005):
            for drawn in DRAWN.get(shape, (400, 60)):
                yield from (VolumeCell(shape, "hits", share, drawn, tail) for tail in TAILS)
                yield VolumeCell(shape, "bytes", share, drawn, 0.0)


def _bucket(cell: VolumeCell, rng: np.random.Generator) -> tuple[list[Floats], list[Floats]]:
    """Return the sizes of each stratum's objects, and their amounts."""
    sizes = [np.round(np.exp(rng.normal(mean, spread, n))) for n, mean, spread in SHAPES[cell.shape]]
    amounts = []
    for size in sizes:
        held = size if cell.of == "bytes" else np.ceil(size / 5e3 * _factors(cell.tail, len(size), rng))
        amounts.append(np.where(rng.random(len(size)) < cell.share, held, 0.0))
    if cell.shape == "one giant":
        largest = int(np.argmax(sizes[-1]))
        amounts[-1][largest] = sizes[-1][largest] if cell.of == "bytes" else GIANT
    return sizes, amounts


def _factors(tail: float, number: int, rng: np.random.Generator) -> Floats:
    """Return factors with a tail as `TAILS` has them."""
    return np.exp(rng.normal(0, tail, number)) if tail > 0 else 1 + rng.pareto(-tail, number)


def covered(cell: VolumeCell, sweeps: int, rng: np.random.Generator) -> tuple[float, float, float]:
    """Return how often the interval holds the truth, how often it is open above, and its median width.

    The width is that over the truth. A sample without any amount bounds no hits, and bytes by
    `volume.hidden_bytes`: neither can miss.
    """
    widths, good, buckets = [], 0, -(-sweeps // EACH)
    for _ in range(buckets):
        sizes, amounts = _bucket(cell, rng)
        truth = sum(float(amount.sum()) for amount in amounts)
        for _ in range(EACH):
            parts = []
            for size, amount in zip(sizes, amounts, strict=True):
                chosen = rng.choice(len(size), cell.drawn, replace=False)
                parts.append(Sampled(len(size), int(size.sum()), amount[chosen], size[chosen]))
            low, point, high, _ = (total_bytes if cell.of == "bytes" else total)(parts, 0.95)
            high = high if point > 0 else np.inf
            good += low <= truth <= high
            widths.append((high - low) / truth)
    return good / len(widths), float(np.isinf(widths).mean()), float(np.median(widths))
