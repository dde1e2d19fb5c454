"""S3 in particular: versions, odd servers, and one clear line for what cannot work."""

from __future__ import annotations

import hashlib
import random
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pii_sweep.config import Targets
from pii_sweep.errors import (
    AccessDenied,
    ArchivedObject,
    ChecksumMismatch,
    InvalidEncryption,
    NoSuchBucket,
    ObjectChanged,
    StoreError,
    SweepError,
    Unreachable,
    UsageError,
)
from pii_sweep.store import S3Store
from pii_sweep.store.filters import skip_reason
from pii_sweep.store.listing import progress
from pii_sweep.types import ObjectRef
from tests.store.oddserver import Reply, Request, error, odd_server

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

REF = ObjectRef("orders", "a.txt", etag="abc", size=5)
OK = {"ETag": '"abc"', "Content-Type": "text/plain"}


def read(store: S3Store, ref: ObjectRef = REF) -> bytes:
    with store.open(ref) as body:
        return body.read()


def test_every_version_is_an_object_and_delete_markers_are_none(
    client: S3Client, moto_url: str, make_bucket: Callable[[Mapping[str, bytes]], str]
) -> None:
    bucket = make_bucket({})
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    for body in (b"one", b"two", b"three"):
        client.put_object(Bucket=bucket, Key="a.txt", Body=body)
    client.put_object(Bucket=bucket, Key="gone.txt", Body=b"was here")
    client.delete_object(Bucket=bucket, Key="gone.txt")
    store = S3Store(Targets(endpoint_url=moto_url, versions=True))
    refs = list(store.list(bucket))
    assert sorted(read(store, ref) for ref in refs) == [b"one", b"three", b"two", b"was here"]
    assert len({ref.version for ref in refs}) == 4
    plain = S3Store(Targets(endpoint_url=moto_url))
    assert [(ref.key, ref.version) for ref in plain.list(bucket)] == [("a.txt", None)]
    assert all(store.stat(bucket, ref.key, ref.version) == ref for ref in refs)


def test_keys_that_look_like_paths_are_only_names(
    moto_url: str, make_bucket: Callable[[Mapping[str, bytes]], str]
) -> None:
    keys = ["/lead.txt", "//double", "a//b", "a/../b", "a/./c", "folder/"]
    bucket = make_bucket({key: b"" if key.endswith("/") else key.encode() for key in keys})
    store = S3Store(Targets(endpoint_url=moto_url))
    refs = {ref.key: ref for ref in store.list(bucket)}
    assert sorted(refs) == sorted(keys)
    assert all(read(store, ref) == key.encode() for key, ref in refs.items() if not key.endswith("/"))
    assert skip_reason(refs["folder/"], Targets()) == "EMPTY"


def test_a_bucket_that_does_not_exist_is_named(moto_url: str) -> None:
    with pytest.raises(NoSuchBucket, match="there is no bucket nowhere") as caught:
        list(S3Store(Targets(endpoint_url=moto_url)).list("nowhere"))
    assert caught.value.reason == "NO_SUCH_BUCKET_AVAILABLE"


def test_without_credentials_the_line_says_where_to_put_them(
    monkeypatch: pytest.MonkeyPatch, moto_url: str
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(UsageError, match="--anonymous"):
        S3Store(Targets(endpoint_url=moto_url))
    S3Store(Targets(endpoint_url=moto_url, anonymous=True)).buckets()


def test_an_unknown_profile_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="--profile"):
        S3Store(Targets(profile="nobody"))


@pytest.mark.parametrize("url", ["nonsense", "ftp://host", "http://", "http://host:port", "localhost:9000"])
def test_an_endpoint_that_is_no_url_is_a_usage_error(url: str) -> None:
    with pytest.raises(UsageError, match="--endpoint-url http://host:port"):
        S3Store(Targets(endpoint_url=url))


def test_a_port_where_no_one_listens_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(Unreachable, match="does not answer"):
        list(S3Store(Targets(endpoint_url=url)).list("orders"))


def test_a_server_that_is_no_s3_is_not_taken_for_an_empty_bucket() -> None:
    page = Reply(200, b"<html><body>Hello</body></html>", {"Content-Type": "text/html"})
    with odd_server(lambda request: page) as url, pytest.raises(StoreError):
        list(S3Store(Targets(endpoint_url=url)).list("orders"))
    with odd_server(lambda request: Reply(200, b"not xml")) as url, pytest.raises(StoreError):
        list(S3Store(Targets(endpoint_url=url)).list("orders"))


