"""Any S3 endpoint as a store: AWS, MinIO, Ceph, moto.

Listing follows the "ListObjectsV2" and "ListObjectVersions" actions, reading "GetObject"
with `Range` and `If-Match`, of the Amazon S3 API Reference (2006-03-01).
"""

from __future__ import annotations

import builtins
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from boto3.session import Session
from botocore.exceptions import ClientError

from pii_sweep.config import Targets
from pii_sweep.errors import InconsistentListing, StoreError, Unreachable
from pii_sweep.store import clients, faults
from pii_sweep.store.access.configuration import Account, read_account
from pii_sweep.store.http.direct import Direct
from pii_sweep.store.listing.progress import ListingProgress
from pii_sweep.store.object_tags import ObjectTags
from pii_sweep.store.objects import Objects, bare_etag
from pii_sweep.store.protocol import NO_HEADERS, Traffic
from pii_sweep.types import ObjectRef

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3control import S3ControlClient

T = TypeVar("T")
BUCKETS_PER_PAGE = 1000
LARGEST = 1 << 50  # bytes: more than an object of any store has
PAGE = 1000  # keys per listing request: S3's most
LISTING = frozenset({"IsTruncated", "Name", "MaxKeys", "KeyCount", "Contents", "Versions"})
QUERY = {"StartAfter": "start-after", "ContinuationToken": "continuation-token"}
OVERLOADED = frozenset({429, 500, 502, 503, 504})


