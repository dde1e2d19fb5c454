"""What every format is made of: the objects in which something was found, each with its findings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pii_sweep.report.manifest import refuse_changed
from pii_sweep.report.selection import Selection, select_findings
from pii_sweep.report.tables.parquet import read_table

Row = Mapping[str, Any]
Place = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Held:
    """One object that holds what was selected: its row, its bucket's, counts by entity, listed findings."""

    bucket: Row
    row: Row
    counts: Mapping[str, int]
    findings: tuple[Row, ...]

    @property
    def total(self) -> int:
        """Return how many findings were counted."""
        return sum(self.counts.values())

    @property
    def arn(self) -> str:
        """Return the object's ARN."""
        return f"{bucket_arn(self.bucket)}/{self.row['key']}"

    @property
    def uri(self) -> str:
        """Return the object's place as a URI."""
        return f"s3://{self.row['bucket']}/{quote(str(self.row['key']))}"


def held_objects(folder: Path, wanted: Selection) -> Iterator[Held]:
    """Yield the objects that hold what is selected, by bucket and key.

    Counts are those of the objects; where a score or a person is asked for, those of the findings
    listed, which stop at 1,000 an entity and object unless the sweep kept all. Raises JournalError
    for tables that the manifest does not sign.
    """
    refuse_changed(folder, ["buckets.parquet", "objects.parquet"])
    buckets = {row["bucket"]: row for row in records(folder, "buckets")}
    rows = (row for batch in select_findings(folder, wanted) for row in batch.to_pylist())
    groups = groupby(rows, key=place_of)  # both tables are in the same order
    place, group = next(groups, (None, iter(())))
    narrow = wanted.min_score is not None or wanted.person is not None
    for row in records(folder, "objects"):
        found: tuple[Row, ...] = ()
        if place == place_of(row):
            found = tuple(group)
            place, group = next(groups, (None, iter(())))
        if not _is_chosen(row, wanted) or (narrow and not found):
            continue
        counts = _counts(row, found, wanted, narrow=narrow)
        if counts:
            yield Held(buckets[row["bucket"]], row, counts, found)


def records(folder: Path, table: str) -> list[dict[str, Any]]:
    """Return a table's rows; what is absent is None, and times are ISO 8601 in UTC."""
    return [
        {str(name): _to_plain(value) for name, value in row.items()}
        for row in read_table(folder, table).to_dict("records")
    ]


def place_of(row: Row) -> Place:
    """Return what names an object: bucket, key and version."""
    return row["bucket"], row["key"], row["version_id"]


def bucket_arn(bucket: Row) -> str:
    """Return a bucket's ARN."""
    return f"arn:aws:s3:::{bucket['bucket']}"


def moment(row: Row) -> datetime:
    """Return when a bucket's sweep ended, or began where it did not end."""
    text = row["finished"] or row["started"]
    return datetime.fromisoformat(text) if text else datetime(1970, 1, 1, tzinfo=UTC)


def _is_chosen(row: Row, wanted: Selection) -> bool:
    return (
        (not wanted.buckets or row["bucket"] in wanted.buckets)
        and str(row["key"]).startswith(wanted.prefix or "")
        and (wanted.key is None or row["key"] == wanted.key)
        and (wanted.objects is None or place_of(row) in wanted.objects)
    )


def _counts(row: Row, found: tuple[Row, ...], wanted: Selection, *, narrow: bool) -> dict[str, int]:
    if narrow:
        names = sorted({one["entity"] for one in found})
        return {name: sum(one["entity"] == name for one in found) for name in names}
    counts = {name: int(count["hits"]) for name, count in json.loads(row["counts"]).items()}
    return {name: n for name, n in counts.items() if not wanted.entities or name in wanted.entities}


def _to_plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return list(value)
    if value is None or value != value:  # noqa: PLR0124  not a number, not a time
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value
