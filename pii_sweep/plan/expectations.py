"""What a draw may find, before anything is read: worlds for the quote, and what the last sweep knew.

Where nothing is known, the worlds are those of `sample.quote.prior`. A hit is a record of somebody's
name, street address and order, the least that a shop's bucket holds, and in every other world with a
social security number too. Whether such hits settle the rating is asked of the rating itself,
since who can read the bucket is known from the plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import numpy as np

from pii_sweep.config import Settings
from pii_sweep.journal import Journal
from pii_sweep.risk import rate, settled
from pii_sweep.sample.allocate import drawable, posterior
from pii_sweep.sample.costs import Bill, Costs, Floats, Rates
from pii_sweep.sample.intervals import Draws, stratified, zero_hit_bound
from pii_sweep.sample.quote import World, prior
from pii_sweep.sample.rounds import Certain, Targets
from pii_sweep.types import BucketFrame, BucketTally, Stratum

ORDER = frozenset(("PERSON", "STREET_ADDRESS", "ORDER_VALUE"))
RECORDS = (ORDER, ORDER | {"US_SSN"})
ENOUGH = 5  # readings of a media family that show how long one takes
READ = ("ANALYSED", "PARTIAL")


@dataclass(frozen=True, slots=True)
class Last:
    """What the last sweep of a bucket found: (read, hits) by stratum, how its draw ended, and its pace.

    `pace` is the time it took over the time that the default rates expect, by media family; that of
    "*" is of all objects.
    """

    seen: Mapping[str, tuple[int, int]]
    drawn: int
    certain: bool
    pace: Mapping[str, float]
    day: str

    def paced(self, strata: Sequence[Stratum], bills: Sequence[Bill]) -> list[Bill]:
        """Return bills of strata at default rates with minutes of that sweep's pace."""
        factors = [self.pace.get(stratum.media, self.pace.get("*", 1.0)) for stratum in strata]
        return [bill.paced(factor) for bill, factor in zip(bills, factors, strict=True)]


def worlds(frame: BucketFrame, settings: Settings, last: Last | None = None) -> list[World]:
    """Return what the bucket may turn out to be: several worlds, or one like its last sweep."""
    if last is None:
        kinds = zip(prior(len(frame.strata)), cycle(RECORDS), strict=False)
        return [World(shares, _supposed(frame, shares, record, settings)) for shares, record in kinds]
    counts = [last.seen.get(stratum.name, (0, 0)) for stratum in frame.strata]
    read, hits = np.array(counts, float).reshape(-1, 2).T
    shares = posterior([drawable(stratum) for stratum in frame.strata], read, hits)
    return [
        World(
            shares,
            lambda planned: last.certain and sum(planned.values()) >= last.drawn,
            f"sweep of {last.day}",
        )
    ]


def _supposed(frame: BucketFrame, shares: Floats, record: frozenset[str], settings: Settings) -> Certain:
    """Return the question whether so many picks settle the rating, if these shares of them hold a record."""
    sizes = np.array([float(drawable(stratum)) for stratum in frame.strata])
    listed, error = sum(stratum.objects for stratum in frame.strata), (1 - settings.sample.confidence) / 2

    def certain(planned: Mapping[str, int]) -> bool:
        drawn = np.array([float(planned[stratum.name]) for stratum in frame.strata])
        hits, read = np.floor(drawn * shares), int(drawn.sum())
        if not read:
            return False
        found, hidden = int(hits.sum()), float(zero_hit_bound(sizes, drawn, error))
        most = float(stratified(Draws.of(sizes, drawn, hits), error)[1])
        held = dict.fromkeys(sorted(record), found) if found else {}
        tally = BucketTally(
            frame.bucket, listed, read, listed - read, frame.listing == "complete", held, held,
            {record: found} if found else {}, (found, found * listed / read, listed),
            most=dict.fromkeys(held, most), unseen=hidden,
        )  # fmt: skip
        complete = frame.listing == "complete"
        return settled(rate(tally, frame.exposure, settings.risk), hidden / sizes.sum() if complete else 1.0)

    return certain


def last_sweep(folder: Path) -> dict[str, Last]:
    """Return what a sweep directory's sweep found, by bucket; raises JournalError where there is none."""
    with Journal.look(folder) as journal:
        plan = journal.plan()
        return {frame.bucket: _last(journal, frame, plan.created[:10]) for frame in plan.buckets}


def _last(journal: Journal, frame: BucketFrame, day: str) -> Last:
    read, hits, objects = Counter[str](), Counter[str](), Counter[str]()
    took, expected = defaultdict[str, float](float), defaultdict[str, float](float)
    media = {stratum.name: stratum.media for stratum in frame.strata}
    target, drawn, costs = set(Targets().entities), 0, Costs(rates=Rates(workers=1))
    for stratum, _, reading in journal.readings(frame.bucket):
        drawn += 1
        if reading.status in READ:
            read[stratum] += 1
            hits[stratum] += reading.counts.keys() >= target
            minutes = costs.likely(reading.ref, media[stratum])[4]
            for family in {media[stratum], "*"}:
                objects[family] += 1
                took[family] += reading.seconds
                expected[family] += 60 * minutes
    pace = {name: took[name] / expected[name] for name, n in objects.items() if n >= ENOUGH and took[name]}
    seen = {name: (number, hits[name]) for name, number in read.items()}
    return Last(seen, drawn, frame.stopped == "rating certain", pace, day)
