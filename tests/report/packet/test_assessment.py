"""The assessment packet: automatic fields from the sweep, human fields null and listed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pii_sweep.config import Settings, merge
from pii_sweep.errors import ConfigError, SweepError
from pii_sweep.report.packet import assessment
from pii_sweep.report.packet.activity import LISTS, SECTIONS, check, read_activity
from pii_sweep.report.packet.publication import render_packet
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.risk.statutory_amounts import NEXT_ADJUSTMENT
from pii_sweep.types import Count, Subject
from tests.report.packet.draft import NOW, draft
from tests.report.synthetic_sweep import (
    DENIED,
    HARMLESS,
    PHOTOS,
    PRIVATE,
    PUBLIC,
    digest,
    order,
    reader,
    synthetic,
)

BARE = {"activity": {"id": "orders", "name": "Photo orders"}}
EXAMPLE = resources.files("pii_sweep.report") / "schemas" / "activity.example.toml"


def packet(built: Frames, declared: dict[str, Any] | None = None) -> dict[str, Any]:
    return draft(built, declared or BARE)


@cache
def with_numbers(number: str = "US_SSN", *, linked: bool = True) -> Frames:
    """The public bucket read whole, in which two Californians' numbers lie by their names, or on no one."""
    buckets, _ = synthetic()
    stratum = replace(buckets[-1].strata[0], objects=40, bytes=40 * 40_000, skipped={}, skipped_bytes={})
    rows = [(stratum.name, rank, order(PHOTOS, f"orders/{rank}.pdf", rank)) for rank in range(40)]
    for rank in (0, 4):
        entities = frozenset({"PERSON", "STREET_ADDRESS", *([number] if linked else [])})
        reading = rows[rank][2]
        subject = Subject(digest("person", rank), entities, "CA", "941", "strong", True)
        counts = {**reading.counts, number: Count(1, 1, 0.95)}
        changed = replace(reading, subjects=(subject,), subject_combos={entities: 1}, counts=counts)
        rows[rank] = (stratum.name, rank, changed)
    return frames([replace(buckets[-1], strata=(stratum,))], reader({PHOTOS: rows}), Settings())


def test_the_packet_follows_the_published_schema(swept: Frames) -> None:
    text = (resources.files("pii_sweep.report") / "schemas" / "ccpa-assessment-input.v1.json").read_text(
        "utf-8"
    )
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    body = json.loads(json.dumps(packet(swept), allow_nan=False))
    jsonschema.Draft202012Validator(schema).validate(body)
    assert body["status"] == "DRAFT INPUT - NOT A RISK ASSESSMENT"


@pytest.mark.parametrize("field", ["status", "consumers", "outstanding", "breach_elements", "scope"])
def test_a_packet_without_a_required_field_breaks_the_schema(swept: Frames, field: str) -> None:
    body = packet(swept)
    del body[field]
    with pytest.raises(SweepError, match="required"):
        assessment.validate(body)


def test_a_fourth_answer_breaks_the_schema(swept: Frames) -> None:
    body = packet(swept)
    body["breach_elements"]["sec150"]["answer"] = "probably"
    with pytest.raises(SweepError, match=r"sec150\.answer \(enum\)"):
        assessment.validate(body)


def test_human_fields_stay_null_and_each_is_listed_with_its_source(swept: Frames) -> None:
    body = packet(swept)
    human = (
        "sources",
        "collection_method",
        "consumer_interaction",
        "consumer_disclosures",
        "benefits",
        "decision",
    )
    assert all(body[name] is None for name in human)
    assert body["approval"] == {"date": None, "names": None, "positions": None}
    fields = {item["field"]: item["cite"] for item in body["outstanding"]}
    assert fields["activity.purpose"] == "11 CCR §7152(a)(1)"
    assert {*human, "approval.names", "business.name", "negative_impacts[0].likelihood"} <= fields.keys()


def test_what_an_activity_declares_is_no_longer_outstanding(swept: Frames, tmp_path: Path) -> None:
    path = tmp_path / "activity.toml"
    path.write_text(EXAMPLE.read_text("utf-8"))
    body = assessment.assess(swept, read_activity(path), NOW, {})
    fields = {item["field"] for item in body["outstanding"]}
    assert body["activity"]["purpose"].startswith("Print the photos") and "activity.purpose" not in fields
    assert "decision" in fields
    categories = {row["letter"]: row for row in body["pi_categories"]}
    assert categories["A"]["undeclared"] is False and categories["H"]["min_necessary"] is False
    retention = {row["category"]: row for row in body["retention"]}
    assert retention["D"]["overdue_objects"] == 0 and retention["A"]["overdue_objects"] is None


def test_a_category_that_was_found_and_not_declared_is_named(swept: Frames) -> None:
    body = packet(swept, BARE | {"declared": {"categories": ["A", "B"]}})
    rows = {row["letter"]: row for row in body["pi_categories"]}
    assert (rows["D"]["undeclared"], rows["A"]["undeclared"], rows["K"]["undeclared"]) == (True, False, False)
    assert rows["K"]["present"] == "indeterminate"


