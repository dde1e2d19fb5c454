"""The body of a GET: counted, and broken off with our exceptions."""

from __future__ import annotations

from typing import Any

from pii_sweep.store import faults
from pii_sweep.store.protocol import NO_HEADERS, ObjectHeaders, Traffic
from pii_sweep.store.stream import CHUNK


class CountedBody:
    """A body whose bytes are counted and whose exceptions are ours; `claimed` of them are held already.

    `md5` is the digest that the whole object has, where the store's reply says so; `headers` came with it.
    """

    md5: str | None = None
    headers: ObjectHeaders = NO_HEADERS

    def __init__(self, body: Any, traffic: Traffic, bucket: str, claimed: int) -> None:
        self._body, self._traffic, self._bucket = body, traffic, bucket
        self._claimed = claimed

    def read(self, amt: int | None = None) -> bytes:
        with faults.translate_errors(self._bucket, of_object=True):
            data: bytes = self._body.read(amt)
        known = min(len(data), self._claimed)
        self._claimed -= known
        self._traffic.receive(len(data), known)
        return data

    def skip(self, count: int, *, claim: bool) -> None:
        """Read on without keeping; `claim` where the bytes are beyond those that were asked for."""
        if claim:
            self._traffic.claim(count)
            self._claimed += count
        while count > 0:
            data = self.read(min(count, CHUNK))
            if not data:
                return
            count -= len(data)

    def close(self) -> None:
        self._traffic.receive(0, self._claimed)
        self._claimed = 0
        self._body.close()
