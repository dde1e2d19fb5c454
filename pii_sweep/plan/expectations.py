"""What a draw may find, before anything is read: worlds for the quote, and what the last sweep knew.

Where nothing is known, the worlds are those of `sample.cost.quote.prior`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pii_sweep.journal import Journal
from pii_sweep.sample.allocate import drawable, posterior
from pii_sweep.sample.cost.costs import Bill, Costs, Rates
from pii_sweep.sample.cost.quote import World, prior
from pii_sweep.sample.rounds import Targets
from pii_sweep.types import BucketFrame, Stratum

ENOUGH = 5  # readings of a media family that show how long one takes
READ = ("ANALYSED", "PARTIAL")


@dataclass(frozen=True, slots=True)
class Last:
    """What the last sweep of a bucket found: (read, hits) by stratum, and its pace.

    `pace` is the time it took over the time that the default rates expect, by media family; that of
    "*" is of all objects.
    """

    seen: Mapping[str, tuple[int, int]]
    pace: Mapping[str, float]
    day: str

    def paced(self, strata: Sequence[Stratum], bills: Sequence[Bill]) -> list[Bill]:
        """Return bills of strata at default rates with minutes of that sweep's pace."""
        factors = [self.pace.get(stratum.media, self.pace.get("*", 1.0)) for stratum in strata]
        return [bill.paced(factor) for bill, factor in zip(bills, factors, strict=True)]


def worlds(frame: BucketFrame, last: Last | None = None) -> list[World]:
    """Return what the bucket may turn out to be: several worlds, or one like its last sweep."""
    if last is None:
        return [World(shares) for shares in prior(len(frame.strata))]
    counts = [last.seen.get(stratum.name, (0, 0)) for stratum in frame.strata]
    read, hits = np.array(counts, float).reshape(-1, 2).T
    shares = posterior([drawable(stratum) for stratum in frame.strata], read, hits)
    return [World(shares, f"sweep of {last.day}")]


def last_sweep(folder: Path) -> dict[str, Last]:
    """Return what a sweep directory's sweep found, by bucket; raises JournalError where there is none."""
    with Journal.look(folder) as journal:
        plan = journal.plan()
        return {frame.bucket: _read_last(journal, frame, plan.created[:10]) for frame in plan.buckets}


def _read_last(journal: Journal, frame: BucketFrame, day: str) -> Last:
    read, hits, objects = Counter[str](), Counter[str](), Counter[str]()
    took, expected = defaultdict[str, float](float), defaultdict[str, float](float)
    media = {stratum.name: stratum.media for stratum in frame.strata}
    target, costs = set(Targets().entities), Costs(rates=Rates(workers=1))
    for stratum, _, reading in journal.readings(frame.bucket):
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
    return Last(seen, pace, day)
