"""Checks of exported bodies against published schemas and object models."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import attr
import botocore.session
import sarif_om
from botocore.model import ServiceModel
from botocore.validate import ParamValidator
from jsonschema import Draft4Validator, Draft202012Validator
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
from openlineage.client import event_v2
from openlineage.client.generated import tags_dataset
from openlineage.client.serde import Serde

SARIF_SCHEMA = Path(__file__).parents[1] / "vendor" / "sarif" / "sarif-2.1.0-rtm.5.json"

SARIF_OPEN = {"properties", "partialFingerprints"}  # property bags and maps


def botocore_problems(service: str, shape: str, body: dict[str, Any]) -> str:
    """Return what botocore's model of a service finds wrong with a structure, and members it has not."""
    return ParamValidator().validate(body, _model(service).shape_for(shape)).generate_report()


@lru_cache(maxsize=4)
def _model(service: str) -> ServiceModel:
    return botocore.session.get_session().get_service_model(service)


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


def sarif_problems(body: Any) -> list[str]:
    """Return what SARIF's published schema does not allow in a log, and what its object model has not."""
    errors = Draft4Validator(json.loads(SARIF_SCHEMA.read_bytes())).iter_errors(body)
    return [f"{error.json_path}: {error.message[:200]}" for error in errors] + _sarif_unknown(body)


def _sarif_unknown(body: Any, name: str = "SarifLog") -> list[str]:
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
                wrong += _sarif_unknown(item, types[key])
    return wrong


def openlineage_problems(event: dict[str, Any]) -> list[str]:
    """Return how an event differs from itself rebuilt by the classes generated from OpenLineage's schema.

    They take no unknown member, check times and ids, and write the version of the schema that they are of.
    """
    try:
        rebuilt = event_v2.RunEvent(
            eventTime=event["eventTime"],
            producer=event["producer"],
            run=event_v2.Run(**event["run"]),
            job=event_v2.Job(**event["job"]),
            eventType=event_v2.RunState(event["eventType"]),
            inputs=[_openlineage_dataset(one) for one in event["inputs"]],
        )
    except (TypeError, ValueError, KeyError) as error:
        return [f"{type(error).__name__}: {error}"]
    plain, given = _without_empty(Serde.to_dict(rebuilt)), _without_empty(event)
    return [name for name in sorted(plain.keys() | given.keys()) if plain.get(name) != given.get(name)]


def _without_empty(body: Any) -> Any:
    if isinstance(body, list):
        return [_without_empty(item) for item in body]
    if not isinstance(body, dict):
        return body
    kept = {key: _without_empty(item) for key, item in body.items()}
    return {key: item for key, item in kept.items() if item not in ({}, [], None)}


def _openlineage_dataset(body: dict[str, Any]) -> event_v2.InputDataset:
    facets = {}
    for name, facet in body.get("facets", {}).items():
        rest = {key: value for key, value in facet.items() if key not in ("_producer", "_schemaURL", "tags")}
        tags = [tags_dataset.TagsDatasetFacetFields(**tag) for tag in facet["tags"]]
        facets[name] = tags_dataset.TagsDatasetFacet(tags=tags, producer=facet["_producer"], **rest)
    rest = {key: value for key, value in body.items() if key != "facets"}
    return event_v2.InputDataset(**rest, facets=facets)
