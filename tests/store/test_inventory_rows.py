"""Rows of an inventory become those of a listing, and are left out by the same rules as listed objects."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest

from pii_sweep.config import Targets
from pii_sweep.store.filters import skip_reason
from pii_sweep.store.inventory_rows import classes, moments, skip_reasons, starts_with, tidy_rows
from pii_sweep.types import ObjectRef

DAY = datetime(2026, 1, 31, 12, tzinfo=UTC)
ROWS = pa.RecordBatch.from_pydict(
    {
        "key": ["a%2Fb+c.txt", "plain.pdf", "old.csv", "gone.txt", "tier.bin"],
        "version_id": ["v1", "v2", "v3", "v4", "v5"],
        "is_latest": [True, None, False, True, True],
        "is_delete_marker": [False, None, False, True, False],
        "size": [5, 3, 7, None, 9],
        "last_modified_date": ["2026-01-31T12:00:00.000Z"] * 5,
        "storage_class": ["GLACIER", None, "STANDARD", "STANDARD", "INTELLIGENT_TIERING"],
        "intelligent_tiering_access_tier": [None, None, None, None, "DEEP_ARCHIVE"],
        "e_tag": ["e1", "e2", "e3", "e4", "e5"],
    }
)


def test_the_latest_rows_that_hold_data_are_kept_with_what_they_lack_filled_in() -> None:
    kept = tidy_rows(ROWS, versions=False, encoded=True).to_pydict()
    assert kept["key"] == ["a/b c.txt", "plain.pdf", "tier.bin"]
    assert kept["version"] == [None] * 3 and kept["etag"] == ["e1", "e2", "e5"]
    assert kept["size"] == [5, 3, 9] and kept["modified"] == [DAY] * 3
    assert kept["storage_class"] == ["GLACIER", "STANDARD", "DEEP_ARCHIVE_ACCESS"]


def test_of_all_versions_the_older_are_kept_too() -> None:
    kept = tidy_rows(ROWS, versions=True, encoded=False).to_pydict()
    assert kept["key"] == ["a%2Fb+c.txt", "plain.pdf", "old.csv", "tier.bin"]
    assert kept["version"] == ["v1", "v2", "v3", "v5"]


def test_an_inventory_of_few_fields_has_rows_without_the_others() -> None:
    sized = ROWS.select(["key", "size"]).slice(0, 3)
    kept = tidy_rows(sized, versions=True, encoded=True).to_pydict()
    assert kept["key"] == ["a/b c.txt", "plain.pdf", "old.csv"]
    assert kept["version"] == kept["etag"] == kept["modified"] == [None] * 3
    assert set(kept["storage_class"]) == {"STANDARD"}


@pytest.mark.parametrize(
    "kind", [pa.timestamp("us"), pa.timestamp("ns", "UTC"), pa.timestamp("ms", "Asia/Tokyo")]
)
def test_moments_are_of_utc_in_milliseconds(kind: pa.DataType) -> None:
    times = pa.array([DAY if kind.tz else DAY.replace(tzinfo=None), None], kind)
    rows = tidy_rows(
        pa.RecordBatch.from_pydict({"key": ["a", "b"], "last_modified_date": times}),
        versions=False,
        encoded=False,
    )
    known, unknown = moments(rows)
    assert known == np.datetime64("2026-01-31T12:00:00.000") and np.isnat(unknown)


def test_classes_are_listed_for_each_row_whether_they_are_one_or_several() -> None:
    rows = tidy_rows(ROWS, versions=True, encoded=False)
    assert classes(rows) == ["GLACIER", "STANDARD", "STANDARD", "DEEP_ARCHIVE_ACCESS"]
    assert classes(rows.slice(1, 2)) == ["STANDARD", "STANDARD"]


def test_rows_begin_with_one_of_the_prefixes() -> None:
    rows = tidy_rows(ROWS, versions=True, encoded=True)
    assert starts_with(rows, ("a/", "old")).to_pylist() == [True, False, True, False]
    assert starts_with(rows, ("",)).to_pylist() == [True] * 4
    assert starts_with(rows, ()).to_pylist() == [False] * 4


@pytest.mark.parametrize(
    "targets",
    [
        Targets(), Targets(min_size=5), Targets(min_size=6), Targets(max_size=7), Targets(max_size=6),
        Targets(storage_classes=("STANDARD",)), Targets(modified_after="2026-01-31T12:00:00Z"),
        Targets(modified_after="2026-01-31T12:00:01Z"), Targets(modified_before="2026-01-31T12:00:00Z"),
        Targets(modified_before="2026-02-01"), Targets(include=("*.csv", "a/*")), Targets(exclude=("a/*",)),
        Targets(include=("*.csv",), exclude=("old*",)),
    ],
)  # fmt: skip
def test_rows_are_left_out_by_the_rules_of_listed_objects(targets: Targets) -> None:
    rows = tidy_rows(ROWS, versions=True, encoded=True)
    refs = [
        ObjectRef(
            "b", row["key"], size=row["size"], modified=row["modified"], storage_class=row["storage_class"]
        )
        for row in rows.to_pylist()
    ]
    assert skip_reasons(rows, targets) == [skip_reason(ref, targets) for ref in refs]


def test_rows_without_a_byte_are_read_where_their_keys_may_name_somebody() -> None:
    row = {
        "bucket": "b",
        "size": "0",
        "storage_class": "STANDARD",
        "last_modified_date": "2026-01-31T12:00:00Z",
    }
    batch = pa.RecordBatch.from_pylist(
        [{**row, "key": key} for key in ("logs/_SUCCESS", "staff/John_Smith.pdf")]
    )
    assert skip_reasons(tidy_rows(batch, versions=False, encoded=False), Targets()) == ["EMPTY", None]
