"""S3 Inventory in its three formats gives what a listing would."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pyarrow as pa
import pytest
from pyarrow import orc, parquet

from pii_sweep.config import Targets
from pii_sweep.errors import ConfigError, StoreError, UsageError
from pii_sweep.store import FolderStore, S3Store, Store
from pii_sweep.store.filters import skip_reason
from pii_sweep.store.inventory import inventory_batches, read_manifest
from pii_sweep.store.inventory_rows import skip_reasons
from pii_sweep.types import ObjectRef

WHEN = datetime(2026, 6, 1, 12, 30, 15, 250000, tzinfo=UTC)
SCHEMAS = {
    "CSV": "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass, "
    "IntelligentTieringAccessTier",
    "ORC": "struct<bucket:string,key:string,version_id:string,is_latest:boolean,is_delete_marker:boolean,"
    "size:bigint,last_modified_date:timestamp,e_tag:string,storage_class:string,"
    "intelligent_tiering_access_tier:string>",
    "Parquet": "message s3.inventory {  required binary bucket (UTF8);  required binary key (UTF8);  "
    "optional binary version_id (UTF8);  optional boolean is_latest;  optional boolean is_delete_marker;  "
    "optional int64 size;  optional int64 last_modified_date (TIMESTAMP(MILLIS,true));  "
    "optional binary e_tag (UTF8);  optional binary storage_class (UTF8);  "
    "optional binary intelligent_tiering_access_tier (UTF8);}",
}
FORMATS = list(SCHEMAS)


def list_inventory(store: Store, uri: str, *, versions: bool = False) -> Iterator[ObjectRef]:
    """Yield the objects of an inventory one by one, as a listing gives them."""
    bucket = read_manifest(store, uri).source
    for batch in inventory_batches(store, uri, versions=versions):
        for row in batch.to_pylist():
            yield ObjectRef(
                bucket,
                *(row[name] for name in ("key", "version", "etag", "size", "modified", "storage_class")),
            )


@dataclass(frozen=True)
class Row:
    key: str
    version: str | None = None
    latest: bool = True
    marker: bool = False
    size: int | None = 10
    storage_class: str | None = "STANDARD"
    tier: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)


ROWS = [
    Row('a b+c%/ü,"q".txt', "v1"),
    Row("plain.txt", "v2"),
    Row("plain.txt", "v1", latest=False),
    Row("gone.txt", "v3", marker=True, size=None, storage_class=None),
    Row("cold.txt", "v4", storage_class="GLACIER"),
    Row("tiered.txt", "v5", storage_class="INTELLIGENT_TIERING", tier="ARCHIVE"),
    Row("empty.txt", "v6", size=0),
]


def write(folder: Path, kind: str, parts: list[list[Row]], **changes: Any) -> str:
    """Write an inventory into a folder as Amazon does and return the manifest's URI."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    entries = []
    for number, rows in enumerate(parts):
        path = data / f"part-{number}.{kind.lower()}"
        {"CSV": write_csv, "ORC": write_orc, "Parquet": write_parquet}[kind](path, rows)
        digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
        entries.append({"key": f"data/{path.name}", "size": path.stat().st_size, "MD5checksum": digest})
    manifest = {
        "sourceBucket": "orders",
        "destinationBucket": f"arn:aws:s3:::{folder.name}",
        "version": "2016-11-30",
        "creationTimestamp": "1780000000000",
        "fileFormat": kind,
        "fileSchema": SCHEMAS[kind],
        "files": entries,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest | changes), encoding="utf-8")
    return f"s3://{folder.name}/manifest.json"


def write_csv(path: Path, rows: list[Row]) -> None:
    lines = []
    for row in rows:
        truths = (str(row.latest).lower(), str(row.marker).lower())
        values = [
            "orders", quote_plus(row.key, safe="/"), row.version, *truths, row.size,
            WHEN.isoformat(timespec="milliseconds").replace("+00:00", "Z"), "e" + row.key[:1],
            row.storage_class, row.tier,
        ]  # fmt: skip
        lines.append(",".join(f'"{"" if value is None else value}"' for value in values))
    middle = len(lines) // 2  # a gzip file of several members, as concatenation makes them
    halves = [lines[:middle], lines[middle:]]
    path.write_bytes(b"".join(gzip.compress("".join(f"{x}\n" for x in half).encode()) for half in halves))


