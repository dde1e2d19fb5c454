"""Reading the objects of an S3 endpoint: by range where the server can, and never another object.

"GetObject" with `Range` and `If-Match` as in the Amazon S3 API Reference (2006-03-01).
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from botocore.exceptions import ClientError

from pii_sweep.errors import ObjectChanged, Unreachable
from pii_sweep.sample.frame.media import LOOK, is_unread
from pii_sweep.store import faults
from pii_sweep.store.body import CountedBody
from pii_sweep.store.object_headers import read_headers
from pii_sweep.store.stream import CHUNK, KEPT, RangeStream
from pii_sweep.types import ObjectRef

if TYPE_CHECKING:
    from pii_sweep.store.s3 import S3Store

# Where a server has no range reads, an object up to this size is kept in memory once read.
SPOOL = 256 << 20
MD5 = re.compile(r"[0-9a-f]{32}")
RANGE = re.compile(r"(?:bytes[\s=]*)?([0-9]{1,20})\s*-\s*([0-9]{1,20})\s*/\s*([0-9]{1,20}|\*)")
HEAD, MIDDLE = 4096, 1777  # a trial reads the first 4 KiB, and again from a place in it


@dataclass(frozen=True, slots=True)
class Way:
    """How an object is read: by ranges or whole, how much is kept, and how much is asked for at first."""

    ref: ObjectRef
    ranged: bool
    kept: int
    first: int | None


class Objects:
    """The objects of one store. Remembers whether its server honours ranges."""

    def __init__(self, store: S3Store) -> None:
        self._store = store
        self._ranges: bool | None = None

    def open(self, ref: ObjectRef) -> BinaryIO:
        """Open an object as a buffered stream.

        A small object is read without ranges. Before the first large one on another server
        than Amazon's, a trial: some servers answer a range with bytes from elsewhere.
        """
        way = self.way(ref)
        stream = RangeStream(
            partial(self._fetch_noting, way), way.ref.size, way.kept, ranged=way.ranged, first=way.first
        )
        return cast(BinaryIO, io.BufferedReader(stream, CHUNK))

    def way(self, ref: ObjectRef) -> Way:
        """Return how an object is read; sends requests where its size or the server's ways are unknown."""
        if ref.etag is None and ref.size == 0:
            ref = self._store.stat(ref.bucket, ref.key, ref.version)
        ranged = ref.size > KEPT and self._honours_ranges(ref)
        return Way(ref, ranged, KEPT if ranged else SPOOL, LOOK if is_unread(ref) else None)

    def _honours_ranges(self, ref: ObjectRef) -> bool:
        if self._store.amazon:
            return True
        if self._ranges is None:
            head = self._sample(ref, 0)
            self._ranges = _verdict(head, self._sample(ref, MIDDLE))
        return bool(self._ranges)

    def _sample(self, ref: ObjectRef, start: int) -> bytes:
        body, _ = self._body(ref, {"Range": f"bytes={start}-{HEAD - 1}"}, HEAD - start)
        data = body.read(HEAD - start)
        body.close()
        return data

    def _fetch_noting(self, way: Way, start: int, end: int | None) -> CountedBody:
        body = self.fetch(way, start, end)
        self._store.headers = body.headers
        return body

    def fetch(self, way: Way, start: int, end: int | None) -> CountedBody:
        """Return the body that starts at `start`, up to and without `end`; raises StoreError."""
        ref, ranged = way.ref, way.ranged
        # A range from the start on is safe to ask of any server: more than it can be left unread.
        asked = (ranged or start == 0) and (start > 0 or end is not None)
        limits = {"Range": f"bytes={start}-{'' if end is None else end - 1}"} if asked else {}
        size = (ref.size if end is None else end) - (start if asked else 0)
        body, reply = self._body(ref, limits, size)
        if _is_of_other_length(ref, reply):  # a second time that is no accident
            body.close()
            body, reply = self._body(ref, limits, size)
        if ref.etag and bare_etag(reply.get("ETag")) not in {ref.etag, None}:
            body.close()
            raise ObjectChanged(faults.SAYS[ObjectChanged].format(bucket=ref.bucket))
        stretch = (start, end) if asked else (0, None)
        vouched = _is_vouched_for(ref, reply) and not _is_of_other_length(ref, reply)
        if not (vouched and _is_asked_range(ref, reply, *stretch)):
            body.close()
            raise Unreachable(
                "the endpoint or a proxy sent something else than the object; check --endpoint-url"
            )
        if start and "ContentRange" not in reply:
            body.skip(start, claim=asked)
        body.md5, body.headers = _md5(ref, reply), read_headers(reply)
        return body

    def _body(
        self, ref: ObjectRef, limits: Mapping[str, Any], size: int
    ) -> tuple[CountedBody, Mapping[str, Any]]:
        """Ask for a body of `size` bytes, which are held against the limit first."""
        traffic = self._store.traffic
        traffic.claim(size)
        with ExitStack() as held:
            held.callback(traffic.receive, 0, size)
            reply = self._get(ref, limits)
            held.pop_all()
        return CountedBody(reply["Body"], traffic, ref.bucket, size), reply

    def _get(self, ref: ObjectRef, limits: Mapping[str, Any]) -> Mapping[str, Any]:
        version = {"VersionId": ref.version} if ref.version else {}

        def get(match: Mapping[str, Any]) -> Mapping[str, Any]:
            options: dict[str, Any] = {**version, **limits, **match}
            reply: Mapping[str, Any] = self._store.ask_raw(
                lambda client: client.get_object(Bucket=ref.bucket, Key=ref.key, **options)
            )
            self._store.learn(ref.bucket)
            return reply

        with faults.translate_errors(ref.bucket, of_object=True):
            direct = self._store.direct()
            if direct is not None and ref.etag:
                asked = {"If-Match": f'"{ref.etag}"', **limits}
                if (found := direct.get(ref.bucket, ref.key, ref.version, asked)) is not None:
                    return {"Body": found[0], **found[1]}
            if not ref.etag:
                return get({})
            try:
                return get({"IfMatch": f'"{ref.etag}"'})
            except ClientError as error:
                if faults.status(error) not in {412, 501}:
                    raise
                # Some servers do not know If-Match, or compare it without quotes.
                if self._store.stat(ref.bucket, ref.key, ref.version).etag != ref.etag:
                    raise
                return get({})


