"""The columns of the six tables, their types and their order; what notebooks and audits rely on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

TEXT, INT, REAL, TIME = pa.string(), pa.int64(), pa.float64(), pa.timestamp("us", tz="UTC")
FLAG = pa.bool_()
WORDS = pa.list_(pa.string())


def _schema(text: str, types: Mapping[str, pa.DataType]) -> pa.Schema:
    return pa.schema([(name, types.get(name, TEXT)) for name in text.split()])


def _types(**names: str) -> dict[str, pa.DataType]:
    kinds = {"ints": INT, "reals": REAL, "times": TIME, "words": WORDS, "flags": FLAG}
    return {name: kinds[kind] for kind, text in names.items() for name in text.split()}


SCHEMAS: Mapping[str, pa.Schema] = {
    "buckets": _schema(
        "bucket region target listing_complete restrictions "
        "objects bytes analysed partial skipped failed not_sampled coverage "
        "rating rating_low rating_high priority priority_high se dpc ei cb vector nist_800_122 "
        "exposure exposure_reasons encryption versioning logging lifecycle "
        "subjects_low subjects_point subjects_high subjects_ca_low subjects_ca_point subjects_ca_high "
        "categories spi breach_150 breach_82 started finished account account_name",
        _types(
            ints="objects bytes analysed partial skipped failed not_sampled",
            reals="coverage se dpc ei cb subjects_low subjects_point subjects_high subjects_ca_low "
            "subjects_ca_point subjects_ca_high",
            times="started finished",
            flags="listing_complete",
            words="restrictions exposure_reasons categories spi",
        ),
    ),
    "strata": _schema(
        "bucket stratum prefix media size_band objects bytes "
        "sampled analysed partial skipped failed not_sampled account",
        _types(ints="objects bytes sampled analysed partial skipped failed not_sampled"),
    ),
    "objects": _schema(
        "bucket key version_id etag size modified storage_class stratum media_type status reason "
        "pages ocr_pages faces seconds bytes_read characters examined retryable counts account",
        _types(
            ints="size pages ocr_pages faces bytes_read characters examined",
            reals="seconds",
            times="modified",
            flags="retryable",
        ),
    ),
    "findings": _schema(
        "finding_id bucket key version_id member entity score masked value_digest subject_id "
        "page x0 y0 x1 y1 line row column column_name json_path start end "
        "ocr_confidence recognizer reasons categories account",
        _types(
            ints="page line row column start end",
            reals="score x0 y0 x1 y1 ocr_confidence",
            words="reasons categories",
        ),
    ),
    "subjects": _schema(
        "subject_id bucket objects entities state zip3 residency", _types(ints="objects", words="entities")
    ),
    "estimates": _schema(
        "bucket measure low point high confidence method n population "
        "stratum statistic entity corrected rule",
        _types(reals="low point high confidence", ints="n population", flags="corrected"),
    ),
}
# Whole numbers that may be absent; all others are plain int64.
OPTIONAL_INTS = frozenset(("page", "line", "row", "column"))
NULLABLE: Mapping[pa.DataType, Any] = {INT: pd.Int64Dtype()}
BATCH = 20_000  # rows kept as Python objects at a time


class Rows:
    """The growing rows of one table, packed into Arrow batches as they come."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._schema, self._names = SCHEMAS[name], SCHEMAS[name].names
        self._loose: list[Mapping[str, Any]] = []
        self._batches: list[pa.RecordBatch] = []

    def add(self, row: Mapping[str, Any]) -> None:
        """Append one row; raises KeyError where it lacks a column."""
        self._loose.append({name: row[name] for name in self._names})
        if len(self._loose) >= BATCH:
            self._pack()

    def frame(self) -> pd.DataFrame:
        """Return the table in the contract's order and types."""
        self._pack()
        return from_arrow(self.name, pa.Table.from_batches(self._batches, self._schema))

    def _pack(self) -> None:
        if self._loose:
            self._batches.append(pa.RecordBatch.from_pylist(self._loose, self._schema))
            self._loose = []


def from_arrow(name: str, table: pa.Table) -> pd.DataFrame:
    """Return an Arrow table of one of the six schemas as a frame with stable dtypes.

    Lists are Python lists; whole numbers that may be absent are pandas `Int64`.
    """
    columns: dict[str, Any] = {}
    for field in SCHEMAS[name]:
        column = table.column(field.name)
        if field.type == WORDS:
            columns[field.name] = pd.Series(column.to_pylist(), dtype=object)
        elif field.name in OPTIONAL_INTS and field.type == INT:
            columns[field.name] = column.to_pandas(types_mapper=NULLABLE.get)
        else:
            columns[field.name] = column.to_pandas()
    return pd.DataFrame(columns)


def to_arrow(name: str, frame: pd.DataFrame) -> pa.Table:
    """Return a frame as an Arrow table that pandas reads back with the same dtypes."""
    return pa.Table.from_pandas(frame, schema=SCHEMAS[name], preserve_index=False)