def table(rows: list[Row]) -> pa.Table:
    return pa.table({
        "bucket": ["orders"] * len(rows),
        "key": [row.key for row in rows],
        "version_id": [row.version for row in rows],
        "is_latest": [row.latest for row in rows],
        "is_delete_marker": [row.marker for row in rows],
        "size": pa.array([row.size for row in rows], pa.int64()),
        "last_modified_date": pa.array([WHEN] * len(rows), pa.timestamp("ms", "UTC")),
        "e_tag": ["e" + row.key[:1] for row in rows],
        "storage_class": pa.array([row.storage_class for row in rows], pa.string()),
        "intelligent_tiering_access_tier": pa.array([row.tier for row in rows], pa.string()),
    })  # fmt: skip


def write_orc(path: Path, rows: list[Row]) -> None:
    naive = pa.array([WHEN.replace(tzinfo=None)] * len(rows), pa.timestamp("ns"))
    orc.write_table(table(rows).set_column(6, "last_modified_date", naive), str(path))


def write_parquet(path: Path, rows: list[Row]) -> None:
    parquet.write_table(table(rows), path, row_group_size=2)


@pytest.mark.parametrize("kind", FORMATS)
def test_an_object_without_a_size_is_damage_and_no_empty_object(tmp_path: Path, kind: str) -> None:
    uri = write(tmp_path, kind, [[Row("plain.txt", "v2"), Row("blank.txt", "v2", size=None)]])
    with pytest.raises(StoreError) as caught:
        list(list_inventory(FolderStore(tmp_path), uri))
    assert caught.value.reason == "INVENTORY_DAMAGED"


def test_a_manifest_says_when_its_inventory_was_made(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert read_manifest(store, write(tmp_path, "CSV", [ROWS])).created == "2026-05-28T20:26:40+00:00"
    for text in ("soon", None, -1, "9" * 30):
        assert read_manifest(store, write(tmp_path, "CSV", [ROWS], creationTimestamp=text)).created == ""


@pytest.mark.parametrize("kind", FORMATS)
def test_the_latest_versions_are_listed_and_delete_markers_never(tmp_path: Path, kind: str) -> None:
    uri = write(tmp_path, kind, [ROWS[:3], ROWS[3:]])
    refs = list(list_inventory(FolderStore(tmp_path), uri))
    assert [ref.key for ref in refs] == [ROWS[0].key, "plain.txt", "cold.txt", "tiered.txt", "empty.txt"]
    assert {(ref.bucket, ref.version, ref.modified) for ref in refs} == {("orders", None, WHEN)}
    assert [ref.size for ref in refs] == [10, 10, 10, 10, 0]
    assert [ref.etag for ref in refs] == ["ea", "ep", "ec", "et", "ee"]
    reasons = [skip_reason(ref, Targets()) for ref in refs]
    assert reasons == [None, None, "STORAGE_CLASS_ARCHIVED", "STORAGE_CLASS_ARCHIVED", "EMPTY"]


@pytest.mark.parametrize("kind", FORMATS)
def test_with_versions_each_is_an_object_with_its_id(tmp_path: Path, kind: str) -> None:
    uri = write(tmp_path, kind, [ROWS])
    refs = list(list_inventory(FolderStore(tmp_path), uri, versions=True))
    expected = [(row.key, row.version) for row in ROWS if not row.marker]
    assert [(ref.key, ref.version) for ref in refs] == expected


@pytest.mark.parametrize("kind", FORMATS)
def test_an_object_that_comes_again_counts_once(tmp_path: Path, kind: str) -> None:
    again = [ROWS[1], ROWS[0], ROWS[0], Row("new.txt", "v1")]
    uri = write(tmp_path, kind, [ROWS, again, again])
    keys = [ref.key for ref in list_inventory(FolderStore(tmp_path), uri)]
    assert len(keys) == len(set(keys)) == 6
    versions = [(ref.key, ref.version) for ref in list_inventory(FolderStore(tmp_path), uri, versions=True)]
    assert len(versions) == len(set(versions)) == 7


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_that_is_not_the_manifests_is_refused(tmp_path: Path, kind: str) -> None:
    uri = write(tmp_path, kind, [ROWS])
    path = next((tmp_path / "data").iterdir())
    path.write_bytes(path.read_bytes()[:-1] + b"\xff")
    with pytest.raises(StoreError, match="MD5") as caught:
        list(list_inventory(FolderStore(tmp_path), uri))
    assert caught.value.reason == "INVENTORY_DAMAGED"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_of_another_format_is_refused_without_its_words(tmp_path: Path, kind: str) -> None:
    data = b"Alice Example, 1 Main Street"
    digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
    files = [{"key": "data/x", "size": len(data), "MD5checksum": digest}]
    uri = write(tmp_path, kind, [], files=files)
    (tmp_path / "data" / "x").write_bytes(data)
    with pytest.raises(StoreError) as caught:
        list(list_inventory(FolderStore(tmp_path), uri))
    assert "Alice" not in str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"fileFormat": "XLS"},
        {"fileSchema": "Bucket, Size"},
        {"files": [{"size": 1}]},
        {"files": [{"key": "data/x", "size": 1, "MD5checksum": None}]},
        {"files": [{"key": 7, "size": 1, "MD5checksum": "00"}]},
    ],
)
def test_a_manifest_of_another_form_is_a_usage_error(tmp_path: Path, changes: dict[str, Any]) -> None:
    uri = write(tmp_path, "CSV", [ROWS], **changes)
    with pytest.raises(UsageError, match="not an S3 Inventory manifest"):
        list(list_inventory(FolderStore(tmp_path), uri))


