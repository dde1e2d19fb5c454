"""When the readings so far settle a bucket's rating, so that its draw may end early."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pii_sweep.config import Settings
from pii_sweep.report.tally import READ, open_book
from pii_sweep.risk import rate, settled
from pii_sweep.sample.allocate import drawable
from pii_sweep.sample.intervals import zero_hit_bound
from pii_sweep.types import BucketFrame, Reading


def certainty(
    frame: BucketFrame, readings: Sequence[tuple[str, int, Reading]], settings: Settings
) -> Callable[[Mapping[str, int]], bool]:
    """Return the question whether the first so many picks of each stratum settle the rating.

    The rating is settled where its low and high end agree and nothing worse can be hidden: it is
    the highest there is, or the zero-hit bound leaves room in less than `risk.MATERIAL` of the objects
    of a whole listing for a kind of record that no reading holds. `readings` are (stratum, rank,
    reading); those beyond the picks asked about have no part in the answer.
    """

    def enough(planned: Mapping[str, int]) -> bool:
        book = open_book(frame)
        read = dict.fromkeys(planned, 0)
        for stratum, rank, reading in readings:
            if rank < planned[stratum]:
                book.add(stratum, rank, reading)
                read[stratum] += reading.status in READ
        book.settle()
        rating = rate(book.tally(()), frame.exposure, settings.risk)
        return settled(rating, _hidden(frame, read, settings.sample.confidence))

    return enough


def _hidden(frame: BucketFrame, read: Mapping[str, int], confidence: float) -> float:
    """Return the share of a bucket that may hold a kind of record that no reading held."""
    sizes = [float(drawable(stratum)) for stratum in frame.strata]
    drawn = [float(read[stratum.name]) for stratum in frame.strata]
    if frame.listing != "complete" or not sum(sizes):
        return 1.0
    return float(zero_hit_bound(sizes, drawn, (1 - confidence) / 2)) / sum(sizes)
