"""From targets to frames: list each bucket, read who can read it, and say what a sweep will cost."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from operator import itemgetter
from pathlib import Path

from pii_sweep.config import Sample, Settings, Targets
from pii_sweep.engine.local import interleave
from pii_sweep.errors import StoreError, Unreachable, UsageError
from pii_sweep.extract.image import faces
from pii_sweep.journal import NAME, Draft, Journal, open_draft
from pii_sweep.plan.budgets import costs_of, journal_bills, most_requests, quote_bucket
from pii_sweep.plan.missing_target import NO_SUCH_PREFIX, refuse_missing
from pii_sweep.sample.cost.costs import Bill, BillSums
from pii_sweep.sample.frame.listing_fingerprint import Listing
from pii_sweep.sample.frame.sorted_runs import Shelf
from pii_sweep.sample.frame.strata import Frame
from pii_sweep.sample.frame.take_all import MOST
from pii_sweep.sample.frame.ticket import add_version, name
from pii_sweep.sample.rounds import bills_of
from pii_sweep.store import FolderStore, Store, connect
from pii_sweep.store.access.exposure import read_exposure
from pii_sweep.store.access.older_versions import find_older_versions
from pii_sweep.store.access.tags import count_bucket_tags, look_at_tags
from pii_sweep.store.access.unfinished_uploads import count_unfinished_uploads
from pii_sweep.store.accounts import account_name
from pii_sweep.store.filters import skip_reason
from pii_sweep.store.listing.shards import list_in_ranges
from pii_sweep.types import BucketFrame, ObjectRef, Target

# The stage, how many, of how many (0: unknown), and of reading its `Standing`.
Progress = Callable[..., None]

LISTED_AT_ONCE = 1000
SILENT = 2  # buckets in a row that a store did not answer for: it is not asked for more of them
SERIAL = 10_000  # objects listed one page after the other before a bucket counts as large
THREADS = 16  # that list one bucket
LOOKED_AT = 5  # objects whose own rights and tags are looked at
RESERVED = 10_000  # objects a bucket up to which a draw finds its picks in reservoirs


@dataclass(frozen=True, slots=True)
class Planned:
    """A bucket's frame, what its picks cost, its listing's fingerprint, and which stratum an object is in."""

    frame: BucketFrame
    bills: tuple[Bill, ...]
    listing: bytes
    strata_of: Callable[[Sequence[ObjectRef]], list[str]] = lambda refs: []


def plan(
    targets: Sequence[Target], settings: Settings, progress: Progress, draft: Draft | None = None
) -> list[Planned]:
    """List each bucket and read who can read it, into a draft where the plan is kept; fetches no object.

    Where a draw takes more than `RESERVED` objects, the frames' strata come without picks: these are
    in the draft, and of a plan that is not kept only their costs are. A bucket that cannot be listed
    is a frame whose `listing` is the reason code. Raises UsageError for two folders of one name, for
    credentials that are not accepted, and where none of the targets holds anything to read.
    """
    stores, silent = dict[tuple[str, str, str], Store](), Counter[Store]()
    plans, listed = [], []
    for group in by_bucket(targets).values():
        place = group[0].place
        if place not in stores:
            stores[place] = connect_target(group[0], settings.targets, draft.folder if draft else None)
        store = stores[place]
        if group[0].fault:
            item = _plan_unlisted(group, group[0].fault, settings.targets)
        elif silent[store] < SILENT:
            with shelf_of(group[0].bucket, settings.sample, draft) as shelf:
                item = plan_bucket(store, group, settings, progress, (draft, shelf))
        else:
            item = _plan_unlisted(group, Unreachable.reason, settings.targets)
        silent[store] = silent[store] + 1 if item.frame.listing == Unreachable.reason else 0
        if draft is not None:
            draft.add(item.frame, item.listing)
        plans.append(Planned(item.frame, item.bills, item.listing))
        listed.append((item.frame, group, store.endpoint))
    refuse_missing(listed, settings.targets)
    return plans


def connect_target(target: Target, settings: Targets, without: Path | None) -> Store:
    """Return a target's store; a folder's leaves out the sweep directory `without`."""
    store = connect(target, settings)
    if without is not None and isinstance(store, FolderStore):
        store.without = without.resolve()
    return store


def _plan_unlisted(group: Sequence[Target], reason: str, settings: Targets) -> Planned:
    """Return the plan of a bucket that was not asked for: its store does not answer, its account refused."""
    bucket, target = group[0].bucket, ", ".join(map(str, group))
    number = group[0].account
    frame = BucketFrame(
        bucket, target, listing=reason, started=datetime.now(UTC),
        account=number, account_name=account_name(settings.accounts, number),
        prefixes=tuple(target.prefix for target in group if target.prefix),
    )  # fmt: skip
    return Planned(frame, (), Listing().packed())


def open_or_plan(
    folder: Path, targets: Sequence[Target], settings: Settings, progress: Progress, previous: str = ""
) -> Journal:
    """Return the journal of a sweep directory, planning it first where it is new.

    `previous` is the hash of the manifest of the sweep before a new one. Raises UsageError when the
    directory was planned for another request.
    """
    if not (folder / NAME).exists():
        _keep(folder, targets, settings, progress, previous)
    with Journal.look(folder) as journal:  # a refused request writes nothing, not even that it was opened
        journal.check_same(settings, targets)
    return Journal.open(folder)


def kept_plan(
    folder: Path, targets: Sequence[Target], settings: Settings, progress: Progress, previous: str = ""
) -> list[tuple[BucketFrame, tuple[Bill, ...]]]:
    """Return the buckets of a sweep directory with what their picks cost, as `open_or_plan` has them."""
    if not (folder / NAME).exists():
        return [(item.frame, item.bills) for item in _keep(folder, targets, settings, progress, previous)]
    with Journal.look(folder) as journal:
        journal.check_same(settings, targets)
        return [(frame, journal_bills(journal, frame)) for frame in journal.plan().buckets]


def _keep(
    folder: Path, targets: Sequence[Target], settings: Settings, progress: Progress, previous: str
) -> list[Planned]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with open_draft(folder, settings, targets, now, previous) as draft:
        return plan(targets, settings, progress, draft)


def by_bucket(targets: Sequence[Target]) -> dict[str, list[Target]]:
    """Group targets by bucket, leaving out a prefix that another target of the bucket covers.

    Raises UsageError for two folders of one name, since a bucket's name is its identity.
    """
    groups: dict[str, list[Target]] = {}
    for target in sorted(set(targets), key=lambda target: (target.bucket, target.root, target.prefix)):
        group = groups.setdefault(target.bucket, [])
        if group and group[0].place != target.place:
            raise UsageError(
                f"{group[0]} and {target} would both be the bucket '{target.bucket}'; sweep them apart"
            )
        if not any(target.prefix.startswith(other.prefix) for other in group):
            group.append(target)
    return groups


@contextmanager
def shelf_of(bucket: str, sample: Sample, draft: Draft | None) -> Iterator[Shelf | None]:
    """Give the shelf of a draw that is too large for reservoirs: in the draft, else packed in memory."""
    if sample.size is not None and sample.size <= RESERVED:
        yield None
    elif draft is None:
        yield Shelf(bucket, [])
    else:
        with draft.blocks() as blocks:
            yield Shelf(bucket, blocks)


def plan_bucket(
    store: Store,
    group: Sequence[Target],
    settings: Settings,
    progress: Progress,
    kept: tuple[Draft | None, Shelf | None],
) -> Planned:
    """List one bucket and read who can read it; its picks go into the draft where a shelf holds them."""
    bucket, started, sample = group[0].bucket, datetime.now(UTC), settings.sample
    keep = sys.maxsize if sample.size is None else 2 * sample.size  # the quote's ladder
    frame = Frame(bucket, sample.seed, keep, sample.max_strata, kept[1], take_all=MOST)
    listing = None if kept[0] is None else Listing()
    before = store.traffic.requests
    store.traffic.limit(most_requests(sample), None)
    progress(f"listing {bucket}", 0, 0)
    try:
        matched = _list(store, group, settings.targets, (frame, listing), progress)
        complete = "complete" if matched else NO_SUCH_PREFIX
    except StoreError as error:
        complete = error.reason
    listed = store.traffic.requests - before
    bucket_frame = BucketFrame(
        bucket=bucket,
        target=", ".join(map(str, group)),
        listing=complete,
        strata=frame.finish(),
        started=started,
        faces_counted=settings.extract.faces and faces.is_available(),
        lists=0 if settings.targets.inventory or group[0].kind == "folder" else listed,
        account=group[0].account,
        account_name=account_name(settings.targets.accounts, group[0].account),
        prefixes=tuple(target.prefix for target in group if target.prefix),
        inventory=frame.inventory,
    )
    progress(f"asking who can read {bucket}", sum(part.objects for part in bucket_frame.strata), 0)
    bills, first = _sum_picks(bucket_frame, frame, kept[0])
    explored = _explore(store, bucket_frame, before, (sample, first))
    bills = tuple(costs_of(explored).add_tags(bill) for bill in bills)
    said = quote_bucket(explored, bills, settings)
    explored = replace(explored, expected_requests=said.requests, expected_bytes=said.bytes)
    return Planned(explored, bills, b"" if listing is None else listing.packed(), frame.strata_of)


def _list(
    store: Store,
    group: Sequence[Target],
    targets: Targets,
    taken: tuple[Frame, Listing | None],
    progress: Progress,
) -> bool:
    """Take a bucket's objects into its frame and, where one is kept, the fingerprint of its listing.

    Says whether each prefix that was asked for holds an object.
    """
    frame, listing = taken
    if targets.inventory:
        _take_inventory(store, group, targets, taken, progress)
        return frame.objects > 0 or not any(target.prefix for target in group)
    count, matched = 0, True
    for target in group:
        before = count
        for ref in _list_objects(store, target):
            count += 1
            frame.add(ref, skip_reason(ref, targets))
            if listing is not None:
                listing.add(name(ref), ref.etag)
            if count % LISTED_AT_ONCE == 0:
                progress(f"listing {target.bucket}", count, 0)
        progress(f"listing {target.bucket}", count, 0)
        matched = matched and (count > before or not target.prefix)
    return matched


def _sum_picks(
    bucket: BucketFrame, frame: Frame, draft: Draft | None
) -> tuple[tuple[Bill, ...], list[ObjectRef]]:
    """Return what the picks cost, and some of the first of them; those of a shelf go into the draft."""
    costs, first = costs_of(bucket), list[tuple[int, ObjectRef]]()
    if not frame.shelved:
        first = [(rank, ref) for part in bucket.strata for rank, ref in enumerate(part.picks[:LOOKED_AT])]
        return tuple(bills_of(bucket.strata, costs)), _choose_few(first)
    parts = {stratum.name: BillSums(costs, stratum.media) for stratum in bucket.strata}

    def noted() -> Iterator[tuple[str, int, ObjectRef]]:
        for stratum, ref in frame.drawn():
            rank = parts[stratum].add(ref)
            if rank < LOOKED_AT:
                first.append((rank, ref))
            yield stratum, rank, ref

    if draft is None:
        deque(noted(), maxlen=0)
    else:
        draft.keep(bucket.bucket, noted())
    return tuple(part.bill() for part in parts.values()), _choose_few(first)


def _choose_few(first: list[tuple[int, ObjectRef]]) -> list[ObjectRef]:
    """Return a few objects, of as many strata as there are."""
    return [ref for _, ref in sorted(first, key=itemgetter(0))[:LOOKED_AT]]


def _explore(
    store: Store, frame: BucketFrame, before: int, drawn: tuple[Sample, Sequence[ObjectRef]]
) -> BucketFrame:
    """Return a frame with its region, its exposure, and what lies in the bucket that no listing shows.

    Takes half of the requests that are left at most.
    """
    traffic, (sample, refs) = store.traffic, drawn
    most = most_requests(sample)
    if most is not None:
        traffic.limit(max(0, most - (traffic.requests - before)) // 2, None)
    try:
        region = store.region(frame.bucket)
    except StoreError:
        region = ""  # exposure names the denied call
    exposure = read_exposure(store, frame.bucket, refs)
    if frame.listing == "complete":
        frame = replace(
            frame,
            older_versions=find_older_versions(store, frame.bucket, exposure.versioning, frame.prefixes),
            bucket_tags=count_bucket_tags(store, frame.bucket),
            uploads=count_unfinished_uploads(store, frame.bucket, frame.prefixes),
            tags=look_at_tags(store, frame.bucket, refs),  # last: what a limit cuts off is named by these
        )
        frame = _without_unasked(
            frame, spent=traffic.max_requests is not None and traffic.requests >= traffic.max_requests
        )
    traffic.limit(None, None)
    requests = traffic.requests - before - frame.lists
    return replace(frame, region=region, exposure=exposure, requests=requests)


def _without_unasked(frame: BucketFrame, *, spent: bool) -> BucketFrame:
    """Return a frame that takes no limit of requests that was reached for an answer of the store."""
    if not spent or frame.tags.state != "failed":
        return frame
    return replace(
        frame,
        tags=replace(frame.tags, state="unasked"),
        bucket_tags=frame.bucket_tags or 0,
        uploads=frame.uploads or 0,
    )


def _list_objects(store: Store, target: Target) -> Iterator[ObjectRef]:
    first, ranges = list_in_ranges(store, target.bucket, target.prefix, SERIAL)
    return chain(first, chain.from_iterable(interleave(ranges, THREADS)))


def _take_inventory(
    store: Store,
    group: Sequence[Target],
    settings: Targets,
    taken: tuple[Frame, Listing | None],
    progress: Progress,
) -> None:
    """Take a bucket's objects from its S3 Inventory; no LIST request is sent."""
    from pii_sweep.store.inventory import inventory_batches, read_manifest
    from pii_sweep.store.inventory_rows import classes, moments, skip_reasons, starts_with

    frame, listing = taken
    uri, prefixes = str(settings.inventory), tuple(target.prefix for target in group)
    manifest = read_manifest(store, uri)
    frame.inventory = manifest.created
    if manifest.source != frame.bucket:
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
            listing.extend(keys if versions is None else map(add_version, keys, versions), etags)
        progress(f"listing {frame.bucket}", frame.objects, 0)
