"""The steps that close an exposure: private first, then who may still come in, then layers.

Commands are the AWS CLI's, with the bucket's own name; each step is there because the
configuration read calls for it. Cites: 11 CCR §7123(c) (CCPA cybersecurity audit), AWS
Foundational Security Best Practices (FSBP), CIS AWS Foundations Benchmark 3.0.0, NIST SP 800-53 r5.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from pii_sweep.store.access import policy
from pii_sweep.store.access.configuration import Account, Part
from pii_sweep.store.access.policy import ANYONE
from pii_sweep.types import Exposure, Step

ALL_BLOCKS = "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true"
SETTINGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
Stage = Literal["make private", "restrict access", "add layers"]
PRIVATE: Final = "make private"
RESTRICT: Final = "restrict access"
LAYERS: Final = "add layers"
NAMED = 3  # principals that a step names


def steps_for(
    exposure: Exposure, parts: Mapping[str, Part], bucket: str, account: Account
) -> tuple[Step, ...]:
    """Return the steps in the order they should be taken. Pure."""
    return (
        *_make_private(exposure, parts, bucket, account),
        *_restrict(exposure, parts, bucket),
        *_add_layers(exposure, parts, bucket),
    )


def _make_private(
    exposure: Exposure, parts: Mapping[str, Part], bucket: str, account: Account
) -> Iterator[Step]:
    name = shlex.quote(bucket)
    open_to_all, shared = _is_open_to_all(exposure), _is_shared(exposure)
    if shared:  # blocking public access takes nothing from principals that are named
        yield from _review_principals(exposure, parts, name, PRIVATE)
        yield from _acl_steps(parts, name)
    if _gap(parts["public access block"]) or (open_to_all and not parts["public access block"].known):
        yield Step(
            PRIVATE,
            "Block public access to the bucket",
            f"aws s3api put-public-access-block --bucket {name} "
            f"--public-access-block-configuration {ALL_BLOCKS}",
            "11 CCR §7123(c)(3), (5)(B); FSBP S3.8; CIS 2.1.4; NIST SP 800-53 AC-3, AC-21",
        )
    if _gap(account.block) or (open_to_all and account.block.state in {"denied", "failed"}):
        number = account.number or "$(aws sts get-caller-identity --query Account --output text)"
        yield Step(
            PRIVATE,
            "Block public access for the whole account, after checking that no bucket is meant to be public",
            f"aws s3control put-public-access-block --account-id {number} "
            f"--public-access-block-configuration {ALL_BLOCKS}",
            "11 CCR §7123(c)(3), (5)(B); FSBP S3.1; CIS 2.1.4; NIST SP 800-53 AC-3, AC-21",
        )
    yield from _policy_steps(exposure, parts, bucket)
    if not shared:
        yield from _acl_steps(parts, name)
    if exposure.website == "enabled":
        yield Step(
            PRIVATE,
            "Stop serving the bucket as a website",
            f"aws s3api delete-bucket-website --bucket {name}",
            "11 CCR §7123(c)(5)(B); NIST SP 800-53 CM-7, SC-7",
        )


def _is_open_to_all(exposure: Exposure) -> bool:
    return exposure.level == "PUBLIC" or "yes" in (exposure.public_write, exposure.deletable)


def _is_shared(exposure: Exposure) -> bool:
    """Return whether only principals that are named can come in from outside."""
    return exposure.level == "SHARED" and not _is_open_to_all(exposure)


def _policy_steps(exposure: Exposure, parts: Mapping[str, Part], bucket: str) -> Iterator[Step]:
    name = shlex.quote(bucket)
    document = _document(parts["policy"])
    kept = _without_public(document, bucket)
    if document is not None and (kept != document or exposure.tls_only == "no"):
        yield Step(
            PRIVATE,
            "Save the current bucket policy; later steps replace it with an edited copy of the one that the "
            "sweep read, so add any change made since",
            f"aws s3api get-bucket-policy --bucket {name} --query Policy --output text",
            "11 CCR §7123(c)(3); NIST SP 800-53 CM-3, CP-9",
        )
    if document is not None and kept != document:
        yield Step(
            PRIVATE,
            "Remove the statements that let everyone in from the bucket policy; "
            + ("the others stay" if kept and kept.get("Statement") else "there are no others"),
            _put_policy(name, kept),
            "11 CCR §7123(c)(3); FSBP S3.2, S3.3; NIST SP 800-53 AC-3, AC-6",
        )


def _acl_steps(parts: Mapping[str, Part], name: str) -> Iterator[Step]:
    rules = parts["ownership controls"].value.get("OwnershipControls", {}).get("Rules", [])
    if any(rule.get("ObjectOwnership") == "BucketOwnerEnforced" for rule in rules):
        return
    owner = parts["acl"].value.get("Owner", {}).get("ID")
    if any(grant.get("Grantee", {}).get("ID") != owner for grant in parts["acl"].value.get("Grants", [])):
        yield Step(
            PRIVATE,
            "Reset the bucket's ACL to its owner alone",
            f"aws s3api put-bucket-acl --bucket {name} --acl private",
            "11 CCR §7123(c)(3); FSBP S3.2, S3.3; NIST SP 800-53 AC-3",
        )
    if parts["ownership controls"].known:
        yield Step(
            PRIVATE,
            "Disable ACLs, including those of single objects",
            f"aws s3api put-bucket-ownership-controls --bucket {name} "
            "--ownership-controls 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'",
            "11 CCR §7123(c)(3); FSBP S3.12; NIST SP 800-53 AC-3, AC-6",
        )


def _restrict(exposure: Exposure, parts: Mapping[str, Part], bucket: str) -> Iterator[Step]:
    name = shlex.quote(bucket)
    if exposure.level in {"PUBLIC", "SHARED"}:
        yield Step(
            RESTRICT,
            "List who outside the account still has access, with IAM Access Analyzer",
            "aws accessanalyzer create-analyzer --analyzer-name external-access --type ACCOUNT",
            "11 CCR §7123(c)(3); FSBP IAM.28; NIST SP 800-53 AC-2, AC-6(7)",
        )
    if not _is_shared(exposure):
        yield from _review_principals(exposure, parts, name, RESTRICT)
    if len(_principals(exposure)) < len(exposure.external_principals):
        yield Step(
            RESTRICT,
            "Review the replication into another account",
            f"aws s3api get-bucket-replication --bucket {name}",
            "11 CCR §7123(c)(3); NIST SP 800-53 AC-4, CA-3",
        )


def _review_principals(
    exposure: Exposure, parts: Mapping[str, Part], name: str, stage: Stage
) -> Iterator[Step]:
    """Yield the step that names who outside the account has access by the policy; a person knows the need."""
    principals = _principals(exposure)
    if principals and parts["policy"].state == "read":
        more = len(principals) - NAMED
        named = ", ".join(principals[:NAMED]) + (f" and {more} more" if more > 0 else "")
        yield Step(
            stage,
            f"Take access away from those outside the account who do not need it: {named}",
            f"aws s3api get-bucket-policy --bucket {name} --query Policy --output text",
            "11 CCR §7123(c)(3); FSBP S3.6; NIST SP 800-53 AC-6, CA-3",
        )


def _principals(exposure: Exposure) -> list[str]:
    return [who for who in exposure.external_principals if not who.startswith("replication ")]


def _add_layers(exposure: Exposure, parts: Mapping[str, Part], bucket: str) -> Iterator[Step]:
    name = shlex.quote(bucket)
    if exposure.encryption in {"none", "SSE-S3"}:
        rule = {
            "Rules": [
                {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}, "BucketKeyEnabled": True}
            ]
        }
        yield Step(
            LAYERS,
            "Encrypt new objects with a KMS key; only principals allowed to use it can read them",
            f"aws s3api put-bucket-encryption --bucket {name} "
            f"--server-side-encryption-configuration {_json(rule)}",
            "11 CCR §7123(c)(2); FSBP S3.17; NIST SP 800-53 SC-28(1), SC-13",
        )
    if exposure.tls_only == "no":
        yield Step(
            LAYERS,
            "Refuse requests that are not encrypted in transit",
            _put_policy(name, _with_tls(_without_public(_document(parts["policy"]), bucket), bucket)),
            "11 CCR §7123(c)(2); FSBP S3.5; CIS 2.1.1; NIST SP 800-53 SC-8(1)",
        )
    if exposure.logging == "off":
        logging = {"LoggingEnabled": {"TargetBucket": "LOG-BUCKET", "TargetPrefix": f"{bucket}/"}}
        yield Step(
            LAYERS,
            "Log every access (LOG-BUCKET: a private bucket in the same region that holds only logs)",
            f"aws s3api put-bucket-logging --bucket {name} --bucket-logging-status {_json(logging)}",
            "11 CCR §7123(c)(7); FSBP S3.9; NIST SP 800-53 AU-2, AU-12",
        )
    yield from _keep(exposure, name)


def _keep(exposure: Exposure, name: str) -> Iterator[Step]:
    if exposure.versioning in {"off", "suspended"}:
        yield Step(
            LAYERS,
            "Keep earlier versions, so that a change or deletion can be undone",
            f"aws s3api put-bucket-versioning --bucket {name} --versioning-configuration Status=Enabled",
            "11 CCR §7123(c)(18); FSBP S3.14; NIST SP 800-53 CP-9, SI-12",
        )
    if exposure.lifecycle == "off":
        rule = {
            "ID": "retention",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "NoncurrentVersionExpiration": {"NoncurrentDays": 90},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
        }
        yield Step(
            LAYERS,
            "Delete old versions after 90 days; add an Expiration for current objects that follows your "
            "retention schedule",
            f"aws s3api put-bucket-lifecycle-configuration --bucket {name} "
            f"--lifecycle-configuration {_json({'Rules': [rule]})}",
            "11 CCR §7123(c)(16); FSBP S3.13; NIST SP 800-53 SI-12, MP-6",
        )
    if exposure.level in {"PUBLIC", "SHARED"}:
        yield Step(
            LAYERS,
            "Watch for unusual access with GuardDuty S3 Protection",
            "aws guardduty create-detector --enable --features Name=S3_DATA_EVENTS,Status=ENABLED",
            "11 CCR §7123(c)(8); FSBP GuardDuty.10; NIST SP 800-53 SI-4",
        )


def _gap(block: Part) -> bool:
    """Return whether a block was read and leaves something open."""
    held = block.value.get("PublicAccessBlockConfiguration", {})
    return block.known and not all(held.get(setting) for setting in SETTINGS)


def _document(part: Part) -> dict[str, Any] | None:
    if part.state != "read":
        return None
    try:
        document = json.loads(part.value.get("Policy", ""))
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _without_public(document: dict[str, Any] | None, bucket: str) -> dict[str, Any] | None:
    if document is None:
        return None
    found = document.get("Statement", [])
    found = found if isinstance(found, list) else [found]
    kept = [item for item in found if not _is_public(item, bucket)]
    return document if len(kept) == len(found) else {**document, "Statement": kept}


def _is_public(item: dict[str, Any], bucket: str) -> bool:
    alone = policy.statements({"Statement": [item]})
    return any(grant.who == ANYONE for grant in policy.grants(alone, bucket))


def _with_tls(document: dict[str, Any] | None, bucket: str) -> dict[str, Any]:
    denial = {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    found = (document or {}).get("Statement", [])
    found = found if isinstance(found, list) else [found]
    return {"Version": "2012-10-17", **(document or {}), "Statement": [*found, denial]}


def _put_policy(name: str, document: dict[str, Any] | None) -> str:
    if not document or not document.get("Statement"):
        return f"aws s3api delete-bucket-policy --bucket {name}"
    return f"aws s3api put-bucket-policy --bucket {name} --policy {_json(document)}"


def _json(data: Mapping[str, Any]) -> str:
    return shlex.quote(json.dumps(data, separators=(",", ":")))
