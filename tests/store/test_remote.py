"""What a reader gets through the fetcher is what the store gives, counted and limited alike."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import pickle
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pii_sweep.config import Targets
from pii_sweep.engine import fetcher
from pii_sweep.errors import BudgetSpent, NoSuchObject, ObjectChanged, StoreError, UsageError
from pii_sweep.store import connect, stream
from pii_sweep.store.grant import Grant, grant
from pii_sweep.store.protocol import NO_HEADERS, ObjectHeaders, Store
from pii_sweep.store.remote import ANSWER, FAILED, Channel, RemoteStore, encode_ref
from pii_sweep.types import ObjectRef, Target

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MakeBucket = Callable[[Mapping[str, bytes]], str]
BODIES = {
    "empty": b"",
    "small.txt": b"Maria Gonzalez\n" * 5,
    "piece.bin": bytes(range(256)) * 4096,
    "pieces.bin": (bytes(range(251)) * (1 + (3 << 20) // 251))[: 3 << 20],
}


class Fetching:
    """A fetcher in a thread, and the coordinator's ends of it."""

    def __init__(self, granted: Grant) -> None:
        self.registration, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        received, self.hints = multiprocessing.Pipe(duplex=False)
        threading.Thread(target=fetcher.serve, args=(theirs, received, granted), daemon=True).start()

    def register(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        socket.send_fds(self.registration, [b"reader"], [theirs.fileno()])
        theirs.close()
        return ours


@pytest.fixture
def settings(moto_url: str) -> Targets:
    return Targets(endpoint_url=moto_url)


def both(settings: Targets, bucket: str) -> tuple[Fetching, RemoteStore, Store]:
    """Return a fetcher for a bucket, its store as a reader has it, and as the fetcher has it."""
    target = Target("s3", bucket)
    fetching = Fetching(grant([target], settings))
    return fetching, RemoteStore(Channel(fetching.register()), target), connect(target, settings)


def steps(store: Store | RemoteStore, ref: ObjectRef) -> tuple[bytes, int, int]:
    """Read an object in leaps, and return all that came with what it took."""
    before = store.traffic.requests, store.traffic.bytes_read
    with store.open(ref) as body:
        parts = [body.read(10)]
        body.seek(-min(ref.size, 20), io.SEEK_END)
        parts.append(body.read())
        body.seek(0)
        parts.append(body.read())
    return b"|".join(parts), store.traffic.requests - before[0], store.traffic.bytes_read - before[1]


@pytest.mark.parametrize("ahead", [False, True])
def test_a_reader_gets_and_counts_what_the_store_gives(
    settings: Targets, make_bucket: MakeBucket, ahead: bool
) -> None:
    bucket = make_bucket(BODIES)
    fetching, remote, local = both(settings, bucket)
    for ref in local.list(bucket):
        if ahead:
            fetching.hints.send_bytes(pickle.dumps((Target("s3", bucket), ref)))
        assert steps(remote, ref) == steps(local, ref)


def test_a_large_object_is_read_by_the_same_windows(
    settings: Targets, make_bucket: MakeBucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("stream", "objects"):
        monkeypatch.setattr(f"pii_sweep.store.{module}.KEPT", 1 << 20)
    monkeypatch.setattr(stream, "WHOLE", 1 << 19)
    bucket = make_bucket(BODIES)
    _, remote, local = both(settings, bucket)
    (ref,) = local.list(bucket, "pieces")
    assert steps(remote, ref) == steps(local, ref)


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize("size", [200, (3 << 20) + 1])
def test_user_metadata_and_the_number_of_tags_come_with_the_body_at_no_further_request(
    settings: Targets, make_bucket: MakeBucket, client: S3Client, ahead: bool, size: int
) -> None:
    bucket = make_bucket({})
    given = {"customer": "Maria Gonzalez", "ort": "=?UTF-8?Q?K=C3=B6ln?="}
    client.put_object(Bucket=bucket, Key="a.log", Body=b"x" * size, Metadata=given, Tagging="team=web&cost=7")
    client.put_object(Bucket=bucket, Key="b.log", Body=b"x" * size)
    fetching, remote, local = both(settings, bucket)
    first, second = local.list(bucket)
    if ahead:
        fetching.hints.send((Target("s3", bucket), first))
    for store in (remote, local, local):  # boto3 sends the first request of a bucket
        _, requests, _ = steps(store, first)
        assert store.headers == ObjectHeaders({"customer": "Maria Gonzalez", "ort": "Köln"}, 2)
        assert steps(store, second)[1] == requests
        assert store.headers == NO_HEADERS


def test_tags_are_read_and_counted_as_the_store_does(
    settings: Targets, make_bucket: MakeBucket, client: S3Client
) -> None:
    bucket = make_bucket({})
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    client.put_object(Bucket=bucket, Key="a.log", Body=b"x", Tagging="team=web&cost=7")
    older = client.head_object(Bucket=bucket, Key="a.log")["VersionId"]
    client.put_object(Bucket=bucket, Key="a.log", Body=b"x", Tagging="owner=K%C3%B6ln")
    _, remote, local = both(settings, bucket)
    (ref,) = local.list(bucket)
    for store in (remote, local):
        before = store.traffic.requests
        assert store.read_tags(ref) == {"owner": "Köln"}
        assert store.read_tags(replace(ref, version=older)) == {"team": "web", "cost": "7"}
        assert store.traffic.requests == before + 2
        with pytest.raises(NoSuchObject):
            store.read_tags(replace(ref, key="b.log"))


def test_tags_of_no_object_of_the_grant_are_read(settings: Targets, make_bucket: MakeBucket) -> None:
    bucket, other = make_bucket({}), make_bucket({"a.log": b"x"})
    (ref,) = connect(Target("s3", other), settings).list(other)
    end = Fetching(grant([Target("s3", bucket)], settings)).register()
    request = {"do": "tags", "target": asdict(Target("s3", other)), "ref": encode_ref(ref)}
    end.sendall(json.dumps(request).encode() + b"\n")
    assert end.recv(1) == b""  # nothing but the end of the connection


def test_what_was_fetched_ahead_is_asked_for_once(settings: Targets, make_bucket: MakeBucket) -> None:
    bucket = make_bucket(BODIES)
    target = Target("s3", bucket)
    store = connect(target, settings)
    (ref,) = store.list(bucket, "pieces")
    begun = fetcher._begin(store, ref)
    assert begun is not None and begun.piece == BODIES["pieces.bin"][: len(begun.piece)]
    assert 0 < len(begun.piece) <= stream.CHUNK and begun.requests == 1
    ahead = fetcher.Ahead()
    assert ahead.want("a") and not ahead.want("a") and ahead.start("a") and not ahead.start("a")
    taken: list[fetcher.Begun | None] = []
    reader = threading.Thread(target=lambda: taken.append(ahead.take("a")))
    reader.start()  # who wants it while it is fetched waits for it
    ahead.put("a", begun)
    reader.join()
    assert taken == [begun] and ahead.take("a") is None and not ahead.want("a")


def test_what_is_read_before_it_is_fetched_ahead_is_not_fetched_again() -> None:
    ahead = fetcher.Ahead()
    assert ahead.want("a") and ahead.take("a") is None and not ahead.start("a")
    assert ahead.take("b") is None and not ahead.want("b")


def test_what_is_kept_ahead_is_bounded() -> None:
    closed: list[int] = []

    class Body:
        def close(self) -> None:
            closed.append(1)

    ahead = fetcher.Ahead()
    for number in range(50):
        ahead.put(str(number), fetcher.Begun(None, Body(), None, bytes(1 << 20), 1, 1 << 20, None))
    assert ahead._size <= fetcher.AHEAD and len(closed) == 50 - (fetcher.AHEAD >> 20)
    assert ahead.take("0") is None and ahead.take("49") is not None


def test_limits_hold_at_the_fetcher(settings: Targets, make_bucket: MakeBucket) -> None:
    bucket = make_bucket(BODIES)
    _, remote, local = both(settings, bucket)
    (ref,) = local.list(bucket, "small")
    remote.traffic.limit(0, None)
    with pytest.raises(BudgetSpent), remote.open(ref) as body:
        body.read()
    remote.traffic.limit(5, 10)
    with pytest.raises(BudgetSpent), remote.open(ref) as body:
        body.read()
    remote.traffic.limit(None, None)
    assert remote.open(ref).read() == BODIES["small.txt"]


def test_a_reader_meets_the_stores_errors(settings: Targets, make_bucket: MakeBucket) -> None:
    bucket = make_bucket(BODIES)
    _, remote, local = both(settings, bucket)
    (ref,) = local.list(bucket, "small")
    gone = ObjectRef(bucket, "gone", etag="abc", size=5)
    changed = ObjectRef(bucket, ref.key, etag="0" * 32, size=ref.size)
    for wrong, kind in ((gone, NoSuchObject), (changed, ObjectChanged)):
        with pytest.raises(kind) as raised:
            remote.open(wrong).read()
        assert raised.value.reason == kind.reason
    with pytest.raises(StoreError):
        list(remote.list(bucket))


def test_wrong_credentials_reach_the_reader_as_a_usage_error() -> None:
    made = Fetching(grant([Target("s3", "b")], Targets(profile="none such")))
    remote = RemoteStore(Channel(made.register()), Target("s3", "b"))
    with pytest.raises(UsageError, match="profile"):
        remote.open(ObjectRef("b", "k", etag="e", size=1))


def test_a_folder_is_read_through_a_file_that_the_fetcher_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"text")
    target = Target("folder", tmp_path.name, root=str(tmp_path))
    made = Fetching(grant([target], Targets()))
    remote, local = RemoteStore(Channel(made.register()), target), connect(target, Targets())
    (ref,) = local.list(tmp_path.name)
    assert steps(remote, ref) == steps(local, ref)
    remote.traffic.limit(3, 2)
    with pytest.raises(BudgetSpent), remote.open(ref) as body:
        body.read()
    (tmp_path / "a.txt").unlink()
    with pytest.raises(NoSuchObject):
        remote.open(ref)


HOSTILE = [
    b"\x80\x04.\n",
    b"[]\n",
    b'{"do": "list"}\n',
    b'{"do": "open", "limits": [1], "target": {"kind": "s3"}, "ref": {}}\n',
    b'{"do": "open", "limits": null, "target": {"kind": "s3"}, "ref": {}}\n',
    b'{"do": "fetch", "number": 99, "start": 0, "end": null}\n',
    b'{"do": "read", "body": "x", "count": 1}\n',
    b'{"do": ' + b"[" * 5000 + b"\n",
]


@pytest.mark.parametrize("request_line", HOSTILE, ids=range(len(HOSTILE)))
def test_a_reader_that_was_taken_over_is_hung_up_on(tmp_path: Path, request_line: bytes) -> None:
    folder = tmp_path / "b"
    fetching = Fetching(grant([Target("folder", "b", root=str(folder))], Targets()))
    with fetching.register() as end:
        end.settimeout(30)
        end.sendall(request_line)
        answer = end.recv(1 << 16)
        if answer:  # at most an error of ours
            assert ANSWER.unpack(answer[: ANSWER.size])[0] == FAILED
    with fetching.register() as other:  # and others are served
        other.settimeout(30)
        target, ref = {"kind": "folder", "bucket": "b", "root": str(folder)}, {"bucket": "b", "key": "k"}
        asked = {"do": "open", "limits": None, "target": target, "ref": ref}
        other.sendall(json.dumps(asked).encode() + b"\n")
        assert b"no such folder" in other.recv(1 << 16)


@pytest.mark.parametrize(
    ("target", "ref"),
    [
        (
            {"kind": "folder", "bucket": "etc", "root": "/etc"},
            {"bucket": "etc", "key": "hostname", "size": 1},
        ),
        ({"kind": "folder", "bucket": "b", "root": "/"}, {"bucket": "b", "key": "etc/hostname", "size": 1}),
        ({"kind": "s3", "bucket": "theirs"}, {"bucket": "theirs", "key": "ours/what-was-found", "size": 1}),
        ({"kind": "s3", "bucket": "b"}, {"bucket": "theirs", "key": "ours/what-was-found", "size": 1}),
        ({"kind": "s3", "bucket": "b"}, {"bucket": "b", "key": "theirs/what-was-found", "size": 1}),
        ({"kind": "s3", "bucket": "b", "account": "1"}, {"bucket": "b", "key": "ours/k", "size": 1}),
    ],
)
def test_nothing_is_opened_but_objects_of_the_targets(
    target: dict[str, str], ref: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Target] = []
    monkeypatch.setattr("pii_sweep.store.grant.connect", lambda one, _: asked.append(one))
    fetching = Fetching(grant([Target("s3", "b", prefix="ours/")], Targets()))
    with fetching.register() as end:
        end.settimeout(60)
        request = {"do": "open", "limits": None, "target": target, "ref": ref}
        end.sendall(json.dumps(request).encode() + b"\n")
        assert end.recv(1 << 16) == b"" and not asked


def test_a_reader_without_a_fetcher_ends() -> None:
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        theirs.close()
        Channel(ours).ask(do="close", body=0)
        os._exit(0)
    ours.close()
    theirs.close()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 75
