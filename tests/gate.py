"""A real S3 server (moto) behind a gate that a test closes: answers are refused, dropped or cut short."""

from __future__ import annotations

import http.client
import itertools
import socket
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import boto3
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

NUMBERS = itertools.count(1)
ERROR = "<?xml version='1.0'?><Error><Code>{}</Code><Message>m</Message></Error>"
ERRORS = {
    "deny": (403, "AccessDenied"), "busy": (503, "SlowDown"), "broken": (500, "InternalError"),
    "expired": (400, "ExpiredToken"),
}  # fmt: skip
# From method and path: "pass", one of ERRORS, "drop" or "reset" the connection, "cut" the body in the middle
# or "stall" there, send it in a "drip", say a "long" length, or "repeat" the answer to the last such request.
Rule = Callable[[str, str], str]
DRIP = 64  # bytes


def passes(method: str, path: str) -> str:
    """Let everything through."""
    return "pass"


@dataclass
class Gate:
    """What a test sets and reads: `rule` decides over each request, `asked` are those that came.

    A page of a listing holds `page` keys.
    """

    url: str = ""
    rule: Rule = passes
    page: int = 1000
    asked: list[str] = field(default_factory=list)
    answered: list[tuple[int, Mapping[str, str], bytes, int]] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    @property
    def client(self):
        """Return a client that goes through the gate."""
        return boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id="a",
            aws_secret_access_key="b",
        )

    def bucket(self, objects: Mapping[str, bytes]) -> str:
        """Make a bucket of its own with these objects."""
        name = f"gated-{next(NUMBERS)}"
        client = self.client
        client.create_bucket(Bucket=name)
        for key, body in objects.items():
            client.put_object(Bucket=name, Key=key, Body=body)
        return name

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables with which the command line gets here."""
        return {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_ENDPOINT_URL": self.url}


def fill_bucket(name: str, objects: Mapping[str, bytes]) -> None:
    """Make a bucket of many objects in moto's own tables: a request for each takes 20 ms of a core."""
    backend = s3_backends["123456789012"]["aws"]  # the account of whoever calls without a role
    backend.create_bucket(name, "us-east-1")
    for key, body in objects.items():
        backend.put_object(name, key, body)


@contextmanager
def gated() -> Iterator[Gate]:
    """Serve moto behind a gate."""
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    inner = "{}:{}".format(*moto.get_host_and_port())
    gate = Gate()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(gate, inner))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    gate.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield gate
    finally:
        gate.ended.set()
        server.shutdown()
        server.server_close()
        moto.stop()


def _handler(gate: Gate, inner: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            self.path = self.path.replace("max-keys=1000", f"max-keys={gate.page}")
            gate.asked.append(self.path)
            verdict = gate.rule(self.command, self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if verdict in {"drop", "reset"}:
                if verdict == "reset":
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()
                self.close_connection = True
                return
            if verdict in ERRORS:
                status, code = ERRORS[verdict]
                data = ERROR.format(code).encode()
                self._send(status, {"Content-Type": "application/xml"}, data, len(data))
                return
            if verdict == "repeat" and gate.answered:
                self._send(*gate.answered[-1])
                return
            inside = http.client.HTTPConnection(inner)
            inside.request(self.command, self.path, body, dict(self.headers.items()))
            reply = inside.getresponse()
            data = reply.read()
            length = int(reply.headers.get("Content-Length") or len(data)) + 7 * (verdict == "long")
            headers = {
                k: v for k, v in reply.headers.items() if k not in ("Content-Length", "Transfer-Encoding")
            }
            if "list-type" in self.path:
                gate.answered.append((reply.status, headers, data, length))
            half = data[: len(data) // 2] if verdict in {"cut", "stall"} else data
            self._send(reply.status, headers, half, length, verdict)
            self.close_connection = verdict in {"cut", "stall", "long"}

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _serve

        def _send(
            self, status: int, headers: Mapping[str, str], body: bytes, length: int, how: str = ""
        ) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            if self.command == "HEAD":
                return
            for start in range(0, len(body), DRIP if how == "drip" else len(body) or 1):
                self.wfile.write(body[start : start + DRIP] if how == "drip" else body)
                self.wfile.flush()
                if how == "drip":
                    time.sleep(0.002)
            if how == "stall":
                gate.ended.wait()

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    return Handler
