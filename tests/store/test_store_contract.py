"""What every store does alike, against a folder and against an S3 server over HTTP."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pii_sweep.config import Targets
from pii_sweep.errors import NoSuchBucket, NoSuchObject, ObjectChanged
from pii_sweep.store import Store, connect
from pii_sweep.types import ObjectRef, Target

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ODD_KEYS = [
    "a b.txt", "a+b.txt", "50%25.txt", "q?x=1&y#z.txt", "ünï/ñ.txt", "emoji😀.txt", "tab\there.txt",
    "a'b\"c.txt",     "back\\slash.txt", "deep/er/and/deeper.txt", "-dash", "~tilde", "a=b;c,d",
]  # fmt: skip
TEXT = bytes(range(256)) * 1200  # larger than a read-ahead chunk


class Place:
    """A bucket or folder that a test may fill and change behind the store's back."""

    def __init__(
        self, store: Store, bucket: str, put: Callable[[str, bytes], None], drop: Callable[[str], None]
    ):
        self.store, self.bucket, self.put, self.drop = store, bucket, put, drop

    def fill(self, objects: Mapping[str, bytes]) -> None:
        for key, body in objects.items():
            self.put(key, body)

    def refs(self, prefix: str = "") -> dict[str, ObjectRef]:
        return {ref.key: ref for ref in self.store.list(self.bucket, prefix)}


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return _make_s3_place(request, {}) if request.param == "s3" else _make_folder_place(tmp_path)


def _make_s3_place(request: pytest.FixtureRequest, objects: Mapping[str, bytes]) -> Place:
    """Make a bucket that holds these objects; many of them are put there without a request for each."""
    client: S3Client = request.getfixturevalue("client")
    bucket: str = request.getfixturevalue("make_bucket")(objects)
    settings = Targets(endpoint_url=request.getfixturevalue("moto_url"))
    return Place(
        connect(Target("s3", bucket), settings),
        bucket,
        lambda key, body: client.put_object(Bucket=bucket, Key=key, Body=body) and None,
        lambda key: client.delete_object(Bucket=bucket, Key=key) and None,
    )


def _make_folder_place(tmp_path: Path) -> Place:
    root = tmp_path / "orders"
    root.mkdir()

    def put(key: str, body: bytes) -> None:
        path = root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)

    store = connect(Target("folder", "orders", root=str(root)), Targets())
    return Place(store, "orders", put, lambda key: (root / key).unlink())


def test_everything_listed_can_be_read_whatever_its_key(place: Place) -> None:
    place.fill({key: key.encode() for key in ODD_KEYS})
    refs = place.refs()
    assert sorted(refs) == sorted(ODD_KEYS)
    for key, ref in refs.items():
        with place.store.open(ref) as body:
            assert body.read() == key.encode()
        assert (ref.bucket, ref.size) == (place.bucket, len(key.encode()))
        assert ref.etag and ref.modified and ref.modified.tzinfo


@pytest.mark.parametrize("store", ["folder", "s3"])
def test_a_listing_goes_on_past_a_thousand_keys_and_is_in_key_order(
    request: pytest.FixtureRequest, tmp_path: Path, store: str
) -> None:
    objects = {f"{n % 7}/{n:04}": b"" for n in range(1234)}
    place = _make_s3_place(request, objects) if store == "s3" else _make_folder_place(tmp_path)
    if store == "folder":
        place.fill(objects)
    keys = [ref.key for ref in place.store.list(place.bucket)]
    assert len(keys) == 1234
    assert keys == sorted(keys, key=str.encode)


def test_a_folder_sorts_among_files_as_its_keys_do(place: Place) -> None:
    place.fill({key: b"x" for key in ["a/b", "a.txt", "a0", "a-c", "a/", "aa"] if not key.endswith("/")})
    assert [ref.key for ref in place.store.list(place.bucket)] == ["a-c", "a.txt", "a/b", "a0", "aa"]


