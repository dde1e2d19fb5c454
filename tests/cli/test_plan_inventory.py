"""An S3 Inventory stands for the listing: the same objects, the same strata, no LIST request."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json

from fixtures import serve
from tests.benchmarks import bench_inventory

BUCKET = "photosquared-backup"
SCHEMA = "Bucket, Key, Size, LastModifiedDate, ETag, StorageClass"


def publish(client, bucket: str, into: str) -> str:
    """Put a CSV inventory of a bucket beside its manifest and return the manifest's address."""
    rows = io.StringIO()
    for item in client.list_objects_v2(Bucket=bucket)["Contents"]:
        when = item["LastModified"].strftime("%Y-%m-%dT%H:%M:%S.000Z")
        etag = item["ETag"].strip('"')
        line = [bucket, item["Key"], item["Size"], when, etag, "STANDARD"]
        csv.writer(rows, quoting=csv.QUOTE_ALL).writerow(line)
    data = gzip.compress(rows.getvalue().encode(), mtime=0)
    client.put_object(Bucket=into, Key="inventory/data/part.csv.gz", Body=data)
    manifest = {
        "sourceBucket": bucket,
        "destinationBucket": f"arn:aws:s3:::{into}",
        "version": "2016-11-30",
        "fileFormat": "CSV",
        "fileSchema": SCHEMA,
        "files": [
            {
                "key": "inventory/data/part.csv.gz",
                "size": len(data),
                "MD5checksum": hashlib.md5(data).hexdigest(),
            }
        ],
    }
    client.put_object(Bucket=into, Key="inventory/manifest.json", Body=json.dumps(manifest).encode())
    return f"s3://{into}/inventory/manifest.json"


def without_requests(plans: list[dict[str, object]]) -> list[dict[str, object]]:
    """Leave out what the two ways of listing cost."""
    costs = {
        "list_requests",
        "other_requests",
        "dollars",
        "most_dollars",
        "minutes",
        "most_minutes",
        "ladder",
    }
    return [{name: value for name, value in plan.items() if name not in costs} for plan in plans]


def test_a_plan_from_an_inventory_is_the_plan_from_the_listing(in_process, served) -> None:
    endpoint, environment = served
    client = serve.client(endpoint)
    client.create_bucket(Bucket="inventories")
    uri = publish(client, BUCKET, "inventories")
    command = ["plan", f"s3://{BUCKET}", "--endpoint-url", endpoint, "--sample", "40", "--json"]
    listed = in_process(*command, **environment)
    taken = in_process(*command, "--inventory", uri, **environment)
    assert (listed.returncode, taken.returncode) == (0, 0), taken.stderr
    ours, theirs = json.loads(taken.stdout), json.loads(listed.stdout)
    assert (ours[0]["list_requests"], theirs[0]["list_requests"]) == (0, 1)
    assert without_requests(ours) == without_requests(theirs)
    other = in_process(
        "plan", "s3://photosquared-prod", "--endpoint-url", endpoint, "--inventory", uri, **environment
    )
    assert other.returncode == 2 and "inventory of another bucket" in other.stderr


def test_a_hundred_thousand_objects_are_planned_from_an_inventory_as_amazon_writes_it(
    in_process, served
) -> None:
    endpoint, environment = served
    client = serve.client(endpoint)
    client.create_bucket(Bucket=bench_inventory.SOURCE)
    uri = bench_inventory.publish(client, "Parquet", 100_000)
    result = in_process("plan", f"s3://{bench_inventory.SOURCE}", "--inventory", uri, "--json", **environment)
    plan = json.loads(result.stdout)[0]
    assert (plan["listing"], plan["listed"], plan["list_requests"]) == ("complete", 100_000, 0)
    assert plan["strata"] > 5 and 100 <= plan["least_objects"] <= plan["objects"] <= 800
