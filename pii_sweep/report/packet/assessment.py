"""The CCPA risk-assessment input of one processing activity (11 CCR §7152), as JSON.

It is draft input, never an assessment: what only people can say stays null and is listed under
`outstanding` with its legal source. The published schema is `schemas/ccpa-assessment-input.v1.json`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any

import jsonschema

from pii_sweep import __version__
from pii_sweep.config import Settings
from pii_sweep.errors import SweepError
from pii_sweep.report.packet import access, consumers, impacts
from pii_sweep.report.packet import categories as data
from pii_sweep.report.packet.activity import choose_buckets
from pii_sweep.report.packet.outstanding import list_outstanding
from pii_sweep.report.packet.retention import retention
from pii_sweep.report.packet.scope import Scope
from pii_sweep.report.tables.frames import Frames
from pii_sweep.risk import categories, elements, enisa, statutory_amounts

SCHEMA_VERSION = "ccpa-assessment-input/1"
STATUS = "DRAFT INPUT - NOT A RISK ASSESSMENT"
Json = dict[str, Any]


def assess(
    frames: Frames,
    activity: Mapping[str, Any],
    generated_at: datetime,
    models: Mapping[str, str],
    previous_sha256: str | None = None,
) -> Json:
    """Return the assessment input of one activity, checked against the published schema.

    `activity` is what `read_activity` returns. Raises ConfigError where its scope names no
    bucket of the sweep.
    """
    names = choose_buckets([detail.frame.bucket for detail in frames.details], activity)
    scope = Scope(frames, tuple(detail for detail in frames.details if detail.frame.bucket in names))
    body = {
        **_head(frames, activity, generated_at, models, previous_sha256),
        **_build_sections(scope, activity, generated_at),
        **_copy_declared(activity),
    }
    body["outstanding"] = list_outstanding(body)
    body["report_sha256"] = digest(body)
    validate(body)
    return body


def digest(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON without `report_sha256` itself."""
    rest = {name: value for name, value in body.items() if name != "report_sha256"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def validate(body: Mapping[str, Any]) -> None:
    """Check a packet against the published schema; raises SweepError naming the place, not the value."""
    error = next(iter(jsonschema.Draft202012Validator(schema()).iter_errors(body)), None)
    if error is not None:
        raise SweepError(f"the assessment breaks its schema at {error.json_path} ({error.validator})")


@lru_cache(maxsize=1)
def schema() -> Json:
    """Return the published JSON Schema."""
    folder = resources.files("pii_sweep.report") / "schemas"
    text = (folder / "ccpa-assessment-input.v1.json").read_text(encoding="utf-8")
    result: Json = json.loads(text)
    return result


def ruleset_hash(settings: Settings) -> str:
    """Return the SHA-256 of the rating's tables and the settings that change them."""
    plain = settings.as_dict()
    tables = (
        categories.ENTITIES,
        categories.SPI,
        elements.ELEMENTS,
        enisa.EI,
        enisa.DPC_TOGETHER,
        statutory_amounts.TABLES,
    )
    text = f"{__version__}\0{_stable(tables)}\0{json.dumps([plain['risk'], plain['detect']], sort_keys=True)}"
    return hashlib.sha256(text.encode()).hexdigest()


def _stable(value: Any) -> str:
    """Return a text of nested tables that does not depend on the order of sets."""
    if isinstance(value, (set, frozenset)):
        return f"{{{','.join(sorted(map(str, value)))}}}"
    if isinstance(value, Mapping):
        return f"[{','.join(f'{key}:{_stable(item)}' for key, item in value.items())}]"
    if isinstance(value, tuple):
        return f"({','.join(map(_stable, value))})"
    names = getattr(value, "__slots__", None)
    return _stable(tuple(getattr(value, name) for name in names)) if names else str(value)


def _head(
    frames: Frames,
    activity: Mapping[str, Any],
    generated_at: datetime,
    models: Mapping[str, str],
    previous: str | None,
) -> Json:
    declared = activity["activity"]
    moment = generated_at.astimezone(UTC).isoformat(timespec="seconds")
    identity = hashlib.sha256(f"{declared['id']}\0{frames.settings.digest}\0{moment}".encode()).hexdigest()
    return {
        "schema_version": SCHEMA_VERSION,
        "status": STATUS,
        "report_id": f"pii-sweep-{identity[:16]}",
        "generated_at": moment,
        "report_sha256": None,
        "prev_report_sha256": previous,
        "tool": {
            "name": "pii-sweep",
            "version": __version__,
            "ruleset_hash": ruleset_hash(frames.settings),
            "model_hashes": dict(sorted(models.items())),
        },
        "operator": declared.get("operator"),
        "activity": {name: declared.get(name) for name in ("id", "name", "purpose", "began_on", "status")},
    }


def _build_sections(scope: Scope, activity: Mapping[str, Any], now: datetime) -> Json:
    held = data.object_entities(scope)
    sec150, sec82 = consumers.with_elements(scope, "150"), consumers.with_elements(scope, "82")
    said = activity.get("exposure", {})
    rows, total = data.findings(scope)
    spi = data.spi(scope, activity.get("spi", []))
    return {
        "trigger_evidence": access.triggers(scope, activity.get("triggers", {}), spi),
        "scope": access.scope_of(scope),
        "buckets": access.bucket_rows(scope, said),
        "pi_categories": data.categories(scope, activity.get("declared", {}), held),
        "spi": spi,
        "sensitive_categories": data.sensitive_categories(scope, activity.get("declared", {}), spi),
        "consumers": consumers.consumers(scope),
        "threshold_checks": consumers.threshold_checks(scope),
        "minors": consumers.minors(scope),
        "retention": retention(scope, activity, held, now),
        "recipients": access.recipients(scope, activity.get("recipients", [])),
        "exposure": access.exposure_over(scope, said),
        "safeguards": [row for detail in scope.details for row in access.safeguards(detail)],
        "negative_impacts": impacts.impacts(scope, activity.get("impacts", [])),
        "breach_elements": {"sec150": sec150, "sec82": sec82},
        "exposure_range": consumers.exposure_range(sec150, now.date()),
        "ratings": access.worst_rating(scope),
        "crosswalk": data.crosswalk(scope),
        "material_change": {"candidates": [], "update_due": None},
        "findings": rows,
        "findings_total": total,
    }


def _copy_declared(activity: Mapping[str, Any]) -> Json:
    business, limits = activity.get("business", {}), activity.get("thresholds", {})
    operations, decision = activity.get("operations", {}), activity.get("decision", {})
    approval, safeguards = activity.get("approval", {}), activity.get("safeguards", {})
    return {
        "business": {name: business.get(name) for name in ("name", "contact")},
        "thresholds": {name: limits.get(name) for name in ("revenue_band", "exemptions")},
        "sources": operations.get("sources"),
        "collection_method": operations.get("collection_method"),
        "consumer_interaction": operations.get("consumer_interaction"),
        "consumer_disclosures": operations.get("consumer_disclosures"),
        "declared_safeguards": {
            name: safeguards.get(name) for name in ("planned", "privacy_enhancing", "outside_expertise")
        },
        "incident": _incident(activity.get("incident", {})),
        "benefits": decision.get("benefits"),
        "decision": decision.get("go_ahead"),
        "contributors": decision.get("contributors"),
        "approval": {name: approval.get(name) for name in ("date", "names", "positions")},
    }


def _incident(declared: Mapping[str, Any]) -> Json:
    """Return the clock dates of §1798.82(a)(2) and (f); none runs until a person gives the first."""

    def after(name: str, days: int) -> str | None:
        text = declared.get(name)
        return (date.fromisoformat(text) + timedelta(days=days)).isoformat() if text else None

    return {
        "discovery_date": declared.get("discovery_date"),
        "notice_due": after("discovery_date", 30),
        "notice_sent": declared.get("notice_sent"),
        "ag_due": after("notice_sent", 15),
    }
