"""Targets that are not there: refused where nothing else was asked for, gaps among others."""

from __future__ import annotations

from collections.abc import Sequence

from pii_sweep.errors import NoSuchBucket, Unreachable, UsageError
from pii_sweep.types import BucketFrame, Target

NO_SUCH_PREFIX = "NO_SUCH_PREFIX"  # a reason for a listing that is whole and holds nothing that was asked for


def refuse_missing(listed: Sequence[tuple[BucketFrame, Sequence[Target], str]]) -> None:
    """Raise UsageError where not one of the targets is there; `listed` has (frame, targets, endpoint)."""
    faults = [_fault(*item) for item in listed]
    if faults and all(faults):
        raise UsageError("; ".join(dict.fromkeys(fault for fault in faults if fault)))


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
