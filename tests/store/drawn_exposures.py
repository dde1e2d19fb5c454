"""Who can read drawn buckets: policies, access lists, blocks and controls in every state, and the steps that close them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pii_sweep.store.access import policy
from pii_sweep.store.access.configuration import Account, Part
from pii_sweep.store.access.exposure import judge
from pii_sweep.store.access.remedies import steps_for
from tests.held import brief, digest

NAMES = (
    "public access block", "ownership controls", "policy", "acl", "access points", "replication", "policy status", "encryption",
    "versioning", "logging", "lifecycle", "website",
)  # fmt: skip
ANYONE, OURS, THEIRS = "*", "arn:aws:iam::111122223333:root", "arn:aws:iam::999988887777:role/reader"
CONDITIONS: tuple[dict[str, Any], ...] = (
    {}, {}, {}, {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}},
    {"StringEquals": {"aws:PrincipalOrgID": "o-abc"}}, {"StringEquals": {"aws:SourceVpce": "vpce-1"}},
    {"Bool": {"aws:SecureTransport": "true"}}, {"Bool": {"aws:SecureTransport": "false"}},
    {"StringNotEquals": {"aws:PrincipalAccount": "111122223333"}}, {"StringLike": {"aws:Referer": "*"}},
    {"StringEquals": {"aws:PrincipalAccount": ["111122223333", "999988887777"]}}, {"ArnLike": {"aws:PrincipalArn": "*"}},
    {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, {"Null": {"aws:PrincipalArn": "true"}},
)  # fmt: skip
ACTIONS = (
    "s3:GetObject",
    "s3:*",
    "s3:Get*",
    "s3:ListBucket",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "*",
    "s3:GetBucketAcl",
)
GROUPS = ("AllUsers", "AuthenticatedUsers")


def lines() -> Iterator[str]:
    """Yield what drawn policies grant, then the exposure of drawn buckets."""
    draw = random.Random(31)
    for number in range(250):
        text = _policy(draw)
        granted = policy.grants(policy.statements(json.loads(text)), "b")
        yield f"policy-{number} {len(granted)} {digest([asdict(one) for one in granted])}"
    for number in range(500):
        parts, block = {name: _part(draw, name) for name in NAMES}, _part(draw, "account public access block")
        account = Account(
            draw.choice(("111122223333", None)), draw.choice(("me", None)), block, frozenset({"b"})
        )
        found = judge(parts, account, "b", amazon=draw.random() < 0.7, own=draw.random() < 0.8)
        steps = steps_for(found, parts, "b", account)
        yield (
            f"bucket-{number} {found.level} {found.public_read} {found.public_write} {found.public_delete} {found.public_erase}"
            f" {len(found.external_principals)} {digest(asdict(found))} {len(steps)} {digest([asdict(one) for one in steps])}"
            f" {brief(found.encryption)} {brief(found.tls_only)}"
        )  # fmt: skip


def _policy(draw: random.Random) -> str:
    statements = [
        {
            "Effect": draw.choice(("Allow", "Allow", "Allow", "Deny")),
            draw.choice(("Principal",) * 6 + ("NotPrincipal",)): draw.choice((ANYONE, {"AWS": ANYONE}, {"AWS": OURS}, {"AWS": [OURS, THEIRS]},
                                                                              {"Service": "logging.s3.amazonaws.com"}, {"AWS": "999988887777"})),
            draw.choice(("Action",) * 6 + ("NotAction",)): draw.choice((draw.choice(ACTIONS), draw.sample(ACTIONS, 2))),
            draw.choice(("Resource",) * 6 + ("NotResource",)): draw.choice(
                ("arn:aws:s3:::b/*", "arn:aws:s3:::b", ["arn:aws:s3:::b", "arn:aws:s3:::b/*"], "arn:aws:s3:::other/*", "*", "arn:aws:s3:::b/public/*")
            ),
            "Condition": draw.choice(CONDITIONS),
        }
        for _ in range(draw.choice((1, 1, 2, 3)))
    ]  # fmt: skip
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def _part(draw: random.Random, name: str) -> Part:
    state = draw.choice(("read",) * 6 + ("none", "none", "denied", "unsupported", "failed"))
    return Part(name, state, _value(draw, name) if state == "read" else {})


def _value(draw: random.Random, name: str) -> dict[str, Any]:
    some = lambda *values: draw.choice(values)  # noqa: E731
    if name.endswith("public access block"):
        settings = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
        return {"PublicAccessBlockConfiguration": {key: some(True, False, False) for key in settings}}
    if name == "acl":
        grantees = ({"ID": "me"}, {"ID": "them"}, {"EmailAddress": "a@b.example"},
                    *({"URI": f"http://acs.amazonaws.com/groups/global/{group}"} for group in GROUPS),
                    {"URI": "http://acs.amazonaws.com/groups/s3/LogDelivery"})  # fmt: skip
        grants = [{"Grantee": some(*grantees), "Permission": some("READ", "WRITE", "FULL_CONTROL", "READ_ACP", "WRITE_ACP")}
                  for _ in range(draw.choice((0, 1, 2)))]  # fmt: skip
        return {"Owner": {"ID": some("me", "them")}, "Grants": grants}
    replicated = {
        "Destination": {"Account": some("111122223333", "999988887777", None), "Bucket": "arn:aws:s3:::copy"},
        "Status": "Enabled",
    }
    encrypted = {
        "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": some("AES256", "aws:kms", "aws:kms:dsse")}
    }
    return {
        "policy": lambda: {"Policy": _policy(draw)},
        "ownership controls": lambda: {
            "OwnershipControls": {"Rules": [{"ObjectOwnership": some("BucketOwnerEnforced", "ObjectWriter")}]}
        },
        "access points": lambda: {"Policies": some({}, {"point": _policy(draw)})},
        "replication": lambda: {"ReplicationConfiguration": {"Rules": some([], [replicated])}},
        "policy status": lambda: {"PolicyStatus": {"IsPublic": some(True, False)}},
        "encryption": lambda: {"ServerSideEncryptionConfiguration": {"Rules": some([], [encrypted])}},
        "versioning": lambda: some({}, {"Status": "Enabled"}, {"Status": "Suspended"}),
        "logging": lambda: some({}, {"LoggingEnabled": {"TargetBucket": "logs"}}),
        "lifecycle": lambda: {"Rules": some([], [{"Status": "Enabled"}], [{"Status": "Disabled"}])},
        "website": lambda: some({}, {"IndexDocument": {"Suffix": "index.html"}}),
    }[name]()  # fmt: skip
