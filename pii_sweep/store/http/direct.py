"""GET and LIST over kept connections, sent without botocore's machinery.

botocore takes 2 ms of processor for a GET and 20 µs for a listed key. A bucket's first request goes through
it, which finds the endpoint, the region and the kind of signature ("Authenticating Requests (AWS Signature
Version 4)", Amazon S3 API Reference). What follows is sent from here. An answer that is not the one hoped for
(another status, a connection that breaks, a page that is no listing) is no answer: the caller asks botocore,
which waits, retries, follows a bucket to its region and names what is wrong, and does so for a while.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, ParseError, fromstring

from botocore import UNSIGNED
from botocore.awsrequest import AWSRequest
from botocore.compat import unquote_str
from botocore.exceptions import BotoCoreError, ClientError
from botocore.utils import get_environ_proxies

from pii_sweep.errors import Unreachable
from pii_sweep.store.http.connection import Answer, Connection
from pii_sweep.store.object_headers import from_fields

if TYPE_CHECKING:
    from boto3.session import Session
    from botocore.credentials import ReadOnlyCredentials
    from mypy_boto3_s3 import S3Client

FULL, PART = 200, 206
REST = 50  # requests of a bucket that botocore sends after an answer that was not the one hoped for
KEPT = 32  # connections that wait to be used again
COPIED = ("User-Agent", "x-amz-request-payer")
REPLY = {
    "etag": "ETag",
    "content-length": "ContentLength",
    "content-range": "ContentRange",
    "x-amz-server-side-encryption": "ServerSideEncryption",
    "x-amz-server-side-encryption-customer-algorithm": "SSECustomerAlgorithm",
}
EMPTY = hashlib.sha256(b"").hexdigest()
DEFAULT_PORTS = {"http": ":80", "https": ":443"}
Entry = dict[str, Any]


@dataclass(slots=True)
class Place:
    """Where a bucket answers, and how requests to it are signed; `rest` counts those left to botocore."""

    scheme: str
    host: str
    path: str
    region: str
    signed: bool
    headers: Mapping[str, str]
    rest: int = 0


class Direct:
    """Sends a store's plain requests. Safe to share between threads.

    `count` is called before each request and may raise; `timeouts` gives the seconds to connect and to
    answer, `moment` the time that a listing names.
    """

    def __init__(
        self,
        session: Session,
        count: Callable[[], None],
        timeouts: Callable[[], tuple[float, float]],
        moment: Callable[[str], Any],
    ) -> None:
        self._session, self._count, self._timeouts, self._moment = session, count, timeouts, moment
        self._places: dict[str, Place | None] = {}
        self._idle: defaultdict[tuple[str, str], deque[Connection]] = defaultdict(deque)
        self._seen = threading.local()

    def watch(self, client: S3Client) -> None:
        """Learn from the requests that a client signs."""
        for operation in ("GetObject", "ListObjectsV2"):
            client.meta.events.register(f"before-sign.s3.{operation}", self._note)

    def learn(self, bucket: str) -> None:
        """Take the request that this thread's client has signed last for one of a bucket that succeeded."""
        noted = getattr(self._seen, "request", None)
        if noted is None or noted[0].context.get("s3_redirect", {}).get("bucket") != bucket:
            return
        place = self._places.get(bucket)
        if place is None:
            self._places[bucket] = _place(*noted)
        elif place.rest:
            place.rest -= 1

    def get(
        self, bucket: str, key: str, version: str | None, headers: Mapping[str, str]
    ) -> tuple[DirectBody, Entry] | None:
        """Return an object's body and what of the reply counts; None where botocore has to be asked."""
        query = {"versionId": version} if version else {}
        sent = self._send(bucket, "/" + _quote(key, "/"), query, headers)
        if sent is None:
            return None
        body = DirectBody(self, *sent)
        if body.answer.status not in {FULL, PART}:
            body.give_up()
            return None
        fields = body.answer.fields
        known = {REPLY[name]: value for name, value in fields.items() if name in REPLY}
        return body, {**known, **from_fields(fields)}

    def page(self, bucket: str, parameters: Mapping[str, str]) -> Entry | None:
        """Return a page of a listing as botocore's `list_objects_v2` does, None where it has to be asked."""
        query = {"list-type": "2", "encoding-type": "url", **parameters}
        sent = self._send(bucket, "", query, {})
        if sent is None:
            return None
        body = DirectBody(self, *sent)
        try:
            page = _page(fromstring(body.read()), self._moment) if body.answer.status == FULL else None
        except (Unreachable, ParseError, ValueError, KeyError):
            page = None
        if page is None:
            body.give_up()
        else:
            body.close()
        return page

    def keep(self, place: Place, connection: Connection) -> None:
        """Keep a connection whose answer was read to the end."""
        idle = self._idle[place.scheme, place.host]
        if len(idle) < KEPT:
            idle.append(connection)
        else:
            connection.close()

    def _note(self, request: AWSRequest, region_name: str, signature_version: Any, **_: object) -> None:
        self._seen.request = request, region_name, signature_version

    def _send(
        self, bucket: str, path: str, query: Mapping[str, str], headers: Mapping[str, str]
    ) -> tuple[Place, Connection, Answer] | None:
        place = self._places.get(bucket)
        if place is None or place.rest:
            return None
        target = (place.path + path) or "/"
        if target.startswith("//"):  # a key that begins with a slash, in a host of its bucket's
            return None
        if query:
            target += "?" + "&".join(f"{name}={_quote(value)}" for name, value in sorted(query.items()))
        try:
            signed = self._sign(place, target, {**place.headers, **headers})
        except (BotoCoreError, ClientError):  # no credentials any more: botocore says so
            return None
        if signed is None:
            return None
        self._count()
        connection: Connection | None = None
        try:
            connection = self._connection(place)
            return place, connection, connection.ask(place.host, target, signed)
        except (OSError, ValueError, KeyError):
            place.rest = REST
            if connection is not None:
                connection.close()
            return None

    def _sign(self, place: Place, target: str, headers: dict[str, str]) -> dict[str, str] | None:
        if not place.signed:
            return headers
        credentials = self._session.get_credentials()
        if credentials is None:
            return None
        now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        return sign_get(credentials.get_frozen_credentials(), place, target, headers, now)

    def _connection(self, place: Place) -> Connection:
        idle = self._idle[place.scheme, place.host]
        with suppress(IndexError):
            while True:
                kept = idle.pop()
                if not kept.dropped:
                    return kept
                kept.close()
        # boto3 shows no settings of its session: AWS_CA_BUNDLE, or the profile's
        bundle = self._session._session.get_config_variable("ca_bundle") or ""
        return Connection(place.scheme, place.host, self._timeouts(), bundle)


