"""The policy of docs/how-to/iam-policy.md runs a whole sweep on a server that enforces policies."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from pii_sweep.config import Targets
from pii_sweep.errors import AccessDenied
from pii_sweep.store import S3Store
from pii_sweep.store.access.configuration import CALLS
from pii_sweep.store.access.exposure import read_exposure
from tests.conftest import run_command
from tests.store import rgw

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "iam-policy.md"
POLICY: dict[str, Any] = json.loads(re.search(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.S)[1])  # type: ignore[index]
ALLOWED = {action for statement in POLICY["Statement"] for action in statement["Action"]}
# Names of AWS's that the gateway does not know.
NOT_THERE = {"s3:GetBucketOwnershipControls", "s3:GetEncryptionConfiguration"}
# "Actions, resources, and condition keys for Amazon S3" (Service Authorization Reference): the calls whose
# action is not named after them.
ACTIONS = {
    "get_public_access_block": "s3:GetBucketPublicAccessBlock",
    "get_bucket_encryption": "s3:GetEncryptionConfiguration",
    "get_bucket_lifecycle_configuration": "s3:GetLifecycleConfiguration",
    "get_bucket_replication": "s3:GetReplicationConfiguration",
}
NUMBERS = itertools.count(1)
Allow = Callable[..., str]


@pytest.fixture
def allow(gateway_url: str, monkeypatch: pytest.MonkeyPatch) -> Allow:
    """Return a function that makes a bucket in which the auditor has the policy, less some actions."""
    owner: S3Client = boto3.client(
        "s3",
        endpoint_url=gateway_url,
        region_name="us-east-1",
        aws_access_key_id=rgw.OWNER.access_key,
        aws_secret_access_key=rgw.OWNER.secret_key,
    )

    def allowed(*less: str) -> str:
        bucket = f"policy-{next(NUMBERS)}"
        owner.create_bucket(Bucket=bucket)
        owner.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        owner.put_object(
            Bucket=bucket, Key="a.txt", Body=b"Ship to: Maria Gonzalez, 12 Elm Street, Fresno, CA 93650"
        )
        statements = [
            {
                **statement,
                "Principal": {"AWS": [f"arn:aws:iam:::user/{rgw.AUDITOR.name}"]},
                "Action": [one for one in statement["Action"] if one not in {*NOT_THERE, *less}],
                "Resource": [name.replace("my-bucket", bucket) for name in statement["Resource"]],
            }
            for statement in POLICY["Statement"]
            if statement["Resource"] != "*"  # of the account: no bucket's policy can hold it
        ]
        owner.put_bucket_policy(Bucket=bucket, Policy=json.dumps({**POLICY, "Statement": statements}))
        return bucket

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", rgw.AUDITOR.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", rgw.AUDITOR.secret_key)
    return allowed


def sweep(url: str, bucket: str, out: Path, command: str = "run") -> subprocess.CompletedProcess[str]:
    more = ["--workers", "1"] if command == "run" else []
    return run_command(command, f"s3://{bucket}", "--endpoint-url", url, "--out", out, "--versions", *more)


def read(store: S3Store, bucket: str, *, versions: bool) -> list[bytes]:
    found = []
    for ref in store.list(bucket):
        assert (ref.version is not None) == versions
        with store.open(ref) as body:
            found.append(body.read())
    return found


def test_every_call_that_asks_who_can_read_a_bucket_is_allowed() -> None:
    for call in CALLS:
        words = "".join(part.capitalize() for part in call.action.split("_"))
        assert ACTIONS.get(call.action, f"s3:{words}") in ALLOWED
    assert {"s3:GetObjectAcl", "s3:ListAccessPoints", "s3:GetAccessPointPolicy"} <= ALLOWED
    assert {"s3:ListAllMyBuckets", "s3:GetAccountPublicAccessBlock", "sts:GetCallerIdentity"} <= ALLOWED


def test_nothing_is_allowed_that_writes() -> None:
    assert all(re.fullmatch(r"(s3:(Get|List)|sts:Get)\w+", action) for action in ALLOWED)


def test_the_policy_of_the_page_runs_a_whole_sweep(gateway_url: str, allow: Allow, tmp_path: Path) -> None:
    done = sweep(gateway_url, allow(), tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "read 1 of 1 objects" in done.stdout and "Shared" in done.stdout


def test_without_getobject_every_object_is_a_gap_and_exit_code_3(
    gateway_url: str, allow: Allow, tmp_path: Path
) -> None:
    done = sweep(gateway_url, allow("s3:GetObject", "s3:GetObjectVersion"), tmp_path / "out")
    assert done.returncode == 3
    assert "read 0 of 1 objects" in done.stdout and "Unknown" in done.stdout
    assert "denied" in done.stdout + done.stderr, done.stdout


def test_without_listbucketversions_the_plan_names_what_to_ask_for(
    gateway_url: str, allow: Allow, tmp_path: Path
) -> None:
    done = sweep(gateway_url, allow("s3:ListBucketVersions"), tmp_path / "out", "plan")
    assert done.returncode in (2, 3) and "denied" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("less", "versions"),
    [
        ("s3:ListBucket", False),
        ("s3:GetObject", False),
        ("s3:ListBucketVersions", True),
        ("s3:GetObjectVersion", True),
    ],
)
def test_with_one_action_less_a_bucket_cannot_be_listed_or_read(
    gateway_url: str, allow: Allow, less: str, versions: bool
) -> None:
    store = S3Store(Targets(endpoint_url=gateway_url, versions=versions))
    assert len(read(store, allow(), versions=versions)) == 1
    with pytest.raises(AccessDenied, match="s3:ListBucket and s3:GetObject"):
        read(store, allow(less), versions=versions)


@pytest.mark.parametrize(
    ("less", "part", "known"),
    [
        ("s3:GetBucketAcl", "public_read", "no"),
        ("s3:GetBucketVersioning", "versioning", "enabled"),
        ("s3:GetBucketLogging", "logging", "off"),
        ("s3:GetLifecycleConfiguration", "lifecycle", "off"),
    ],
)
def test_with_one_action_less_that_part_of_the_exposure_is_unknown(
    gateway_url: str, allow: Allow, less: str, part: str, known: str
) -> None:
    store = S3Store(Targets(endpoint_url=gateway_url))
    assert getattr(read_exposure(store, allow()), part) == known
    assert getattr(read_exposure(store, allow(less)), part) in ("unknown", "indeterminate")


def test_without_getbucketpolicy_nothing_is_called_private(gateway_url: str, allow: Allow) -> None:
    found = read_exposure(S3Store(Targets(endpoint_url=gateway_url)), allow("s3:GetBucketPolicy"))
    assert found.level in ("UNKNOWN", "PUBLIC")
