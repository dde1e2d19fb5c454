"""From targets to frames: list each bucket, read who can read it, and say what a sweep will cost."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from pii_sweep.config import Sample, Settings, Targets
from pii_sweep.engine import interleaved
from pii_sweep.errors import StoreError, UsageError
from pii_sweep.extract import faces
from pii_sweep.journal import Journal
from pii_sweep.sample import rounds as sampling
from pii_sweep.sample.costs import Costs, Rates
from pii_sweep.sample.draw import name, versioned
from pii_sweep.sample.listing import Listing
from pii_sweep.sample.prices import FREE, Prices
from pii_sweep.sample.quote import Quote, Spent, quote
from pii_sweep.sample.rounds import SampleBudget
from pii_sweep.sample.strata import Frame
from pii_sweep.spending import Purse
from pii_sweep.store import Store, connect
from pii_sweep.store.exposure import read_exposure
from pii_sweep.store.filters import skip_reason
from pii_sweep.store.inventory import inventory_batches, read_manifest
from pii_sweep.store.inventory_rows import classes, moments, skip_reasons, starts_with
from pii_sweep.store.shards import list_in_ranges
from pii_sweep.types import BucketFrame, ObjectRef, Target

Progress = Callable[[str, int, int], None]

LISTED_AT_ONCE = 1000
SERIAL = 10_000  # objects listed one page after the other before a bucket counts as large
THREADS = 16  # that list one bucket
LOOKED_AT = 5  # objects whose own rights are looked at
RETRIES = 50  # one request in so many is kept for second tries


@dataclass(frozen=True, slots=True)
class Planned:
    """A bucket's frame with its picks, and the fingerprint of its listing."""

    frame: BucketFrame
    listing: bytes


def plan(
    targets: Sequence[Target], settings: Settings, progress: Progress, *, prints: bool = True
) -> list[Planned]:
    """List each bucket and read who can read it; fetches no object.

    Without `prints`, which only a plan that is kept needs, the listing leaves no fingerprint.

    A bucket that cannot be listed is a frame whose `listing` is the reason code. Raises
    UsageError for two folders of one name, and for credentials that are not accepted.
    """
    stores: dict[tuple[str, str], Store] = {}
    planned = []
    for group in _by_bucket(targets).values():
        place = (group[0].kind, group[0].root)
        if place not in stores:
            stores[place] = connect(group[0], settings.targets)
        listing = Listing() if prints else None
        planned.append(_planned(stores[place], group, settings, progress, listing))
    return planned


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


def quoted(frame: BucketFrame, sample: Sample, buckets: int = 1) -> Quote:
    """Return what reading one of so many buckets will cost and prove, beside half and double of it."""
    certain = (lambda _: False) if sample.until == "rating" else None
    budget = budget_of(frame, sample)
    if sample.max_minutes is not None:
        budget = replace(budget, minutes=sample.max_minutes / buckets)
    return quote(frame.strata, budget, targets_of(sample, certain), Spent(frame.lists, frame.requests))


def targets_of(sample: Sample, certain: sampling.Certain | None) -> sampling.Targets:
    """Return when the draw of a bucket is enough."""
    return sampling.Targets(
        sample.half_width, sample.confidence, pilot=sample.pilot, certain=certain,
        stop=sample.size is not None and sample.until != "size",
    )  # fmt: skip


