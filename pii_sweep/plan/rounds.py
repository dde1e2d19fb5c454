"""How the draws of a sweep stand: what was read of each bucket, and which picks come next.

Kept next to the journal while a sweep runs, so that a round costs what was read since the last
one. A round is a function of the plan and of the readings: one that was cut short is finished
first, and what follows is what would have followed without the cut.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pii_sweep.config import Settings
from pii_sweep.journal import Done, Drawn, Journal
from pii_sweep.plan.budgets import FULL, budget_of, journal_bills, purse_of, size_of, targets_of
from pii_sweep.plan.expectations import READ
from pii_sweep.plan.purse import Purse
from pii_sweep.sample import rounds as sampling
from pii_sweep.sample.allocate import FIRST, share_of
from pii_sweep.sample.cost.costs import Bill
from pii_sweep.types import BucketFrame, Observation, Reading

LATE = "minutes spent"
OUTAGE = "store stopped answering"
AT_RISK = 0.5  # seconds that a reading waits at most to be written down with others
MOST_AT_RISK = 1000  # readings


@dataclass(slots=True)
class Draw:
    """One bucket's draw: what was read of it, as far as the next round asks."""

    frame: BucketFrame
    purse: Purse
    bills: tuple[Bill, ...] = ()
    seen: list[Observation] = field(default_factory=list)

    @property
    def media(self) -> Mapping[str, str]:
        """Return each stratum's media family."""
        return {stratum.name: stratum.media for stratum in self.frame.strata}


