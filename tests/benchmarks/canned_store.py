"""What a GET and a listed page cost this side: a server that answers both from memory, and their price.

`python -m tests.benchmarks.canned_store` prints milliseconds of processor for a GET of 20 kB and a page of
1,000 keys. The server is a process of its own, so that its work is not counted.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection

import pytest

from pii_sweep.cli import GARBAGE
from pii_sweep.config import Targets
from pii_sweep.store.s3 import S3Store
from pii_sweep.types import ObjectRef

BODY = b"x" * 20_000
ETAG = hashlib.md5(BODY).hexdigest()
PAGES = 20
ENTRY = (
    "<Contents><Key>orders/2026/11/{:07}.txt</Key><LastModified>2026-11-27T10:00:00.000Z</LastModified>"
    "<ETag>&quot;{}&quot;</ETag><Size>20000</Size><StorageClass>STANDARD</StorageClass></Contents>"
)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
    "<Name>b</Name><Prefix></Prefix><MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType><KeyCount>1000</KeyCount>"
)
PAGE = "".join(ENTRY.format(number, ETAG) for number in range(1000))


class Canned(BaseHTTPRequestHandler):
    """Answers every listing with a page, every other request with an object."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        listing = "list-type=2" in self.path
        number = int(self.path.partition("continuation-token=")[2].partition("&")[0] or 0) + 1
        more = f"<IsTruncated>true</IsTruncated><NextContinuationToken>{number}</NextContinuationToken>"
        end = more if number < PAGES else "<IsTruncated>false</IsTruncated>"
        body = f"{HEAD}{end}{PAGE}</ListBucketResult>".encode() if listing else BODY
        self.send_response(200)
        for name, value in (
            ("x-amz-id-2", "2" * 76), ("x-amz-request-id", "1" * 16), ("ETag", f'"{ETAG}"'),
            ("Last-Modified", "Fri, 27 Nov 2026 10:00:00 GMT"), ("Accept-Ranges", "bytes"),
            ("x-amz-server-side-encryption", "AES256"), ("Content-Length", str(len(body))),
        ):  # fmt: skip
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _serve(told: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Canned)
    told.send(server.server_address[1])
    server.serve_forever()


@contextmanager
def served() -> Iterator[str]:
    """Serve canned answers from another process; give the URL."""
    received, told = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(told,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{received.recv()}"
    finally:
        process.kill()


def price(work: Callable[[], object], times: int) -> float:
    """Return the milliseconds of this process's processor that a piece of work takes."""
    began = time.process_time()
    for _ in range(times):
        work()
    return 1000 * (time.process_time() - began) / times


def measure(gets: int = 400) -> tuple[float, float]:
    """Return the milliseconds of a GET of 20 kB and of a page of 1,000 keys, both taken in whole."""
    gc.set_threshold(GARBAGE, 20, 100)  # as the command line does
    with pytest.MonkeyPatch.context() as patch, served() as url:
        patch.setenv("AWS_ACCESS_KEY_ID", "a")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "b")
        store = S3Store(Targets(endpoint_url=url))
        ref = ObjectRef("b", "orders/2026/11/0000001.txt", etag=ETAG, size=len(BODY))

        def read() -> None:
            with store.open(ref) as body:
                assert len(body.read()) == len(BODY)

        def listed() -> None:
            assert sum(1 for _ in store.list("b")) == PAGES * 1000

        for _ in range(20):
            read()
        return price(read, gets), price(listed, 2) / PAGES


def main() -> None:
    """Print both."""
    get, page = measure()
    print(f"GET of 20 kB: {get:.2f} ms; page of 1,000 keys: {page:.1f} ms of processor")


if __name__ == "__main__":
    main()