class S3Store:
    """Buckets behind one endpoint, read with one set of credentials: the caller's, or an account's role.

    Safe to share between threads, not between processes. Raises UsageError when there are
    no credentials, the profile is unknown or the endpoint is no URL.
    """

    def __init__(self, settings: Targets, page: int = PAGE, account: str = "") -> None:
        self.settings = settings
        self._page = page
        self.traffic = Traffic()
        self.headers = NO_HEADERS
        self.session = clients.session_of(settings, account)
        self._clients: dict[bool, S3Client] = {}
        self._answered = False
        self.objects, self._tags = Objects(self), ObjectTags(self)
        self._lock = threading.Lock()
        self._direct = Direct(
            self.session, self._count_request, lambda: clients.PATIENT[:2], clients.parse_moment
        )
        self.client()  # a wrong endpoint or profile shows here, not at the first bucket

    def client(self) -> S3Client:
        """Return the client, hasty until the endpoint has answered once, and after it failed to answer.

        botocore itself follows a bucket to its region.
        """
        patient = self._answered
        if patient not in self._clients:
            client = clients.s3_client(self.session, self.settings, patient=patient)
            client.meta.events.register("before-send.s3", self._count_request)
            self._direct.watch(client)
            self._clients[patient] = client
        return self._clients[patient]

    def direct(self) -> Direct | None:
        """Return what sends plain requests for less; None until the endpoint has answered.

        None under a limit too, where a request that comes to nothing is one too many.
        """
        return self._direct if self._answered and self.traffic.max_requests is None else None

    def learn(self, bucket: str) -> None:
        """Note that the last request for one of a bucket succeeded."""
        self._direct.learn(bucket)

    @property
    def endpoint(self) -> str:
        """Return the URL that is asked, wherever it is configured."""
        return self.client().meta.endpoint_url

    @property
    def amazon(self) -> bool:
        """Return whether the endpoint is Amazon's own."""
        return clients.is_amazon(self.endpoint)

    @cached_property
    def account(self) -> Account:
        """The caller's account and its Public Access Block, asked once."""
        return read_account(self)

    def control(self) -> S3ControlClient:
        """Return a client for what S3 keeps by account."""
        client = clients.control_client(self.session, self.settings)
        client.meta.events.register("before-send.s3-control", self._count_request)
        return client

    def identity(self) -> Mapping[str, Any]:
        """Return who the caller is; botocore's exceptions pass."""
        client = clients.sts_client(self.session, self.settings)
        client.meta.events.register("before-send.sts", self._count_request)
        return client.get_caller_identity()

    def anonymous_client(self) -> S3Client:
        """Return a client that signs nothing."""
        return self._stranger(self.session, replace(self.settings, anonymous=True))

    def invented_client(self) -> S3Client:
        """Return a client that signs with a key that nobody has."""
        settings = replace(self.settings, anonymous=False, profile=None)
        return self._stranger(clients.invented_session(settings), settings)

    def _stranger(self, session: Session, settings: Targets) -> S3Client:
        client = clients.s3_client(session, settings)
        client.meta.events.register("before-send.s3", self._count_request)
        return client

    def ask(self, bucket: str, question: Callable[[S3Client], T], *, of_object: bool = False) -> T:
        """Return the answer to one call; raises StoreError or UsageError."""
        with faults.translate_errors(bucket, of_object=of_object):
            return self.ask_raw(question)

    def ask_raw(self, question: Callable[[S3Client], T]) -> T:
        """Do as `ask` does, but let botocore's exceptions pass: their codes may be answers."""
        hasty = not self._answered
        try:
            answer = question(self.client())
        except ClientError as error:
            self._answered = True
            if hasty and faults.status(error) in OVERLOADED:
                return question(self.client())
            raise
        except faults.NETWORK:
            self._answered = False
            raise
        self._answered = True
        return answer

    def buckets(self) -> builtins.list[str]:
        """Return the names of the buckets that the caller owns; raises StoreError."""
        names: builtins.list[str] = []
        place: dict[str, Any] = {}
        while True:
            reply = self.ask("", _bucket_lister(place))
            names += [bucket["Name"] for bucket in reply.get("Buckets", []) if "Name" in bucket]
            token = reply.get("ContinuationToken")
            if not token or token == place.get("ContinuationToken"):
                return sorted(set(names))
            place = {"ContinuationToken": token}

    def region(self, bucket: str) -> str:
        """Return the bucket's region, empty where the server names none; raises StoreError."""
        with faults.translate_errors(bucket):
            try:
                reply: Mapping[str, Any] = self.ask_raw(lambda client: client.head_bucket(Bucket=bucket))
                default = self.client().meta.region_name
            except ClientError as error:
                if faults.status(error) not in {400, 403, 405}:
                    raise
                reply, default = error.response, ""  # a refusal names the region, too
        headers = reply.get("ResponseMetadata", {}).get("HTTPHeaders", {})
        return str(headers.get("x-amz-bucket-region", default))

    def list(self, bucket: str, prefix: str = "", after: str | None = None) -> Iterator[ObjectRef]:
        """Yield every object under a prefix in key order, behind the key `after`; raises StoreError.

        With `versions`, every version is an object of its own; delete markers hold nothing
        and are left out.
        """
        pages = self._version_pages if self.settings.versions else self._pages
        return pages(bucket, prefix, after)

    def children(
        self, bucket: str, prefix: str, delimiter: str = "/"
    ) -> tuple[builtins.list[str], builtins.list[ObjectRef]]:
        """Return the first page of what lies directly under a prefix: deeper prefixes, and objects.

        The prefixes are all there are only if the page is not full (1,000 entries).
        """
        reply: Mapping[str, Any] = self.ask(
            bucket,
            lambda client: client.list_objects_v2(Bucket=bucket, Prefix=prefix, Delimiter=delimiter),
        )
        prefixes = [entry["Prefix"] for entry in reply.get("CommonPrefixes", [])]
        return prefixes, [_ref(bucket, entry) for entry in reply.get("Contents", [])]

    def stat(self, bucket: str, key: str, version: str | None = None) -> ObjectRef:
        """Return one object's entry without listing; raises StoreError."""
        chosen: dict[str, Any] = {"VersionId": version} if version else {}
        reply = self.ask(
            bucket, lambda client: client.head_object(Bucket=bucket, Key=key, **chosen), of_object=True
        )
        entry = {
            "Key": key,
            "VersionId": version,
            "ETag": reply.get("ETag"),
            "Size": reply.get("ContentLength", 0),
            "LastModified": reply.get("LastModified"),
            "StorageClass": reply.get("StorageClass"),
        }
        return _ref(bucket, entry)

    def open(self, ref: ObjectRef) -> BinaryIO:
        """Open an object for reading and seeking; reading raises ObjectChanged and the other StoreErrors."""
        return self.objects.open(ref)

    def read_tags(self, ref: ObjectRef) -> Mapping[str, str]:
        """Return an object's tags by name; raises StoreError."""
        return self._tags.read(ref)

    def _pages(self, bucket: str, prefix: str, after: str | None) -> Iterator[ObjectRef]:
        place: dict[str, Any] = {"StartAfter": after} if after else {}
        progress = ListingProgress(bucket, place)
        while True:
            reply = self._page_of(bucket, prefix, place)
            _check_listing(reply)
            entries = [entry for entry in reply.get("Contents", []) if entry.get("Key")]
            # Some servers begin at the key named, not behind it, and some pass over the prefix.
            behind = place.get("StartAfter")
            wanted = (item for item in entries if item["Key"] != behind and item["Key"].startswith(prefix))
            yield from (self._ref_of(bucket, entry) for entry in wanted)
            _check_count(reply, bucket)
            token = reply.get("NextContinuationToken")
            # A page that names the next one is not the last, whatever its flag says or lacks; one that names
            # itself is, where its flag says so.
            if not reply.get("IsTruncated") and not token:
                return
            if reply.get("IsTruncated") is False and token == place.get("ContinuationToken"):
                return
            progress.add_page(entries)
            place = progress.step_to(
                {"ContinuationToken": token}
                if token
                else {"StartAfter": entries[-1]["Key"] if entries else ""}
            )

    def _ref_of(self, bucket: str, entry: Mapping[str, Any]) -> ObjectRef:
        """Return an entry's object; one without a size that can be is asked for it, not taken for empty.

        Where the store does not say it either, what cannot be read is not skipped.
        """
        size = str(entry.get("Size"))
        if size.isdecimal() and int(size) <= LARGEST:
            return _ref(bucket, entry)
        try:
            return self.stat(bucket, entry["Key"], entry.get("VersionId"))
        except StoreError:
            return _ref(bucket, {**entry, "Size": 1})

    def _page_of(self, bucket: str, prefix: str, place: Mapping[str, Any]) -> Mapping[str, Any]:
        direct = self.direct()
        if direct is not None:
            where = {QUERY[name]: value for name, value in place.items()}
            reply = direct.page(bucket, {"prefix": prefix, "max-keys": str(self._page), **where})
            if reply is not None:
                return reply
        asked: Mapping[str, Any] = self.ask(
            bucket, _lister("list_objects_v2", bucket, prefix, place, self._page)
        )
        self.learn(bucket)
        return asked

    def _version_pages(self, bucket: str, prefix: str, after: str | None) -> Iterator[ObjectRef]:
        place: dict[str, Any] = {"KeyMarker": after} if after else {}
        progress = ListingProgress(bucket, place)
        before: set[tuple[str, str | None]] = set()
        while True:
            reply = self.ask(bucket, _lister("list_object_versions", bucket, prefix, place, self._page))
            _check_listing(reply)
            entries = [entry for entry in reply.get("Versions", []) if entry.get("Key")]
            wanted = (item for item in entries if item["Key"] != after and item["Key"].startswith(prefix))
            refs = [self._ref_of(bucket, entry) for entry in wanted]
            # Some servers begin a page with all versions of a key that the last page ended in.
            yield from (ref for ref in refs if (ref.key, ref.version) not in before)
            _check_count(reply, bucket)
            before = {(ref.key, ref.version) for ref in refs}
            step = {"KeyMarker": reply.get("NextKeyMarker", "")}
            if reply.get("NextVersionIdMarker"):
                step["VersionIdMarker"] = reply["NextVersionIdMarker"]
            # Followed whatever the flag says or lacks, as in `_pages`; only its own place is an end.
            if not reply.get("IsTruncated") and (not step["KeyMarker"] or step == place):
                return
            progress.add_page([*reply.get("Versions", []), *reply.get("DeleteMarkers", [])])
            place = progress.step_to(step)

    def _count_request(self, **_: object) -> None:
        with self._lock:
            self.traffic.send()


