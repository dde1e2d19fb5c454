"""The body of a GET: counted, and broken off with our exceptions."""

from __future__ import annotations

from typing import Any

from pii_sweep.store import faults
from pii_sweep.store.protocol import Traffic
from pii_sweep.store.stream import CHUNK


class CountedBody:
    """A body whose bytes are counted and whose exceptions are ours."""

    def __init__(self, body: Any, traffic: Traffic, bucket: str) -> None:
        self._body, self._traffic, self._bucket = body, traffic, bucket

    def read(self, amt: int | None = None) -> bytes:
        with faults.translating(self._bucket, of_object=True):
            data: bytes = self._body.read(amt)
        self._traffic.bytes_read += len(data)
        return data

    def skip(self, count: int) -> None:
        while count > 0:
            data = self.read(min(count, CHUNK))
            if not data:
                return
            count -= len(data)

    def close(self) -> None:
        self._body.close()
