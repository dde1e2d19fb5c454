"""The least pace of an answer: a server that sends a byte now and then holds a reader no longer than one
that is silent.

A time limit on each receive (`clients.PATIENT`) never ends an answer that comes in drips. Here the time spent
waiting is added up, without what is spent on the bytes that came: whenever `WINDOW` seconds of it have
passed, at least `LEAST` bytes must have come in them. That is 0.8 KB/s, less than a telephone modem brings,
and sixty such readers fit into a link of half a megabit. The wait for an answer's first byte is left to the
time limit. What is too slow raises TimeoutError, as a receive without an answer does.
"""

from __future__ import annotations

import io
import time
from http.client import HTTPResponse
from typing import Any

from botocore.awsrequest import AWSHTTPConnection, AWSHTTPSConnection

WINDOW = 20.0  # seconds of waiting
LEAST = 16 << 10  # bytes in them
BUFFER = 64 << 10
clock = time.monotonic


class PacedReader(io.RawIOBase):
    """A raw stream over another that raises TimeoutError where an answer comes too slowly."""

    def __init__(self, raw: io.RawIOBase) -> None:
        super().__init__()
        self._raw = raw
        self.restart()

    def restart(self) -> None:
        """Begin another answer."""
        self._begun, self._waited, self._received = False, 0.0, 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def fileno(self) -> int:
        """Return the descriptor of the stream below."""
        return self._raw.fileno()

    def readinto(self, buffer: Any) -> int:
        """Receive once into a buffer and return the count; raises OSError."""
        asked = clock()
        count = self._raw.readinto(buffer) or 0
        if self._begun:
            self._waited += clock() - asked
            self._received += count
        self._begun = True
        if self._waited >= WINDOW:
            if self._received < LEAST and count:
                raise TimeoutError("an answer comes too slowly")
            self._waited, self._received = 0.0, 0
        return count

    def close(self) -> None:
        """Close the stream below."""
        self._raw.close()
        super().close()


class PacedResponse(HTTPResponse):
    """An answer of `http.client` whose head and body keep the pace."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fp = io.BufferedReader(PacedReader(self.fp.detach()), BUFFER)


def pace_botocore() -> None:
    """Make the connections of botocore's clients keep the pace too, by the hook that http.client has."""
    for connection in (AWSHTTPConnection, AWSHTTPSConnection):
        connection.response_class = PacedResponse  # type: ignore[assignment]
