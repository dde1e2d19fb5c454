"""What every place that bytes come from can do, and the count of what was asked of it."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from pii_sweep.errors import BudgetSpent
from pii_sweep.types import ObjectRef


@dataclass(slots=True)
class Traffic:
    """Requests sent (retries too) and body bytes received since the store was opened.

    `max_requests` and `max_bytes` are hard limits of these counts, None without one. `open_bytes`
    were asked for and may still come: they are held against the limit before the request is sent.
    """

    requests: int = 0
    bytes_read: int = 0
    max_requests: int | None = None
    max_bytes: int | None = None
    open_bytes: int = 0

    def send(self) -> None:
        """Count a request that is about to be sent; raises BudgetSpent where none may be."""
        if self.max_requests is not None and self.requests >= self.max_requests:
            raise BudgetSpent("no more requests may be sent; give a higher --max-requests")
        self.requests += 1

    def claim(self, count: int) -> None:
        """Hold `count` bytes that are about to be asked for; raises BudgetSpent where they are too many."""
        if self.max_bytes is not None and self.bytes_read + self.open_bytes + count > self.max_bytes:
            raise BudgetSpent("no more bytes may be read; give a higher --max-bytes")
        self.open_bytes += count

    def receive(self, count: int, claimed: int) -> None:
        """Count received bytes, `claimed` of which were held."""
        self.bytes_read += count
        self.open_bytes -= claimed

    def limit(self, requests: int | None, size: int | None) -> None:
        """Set how many more requests may be sent and bytes received from now on; None lifts a limit."""
        self.max_requests = None if requests is None else self.requests + requests
        self.max_bytes = None if size is None else self.bytes_read + size


@dataclass(frozen=True, slots=True)
class ObjectHeaders:
    """What comes with an object's body: its user metadata by name, and how many tags it has."""

    metadata: Mapping[str, str] = field(default_factory=dict, repr=False)
    tags: int = 0


NO_HEADERS = ObjectHeaders()


class Store(Protocol):
    """A place with buckets; nothing is ever written to it.

    `headers` are those of the body that came last.
    """

    traffic: Traffic
    headers: ObjectHeaders

    @property
    def endpoint(self) -> str:
        """Return what is asked: a URL, or a folder's path."""
        ...

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

    def read_tags(self, ref: ObjectRef) -> Mapping[str, str]:
        """Return an object's tags by name; raises StoreError."""
        ...

    def buckets(self) -> builtins.list[str]:
        """Return the names of the buckets that the caller owns."""
        ...

    def region(self, bucket: str) -> str:
        """Return the bucket's region, or an empty string where there is no such thing."""
        ...
