"""Against a real S3 server that enforces signatures, ACLs, policies and blocks: Ceph's RADOS Gateway."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from pii_sweep.config import Targets
from pii_sweep.engine.local import interleave
from pii_sweep.errors import AccessDenied, NoSuchBucket, ObjectChanged, UsageError
from pii_sweep.store import S3Store
from pii_sweep.store.access.exposure import read_exposure
from pii_sweep.store.listing.shards import list_in_ranges
from tests.store import rgw

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

NUMBERS = itertools.count(1)
BLOCK: Any = {
    "BlockPublicAcls": False,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": False,
    "RestrictPublicBuckets": False,
}

As = Callable[[rgw.User | None], S3Store]


@pytest.fixture
def owner(gateway_url: str) -> S3Client:
    return boto3.client(
        "s3",
        endpoint_url=gateway_url,
        region_name="us-east-1",
        aws_access_key_id=rgw.OWNER.access_key,
        aws_secret_access_key=rgw.OWNER.secret_key,
    )


@pytest.fixture
def bucket(owner: S3Client) -> str:
    name = f"orders-{next(NUMBERS)}"
    owner.create_bucket(Bucket=name)
    owner.put_object(Bucket=name, Key="a.txt", Body=b"hello")
    return name


@pytest.fixture
def store_as(gateway_url: str, monkeypatch: pytest.MonkeyPatch) -> As:
    """Return a function that opens the gateway as a user, or as nobody."""

    def opened(user: rgw.User | None) -> S3Store:
        if user is None:
            return S3Store(Targets(endpoint_url=gateway_url, anonymous=True))
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", user.access_key)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", user.secret_key)
        return S3Store(Targets(endpoint_url=gateway_url))

    return opened


def contents(store: S3Store, bucket: str) -> dict[str, bytes]:
    found = {}
    for ref in store.list(bucket):
        with store.open(ref) as body:
            found[ref.key] = body.read()
    return found


def let_in(owner: S3Client, bucket: str, principal: Any) -> None:
    statement = {
        "Effect": "Allow",
        "Principal": principal,
        "Action": ["s3:GetObject", "s3:ListBucket"],
        "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
    }
    document = {"Version": "2012-10-17", "Statement": [statement]}
    owner.put_bucket_policy(Bucket=bucket, Policy=json.dumps(document))


def test_the_owner_reads_a_private_bucket_and_no_one_else_does(store_as: As, bucket: str) -> None:
    assert contents(store_as(rgw.OWNER), bucket) == {"a.txt": b"hello"}
    for stranger in (None, rgw.AUDITOR):
        with pytest.raises(AccessDenied) as caught:
            contents(store_as(stranger), bucket)
        assert caught.value.reason == "PERMISSION_DENIED"


def test_a_private_bucket_is_private_to_its_owner_and_unknown_to_others(store_as: As, bucket: str) -> None:
    assert read_exposure(store_as(rgw.OWNER), bucket).level == "PRIVATE"
    for stranger in (None, rgw.AUDITOR):
        found = read_exposure(store_as(stranger), bucket)
        assert (found.level, found.public_read) == ("UNKNOWN", "indeterminate")


def test_a_public_policy_is_public_to_whoever_asks_and_anyone_reads_it(
    store_as: As, bucket: str, owner: S3Client
) -> None:
    let_in(owner, bucket, "*")
    for caller in (rgw.OWNER, rgw.AUDITOR, None):
        store = store_as(caller)
        assert contents(store, bucket) == {"a.txt": b"hello"}
        assert read_exposure(store, bucket).level == "PUBLIC"


def test_a_public_acl_is_public_and_its_public_objects_are_read_without_credentials(
    store_as: As, bucket: str, owner: S3Client
) -> None:
    owner.put_bucket_acl(Bucket=bucket, ACL="public-read")
    owner.put_object(Bucket=bucket, Key="a.txt", Body=b"hello", ACL="public-read")
    assert contents(store_as(None), bucket) == {"a.txt": b"hello"}
    assert read_exposure(store_as(rgw.OWNER), bucket).level == "PUBLIC"
    assert read_exposure(store_as(None), bucket).level == "PUBLIC"


def test_ignored_acls_really_let_no_one_in(store_as: As, bucket: str, owner: S3Client) -> None:
    owner.put_bucket_acl(Bucket=bucket, ACL="public-read")
    owner.put_object(Bucket=bucket, Key="a.txt", Body=b"hello", ACL="public-read")
    owner.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=BLOCK)
    with pytest.raises(AccessDenied):
        contents(store_as(None), bucket)
    assert read_exposure(store_as(rgw.OWNER), bucket).level == "PRIVATE"


def test_one_public_object_in_a_private_bucket_is_found(store_as: As, bucket: str, owner: S3Client) -> None:
    owner.put_object(Bucket=bucket, Key="photo.jpg", Body=b"x", ACL="public-read")
    found = read_exposure(store_as(rgw.OWNER), bucket)
    assert found.level == "PUBLIC" and "(1 of 2 looked at)" in found.reasons[0]


def test_a_named_user_makes_it_shared_and_does_read_it(store_as: As, bucket: str, owner: S3Client) -> None:
    let_in(owner, bucket, {"AWS": "arn:aws:iam:::user/auditor"})
    assert contents(store_as(rgw.AUDITOR), bucket) == {"a.txt": b"hello"}
    with pytest.raises(AccessDenied):
        contents(store_as(None), bucket)
    found = read_exposure(store_as(rgw.OWNER), bucket)
    assert (found.level, found.public_read) == ("SHARED", "no")
    assert found.external_principals == ("arn:aws:iam:::user/auditor",)


def test_an_acl_grant_to_another_user_makes_it_shared(store_as: As, bucket: str, owner: S3Client) -> None:
    owner.put_bucket_acl(Bucket=bucket, GrantRead='id="auditor"', GrantFullControl='id="owner"')
    found = read_exposure(store_as(rgw.OWNER), bucket)
    assert (found.level, found.external_principals) == ("SHARED", ("CanonicalUser:auditor",))


def test_a_policy_for_the_owner_alone_stays_private(store_as: As, bucket: str, owner: S3Client) -> None:
    let_in(owner, bucket, {"AWS": "arn:aws:iam:::user/owner"})
    assert read_exposure(store_as(rgw.OWNER), bucket).level == "PRIVATE"


def test_a_block_that_the_server_does_not_keep_is_not_believed(
    store_as: As, bucket: str, owner: S3Client
) -> None:
    let_in(owner, bucket, "*")
    owner.put_public_access_block(
        Bucket=bucket, PublicAccessBlockConfiguration={**BLOCK, "RestrictPublicBuckets": True}
    )
    found = read_exposure(store_as(rgw.OWNER), bucket)
    try:
        contents(store_as(None), bucket)
    except AccessDenied:
        assert found.level == "PRIVATE"
    else:
        assert found.level == "PUBLIC"


@pytest.mark.parametrize(
    "wrong", [rgw.User("owner", rgw.OWNER.access_key, "NOTIT"), rgw.User("x", "NOBODY", "NOTIT")]
)
def test_wrong_credentials_are_a_usage_error_without_them_in_it(
    store_as: As, bucket: str, wrong: rgw.User
) -> None:
    with pytest.raises(UsageError) as caught:
        contents(store_as(wrong), bucket)
    assert wrong.access_key not in str(caught.value) and "NOTIT" not in str(caught.value)


def test_a_bucket_that_does_not_exist_is_named(store_as: As, bucket: str) -> None:
    with pytest.raises(NoSuchBucket, match="nowhere"):
        contents(store_as(rgw.OWNER), "nowhere")


def test_a_changed_object_is_refused_by_the_server_itself(store_as: As, bucket: str, owner: S3Client) -> None:
    store = store_as(rgw.OWNER)
    (ref,) = store.list(bucket)
    owner.put_object(Bucket=bucket, Key="a.txt", Body=b"other")
    with pytest.raises(ObjectChanged), store.open(ref) as body:
        body.read()


def test_odd_keys_pages_ranges_and_versions_work_on_a_real_server(
    store_as: As, bucket: str, owner: S3Client
) -> None:
    odd = ["a b+c%20.txt", "ünï/😀.txt", "/lead", "a//b", "a/../b", "q?x=1&y#z", "folder/"]
    for key in odd:
        owner.put_object(Bucket=bucket, Key=key, Body=b"" if key.endswith("/") else key.encode())
    for number in range(63):
        owner.put_object(Bucket=bucket, Key=f"many/{number % 3}/{number:02}")
    data = bytes(n % 251 for n in range(9 << 20))
    owner.put_object(Bucket=bucket, Key="big.bin", Body=data)
    store = S3Store(store_as(rgw.OWNER).settings, page=10)
    listed = list(store.list(bucket))
    refs = {ref.key: ref for ref in listed}
    assert len(listed) == len(refs) == 63 + len(odd) + 2
    assert [ref.key for ref in store.list(bucket, after="many/2/59")] == [
        "many/2/62",
        "q?x=1&y#z",
        odd[1],
    ]
    for key in odd[:-1]:
        with store.open(refs[key]) as body:
            assert body.read() == key.encode()
    with store.open(refs["big.bin"]) as body:
        body.seek(-1000, 2)
        assert body.read() == data[-1000:]
        body.seek(0)
        assert body.read() == data
    first, ranges = list_in_ranges(store, bucket, "", serial=2)
    found = [*first, *chain.from_iterable(interleave(ranges, 3))]
    assert sorted(ref.key for ref in found) == sorted(refs)


def test_versions_are_kept_apart_on_a_real_server(
    gateway_url: str, store_as: As, bucket: str, owner: S3Client
) -> None:
    owner.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    owner.put_object(Bucket=bucket, Key="a.txt", Body=b"newer")
    for key in ("b.txt", "c.txt", "d.txt"):
        owner.put_object(Bucket=bucket, Key=key, Body=key.encode())
    owner.delete_object(Bucket=bucket, Key="a.txt")
    store_as(rgw.OWNER)
    store = S3Store(Targets(endpoint_url=gateway_url, versions=True), page=3)
    found = []
    for ref in store.list(bucket):
        with store.open(ref) as body:
            found.append(body.read())
    assert sorted(found) == [b"b.txt", b"c.txt", b"d.txt", b"hello", b"newer"]
    assert read_exposure(store, bucket).versioning == "enabled"