def test_a_prefix_need_not_end_at_a_slash(place: Place) -> None:
    place.fill({key: b"x" for key in ["2025/a", "2026/01/a", "2026/02/b", "20260.txt", "x"]})
    assert sorted(place.refs("2026")) == ["2026/01/a", "2026/02/b", "20260.txt"]
    assert sorted(place.refs("2026/0")) == ["2026/01/a", "2026/02/b"]
    assert place.refs("none") == {}


def test_a_listing_resumes_behind_a_key(place: Place) -> None:
    place.fill({key: b"x" for key in ["a", "b/1", "b/2", "c"]})
    assert [ref.key for ref in place.store.list(place.bucket, after="b/1")] == ["b/2", "c"]
    assert [ref.key for ref in place.store.list(place.bucket, "b/", after="b/1")] == ["b/2"]


def test_a_stream_seeks_and_reads_ranges(place: Place) -> None:
    place.put("data.bin", TEXT)
    with place.store.open(place.refs()["data.bin"]) as body:
        assert body.seekable()
        body.seek(-10, os.SEEK_END)
        assert body.read() == TEXT[-10:]
        body.seek(100_000)
        assert body.read(1000) == TEXT[100_000:101_000]
        assert body.tell() == 101_000
        body.seek(len(TEXT) + 5)
        assert body.read() == b""
        body.seek(0)
        assert body.read() == TEXT


def test_two_streams_of_one_object_do_not_disturb_each_other(place: Place) -> None:
    place.put("data.bin", TEXT)
    ref = place.refs()["data.bin"]
    with place.store.open(ref) as one, place.store.open(ref) as other:
        one.read(70_000)
        assert other.read(10) == TEXT[:10]
        assert one.read(10) == TEXT[70_000:70_010]


def test_bytes_read_and_requests_are_counted(place: Place) -> None:
    place.put("data.csv", TEXT)
    ref = place.refs()["data.csv"]
    before = (place.store.traffic.requests, place.store.traffic.bytes_read)
    with place.store.open(ref) as body:
        body.read()
    assert place.store.traffic.bytes_read - before[1] == len(TEXT)
    assert place.store.traffic.requests - before[0] == 1


def test_an_empty_object_reads_as_nothing(place: Place) -> None:
    place.put("empty", b"")
    with place.store.open(place.refs()["empty"]) as body:
        assert body.read() == b""


def test_an_object_changed_since_the_listing_is_not_read(place: Place) -> None:
    place.put("order.txt", b"first")
    ref = place.refs()["order.txt"]
    place.put("order.txt", b"other")
    os_settles(place, ref)
    with pytest.raises(ObjectChanged) as caught, place.store.open(ref) as body:
        body.read()
    assert caught.value.reason == "OBJECT_VERSION_MISMATCH"


def os_settles(place: Place, ref: ObjectRef) -> None:
    """Make sure that a file system with coarse times shows the change."""
    root = getattr(place.store, "root", None)
    if root is not None:
        os.utime(root / ref.key, ns=(1, 1))


def test_an_object_gone_since_the_listing_is_said_to_be_gone(place: Place) -> None:
    place.put("order.txt", b"first")
    ref = place.refs()["order.txt"]
    place.drop("order.txt")
    with pytest.raises(NoSuchObject) as caught, place.store.open(ref) as body:
        body.read()
    assert caught.value.reason == "SOURCE_OBJECT_NO_LONGER_AVAILABLE"
    assert "order" not in str(caught.value)


def test_one_object_can_be_looked_up_without_a_listing(place: Place) -> None:
    place.put("a/b.txt", b"text")
    assert place.store.stat(place.bucket, "a/b.txt") == place.refs()["a/b.txt"]
    with pytest.raises(NoSuchObject):
        place.store.stat(place.bucket, "a/none.txt")


def test_the_buckets_of_a_store_include_the_one_it_was_opened_for(place: Place) -> None:
    assert place.bucket in place.store.buckets()
    assert isinstance(place.store.region(place.bucket), str)


def test_another_bucket_is_no_bucket(place: Place) -> None:
    with pytest.raises(NoSuchBucket) as caught:
        list(place.store.list("no-such-bucket-here"))
    assert "no-such-bucket-here" in str(caught.value)
