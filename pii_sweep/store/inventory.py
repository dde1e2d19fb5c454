"""A bucket's objects from an S3 Inventory instead of LIST requests.

Format: Amazon S3 User Guide, "Locating your inventory list" (manifest.json, version
2016-11-30) and "Inventory list" (CSV, ORC, Parquet). Read file by file and row group by
row group; of an object that was read eight bytes stay in memory, so that one that comes again counts once.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import csv, parquet

from pii_sweep.errors import NoSuchBucket, NoSuchObject, StoreError, UsageError
from pii_sweep.store import inventory_rows as rows
from pii_sweep.store.protocol import Store
from pii_sweep.store.repeated_entry import Entries

MIB = 1 << 20
SPOOL = 64 * MIB  # a smaller file is read once, into memory
CSV_BLOCK = 1 * MIB  # of which Arrow reads some thirty ahead
CHUNK = 1 * MIB
BATCH = 16_384
DAMAGED = "INVENTORY_DAMAGED"


@dataclass(frozen=True, slots=True)
class InventoryFile:
    """One data file of an inventory; `md5` in hexadecimal."""

    key: str
    size: int
    md5: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest.json says: whose objects, in which format and columns, in which files.

    `created` is an ISO time of UTC, empty where the manifest has none.
    """

    source: str
    destination: str
    kind: str
    columns: tuple[str, ...]
    files: tuple[InventoryFile, ...]
    created: str = ""


def inventory_batches(store: Store, manifest_uri: str, *, versions: bool = False) -> Iterator[pa.RecordBatch]:
    """Yield the objects of an inventory as record batches; `manifest_uri` is s3://bucket/.../manifest.json.

    Without `versions`, only the latest version of each key; delete markers never. Columns: `key` text,
    `version` text (null without `versions`), `etag` text, `size` int64, `modified` timestamp (UTC),
    `storage_class` text. Raises UsageError for a manifest of another form and StoreError, at the end of the
    file concerned at the latest, for one whose MD5 is not the manifest's.
    """
    return _batches(store, read_manifest(store, manifest_uri), versions=versions)


def read_manifest(store: Store, manifest_uri: str) -> Manifest:
    """Return a manifest's content; raises UsageError for another form and StoreError."""
    found = re.fullmatch(r"s3://([^/]+)/(.+)", manifest_uri)
    if not found:
        raise UsageError(f"'{manifest_uri}' is no inventory; give s3://bucket/path/manifest.json")
    try:
        with store.open(store.stat(found[1], found[2])) as body:
            text = body.read()
    except (NoSuchObject, NoSuchBucket):
        raise UsageError(f"there is no inventory at {manifest_uri}; give its manifest.json") from None
    try:
        data = json.loads(text)
        manifest = _manifest(data, found[1])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{manifest_uri} is not an S3 Inventory manifest of version 2016-11-30") from None
    if "size" not in manifest.columns:
        raise UsageError(f"the inventory at {manifest_uri} has no sizes; add Size to its optional fields")
    return manifest


def _manifest(data: dict[str, Any], destination: str) -> Manifest:
    kind = str(data["fileFormat"]).upper()
    columns = _columns(kind, str(data["fileSchema"]))
    if kind not in {"CSV", "ORC", "PARQUET"} or "key" not in columns:
        raise ValueError(kind)
    files = tuple(
        InventoryFile(item["key"], int(item["size"]), item["MD5checksum"]) for item in data["files"]
    )
    if not all(isinstance(text, str) and text for file in files for text in (file.key, file.md5)):
        raise ValueError(kind)
    created = _read_moment(data.get("creationTimestamp"))
    return Manifest(str(data["sourceBucket"]), destination, kind, columns, files, created)


def _read_moment(text: object) -> str:
    """Return milliseconds since 1970 as an ISO time of UTC, empty for anything else."""
    if not isinstance(text, str | int) or not str(text).isdecimal():
        return ""
    try:
        return datetime.fromtimestamp(int(text) / 1000, UTC).isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):
        return ""


