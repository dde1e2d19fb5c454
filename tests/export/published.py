"""Checks of exported bodies against published schemas and object models."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

import attr
import botocore.session
import sarif_om
from botocore.validate import ParamValidator
from openlineage.client.generated import tags_dataset

OCSF = json.loads((Path(__file__).parent / "schemas" / "ocsf-data-security-finding.json").read_text("utf-8"))
KINDS: dict[str, Any] = {
    "integer_t": int, "long_t": int, "timestamp_t": int, "string_t": str, "boolean_t": bool,
    "float_t": (int, float), "file_name_t": str, "file_path_t": str, "url_t": str, "object": dict,
    "resource_uid_t": str,
}  # fmt: skip
SARIF_OPEN = {"properties", "partialFingerprints"}  # property bags and maps


def botocore_problems(service: str, shape: str, body: dict[str, Any]) -> str:
    """Return what botocore's model of a service finds wrong with a structure, and members it has not."""
    model = botocore.session.get_session().get_service_model(service).shape_for(shape)
    return ParamValidator().validate(body, model).generate_report()


def ocsf_problems(event: dict[str, Any]) -> list[str]:
    """Return what OCSF's schema of class 2006 does not allow in an event."""
    profiles = {None, *event["metadata"].get("profiles", [])}
    known = {name: row for name, row in OCSF["event"].items() if row.get("profile") in profiles}
    return _ocsf(event, known, "event")


def _ocsf(body: dict[str, Any], known: dict[str, Any], where: str) -> list[str]:
    wrong = [f"{where}: {name} is required" for name, row in known.items()
             if row["requirement"] == "required" and name not in body]  # fmt: skip
    for name, value in body.items():
        if name not in known:
            wrong.append(f"{where}: {name} is unknown")
            continue
        row = known[name]
        if isinstance(value, list) != row["array"]:
            wrong.append(f"{where}.{name}: a list, or none")
            continue
        for item in value if row["array"] else [value]:
            wrong += _ocsf_value(item, row, f"{where}.{name}")
    return wrong


def _ocsf_value(item: Any, row: dict[str, Any], where: str) -> list[str]:
    if row["type"] in OCSF["objects"]:
        one_of = OCSF["at_least_one"][row["type"]]
        lacking = [f"{where}: none of {one_of}"] if one_of and not set(one_of) & set(item) else []
        return lacking + _ocsf(item, OCSF["objects"][row["type"]], where)
    wrong = [] if isinstance(item, KINDS[row["type"]]) else [f"{where}: {item!r} is no {row['type']}"]
    if "enum" in row and item not in row["enum"]:
        wrong.append(f"{where}: {item!r} is none of {row['enum']}")
    return wrong


def sarif_problems(body: Any, name: str = "SarifLog") -> list[str]:
    """Return the properties that SARIF's object model has not, and those required that are missing."""
    model = {one.metadata["schema_property_name"]: one for one in attr.fields(getattr(sarif_om, name))}
    types = {
        "runs": "Run", "tool": "Tool", "driver": "ToolComponent", "rules": "ReportingDescriptor",
        "shortDescription": "MultiformatMessageString", "artifacts": "Artifact", "results": "Result",
        "location": "ArtifactLocation", "locations": "Location", "physicalLocation": "PhysicalLocation",
        "artifactLocation": "ArtifactLocation", "region": "Region", "message": "Message",
    }  # fmt: skip
    wrong = [
        f"{name}: {key} is required"
        for key, one in model.items()
        if one.default is attr.NOTHING and key not in body
    ]
    for key, value in body.items():
        if key not in model:
            wrong.append(f"{name}: {key} is unknown")
        elif key in types and key not in SARIF_OPEN:
            for item in value if isinstance(value, list) else [value]:
                wrong += sarif_problems(item, types[key])
    return wrong


def openlineage_problems(event: dict[str, Any]) -> list[str]:
    """Return what OpenLineage's classes do not take: a dataset's tags and what an event needs."""
    required = {"eventTime", "producer", "schemaURL", "run", "job"}
    wrong = sorted(required - event.keys())
    fields = set(inspect.signature(tags_dataset.TagsDatasetFacetFields).parameters)
    for dataset in event["inputs"]:
        facet = dataset["facets"]["tags"]
        wrong += [] if {"_producer", "_schemaURL", "tags"} == facet.keys() else ["facet"]
        wrong += [] if facet["_schemaURL"] == tags_dataset.TagsDatasetFacet._get_schema() else ["_schemaURL"]
        for tag in facet["tags"]:
            wrong += sorted(tag.keys() - fields)
            tags_dataset.TagsDatasetFacetFields(**tag)
    uid = re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", event["run"]["runId"])
    return wrong + ([] if uid else ["runId"])