REFUSALS: list[tuple[Reply, type[SweepError], str]] = [
    (error(403, "AccessDenied"), AccessDenied, "PERMISSION_DENIED"),
    (error(403, "AllAccessDisabled"), AccessDenied, "PERMISSION_DENIED"),
    (error(403, "InvalidObjectState"), ArchivedObject, "STORAGE_CLASS_ARCHIVED"),
    (error(412, "PreconditionFailed"), ObjectChanged, "OBJECT_VERSION_MISMATCH"),
    (error(400, "KMS.DisabledException"), InvalidEncryption, "INVALID_KMS_KEY"),
    (Reply(500, b""), Unreachable, "ENDPOINT_UNREACHABLE"),
    (error(418, "Teapot"), StoreError, "STORE_ERROR"),
]


@pytest.mark.parametrize(
    ("reply", "kind", "reason"), REFUSALS, ids=lambda item: str(getattr(item, "status", ""))
)
def test_a_refusal_has_its_own_kind_and_reason(reply: Reply, kind: type[StoreError], reason: str) -> None:
    with odd_server(lambda request: reply) as url, pytest.raises(kind) as caught:
        read(S3Store(Targets(endpoint_url=url)))
    assert type(caught.value) is kind
    assert caught.value.reason == reason
    assert caught.value.__cause__ is None and "a.txt" not in str(caught.value)


def test_an_object_under_a_customers_key_is_invalid_encryption() -> None:
    words = b"The object was stored using a form of Server Side Encryption."
    body = b"<Error><Code>InvalidRequest</Code><Message>" + words + b"</Message></Error>"
    with odd_server(lambda request: Reply(400, body)) as url, pytest.raises(InvalidEncryption) as caught:
        read(S3Store(Targets(endpoint_url=url)))
    assert caught.value.reason == "INVALID_ENCRYPTION"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ExpiredToken", "log in again"),
        ("InvalidAccessKeyId", "access key is not known"),
        ("SignatureDoesNotMatch", "secret key does not fit"),
        ("RequestTimeTooSkewed", "clock"),
    ],
)
def test_credentials_that_are_not_accepted_end_with_a_line_and_no_secret(code: str, words: str) -> None:
    with (
        odd_server(lambda request: error(403, code)) as url,
        pytest.raises(UsageError, match=words) as caught,
    ):
        list(S3Store(Targets(endpoint_url=url)).list("orders"))
    assert "OWNER" not in str(caught.value)


def listing(*keys: str, more: str = "") -> Reply:
    entries = "".join(f"<Contents><Key>{key}</Key><Size>5</Size></Contents>" for key in keys)
    truncated = f"<IsTruncated>{str(bool(more)).lower()}</IsTruncated>"
    body = f"<ListBucketResult>{truncated}{more}{entries}</ListBucketResult>"
    return Reply(200, body.encode(), {"Content-Type": "application/xml"})


def test_a_moment_that_is_no_date_ends_no_listing() -> None:
    for moment in ("0000-00-00T00:00:00Z", "", "yesterday"):
        entry = f"<Contents><Key>a.txt</Key><Size>5</Size><LastModified>{moment}</LastModified></Contents>"
        body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{entry}</ListBucketResult>"
        with odd_server(lambda request, body=body: Reply(200, body.encode())) as url:
            (ref,) = S3Store(Targets(endpoint_url=url)).list("orders")
        assert (ref.key, ref.modified) == ("a.txt", None)


@pytest.mark.parametrize("size", ["", "<Size>-5</Size>", f"<Size>{10**30}</Size>"])
@pytest.mark.parametrize("versions", [False, True])
def test_an_entry_without_a_size_that_can_be_is_asked_for_it(size: str, versions: bool) -> None:
    kind = "Version" if versions else "Contents"
    entry = f"<{kind}><Key>a.txt</Key>{size}</{kind}>"
    body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{entry}</ListBucketResult>".encode()

    def answer(request: Request) -> Reply:
        return Reply(200, b"12345" if request.method == "HEAD" else body)

    with odd_server(answer) as url:
        store = S3Store(Targets(endpoint_url=url, versions=versions))
        assert [ref.size for ref in store.list("orders")] == [5]