def test_people_in_two_buckets_are_counted_once(swept: Frames) -> None:
    both = packet(swept, BARE | {"scope": {"buckets": ["photo-*"]}})
    one = packet(swept, BARE | {"scope": {"buckets": [PHOTOS]}})
    assert both["scope"]["buckets"] == [PHOTOS, PRIVATE]
    assert one["consumers"]["all_persons"]["low"] >= 157
    for bound in ("low", "point"):
        assert both["consumers"]["all_persons"][bound] == one["consumers"]["all_persons"][bound]
    assert sum(both["consumers"]["evidence_mix"].values()) == 157
    assert one["consumers"]["evidence_mix"]["strong"] == 40
    assert one["consumers"]["prior_used"] is False


def test_the_dollar_range_is_zero_without_a_combination(swept: Frames) -> None:
    body = packet(swept)
    assert body["breach_elements"]["sec150"]["combos"] == []
    assert (body["exposure_range"]["low_usd"], body["exposure_range"]["high_usd"]) == (0, 0)
    assert body["exposure_range"]["amount_table_id"] == "ccpa-2025"


def test_numbers_next_to_names_give_elements_and_a_dated_range() -> None:
    body = packet(with_numbers())
    sec150 = body["breach_elements"]["sec150"]
    assert (sec150["answer"], sec150["persons_seen"]) == ("yes", 2)
    assert sec150["combos"][0]["cite"] == "§1798.81.5(d)(1)(A)(i)"
    assert body["exposure_range"]["low_usd"] == 2 * 107
    assert any(row["cite"] == "§1798.140(ae)(1)(A)" and row["state"] == "confirmed" for row in body["spi"])
    assert {row["harm"] for row in body["negative_impacts"]} >= {"A", "E", "F"}
    trigger = next(row for row in body["trigger_evidence"] if row["cite"].endswith("(2)"))
    assert trigger["state"] == "evidence"
    letters = {row["letter"]: row["present"] for row in body["pi_categories"]}
    # No entity type gives inferences: they were not looked for.
    assert (letters["L"], letters["G"], letters["K"]) == ("yes", "no", "indeterminate")


def test_numbers_that_lie_on_no_one_leave_open_how_many_people_have_them() -> None:
    sec82 = packet(with_numbers(linked=False))["breach_elements"]["sec82"]
    assert (sec82["answer"], sec82["combos"]) == ("indeterminate", [])
    assert sec82["persons_ca"] == {"low": 0, "point": 0, "high": None}


@pytest.mark.parametrize(
    ("answer", "present", "state"), [("yes: it is", "yes", "evidence"), ("No, never", "no", "none_seen")]
)
def test_an_answer_to_a_candidate_settles_its_category(answer: str, present: str, state: str) -> None:
    said = {"spi": [{"entities": ["CREDIT_CARD"], "answer": answer}]}
    for declared, wanted in ((BARE, ("indeterminate", "evidence")), (BARE | said, (present, state))):
        body = packet(with_numbers("CREDIT_CARD"), declared)
        row = next(row for row in body["sensitive_categories"] if row["key"] == "account_access")
        assert (row["present"], body["trigger_evidence"][1]["state"]) == wanted


def test_thresholds_are_three_valued(swept: Frames) -> None:
    whole = {row["name"]: row["result"] for row in packet(with_numbers())["threshold_checks"]}
    assert whole["ge_50k_spi"] == "no"
    partial = {row["name"]: row["result"] for row in packet(swept)["threshold_checks"]}
    assert partial["over_500"] == "indeterminate"


def test_clocks_run_only_from_dates_that_a_person_gives(swept: Frames) -> None:
    assert packet(swept)["incident"]["notice_due"] is None
    dated = packet(swept, BARE | {"incident": {"discovery_date": "2026-11-20", "notice_sent": "2026-12-01"}})
    assert (dated["incident"]["notice_due"], dated["incident"]["ag_due"]) == ("2026-12-20", "2026-12-16")


def test_server_side_encryption_is_plain_text_to_the_public(swept: Frames) -> None:
    rows = {row["bucket"]: row["exposure"]["effective_plaintext"] for row in packet(swept)["buckets"]}
    assert (rows[PHOTOS], rows[PRIVATE], rows[DENIED]) == ("yes", "no", "indeterminate")
    kms = replace(PUBLIC, encryption="SSE-KMS")
    buckets, readings = synthetic()
    keyed = frames([replace(buckets[-1], exposure=kms)], reader(readings), Settings())
    assert packet(keyed)["exposure"]["effective_plaintext"] == "no"


def test_the_hash_covers_everything_but_itself(swept: Frames) -> None:
    body = packet(swept)
    assert body["report_sha256"] == assessment.digest(body)
    assert assessment.digest(body | {"decision": "go ahead"}) != body["report_sha256"]


def test_the_ruleset_hash_changes_with_the_rules_and_with_nothing_else() -> None:
    same = {
        assessment.ruleset_hash(Settings()),
        assessment.ruleset_hash(merge(Settings(), "sample", seed="other")),
    }
    assert len(same) == 1
    assert assessment.ruleset_hash(merge(Settings(), "risk", many_people=50)) not in same


