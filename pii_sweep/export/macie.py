"""Amazon Macie's findings (the API's `Finding`), one an object; severity by Macie's own table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from pii_sweep.entities import BY_NAME
from pii_sweep.export.source import Held, bucket_arn, moment

Json = dict[str, Any]
LISTED = 15  # locations of one type in a Macie finding
STATUS: Mapping[str, str] = {"ANALYSED": "COMPLETE", "PARTIAL": "PARTIAL"}
PUBLIC: Mapping[str, str] = {"PUBLIC": "PUBLIC", "SHARED": "NOT_PUBLIC", "PRIVATE": "NOT_PUBLIC"}
CLASSES = {"STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE",
           "ONEZONE_IA", "GLACIER", "GLACIER_IR", "OUTPOSTS"}  # fmt: skip
KINDS = {"PERSONAL_INFORMATION": "Personal", "FINANCIAL_INFORMATION": "Financial"}
# Amazon Macie User Guide, "Severity scoring for findings": 1, 2 to 99, 100 and more occurrences.
GRADED: Mapping[str, tuple[int, int, int]] = {
    "NAME": (1, 2, 3), "ADDRESS": (1, 2, 3), "PHONE_NUMBER": (1, 2, 3), "DATE_OF_BIRTH": (1, 2, 3),
    "US_DRIVERS_LICENSE": (1, 2, 3), "LATITUDE_LONGITUDE": (1, 2, 2), "USA_PASSPORT_NUMBER": (2, 3, 3),
}  # fmt: skip
WORDS = {1: "Low", 2: "Medium", 3: "High"}


def macie_finding(held: Held, account: str | None) -> Json:
    """Return an object's finding; entities that Macie has no identifier for are custom ones."""
    managed, custom = _detections(held)
    score, when = severity(held), moment(held.bucket).isoformat()
    body: Json = {
        "schemaVersion": "1.0",
        "id": finding_id(held),
        "partition": "aws",
        "region": held.bucket["region"] or "unknown",
        "type": f"SensitiveData:S3Object/{_kind(managed, custom)}",
        "title": "The S3 object contains personal data",
        "description": f"{held.total} findings of {', '.join(sorted(held.counts))}; values are masked.",
        "category": "CLASSIFICATION",
        "severity": {"score": score, "description": WORDS[score]},
        "count": 1,
        "createdAt": when,
        "updatedAt": when,
        "archived": False,
        "sample": False,
        "resourcesAffected": {"s3Bucket": _bucket(held), "s3Object": _object(held)},
        "classificationDetails": {
            "jobId": "pii-sweep",
            "originType": "SENSITIVE_DATA_DISCOVERY_JOB",
            "result": _result(held, managed, custom),
        },
    }
    return {**body, "accountId": account} if account else body


def finding_id(held: Held) -> str:
    """Return an id that is the same for the same object of the same sweep."""
    from hashlib import sha256

    row = held.row
    parts = (row["bucket"], row["key"], row["version_id"] or "", row["etag"] or "", *sorted(held.counts))
    return sha256("\0".join(map(str, parts)).encode()).hexdigest()[:32]


def severity(held: Held) -> int:
    """Return 1 to 3: the highest of the types', 2 for a custom identifier."""
    return max(_severity(entity, count) for entity, count in held.counts.items())


def _severity(entity: str, count: int) -> int:
    name = _macie(entity)
    if not name:
        return 2
    return GRADED.get(name, (3, 3, 3))[(count >= 2) + (count >= 100)]


def _macie(entity: str) -> str:
    return BY_NAME[entity].macie if entity in BY_NAME else ""


def _category(entity: str) -> str:
    known = BY_NAME[entity]
    return "FINANCIAL_INFORMATION" if known.kind == "financial" and not known.government else (
        "PERSONAL_INFORMATION"
    )  # fmt: skip


def _detections(held: Held) -> tuple[dict[str, list[Json]], list[Json]]:
    managed: dict[str, list[Json]] = {}
    custom = []
    for entity, count in held.counts.items():
        places = occurrences([one for one in held.findings if one["entity"] == entity][:LISTED])
        if name := _macie(entity):
            row = {"type": name, "count": count, "occurrences": places}
            managed.setdefault(_category(entity), []).append(row)
        else:
            arn = f"pii-sweep:{entity}"
            custom.append({"arn": arn, "name": entity, "count": count, "occurrences": places})
    return managed, custom


def _kind(managed: Mapping[str, list[Json]], custom: list[Json]) -> str:
    kinds = [*(KINDS[name] for name in managed), *(["CustomIdentifier"] if custom else [])]
    return kinds[0] if len(kinds) == 1 else "Multiple"


def _result(held: Held, managed: Mapping[str, list[Json]], custom: list[Json]) -> Json:
    listed = {entity: sum(one["entity"] == entity for one in held.findings) for entity in held.counts}
    return {
        "mimeType": held.row["media_type"] or "application/octet-stream",
        "sizeClassified": held.row["bytes_read"],
        "additionalOccurrences": any(held.counts[name] > min(n, LISTED) for name, n in listed.items()),
        "status": {"code": STATUS.get(held.row["status"], "SKIPPED"), "reason": held.row["reason"] or "NONE"},
        "sensitiveData": [
            {"category": name, "totalCount": sum(row["count"] for row in rows), "detections": rows}
            for name, rows in managed.items()
        ],
        "customDataIdentifiers": {"totalCount": sum(row["count"] for row in custom), "detections": custom},
    }


def occurrences(found: list[Mapping[str, Any]]) -> Json:
    """Return where findings are, by Macie's kinds of place; one finding is listed once."""
    places: Json = {}
    for one in found:
        if one["json_path"]:
            row = {"jsonPath": str(one["json_path"])[:250], "recordIndex": one["row"] or 0}
            places.setdefault("records", []).append(row)
        elif one["row"] is not None:
            cell = {"row": one["row"], "column": one["column"], "columnName": one["column_name"]}
            places.setdefault("cells", []).append({k: v for k, v in cell.items() if v is not None})
        elif one["page"] is not None:
            places.setdefault("pages", []).append({"pageNumber": one["page"]})
        elif one["line"] is not None:
            places.setdefault("lineRanges", []).append({"start": one["line"], "end": one["line"]})
        else:
            places.setdefault("offsetRanges", []).append({"start": one["start"], "end": one["end"]})
    return places


def _bucket(held: Held) -> Json:
    public = PUBLIC.get(held.bucket["exposure"], "UNKNOWN")
    return {
        "arn": bucket_arn(held.bucket),
        "name": held.bucket["bucket"],
        "publicAccess": {"effectivePermission": public},
    }


def _object(held: Held) -> Json:
    row = held.row
    body = {
        "bucketArn": bucket_arn(held.bucket),
        "key": row["key"],
        "path": f"{row['bucket']}/{row['key']}",
        "extension": PurePosixPath(str(row["key"])).suffix.lstrip("."),
        "size": row["size"],
        "eTag": row["etag"],
        "versionId": row["version_id"],
        "lastModified": row["modified"],
        "storageClass": row["storage_class"] if row["storage_class"] in CLASSES else None,
    }
    return {name: value for name, value in body.items() if value is not None}
