"""What the fetcher reads for readers: objects of the targets of its sweep, and nothing else.

A reader that a document has taken over can ask the fetcher, which has the network and the credentials. Were
any bucket or folder opened for it, a key could carry data to a bucket of the document's author, and a file of
this machine be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pii_sweep.config import Targets
from pii_sweep.store import Store, connect
from pii_sweep.types import ObjectRef, Target

Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Grant:
    """Which prefixes of which buckets may be read, and the settings to reach them by."""

    settings: Targets
    prefixes: Mapping[tuple[Place, str], tuple[str, ...]]

    def covers(self, target: Target, ref: ObjectRef) -> bool:
        """Return whether an object may be read as one of a target."""
        prefixes = self.prefixes.get((target.place, target.bucket), ())
        return ref.bucket == target.bucket and ref.key.startswith(prefixes)

    def connect(self, target: Target) -> Store:
        """Return the store that holds a target; raises UsageError as `store.connect` does."""
        return connect(target, self.settings)


def grant(targets: Iterable[Target], settings: Targets) -> Grant:
    """Return the grant to read these targets."""
    prefixes = defaultdict[tuple[Place, str], tuple[str, ...]](tuple)
    for target in targets:
        prefixes[target.place, target.bucket] += (target.prefix,)
    return Grant(settings, dict(prefixes))