@pytest.mark.parametrize("key", ["", "<Key></Key>"])
@pytest.mark.parametrize("asked_before", [False, True])
def test_an_entry_without_a_key_breaks_the_listing_behind_the_others(key: str, asked_before: bool) -> None:
    entries = f"<Contents>{key}<Size>5</Size></Contents><Contents><Key>a.txt</Key><Size>5</Size></Contents>"
    body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{entries}</ListBucketResult>".encode()
    with odd_server(lambda request: Reply(200, body)) as url:
        store = S3Store(Targets(endpoint_url=url))
        for _ in range(1 + asked_before):
            listed = store.list("orders")
            assert next(listed).key == "a.txt"
            with pytest.raises(StoreError, match="an entry without a key"):
                next(listed)


def test_a_size_that_is_no_number_is_an_error_of_the_store() -> None:
    body = b"<ListBucketResult><Contents><Key>a</Key><Size>many</Size></Contents></ListBucketResult>"
    with odd_server(lambda request: Reply(200, body)) as url, pytest.raises(Unreachable):
        list(S3Store(Targets(endpoint_url=url)).list("orders"))


def test_what_lies_outside_of_the_prefix_is_not_taken_from_a_server_that_passes_it_over() -> None:
    with odd_server(lambda request: listing("a/1", "b/1", "b/2")) as url:
        refs = list(S3Store(Targets(endpoint_url=url)).list("orders", "b/"))
    assert [ref.key for ref in refs] == ["b/1", "b/2"]


@pytest.mark.parametrize("asked_before", [False, True])
def test_a_body_longer_than_the_listed_size_is_not_taken_for_the_object(asked_before: bool) -> None:
    replies = [Reply(200, b"hello", OK)] * asked_before + [Reply(200, b"hello Maria", OK)]
    with serving(lambda request: replies.pop(0) if len(replies) > 1 else replies[0]) as store:
        assert not asked_before or read(store) == b"hello"
        with pytest.raises(Unreachable, match="something else than the object"):
            read(store)


@pytest.mark.parametrize(("said", "whole"), [(2, True), (0, True), (3, False)])
def test_a_page_with_fewer_entries_than_it_counts_breaks_the_listing(said: int, whole: bool) -> None:
    with odd_server(lambda request: listing("a", "b", more=f"<KeyCount>{said}</KeyCount>")) as url:
        listed = S3Store(Targets(endpoint_url=url)).list("orders")
        if whole:
            assert [next(listed).key, next(listed).key] == ["a", "b"]
        else:
            with pytest.raises(StoreError, match="says 3 entries and has 2"):
                list(listed)


@pytest.mark.parametrize("code", ["AuthorizationHeaderMalformed", "PermanentRedirect"])
def test_a_bucket_in_another_region_is_read_there(code: str) -> None:
    def answer(request: Request) -> Reply:
        if "/eu-west-3/" in request.headers.get("Authorization", ""):
            return listing("a.txt")
        return error(301 if code == "PermanentRedirect" else 400, code, "<Region>eu-west-3</Region>")

    with odd_server(answer) as url:
        store = S3Store(Targets(endpoint_url=url, region="us-east-1"))
        assert [ref.key for ref in store.list("orders")] == ["a.txt"]


def test_a_region_that_cannot_be_followed_is_named() -> None:
    refusal = error(400, "AuthorizationHeaderMalformed", "<Region>eu-west-3</Region>")
    with odd_server(lambda request: refusal) as url, pytest.raises(UsageError, match="--region eu-west-3"):
        list(S3Store(Targets(endpoint_url=url, region="us-east-1")).list("orders"))


def test_entries_without_etag_date_or_class_are_objects_all_the_same() -> None:
    with odd_server(lambda request: listing("a.txt", "b.txt")) as url:
        refs = list(S3Store(Targets(endpoint_url=url)).list("orders"))
    assert refs[0] == ObjectRef("orders", "a.txt", size=5)


def test_a_page_without_a_token_is_followed_by_key() -> None:
    def answer(request: Request) -> Reply:
        return (
            listing("c.txt") if "start-after=b.txt" in request.path else listing("a.txt", "b.txt", more=" ")
        )

    with odd_server(answer) as url:
        refs = list(S3Store(Targets(endpoint_url=url)).list("orders"))
    assert [ref.key for ref in refs] == ["a.txt", "b.txt", "c.txt"]


