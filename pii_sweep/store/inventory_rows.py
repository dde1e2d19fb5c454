"""Rows of an S3 Inventory, in whichever format, as the columns of a listing."""

from __future__ import annotations

from urllib.parse import unquote_plus

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pii_sweep.config import Targets
from pii_sweep.store.filters import ARCHIVED, matches, moment, speaks

# What is read of a file: the columnar formats' names; CSV's are spelt like them.
COLUMNS = frozenset({
    "key", "version_id", "is_latest", "is_delete_marker", "size", "last_modified_date", "e_tag",
    "storage_class", "intelligent_tiering_access_tier",
})  # fmt: skip
SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("version", pa.string()),
        ("etag", pa.string()),
        ("size", pa.int64()),
        ("modified", pa.timestamp("ms", "UTC")),
        ("storage_class", pa.string()),
    ]
)
# Intelligent-Tiering's tiers that need a restore, by the names that `filters.ARCHIVED` knows.
TIERS = {"ARCHIVE": "ARCHIVE_ACCESS", "DEEP_ARCHIVE": "DEEP_ARCHIVE_ACCESS"}


def tidy_rows(batch: pa.RecordBatch, *, versions: bool, encoded: bool) -> pa.RecordBatch:
    """Return the rows that hold data as columns of SCHEMA; `encoded` keys are URL-encoded.

    Raises ArrowInvalid for an object without a size, which is not to be taken for an empty one.
    """
    keep = pc.invert(_truth(batch, "is_delete_marker", default=False))
    if not versions:
        keep = pc.and_(keep, _truth(batch, "is_latest", default=True))
    batch = batch.filter(keep)
    size = _column(batch, "size", pa.int64())
    if "size" in batch.schema.names and size.null_count:
        raise pa.ArrowInvalid("an object without a size")
    key = _text(batch, "key")
    return pa.RecordBatch.from_arrays(
        [
            _decode_keys(key) if encoded else key,
            _text(batch, "version_id") if versions else pa.nulls(batch.num_rows, pa.string()),
            _text(batch, "e_tag"),
            pc.fill_null(size, 0),
            _moments(batch),
            _classes(batch),
        ],
        schema=SCHEMA,
    )


def moments(batch: pa.RecordBatch) -> NDArray[np.datetime64]:
    """Return when the rows of a tidy batch were modified, in milliseconds of UTC; NaT where unknown."""
    column: NDArray[np.datetime64] = batch.column("modified").to_numpy(zero_copy_only=False)
    return column.astype("datetime64[ms]")


def classes(batch: pa.RecordBatch) -> list[str]:
    """Return the storage classes of a tidy batch; quick where they are all one."""
    column = batch.column("storage_class")
    kinds: list[str] = pc.unique(column).to_pylist()
    listed: list[str] = kinds * len(column) if len(kinds) == 1 else column.to_pylist()
    return listed


def skip_reasons(batch: pa.RecordBatch, targets: Targets) -> list[str | None]:
    """Return `filters.skip_reason` for every row of a tidy batch, by columns.

    Raises ConfigError for an age that is no ISO 8601 date.
    """
    archived = pc.is_in(batch.column("storage_class"), pa.array(sorted(ARCHIVED)))
    empty = _silent_rows(batch)
    reasons = pc.if_else(archived, "STORAGE_CLASS_ARCHIVED", pa.scalar(None, pa.string()))
    reasons = pc.if_else(empty, "EMPTY", reasons)
    found: list[str | None] = pc.if_else(_filter_rows(batch, targets), "FILTERED", reasons).to_pylist()
    return found


def _silent_rows(batch: pa.RecordBatch) -> pa.Array:
    """Return which objects have no byte, and a key that names nothing."""
    none = pc.equal(batch.column("size"), 0)
    found = np.zeros(len(batch), bool)
    for at in np.flatnonzero(pc.fill_null(none, False).to_numpy(zero_copy_only=False)).tolist():
        found[at] = not speaks(batch.column("key")[at].as_py() or "")
    return pa.array(found)


def _filter_rows(batch: pa.RecordBatch, targets: Targets) -> pa.Array:
    size, modified = batch.column("size"), batch.column("modified")
    out = pc.less(size, targets.min_size)
    if targets.max_size is not None:
        out = pc.or_(out, pc.greater(size, targets.max_size))
    if targets.storage_classes:
        known = pa.array(list(targets.storage_classes))
        out = pc.or_(out, pc.invert(pc.is_in(batch.column("storage_class"), known)))
    if targets.modified_after:
        early = pc.less(modified, pa.scalar(moment(targets.modified_after), modified.type))
        out = pc.or_(out, pc.fill_null(early, False))
    if targets.modified_before:
        late = pc.greater_equal(modified, pa.scalar(moment(targets.modified_before), modified.type))
        out = pc.or_(out, pc.fill_null(late, False))
    if targets.include or targets.exclude:
        keys = batch.column("key").to_pylist()
        out = pc.or_(out, pa.array([_is_unnamed(key, targets) for key in keys], pa.bool_()))
    return out


def _is_unnamed(key: str, targets: Targets) -> bool:
    if matches(key, targets.exclude):
        return True
    return bool(targets.include) and not matches(key, targets.include)


def _column(batch: pa.RecordBatch, name: str, kind: pa.DataType) -> pa.Array:
    if name not in batch.schema.names:
        return pa.nulls(batch.num_rows, kind)
    return pc.cast(batch.column(name), kind)


def _text(batch: pa.RecordBatch, name: str) -> pa.Array:
    return _column(batch, name, pa.string())


def _truth(batch: pa.RecordBatch, name: str, *, default: bool) -> pa.Array:
    return pc.fill_null(_column(batch, name, pa.bool_()), default)


def _moments(batch: pa.RecordBatch) -> pa.Array:
    kind = SCHEMA.field("modified").type
    name = "last_modified_date"
    if name not in batch.schema.names:
        return pa.nulls(batch.num_rows, kind)
    column = batch.column(name)
    if pa.types.is_timestamp(column.type) and column.type.tz is None:
        return pc.cast(pc.assume_timezone(column, "UTC"), kind, safe=False)
    if pa.types.is_string(column.type):  # 2026-01-31T12:00:00.000Z
        return pc.cast(pc.cast(column, pa.timestamp("us", "UTC")), kind, safe=False)
    return pc.cast(column, kind, safe=False)


def _classes(batch: pa.RecordBatch) -> pa.Array:
    classes = pc.fill_null(_text(batch, "storage_class"), "STANDARD")
    tier = _text(batch, "intelligent_tiering_access_tier")
    for found, named in TIERS.items():
        classes = pc.if_else(pc.fill_null(pc.equal(tier, found), False), named, classes)
    return classes


def _decode_keys(keys: pa.Array) -> pa.Array:
    """Return URL-decoded keys; only those that need it pass through Python."""
    needy = pc.match_substring_regex(keys, "[%+]")
    if not pc.any(needy).as_py():
        return keys
    decoded = [unquote_plus(key, errors="replace") for key in keys.filter(needy).to_pylist()]
    return pc.replace_with_mask(keys, needy, pa.array(decoded, pa.string()))


def starts_with(batch: pa.RecordBatch, prefixes: tuple[str, ...]) -> pa.Array:
    """Return which rows' keys begin with one of the prefixes: a boolean array of the batch's length."""
    found = pa.array([False] * batch.num_rows, pa.bool_())
    for prefix in prefixes:
        found = pc.or_(found, pc.starts_with(batch["key"], prefix))
    return found
