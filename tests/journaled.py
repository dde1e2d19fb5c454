"""A journal of a plan that is given, for tests of what comes after planning."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pii_sweep.config import Settings
from pii_sweep.journal import Journal, open_draft
from pii_sweep.types import BucketFrame, Target


def journaled(
    folder: Path,
    settings: Settings,
    targets: Iterable[Target],
    buckets: Iterable[tuple[BucketFrame, bytes]],
    created: str,
) -> Journal:
    """Return the journal of buckets that come with their picks and the fingerprints of their listings."""
    with open_draft(folder, settings, targets, created) as draft:
        for frame, listing in buckets:
            draft.add(frame, listing)
    return Journal.open(folder)
