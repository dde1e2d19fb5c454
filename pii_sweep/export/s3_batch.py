"""Manifests and job requests for S3 Batch Operations: what to tag, to copy into quarantine, or to delete.

S3 Batch Operations cannot delete; objects to delete are tagged, and `lifecycle.json` expires what is tagged.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import uuid
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Literal
from urllib.parse import quote

from pii_sweep.errors import UsageError
from pii_sweep.export.source import Held

Action = Literal["tag", "quarantine", "delete"]
Json = dict[str, Any]
TAG = "pii-sweep"
VALUES: Mapping[str, str] = {"tag": "personal-data", "delete": "delete"}


def batch_files(objects: Iterable[Held], action: Action, places: Mapping[str, str | None]) -> dict[str, str]:
    """Return the files by name: a manifest a bucket, and its job where `places` names what it needs.

    `places` has `account`, `role` (an ARN), `at` (`s3://bucket/prefix` where the manifests will lie) and
    `quarantine` (a bucket). Raises UsageError for what is missing.
    """
    if action == "quarantine" and not places.get("quarantine"):
        raise UsageError("to quarantine, name the bucket to copy into with --quarantine BUCKET")
    files, old_versions = dict[str, str](), False
    for bucket, group in groupby(objects, key=lambda held: str(held.row["bucket"])):
        rows = list(group)
        versioned = any(held.row["version_id"] for held in rows)
        manifest = _manifest(rows, versioned)
        files[f"{bucket}.manifest.csv"] = manifest
        if all(places.get(name) for name in ("account", "role", "at")):
            job = _job(bucket, manifest, versioned, action, places)
            files[f"{bucket}.job.json"] = json.dumps(job, indent=2) + "\n"
        old_versions = old_versions or versioned
    if files and action == "delete":
        files["lifecycle.json"] = json.dumps(_lifecycle(old_versions), indent=2) + "\n"
    return files


def _manifest(rows: Iterable[Held], versioned: bool) -> str:
    """Return lines of bucket, URL-encoded key and, where any object has one, version."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for held in rows:
        fields = [held.row["bucket"], quote(str(held.row["key"]), safe="/")]
        writer.writerow([*fields, held.row["version_id"] or ""] if versioned else fields)
    return text.getvalue()


def _job(
    bucket: str, manifest: str, versioned: bool, action: Action, places: Mapping[str, str | None]
) -> Json:
    at = str(places["at"]).removeprefix("s3://").rstrip("/")
    etag = hashlib.md5(manifest.encode(), usedforsecurity=False).hexdigest()
    token = uuid.uuid5(uuid.NAMESPACE_URL, f"{bucket} {action} {etag}")
    return {
        "AccountId": places["account"],
        "ConfirmationRequired": True,
        "Operation": _operation(action, places),
        "Report": {
            "Enabled": True,
            "Bucket": f"arn:aws:s3:::{at.partition('/')[0]}",
            "Prefix": "pii-sweep-reports",
            "Format": "Report_CSV_20180820",
            "ReportScope": "AllTasks",
        },
        "ClientRequestToken": str(token),
        "Manifest": {
            "Spec": {
                "Format": "S3BatchOperations_CSV_20180820",
                "Fields": ["Bucket", "Key", "VersionId"] if versioned else ["Bucket", "Key"],
            },
            "Location": {"ObjectArn": f"arn:aws:s3:::{at}/{bucket}.manifest.csv", "ETag": etag},
        },
        "Description": f"pii-sweep: {action} objects of {bucket} that hold personal data",
        "Priority": 10,
        "RoleArn": places["role"],
    }


def _operation(action: Action, places: Mapping[str, str | None]) -> Json:
    if action == "quarantine":
        return {"S3PutObjectCopy": {"TargetResource": f"arn:aws:s3:::{places['quarantine']}"}}
    return {"S3PutObjectTagging": {"TagSet": [{"Key": TAG, "Value": VALUES[action]}]}}


def _lifecycle(versioned: bool) -> Json:
    """Return a lifecycle configuration's rule that deletes what is tagged, a day later at the earliest."""
    rule: Json = {
        "ID": "pii-sweep-delete",
        "Status": "Enabled",
        "Filter": {"Tag": {"Key": TAG, "Value": VALUES["delete"]}},
        "Expiration": {"Days": 1},
    }
    if versioned:
        rule["NoncurrentVersionExpiration"] = {"NoncurrentDays": 1}
    return {"Rules": [rule]}
