"""Targets that hold nothing to read: refused where nothing else was asked for, gaps among others."""

from __future__ import annotations

from collections.abc import Sequence

from pii_sweep.config import Targets
from pii_sweep.errors import NoSuchBucket, Unreachable, UsageError
from pii_sweep.types import BucketFrame, Target

NO_SUCH_PREFIX = "NO_SUCH_PREFIX"  # a reason for a listing that is whole and holds nothing that was asked for

FILTERS = ("include", "exclude", "min_size", "max_size", "storage_classes", "modified_before")
MOST_NAMED = 5  # faults in one line


def refuse_missing(listed: Sequence[tuple[BucketFrame, Sequence[Target], str]], filters: Targets) -> None:
    """Raise UsageError where not one of the targets is there, or the filters leave out all that they hold.

    `listed` has (frame, targets, endpoint). Since a time there may be nothing new.
    """
    faults = [
        _fault(*item) or (None if filters.modified_after else _filter_fault(item[0], filters))
        for item in listed
    ]
    if faults and all(faults):
        named = list(dict.fromkeys(fault for fault in faults if fault))
        more = [f"and {len(named) - MOST_NAMED:,} more"] if len(named) > MOST_NAMED else []
        raise UsageError("; ".join(named[:MOST_NAMED] + more))


def _fault(frame: BucketFrame, targets: Sequence[Target], endpoint: str) -> str | None:
    """Return what is wrong with a bucket's targets, None where some object was listed or it may exist."""
    if any(part.objects for part in frame.strata):
        return None
    if frame.listing == NoSuchBucket.reason:
        return f"there is no bucket {frame.bucket} at {endpoint}; check its name, --endpoint-url and --region"
    if frame.listing == Unreachable.reason:
        return f"{endpoint} does not answer as S3 does; check --endpoint-url and the network"
    if frame.listing == NO_SUCH_PREFIX:
        return f"nothing lies under {' or '.join(map(str, targets))}; check the prefix"
    return None


def _filter_fault(frame: BucketFrame, filters: Targets) -> str | None:
    """Return that filters leave out every object of a bucket, None where one is left or none is listed."""
    objects = sum(part.objects for part in frame.strata)
    if not objects or objects > sum(part.skipped.get("FILTERED", 0) for part in frame.strata):
        return None
    named = ", ".join(f"targets.{name}" for name in FILTERS if getattr(filters, name))
    return f"the filters leave out every listed object of {frame.bucket}, {objects:,} in all; check {named}"
