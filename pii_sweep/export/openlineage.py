"""OpenLineage: one run event, a dataset a bucket, tagged with what was found in it (TagsDatasetFacet)."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from typing import Any

from pii_sweep import __version__
from pii_sweep.entities import BY_NAME
from pii_sweep.export.source import Held, moment

PRODUCER = f"urn:pii-sweep:{__version__}"
EVENT = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"
TAGS = "https://openlineage.io/spec/facets/1-0-0/TagsDatasetFacet.json#/$defs/TagsDatasetFacet"


def run_event(objects: Iterable[Held]) -> dict[str, Any]:
    """Return the event of a sweep; the tag `pii:ENTITY` has the number of findings as its value."""
    counts: dict[str, Counter[str]] = {}
    buckets = {}
    for held in objects:
        name = str(held.bucket["bucket"])
        buckets[name] = held.bucket
        counts.setdefault(name, Counter()).update(held.counts)
    times = [moment(bucket) for bucket in buckets.values()]
    run = uuid.uuid5(uuid.NAMESPACE_URL, f"{sorted(buckets)} {sorted(map(str, times))}")
    return {
        "eventType": "COMPLETE",
        "eventTime": max(times).isoformat() if times else "1970-01-01T00:00:00+00:00",
        "producer": PRODUCER,
        "schemaURL": EVENT,
        "run": {"runId": str(run)},
        "job": {"namespace": "pii-sweep", "name": "sweep"},
        "inputs": [
            {"namespace": f"s3://{name}", "name": "/", "facets": {"tags": _tags(buckets[name], counts[name])}}
            for name in sorted(buckets)
        ],
        "outputs": [],
    }


def _tags(bucket: Any, counts: Counter[str]) -> dict[str, Any]:
    letters = sorted({letter for name in counts if name in BY_NAME for letter in BY_NAME[name].letters})
    tags = [("pii", "true"), ("pii-rating", bucket["rating"]), ("pii-priority", bucket["priority"])]
    tags += [(f"ccpa:{letter}", "true") for letter in letters]
    tags += [(f"pii:{name}", str(count)) for name, count in sorted(counts.items())]
    return {
        "_producer": PRODUCER,
        "_schemaURL": TAGS,
        "tags": [{"key": key, "value": str(value), "source": "pii-sweep"} for key, value in tags],
    }
