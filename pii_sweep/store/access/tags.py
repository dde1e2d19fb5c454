"""What tags a bucket has, and whether its objects' tags can be read: asked of a few objects, before any is.

How many tags an object has comes with its body, from Amazon only where the caller may read tags: without a
look, a refusal passes for objects without tags.
"""

from __future__ import annotations

from collections.abc import Sequence

from pii_sweep.store.access.configuration import Part, attempt
from pii_sweep.store.object_headers import TAGS
from pii_sweep.store.protocol import Store
from pii_sweep.store.s3 import S3Store
from pii_sweep.types import ObjectRef, TagLook


def look_at_tags(store: Store, bucket: str, refs: Sequence[ObjectRef]) -> TagLook:
    """Return how many of some objects have tags, and whether the store gives them ("GetObjectTagging").

    The first refusal ends the look. A server that has no tags at all is one whose objects have none.
    """
    if not isinstance(store, S3Store):
        return TagLook()
    tagged = list[ObjectRef]()
    for number, ref in enumerate(refs):
        part = _tags_of(store, ref)
        if part.state == "unsupported":
            return TagLook(number, len(tagged))
        if not part.known:
            state = "denied" if part.state == "denied" else "failed"
            return TagLook(number, len(tagged), state)  # type: ignore[arg-type]
        tagged += [ref] if part.value.get("TagSet") else []
    uncounted = bool(tagged) and not store.amazon and not _counts_tags(store, tagged[0])
    return TagLook(len(refs), len(tagged), "uncounted" if uncounted else "known")


def count_bucket_tags(store: Store, bucket: str) -> int | None:
    """Return how many tags a bucket has ("GetBucketTagging"), None where the store does not say it."""
    if not isinstance(store, S3Store):
        return 0
    part = attempt(
        "bucket tags",
        lambda: store.ask_raw(lambda client: client.get_bucket_tagging(Bucket=bucket)),
        frozenset({"NoSuchTagSet", "NoSuchTagSetError"}),
    )
    if part.state == "unsupported":
        return 0
    return len(part.value.get("TagSet", [])) if part.known else None


def _tags_of(store: S3Store, ref: ObjectRef) -> Part:
    version = {"VersionId": ref.version} if ref.version else {}
    return attempt(
        "object tags",
        lambda: store.ask_raw(
            lambda client: client.get_object_tagging(Bucket=ref.bucket, Key=ref.key, **version)  # type: ignore[arg-type]
        ),
        frozenset({"NoSuchTagSet", "NoSuchKey"}),
    )


def _counts_tags(store: S3Store, ref: ObjectRef) -> bool:
    """Return whether the headers of an object that has tags say so; without an answer it is taken to."""
    version = {"VersionId": ref.version} if ref.version else {}
    head = attempt(
        "object",
        lambda: store.ask_raw(
            lambda client: client.head_object(Bucket=ref.bucket, Key=ref.key, **version)  # type: ignore[arg-type]
        ),
    )
    fields = head.value.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    return not head.known or bool(fields.get(TAGS))
