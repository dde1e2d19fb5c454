"""The assessment's access view: triggers, exposure, safeguards, recipients, ratings, scope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pii_sweep.report import words
from pii_sweep.report.packet.categories import open_or_confirmed
from pii_sweep.report.packet.scope import Scope
from pii_sweep.report.packet.statutes import TRIGGERS
from pii_sweep.report.summary import coverage_line, list_restrictions, unread_reasons
from pii_sweep.report.tables.frames import BucketDetail
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
ANYONE, NOT_KNOWN = "anyone", "not known"
ORDER: Sequence[Answer] = ("no", "indeterminate", "yes")


def triggers(
    scope: Scope, answers: Mapping[str, bool], spi_rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return evidence for the six triggers of 11 CCR §7150(b), and a person's answers; never a verdict.

    `spi_rows` is what `categories.spi` returns: a candidate that a person denied is no evidence.
    """
    standing = {row["cite"] for row in open_or_confirmed(spi_rows)}
    denied = {f"{row['cite']} candidate" for row in spi_rows if row["cite"] not in standing}
    spi = sorted({label for detail in scope.details for label in detail.rating.spi} - denied)
    outside = sorted({who for detail in scope.details for who in detail.frame.exposure.external_principals})
    processing = "evidence" if spi else ("none_seen" if scope.whole else "not_assessable")
    states = {
        1: ("evidence" if outside else "not_assessable", [f"external principal {who}" for who in outside]),
        2: (processing, spi),
    }
    rows = []
    for number, (key, text) in enumerate(TRIGGERS, 1):
        state, refs = states.get(number, ("not_assessable", []))
        rows.append(
            {
                "cite": f"11 CCR §7150(b)({number})",
                "text": text,
                "state": state,
                "refs": refs,
                "answer": answers.get(key),
            }
        )
    return rows


def scope_of(scope: Scope) -> dict[str, Any]:
    """Return what was listed, read and left out, and how the sample was drawn.

    Coverage is not known where a bucket could not be listed: its objects are not counted.
    """
    details, sample = scope.details, scope.frames.settings.sample
    skipped: Counter[str] = Counter()
    for detail in details:
        skipped.update(unread_reasons(detail))
    total = sum(detail.account.objects for detail in details)
    read = sum(detail.account.read for detail in details)
    closed = {detail.frame.bucket: detail.frame.listing for detail in details if not is_listed(detail)}
    share = read / total if total and not closed else None
    return {
        "buckets": scope.names,
        "buckets_read": [detail.frame.bucket for detail in details if is_listed(detail)],
        "buckets_not_listed": closed,
        "prefixes": sorted(set(scope.table("strata")["prefix"]) - {"", "*"}),
        "objects_total": total,
        "scanned": read,
        "coverage": share,
        "buckets_listed": len(details) - len(closed),
        "restrictions": list_restrictions(details),
        "coverage_line": _coverage_line(len(details), closed, read, total),
        "skipped_by_reason": {code: count for code, count in sorted(skipped.items()) if count},
        "sampling": {
            "method": "stratified by prefix, kind and size; drawn by SHA-256 tickets",
            "fraction": share,
            "seed": sample.seed,
            "confidence": sample.confidence,
        },
        "bytes": sum(detail.account.bytes for detail in details),
    }


def is_listed(detail: BucketDetail) -> bool:
    """Return whether a bucket's listing succeeded to its end."""
    return detail.frame.listing == "complete"


def _coverage_line(buckets: int, closed: Mapping[str, str], read: int, total: int) -> str:
    share = f" ({words.share(read / total)})" if total and not closed else ""
    line = (
        f"{buckets - len(closed)} of {buckets} buckets listed; "
        f"{read:,} of {total:,} listed objects read{share}"
    )
    names = [f"{name} ({words.reason(code)})" for name, code in sorted(closed.items())]
    return f"{line}; not listed, so nothing is known of: {', '.join(names)}" if names else line


