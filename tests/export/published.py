"""Checks of exported bodies against published schemas and object models."""

from __future__ import annotations

import inspect
import re
from functools import cache
from typing import Any

import attr
import botocore.session
import sarif_om
from botocore.validate import ParamValidator
from jsonschema import Draft202012Validator
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
from openlineage.client.generated import tags_dataset

SARIF_OPEN = {"properties", "partialFingerprints"}  # property bags and maps


def botocore_problems(service: str, shape: str, body: dict[str, Any]) -> str:
    """Return what botocore's model of a service finds wrong with a structure, and members it has not."""
    model = botocore.session.get_session().get_service_model(service).shape_for(shape)
    return ParamValidator().validate(body, model).generate_report()


def ocsf_problems(event: dict[str, Any]) -> list[str]:
    """Return what OCSF's published schema of the event's class and version does not allow in an event."""
    schema = _ocsf_schema(
        event["metadata"]["version"], event["class_uid"], tuple(event["metadata"]["profiles"])
    )
    found = Draft202012Validator(schema).iter_errors(event)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


@cache
def _ocsf_schema(version: str, class_uid: int, profiles: tuple[str, ...]) -> dict[str, Any]:
    schemas = OcsfJsonSchemaEmbedded(get_ocsf_schema(version=version))
    schema: dict[str, Any] = schemas.get_class_schema(
        schemas.lookup_class_name_from_uid(class_uid), profiles=list(profiles)
    )
    return schema


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
