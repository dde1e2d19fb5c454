"""Plan and run: the two compositions that the command line calls."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pii_sweep import keys
from pii_sweep.config import Settings
from pii_sweep.engine.cluster import Cluster
from pii_sweep.engine.host import Host
from pii_sweep.engine.local import Engine, Failure
from pii_sweep.errors import Unreachable
from pii_sweep.journal import NAME, Drawn, Journal, Pick
from pii_sweep.journal.codec import pack, unpack
from pii_sweep.journal.picks import is_retryable
from pii_sweep.plan import frames
from pii_sweep.plan.frames import Progress, plan
from pii_sweep.plan.relisting import relist
from pii_sweep.plan.rounds import LATE, OUTAGE, Draws
from pii_sweep.progress import Standing
from pii_sweep.sample.cost.costs import SECONDS
from pii_sweep.sample.frame.media import family_of, suffix
from pii_sweep.store.grant import grant
from pii_sweep.types import Allowance, Gap, ObjectRef, Part, Reading, Target, Where
from pii_sweep.work import prepare, read_drawn, sealing_of, warm

__all__ = ["LATE", "OUTAGE", "Progress", "open_or_plan", "plan", "run"]

# So many objects in a row, over all workers, to which the store gave no answer end a run; so do fewer
# within which it gave none for so long.
OUTAGE_FAILURES, OUTAGE_SECONDS = 20, 150.0
GRACE_SECONDS = 60.0  # beyond the budget of an object, for loading the models
WORKER_MEMORY = 4 << 30  # address space, of which far less is resident


@dataclass(frozen=True, slots=True)
class Usage:
    """The requests and bytes that a bucket's sweep has taken, and those that were expected."""

    bucket: str
    requests: int
    bytes: int
    expected_requests: int
    expected_bytes: int
    folder: bool = False


@dataclass(slots=True)
class Outage:
    """How many objects in a row the store gave no answer to, and since when (`time.monotonic`)."""

    failures: int = 0
    since: float = 0.0
    latest: float = 0.0

    def saw(self, outcome: Reading | Failure) -> None:
        """Take in one outcome; an object that failed for a reason of its own says nothing of the store."""
        if isinstance(outcome, Failure):
            return
        if outcome.status != "FAILED" or outcome.reason != Unreachable.reason:
            self.failures = 0
            return
        self.latest = time.monotonic()
        self.since = self.latest if not self.failures else self.since
        self.failures += 1

    @property
    def ends(self) -> bool:
        """Return whether reading on would only cost time."""
        long = self.failures > 1 and self.latest - self.since >= OUTAGE_SECONDS
        return long or self.failures >= OUTAGE_FAILURES


def open_or_plan(
    folder: Path, targets: Sequence[Target], settings: Settings, progress: Progress, previous: str = ""
) -> Journal:
    """Return the journal of a sweep directory, planned first where it is new.

    Of one that is not, what broke off is listed again. `previous` is the hash of the manifest of the sweep
    before a new one. Raises UsageError when the directory was planned for another request.
    """
    resumed = (folder / NAME).exists()
    journal = frames.open_or_plan(folder, targets, settings, progress, previous)
    if resumed:
        relist(journal, targets, settings, progress)
    return journal


def run(
    journal: Journal,
    settings: Settings,
    workers: int,
    progress: Progress,
    began: float | None = None,
    *,
    retry_failed: bool = False,
    require_sealed: bool = False,
    scheduler: str = "",
    host: Host | None = None,
) -> str:
    """Read every drawn object that has no reading yet, round by round, and write each reading down.

    What an earlier run did not read for the store's reasons is read once more, with `retry_failed` all that
    failed. Returns why reading ended before its time, `LATE` or `OUTAGE`, empty where it did not.

    `began` (`time.monotonic`) is when the command was given: `max_minutes` counts from there, and
    from what an interrupted run has taken before. Raises EngineError where readers must be sealed and
    the kernel does not do it, and where no `scheduler` of Dask answers at the address that is given. A `host`
    that has begun to load is left to the caller to close.
    """
    plan_ = journal.plan()
    work = partial(read_drawn, settings, keys.sweep_key(plan_.seed, plan_.targets), _by_name(plan_.targets))
    minutes = settings.sample.max_minutes
    start = (time.monotonic() if began is None else began) - journal.seconds()
    engine: Engine[Drawn, Reading] = Engine(
        workers,
        settings.extract.max_seconds + GRACE_SECONDS,
        WORKER_MEMORY,
        None if minutes is None else start + 60 * minutes,
        warm=partial(warm, settings),
        prepare=partial(prepare, settings),
        grant=grant(plan_.targets, settings.targets),
        encode=pack,
        decode=partial(unpack, Reading),
        sealing=partial(sealing_of, settings, required=require_sealed),
        place=partial(_place, _by_name(plan_.targets)),
        weight=_weight,
        host=host,
    )
    with Cluster(engine, scheduler) if scheduler else engine as driver:
        journal.retry(partial(is_wanted_again, retry_failed=retry_failed))
        cut = _read_rounds(driver, work, Draws(journal, settings), progress, start if minutes else None)
    for shut in sorted(engine.seals, key=str):
        journal.note_seal(str(shut))
    for frame in journal.plan().buckets:
        journal.update(replace(frame, finished=datetime.now(UTC)))
    return cut


