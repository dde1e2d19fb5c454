"""A small sweep made of the shared types alone: five buckets, no store, no detector."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from pii_sweep.types import (
    Box,
    BucketFrame,
    Count,
    Exposure,
    Finding,
    Gap,
    ObjectRef,
    Reading,
    Status,
    Step,
    Stratum,
    Subject,
    Where,
)

PHOTOS, PRIVATE, HARMLESS, EMPTY, DENIED = (
    "photo-orders",
    "photo-orders-copy",
    "site-assets",
    "spare",
    "locked",
)
DAY = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
CREATED = "2026-11-01T09:00:00+00:00"
HOSTILE = "orders/<script>alert('x')</script>&\"quoted\".pdf"
ORDER = ("PERSON", "STREET_ADDRESS", "ORDER_VALUE")
SizedReadings = dict[str, list[tuple[str, int, Reading]]]


def digest(*parts: object) -> str:
    """Return a stand-in for a keyed digest."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:24]


def step() -> Step:
    return Step(
        "make private",
        "Block public access",
        f"aws s3api put-public-access-block --bucket {PHOTOS} "
        "--public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true",
        "CIS AWS 2.1.4",
    )


PUBLIC = Exposure(
    "PUBLIC", "yes", "no", reasons=("the bucket policy gives s3:GetObject to everyone",), encryption="AES256",
    versioning="Suspended", logging="off", lifecycle="none", steps=(step(),),
)  # fmt: skip
CLOSED = Exposure(
    "PRIVATE", "no", "no", reasons=("public access is blocked",), encryption="AES256", versioning="Enabled",
    logging="on", lifecycle="none",
)  # fmt: skip


def finding(ref: ObjectRef, entity: str, person: str, number: int) -> Finding:
    masked = {"PERSON": "M████ G███████", "STREET_ADDRESS": "███ CA 941██", "ORDER_VALUE": "$██.██"}
    score = 0.99 if ref.key == HOSTILE else 0.9  # the report shows the surest first
    where = Where(ref, page=1, box=Box(10, 20 + number, 200, 40 + number), line=number + 1)
    return Finding(
        digest(ref.key, entity, number), entity, score, where, masked.get(entity, "████"),
        digest(entity, person), person, 0, 12, "test", ("shape:0.6", "context:0.3"), "customer",
    )  # fmt: skip


def order(bucket: str, key: str, person: int, status: Status = "ANALYSED") -> Reading:
    """Return the reading of one order: a name, a home address, an order value."""
    ref = ObjectRef(bucket, key, None, digest(key), 40_000, DAY)
    subject_id = digest("person", person)
    california = person % 4 == 0
    subject = Subject(
        subject_id, frozenset(ORDER), "CA" if california else "NY", "941" if california else "100",
        "strong" if california else "unknown", located=True,
    )  # fmt: skip
    reason = "" if status == "ANALYSED" else "MALFORMED_FILE"
    return Reading(
        ref, status, reason, "application/pdf", 1, seconds=0.1, bytes_read=40_000,
        counts={entity: Count(1, 1, 0.9) for entity in ORDER},
        findings=tuple(finding(ref, entity, subject_id, number) for number, entity in enumerate(ORDER)),
        subjects=(subject,), subjects_total=1, subject_combos={frozenset(ORDER): 1},
        gaps=(Gap(Where(ref), reason),) if reason else (),
    )  # fmt: skip


def photo(bucket: str, key: str, faces: int) -> Reading:
    ref = ObjectRef(bucket, key, None, digest(key), 900_000, DAY)
    counts = {"FACE": Count(faces, 0, 1.0)} if faces else {}
    return Reading(
        ref, "ANALYSED", "", "image/jpeg", faces=faces, seconds=0.2, bytes_read=900_000, counts=counts
    )


def failed(bucket: str, key: str, reason: str = "PERMISSION_DENIED") -> Reading:
    ref = ObjectRef(bucket, key, None, digest(key), 40_000, DAY)
    return Reading(ref, "FAILED", reason, gaps=(Gap(Where(ref), reason),))


def page(bucket: str, key: str) -> Reading:
    """Return a catalog page on which a detector saw one stray name."""
    ref = ObjectRef(bucket, key, None, digest(key), 10_000, DAY)
    stray = key.endswith("7.html")
    counts = {"ORDER_VALUE": Count(3, 3, 0.5)} | ({"PERSON": Count(1, 1, 0.5)} if stray else {})
    people = (Subject(digest("stray", key), frozenset({"PERSON", "ORDER_VALUE"})),) if stray else ()
    return Reading(
        ref, "ANALYSED", "", "text/html", bytes_read=10_000, counts=counts, subjects=people,
        subjects_total=len(people), subject_combos={person.entities: 1 for person in people},
    )  # fmt: skip


def _stratum(bucket: str, prefix: str, media: str, objects: int, size: int, *, glacier: int = 0) -> Stratum:
    skipped = {"STORAGE_CLASS_ARCHIVED": glacier} if glacier else {}
    return Stratum(
        bucket, f"{prefix} {media} <64K", prefix, media, "<64K", objects, objects * size, skipped,
        {name: count * size for name, count in skipped.items()},
    )  # fmt: skip


def _photo_bucket(bucket: str, exposure: Exposure) -> tuple[BucketFrame, list[tuple[str, int, Reading]]]:
    strata = (
        _stratum(bucket, "orders/", "pdf", 620, 40_000, glacier=118),
        _stratum(bucket, "photos/", "image", 400, 900_000),
    )
    chance = random.Random(7)
    readings = []
    for rank in range(180):
        key = HOSTILE if rank == 0 else f"orders/2019/{rank:05d}.pdf"
        status: Status = "PARTIAL" if rank % 60 == 59 else "ANALYSED"
        reading = failed(bucket, key) if rank % 60 == 30 else order(bucket, key, rank % 160, status)
        readings.append((strata[0].name, rank, reading))
    for rank in range(80):
        readings.append(
            (strata[1].name, rank, photo(bucket, f"photos/{rank:05d}.jpg", chance.choice((0, 1, 2))))
        )
    frame = BucketFrame(
        bucket, f"s3://{bucket}", "us-west-2", "complete", strata, exposure, DAY, DAY.replace(hour=10)
    )
    return frame, readings


def synthetic() -> tuple[tuple[BucketFrame, ...], SizedReadings]:
    """Return the frames and the readings by bucket."""
    public, public_readings = _photo_bucket(PHOTOS, PUBLIC)
    private, private_readings = _photo_bucket(PRIVATE, CLOSED)
    pages = _stratum(HARMLESS, "catalog/", "text", 60, 10_000)
    harmless = BucketFrame(HARMLESS, f"s3://{HARMLESS}", "us-east-1", "complete", (pages,), PUBLIC, DAY, DAY)
    empty = BucketFrame(EMPTY, f"s3://{EMPTY}", "us-east-1", "complete", (), CLOSED, DAY, DAY)
    denied = BucketFrame(DENIED, f"s3://{DENIED}", "", "PERMISSION_DENIED", (), Exposure(), DAY, DAY)
    readings = {
        PHOTOS: public_readings,
        PRIVATE: private_readings,
        HARMLESS: [(pages.name, rank, page(HARMLESS, f"catalog/{rank}.html")) for rank in range(60)],
        EMPTY: [],
        DENIED: [],
    }
    return (denied, empty, harmless, private, public), readings


def reader(readings: SizedReadings) -> Callable[[str], Iterable[tuple[str, int, Reading]]]:
    """Return what the journal's `readings` is to the frames."""
    return lambda bucket: iter(readings[bucket])
