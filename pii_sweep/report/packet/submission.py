"""What the packets of a period add up to for the submission of 11 CCR §7157(b); it attests nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
from pii_sweep.report.packet.publication import STYLES
from pii_sweep.report.packet.statutes import TRIGGERS
from pii_sweep.report.tables.parquet import write_text
from pii_sweep.risk.categories import LETTERS

Json = dict[str, Any]
VERSION = "ccpa-submission/1"
STATUS = "DRAFT - NOT A SUBMISSION UNTIL A PERSON ATTESTS"
ATTESTATION = ("date", "name", "position", "statement_under_penalty_of_perjury")


def read_packets(paths: Sequence[Path]) -> list[Json]:
    """Read packets; raises UsageError for one that is none or was edited by hand, and for none at all."""
    packets = []
    for path in paths:
        try:
            body = json.loads(path.read_bytes())
            whole = body["report_sha256"] == digest(body)
        except (OSError, ValueError, KeyError, TypeError):
            raise UsageError(f"{path} is no packet; give the JSON that `assess` wrote") from None
        if not whole:
            raise UsageError(f"{path} was edited by hand; run `assess` again and give what it writes")
        packets.append(body)
    if not packets:
        raise UsageError("give at least one packet: the JSON that `assess` wrote")
    return packets


def submission(packets: Sequence[Mapping[str, Any]], begin: date, end: date) -> Json:
    """Return the contents of §7157(b) over the packets of a period, both days counted.

    An activity's first packet of the period is an assessment conducted, or updated where it names one
    before it; its later ones are updates. What an activity does is taken from its last packet. Raises
    UsageError for packets outside the period or of several businesses.
    """
    inside = sorted(packets, key=lambda one: one["generated_at"])
    for one in inside:
        if not begin <= date.fromisoformat(one["generated_at"][:10]) <= end:
            raise UsageError(
                f"the packet {one['report_id']} is of {one['generated_at'][:10]}, not of the period"
            )
    names = {one["business"]["name"] for one in inside} - {None}
    if len(names) > 1:
        raise UsageError(f"the packets are of several businesses ({', '.join(sorted(names))}); give one's")
    last = {one["activity"]["id"]: one for one in inside}
    unique = {one["report_sha256"]: one for one in inside}.values()
    first = {one["activity"]["id"] for one in unique if one["prev_report_sha256"] is None}
    body: Json = {
        "schema_version": VERSION,
        "status": STATUS,
        "period": {"begin": begin.isoformat(), "end": end.isoformat()},
        "business": {
            "name": next(iter(names), None),
            "contact": next((one["business"]["contact"] for one in last.values()), None),
        },
        "assessments": {
            "total": len(unique),
            "conducted": len(first),
            "updated": len(unique) - len(first),
            "activities": len(last),
            "by_trigger": [_trigger(number, text, last) for number, (_, text) in enumerate(TRIGGERS)],
        },
        "personal_information": [_category(letter, name, last) for letter, name in LETTERS.items()],
        "sensitive_personal_information": _sensitive(last),
        "packets": [_listed(one) for one in unique],
        "attestation": dict.fromkeys(ATTESTATION),
        "submitter": {"name": None, "position": None, "contact": None},
    }
    validate(body)
    return body


def _listed(one: Mapping[str, Any]) -> Json:
    return {
        "activity": one["activity"]["id"],
        "report_id": one["report_id"],
        "generated_at": one["generated_at"],
        "report_sha256": one["report_sha256"],
        "outstanding": len(one["outstanding"]),
    }


def write_submission(body: Mapping[str, Any], path: Path) -> tuple[list[Path], str]:
    """Write a submission as JSON, HTML and PDF; return the files, and why there is no PDF if so."""
    page = render("submission.html.j2", styles=STYLES, s=body)
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
    """Count the activities that a person said do it, and those with evidence that nobody has answered."""
    rows = [one["trigger_evidence"][number] for one in last.values()]
    return {
        "cite": f"11 CCR §7150(b)({number + 1})",
        "text": text,
        "count": sum(row["answer"] is True for row in rows),
        "not_answered": sum(row["answer"] is None for row in rows),
        "evidence_not_answered": sum(row["answer"] is None and row["state"] == "evidence" for row in rows),
    }


def _category(letter: str, name: str, last: Mapping[str, Mapping[str, Any]]) -> Json:
    found = [
        row["present"] for one in last.values() for row in one["pi_categories"] if row["letter"] == letter
    ]
    involved = "yes" if "yes" in found else "indeterminate" if "indeterminate" in found else "no"
    return {"letter": letter, "name": name, "involved": involved}


def _sensitive(last: Mapping[str, Mapping[str, Any]]) -> list[Json]:
    rows: dict[str, Json] = {}
    for one in last.values():
        for row in one["spi"]:
            known = rows.setdefault(
                row["cite"], {"cite": row["cite"], "text": row["text"], "state": "candidate"}
            )
            if row["state"] == "confirmed":
                known["state"] = "confirmed"
    return [rows[cite] for cite in sorted(rows)]
