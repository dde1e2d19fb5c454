"""AWS Security Finding Format (2018-10-08), for Security Hub's BatchImportFindings; one an object."""

from __future__ import annotations

from typing import Any

from pii_sweep.export.macie import finding_id, macie_finding, severity
from pii_sweep.export.source import Held, bucket_arn, moment

LABELS = {1: "LOW", 2: "MEDIUM", 3: "HIGH"}


def asff_finding(held: Held, account: str) -> dict[str, Any]:
    """Return an object's finding in an account's own product."""
    region = held.bucket["region"] or "us-east-1"
    when, label = moment(held.bucket).isoformat(), LABELS[severity(held)]
    product = f"arn:aws:securityhub:{region}:{account}:product/{account}/default"
    return {
        "SchemaVersion": "2018-10-08",
        "Id": f"pii-sweep/{finding_id(held)}",
        "ProductArn": product,
        "GeneratorId": "pii-sweep",
        "AwsAccountId": account,
        "Types": ["Sensitive Data Identifications/PII"],
        "CreatedAt": when,
        "UpdatedAt": when,
        "Severity": {"Label": label, "Original": str(held.bucket["rating"])},
        "Title": "The S3 object contains personal data",
        "Description": _describe(held),
        "ProductFields": {
            "pii-sweep/bucket/rating": str(held.bucket["rating"]),
            "pii-sweep/bucket/priority": str(held.bucket["priority"]),
            "pii-sweep/bucket/vector": str(held.bucket["vector"]),
        },
        "Resources": [
            {"Type": "AwsS3Bucket", "Id": bucket_arn(held.bucket), "Partition": "aws", "Region": region},
            {
                "Type": "AwsS3Object",
                "Id": held.arn,
                "Partition": "aws",
                "Region": region,
                "DataClassification": {"Result": _result(held, account)},
            },
        ],
        "RecordState": "ACTIVE",
        "Workflow": {"Status": "NEW"},
    }


def _describe(held: Held) -> str:
    return f"{held.total} findings of {', '.join(sorted(held.counts))}; values are masked."[:1024]


def _result(held: Held, account: str) -> Any:
    return _capitalise_keys(macie_finding(held, account)["classificationDetails"]["result"])


def _capitalise_keys(value: Any) -> Any:
    """Return Macie's structure with ASFF's names, which begin with a capital letter."""
    if isinstance(value, dict):
        return {name[:1].upper() + name[1:]: _capitalise_keys(item) for name, item in value.items()}
    return [_capitalise_keys(item) for item in value] if isinstance(value, list) else value
