"""What the packets of a period add up to for the submission of 11 CCR §7157(b); it attests nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema

from pii_sweep.errors import SweepError, UsageError
from pii_sweep.report.html import render
from pii_sweep.report.packet.assessment import digest
from pii_sweep.report.packet.pdf import write_pdf
from pii_sweep.report.packet.publication import STYLES, kept_path
from pii_sweep.report.packet.statutes import SENSITIVE, TRIGGERS, Sensitive
from pii_sweep.report.tables.parquet import write_text
from pii_sweep.report.words import moment
from pii_sweep.risk.categories import LETTERS

Json = dict[str, Any]
VERSION = "ccpa-submission/1"
STATUS = "DRAFT - NOT A SUBMISSION UNTIL A PERSON ATTESTS"
NOT_ASKED: Mapping[str, Any] = {"present": "indeterminate", "declared": None}  # in packets of before 0.2.0
ATTESTATION = ("date", "name", "position", "statement_under_penalty_of_perjury")


def read_packets(paths: Sequence[Path]) -> list[Json]:
    """Read packets, and the earlier versions that `assess` kept next to them.

    Raises UsageError for one that is none or was edited by hand, and for none at all.
    """
    packets, waiting, seen = [], list(paths), set(paths)
    for path in waiting:
        try:
            body = json.loads(path.read_bytes())
            whole = body["report_sha256"] == digest(body)
        except (OSError, ValueError, KeyError, TypeError):
            raise UsageError(f"{path} is no packet; give the JSON that `assess` wrote") from None
        if not whole:
            raise UsageError(f"{path} was edited by hand; run `assess` again and give what it writes")
        packets.append(body)
        earlier = kept_path(path, body["prev_report_sha256"]) if body["prev_report_sha256"] else path
        if earlier not in seen and earlier.is_file():
            seen.add(earlier)
            waiting.append(earlier)
    if not packets:
        raise UsageError("give at least one packet: the JSON that `assess` wrote")
    return packets


def submission(packets: Sequence[Mapping[str, Any]], begin: date, end: date) -> Json:
    """Return the contents of §7157(b) over the packets of a period, both days counted.

    The versions of a packet are one assessment, and its latest version counts: it was conducted in the
    period, or updated where the first version of the period names one before it. Earlier versions may be
    given too. Raises UsageError for packets outside the period or of several businesses.
    """
    assessments = [_Assessment(versions, *_of_period(versions, begin, end)) for versions in _chains(packets)]
    last = {one.latest["activity"]["id"]: one.latest for one in assessments}
    replaced = {one["prev_report_sha256"] for one in packets}  # a later version may mend the name
    names = {one["business"]["name"] for one in packets if one["report_sha256"] not in replaced} - {None}
    if len(names) > 1:
        raise UsageError(f"the packets are of several businesses ({', '.join(sorted(names))}); give one's")
    contacts = (one["business"]["contact"] for one in last.values())
    updated = sum(one.updated for one in assessments)
    body: Json = {
        "schema_version": VERSION,
        "status": STATUS,
        "period": {"begin": begin.isoformat(), "end": end.isoformat()},
        "business": {
            "name": next(iter(names), None),
            "contact": next((contact for contact in contacts if contact is not None), None),
        },
        "assessments": {
            "total": len(assessments),
            "conducted": len(assessments) - updated,
            "updated": updated,
            "activities": len(last),
            "by_trigger": [_trigger(number, text, last) for number, (_, text) in enumerate(TRIGGERS)],
        },
        "personal_information": [_category(letter, name, last) for letter, name in LETTERS.items()],
        "sensitive_personal_information": [_describe_sensitive(item, last) for item in SENSITIVE],
        "packets": [_describe(one) for one in assessments],
        "attestation": dict.fromkeys(ATTESTATION),
        "submitter": {"name": None, "position": None, "contact": None},
    }
    validate(body)
    return body


@dataclass(frozen=True, slots=True)
class _Assessment:
    """The versions of one assessment, the earliest first, and which of them are of the period."""

    versions: Sequence[Mapping[str, Any]]
    first: Mapping[str, Any]
    latest: Mapping[str, Any]

    @property
    def updated(self) -> bool:
        return self.first["prev_report_sha256"] is not None or self.first is not self.versions[0]


def _chains(packets: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Return the versions of each assessment in order: packets of one activity, or that name one another."""
    unique = {one["report_sha256"]: one for one in packets}
    group = {sha: f"activity {one['activity']['id']}" for sha, one in unique.items()}
    for sha, one in unique.items():
        before = one["prev_report_sha256"]
        if before in unique and group[before] != group[sha]:  # its id was changed in between
            joined = group[before]
            group = {key: group[sha] if held == joined else held for key, held in group.items()}
    chains: dict[str, list[Mapping[str, Any]]] = {}
    for sha, one in unique.items():
        chains.setdefault(group[sha], []).append(one)
    for versions in chains.values():
        versions.sort(key=lambda one: (one["generated_at"], _depth(one, unique)))
    return sorted(chains.values(), key=lambda versions: str(versions[0]["generated_at"]))


