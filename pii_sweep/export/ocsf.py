"""OCSF Data Security Finding (class 2006), one event an object, as of schema 1.8.0."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from pii_sweep import __version__
from pii_sweep.entities import BY_NAME
from pii_sweep.export.macie import LISTED, finding_id
from pii_sweep.export.source import Held, bucket_arn, moment

Json = dict[str, Any]
SCHEMA = "1.8.0"
SEVERITY: Mapping[str, tuple[int, str]] = {
    "LOW": (2, "Low"), "MEDIUM": (3, "Medium"), "HIGH": (4, "High"), "VERY_HIGH": (5, "Critical"),
}  # fmt: skip
RISK: Mapping[str, tuple[int, str]] = {
    "LOW": (1, "Low"), "MEDIUM": (2, "Medium"), "HIGH": (3, "High"), "VERY_HIGH": (4, "Critical"),
}  # fmt: skip
STATUS = {"ANALYSED": (1, "Complete"), "PARTIAL": (2, "Partial")}


def ocsf_event(held: Held, account: str | None) -> Json:
    """Return an object's event; what OCSF has no attribute for (boxes, intervals) is under `unmapped`."""
    bucket, millis = held.bucket, int(moment(held.bucket).timestamp() * 1000)
    severity, risk = SEVERITY.get(bucket["rating"], (0, "Unknown")), RISK.get(bucket["rating"])
    event: Json = {
        "activity_id": 1,
        "activity_name": "Create",
        "category_uid": 2,
        "category_name": "Findings",
        "class_uid": 2006,
        "class_name": "Data Security Finding",
        "type_uid": 200601,
        "severity_id": severity[0],
        "severity": severity[1],
        "time": millis,
        "metadata": {
            "version": SCHEMA,
            "product": {"name": "pii-sweep", "vendor_name": "pii-sweep", "version": __version__},
        },
        "finding_info": {
            "uid": finding_id(held),
            "title": "Personal data in an S3 object",
            "types": sorted(held.counts),
            "created_time": millis,
        },
        "data_security": _data_security(held),
        "databucket": _databucket(held, millis),
        "is_alert": bucket["priority"] in ("P1", "P2"),
        "unmapped": {
            "vector": bucket["vector"],
            "rating_low": bucket["rating_low"],
            "rating_high": bucket["rating_high"],
            "priority": bucket["priority"],
            "boxes": _boxes(held),
        },
    }
    if risk:
        event |= {"risk_level_id": risk[0], "risk_level": risk[1]}
    if account or bucket["region"]:
        event["metadata"]["profiles"] = ["cloud"]
        event["cloud"] = _cloud(bucket, account)
    return event


def _data_security(held: Held) -> Json:
    status = STATUS.get(held.row["status"], (3, "Fail"))
    financial = all(name in BY_NAME and BY_NAME[name].kind == "financial" for name in held.counts)
    return {
        "category_id": 3 if financial else 1,
        "category": "Financial" if financial else "Personal",
        "data_lifecycle_state_id": 1,
        "data_lifecycle_state": "Data at-Rest",
        "detection_system_id": 4,
        "detection_system": "Data Discovery & Classification",
        "classifier_details": {"type": "pii-sweep", "name": "pii-sweep", "uid": __version__},
        "status_id": status[0],
        "status": status[1],
        "size": held.row["bytes_read"],
        "total": held.total,
        "discovery_details": [_describe_discovery(held, name, count) for name, count in held.counts.items()],
    }


def _describe_discovery(held: Held, entity: str, count: int) -> Json:
    found = [one for one in held.findings if one["entity"] == entity][:LISTED]
    places = [place for place in map(_place, found) if place]
    return {"type": entity, "count": count, **({"occurrences": places} if places else {})}


def _place(one: Mapping[str, Any]) -> Json:
    body = {
        "page_number": one["page"],
        "start_line": one["line"],
        "end_line": one["line"],
        "row_number": one["row"],
        "column_number": one["column"],
        "column_name": one["column_name"],
        "json_path": one["json_path"],
    }
    return {name: value for name, value in body.items() if value is not None}


def _boxes(held: Held) -> list[Json]:
    return [
        {"type": one["entity"], "page": one["page"], "box": [one[side] for side in ("x0", "y0", "x1", "y1")]}
        for one in held.findings[:LISTED]
        if one["x0"] is not None
    ]


def _databucket(held: Held, millis: int) -> Json:
    row, bucket = held.row, held.bucket
    file = {
        "name": PurePosixPath(str(row["key"])).name or str(row["key"]),
        "path": str(row["key"]),
        "type_id": 1,
        "size": row["size"],
        "mime_type": row["media_type"] or None,
        "storage_class": row["storage_class"] or None,
        "uri": held.uri,
    }
    body: Json = {
        "type_id": 1,
        "type": "S3",
        "name": bucket["bucket"],
        "uid": bucket_arn(bucket),
        "size": bucket["bytes"],
        "file": {name: value for name, value in file.items() if value is not None},
    }
    if bucket["exposure"] in ("PUBLIC", "PRIVATE"):
        body["is_public"] = bucket["exposure"] == "PUBLIC"
    if bucket["encryption"] != "unknown":
        body["is_encrypted"] = bucket["encryption"].lower() != "none"
    return body


def _cloud(bucket: Mapping[str, Any], account: str | None) -> Json:
    body: Json = {"provider": "AWS"}
    if bucket["region"]:
        body["region"] = bucket["region"]
    return body | ({"account": {"uid": account, "type_id": 10}} if account else {})
