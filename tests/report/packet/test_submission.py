"""The submission of a period: counts over packets, attested by nobody but a person."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pii_sweep.cli import code
from pii_sweep.errors import SweepError, UsageError
from pii_sweep.report.packet import assessment
from pii_sweep.report.packet.activity import checked
from pii_sweep.report.packet.submission import read_packets, schema, submission, validate
from pii_sweep.report.tables.frames import Frames
from tests.report.synthetic_sweep import HARMLESS

YEAR = date(2026, 1, 1), date(2026, 12, 31)


def packet(
    built: Frames, name: str, month: int, before: str | None = None, **sections: dict[str, Any]
) -> dict[str, Any]:
    declared = {"activity": {"id": name, "name": name}, "business": {"name": "Prints LLC"}, **sections}
    return assessment.assess(built, checked(declared), datetime(2026, month, 1, tzinfo=UTC), {}, before)


def test_assessments_are_counted_in_total_and_by_trigger(swept: Frames) -> None:
    first = packet(swept, "orders", 3, triggers={"sensitive": False})
    again = packet(
        swept, "orders", 9, first["report_sha256"], triggers={"sensitive": True, "training": False}
    )
    site = packet(swept, "site", 5, scope={"buckets": [HARMLESS]})
    body = submission([again, site, first], *YEAR)
    counts = body["assessments"]
    assert (counts["total"], counts["conducted"], counts["updated"], counts["activities"]) == (3, 2, 1, 2)
    assert [row["count"] for row in counts["by_trigger"]] == [0, 1, 0, 0, 0, 0]
    assert [row["not_answered"] for row in counts["by_trigger"]] == [2, 1, 2, 2, 2, 1]
    involved = {row["letter"]: row["involved"] for row in body["personal_information"]}
    assert (involved["A"], involved["K"]) == ("yes", "indeterminate")
    assert set(body["attestation"].values()) == {None} == set(body["submitter"].values())
    assert body["business"]["name"] == "Prints LLC"
    jsonschema.Draft202012Validator.check_schema(schema())
    with pytest.raises(SweepError, match="attestation"):
        validate(body | {"attestation": {**body["attestation"], "name": "somebody"}})


def test_packets_of_another_period_or_business_are_refused(swept: Frames) -> None:
    mine = packet(swept, "orders", 3)
    with pytest.raises(UsageError, match="not of the period"):
        submission([mine], date(2027, 1, 1), date(2027, 12, 31))
    other = packet(swept, "orders", 3, business={"name": "Another LLC"})
    with pytest.raises(UsageError, match="several businesses"):
        submission([mine, other], *YEAR)


def test_a_packet_that_was_edited_by_hand_is_refused(swept: Frames, tmp_path: Path) -> None:
    body = packet(swept, "orders", 3)
    path = tmp_path / "packet.json"
    path.write_text(json.dumps(body | {"decision": "go ahead"}), encoding="utf-8")
    with pytest.raises(UsageError, match="edited by hand"):
        read_packets([path])
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="is no packet"):
        read_packets([path])


def test_the_command_writes_json_html_and_pdf(swept: Frames, tmp_path: Path) -> None:
    path = tmp_path / "packet.json"
    path.write_text(json.dumps(packet(swept, "orders", 3)), encoding="utf-8")
    out = tmp_path / "submission.json"
    period = ["--from", "2026-01-01", "--to", "2026-12-31"]
    assert code(["submission", str(path), *period, "--out", str(out)]) == 0
    validate(json.loads(out.read_text("utf-8")))
    page = out.with_suffix(".html").read_text("utf-8")
    assert "NOT A SUBMISSION" in page and "<script" not in page
    assert out.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert code(["submission", str(path), "--from", "soon", "--to", "later", "--out", str(out)]) == 2