def _depth(one: Mapping[str, Any], unique: Mapping[str, Mapping[str, Any]]) -> int:
    """Count the versions before a packet: two may be written within one second."""
    depth = 0
    while one["prev_report_sha256"] in unique and depth < len(unique):
        one, depth = unique[one["prev_report_sha256"]], depth + 1
    return depth


def _of_period(
    versions: Sequence[Mapping[str, Any]], begin: date, end: date
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return the first and the latest version of the period; earlier ones are history, others refused."""
    days = [date.fromisoformat(one["generated_at"][:10]) for one in versions]
    inside = [one for one, day in zip(versions, days, strict=True) if begin <= day <= end]
    strange = next((n for n, day in enumerate(days) if day > end or not inside), None)
    if strange is not None:
        raise UsageError(
            f"the packet {versions[strange]['report_id']} is of {days[strange]}, not of the period"
        )
    return inside[0], inside[-1]


def _describe(one: _Assessment) -> Json:
    latest = one.latest
    return {
        "activity": latest["activity"]["id"],
        "report_id": latest["report_id"],
        "generated_at": latest["generated_at"],
        "report_sha256": latest["report_sha256"],
        "outstanding": len(latest["outstanding"]),
        "versions": len(one.versions),
    }


def write_submission(body: Mapping[str, Any], path: Path) -> tuple[list[Path], str]:
    """Write a submission as JSON, HTML and PDF; return the files, and why there is no PDF if so."""
    page = render("submission.html.j2", styles=(*STYLES, "submission.css"), s=body, moment=moment)
    paths = [
        write_text(path, json.dumps(body, indent=2, ensure_ascii=False) + "\n"),
        write_text(path.with_suffix(".html"), page),
    ]
    lacking = write_pdf(page, path.with_suffix(".pdf"))
    return ([*paths, path.with_suffix(".pdf")], "") if not lacking else (paths, lacking)


def validate(body: Mapping[str, Any]) -> None:
    """Check a submission against the published schema; raises SweepError naming the place."""
    error = next(iter(jsonschema.Draft202012Validator(schema()).iter_errors(body)), None)
    if error is not None:
        raise SweepError(f"the submission breaks its schema at {error.json_path} ({error.validator})")


@lru_cache(maxsize=1)
def schema() -> Json:
    """Return the published JSON Schema."""
    folder = resources.files("pii_sweep.report") / "schemas"
    result: Json = json.loads((folder / "ccpa-submission.v1.json").read_text(encoding="utf-8"))
    return result


def _trigger(number: int, text: str, last: Mapping[str, Mapping[str, Any]]) -> Json:
    """Count the activities by what a person said: yes, nothing, and no; the latter two with evidence too."""
    rows = [one["trigger_evidence"][number] for one in last.values()]
    return {
        "cite": f"11 CCR §7150(b)({number + 1})",
        "text": text,
        "count": sum(row["answer"] is True for row in rows),
        "not_answered": sum(row["answer"] is None for row in rows),
        "evidence_not_answered": sum(row["answer"] is None and row["state"] == "evidence" for row in rows),
        "evidence_answered_no": sum(row["answer"] is False and row["state"] == "evidence" for row in rows),
    }


def _category(letter: str, name: str, last: Mapping[str, Mapping[str, Any]]) -> Json:
    """Return whether a category is involved: found in what was read, or declared by an activity."""
    rows = [row for one in last.values() for row in one["pi_categories"] if row["letter"] == letter]
    return {"letter": letter, "name": name, **_add_up(rows)}


def _describe_sensitive(item: Sensitive, last: Mapping[str, Mapping[str, Any]]) -> Json:
    """Return the same of a category of sensitive personal information."""
    rows = [
        next((row for row in one.get("sensitive_categories", ()) if row["key"] == item.key), NOT_ASKED)
        for one in last.values()
    ]
    return {"key": item.key, "cite": item.cite, "text": item.text, **_add_up(rows)}


def _add_up(rows: Sequence[Mapping[str, Any]]) -> Json:
    """Add up rows of packets: a category that one activity declares is involved, found or not."""
    found, declared = {row["present"] for row in rows}, {row.get("declared") for row in rows}
    present = "yes" if "yes" in found else "indeterminate" if "indeterminate" in found else "no"
    said = True if True in declared else None if None in declared else False
    return {"involved": "yes" if said else present, "found": present, "declared": said}