def _read_rounds(
    engine: Engine[Drawn, Reading] | Cluster[Drawn, Reading],
    work: Callable[[Drawn], Reading],
    draws: Draws,
    progress: Progress,
    start: float | None,
) -> str:
    outage, standing = Outage(), Standing()
    engine.beat = draws.write_due
    try:
        while draws.next_round() and not engine.late and not outage.ends:
            total = draws.waiting()
            progress("read", 0, total, standing)  # what follows takes until the models are loaded
            with closing(engine.run(work, draws.starting(), draws.again, _shorten)) as outcomes:
                for done, (item, outcome) in enumerate(outcomes, start=1):
                    spent = None if start is None else time.monotonic() - start
                    counted = isinstance(outcome, Reading)
                    reading = _to_reading(item.pick, outcome)
                    draws.done(item, reading, spent, counted=counted)
                    gap = bool(reading.gaps) or reading.status != "ANALYSED"
                    standing.saw(item.pick.bucket, reading.bytes_read, reading.status, gap=gap)
                    progress("read", done, total, standing)
                    outage.saw(outcome)
                    if outage.ends:
                        break
    finally:
        draws.write()
    cut = LATE if engine.late else OUTAGE if outage.ends else ""
    if cut:
        draws.end(cut)
    return cut


def is_wanted_again(reading: Reading, *, retry_failed: bool) -> bool:
    """Return whether a run reads an object once more that an earlier one could not read, or not whole."""
    return is_retryable(reading) or (retry_failed and reading.status == "FAILED")


def _place(targets: Mapping[str, Target], item: Drawn) -> tuple[Target, ObjectRef] | None:
    """Return the object of an item that may be fetched ahead: not where what it takes is limited."""
    free = item.allowance == Allowance() and item.part is None
    return (targets[item.pick.bucket], item.pick.ref) if free else None


def _weight(item: Drawn) -> float:
    """Return the seconds that an object is thought to take."""
    each, megabyte = SECONDS.get(family_of(suffix(item.pick.ref.key)), SECONDS["*"])
    return each + megabyte * item.pick.ref.size / 1e6


def usage(journal: Journal) -> list[Usage]:
    """Return what each bucket's sweep has taken, next to what its plan said."""
    requests, size = Counter[str](), Counter[str]()
    for _, _, reading in journal.readings():
        requests[reading.ref.bucket] += reading.requests
        size[reading.ref.bucket] += reading.bytes_read
    return [
        Usage(
            frame.bucket,
            frame.lists + frame.requests + requests[frame.bucket],
            size[frame.bucket],
            frame.expected_requests,
            frame.expected_bytes,
            not frame.target.startswith("s3://"),
        )
        for frame in journal.plan().buckets
    ]


def _shorten(item: Drawn, pieces: int, reason: str) -> Drawn:
    return replace(item, part=Part(pieces, reason))


def _by_name(targets: Sequence[Target]) -> dict[str, Target]:
    return {target.bucket: target for target in targets}


def _to_reading(pick: Pick, outcome: Reading | Failure) -> Reading:
    if isinstance(outcome, Reading) and outcome.ref == pick.ref:
        return outcome
    outcome = outcome if isinstance(outcome, Failure) else Failure("CRASHED")  # of another object: no answer
    return Reading(pick.ref, "FAILED", outcome.reason, gaps=(Gap(Where(pick.ref), outcome.reason),))