def sign_get(
    credentials: ReadOnlyCredentials, place: Place, target: str, headers: Mapping[str, str], now: str
) -> dict[str, str]:
    """Return the headers of a GET of S3 without a body, signed with Signature Version 4 at a moment.

    `target` is the encoded path with its query, whose parameters are in order. Source: "Create a signed AWS
    API request" (AWS Identity and Access Management User Guide).
    """
    given = {**headers, "x-amz-content-sha256": EMPTY, "x-amz-date": now}
    if credentials.token:
        given["x-amz-security-token"] = credentials.token
    path, _, query = target.partition("?")
    signed = {name.lower(): " ".join(value.split()) for name, value in given.items()} | {"host": place.host}
    signed = {name: signed[name] for name in sorted(signed) if name != "user-agent"}
    names = ";".join(signed)
    fields = "".join(f"{name}:{value}\n" for name, value in signed.items())
    scope = f"{now[:8]}/{place.region}/s3/aws4_request"
    asked = hashlib.sha256(f"GET\n{path}\n{query}\n{fields}\n{names}\n{EMPTY}".encode()).hexdigest()
    key = f"AWS4{credentials.secret_key}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{asked}".encode(), "sha256").hex()
    given["Authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={credentials.access_key}/{scope}, SignedHeaders={names}, "
        f"Signature={signature}"
    )
    return given


class DirectBody:
    """A body that raises Unreachable where it breaks off; its connection is kept once it was read."""

    def __init__(self, direct: Direct, place: Place, connection: Connection, answer: Answer) -> None:
        self.answer = answer
        self._direct, self._place, self._connection = direct, place, connection
        self._open = True

    def read(self, amt: int | None = None) -> bytes:
        """Return up to `amt` bytes, none at the end."""
        try:
            return self.answer.read(amt) if self._open else b""
        except OSError:
            self.give_up()
            raise Unreachable("the endpoint does not answer; check --endpoint-url and the network") from None

    def close(self) -> None:
        """Keep the connection, or close it where something of the body has not come."""
        if self._open and self.answer.kept:
            self._direct.keep(self._place, self._connection)
        elif self._open:
            self._connection.close()
        self._open = False

    def give_up(self) -> None:
        """Close the connection, and leave what comes next to botocore."""
        self._place.rest = REST
        self._connection.close()
        self._open = False


def _place(request: AWSRequest, region: str, version: Any) -> Place | None:
    """Return where a signed request went, None where requests like it cannot be made here."""
    url = str(request.url)
    parts = urlsplit(url)
    context = request.context
    if version not in {"s3v4", UNSIGNED} or get_environ_proxies(url) or "@" in parts.netloc:
        return None
    if context.get("auth_type") not in {"v4", "none", None}:
        return None
    asked = context.get("s3_redirect", {}).get("params", {}).get("Key")
    path = parts.path
    if asked is not None:
        key = "/" + _quote(str(asked), "/")
        if not path.endswith(key):
            return None
        path = path[: -len(key)]
    headers = {name: str(value) for name in COPIED if (value := request.headers.get(name)) is not None}
    host = parts.netloc.removesuffix(DEFAULT_PORTS.get(parts.scheme, ""))
    return Place(parts.scheme, host, path.rstrip("/"), region, version is not UNSIGNED, headers)


def _page(root: Element, moment: Callable[[str], Any]) -> Entry:
    """Return the page that a ListBucketResult is; raises ValueError or KeyError where it is none."""
    space = root.tag.removesuffix("ListBucketResult")
    if space == root.tag:
        raise ValueError("no listing")
    page: Entry = {"Contents": []}
    plain = root.findtext(f"{space}EncodingType") != "url"
    names = {f"{space}{name}": name for name in ("Key", "LastModified", "ETag", "Size", "StorageClass")}
    for element in root.iterfind(f"{space}Contents"):
        entry: Entry = {names[part.tag]: part.text or "" for part in element if part.tag in names}
        key = entry.get("Key", "")
        entry["Key"] = key if plain or ("%" not in key and "+" not in key) else unquote_str(key)
        if "LastModified" in entry:
            entry["LastModified"] = moment(entry["LastModified"])
        page["Contents"].append(entry)
    for name in ("Name", "KeyCount", "NextContinuationToken"):
        if (text := root.findtext(space + name)) is not None:
            page[name] = text
    if flag := root.findtext(f"{space}IsTruncated"):
        page["IsTruncated"] = {"true": True, "false": False}[flag]
    return page


def _quote(text: str, safe: str = "") -> str:
    return quote(text, safe=safe + "-._~")
