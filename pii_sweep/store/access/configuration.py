"""A bucket's configuration as read: each part is a value, an absence, or unread with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from pii_sweep.errors import BudgetSpent
from pii_sweep.store import faults

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

    from pii_sweep.store.s3 import S3Store

State = Literal["read", "none", "denied", "unsupported", "failed", "unreachable"]
UNSUPPORTED = frozenset({
    "NotImplemented", "XNotImplemented", "MethodNotAllowed", "UnsupportedOperation", "UnsupportedArgument",
    "NotSupported", "UnknownOperation", "InvalidAction", "404", "405", "501", "NotFound", "NoSuchKey",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One call's answer. `none` is an answer, too: the bucket has no such configuration."""

    name: str
    state: State
    value: Mapping[str, Any] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Return whether the call was answered."""
        return self.state in {"read", "none"}


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks, and the account's own Public Access Block.

    `number` is None where it is not known, `owned` (the names of its buckets) likewise.
    """

    number: str | None
    canonical: str | None
    block: Part
    owned: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A part's name, its S3 action, and the error codes that mean it is not configured."""

    name: str
    action: str
    absent: frozenset[str] = frozenset()


CALLS = (
    Call(
        "public access block", "get_public_access_block", frozenset({"NoSuchPublicAccessBlockConfiguration"})
    ),
    Call("policy", "get_bucket_policy", frozenset({"NoSuchBucketPolicy"})),
    Call("policy status", "get_bucket_policy_status", frozenset({"NoSuchBucketPolicy"})),
    Call("acl", "get_bucket_acl"),
    Call(
        "ownership controls",
        "get_bucket_ownership_controls",
        frozenset({"OwnershipControlsNotFoundError", "NoSuchOwnershipControls"}),
    ),
    Call("website", "get_bucket_website", frozenset({"NoSuchWebsiteConfiguration"})),
    Call(
        "encryption",
        "get_bucket_encryption",
        frozenset({"ServerSideEncryptionConfigurationNotFoundError", "NoSuchEncryptionConfiguration"}),
    ),
    Call("versioning", "get_bucket_versioning"),
    Call("logging", "get_bucket_logging"),
    Call("lifecycle", "get_bucket_lifecycle_configuration", frozenset({"NoSuchLifecycleConfiguration"})),
    Call(
        "replication",
        "get_bucket_replication",
        frozenset({"ReplicationConfigurationNotFoundError", "NoSuchReplicationConfiguration"}),
    ),
)


def read_configuration(store: S3Store, bucket: str) -> dict[str, Part]:
    """Return each part of a bucket's configuration by name.

    Where the endpoint does not answer one call, the others are not tried. Raises
    NoSuchBucket and UsageError (bad credentials): then nothing else could be read either.
    """
    parts: dict[str, Part] = {}
    silent = False
    for call in CALLS:
        part = Part(call.name, "unreachable") if silent else _read(store, bucket, call)
        silent = part.state == "unreachable"
        parts[call.name] = part
    return parts


def access_points(store: S3Store, bucket: str, account: Account, bucket_policy: Part) -> Part:
    """Return the policies of a bucket's access points, by name, in the caller's account.

    They are asked for only where the bucket's policy hands decisions on to them, for
    otherwise they let nobody in (S3 User Guide, "Configuring IAM policies for using access points").
    """
    name = "access points"
    if account.number is None:
        return Part(name, "unsupported" if account.block.state == "unsupported" else "failed")
    number = account.number
    found = attempt(name, lambda: store.control().list_access_points(AccountId=number, Bucket=bucket))
    if not found.known or "dataaccesspoint" not in str(bucket_policy.value.get("Policy", "")).lower():
        return found
    policies: dict[str, str] = {}
    for point in found.value.get("AccessPointList", []):
        part = _point_policy(store, number, point["Name"])
        if not part.known:
            return Part(name, part.state)
        policies[point["Name"]] = part.value.get("Policy", "{}")
    return Part(name, "read", {"Policies": policies})


def _point_policy(store: S3Store, number: str, point: str) -> Part:
    return attempt(
        "access point policy",
        lambda: store.control().get_access_point_policy(AccountId=number, Name=point),
        frozenset({"NoSuchAccessPointPolicy"}),
    )


def read_account(store: S3Store) -> Account:
    """Return the caller's account and its Public Access Block, as far as they can be read."""
    identity = attempt("caller identity", store.identity)
    listed = attempt("buckets", lambda: store.ask_raw(lambda client: client.list_buckets()))
    owned = frozenset(found.get("Name", "") for found in listed.value.get("Buckets", []))
    owner = listed.value.get("Owner", {}).get("ID") or None
    number = identity.value.get("Account")
    name = "account public access block"
    block = Part(name, "failed" if identity.known else identity.state)
    if number is not None:
        block = attempt(
            name,
            lambda: store.control().get_public_access_block(AccountId=number),
            frozenset({"NoSuchPublicAccessBlockConfiguration"}),
        )
    return Account(number, owner, block, owned if listed.known else None)


def is_own(store: S3Store, bucket: str, account: Account) -> bool:
    """Return whether the caller's account owns a bucket; asks where its buckets cannot be listed."""
    if account.owned is not None and (bucket in account.owned or not store.amazon):
        return bucket in account.owned
    if account.number is None:
        return False
    number = account.number
    expected = attempt(
        "owner",
        lambda: store.ask_raw(lambda client: client.head_bucket(Bucket=bucket, ExpectedBucketOwner=number)),
    )
    return expected.known


def attempt(name: str, call: Callable[[], Mapping[str, Any]], absent: frozenset[str] = frozenset()) -> Part:
    """Return a call's answer as a part; a refusal is one, too, and no exception."""
    try:
        return Part(name, "read", call())
    except ClientError as error:
        return Part(name, _state(error, absent))
    except faults.NETWORK:
        return Part(name, "unreachable")
    except (BotoCoreError, ResponseParserError, BudgetSpent, ValueError):
        return Part(name, "failed")


def _read(store: S3Store, bucket: str, call: Call) -> Part:
    def question(client: S3Client) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = getattr(client, call.action)(Bucket=bucket)
        return answer

    try:
        return Part(call.name, "read", store.ask_raw(question))
    except ClientError as error:
        name = faults.code(error)
        if name in faults.BAD_CREDENTIALS or name in {"NoSuchBucket", "InvalidBucketName"}:
            raise faults.translate(error, bucket) from None
        return Part(call.name, _state(error, call.absent))
    except faults.NETWORK:
        return Part(call.name, "unreachable")
    except (BotoCoreError, ResponseParserError, BudgetSpent, ValueError):
        return Part(call.name, "failed")


def _state(error: ClientError, absent: frozenset[str]) -> State:
    name = faults.code(error)
    if name in absent:
        return "none"
    if name in UNSUPPORTED or faults.status(error) in {405, 501}:
        return "unsupported"
    return "denied" if faults.status(error) in {401, 403} else "failed"
