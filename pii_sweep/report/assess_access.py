"""The assessment's access view: triggers, exposure, safeguards, recipients, impacts, ratings, scope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pii_sweep.entities import having
from pii_sweep.report.assess_data import found_entities
from pii_sweep.report.assess_people import Scope
from pii_sweep.report.frames import BucketDetail
from pii_sweep.report.summary import coverage_line, unread_reasons
from pii_sweep.risk.enisa import circumstances
from pii_sweep.risk.priority import SEVERITY
from pii_sweep.types import Answer, Exposure

# State words of the configuration reader, as on, off or partial; anything else is on.
OFF = frozenset(("none", "off", "no", "disabled"))
PARTLY = frozenset(("suspended", "partial"))
CONTROLS: Sequence[tuple[str, str, str]] = (
    ("encryption at rest", "encryption", "11 CCR §7123(c)(2)"),
    ("TLS only", "tls_only", "11 CCR §7123(c)(2)"),
    ("access logs", "logging", "11 CCR §7123(c)(7)"),
    ("versioning", "versioning", "11 CCR §7123(c)(18)"),
    ("lifecycle rules", "lifecycle", "11 CCR §7123(c)(16)"),
    ("replication", "replication", "11 CCR §7123(c)(18)"),
)
MONEY = having("money")
HARMS: Mapping[str, str] = {
    "A": "unauthorised access, use or disclosure, or loss of availability",
    "B": "unlawful discrimination",
    "C": "impaired control over personal information",
    "D": "coercion into giving personal information",
    "E": "economic harm",
    "F": "physical harm to people or property",
    "G": "reputational harm",
    "H": "psychological harm",
}
ORDER: Sequence[Answer] = ("no", "indeterminate", "yes")


def triggers(scope: Scope) -> list[dict[str, Any]]:
    """Return evidence for the six triggers of 11 CCR §7150(b); never a verdict."""
    spi = sorted({label for detail in scope.details for label in detail.rating.spi})
    outside = sorted({who for detail in scope.details for who in detail.frame.exposure.external_principals})
    processing = "evidence" if spi else ("none_seen" if scope.whole else "not_assessable")
    states = {
        1: ("evidence" if outside else "not_assessable", [f"external principal {who}" for who in outside]),
        2: (processing, spi),
    }
    rows = []
    for number in range(1, 7):
        state, refs = states.get(number, ("not_assessable", []))
        rows.append({"cite": f"11 CCR §7150(b)({number})", "state": state, "refs": refs})
    return rows


def scope_of(scope: Scope) -> dict[str, Any]:
    """Return what was listed, read and left out, and how the sample was drawn."""
    details, sample = scope.details, scope.frames.settings.sample
    skipped: Counter[str] = Counter()
    for detail in details:
        skipped.update(unread_reasons(detail))
    total = sum(detail.account.objects for detail in details)
    read = sum(detail.account.read for detail in details)
    listed = sum(detail.tally.listing_complete for detail in details)
    prefixes = sorted(set(scope.table("strata")["prefix"]) - {"", "*"})
    return {
        "buckets": scope.names,
        "prefixes": prefixes,
        "objects_total": total,
        "scanned": read,
        "coverage": read / total if total and listed == len(details) else None,
        "buckets_listed": listed,
        "restrictions": list(dict.fromkeys(line for detail in details for line in detail.restrictions)),
        "skipped_by_reason": dict(sorted(skipped.items())),
        "sampling": {
            "method": "stratified by prefix, kind and size; drawn by SHA-256 tickets",
            "fraction": read / total if total else None,
            "seed": sample.seed,
            "confidence": sample.confidence,
        },
        "bytes": sum(detail.account.bytes for detail in details),
    }


def bucket_rows(scope: Scope) -> list[dict[str, Any]]:
    """Return the nested buckets: coverage, exposure, safeguards and ratings of each."""
    return [
        {
            "bucket": detail.frame.bucket,
            "region": detail.frame.region,
            "target": detail.frame.target,
            "listing": detail.frame.listing,
            "coverage_line": coverage_line(detail),
            "exposure": exposure_of(detail.frame.exposure),
            "safeguards": safeguards(detail),
            "ratings": ratings_of(detail),
        }
        for detail in scope.details
    ]


def exposure_of(exposure: Exposure) -> dict[str, Any]:
    """Return who can read and write, and whether the unauthorised reader gets plain text."""
    return {
        "level": exposure.level,
        "public_read": exposure.public_read,
        "public_write": exposure.public_write,
        "cross_account": list(exposure.external_principals),
        "via": list(exposure.reasons),
        "not_read": list(exposure.unread),
        "since_earliest": None,
        "log_evidence": None,
        "effective_plaintext": plaintext(exposure),
    }


def plaintext(exposure: Exposure) -> Answer:
    """Say whether who can read without right also gets the object decrypted.

    Server-side encryption under S3's own keys is transparent to any permitted reader; one under
    KMS needs a right to the key, which the anonymous reader lacks and a named outsider may have.
    """
    if exposure.public_read == "no" and not exposure.external_principals:
        return "no"
    if "KMS" in exposure.encryption.upper():
        return "indeterminate" if exposure.external_principals else "no"
    return "yes" if exposure.public_read == "yes" and exposure.encryption != "unknown" else "indeterminate"


def exposure_over(scope: Scope) -> dict[str, Any]:
    """Combine the buckets' exposure: the worst answer of each kind, all principals and ways."""
    each = [exposure_of(detail.frame.exposure) for detail in scope.details]
    worst = {
        name: max((row[name] for row in each), key=ORDER.index, default="indeterminate")
        for name in ("public_read", "public_write", "effective_plaintext")
    }
    lists = {
        name: sorted({item for row in each for item in row[name]})
        for name in ("cross_account", "via", "not_read")
    }
    return {**worst, **lists, "since_earliest": None, "log_evidence": None}