def test_a_listing_that_stays_in_place_ends_in_an_error() -> None:
    same = listing("a.txt", more="<NextContinuationToken>t</NextContinuationToken>")
    with odd_server(lambda request: same) as url, pytest.raises(StoreError, match="does not advance"):
        list(S3Store(Targets(endpoint_url=url)).list("orders"))


def test_a_listing_that_comes_back_to_a_page_ends_in_an_error() -> None:
    def answer(request: Request) -> Reply:
        there = "continuation-token=there" in request.path
        token = "back" if there else "there"
        more = f"<NextContinuationToken>{token}</NextContinuationToken>"
        return listing("b.txt" if there else "a.txt", more=more)

    with odd_server(answer) as url, pytest.raises(StoreError, match="does not advance"):
        list(S3Store(Targets(endpoint_url=url)).list("orders"))


@pytest.mark.parametrize("flag", ["", "<IsTruncated>true</IsTruncated>"])
def test_a_page_that_names_itself_is_the_last_where_its_flag_says_so(flag: str) -> None:
    def page(key: str, flag: str) -> Reply:
        named = f"<Name>orders</Name>{flag}<NextContinuationToken>t</NextContinuationToken>"
        entry = f"<Contents><Key>{key}</Key><Size>5</Size></Contents>"
        return Reply(200, f"<ListBucketResult>{named}{entry}</ListBucketResult>".encode())

    def answer(request: Request, flag: str = "<IsTruncated>false</IsTruncated>") -> Reply:
        return page("b.txt" if "continuation-token=t" in request.path else "a.txt", flag)

    with odd_server(answer) as url:
        refs = list(S3Store(Targets(endpoint_url=url)).list("orders"))
    assert [ref.key for ref in refs] == ["a.txt", "b.txt"]
    with odd_server(partial(answer, flag=flag)) as url, pytest.raises(StoreError, match="does not advance"):
        list(S3Store(Targets(endpoint_url=url)).list("orders"))


@pytest.mark.parametrize("keys", [(), ("a.txt",)])
@pytest.mark.parametrize("flag", ["true", "false"])
def test_pages_without_a_further_object_are_not_followed_for_ever(
    monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], flag: str
) -> None:
    monkeypatch.setattr(progress, "IDLE_PAGES", 5)
    asked: list[str] = []

    def answer(request: Request) -> Reply:
        asked.append(request.path)
        entries = "".join(f"<Contents><Key>{key}</Key><Size>5</Size></Contents>" for key in keys)
        more = f"<NextContinuationToken>{len(asked)}</NextContinuationToken>"
        first = "<Contents><Key>0</Key><Size>5</Size></Contents>" if len(asked) == 3 else ""
        body = f"<ListBucketResult><IsTruncated>{flag}</IsTruncated>{more}{first}{entries}</ListBucketResult>"
        return Reply(200, body.encode())

    with odd_server(answer) as url, pytest.raises(StoreError, match="5 pages in a row"):
        list(S3Store(Targets(endpoint_url=url)).list("orders"))
    assert len(asked) == 3 + 5  # the page that held an object begins the count anew


def test_pages_of_delete_markers_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "IDLE_PAGES", 2)
    count = [0]

    def answer(request: Request) -> Reply:
        count[0] += 1
        kind = "Version" if count[0] == 9 else "DeleteMarker"
        entry = f"<{kind}><Key>{count[0]}</Key><VersionId>1</VersionId></{kind}>"
        more = f"<IsTruncated>{str(count[0] < 9).lower()}</IsTruncated>"
        more += f"<NextKeyMarker>{count[0]}</NextKeyMarker>" if count[0] < 9 else ""
        return Reply(200, f"<ListVersionsResult>{more}{entry}</ListVersionsResult>".encode())

    with odd_server(answer) as url:
        refs = list(S3Store(Targets(endpoint_url=url, versions=True)).list("orders"))
    assert [ref.key for ref in refs] == ["9"]