def _columns(kind: str, schema: str) -> tuple[str, ...]:
    """Return the column names in the spelling of the columnar formats (`LastModifiedDate` is CSV's)."""
    if kind == "CSV":
        names = [name.strip() for name in schema.split(",")]
        return tuple(re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=E)(?=Tag)", "_", name).lower() for name in names)
    if kind == "ORC":
        return tuple(re.findall(r"[<,](\w+):", schema))
    return tuple(re.findall(r"(\w+)\s*(?:\([^)]*\))?\s*;", schema))


def _batches(store: Store, manifest: Manifest, *, versions: bool) -> Iterator[pa.RecordBatch]:
    """Yield the rows that hold data, each object once, in whichever file it comes again."""
    read, met = {"CSV": _csv, "ORC": _orc, "PARQUET": _parquet}[manifest.kind], Entries()
    for file in manifest.files:
        with _open_checked(store, manifest, file) as body:
            try:
                for batch in read(body, manifest.columns):
                    tidy = rows.tidy_rows(batch, versions=versions, encoded=manifest.kind == "CSV")
                    keys = tidy["key"].to_pylist()
                    names = zip(keys, tidy["version"].to_pylist(), strict=True) if versions else keys
                    new = met.add(names, len(keys))
                    yield tidy if new.all() else tidy.filter(pa.array(new))
            except (pa.ArrowException, OSError):  # OSError: of Arrow, for a file of another format
                raise StoreError(f"inventory file {file.key} cannot be read", reason=DAMAGED) from None


@contextmanager
def _open_checked(
    store: Store, manifest: Manifest, file: InventoryFile
) -> Iterator[BinaryIO | pa.BufferReader]:
    """Open a data file whose bytes are the manifest's; raises StoreError.

    An ETag that is the MD5 vouches for the bytes, since every read is held to it, and the file is
    read as it is wanted. Else a small one is hashed in memory, and a large one is read once more.
    """
    try:
        ref = store.stat(manifest.destination, file.key)
    except NoSuchObject:
        raise StoreError(f"inventory file {file.key} is not there", reason=DAMAGED) from None
    with store.open(ref) as body:
        if ref.etag == file.md5.lower():
            yield body
            return
        if ref.size <= SPOOL:
            data = body.read()
            found = hashlib.md5(data, usedforsecurity=False).hexdigest()
        else:
            found = _digest(body)
    if found != file.md5.lower():
        raise StoreError(f"inventory file {file.key} does not match the manifest's MD5", reason=DAMAGED)
    if ref.size <= SPOOL:
        yield pa.BufferReader(data)
        return
    with store.open(ref) as body:
        yield body


def _digest(body: BinaryIO) -> str:
    digest = hashlib.md5(usedforsecurity=False)
    while chunk := body.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _csv(body: BinaryIO | pa.BufferReader, columns: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    wanted = [name for name in columns if name in rows.COLUMNS]
    with pa.CompressedInputStream(
        pa.PythonFile(body) if not isinstance(body, pa.NativeFile) else body, "gzip"
    ) as text:
        reader = csv.open_csv(
            text,
            read_options=csv.ReadOptions(column_names=list(columns), block_size=CSV_BLOCK, use_threads=False),
            convert_options=csv.ConvertOptions(
                include_columns=wanted,
                column_types={name: pa.string() for name in wanted},
                strings_can_be_null=True,
                null_values=[""],
                quoted_strings_can_be_null=True,
            ),
        )
        yield from reader


def _orc(body: BinaryIO | pa.BufferReader, columns: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    from pyarrow import (
        dataset,
    )  # takes a tenth of a second, which sweeps without such a file need not wait for

    # As a data set, for Arrow reads a stripe of an ORCFile only as a whole: of a million rows, perhaps.
    file = dataset.OrcFileFormat().make_fragment(body)
    wanted = [name for name in file.physical_schema.names if name in rows.COLUMNS]
    yield from file.to_batches(
        columns=wanted, batch_size=BATCH, batch_readahead=0, fragment_readahead=0, use_threads=False
    )


def _parquet(body: BinaryIO | pa.BufferReader, columns: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    file = parquet.ParquetFile(body)
    wanted = [name for name in file.schema_arrow.names if name in rows.COLUMNS]
    yield from file.iter_batches(BATCH, columns=wanted, use_threads=False)
