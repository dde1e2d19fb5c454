"""Exposure from the configuration: over HTTP against moto, and part by part where a call is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from pii_sweep.config import Targets
from pii_sweep.errors import UsageError
from pii_sweep.store import FolderStore, S3Store
from pii_sweep.store.access.configuration import Account, Part
from pii_sweep.store.access.exposure import judge, read_exposure
from pii_sweep.types import Exposure
from tests.store.oddserver import Reply, Request, error, odd_server

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

Make = Callable[[Mapping[str, bytes]], str]
BLOCKS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
ALL_ON: Any = dict.fromkeys(BLOCKS, True)


def put_policy(
    client: S3Client, bucket: str, principal: Any, action: Any = "s3:GetObject", **more: Any
) -> None:
    resource = [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]
    statement = {
        "Sid": "web",
        "Effect": "Allow",
        "Principal": principal,
        "Action": action,
        "Resource": resource,
    }
    client.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Statement": [statement | more]}))


@pytest.fixture
def bucket(make_bucket: Make) -> str:
    return make_bucket({"a.txt": b"hello"})


@pytest.fixture
def store(moto_url: str) -> S3Store:
    return S3Store(Targets(endpoint_url=moto_url, region="us-east-1"))


def stages(exposure: Exposure) -> list[str]:
    return [step.stage for step in exposure.steps]


def commands(exposure: Exposure) -> str:
    return "\n".join(step.command for step in exposure.steps)


def test_a_bucket_that_nothing_opens_is_private(store: S3Store, bucket: str) -> None:
    found = read_exposure(store, bucket)
    assert (found.level, found.public_read, found.public_write) == ("PRIVATE", "no", "no")
    assert found.unread == ()
    assert any("ACLs of single objects" in reason for reason in found.reasons)


def test_a_policy_for_everyone_makes_it_public_and_says_which(
    store: S3Store, bucket: str, client: S3Client
) -> None:
    put_policy(client, bucket, "*")
    found = read_exposure(store, bucket)
    assert (found.level, found.public_read, found.public_write) == ("PUBLIC", "yes", "no")
    assert found.reasons[0] == "anyone may read objects (policy statement 'web')"
    assert f"aws s3api delete-bucket-policy --bucket {bucket}" in commands(found)
    assert stages(found) == sorted(stages(found), key=["make private", "restrict access", "add layers"].index)


@pytest.mark.parametrize("acl", ["public-read", "authenticated-read"])
def test_an_acl_for_everyone_makes_it_public(store: S3Store, bucket: str, client: S3Client, acl: Any) -> None:
    client.put_bucket_acl(Bucket=bucket, ACL=acl)
    found = read_exposure(store, bucket)
    assert (found.level, found.public_read) == ("PUBLIC", "yes")
    assert f"aws s3api put-bucket-acl --bucket {bucket} --acl private" in commands(found)


def test_an_object_that_is_public_by_its_own_acl_makes_the_bucket_public(
    store: S3Store, bucket: str, client: S3Client
) -> None:
    client.put_object(Bucket=bucket, Key="photo.jpg", Body=b"x", ACL="public-read")
    found = read_exposure(store, bucket)
    assert found.level == "PUBLIC"
    assert "(1 of 2 looked at)" in found.reasons[0]


def test_public_writing_is_no_public_reading_and_not_private(
    store: S3Store, bucket: str, client: S3Client
) -> None:
    put_policy(client, bucket, "*", "s3:PutObject")
    found = read_exposure(store, bucket)
    assert (found.level, found.public_read, found.public_write) == ("SHARED", "no", "yes")
    assert (found.deletable, found.erasable) == ("no", "no")


def test_public_deleting_is_read_apart_from_public_writing(
    store: S3Store, bucket: str, client: S3Client
) -> None:
    put_policy(client, bucket, "*", "s3:DeleteObject")
    found = read_exposure(store, bucket)
    assert (found.level, found.public_write, found.deletable, found.erasable) == ("SHARED", "no", "yes", "no")
    assert "anyone may delete objects (policy statement 'web')" in found.reasons
    put_policy(client, bucket, "*", "s3:*")
    found = read_exposure(store, bucket)
    assert (found.public_read, found.public_write, found.deletable, found.erasable) == ("yes",) * 4


def test_a_public_access_block_closes_what_policy_and_acl_open(
    store: S3Store, bucket: str, client: S3Client
) -> None:
    put_policy(client, bucket, "*")
    client.put_bucket_acl(Bucket=bucket, ACL="public-read")
    client.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=ALL_ON)
    found = read_exposure(store, bucket)
    assert (found.level, found.public_read) == ("PRIVATE", "no")
    assert "Block public access to the bucket" not in {step.title for step in found.steps}


def test_the_accounts_own_block_closes_its_buckets(moto_url: str, bucket: str, client: S3Client) -> None:
    put_policy(client, bucket, "*")
    control = S3Store(Targets(endpoint_url=moto_url)).control()
    control.put_public_access_block(AccountId="123456789012", PublicAccessBlockConfiguration=ALL_ON)
    try:
        assert read_exposure(S3Store(Targets(endpoint_url=moto_url)), bucket).level == "PRIVATE"
    finally:
        control.delete_public_access_block(AccountId="123456789012")


def test_another_account_makes_it_shared_and_the_own_does_not(
    store: S3Store, bucket: str, client: S3Client
) -> None:
    put_policy(client, bucket, {"AWS": "arn:aws:iam::123456789012:role/reader"})
    assert read_exposure(store, bucket).level == "PRIVATE"
    put_policy(client, bucket, {"AWS": "arn:aws:iam::999999999999:root"})
    found = read_exposure(store, bucket)
    assert (found.level, found.public_read) == ("SHARED", "no")
    assert found.external_principals == ("arn:aws:iam::999999999999:root",)
    first = found.steps[0]  # blocking public access would take nothing from it
    assert first.stage == "make private" and first.title.endswith(": arn:aws:iam::999999999999:root")
    assert "restrict access" in stages(found)


def test_the_controls_are_reported_and_only_missing_ones_are_asked_for(
    store: S3Store, bucket: str, client: S3Client
) -> None:
    bare = read_exposure(store, bucket)
    assert (bare.versioning, bare.logging, bare.lifecycle, bare.tls_only) == ("off", "off", "off", "no")
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    rule: Any = {"SSEAlgorithm": "aws:kms"}
    client.put_bucket_encryption(
        Bucket=bucket,
        ServerSideEncryptionConfiguration={"Rules": [{"ApplyServerSideEncryptionByDefault": rule}]},
    )
    retention: Any = {"ID": "r", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 30}}
    client.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": [retention]})
    clear = {"Bool": {"aws:SecureTransport": "false"}}
    put_policy(client, bucket, "*", "s3:*", Effect="Deny", Condition=clear)
    found = read_exposure(store, bucket)
    assert (found.versioning, found.encryption, found.lifecycle) == ("enabled", "SSE-KMS", "enabled")
    assert found.tls_only == "yes"
    for gone in ("put-bucket-versioning", "put-bucket-encryption", "lifecycle", "put-bucket-policy"):
        assert gone not in commands(found)
    assert "put-bucket-logging" in commands(found)


def test_a_statement_that_lets_no_one_in_stays_when_the_public_one_goes(
    store: S3Store, bucket: str, client: S3Client
) -> None:
    clear = {"Bool": {"aws:SecureTransport": "false"}}
    there, own = {"Resource": f"arn:aws:s3:::{bucket}/*"}, {"AWS": "123456789012"}
    client.put_bucket_policy(
        Bucket=bucket,
        Policy=json.dumps({
            "Statement": [
                there | {"Sid": "open", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"},
                there | {"Sid": "own", "Effect": "Allow", "Principal": own, "Action": "s3:GetObject"},
                there | {"Sid": "tls", "Effect": "Deny", "Principal": "*", "Action": "*", "Condition": clear},
            ]
        }),
    )  # fmt: skip
    step = next(step for step in read_exposure(store, bucket).steps if "put-bucket-policy" in step.command)
    assert step.stage == "make private"
    assert '"own"' in step.command and '"tls"' in step.command and '"open"' not in step.command
    assert "delete-bucket-policy" not in commands(read_exposure(store, bucket))


def test_a_policy_is_copied_before_another_takes_its_place(
    store: S3Store, bucket: str, client: S3Client
) -> None:
    def verbs() -> list[str]:
        told = [step.command.split()[2] for step in read_exposure(store, bucket).steps]
        return [verb for verb in told if verb.endswith("-bucket-policy")]

    assert verbs() == ["put-bucket-policy"]  # there is none to replace
    put_policy(client, bucket, {"AWS": "123456789012"})
    assert verbs() == ["get-bucket-policy", "put-bucket-policy"]
    put_policy(client, bucket, "*")
    assert verbs() == ["get-bucket-policy", "delete-bucket-policy", "put-bucket-policy"]


def test_every_step_carries_the_bucket_or_the_account_and_a_cite(
    store: S3Store, bucket: str, client: S3Client
) -> None:
    put_policy(client, bucket, "*")
    for step in read_exposure(store, bucket).steps:
        assert step.command.startswith("aws ") and ("7123(c)" in step.cite and "NIST" in step.cite)
        assert "--bucket" not in step.command or f"--bucket {bucket}" in step.command


def test_a_folder_has_no_policy_and_is_unknown(tmp_path: Path) -> None:
    found = read_exposure(FolderStore(tmp_path), tmp_path.name)
    assert (found.level, found.public_read) == ("UNKNOWN", "indeterminate")
    assert found.reasons == ("a local folder has no bucket policy",)


def test_a_bucket_that_does_not_exist_is_unknown(store: S3Store) -> None:
    assert read_exposure(store, "nowhere-at-all").level == "UNKNOWN"


# ---- refusals, over HTTP ----


def test_refused_everything_it_is_unknown_with_every_part_listed() -> None:
    with odd_server(lambda request: error(403, "AccessDenied")) as url:
        found = read_exposure(S3Store(Targets(endpoint_url=url)), "orders")
    assert (found.level, found.public_read, found.public_write) == (
        "UNKNOWN",
        "indeterminate",
        "indeterminate",
    )
    assert {"policy (denied)", "acl (denied)", "encryption (denied)"} <= set(found.unread)
    assert (found.encryption, found.versioning, found.tls_only) == ("unknown", "unknown", "unknown")


def test_an_anonymous_listing_that_succeeds_proves_it_public() -> None:
    page = b"<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"

    def answer(request: Request) -> Reply:
        anonymous = "Authorization" not in request.headers
        return Reply(200, page) if anonymous and "list-type=2" in request.path else error(403, "AccessDenied")

    with odd_server(answer) as url:
        found = read_exposure(S3Store(Targets(endpoint_url=url)), "orders")
    assert (found.level, found.public_read) == ("PUBLIC", "yes")
    assert "anonymous request succeeded" in found.reasons[0]


@pytest.mark.parametrize(
    ("block", "level"),
    [
        (error(404, "NoSuchPublicAccessBlockConfiguration"), "PUBLIC"),
        (error(403, "AccessDenied"), "UNKNOWN"),
    ],
)
def test_an_object_s_own_acl_proves_nothing_where_the_block_that_may_void_it_was_not_read(
    block: Reply, level: str
) -> None:
    page = b"<Contents><Key>a.txt</Key><Size>5</Size></Contents>"
    everyone = b"<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>"
    kind = b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"'
    grant = b"<Grant><Grantee " + kind + b">" + everyone + b"</Grantee><Permission>READ</Permission></Grant>"
    given = (
        b"<AccessControlPolicy><AccessControlList>" + grant + b"</AccessControlList></AccessControlPolicy>"
    )

    def answer(request: Request) -> Reply:
        if "Authorization" not in request.headers:
            return error(403, "AccessDenied")
        if "publicAccessBlock" in request.path:
            return block
        if "a.txt?acl" in request.path:
            return Reply(200, given)
        if "list-type=2" in request.path:
            return Reply(200, b"<ListBucketResult>" + page + b"</ListBucketResult>")
        return error(403, "AccessDenied")

    with odd_server(answer) as url:
        found = read_exposure(S3Store(Targets(endpoint_url=url)), "orders")
    assert found.level == level


def test_a_server_that_checks_no_signature_proves_nothing() -> None:
    page = b"<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"

    def answer(request: Request) -> Reply:
        return Reply(200, page) if "list-type=2" in request.path else error(403, "AccessDenied")

    with odd_server(answer) as url:
        assert read_exposure(S3Store(Targets(endpoint_url=url)), "orders").level == "UNKNOWN"


def test_an_endpoint_that_does_not_answer_is_asked_once_and_unknown() -> None:
    store = S3Store(Targets(endpoint_url="http://127.0.0.1:9"))
    found = read_exposure(store, "orders")
    assert found.level == "UNKNOWN" and found.reasons == ("the endpoint did not answer",)
    assert "policy (unreachable)" in found.unread
    assert store.traffic.requests <= 2


def test_access_point_policies_are_read_where_the_policy_hands_on_to_them(
    store: S3Store, bucket: str, client: S3Client
) -> None:
    held = {"StringEquals": {"s3:DataAccessPointAccount": "123456789012"}}
    put_policy(client, bucket, "*", Condition=held)
    store.control().create_access_point(AccountId="123456789012", Name="web", Bucket=bucket)
    arn = "arn:aws:s3:us-east-1:123456789012:accesspoint/web/object/*"
    other = {"AWS": "arn:aws:iam::999999999999:root"}
    statement = {"Effect": "Allow", "Principal": other, "Action": "s3:GetObject", "Resource": arn}
    store.control().put_access_point_policy(
        AccountId="123456789012", Name="web", Policy=json.dumps({"Statement": [statement]})
    )
    found = read_exposure(store, bucket)
    assert found.level == "SHARED"
    assert found.external_principals == ("arn:aws:iam::999999999999:root through access point web",)


def test_credentials_that_are_not_accepted_are_a_usage_error() -> None:
    refusal = error(403, "InvalidAccessKeyId")
    with odd_server(lambda request: refusal) as url, pytest.raises(UsageError, match="access key"):
        read_exposure(S3Store(Targets(endpoint_url=url)), "orders")


# ---- part by part, without a server ----

OPEN_POLICY = {
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]
}
GIVEN = {
    "Owner": {"ID": "me"},
    "Grants": [
        {"Grantee": {"URI": "http://acs.amazonaws.com/groups/global/AllUsers"}, "Permission": "READ"},
        {"Grantee": {"ID": "me"}, "Permission": "FULL_CONTROL"},
    ],
}
ENFORCED = {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}
NAMES = (
    "public access block", "policy", "policy status", "acl", "ownership controls", "website", "encryption",
    "versioning", "logging", "lifecycle", "replication", "access points",
)  # fmt: skip


def parts(**changed: Part) -> dict[str, Part]:
    found = {name: Part(name, "none") for name in NAMES}
    found["acl"] = Part("acl", "read", {"Owner": {"ID": "me"}, "Grants": []})
    return found | {part.name: part for part in changed.values()}


def judged(
    account_block: Part | None = None, *, amazon: bool = True, own: bool = True, **changed: Part
) -> Exposure:
    block = account_block or Part("account public access block", "none")
    return judge(parts(**changed), Account("111122223333", "me", block), "orders", amazon=amazon, own=own)


def policy_part(document: Mapping[str, Any]) -> Part:
    return Part("policy", "read", {"Policy": json.dumps(document)})


def on(*settings: str) -> Part:
    return Part(
        "public access block", "read", {"PublicAccessBlockConfiguration": dict.fromkeys(settings, True)}
    )


def test_all_parts_clean_is_private() -> None:
    assert judged().level == "PRIVATE"


@pytest.mark.parametrize("state", ["denied", "unsupported", "failed"])
@pytest.mark.parametrize("name", ["policy", "acl"])
def test_an_unread_part_that_decides_is_never_private(name: str, state: Any) -> None:
    found = judged(part=Part(name, state))
    assert found.level == "UNKNOWN" and found.public_read == "indeterminate"
    assert found.unread == (f"{name} ({state})",)


def test_denied_replication_is_never_private() -> None:
    assert judged(part=Part("replication", "denied")).level == "UNKNOWN"


def test_an_unread_account_block_leaves_a_public_policy_undecided() -> None:
    denied = Part("account public access block", "denied")
    found = judged(denied, policy=policy_part(OPEN_POLICY))
    assert (found.level, found.public_read) == ("UNKNOWN", "indeterminate")
    elsewhere = Part("account public access block", "unsupported")
    assert judged(elsewhere, amazon=False, policy=policy_part(OPEN_POLICY)).level == "PUBLIC"


def test_each_block_closes_its_own_door_only() -> None:
    opened = {"policy": policy_part(OPEN_POLICY), "acl": Part("acl", "read", GIVEN)}
    assert judged(**opened).level == "PUBLIC"
    assert judged(**opened, block=on("RestrictPublicBuckets")).level == "PUBLIC"
    assert judged(**opened, block=on("IgnorePublicAcls")).level == "PUBLIC"
    assert judged(**opened, block=on("BlockPublicAcls", "BlockPublicPolicy")).level == "PUBLIC"
    assert judged(**opened, block=on("RestrictPublicBuckets", "IgnorePublicAcls")).level == "PRIVATE"


def test_switched_off_acls_give_nothing_even_unread() -> None:
    enforced = Part("ownership controls", "read", ENFORCED)
    assert judged(acl=Part("acl", "read", GIVEN), ownership=enforced).level == "PRIVATE"
    assert judged(acl=Part("acl", "denied"), ownership=enforced).level == "PRIVATE"


def test_replication_into_another_account_shares_it() -> None:
    rules = {"ReplicationConfiguration": {"Rules": [{"Destination": {"Account": "999999999999"}}]}}
    found = judged(part=Part("replication", "read", rules))
    assert (found.level, found.replication) == ("SHARED", "enabled")
    assert found.external_principals == ("replication to account 999999999999",)


HANDED_ON = {
    "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
         "Condition": {"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}}
    ]
}  # fmt: skip


def test_a_bucket_handed_on_to_access_points_is_as_open_as_they_are() -> None:
    def through(document: Mapping[str, Any]) -> Exposure:
        points = Part("access points", "read", {"Policies": {"web": json.dumps(document)}})
        return judged(policy=policy_part(HANDED_ON), points=points)

    own = {
        "Statement": {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "*", "Resource": "*"}
    }
    assert through(own).level == "PRIVATE"
    assert through(OPEN_POLICY).external_principals == ("anyone through access point web",)
    assert through(OPEN_POLICY).level == "SHARED"
    assert judged(policy=policy_part(HANDED_ON), points=Part("access points", "denied")).level == "UNKNOWN"
    assert judged(points=Part("access points", "denied")).level == "PRIVATE"


def test_a_kms_key_is_remarked_on_and_does_not_make_a_public_bucket_private() -> None:
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}
    kms = Part("encryption", "read", {"ServerSideEncryptionConfiguration": {"Rules": [rule]}})
    found = judged(policy=policy_part(OPEN_POLICY), kms=kms)
    assert found.level == "PUBLIC" and "KMS key" in found.reasons[-1]


def test_a_policy_that_cannot_be_parsed_is_unread() -> None:
    assert judged(policy=Part("policy", "read", {"Policy": "{"})).level == "UNKNOWN"


def test_amazons_own_word_for_public_counts() -> None:
    status = Part("policy status", "read", {"PolicyStatus": {"IsPublic": True}})
    assert judged(status=status).level == "PUBLIC"
    assert judged(status=status, amazon=False).level == "PRIVATE"
    assert judged(status=status, policy=Part("policy", "denied")).level == "PUBLIC"


def test_a_cross_account_reader_cannot_call_the_owner_its_own() -> None:
    reader = {"Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:*", "Resource": "*"}
    ]}  # fmt: skip
    assert judged(policy=policy_part(reader)).level == "PRIVATE"
    assert judged(policy=policy_part(reader), own=False).level == "SHARED"


def test_boto3_is_spoken_to_without_secrets_in_any_reason(store: S3Store, bucket: str) -> None:
    found = read_exposure(store, bucket)
    credentials = boto3.session.Session().get_credentials()
    assert credentials is not None and credentials.secret_key
    assert credentials.secret_key not in repr(found)
