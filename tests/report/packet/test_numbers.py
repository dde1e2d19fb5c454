"""Every number of a packet, recomputed from the Parquet tables."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pii_sweep.config import Settings
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.report.tables.parquet import write_tables
from pii_sweep.types import Count, Exposure, Subject
from tests.report.packet.draft import draft
from tests.report.packet.recomputed import disagreements, retention_dates, unordered
from tests.report.synthetic_sweep import DENIED, HARMLESS, PHOTOS, PRIVATE, digest, order, reader, synthetic

BARE: dict[str, Any] = {"activity": {"id": "orders", "name": "Photo orders"}}
KINDS = (
    {"US_SSN"}, {"EMAIL_ADDRESS", "PASSWORD"}, {"CREDIT_CARD", "CREDIT_CARD_CODE"}, {"EMAIL_ADDRESS"},
    {"US_DRIVER_LICENSE"}, {"HEALTH"}, {"EMAIL_ADDRESS"}, {"MINOR", "DATE_OF_BIRTH"},
)  # fmt: skip
WHERE = (("CA", "941", "strong"), ("NY", "100", "unknown"), (None, None, "medium"), (None, None, "weak"))


def packet(built: Frames, declared: dict[str, Any] | None = None) -> dict[str, Any]:
    return draft(built, declared or BARE)


@cache
def mixed(*, whole: bool) -> Frames:
    """Two buckets that share people, of whom all kinds of things are held, and one licence of nobody."""
    parts, readings = [], {}
    buckets, _ = synthetic()
    for which, name in enumerate((PHOTOS, PRIVATE)):
        frame = next(one for one in buckets if one.bucket == name)
        size = 60 if whole else 400
        stratum = replace(frame.strata[0], objects=size, bytes=size * 40_000, skipped={}, skipped_bytes={})
        rows = []
        for rank in range(60):
            person = rank + 20 * which
            more, (state, zip3, residency) = KINDS[person % 8], WHERE[person % 4]
            held = frozenset({"PERSON", "STREET_ADDRESS", "ORDER_VALUE", *more})
            subject = Subject(digest("person", person), held, state, zip3, residency, state is not None)  # type: ignore[arg-type]
            reading = order(name, f"orders/{rank}.pdf", person)
            counts = {entity: Count(1, 1, 0.95) for entity in held}
            if rank == 7:
                counts["US_PASSPORT"] = Count(1, 1, 0.6)
            rows.append(
                (stratum.name, rank, replace(
                    reading, subjects=(subject,), subject_combos={held: 1}, counts=counts
                ))
            )  # fmt: skip
        parts.append(replace(frame, strata=(stratum,)))
        readings[name] = rows
    return frames(parts, reader(readings), Settings())


@pytest.mark.parametrize("whole", [True, False])
def test_a_packet_s_numbers_are_those_of_the_tables(whole: bool, tmp_path: Path) -> None:
    built = mixed(whole=whole)
    write_tables(built, tmp_path)
    body = packet(built)
    assert disagreements(body, tmp_path) == []
    tables = {name: pd.read_parquet(tmp_path / f"{name}.parquet") for name in ("objects", "subjects")}
    for row in body["retention"]:
        days = tuple(day.isoformat() for day in retention_dates(tables, row["category"]))
        assert (row["oldest"], row["newest"]) == days


def test_a_sample_of_five_buckets_one_of_them_denied_agrees_with_its_tables(
    swept: Frames, tmp_path: Path
) -> None:
    write_tables(swept, tmp_path)
    body = packet(swept)
    assert disagreements(body, tmp_path) == []
    assert not unordered(body)
    one = packet(swept, BARE | {"scope": {"buckets": [PHOTOS]}})
    assert disagreements(one, tmp_path) == []


def test_a_changed_number_is_noticed(tmp_path: Path) -> None:
    built = mixed(whole=True)
    write_tables(built, tmp_path)
    body = packet(built)
    body["spi"][0]["persons_seen"] += 1
    body["consumers"]["ca"]["point"] = body["consumers"]["ca"]["low"] - 1
    assert len(disagreements(body, tmp_path)) == 3


def test_category_l_counts_who_has_a_sensitive_combination_and_not_every_mailbox() -> None:
    body = packet(mixed(whole=True))
    rows = {row["letter"]: row for row in body["pi_categories"]}
    sensitive = sum(person % 8 in (0, 1, 2, 4, 5, 7) for person in range(80))
    assert rows["L"]["persons_est"]["point"] == sensitive
    assert rows["L"]["persons_est"]["high"] < rows["A"]["persons_est"]["high"]
    assert rows["L"]["objects"]["seen"] < rows["A"]["objects"]["seen"]


def test_sensitive_rows_and_breach_elements_of_one_packet_agree() -> None:
    body = packet(mixed(whole=True))
    spi = {frozenset(row["entity_types"]): row for row in body["spi"]}
    for law in ("sec150", "sec82"):
        for row in body["breach_elements"][law]["combos"]:
            held = frozenset(row["entities"]) - {"PERSON"}
            if held in spi:
                assert row["persons_seen"] == spi[held]["persons_seen"]
    letters = {row["letter"]: row for row in body["pi_categories"]}
    assert (
        max(row["persons_est"]["point"] or 0 for row in body["spi"] if row["state"] == "confirmed")
        <= (letters["L"]["persons_est"]["point"])
    )


def test_a_number_of_no_one_is_a_candidate_without_an_upper_end_of_people() -> None:
    (row,) = [row for row in packet(mixed(whole=True))["spi"] if row["entity_types"] == ["US_PASSPORT"]]
    assert (row["state"], row["persons_seen"]) == ("candidate", 0)
    assert row["persons_est"] == {"low": 0, "point": None, "high": None}
    assert "too rarely to count" in row["human_question"]


def test_recipients_say_anyone_of_a_public_bucket_and_not_known_of_a_denied_one(swept: Frames) -> None:
    buckets, readings = synthetic()
    denied = Exposure(unread=("policy (denied)", "acl (denied)"))
    built = frames(
        [replace(one, exposure=denied if one.bucket == DENIED else one.exposure) for one in buckets],
        reader(readings),
        Settings(),
    )
    rows = {row["principal"]: row for row in packet(built)["recipients"]}
    assert rows["anyone"]["access"] == [f"read {PHOTOS}", f"read {HARMLESS}"]
    assert rows["not known"]["access"] == [f"{DENIED}: could not read policy (denied), acl (denied)"]
    told = {"recipients": [{"principal": "anyone", "purpose": "a public website"}]}
    assert packet(built, BARE | told)["recipients"][0]["purpose"] == "a public website"
    assert packet(swept, BARE | {"scope": {"buckets": [PRIVATE]}})["recipients"] == []


def test_exposure_lines_name_their_bucket_and_coverage_counts_what_could_not_be_listed(
    swept: Frames,
) -> None:
    body = packet(swept)
    names = body["scope"]["buckets"]
    for name in ("via", "not_read", "cross_account"):
        assert all(line.partition(": ")[0] in names for line in body["exposure"][name])
    assert body["scope"]["buckets_not_listed"] == {DENIED: "PERMISSION_DENIED"}
    assert any(f"the listing of {DENIED} broke off" in line for line in body["consumers"]["caveats"])
    assert body["scope"]["coverage"] is None
    assert body["scope"]["coverage_line"].startswith("4 of 5 buckets listed; ")
    assert 0 not in body["scope"]["skipped_by_reason"].values()
    read = packet(swept, BARE | {"scope": {"buckets": ["photo-*"]}})["scope"]
    assert 0 < read["coverage"] < 1