def _bucket_lister(place: Mapping[str, Any]) -> Callable[[S3Client], Any]:
    return lambda client: client.list_buckets(MaxBuckets=BUCKETS_PER_PAGE, **place)


def _lister(
    name: str, bucket: str, prefix: str, place: Mapping[str, Any], page: int
) -> Callable[[S3Client], Any]:
    return lambda client: getattr(client, name)(Bucket=bucket, Prefix=prefix, MaxKeys=page, **place)


def _check_listing(reply: Mapping[str, Any]) -> None:
    """Distinguish a page of another service from an empty bucket: botocore reads both as nothing."""
    if not LISTING.intersection(reply):
        raise Unreachable("the endpoint does not speak S3; check --endpoint-url")


def _check_count(reply: Mapping[str, Any], bucket: str) -> None:
    """Raise InconsistentListing where a page says that it has more entries than came, or one has no key.

    KeyCount is the number of keys returned (S3 API Reference, ListObjectsV2).
    """
    if not all(entry.get("Key") for entry in (*reply.get("Contents", []), *reply.get("Versions", []))):
        raise InconsistentListing(f"a page of bucket {bucket}'s listing has an entry without a key")
    said, came = str(reply.get("KeyCount") or 0), len(reply.get("Contents", []))
    if said.isdecimal() and int(said) > came:
        raise InconsistentListing(f"a page of bucket {bucket}'s listing says {said} entries and has {came}")


def _ref(bucket: str, entry: Mapping[str, Any]) -> ObjectRef:
    return ObjectRef(
        bucket=bucket,
        key=entry["Key"],
        version=entry.get("VersionId"),
        etag=bare_etag(entry.get("ETag")),
        size=int(entry.get("Size") or 0),
        modified=entry.get("LastModified"),
        storage_class=entry.get("StorageClass") or "STANDARD",
    )
