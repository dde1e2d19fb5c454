"""SARIF 2.1.0: one result a listed finding, one for the counts beyond; objects and members are artifacts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pii_sweep import __version__
from pii_sweep.entities import BY_NAME
from pii_sweep.export.source import Held

Json = dict[str, Any]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_log(objects: Iterable[Held]) -> Json:
    """Return the log of a sweep's findings."""
    artifacts, results, rules = list[Json](), list[Json](), dict[str, Json]()
    for held in objects:
        index = len(artifacts)
        artifacts.append(_artifact(held))
        for entity, count in held.counts.items():
            rules.setdefault(entity, _rule(entity))
            found = [one for one in held.findings if one["entity"] == entity]
            results += [_result(held, index, one) for one in found]
            if count > len(found):
                results.append(_report_unkept(held, index, entity, count - len(found)))
    driver = {"name": "pii-sweep", "version": __version__, "rules": list(rules.values())}
    run: Json = {"tool": {"driver": driver}, "artifacts": artifacts, "results": results}
    return {"version": "2.1.0", "$schema": SCHEMA, "runs": [run]}


def _rule(entity: str) -> Json:
    words = BY_NAME[entity].words if entity in BY_NAME else entity
    return {"id": entity, "shortDescription": {"text": words}}


def _artifact(held: Held) -> Json:
    body: Json = {"location": {"uri": held.uri}, "length": held.row["size"]}
    return body | ({"mimeType": held.row["media_type"]} if held.row["media_type"] else {})


def _result(held: Held, index: int, one: Mapping[str, Any]) -> Json:
    place: Json = {"artifactLocation": {"uri": held.uri, "index": index}}
    if one["line"]:
        place["region"] = {"startLine": one["line"]}
    elif one["row"]:
        place["region"] = {
            "startLine": one["row"],
            **({"startColumn": one["column"]} if one["column"] else {}),
        }
    properties = {name: one[name] for name in ("member", "page", "json_path", "column_name") if one[name]}
    if one["x0"] is not None:
        properties["box"] = [one[side] for side in ("x0", "y0", "x1", "y1")]
    return {
        "ruleId": one["entity"],
        "kind": "fail",
        "level": "warning",
        "rank": round(100 * one["score"], 2),
        "message": {"text": f"{one['entity']}: {one['masked']}"},
        "occurrenceCount": 1,
        "partialFingerprints": {"findingId/v1": one["finding_id"]},
        "locations": [{"physicalLocation": place}],
        "properties": properties,
    }


def _report_unkept(held: Held, index: int, entity: str, count: int) -> Json:
    """Return one result for findings that were counted and whose places were not kept."""
    place = {"artifactLocation": {"uri": held.uri, "index": index}}
    return {
        "ruleId": entity,
        "kind": "fail",
        "level": "warning",
        "message": {"text": f"{entity}: {count} more, whose places were not kept"},
        "occurrenceCount": count,
        "locations": [{"physicalLocation": place}],
    }
