"""Plan a bucket from its S3 Inventory, end to end: seconds of one core, and memory.

    python -m tests.benchmarks.bench_inventory [--objects N] [--formats Parquet ORC CSV]

The inventory lies in a bucket of an S3 server on loopback, as Amazon writes it: files of a million
rows, a manifest with their MD5s. What is measured is the command `plan --inventory`, by the
processor time and the peak memory of its process. The peak is the kernel's mark of that process
(`VmHWM`): what `wait4` tells begins with the memory of the process that started it, which has
just made the files.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, orc, parquet

from fixtures import serve
from tests.benchmarks.bench_sampling import key_of

SOURCE, ROWS = "huge-bucket", 1_000_000
SECONDS, MEGABYTES = 60.0, 500.0  # for ten million objects
# Runs the command that follows and says on standard error how many kilobytes it held at most.
WATCHED = """
import atexit, re, runpy, sys
held = lambda: re.search("VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
atexit.register(lambda: print(held(), file=sys.stderr))
runpy.run_module("pii_sweep", run_name="__main__", alter_sys=True)
"""
SCHEMAS = {
    "Parquet": "message s3.inventory {  required binary bucket (STRING);  required binary key (STRING);  "
    "optional int64 size;  optional int64 last_modified_date (TIMESTAMP(MILLIS,true));  "
    "optional binary e_tag (STRING);  optional binary storage_class (STRING);}",
    "ORC": "struct<bucket:string,key:string,size:bigint,last_modified_date:timestamp,e_tag:string,"
    "storage_class:string>",
    "CSV": "Bucket, Key, Size, LastModifiedDate, ETag, StorageClass",
}


def table_of(start: int, count: int, rng: np.random.Generator) -> pa.Table:
    """Return rows of an inventory of a shop's bucket."""
    keys = [key_of(start + i, kind) for i, kind in enumerate(rng.integers(0, 10, count).tolist())]
    return pa.table(
        {
            "bucket": pa.array([SOURCE] * count),
            "key": keys,
            "size": (10 ** rng.uniform(2, 7, count)).astype(np.int64),
            "last_modified_date": pa.array(rng.integers(15 * 10**11, 17 * 10**11, count), pa.timestamp("ms")),
            "e_tag": [f"{number:032x}" for number in rng.integers(0, 2**62, count).tolist()],
            "storage_class": pa.array(["STANDARD"] * count),
        }
    )


def encoded(table: pa.Table, kind: str) -> bytes:
    """Return a data file of one of the three formats."""
    out = io.BytesIO()
    if kind == "Parquet":
        parquet.write_table(table, out, row_group_size=100_000)
    elif kind == "ORC":
        orc.write_table(table, out, compression="zlib")
    else:
        times = pc.strftime(table["last_modified_date"], format="%Y-%m-%dT%H:%M:%SZ")
        options = csv.WriteOptions(include_header=False, quoting_style="all_valid")
        csv.write_csv(table.set_column(3, "last_modified_date", times), out, options)
        return gzip.compress(out.getvalue(), 4, mtime=0)
    return out.getvalue()


def publish(client: Any, kind: str, objects: int) -> str:
    """Put an inventory into a bucket of its own; return its manifest's address."""
    bucket, rng = f"inventory-{kind.lower()}", np.random.default_rng(0)
    client.create_bucket(Bucket=bucket)
    files = []
    for number, start in enumerate(range(0, objects, ROWS)):
        data = encoded(table_of(start, min(ROWS, objects - start), rng), kind)
        key = f"data/{number:04}.{kind.lower()}"
        client.put_object(Bucket=bucket, Key=key, Body=data)
        digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
        files.append({"key": key, "size": len(data), "MD5checksum": digest})
    manifest = {
        "sourceBucket": SOURCE, "destinationBucket": f"arn:aws:s3:::{bucket}", "version": "2016-11-30",
        "fileFormat": kind, "fileSchema": SCHEMAS[kind], "files": files,
    }  # fmt: skip
    client.put_object(Bucket=bucket, Key="manifest.json", Body=json.dumps(manifest).encode())
    return f"s3://{bucket}/manifest.json"


def planned(uri: str, environment: dict[str, str]) -> tuple[int, float, float]:
    """Run `plan` from an inventory; return the objects it found, seconds of a core, and megabytes."""
    process = subprocess.Popen(
        [sys.executable, "-c", WATCHED, "plan", f"s3://{SOURCE}", "--inventory", uri, "--json"],
        env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None and process.stderr is not None
    plan, told = json.loads(process.stdout.read()), process.stderr.read()
    _, _, used = os.wait4(process.pid, 0)
    return int(plan[0]["listed"]), used.ru_utime + used.ru_stime, int(told.split()[-1]) / 1024


def measure(objects: int, formats: tuple[str, ...]) -> Iterator[tuple[str, float, float]]:
    """Yield (what, measured, bar) for each format."""
    with tempfile.TemporaryDirectory() as folder:
        estate = Path(folder)
        described = {"buckets": [{"name": SOURCE, "access": "public", "objects": 0}]}
        (estate / "estate.json").write_text(json.dumps(described), encoding="utf-8")
        endpoint, stop = serve.start(estate)
        for kind in formats:
            uri = publish(serve.client(endpoint), kind, objects)
            listed, seconds, megabytes = planned(uri, serve.environment(endpoint))
            assert listed == objects
            bar = max(15.0, SECONDS * objects / 10**7)
            yield f"seconds of a core to plan {objects:,} objects from {kind}", seconds, bar
            yield f"megabytes at most, from {kind}", megabytes, MEGABYTES
        stop()


def main(arguments: list[str] | None = None) -> int:
    """Print every bar; return 1 when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", type=int, default=10_000_000)
    parser.add_argument("--formats", nargs="+", default=("Parquet", "ORC", "CSV"))
    options = parser.parse_args(arguments)
    missed = 0
    for what, measured, bar in measure(options.objects, tuple(options.formats)):
        print(f"{'ok  ' if measured <= bar else 'MISS'} {what}: {measured:.4g} (<= {bar:g})", flush=True)
        missed += measured > bar
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
