"""The six tables: the contract's columns, a ledger that adds up, the same readings the same tables."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pandas as pd
import pytest

from pii_sweep.config import Risk, Settings, merge
from pii_sweep.errors import JournalError, UsageError
from pii_sweep.report.people import People
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.report.tables.rows import finding_row
from pii_sweep.report.tally import evidence
from pii_sweep.types import Finding, ObjectRef, Subject, Where
from tests.report.synthetic_sweep import (
    DENIED,
    EMPTY,
    HARMLESS,
    HOSTILE,
    ORDER,
    PHOTOS,
    PRIVATE,
    digest,
    order,
    reader,
    synthetic,
)

COLUMNS = {
    "buckets": "bucket region target listing_complete restrictions objects bytes analysed partial skipped "
    "failed not_sampled coverage rating rating_low rating_high priority priority_high se dpc ei cb vector "
    "nist_800_122 exposure exposure_reasons encryption versioning logging lifecycle subjects_low "
    "subjects_point subjects_high subjects_ca_low subjects_ca_point subjects_ca_high categories spi "
    "breach_150 breach_82 started finished account account_name",
    "strata": "bucket stratum prefix media size_band objects bytes sampled analysed partial skipped failed "
    "not_sampled account",
    "objects": "bucket key version_id etag size modified storage_class stratum media_type status reason "
    "pages ocr_pages faces seconds bytes_read characters examined retryable counts account",
    "findings": "finding_id bucket key version_id member entity score masked value_digest subject_id page "
    "x0 y0 x1 y1 line row column column_name json_path start end ocr_confidence recognizer reasons "
    "categories account",
    "subjects": "subject_id bucket objects entities state zip3 residency",
    "estimates": "bucket measure low point high confidence method n population stratum statistic entity "
    "corrected rule",
}
PARTS = ["analysed", "partial", "skipped", "failed", "not_sampled"]


@pytest.mark.parametrize("name", COLUMNS)
def test_each_table_has_the_columns_of_the_contract(swept: Frames, name: str) -> None:
    assert list(swept.tables()[name].columns) == COLUMNS[name].split()


def test_listed_is_analysed_partial_skipped_failed_and_not_sampled_to_the_object(swept: Frames) -> None:
    for frame in (swept.buckets, swept.strata):
        assert (frame[PARTS].sum(axis=1) == frame["objects"]).all()
    summed = swept.strata.groupby("bucket")[["objects", "bytes", *PARTS]].sum()
    for _, row in swept.buckets[swept.buckets["bucket"].isin(summed.index)].iterrows():
        assert list(summed.loc[row["bucket"]]) == list(row[["objects", "bytes", *PARTS]])


def test_the_ledger_adds_up_to_the_byte(swept: Frames) -> None:
    for detail in swept.details:
        account = detail.account
        assert account.bytes == sum(account.bytes_by_status.values()) + account.bytes_not_sampled
        assert account.bytes_not_sampled >= 0
    photos = next(detail for detail in swept.details if detail.frame.bucket == PHOTOS)
    assert photos.account.bytes_by_status["SKIPPED"] == 118 * 40_000


def test_buckets_come_by_priority_then_severity_then_people(swept: Frames) -> None:
    assert list(swept.buckets["bucket"]) == [PHOTOS, PRIVATE, DENIED, HARMLESS, EMPTY]
    assert list(swept.buckets["rating"]) == ["HIGH", "HIGH", "UNKNOWN", "LOW", "EMPTY"]
    assert list(swept.buckets["priority"]) == ["P1", "P3", "P3", "P4", "P4"]


def test_coverage_counts_what_was_read_at_least_in_part(swept: Frames) -> None:
    coverage = swept.buckets.set_index("bucket")["coverage"]
    assert coverage[PHOTOS] == pytest.approx(257 / 1020)
    assert coverage[HARMLESS] == 1.0
    assert pd.isna(coverage[EMPTY]) and pd.isna(coverage[DENIED])


def test_the_order_of_the_readings_does_not_matter() -> None:
    buckets, readings = synthetic()
    shuffled = {name: random.Random(1).sample(rows, len(rows)) for name, rows in readings.items()}
    mixed = tuple(random.Random(2).sample(buckets, len(buckets)))
    one = frames(buckets, reader(readings), Settings()).tables()
    other = frames(mixed, reader(shuffled), Settings()).tables()
    for name, frame in one.items():
        pd.testing.assert_frame_equal(frame, other[name])


def test_dtypes_are_the_same_for_an_empty_sweep(swept: Frames) -> None:
    nothing = frames((), reader({}), Settings())
    for name, frame in nothing.tables().items():
        assert frame.empty
        assert list(frame.dtypes) == list(swept.tables()[name].dtypes)


def test_a_person_in_two_objects_is_one_subject_with_all_that_is_held() -> None:
    people = People()
    first = order(PHOTOS, "a", 3)
    later = replace(
        first,
        subjects=(
            Subject(digest("person", 3), frozenset({"PERSON", "US_SSN"}), "CA", "941", "strong", True),
        ),
        subject_combos={frozenset({"PERSON", "US_SSN"}): 1},
    )
    people.add(first)
    people.add(later)
    people.settle()
    assert people.combos() == {frozenset({*ORDER, "US_SSN"}): 1}
    person = people.by_id[digest("person", 3)]
    assert (person.objects, person.state, person.residency) == (2, "CA", "strong")


def test_people_that_an_object_only_counts_are_not_lost() -> None:
    people = People()
    people.add(replace(order(PHOTOS, "a", 3), subject_combos={frozenset(ORDER): 5000}, subjects_total=5000))
    people.settle()
    assert people.combos() == {frozenset(ORDER): 5000}


def test_findings_and_observations_name_the_person_that_a_subject_turned_out_to_be() -> None:
    one, other = order(PHOTOS, "a", 3), order(PHOTOS, "b", 4)
    linked = [
        replace(reading, subjects=tuple(replace(subject, keys=("n:1",)) for subject in reading.subjects))
        for reading in (one, other)
    ]
    ids = sorted(subject.subject_id for reading in linked for subject in reading.subjects)
    people = People()
    for reading in linked:
        people.add(reading)
    people.settle()
    assert set(people.names.values()) == {ids[0]} and people.by_id[ids[0]].objects == 2


def test_somebody_located_outside_california_is_elsewhere_and_not_unknown() -> None:
    assert evidence(Subject("s", frozenset(), "NY", "100", "unknown", True)) == "elsewhere"
    assert evidence(Subject("s", frozenset())) == "unknown"
    assert evidence(Subject("s", frozenset(), "CA", "941", "strong", True)) == "strong"


def test_a_bucket_of_which_nothing_is_known_may_hold_any_number_of_people(swept: Frames) -> None:
    high = swept.buckets.set_index("bucket")["subjects_high"]
    assert high[DENIED] == float("inf") and high[EMPTY] == 0


def test_counts_are_json_by_entity(swept: Frames) -> None:
    row = swept.objects[(swept.objects["bucket"] == PHOTOS) & (swept.objects["key"] == HOSTILE)].iloc[0]
    assert json.loads(row["counts"])["PERSON"] == {"hits": 1, "distinct": 1, "max_score": 0.9}


def test_hidden_keys_appear_in_no_table() -> None:
    buckets, readings = synthetic()
    hidden = merge(Settings(), "report", hash_keys=True)
    built = frames(buckets, reader(readings), hidden, lambda text: digest("secret", text))
    for frame in built.tables().values():
        text = frame.to_csv()
        assert "orders/" not in text and "photos/" not in text and "catalog/" not in text
    assert (
        built.objects["key"].nunique()
        == frames(buckets, reader(readings), Settings()).objects["key"].nunique()
    )


def test_names_of_columns_and_json_paths_are_hidden_with_the_keys() -> None:
    ref = ObjectRef(PHOTOS, "a.json")
    where = Where(ref, column_name="Maria Gonzalez", json_path="$.customers.maria")
    made = Finding("f", "PERSON", 0.9, where, "M████", "d", None, 0, 1, "test")
    row = finding_row(PHOTOS, made, lambda text: f"<{len(text)}>", Risk())
    assert (row["column_name"], row["json_path"]) == ("<14>", "<17>")
    bare = finding_row(PHOTOS, replace(made, where=Where(ref)), str, Risk())
    assert (bare["column_name"], bare["json_path"]) == (None, None)


def test_keys_cannot_be_hidden_without_the_sweep_s_key() -> None:
    buckets, readings = synthetic()
    with pytest.raises(UsageError, match="hash_keys"):
        frames(buckets, reader(readings), merge(Settings(), "report", hash_keys=True))


def test_a_reading_of_a_stratum_that_was_not_planned_is_refused() -> None:
    buckets, readings = synthetic()
    readings[HARMLESS].append(("elsewhere", 0, order(HARMLESS, "x", 1)))
    with pytest.raises(JournalError, match="not planned"):
        frames(buckets, reader(readings), Settings())


def test_more_readings_than_listed_objects_do_not_add_up() -> None:
    buckets, readings = synthetic()
    stratum = readings[HARMLESS][0][0]
    readings[HARMLESS].append((stratum, 60, order(HARMLESS, "one-too-many", 1)))
    with pytest.raises(JournalError, match="does not add up"):
        frames(buckets, reader(readings), Settings())


def test_a_geotagged_photo_with_a_face_is_rated_as_a_person_with_a_place() -> None:
    buckets, readings = synthetic()
    rows = readings[PHOTOS]
    for number, (stratum, rank, reading) in enumerate(rows):
        if "FACE" in reading.counts:
            counts = {**reading.counts, "GEO_COORDINATES": reading.counts["FACE"]}
            rows[number] = (stratum, rank, replace(reading, counts=counts))
    photos_only = {PHOTOS: [row for row in rows if row[2].media_type == "image/jpeg"]}
    (detail,) = frames([buckets[-1]], reader(photos_only), Settings()).details
    assert (detail.rating.level, detail.rating.ei) == ("MEDIUM", 1.0)
