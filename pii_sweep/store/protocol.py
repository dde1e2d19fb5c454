"""What every place that bytes come from can do, and the count of what was asked of it."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from pii_sweep.types import ObjectRef


@dataclass(slots=True)
class Traffic:
    """Requests sent (retries too) and body bytes received since the store was opened."""

    requests: int = 0
    bytes_read: int = 0


class Store(Protocol):
    """A place with buckets; nothing is ever written to it."""

    traffic: Traffic

    def list(self, bucket: str, prefix: str = "", after: str | None = None) -> Iterator[ObjectRef]:
        """Yield the objects under a prefix in key order, those behind the key `after` only.

        Raises StoreError; what was yielded before stays true, but is not the whole bucket.
        """
        ...

    def stat(self, bucket: str, key: str, version: str | None = None) -> ObjectRef:
        """Return one object's listing entry; raises StoreError."""
        ...

    def open(self, ref: ObjectRef) -> BinaryIO:
        """Open a listed object as a seekable stream; raises StoreError, at the latest when read."""
        ...

    def buckets(self) -> builtins.list[str]:
        """Return the names of the buckets that the caller owns."""
        ...

    def region(self, bucket: str) -> str:
        """Return the bucket's region, or an empty string where there is no such thing."""
        ...