class Draws:
    """The draws of all buckets of a sweep that has begun or is resumed."""

    def __init__(self, journal: Journal, settings: Settings) -> None:
        self._journal, self._settings = journal, settings
        self._whole = tuple(_reopen(frame) for frame in journal.plan().buckets)
        sample = settings.sample
        self._draws = {frame.bucket: Draw(frame, purse_of(frame, sample)) for frame in self._whole}
        self._fixed = sample.size is None and not any(
            (sample.max_bytes, sample.max_requests, sample.max_dollars)
        )
        again = journal.retried()
        for frame in self._whole:  # those of which `readings` gives the rank
            journal.carried(frame.bucket)
        for stratum, rank, reading in journal.readings():
            draw = self._draws[reading.ref.bucket]
            if rank < 0 or (reading.ref.bucket, stratum, rank) in again:
                draw.purse.spend(reading.ref, reading.requests, reading.bytes_read)
            else:
                self._add_observation(draw, stratum, rank, reading)
        for pick, lost in journal.attempts():
            purse = self._draws[pick.bucket].purse
            purse.spend(pick.ref, lost.requests or 0, lost.bytes or 0)
        self._broken = {pick.id for pick, _ in journal.attempts()}
        self._unwritten: list[Done] = []
        self._oldest = 0.0
        self._seconds: float | None = None

    def next_round(self) -> bool:
        """Draw every bucket's next round; return whether there is anything to read."""
        self.write()
        for draw in self._draws.values():
            while not draw.frame.stopped:
                self._grow(draw)
                carried = self._journal.carried(draw.frame.bucket)
                for stratum, rank, reading in carried:
                    self._add_observation(draw, stratum, rank, reading, spent=False)
                if not carried:
                    break
        return self.waiting() > 0

    def waiting(self) -> int:
        """Return how many drawn objects have no reading yet."""
        return len(self._journal.todo())

    def starting(self) -> Iterator[Drawn]:
        """Yield what is to be read, each with its allowance from the moment it is taken."""
        todo, journal = self._journal.todo(), self._journal
        limited = any(draw.purse.limited for draw in self._draws.values())
        if limited:
            for pick in todo:
                if pick.id not in self._broken:
                    draw = self._draws[pick.bucket]
                    draw.purse.owe(pick.ref, draw.media[pick.stratum])
        for pick in todo:
            draw = self._draws[pick.bucket]
            owed = pick.id not in self._broken
            allowance = draw.purse.start(pick.ref, draw.media[pick.stratum], owed=owed)
            if draw.purse.limited:
                journal.begin(pick, allowance)
            yield Drawn(pick, allowance)

    def again(self, item: Drawn) -> Drawn | None:
        """Return an object whose worker died with another allowance, or None where there is too little."""
        draw, pick = self._draws[item.pick.bucket], item.pick
        media = draw.media[pick.stratum]
        if not draw.purse.affords(pick.ref, media):
            return None
        allowance = draw.purse.start(pick.ref, media, owed=False)
        if draw.purse.limited:
            self._journal.begin(pick, allowance)
        return Drawn(pick, allowance)

    def done(self, item: Drawn, reading: Reading, seconds: float | None, *, counted: bool) -> None:
        """Take in a reading, and give back what it did not take, where that was counted.

        It is written down with those that came within a second (`write_due`); at once where what may be taken
        is limited, since what a reading that is lost took would be charged in full.
        """
        draw = self._draws[item.pick.bucket]
        self._oldest = self._oldest if self._unwritten else time.monotonic()
        self._unwritten.append(Done(item.pick, reading, counted))
        self._seconds = seconds
        if draw.purse.limited:
            self.write()
        if counted:
            draw.purse.settle(item.pick.ref, item.allowance, reading.requests, reading.bytes_read)
        self._add_observation(draw, item.pick.stratum, item.pick.rank, reading, spent=False)

    def write_due(self) -> None:
        """Write readings down once the oldest of them has waited for long, or many have come."""
        late = self._unwritten and time.monotonic() - self._oldest >= AT_RISK
        if late or len(self._unwritten) >= MOST_AT_RISK:
            self.write()

    def write(self) -> None:
        """Write down the readings that were not yet."""
        if self._unwritten:
            self._journal.append_all(self._unwritten, self._seconds)
            self._unwritten = []

    def end(self, why: str) -> None:
        """Leave undrawn what was not read when reading had to end; the sizes of the samples are then set.

        `why` is `LATE`, or `OUTAGE`: such a draw goes on when the sweep is resumed.
        """
        self.write()
        cut = self._journal.undraw()
        for bucket, draw in self._draws.items():
            if bucket in cut or not draw.frame.stopped:
                share = max(draw.frame.share, share_of(FIRST))
                draw.frame = replace(draw.frame, stopped=why, share=share)
                self._journal.update(draw.frame)

    def _grow(self, draw: Draw) -> None:
        journal, sample = self._journal, self._settings.sample
        if self._fixed:
            journal.draw_all(draw.frame.bucket)
            draw.frame = replace(draw.frame, stopped="all kept picks read")
            journal.update(draw.frame)
            return
        if not draw.bills:
            draw.bills = journal_bills(journal, draw.frame)
        targets, budget = targets_of(sample), budget_of(draw.frame, sample, draw.bills)
        if targets.stop:
            now = sampling.progress(draw.frame.strata, draw.seen, budget, targets, draw.bills)
        else:  # what is read does not matter: it is drawn at once
            now = sampling.foresee(draw.frame.strata, draw.bills, budget, targets, 0.0)
        reason = size_of(draw.frame, sample, draw.bills)[1] if now.reason == FULL else now.reason
        journal.draw(draw.frame.bucket, now.planned)
        draw.frame = replace(draw.frame, pilot=now.pilot, share=now.share, stopped=reason)
        journal.update(draw.frame)

    def _add_observation(
        self, draw: Draw, stratum: str, rank: int, reading: Reading, *, spent: bool = True
    ) -> None:
        if spent:
            draw.purse.spend(reading.ref, reading.requests, reading.bytes_read)
        if draw.frame.stopped:
            return
        hits = {entity: count.hits for entity, count in reading.counts.items()}
        draw.seen.append(
            Observation(reading.ref.bucket, stratum, rank, reading.ref.size, reading.status in READ, hits)
        )


def _reopen(frame: BucketFrame) -> BucketFrame:
    """Return a frame whose draw goes on where only an outage of the store ended it."""
    return replace(frame, stopped="", share=1.0) if frame.stopped == OUTAGE else frame