def test_an_inventory_without_sizes_is_a_usage_error_that_says_how_to_get_them(tmp_path: Path) -> None:
    uri = write(tmp_path, "CSV", [ROWS], fileSchema="Bucket, Key, ETag")
    with pytest.raises(UsageError, match="add Size"):
        list(list_inventory(FolderStore(tmp_path), uri))


@pytest.mark.parametrize("kind", FORMATS)
def test_a_data_file_that_is_not_there_is_damage_of_the_inventory(tmp_path: Path, kind: str) -> None:
    uri = write(tmp_path, kind, [ROWS[:3], ROWS[3:]])
    next((tmp_path / "data").glob("part-1*")).unlink()
    with pytest.raises(StoreError, match="not there") as caught:
        list(list_inventory(FolderStore(tmp_path), uri))
    assert caught.value.reason == "INVENTORY_DAMAGED"


def test_what_is_no_uri_or_no_json_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("hello")
    for uri in ("manifest.json", f"s3://{tmp_path.name}/x.json"):
        with pytest.raises(UsageError):
            list(list_inventory(FolderStore(tmp_path), uri))


def test_an_inventory_in_a_bucket_is_read_over_http(
    tmp_path: Path, moto_url: str, make_bucket: Callable[[Mapping[str, bytes]], str]
) -> None:
    write(tmp_path, "Parquet", [ROWS])
    objects = {
        str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    }
    bucket = make_bucket(
        {f"inv/{key}" if key == "manifest.json" else key: body for key, body in objects.items()}
    )
    store = S3Store(Targets(endpoint_url=moto_url))
    assert len(list(list_inventory(store, f"s3://{bucket}/inv/manifest.json"))) == 5


def test_a_large_file_is_read_without_keeping_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pii_sweep.store.inventory.SPOOL", 10)
    for kind in FORMATS:
        uri = write(tmp_path / kind, kind, [ROWS])
        assert len(list(list_inventory(FolderStore(tmp_path / kind), uri))) == 5
        path = next((tmp_path / kind / "data").iterdir())
        path.write_bytes(path.read_bytes() + b"\0")
        os.utime(path, ns=(1, 1))
        with pytest.raises(StoreError, match="MD5"):
            list(list_inventory(FolderStore(tmp_path / kind), uri))


FILTERS = [
    Targets(),
    Targets(include=("*.txt",), exclude=("plain*",)),
    Targets(min_size=1, max_size=9),
    Targets(storage_classes=("GLACIER",)),
    Targets(modified_after="2026-06-02"),
    Targets(modified_before="2026-06-01T12:30:15.250Z"),
    Targets(modified_before="2026-06-01T12:30:15.251Z"),
]


@pytest.mark.parametrize("targets", FILTERS, ids=range(len(FILTERS)))
def test_skipping_by_columns_is_skipping_one_by_one(tmp_path: Path, targets: Targets) -> None:
    uri = write(tmp_path, "Parquet", [ROWS])
    store = FolderStore(tmp_path)
    by_column = [x for batch in inventory_batches(store, uri) for x in skip_reasons(batch, targets)]
    assert by_column == [skip_reason(ref, targets) for ref in list_inventory(store, uri)]


def test_a_bad_date_is_a_configuration_error_by_columns_too(tmp_path: Path) -> None:
    uri = write(tmp_path, "CSV", [ROWS])
    (batch,) = inventory_batches(FolderStore(tmp_path), uri)
    with pytest.raises(ConfigError):
        skip_reasons(batch, Targets(modified_after="yesterday"))