def _is_vouched_for(ref: ObjectRef, reply: Mapping[str, Any]) -> bool:
    """Return whether a reply is the object that was listed: by its ETag, else by the length of the whole.

    A page for logging in comes with status 200 too, and read in the object's place it would be clean.
    """
    if ref.etag and reply.get("ETag"):
        return True  # another one was refused before
    named = str(reply.get("ContentRange") or "").rpartition("/")[2].strip()
    whole = named or str(reply.get("ContentLength", ""))
    return int(whole) == ref.size if whole.isdecimal() else not ref.etag


def _is_of_other_length(ref: ObjectRef, reply: Mapping[str, Any]) -> bool:
    """Return whether a whole body is said to be longer or shorter than the object that was listed."""
    length = str(reply.get("ContentLength", ""))
    return "ContentRange" not in reply and length.isdecimal() and int(length) != ref.size


def _is_asked_range(ref: ObjectRef, reply: Mapping[str, Any], start: int, end: int | None) -> bool:
    """Return whether a range that a reply names is the one asked for, in an object of the listed size.

    A cache that gives the same stretch again and again would pass off as the whole object, and so would the
    head of one. `end` is the place behind the last byte asked for, None for the object's end. Blanks, and the
    "=" that belongs into a request's Range (RFC 9110, section 14.4), change nothing of what is named.
    """
    said = reply.get("ContentRange")
    if said is None:
        return True
    named = RANGE.fullmatch(str(said).strip().lower())
    if named is None:
        return False
    last = min(ref.size, ref.size if end is None else end) - 1
    return (int(named[1]), int(named[2])) == (start, last) and named[3] in {"*", str(ref.size)}


def _md5(ref: ObjectRef, reply: Mapping[str, Any]) -> str | None:
    """Return the MD5 that an ETag is, None where it is not one.

    That of one part is, unless a key of KMS or of the customer encrypts the object, or the class is
    S3 Express ("Checking object integrity", Amazon S3 User Guide).
    """
    other = "SSECustomerAlgorithm" in reply or str(reply.get("ServerSideEncryption", "")).startswith(
        "aws:kms"
    )
    if other or ref.storage_class == "EXPRESS_ONEZONE" or not ref.etag:
        return None
    return ref.etag if MD5.fullmatch(ref.etag) else None


def bare_etag(text: str | None) -> str | None:
    """Return an ETag without the quotes that some servers leave out."""
    return text.strip('"') if text else None


def _verdict(head: bytes, middle: bytes) -> bool | None:
    """Return whether a range held what it should; None where the bytes repeat and would hide it."""
    if head[MIDDLE:] != middle:
        return False
    return True if head.find(middle) == MIDDLE else None
