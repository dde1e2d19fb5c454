"""The least of HTTP/1.1 that a GET of S3 needs: a kept connection, one answer of known length at a time.

`http.client` parses the fields of an answer as those of a mail, which takes longer than all else here. What
is not a plain answer (no length, an encoding of the transfer, fields without end) raises ValueError.
"""

from __future__ import annotations

import io
import select
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import BinaryIO, cast

from botocore.httpsession import get_cert_path

from pii_sweep.store.http.pace import BUFFER, PacedReader

LONGEST_LINE = 64 << 10  # bytes
MOST_FIELDS = 200
PORTS = {"http": 80, "https": 443}


class Connection:
    """A connection to a server; raises OSError where there is none, within `connect` seconds.

    Reading and writing give up after `answer` seconds without a byte, reading also where an answer comes too
    slowly (`pace`). `bundle` names the authorities of TLS.
    """

    def __init__(self, scheme: str, host: str, timeouts: tuple[float, float], bundle: str) -> None:
        name, _, port = host.rpartition(":") if host.rpartition(":")[2].isdecimal() else (host, "", "")
        address = name.strip("[]"), int(port or PORTS[scheme])
        end = socket.create_connection(address, timeouts[0])
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if scheme == "https":
            end = _context(bundle).wrap_socket(end, server_hostname=address[0])
        end.settimeout(timeouts[1])
        self._socket, self._pace = end, PacedReader(end.makefile("rb", 0))
        self._file = cast(BinaryIO, io.BufferedReader(self._pace, BUFFER))
        self._poll = select.poll()
        self._poll.register(end, select.POLLIN)

    def ask(self, host: str, target: str, headers: Mapping[str, str]) -> Answer:
        """Send a GET and return the head of its answer; raises OSError or ValueError."""
        lines = [f"GET {target} HTTP/1.1", f"Host: {host}", "Accept-Encoding: identity"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if not all(line.isascii() and line.isprintable() for line in lines):
            raise ValueError("a line of a request that would not be one")
        self._pace.restart()
        self._socket.sendall("\r\n".join((*lines, "", "")).encode("ascii"))
        version, status, *_ = self._line().split(b" ", 2)
        fields: dict[str, str] = {}
        while line := self._line():
            name, _, value = line.partition(b":")
            fields[name.decode("latin-1").lower()] = value.strip().decode("latin-1")
            if len(fields) > MOST_FIELDS:
                raise ValueError("an answer without end")
        if version != b"HTTP/1.1" or "transfer-encoding" in fields:
            raise ValueError("no plain answer")
        return Answer(int(status), fields, self._file, int(fields["content-length"]))

    def _line(self) -> bytes:
        line = self._file.readline(LONGEST_LINE)
        if not line.endswith(b"\n"):
            raise ConnectionResetError
        return line.rstrip(b"\r\n")

    @property
    def dropped(self) -> bool:
        """Return whether the other side has closed it, or sent what nobody asked for."""
        return bool(self._poll.poll(0))

    def close(self) -> None:
        """Close it."""
        self._file.close()
        self._socket.close()


@dataclass(slots=True)
class Answer:
    """An answer whose body is `left` bytes long from here; `fields` have names in lower case."""

    status: int
    fields: Mapping[str, str]
    _file: BinaryIO = field(repr=False)
    left: int

    @property
    def kept(self) -> bool:
        """Return whether the connection may be used again: the body was read, and nobody said otherwise."""
        return not self.left and self.fields.get("connection", "").lower() != "close"

    def read(self, count: int | None = None) -> bytes:
        """Return up to `count` bytes, none at the end; raises OSError where it breaks off."""
        wanted = self.left if count is None else min(count, self.left)
        data = self._file.read(wanted) if wanted else b""
        if len(data) < wanted:
            raise ConnectionResetError
        self.left -= len(data)
        return data


@cache
def _context(bundle: str) -> ssl.SSLContext:
    """Return what servers are checked with: the bundle of the configuration, or botocore's own."""
    return ssl.create_default_context(cafile=bundle or get_cert_path(True))
