"""The submission of a period: counts over packets, attested by nobody but a person."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pypdfium2
import pytest

from pii_sweep.cli import code
from pii_sweep.errors import SweepError, UsageError
from pii_sweep.report.packet.publication import kept_path, render_packet
from pii_sweep.report.packet.submission import read_packets, schema, submission, validate
from pii_sweep.report.tables.frames import Frames
from tests.report.packet.draft import draft
from tests.report.packet.test_assessment import with_numbers
from tests.report.synthetic_sweep import HARMLESS

YEAR = date(2026, 1, 1), date(2026, 12, 31)


def packet(
    built: Frames, name: str, month: int, before: str | None = None, **sections: dict[str, Any]
) -> dict[str, Any]:
    declared = {"activity": {"id": name, "name": name}, "business": {"name": "Prints LLC"}, **sections}
    return draft(built, declared, datetime(2026, month, 1, tzinfo=UTC), before)


def test_the_versions_of_a_packet_are_one_assessment_and_the_latest_counts(swept: Frames) -> None:
    first = packet(swept, "orders", 3, triggers={"sensitive": False}, business={"name": "Pirnts LLC"})
    again = packet(
        swept, "orders", 3, first["report_sha256"], triggers={"sensitive": True, "training": False}
    )  # signed within the same second
    renamed = packet(swept, "print-orders", 9, again["report_sha256"], triggers={"sensitive": True})
    site = packet(swept, "site", 5, scope={"buckets": [HARMLESS]})
    body = submission([renamed, again, site, first, first], *YEAR)
    counts = body["assessments"]
    assert (counts["total"], counts["conducted"], counts["updated"], counts["activities"]) == (2, 2, 0, 2)
    assert [row["count"] for row in counts["by_trigger"]] == [0, 1, 0, 0, 0, 0]
    assert [row["not_answered"] for row in counts["by_trigger"]] == [2, 1, 2, 2, 2, 2]
    assert [(row["activity"], row["versions"]) for row in body["packets"]] == [
        ("print-orders", 3),
        ("site", 1),
    ]
    assert submission([first, again], *YEAR)["packets"][0]["report_sha256"] == again["report_sha256"]
    autumn = submission([renamed, again, first], date(2026, 8, 1), date(2026, 12, 31))["assessments"]
    alone = submission([renamed], *YEAR)["assessments"]
    assert [(one["conducted"], one["updated"]) for one in (autumn, alone)] == [(0, 1), (0, 1)]
    assert set(body["attestation"].values()) == {None} == set(body["submitter"].values())
    assert body["business"]["name"] == "Prints LLC"
    jsonschema.Draft202012Validator.check_schema(schema())
    with pytest.raises(SweepError, match="attestation"):
        validate(body | {"attestation": {**body["attestation"], "name": "somebody"}})


def test_categories_declared_stand_next_to_those_found(swept: Frames) -> None:
    declared = {"categories": ["A", "K"], "sensitive": ["health"]}
    orders = packet(swept, "orders", 3, declared=declared)
    site = packet(swept, "site", 5, scope={"buckets": [HARMLESS]}, declared={"categories": []})
    body = submission([orders, site], *YEAR)
    rows = {row["letter"]: row for row in body["personal_information"]}
    assert [rows["A"][key] for key in ("involved", "found", "declared")] == ["yes", "yes", True]
    assert [rows["K"][key] for key in ("involved", "found", "declared")] == ["yes", "indeterminate", True]
    assert [rows["D"][key] for key in ("involved", "found", "declared")] == ["yes", "yes", False]
    assert rows["J"]["involved"] == "indeterminate"
    sensitive = {row["key"]: row for row in body["sensitive_personal_information"]}
    assert (sensitive["health"]["involved"], sensitive["health"]["declared"]) == ("yes", True)
    assert (sensitive["genetic"]["involved"], sensitive["genetic"]["declared"]) == ("indeterminate", None)
    card = {"cite": "§1798.140(ae)(1)(B)", "text": "account access", "state": "candidate", "answer": None}
    asked = {"human_question": "Is a code kept with it?", "persons_seen": 0, "entity_types": ["CREDIT_CARD"]}
    page = render_packet(orders | {"spi": [card | asked]})
    assert "Card numbers (candidate)" in page
    assert "Declared, not found" in page and "yes, still open" in page and "no, but found" in page


def test_a_no_against_what_was_found_is_counted_by_itself() -> None:
    denying = packet(with_numbers(), "orders", 3, triggers={"sensitive": False, "training": False})
    rows = submission([denying], *YEAR)["assessments"]["by_trigger"]
    assert [row["evidence_answered_no"] for row in rows] == [0, 1, 0, 0, 0, 0]
    assert "no, but the sweep found evidence" in render_packet(denying)


def test_the_versions_kept_next_to_a_packet_are_read_with_it(swept: Frames, tmp_path: Path) -> None:
    first = packet(swept, "orders", 3)
    path = tmp_path / "assessment-orders.json"
    for body in (first, packet(swept, "orders", 9, first["report_sha256"])):
        if path.is_file():
            path.replace(kept_path(path, first["report_sha256"]))
        path.write_text(json.dumps(body), encoding="utf-8")
    counts = submission(read_packets([path]), *YEAR)["assessments"]
    assert (counts["conducted"], counts["updated"]) == (1, 0)
    autumn = submission(read_packets([path]), date(2026, 8, 1), date(2026, 12, 31))["assessments"]
    assert (autumn["conducted"], autumn["updated"]) == (0, 1)
    assert len(read_packets([*tmp_path.iterdir()])) == 2


def test_packets_of_another_period_or_business_are_refused(swept: Frames) -> None:
    mine = packet(swept, "orders", 3)
    with pytest.raises(UsageError, match="not of the period"):
        submission([mine], date(2027, 1, 1), date(2027, 12, 31))
    later = packet(swept, "orders", 9, mine["report_sha256"])
    with pytest.raises(UsageError, match="of 2026-09-01, not of the period"):
        submission([mine, later], date(2026, 1, 1), date(2026, 6, 30))
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
    paper = pypdfium2.PdfDocument(out.with_suffix(".pdf"))
    foot = paper[0].get_textpage().get_text_range()
    assert "not a submission until a person attests" in foot and "not a risk assessment" not in foot
    assert code(["submission", str(path), "--from", "soon", "--to", "later", "--out", str(out)]) == 2
