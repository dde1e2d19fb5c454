"""Plan and run: the two compositions that the command line calls."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from pii_sweep import keys
from pii_sweep.config import Sample, Settings, Targets
from pii_sweep.engine import Engine, Failure
from pii_sweep.errors import StoreError, UsageError
from pii_sweep.extract import faces
from pii_sweep.journal import Journal, Pick
from pii_sweep.read import read_object
from pii_sweep.report.certainty import certainty
from pii_sweep.report.tally import observation
from pii_sweep.sample import rounds as sampling
from pii_sweep.sample.allocate import proportional
from pii_sweep.sample.draw import name
from pii_sweep.sample.listing import Listing
from pii_sweep.sample.quote import Quote, listing_requests, quote
from pii_sweep.sample.rounds import SampleBudget
from pii_sweep.sample.strata import Frame
from pii_sweep.store import Store, connect
from pii_sweep.store.exposure import read_exposure
from pii_sweep.store.filters import skip_reason
from pii_sweep.store.inventory import inventory_batches, read_manifest
from pii_sweep.store.inventory_rows import skip_reasons, starts_with
from pii_sweep.types import BucketFrame, Gap, ObjectRef, Reading, Stratum, Target, Where

Progress = Callable[[str, int, int], None]

LISTED_AT_ONCE = 1000
GRACE_SECONDS = 60.0  # beyond the budget of an object, for loading the models
WORKER_MEMORY = 6 << 30  # address space, of which far less is resident


@dataclass(frozen=True, slots=True)
class Planned:
    """A bucket's frame with its picks, and the fingerprint of its listing."""

    frame: BucketFrame
    listing: bytes


def plan(targets: Sequence[Target], settings: Settings, progress: Progress) -> list[Planned]:
    """List each bucket and read who can read it; fetches no object.

    A bucket that cannot be listed is a frame whose `listing` is the reason code.
    """
    return [_planned(bucket, group, settings, progress) for bucket, group in _by_bucket(targets).items()]


def open_or_plan(folder: Path, targets: Sequence[Target], settings: Settings, progress: Progress) -> Journal:
    """Return the journal of a sweep directory, planning it first where it is new.

    Raises UsageError when the directory was planned for another request.
    """
    if (folder / "sweep.sqlite").exists():
        journal = Journal.open(folder)
        journal.same(settings, targets)
        return journal
    planned = plan(targets, settings, progress)
    return Journal.create(
        folder,
        settings,
        targets,
        [(item.frame, item.listing) for item in planned],
        datetime.now(UTC).isoformat(timespec="seconds"),
    )


def frames_with_picks(journal: Journal) -> list[BucketFrame]:
    """Return the planned buckets with the candidates of their draw."""
    return [replace(frame, strata=journal.strata(frame)) for frame in journal.plan().buckets]


def quoted(frame: BucketFrame, sample: Sample) -> Quote:
    """Return what reading a planned bucket will cost and prove, beside half and double of it."""
    return quote(
        frame.strata,
        sample.size,
        sample.confidence,
        max_bytes=sample.max_bytes,
        max_requests=sample.max_requests,
    )


def run(journal: Journal, settings: Settings, workers: int, progress: Progress) -> None:
    """Read every drawn object that has no reading yet, round by round, and write each reading down."""
    plan_ = journal.plan()
    targets = {target.bucket: target for target in plan_.targets}
    work = partial(read_pick, settings, keys.sweep_key(plan_.seed, plan_.targets), targets)
    engine: Engine[Pick, Reading] = Engine(
        workers, settings.extract.max_seconds + GRACE_SECONDS, WORKER_MEMORY
    )
    while todo := _next_round(journal, settings):
        for done, (pick, outcome) in enumerate(engine.run(work, todo), start=1):
            journal.append(pick, _reading(pick, outcome))
            progress("read", done, len(todo))
    for frame in journal.plan().buckets:
        journal.update(replace(frame, finished=datetime.now(UTC)))


def _next_round(journal: Journal, settings: Settings) -> list[Pick]:
    """Draw every bucket's next round and return what is to be read; empty when all is enough.

    A round is a function of the plan and of the readings so far, so one that was cut short is
    finished first, and what follows is what would have followed without the cut.
    """
    sample = settings.sample
    for frame in journal.plan().buckets:
        strata = journal.strata(frame)
        if sample.size is None and sample.max_bytes is None and sample.max_requests is None:
            journal.draw(frame.bucket, proportional(strata, None))
            continue
        readings = list(journal.readings(frame.bucket))
        seen = [observation(*row) for row in readings]
        budget = SampleBudget(sample.size, sample.max_bytes, _gets(sample.max_requests, strata))
        certain = certainty(frame, readings, settings) if sample.until == "rating" else None
        wanted = sampling.Targets(sample.half_width, sample.confidence, pilot=sample.pilot, certain=certain)
        now = sampling.progress(strata, seen, budget, wanted)
        journal.draw(frame.bucket, now.planned)
        journal.update(replace(frame, pilot=now.pilot, share=now.share))
    return journal.todo()