def budget_of(frame: BucketFrame, sample: Sample) -> SampleBudget:
    """Return what is left of a bucket's budget for reading, once it is planned."""
    requests, dollars = _left(frame, sample)
    if requests is not None:
        requests = max(0, requests - -(-requests // RETRIES))
    return SampleBudget(sample.size, sample.max_bytes, requests, dollars, None, _costs(frame))


def purse_of(frame: BucketFrame, sample: Sample) -> Purse:
    """Return what a bucket's sweep may still take, to the request, byte and dollar."""
    requests, dollars = _left(frame, sample)
    return Purse(requests, sample.max_bytes, dollars, _costs(frame))


def _left(frame: BucketFrame, sample: Sample) -> tuple[int | None, float | None]:
    requests, dollars = sample.max_requests, sample.max_dollars
    if requests is not None:
        requests = max(0, requests - frame.lists - frame.requests)
    if dollars is not None:
        dollars = max(0.0, dollars - _costs(frame).planning(frame.lists, frame.requests))
    return requests, dollars


def _costs(frame: BucketFrame) -> Costs:
    prices = Prices() if frame.target.startswith("s3://") else FREE
    return Costs(prices, Rates(workers=os.cpu_count() or 1))


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


def _planned(
    store: Store,
    group: Sequence[Target],
    settings: Settings,
    progress: Progress,
    listing: Listing | None,
) -> Planned:
    bucket, started = group[0].bucket, datetime.now(UTC)
    keep = sys.maxsize if settings.sample.size is None else 2 * settings.sample.size  # the quote's ladder
    frame = Frame(bucket, settings.sample.seed, keep, settings.sample.max_strata)
    complete = "complete"
    before = store.traffic.requests
    store.traffic.limit(_most_requests(settings.sample), None)
    try:
        if settings.targets.inventory:
            _take_inventory(store, group, settings.targets, (frame, listing), progress)
        else:
            for ref in _listed(store, group, progress):
                frame.add(ref, skip_reason(ref, settings.targets))
                if listing is not None:
                    listing.add(name(ref), ref.etag)
    except StoreError as error:
        complete = error.reason
    listed = store.traffic.requests - before
    bucket_frame = BucketFrame(
        bucket=bucket,
        target=", ".join(map(str, group)),
        listing=complete,
        strata=frame.finish(),
        started=started,
        faces_counted=settings.extract.faces and faces.available(),
        lists=0 if settings.targets.inventory or group[0].kind == "folder" else listed,
    )
    return Planned(
        _explored(store, bucket_frame, before, settings.sample), b"" if listing is None else listing.packed()
    )


def _explored(store: Store, frame: BucketFrame, before: int, sample: Sample) -> BucketFrame:
    """Return a frame with its region and its exposure, for half of the requests that are left at most."""
    traffic = store.traffic
    most = _most_requests(sample)
    if most is not None:
        traffic.limit(max(0, most - (traffic.requests - before)) // 2, None)
    refs = [ref for stratum in frame.strata for ref in stratum.picks[:1]][:LOOKED_AT]
    try:
        region = store.region(frame.bucket)
    except StoreError:
        region = ""  # exposure names the denied call
    exposure = read_exposure(store, frame.bucket, refs)
    traffic.limit(None, None)
    requests = traffic.requests - before - frame.lists
    frame = replace(frame, region=region, exposure=exposure, requests=requests)
    said = quoted(frame, sample)
    return replace(frame, expected_requests=said.requests, expected_bytes=said.bytes)


def _most_requests(sample: Sample) -> int | None:
    """Return how many requests a bucket may have; so many dollars buy no more than their price in GETs."""
    most = sample.max_requests
    if sample.max_dollars is not None:
        bought = int(sample.max_dollars / (Prices().per_1000_list / 1000))
        most = bought if most is None else min(most, bought)
    return most


def _listed(store: Store, group: Sequence[Target], progress: Progress) -> Iterator[ObjectRef]:
    count = 0
    for target in group:
        first, ranges = list_in_ranges(store, target.bucket, target.prefix, SERIAL)
        pages = interleaved(ranges, THREADS)
        for ref in chain(first, chain.from_iterable(pages)):
            count += 1
            if count % LISTED_AT_ONCE == 0:
                progress("listed", count, 0)
            yield ref


def _take_inventory(
    store: Store,
    group: Sequence[Target],
    settings: Targets,
    taken: tuple[Frame, Listing | None],
    progress: Progress,
) -> None:
    """Take a bucket's objects from its S3 Inventory; no LIST request is sent."""
    frame, listing = taken
    uri, prefixes = str(settings.inventory), tuple(target.prefix for target in group)
    if read_manifest(store, uri).source != frame.bucket:
        raise UsageError(f"{uri} is the inventory of another bucket than {frame.bucket}")
    for batch in inventory_batches(store, uri, versions=settings.versions):
        part = batch.filter(starts_with(batch, prefixes))
        keys, etags = part["key"].to_pylist(), part["etag"].to_pylist()
        versions = part["version"].to_pylist() if settings.versions else None
        reasons = skip_reasons(part, settings)
        frame.add_many(
            keys,
            part["size"].to_numpy(),
            modified=moments(part),
            etags=etags,
            versions=versions,
            storage_classes=classes(part),
            skip_reasons=reasons if any(reasons) else None,
        )
        if listing is not None:
            listing.extend(keys if versions is None else map(versioned, keys, versions), etags)
        progress("listed", frame.objects, 0)