@pytest.mark.parametrize("flag", ["", "<IsTruncated>false</IsTruncated>"])
def test_a_page_that_names_the_next_one_is_not_the_last(flag: str) -> None:
    def page(key: str, more: str) -> Reply:
        entry = f"<Contents><Key>{key}</Key><Size>5</Size></Contents>"
        return Reply(200, f"<ListBucketResult><Name>orders</Name>{more}{entry}</ListBucketResult>".encode())

    def answer(request: Request) -> Reply:
        if "continuation-token=t" in request.path:
            return page("b.txt", "<IsTruncated>false</IsTruncated>")
        return page("a.txt", f"{flag}<NextContinuationToken>t</NextContinuationToken>")

    with odd_server(answer) as url:
        refs = list(S3Store(Targets(endpoint_url=url)).list("orders"))
    assert [ref.key for ref in refs] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("flag", ["", "<IsTruncated>false</IsTruncated>"])
def test_a_page_of_versions_that_names_the_next_one_is_not_the_last(flag: str) -> None:
    def page(key: str) -> Reply:
        entry = f"<Version><Key>{key}</Key><VersionId>1</VersionId><Size>5</Size></Version>"
        more = f"{flag}<NextKeyMarker>{key}</NextKeyMarker><NextVersionIdMarker>1</NextVersionIdMarker>"
        return Reply(
            200, f"<ListVersionsResult><Name>orders</Name>{more}{entry}</ListVersionsResult>".encode()
        )

    def answer(request: Request) -> Reply:  # the last page names its own place
        return page("b.txt" if "key-marker=" in request.path else "a.txt")

    with odd_server(answer) as url:
        refs = list(S3Store(Targets(endpoint_url=url, versions=True)).list("orders"))
    assert [ref.key for ref in refs] == ["a.txt", "b.txt"]


@contextmanager
def serving(get: Callable[[Request], Reply]) -> Iterator[S3Store]:
    def answer(request: Request) -> Reply:
        return Reply(200, b"hello", OK) if request.method == "HEAD" else get(request)

    with odd_server(answer) as url:
        yield S3Store(Targets(endpoint_url=url))


def test_a_server_that_does_not_know_if_match_is_read_by_comparing_etags() -> None:
    def get(request: Request) -> Reply:
        if "If-Match" in request.headers:
            return error(501, "NotImplemented")
        return Reply(200, b"hello", OK)

    with serving(get) as store:
        assert read(store) == b"hello"


def test_an_object_that_changed_is_not_read_where_replies_lack_its_etag() -> None:
    def answer(request: Request) -> Reply:
        if request.method == "HEAD":
            return Reply(200, b"other", {"ETag": '"xyz"'})
        return error(412, "PreconditionFailed") if "If-Match" in request.headers else Reply(200, b"other")

    with odd_server(answer) as url, pytest.raises(ObjectChanged):
        read(S3Store(Targets(endpoint_url=url)))


def test_a_server_that_ignores_if_match_does_not_pass_off_another_object() -> None:
    with (
        serving(lambda request: Reply(200, b"other", {"ETag": '"xyz"'})) as store,
        pytest.raises(ObjectChanged),
    ):
        read(store)


@pytest.mark.parametrize("asked_before", [False, True])
def test_a_page_for_logging_in_is_not_read_in_an_object_s_place(asked_before: bool) -> None:
    page = b"<html><form action='/login'>Who are you?</form></html>"
    replies = [Reply(200, b"hello", OK)] * asked_before + [Reply(200, page, {"Content-Type": "text/html"})]
    with serving(lambda request: replies.pop(0) if len(replies) > 1 else replies[0]) as store:
        assert not asked_before or read(store) == b"hello"  # what follows goes the shorter way
        for ref in (REF, replace(REF, etag=None)):
            with pytest.raises(Unreachable, match="something else than the object"):
                read(store, ref)


@pytest.mark.parametrize("etag", ["abc", None])
def test_an_object_that_comes_without_its_etag_is_known_by_its_length(etag: str | None) -> None:
    with serving(lambda request: Reply(200, b"hello", {"Content-Type": "text/plain"})) as store:
        assert read(store, replace(REF, etag=etag)) == b"hello"


@pytest.mark.parametrize("status", [301, 302, 307, 308, 407])
def test_an_answer_that_leads_elsewhere_is_not_the_store_s(status: int) -> None:
    page = Reply(
        status, b"<html>Log in</html>", {"Location": "http://127.0.0.1:9/", "Content-Type": "text/html"}
    )
    asked: list[Request] = []
    with odd_server(lambda request: asked.append(request) or page) as url:
        store = S3Store(Targets(endpoint_url=url))
        with pytest.raises(Unreachable, match="leads elsewhere"):
            list(store.list("orders"))
        with pytest.raises(Unreachable, match="leads elsewhere"):
            read(store)
    assert len(asked) < 9  # nor is it asked again and again for the bucket's region