def _gets(requests: int | None, strata: Sequence[Stratum]) -> int | None:
    """Return how many of the allowed requests are left for reading: the listing has had its share."""
    return None if requests is None else max(0, requests - listing_requests(strata))


def read_pick(settings: Settings, key: bytes, targets: Mapping[str, Target], pick: Pick) -> Reading:
    """Read one pick; the function that travels to the workers."""
    return read_object(settings, key, targets[pick.bucket], pick.ref)


def _reading(pick: Pick, outcome: Reading | Failure) -> Reading:
    if isinstance(outcome, Reading):
        return outcome
    return Reading(pick.ref, "FAILED", outcome.reason, gaps=(Gap(Where(pick.ref), outcome.reason),))


def _by_bucket(targets: Sequence[Target]) -> dict[str, list[Target]]:
    """Group targets by bucket, leaving out a prefix that another target of the bucket covers.

    Raises UsageError for two folders of one name, since a bucket's name is its identity.
    """
    groups: dict[str, list[Target]] = {}
    for target in sorted(set(targets), key=lambda target: (target.bucket, target.root, target.prefix)):
        group = groups.setdefault(target.bucket, [])
        if group and (group[0].kind, group[0].root) != (target.kind, target.root):
            raise UsageError(
                f"{group[0]} and {target} would both be the bucket '{target.bucket}'; sweep them apart"
            )
        if not any(target.prefix.startswith(other.prefix) for other in group):
            group.append(target)
    return groups


def _planned(bucket: str, group: Sequence[Target], settings: Settings, progress: Progress) -> Planned:
    started = datetime.now(UTC)
    store = connect(group[0], settings.targets)
    keep = sys.maxsize if settings.sample.size is None else 2 * settings.sample.size  # the quote's ladder
    frame = Frame(bucket, settings.sample.seed, keep, settings.sample.max_strata)
    listing, complete = Listing(), "complete"
    try:
        if settings.targets.inventory:
            _take_inventory(store, group, settings.targets, frame, listing)
        else:
            for ref in _listed(store, group, progress):
                frame.add(ref, skip_reason(ref, settings.targets))
                listing.add(name(ref), ref.etag)
    except StoreError as error:
        complete = error.reason
    try:
        region = store.region(bucket)
    except StoreError:
        region = ""  # exposure names the denied call
    bucket_frame = BucketFrame(
        bucket=bucket,
        target=", ".join(map(str, group)),
        region=region,
        listing=complete,
        strata=frame.finish(),
        exposure=read_exposure(store, bucket),
        started=started,
        faces_counted=settings.extract.faces and faces.available(),
    )
    return Planned(bucket_frame, listing.packed())


def _listed(store: Store, group: Sequence[Target], progress: Progress) -> Iterator[ObjectRef]:
    refs = chain.from_iterable(store.list(target.bucket, target.prefix) for target in group)
    for count, ref in enumerate(refs, start=1):
        if count % LISTED_AT_ONCE == 0:
            progress("listed", count, 0)
        yield ref


def _take_inventory(
    store: Store, group: Sequence[Target], settings: Targets, frame: Frame, listing: Listing
) -> None:
    """Take a bucket's objects from its S3 Inventory; no LIST request is sent."""
    uri, prefixes = str(settings.inventory), tuple(target.prefix for target in group)
    if read_manifest(store, uri).source != frame.bucket:
        raise UsageError(f"{uri} is the inventory of another bucket than {frame.bucket}")
    for batch in inventory_batches(store, uri, versions=settings.versions):
        part = batch.filter(starts_with(batch, prefixes))
        keys, etags = part["key"].to_pylist(), part["etag"].to_pylist()
        frame.add_many(
            keys,
            part["size"].to_numpy(),
            etags=etags,
            versions=part["version"].to_pylist() if settings.versions else None,
            storage_classes=part["storage_class"].to_pylist(),
            skip_reasons=skip_reasons(part, settings),
        )
        listing.extend(keys, etags)