def test_hidden_keys_are_key_hashes_in_the_packet() -> None:
    buckets, readings = synthetic()
    hidden = merge(Settings(), "report", hash_keys=True)
    built = frames(buckets, reader(readings), hidden, lambda text: digest("secret", text))
    body = packet(built)
    assert all("key_hash" in row and "key" not in row for row in body["findings"])
    assert "orders/" not in json.dumps(body)


def test_the_page_says_draft_first_and_leaves_no_markup_to_keys(swept: Frames) -> None:
    page = render_packet(packet(swept))
    assert "DRAFT INPUT - NOT A RISK ASSESSMENT" in page and "<script" not in page
    order_of = [page.index(title) for title in (
        "Summary</h2>", "Triggers, ", "minimum necessary, (a)(2)", "Operational elements", "Negative impacts",
        "Safeguards found", "Breach-law view", "Ratings with", "Crosswalk", "Outstanding:", "Method and",
        "Annex:",
    )]  # fmt: skip
    assert order_of == sorted(order_of)


def test_the_page_names_data_and_ratings_in_plain_words(swept: Frames) -> None:
    page = render_packet(packet(swept))
    ratings = page[page.index("Ratings with") : page.index("Crosswalk")]
    shown = re.sub(r"<code>.*?</code>|<[^>]+>", " ", ratings)
    assert "names" in shown and not re.findall(r"\b(?:PERSON|[A-Z]+_[A-Z_]+)\b", shown)
    assert "questions still need your answer" in page and "left to people" not in page


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ({"activty": {}}, "did you mean 'activity'"),
        ({"activity": {"id": "a", "nmae": "b"}}, "did you mean 'name'"),
        ({"activity": {"id": "a"}}, "activity.name is missing"),
        ({}, "activity.id is missing"),
        ({"activity": {"id": 1, "name": "b"}}, "must be text"),
        (BARE | {"declared": {"categories": ["Z"]}}, "letters A to L"),
        (BARE | {"incident": {"discovery_date": "soon"}}, "must be a date"),
        (BARE | {"retention": [{"declared_days": 0}]}, "whole number of days"),
        (BARE | {"retention": [{"declared_days": True}]}, "whole number of days"),
        (BARE | {"recipients": {"principal": "x"}}, "must be a list of tables"),
        (BARE | {"business": "Example"}, "must be a table"),
    ],
)
def test_a_wrong_activity_is_one_clear_error(declared: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        check(declared)


def test_a_scope_that_matches_no_bucket_is_an_error(swept: Frames) -> None:
    with pytest.raises(ConfigError, match="matches none of"):
        packet(swept, BARE | {"scope": {"buckets": [HARMLESS, "nothing-*"]}})


def test_an_activity_file_that_cannot_be_read_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no .*absent.toml; --ask creates it"):
        read_activity(tmp_path / "absent.toml")
    (tmp_path / "bad.toml").write_text("[activity\n")
    with pytest.raises(ConfigError, match="not valid TOML"):
        read_activity(tmp_path / "bad.toml")


def test_every_key_of_an_activity_file_is_documented() -> None:
    text = (Path(__file__).parents[3] / "docs" / "settings.md").read_text(encoding="utf-8")
    for section, shape in {**SECTIONS, **LISTS}.items():
        head = f"| `[[{section}]]` |" if section in LISTS else f"| `[{section}]` |"
        (row,) = [line for line in text.splitlines() if line.startswith(head)]
        assert {key for key in shape if f"`{key}`" in row} == set(shape)


def test_from_the_day_of_the_next_adjustment_on_the_dollar_range_says_that_its_table_may_be_old() -> None:
    day = datetime.combine(NEXT_ADJUSTMENT, time(12), UTC)
    told = [
        "a CPI adjustment was due" in draft(with_numbers(), BARE, now)["exposure_range"]["note"]
        for now in (day - timedelta(days=1), day)
    ]
    assert told == [False, True]


@pytest.mark.parametrize("more", ["GEO_COORDINATES", "ORDER_VALUE", "PHONE_NUMBER"])
def test_homes_with_places_or_purchases_may_lead_to_burglary_and_homes_with_telephones_do_not(
    more: str,
) -> None:
    buckets, _ = synthetic()
    stratum = replace(buckets[-1].strata[0], objects=40, bytes=40 * 40_000, skipped={}, skipped_bytes={})
    held = frozenset({"PERSON", "STREET_ADDRESS", more})
    rows = []
    for rank in range(40):
        subject = Subject(digest("person", rank), held, "CA", "941", "strong", True)
        counts = {entity: Count(1, 1, 0.95) for entity in held}
        found = order(PHOTOS, f"orders/{rank}.pdf", rank)
        found = replace(found, subjects=(subject,), subject_combos={held: 1}, counts=counts, findings=())
        rows.append((stratum.name, rank, found))
    built = frames([replace(buckets[-1], strata=(stratum,))], reader({PHOTOS: rows}), Settings())
    sources = {row["source"] for row in packet(built)["negative_impacts"] if row["harm"] == "F"}
    assert ("home addresses with photos, places or purchases" in sources) == (more != "PHONE_NUMBER")