def safeguards(detail: BucketDetail) -> list[dict[str, Any]]:
    """Return each control's state with its evidence and cite (§7152(a)(6)(A)(i))."""
    exposure = detail.frame.exposure
    public = {"yes": "off", "no": "on", "indeterminate": "unknown"}[exposure.public_read]
    rows = [
        {
            "bucket": detail.frame.bucket,
            "control": "no public access",
            "state": public,
            "evidence": "; ".join(exposure.reasons) or exposure.level,
            "cite": "11 CCR §7123(c)(3)",
        }
    ]
    for control, field, cite in CONTROLS:
        value = str(getattr(exposure, field))
        rows.append(
            {
                "bucket": detail.frame.bucket,
                "control": control,
                "state": _state(value),
                "evidence": value,
                "cite": cite,
            }
        )
    return rows


def recipients(scope: Scope, declared: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return who outside can read, with what the activity says of each; names and purposes are human."""
    said = {row["principal"]: row for row in declared if "principal" in row}
    seen: dict[str, list[str]] = {}
    for detail in scope.details:
        for who in detail.frame.exposure.external_principals:
            seen.setdefault(who, []).append(detail.frame.bucket)
    names = list(dict.fromkeys([*sorted(seen), *said]))
    rows = [
        {
            "principal": name,
            "account": _account(name),
            "known_as": said.get(name, {}).get("known_as"),
            "type": said.get(name, {}).get("type"),
            "access": [f"read or write {bucket}" for bucket in seen.get(name, [])],
            "purpose": said.get(name, {}).get("purpose"),
        }
        for name in names
    ]
    unnamed = [row for row in declared if "principal" not in row]
    return rows + [
        {
            "principal": None,
            "account": None,
            "known_as": row.get("known_as"),
            "type": row.get("type"),
            "access": [],
            "purpose": row.get("purpose"),
        }
        for row in unnamed
    ]


def impacts(scope: Scope) -> list[dict[str, Any]]:
    """Return candidate negative impacts of §7152(a)(5) with source and cause; weighing them is human."""
    found = found_entities(scope).keys()
    exposures = [detail.frame.exposure for detail in scope.details]
    rows: list[tuple[str, str, str]] = []
    if found and any(item.level in ("PUBLIC", "SHARED", "UNKNOWN") for item in exposures):
        rows.append(
            ("A", "bucket access", "people outside the account can read it, or that could not be told")
        )
    if found & {"NRP", "HEALTH", "MINOR"}:
        rows.append(("B", "protected-class fields", "held in readable objects"))
    if found and any(item.lifecycle in OFF for item in exposures):
        rows.append(("C", "retention", "no lifecycle rule deletes what is no longer needed"))
    if found & MONEY:
        rows.append(("E", "account and government numbers", "open to fraud and identity theft"))
    if "STREET_ADDRESS" in found and found & {"FACE", "GEO_COORDINATES", "ORDER_VALUE"}:
        rows.append(("F", "home addresses with photos, places or purchases", "allow burglary or stalking"))
    if "HEALTH" in found:
        rows += [("G", "health information", "disclosure"), ("H", "health information", "disclosure")]
    if "MINOR" in found:
        rows += [("F", "data of minors", "disclosure"), ("H", "data of minors", "disclosure")]
    return [
        {
            "harm": harm,
            "description": HARMS[harm],
            "source": source,
            "cause": cause,
            "evidence_refs": scope.names,
            "likelihood": None,
            "severity": None,
            "residual": None,
        }
        for harm, source, cause in rows
    ]


def worst_rating(scope: Scope) -> dict[str, Any] | None:
    """Return the ratings of the activity's most severe bucket; each bucket's lie in `buckets`."""
    if not scope.details:
        return None
    return ratings_of(min(scope.details, key=lambda detail: SEVERITY.index(detail.rating.level)))


def ratings_of(detail: BucketDetail) -> dict[str, Any]:
    """Return the published methods' scores with their inputs; they are no part of the CCPA."""
    rating, parts = detail.rating, circumstances(detail.frame.exposure)
    many = detail.tally.persons[1] >= 100
    return {
        "bucket": rating.bucket,
        "enisa": {
            "dpc": rating.dpc,
            "ei": rating.ei,
            "cb": rating.cb,
            "cb_parts": {
                "confidentiality": parts.confidentiality,
                "integrity": parts.integrity,
                "availability": parts.availability,
                "malicious_intent": parts.intent,
            },
            "se": rating.se,
            "band": rating.level,
            "band_low": rating.low,
            "band_high": rating.high,
            "vector": rating.vector,
            "flags": ["over 100 individuals"] if many else [],
            "rationale": list(rating.reasons),
        },
        "nist_800_122": {"level": rating.nist, "factors": "derived by fixed rules; see method"},
        "priority": rating.priority,
    }


def _state(value: str) -> str:
    word = value.lower()
    if word == "unknown":
        return "unknown"
    if word in PARTLY:
        return "partial"
    return "off" if word in OFF else "on"


def _account(principal: str) -> str | None:
    parts = principal.split(":")
    if len(parts) > 4 and parts[4].isdigit():
        return parts[4]
    return principal if principal.isdigit() and len(principal) == 12 else None
