"""The assessment's data: categories, sensitive PI, retention evidence, crosswalk, findings."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd

from pii_sweep.entities import ENTITIES
from pii_sweep.report.assess_people import Scope, bounds, holders, people
from pii_sweep.risk.categories import LETTERS, SPI, letters

MAX_FINDINGS = 1000
# 45 CFR §164.514(b)(2)(i): the Safe Harbor identifier that each entity type is.
HIPAA: Mapping[str, str] = {item.name: item.hipaa for item in ENTITIES if item.hipaa}
SPECIAL: Mapping[str, str] = {item.name: item.special for item in ENTITIES if item.special}


def object_entities(scope: Scope) -> pd.DataFrame:
    """Return bucket, modified, and the mapping of counts of each object that holds something."""
    objects = scope.table("objects")
    held = objects.loc[objects["counts"] != "{}", ["bucket", "modified", "counts"]]
    return held.assign(counts=[json.loads(text) for text in held["counts"]])


def found_entities(scope: Scope) -> Counter[str]:
    """Count the objects read that hold each entity type."""
    found: Counter[str] = Counter()
    for detail in scope.details:
        found.update(detail.tally.objects_with)
    return found


def categories(scope: Scope, declared: Mapping[str, Any], held: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a row for each letter of §1798.140(v)(1): present, declared, how much, of whom."""
    overrides = scope.frames.settings.risk.categories
    found = found_entities(scope)
    confirmed = {entity for item in SPI if item.state == "confirmed" for entity in item.entities}
    rows = []
    for letter, name in LETTERS.items():
        types = sorted(entity for entity in found if letter in letters(entity, overrides))
        if letter == "L":
            types = sorted({*types, *(confirmed & found.keys() if _confirmed(scope) else ())})
        sought = scope.whole and not any(letter in letters(entity, overrides) for entity in scope.unsought)
        rows.append(
            {
                "letter": letter,
                "name": name,
                "present": "yes" if types else ("no" if sought else "indeterminate"),
                "undeclared": _undeclared(letter, types, declared),
                "objects": _objects(scope, types, held),
                "persons_est": _persons(scope, types),
                "entity_types": types,
                "confidence": _confidence(types, held),
                "min_necessary": _necessary(letter, declared),
            }
        )
    return rows


def spi(scope: Scope) -> list[dict[str, Any]]:
    """Return the sensitive-PI rows met, with the question that a person must answer."""
    combos = scope.combos()
    sets = [*combos, *(frozenset((entity,)) for entity in found_entities(scope))]
    rows = []
    for item in SPI:
        if not any(item.entities <= combo for combo in sets):
            continue
        seen = holders(scope, [item.entities], californian=False)
        rows.append(
            {
                "cite": item.cite,
                "state": item.state,
                "entity_types": sorted(item.entities),
                "persons_est": {"low": seen, "point": seen, "high": seen if scope.whole else None},
                "human_question": item.question or None,
            }
        )
    return rows


def retention(
    scope: Scope, activity: Mapping[str, Any], held: pd.DataFrame, now: datetime
) -> list[dict[str, Any]]:
    """Return per category how old the objects read are, and what the configuration and the activity say."""
    overrides = scope.frames.settings.risk.categories
    declared = {row.get("category"): row for row in activity.get("retention", [])}
    rules = sorted({detail.frame.exposure.lifecycle for detail in scope.details})
    versions = sorted({detail.frame.exposure.versioning for detail in scope.details})
    rows = []
    for letter in LETTERS:
        mask = [any(letter in letters(entity, overrides) for entity in counts) for counts in held["counts"]]
        dates = held.loc[mask, "modified"].dropna()
        if not any(mask):
            continue
        said = declared.get(letter, {})
        rows.append(
            {
                "category": letter,
                "oldest": None if dates.empty else dates.min().date().isoformat(),
                "newest": None if dates.empty else dates.max().date().isoformat(),
                "lifecycle_rule": ", ".join(rules),
                "versions_kept": ", ".join(versions),
                "declared_period": said.get("declared_period"),
                "overdue_objects": _overdue(dates, said.get("declared_days"), now),
            }
        )
    return rows