def test_a_server_that_ignores_ranges_is_still_read_at_the_right_place() -> None:
    data = bytes(n % 251 for n in range(9 << 20))
    with serving(lambda request: Reply(200, data, OK)) as store:
        ref = ObjectRef("orders", "a.txt", etag="abc", size=len(data))
        with store.open(ref) as body:
            body.seek(-100, 2)
            assert body.read() == data[-100:]


def test_a_server_that_answers_ranges_with_other_bytes_is_read_without_them() -> None:
    data = random.Random(1).randbytes(9 << 20)

    def get(request: Request) -> Reply:
        asked = request.headers.get("Range")
        if asked is None:
            return Reply(200, data, OK)
        start, end = asked.removeprefix("bytes=").split("-")
        count = int(end or len(data) - 1) - int(start) + 1
        wrong = OK | {"Content-Range": f"bytes {asked.removeprefix('bytes=')}/{len(data)}"}
        return Reply(206, data[:count], wrong)

    with serving(get) as store:
        ref = ObjectRef("orders", "a.txt", etag="abc", size=len(data))
        with store.open(ref) as body:
            assert body.read() == data
            body.seek(-100, 2)
            assert body.read() == data[-100:]


def test_a_body_that_breaks_off_is_taken_up_again() -> None:
    data = random.Random(2).randbytes(1 << 20)
    requests: list[Request] = []

    def get(request: Request) -> Reply:
        requests.append(request)
        part = data if len(requests) > 1 else data[:600_000]
        return Reply(200, part, OK, length=len(data))

    with serving(get) as store:
        assert read(store, ObjectRef("orders", "a.txt", etag="abc", size=len(data))) == data
    assert len(requests) == 2


def test_an_overloaded_server_is_asked_again() -> None:
    refusals = iter([error(503, "SlowDown")] * 3)
    with odd_server(lambda request: next(refusals, None) or listing("a.txt")) as url:
        assert [ref.key for ref in S3Store(Targets(endpoint_url=url)).list("orders")] == ["a.txt"]


def test_the_region_is_known_from_a_refusal_too() -> None:
    refusal = Reply(403, b"", {"x-amz-bucket-region": "ap-south-1"})
    with odd_server(lambda request: refusal) as url:
        assert S3Store(Targets(endpoint_url=url)).region("orders") == "ap-south-1"


def test_an_endpoint_from_the_environment_takes_the_bucket_in_the_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paths: list[str] = []

    def answer(request: Request) -> Reply:
        paths.append(request.path)
        return listing("a.txt")

    with odd_server(answer) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", url.replace("127.0.0.1", "localhost"))
        list(S3Store(Targets()).list("orders"))
    assert paths[0].startswith("/orders?")


def test_a_profile_gives_region_and_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.write_text(
        "[profile audit]\nregion = eu-north-1\naws_access_key_id = A\naws_secret_access_key = B\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    assert S3Store(Targets(profile="audit")).client().meta.region_name == "eu-north-1"


@pytest.mark.parametrize(
    ("etag", "headers", "compared"),
    [
        ("MD5", {}, True),
        ("MD5", {"x-amz-server-side-encryption": "AES256"}, True),
        ("MD5", {"x-amz-server-side-encryption": "aws:kms"}, False),
        ("MD5", {"x-amz-server-side-encryption-customer-algorithm": "AES256"}, False),
        ("MD5-2", {}, False),
        ("W/opaque", {}, False),
    ],
)
def test_an_etag_that_is_an_md5_is_compared(etag: str, headers: Mapping[str, str], compared: bool) -> None:
    etag = etag.replace("MD5", hashlib.md5(b"right").hexdigest())
    ref = ObjectRef("orders", "a.txt", etag=etag, size=5)
    for body in (b"right", b"wrong"):
        reply = Reply(200, body, {"ETag": f'"{etag}"', **headers})
        with odd_server(lambda request, reply=reply: reply) as url:
            store = S3Store(Targets(endpoint_url=url, anonymous=True))
            if compared and body == b"wrong":
                with pytest.raises(ChecksumMismatch):
                    read(store, ref)
            else:
                assert read(store, ref) == body
