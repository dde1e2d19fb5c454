"""What a draw may find, before anything is read: worlds for the quote, and what the last sweep knew.

Where nothing is known, the worlds are those of `sample.quote.prior`, and a hit is a record of
somebody's name, street address and order, the least that a shop's bucket holds. Whether such hits
settle the rating is asked of the rating itself, since who can read the bucket is known from the plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pii_sweep.config import Settings
from pii_sweep.journal import Journal
from pii_sweep.risk import rate, settled
from pii_sweep.sample.allocate import drawable, posterior
from pii_sweep.sample.costs import SECONDS, Floats, Rates
from pii_sweep.sample.intervals import Draws, stratified, zero_hit_bound
from pii_sweep.sample.media import family_of, suffix
from pii_sweep.sample.quote import World, prior
from pii_sweep.sample.rounds import Certain, Targets
from pii_sweep.types import BucketFrame, BucketTally, Reading

RECORD = frozenset(("PERSON", "STREET_ADDRESS", "ORDER_VALUE"))
ENOUGH = 5  # readings of a media family that tell how long one takes
READ = ("ANALYSED", "PARTIAL")


@dataclass(frozen=True, slots=True)
class Last:
    """What the last sweep of a bucket found: (read, hits) by stratum, and how its draw ended."""

    seen: Mapping[str, tuple[int, int]]
    drawn: int
    certain: bool
    seconds: Mapping[str, tuple[float, float]]
    day: str

    def rates(self, workers: int) -> Rates:
        """Return how fast that sweep read, by media family; the defaults where it read few of one."""
        return Rates(seconds={**SECONDS, **self.seconds}, workers=workers, source=f"sweep of {self.day}")


def worlds(frame: BucketFrame, settings: Settings, last: Last | None = None) -> list[World]:
    """Return what the bucket may turn out to be: several worlds, or one like its last sweep."""
    if last is None:
        return [World(shares, _supposed(frame, shares, settings)) for shares in prior(len(frame.strata))]
    counts = [last.seen.get(stratum.name, (0, 0)) for stratum in frame.strata]
    read, hits = np.array(counts, float).reshape(-1, 2).T
    shares = posterior([drawable(stratum) for stratum in frame.strata], read, hits)
    return [World(shares, lambda planned: last.certain and sum(planned.values()) >= last.drawn)]


def _supposed(frame: BucketFrame, shares: Floats, settings: Settings) -> Certain:
    """Return the question whether so many picks settle the rating, if these shares of them hold `RECORD`."""
    sizes = np.array([float(drawable(stratum)) for stratum in frame.strata])
    listed, error = sum(stratum.objects for stratum in frame.strata), (1 - settings.sample.confidence) / 2

    def certain(planned: Mapping[str, int]) -> bool:
        drawn = np.array([float(planned[stratum.name]) for stratum in frame.strata])
        hits, read = np.floor(drawn * shares), int(drawn.sum())
        if not read:
            return False
        found, hidden = int(hits.sum()), float(zero_hit_bound(sizes, drawn, error))
        most = float(stratified(Draws.of(sizes, drawn, hits), error)[1])
        held = dict.fromkeys(sorted(RECORD), found) if found else {}
        tally = BucketTally(
            frame.bucket, listed, read, listed - read, frame.listing == "complete", held, held,
            {RECORD: found} if found else {}, (found, found * listed / read, listed),
            most=dict.fromkeys(held, most), unseen=hidden,
        )  # fmt: skip
        complete = frame.listing == "complete"
        return settled(rate(tally, frame.exposure, settings.risk), hidden / sizes.sum() if complete else 1.0)

    return certain


def last_sweep(folder: Path) -> dict[str, Last]:
    """Return what a sweep directory's sweep found, by bucket; raises JournalError where there is none."""
    with Journal.open(folder) as journal:
        plan = journal.plan()
        return {frame.bucket: _last(journal, frame, plan.created[:10]) for frame in plan.buckets}


def _last(journal: Journal, frame: BucketFrame, day: str) -> Last:
    read, hits = Counter[str](), Counter[str]()
    drawn, target = 0, set(Targets().entities)
    objects = Counter[str]()
    took, expected = defaultdict[str, float](float), defaultdict[str, float](float)
    for stratum, _, reading in journal.readings(frame.bucket):
        drawn += 1
        if reading.status in READ:
            read[stratum] += 1
            hits[stratum] += reading.counts.keys() >= target
            media = family_of(suffix(reading.ref.key))
            objects[media] += 1
            took[media] += reading.seconds
            expected[media] += _default(media, reading)
    seconds = {
        media: _scaled(media, took[media] / expected[media])
        for media, number in objects.items()
        if number >= ENOUGH and took[media] > 0
    }
    return Last(
        {name: (number, hits[name]) for name, number in read.items()}, drawn,
        frame.stopped == "rating certain", seconds, day,
    )  # fmt: skip


def _default(media: str, reading: Reading) -> float:
    """Return the seconds that the defaults expect of an object."""
    fixed, per_megabyte = SECONDS.get(media, SECONDS["*"])
    return fixed + per_megabyte * reading.ref.size / 1e6


def _scaled(media: str, factor: float) -> tuple[float, float]:
    fixed, per_megabyte = SECONDS.get(media, SECONDS["*"])
    return factor * fixed, factor * per_megabyte
