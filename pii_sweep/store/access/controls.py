"""What protects a bucket, in a word each; `unknown` where the call was not answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from pii_sweep.store.access import policy
from pii_sweep.store.access.configuration import Part
from pii_sweep.store.access.policy import Statement

ALGORITHMS = {"AES256": "SSE-S3", "aws:kms": "SSE-KMS", "aws:kms:dsse": "DSSE-KMS"}


class Controls(TypedDict):
    """The fields of Exposure that describe controls."""

    encryption: str
    versioning: str
    logging: str
    lifecycle: str
    tls_only: str
    replication: str
    website: str


def controls(
    parts: Mapping[str, Part], statements: Sequence[Statement], policy_known: bool, bucket: str
) -> Controls:
    """Return each control's state: `enabled`, `off`, and the like."""
    tls = "unknown" if not policy_known else "yes" if policy.tls_only(statements, bucket) else "no"
    versioning = parts["versioning"]
    return {
        "encryption": encryption(parts["encryption"]),
        "versioning": str(versioning.value.get("Status", "off")).lower() if versioning.known else "unknown",
        "logging": _onoff(parts["logging"], "LoggingEnabled"),
        "lifecycle": _lifecycle(parts["lifecycle"]),
        "tls_only": tls,
        "replication": _replication(parts["replication"]),
        "website": _onoff(parts["website"], "IndexDocument", "RedirectAllRequestsTo"),
    }


def _onoff(part: Part, *keys: str) -> str:
    if not part.known:
        return "unknown"
    return "enabled" if any(part.value.get(key) for key in keys) else "off"


def _replication(part: Part) -> str:
    if not part.known:
        return "unknown"
    return "enabled" if part.value.get("ReplicationConfiguration", {}).get("Rules") else "off"


def _lifecycle(part: Part) -> str:
    if not part.known:
        return "unknown"
    rules = part.value.get("Rules", [])
    return "enabled" if any(rule.get("Status") == "Enabled" for rule in rules) else "off"


def encryption(part: Part) -> str:
    """Return the default encryption of new objects."""
    if not part.known:
        return "unknown"
    rules = part.value.get("ServerSideEncryptionConfiguration", {}).get("Rules", [])
    for rule in rules:
        name = rule.get("ApplyServerSideEncryptionByDefault", {}).get("SSEAlgorithm")
        if name:
            return ALGORITHMS.get(name, str(name))
    return "none"