def crosswalk(scope: Scope) -> dict[str, Any]:
    """Return the same findings under GDPR Art. 9, HIPAA Safe Harbor and PCI DSS v4.0.1."""
    found = found_entities(scope).keys()
    absent = "no" if scope.whole else "indeterminate"
    return {
        "gdpr_special": sorted(SPECIAL[entity] for entity in found & SPECIAL.keys()),
        "hipaa_ids": sorted({HIPAA[entity] for entity in found & HIPAA.keys()}),
        "pci": {
            "pan_found": "yes" if "CREDIT_CARD" in found else absent,
            "sad_found": "yes" if "CREDIT_CARD_CODE" in found else absent,
            "pan_masked": "yes",
        },
    }


def findings(scope: Scope) -> tuple[list[dict[str, Any]], int]:
    """Return at most MAX_FINDINGS masked findings, the surest first, and how many there are."""
    table = scope.table("findings")
    hashed = scope.frames.settings.report.hash_keys
    best = table.sort_values(["score", "finding_id"], ascending=[False, True], kind="stable").head(
        MAX_FINDINGS
    )
    etags = _etags(scope)
    rows = [
        {
            "finding_id": row["finding_id"],
            "bucket": row["bucket"],
            "key_hash" if hashed else "key": row["key"],
            "version_id": _plain(row["version_id"]),
            "etag": etags.get((row["bucket"], row["key"], _plain(row["version_id"]))),
            "location": {
                name: _plain(row[name])
                for name in ("member", "page", "line", "row", "column", "json_path")
                if _plain(row[name]) is not None
            },
            "entity": row["entity"],
            "categories": list(row["categories"]),
            "masked_sample": row["masked"],
            "person_key_hmac": _plain(row["subject_id"]),
            "confidence": row["score"],
            "detector": row["recognizer"],
        }
        for row in best.to_dict("records")
    ]
    return rows, len(table)


def _etags(scope: Scope) -> dict[tuple[str, str, str | None], str | None]:
    objects = scope.table("objects")
    return {
        (bucket, key, _plain(version)): _plain(etag)
        for bucket, key, version, etag in objects[["bucket", "key", "version_id", "etag"]].itertuples(
            index=False
        )
    }


def _plain(value: Any) -> Any:
    if value is None or (not isinstance(value, (str, list)) and pd.isna(value)):
        return None
    if (
        isinstance(value, float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and value.is_integer()
    ):
        return int(value)
    return value.item() if hasattr(value, "item") else value


def _confirmed(scope: Scope) -> bool:
    return any(label.endswith("confirmed") for detail in scope.details for label in detail.rating.spi)


def _undeclared(letter: str, types: list[str], declared: Mapping[str, Any]) -> bool | None:
    if "categories" not in declared:
        return None
    return bool(types) and letter not in declared["categories"]


def _necessary(letter: str, declared: Mapping[str, Any]) -> bool | None:
    if "minimum_necessary" not in declared:
        return None
    return letter in declared["minimum_necessary"]


def _objects(scope: Scope, types: list[str], held: pd.DataFrame) -> dict[str, Any]:
    """Return the objects that hold a category: seen, and bounds from its entity types' intervals.

    The low bound is the greatest of the types' low bounds, the high one their sum at most the
    population: the union of sets is no smaller than the largest and no larger than the sum.
    """
    seen = sum(bool(counts.keys() & set(types)) for counts in held["counts"])
    low = point = high = 0.0
    for detail in scope.details:
        mine = [item for item in detail.estimates if item.measure.removeprefix("objects_with:") in types]
        low += max((item.low for item in mine), default=0.0)
        point += max((item.point for item in mine), default=0.0)
        high += min(sum(item.high for item in mine), max((item.population for item in mine), default=0))
    return {"seen": seen, **bounds(max(low, seen), max(point, seen), max(high, seen))}


def _persons(scope: Scope, types: list[str]) -> dict[str, Any]:
    combos = scope.combos()
    total = sum(combos.values())
    seen = holders(scope, [frozenset((entity,)) for entity in types], californian=False)
    share = sum(n for combo, n in combos.items() if combo & set(types)) / total if total else 0.0
    _, point, _ = people(scope, californian=False)
    return bounds(seen, max(seen, share * point), seen if scope.whole else math.inf)


def _confidence(types: list[str], held: pd.DataFrame) -> float | None:
    scores = [
        counts[entity]["max_score"] for counts in held["counts"] for entity in counts.keys() & set(types)
    ]
    return max(scores, default=None)


def _overdue(dates: pd.Series, days: int | None, now: datetime) -> int | None:
    if days is None:
        return None
    return int((dates < now.astimezone(UTC) - timedelta(days=days)).sum())