def bucket_rows(scope: Scope, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the nested buckets: coverage, exposure, safeguards and ratings of each."""
    return [
        {
            "bucket": detail.frame.bucket,
            "region": detail.frame.region,
            "target": detail.frame.target,
            "listing": detail.frame.listing,
            "coverage_line": coverage_line(detail),
            "exposure": exposure_of(detail.frame.exposure, said),
            "safeguards": safeguards(detail),
            "ratings": ratings_of(detail, scope.frames.settings.risk.many_people),
        }
        for detail in scope.details
    ]


def exposure_of(exposure: Exposure, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return who can read, write and delete, and whether the unauthorised reader gets plain text."""
    return {
        "level": exposure.level,
        "public_read": exposure.public_read,
        "public_write": exposure.public_write,
        "public_delete": exposure.deletable,
        "cross_account": list(exposure.external_principals),
        "via": list(exposure.reasons),
        "not_read": list(exposure.unread),
        **{name: said.get(name) for name in ("since_earliest", "log_evidence")},
        "effective_plaintext": plaintext(exposure),
    }


def plaintext(exposure: Exposure) -> Answer:
    """Return whether who can read without right also gets the object decrypted.

    Server-side encryption under S3's own keys is transparent to any permitted reader; one under
    KMS needs a right to the key, which the anonymous reader lacks and a named outsider may have.
    """
    if exposure.public_read == "no" and not exposure.external_principals:
        return "no"
    if "KMS" in exposure.encryption.upper():
        return "indeterminate" if exposure.external_principals else "no"
    return "yes" if exposure.public_read == "yes" and exposure.encryption != "unknown" else "indeterminate"


def exposure_over(scope: Scope, said: Mapping[str, Any]) -> dict[str, Any]:
    """Combine the buckets' exposure: the worst answer of each kind, and each way with its bucket's name."""
    each = [(detail.frame.bucket, exposure_of(detail.frame.exposure, said)) for detail in scope.details]
    answers = ("public_read", "public_write", "public_delete", "effective_plaintext")
    worst = {
        name: max((row[name] for _, row in each), key=ORDER.index, default="indeterminate")
        for name in answers
    }
    lists = {
        name: [f"{bucket}: {item}" for bucket, row in each for item in row[name]]
        for name in ("cross_account", "via", "not_read")
    }
    return {**worst, **lists, **{name: said.get(name) for name in ("since_earliest", "log_evidence")}}


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
    """Return who outside can read or change, with what the activity says of each.

    `anyone` stands for the public, `not known` for what could not be read of policies, ACLs and
    replication; names and purposes are human.
    """
    said = {row["principal"]: row for row in declared if "principal" in row}
    found: dict[str, list[str]] = {}
    for detail in scope.details:
        for who, access in _let_in(detail):
            found.setdefault(who, []).append(access)
    first = [name for name in (ANYONE, NOT_KNOWN) if name in found]
    names = list(dict.fromkeys([*first, *sorted(found), *said]))
    rows = [
        {
            "principal": name,
            "account": _account(name),
            "known_as": said.get(name, {}).get("known_as"),
            "type": said.get(name, {}).get("type"),
            "access": found.get(name, []),
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


def _let_in(detail: BucketDetail) -> Iterator[tuple[str, str]]:
    """Yield (principal, what they may do) of one bucket."""
    exposure, bucket = detail.frame.exposure, detail.frame.bucket
    rights = {
        "read": exposure.public_read,
        "write": exposure.public_write,
        "delete from": exposure.deletable,
    }
    given = [right for right, answer in rights.items() if answer == "yes"]
    if given:
        yield ANYONE, f"{', '.join(given)} {bucket}"
    if exposure.unread and "indeterminate" in rights.values():
        yield NOT_KNOWN, f"{bucket}: could not read {', '.join(exposure.unread)}"
    elif not given and "indeterminate" in rights.values():
        yield NOT_KNOWN, f"{bucket}: {'; '.join(exposure.reasons) or 'who can read it was not determined'}"
    for who in exposure.external_principals:
        yield who, f"read or write {bucket}"


def worst_rating(scope: Scope) -> dict[str, Any] | None:
    """Return the ratings of the activity's most severe bucket; each bucket's lie in `buckets`."""
    if not scope.details:
        return None
    worst = min(scope.details, key=lambda detail: SEVERITY.index(detail.rating.level))
    return ratings_of(worst, scope.frames.settings.risk.many_people)


def ratings_of(detail: BucketDetail, many: int) -> dict[str, Any]:
    """Return the published methods' scores with their inputs; they are no part of the CCPA."""
    rating, parts = detail.rating, circumstances(detail.frame.exposure)
    flags = [f"{many} individuals or more"] if detail.tally.persons[1] >= many else []
    return {
        "bucket": rating.bucket,
        "prefixes": list(detail.frame.prefixes),
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
            "flags": flags,
            "adjustments": [asdict(item) for item in rating.adjustments],
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
    if len(parts) > 4 and parts[4].isdecimal():
        return parts[4]
    return principal if principal.isdecimal() and len(principal) == 12 else None
