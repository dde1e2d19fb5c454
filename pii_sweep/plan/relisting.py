"""A bucket whose listing broke off is listed again when its sweep is resumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from pii_sweep.config import Settings
from pii_sweep.errors import BudgetSpent, Unreachable
from pii_sweep.journal import OUTSIDE_DRAW, Journal
from pii_sweep.plan.frames import SILENT, Planned, Progress, by_bucket, connect_target, plan_bucket, shelf_of
from pii_sweep.sample.frame.listing_fingerprint import find_unchanged
from pii_sweep.sample.frame.ticket import name
from pii_sweep.types import BucketFrame, ObjectRef, Target


class _StillBroken(Exception):
    """A listing broke off again: the one that is there stays."""


def relist(journal: Journal, targets: Sequence[Target], settings: Settings, progress: Progress) -> None:
    """List again what broke off, and plan its draw anew; readings stay with their objects.

    A listing that breaks off again takes the place of one that holds nothing only. A store that does not
    answer is asked for few buckets. Raises as `frames.plan` does.
    """
    groups, silent = by_bucket(targets), 0
    for frame in journal.plan().buckets:
        if frame.listing in ("complete", BudgetSpent.reason) or silent >= SILENT:
            continue
        group = groups[frame.bucket]
        if group[0].fault:  # the buckets of an account; more targets would be another plan, with another key
            continue
        store = connect_target(group[0], settings.targets, journal.folder)
        with suppress(_StillBroken), journal.relisting(frame.bucket) as draft:
            with shelf_of(frame.bucket, settings.sample, draft) as shelf:
                item = plan_bucket(store, group, settings, progress, (draft, shelf))
            silent = silent + 1 if item.frame.listing == Unreachable.reason else 0
            if item.frame.listing != "complete" and _count_listed(frame):
                raise _StillBroken
            draft.add(_with_requests(item.frame, frame), item.listing)
            draft.keep(frame.bucket, _left_out(item, draft.left_out(frame.bucket)))


def _count_listed(frame: BucketFrame) -> int:
    return sum(part.objects for part in frame.strata)


def _with_requests(frame: BucketFrame, before: BucketFrame) -> BucketFrame:
    """Return a frame with the requests of the earlier listing, which count against the budget too."""
    return replace(frame, lists=frame.lists + before.lists, requests=frame.requests + before.requests)


def _left_out(item: Planned, refs: Sequence[ObjectRef]) -> Iterator[tuple[str, int, ObjectRef]]:
    """Yield the picks of objects that were read before, are listed as they were, and are not drawn again."""
    same = find_unchanged(item.listing, [(name(ref), ref.etag) for ref in refs])
    kept = [ref for ref, is_same in zip(refs, same, strict=True) if is_same]
    for number, (stratum, ref) in enumerate(zip(item.strata_of(kept), kept, strict=True)):
        yield stratum, OUTSIDE_DRAW + number, ref
