"""A store at the other end of a socket: what a reader that may open no socket itself reads from.

The fetcher (`engine.fetcher`) holds the network and the credentials. A request is one line of JSON, an
answer a header (`ANSWER`: outcome, requests and bytes that it took, length) and so many bytes. Neither
side unpickles anything, since the reader may have been taken over by a document.
"""

from __future__ import annotations

import builtins
import io
import json
import os
import socket
import struct
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any, BinaryIO, cast

from pii_sweep import errors
from pii_sweep.errors import StoreError, SweepError, Unreachable
from pii_sweep.store.folder import BUFFER, CountedFile
from pii_sweep.store.object_headers import from_plain
from pii_sweep.store.protocol import NO_HEADERS, Traffic
from pii_sweep.store.stream import CHUNK, RangeStream
from pii_sweep.types import ObjectRef, Target

ANSWER = struct.Struct("<BQQI")
DONE, FAILED = 0, 1
LOST = 75  # exit status of a reader without a fetcher: the engine reads its object again


class Channel:
    """The reader's end of a socket to the fetcher."""

    def __init__(self, end: socket.socket) -> None:
        self._socket, self._file = end, end.fileno()
        self.traffic = RemoteTraffic()

    def ask(self, **request: Any) -> bytes:
        """Return the answer to a request; raises the StoreError or UsageError that it holds.

        Ends the process where the fetcher is gone.
        """
        try:
            data = memoryview(json.dumps(request).encode() + b"\n")
            while data:  # `write`, not `send`: a sealed process may not call that
                data = data[os.write(self._file, data) :]
            outcome, requests, size, length = ANSWER.unpack(self._read_exactly(ANSWER.size))
            body = self._read_exactly(length)
        except OSError:
            os._exit(LOST)
        self.traffic.requests += requests
        self.traffic.bytes_read += size
        if outcome == FAILED:
            raise _error(json.loads(body))
        return bytes(body)

    def receive_file(self) -> int:
        """Return the descriptor of an opened file that the fetcher sends."""
        _, files, _, _ = socket.recv_fds(self._socket, 1, 1)
        return files[0]

    def _read_exactly(self, count: int) -> bytearray:
        data = bytearray(count)
        view, at = memoryview(data), 0
        while at < count:
            got = self._socket.recv_into(view[at:])
            if not got:
                raise ConnectionResetError
            at += got
        return data


class RemoteTraffic(Traffic):
    """What the fetcher has taken for this reader, and the limits that it holds.

    `limits` are those that the fetcher does not know yet: the next object that is opened brings them.
    """

    __slots__ = ("limits",)

    def __init__(self) -> None:
        super().__init__()
        self.limits: tuple[int | None, int | None] | None = (None, None)

    def limit(self, requests: int | None, size: int | None) -> None:
        """Set how many more requests the fetcher may send and bytes receive for this reader."""
        super().limit(requests, size)
        self.limits = (requests, size)


class RemoteStore:
    """One target's store behind the fetcher: listed objects are opened, their tags read, no more is asked."""

    def __init__(self, channel: Channel, target: Target) -> None:
        self._channel, self._target = channel, asdict(target)
        self.traffic: Traffic = channel.traffic
        self.headers = NO_HEADERS
        self.endpoint = ""

    def open(self, ref: ObjectRef) -> BinaryIO:
        """Open a listed object as a seekable stream; raises StoreError, at the latest when read."""
        limits, self._channel.traffic.limits = self._channel.traffic.limits, None
        head, _, piece = self._channel.ask(
            do="open", limits=limits, target=self._target, ref=encode_ref(ref)
        ).partition(b"\n")
        answer = json.loads(head)
        if answer["file"]:
            file = CountedFile(self._channel.receive_file(), self.traffic)
            return cast(BinaryIO, io.BufferedReader(file, BUFFER))
        self.headers = from_plain(answer["headers"])
        begun = [RemoteBody(self._channel, answer["body"], answer["md5"], piece)] if piece else []
        fetch = partial(self._fetch, answer["number"], begun)
        stream = RangeStream(
            fetch, answer["size"], answer["kept"], ranged=answer["ranged"], first=answer["first"]
        )
        return cast(BinaryIO, io.BufferedReader(stream, CHUNK))

    def _fetch(
        self, number: int, begun: builtins.list[RemoteBody], start: int, end: int | None
    ) -> RemoteBody:
        if begun and start == 0:
            return begun.pop()
        answer = json.loads(self._channel.ask(do="fetch", number=number, start=start, end=end))
        self.headers = from_plain(answer["headers"])
        return RemoteBody(self._channel, answer["body"], answer["md5"])

    def read_tags(self, ref: ObjectRef) -> Mapping[str, str]:
        """Return a listed object's tags by name; raises StoreError."""
        answer = json.loads(self._channel.ask(do="tags", target=self._target, ref=encode_ref(ref)))
        return {str(name): str(value) for name, value in answer.items()}

    def list(self, bucket: str, prefix: str = "", after: str | None = None) -> Iterator[ObjectRef]:
        """Raise StoreError: a reader lists nothing."""
        raise StoreError("a reader lists nothing")

    def stat(self, bucket: str, key: str, version: str | None = None) -> ObjectRef:
        """Raise StoreError: a reader opens what was listed."""
        raise StoreError("a reader opens what was listed")

    def buckets(self) -> builtins.list[str]:
        """Raise StoreError: a reader lists nothing."""
        raise StoreError("a reader lists nothing")

    def region(self, bucket: str) -> str:
        """Return an empty string."""
        return ""


class RemoteBody:
    """A body that the fetcher has begun to receive: a first piece of it, where that came, and the rest.

    Without a number nothing follows the piece.
    """

    def __init__(self, channel: Channel, number: int | None, md5: str | None, piece: bytes = b"") -> None:
        self._channel, self._number, self.md5, self._piece = channel, number, md5, piece

    def read(self, amt: int | None = None) -> bytes:
        """Return up to `amt` bytes, none at the end; raises Unreachable where the connection breaks."""
        if self._piece:
            part, self._piece = self._piece[:amt], b"" if amt is None else self._piece[amt:]
            return part
        if self._number is None:
            return b""
        return self._channel.ask(do="read", body=self._number, count=CHUNK if amt is None else amt)

    def close(self) -> None:
        """Let the fetcher close the body."""
        if self._number is not None:
            self._channel.ask(do="close", body=self._number)
        self._number, self._piece = None, b""


def encode_ref(ref: ObjectRef) -> dict[str, Any]:
    """Return the fields of an object reference that are needed to open it, JSON-ready."""
    return {
        "bucket": ref.bucket, "key": ref.key, "version": ref.version, "etag": ref.etag, "size": ref.size,
        "storage_class": ref.storage_class,
    }  # fmt: skip


def encode_error(error: SweepError) -> bytes:
    """Return an error for the other side, as `Channel.ask` raises it."""
    reason = getattr(error, "reason", None)
    return json.dumps({"kind": type(error).__name__, "text": str(error), "reason": reason}).encode()


def _error(sent: dict[str, Any]) -> SweepError:
    kind = getattr(errors, str(sent["kind"]), StoreError)
    if not (isinstance(kind, type) and issubclass(kind, SweepError)):
        return Unreachable(str(sent["text"]))
    if issubclass(kind, errors.Unreadable):
        return kind(str(sent["text"]), reason=sent["reason"])
    return kind(str(sent["text"]))
