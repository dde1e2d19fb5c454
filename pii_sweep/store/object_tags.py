"""The tags of objects that have some ("GetObjectTagging", Amazon S3 API Reference)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pii_sweep.errors import StoreError, Unreachable
from pii_sweep.types import ObjectRef

if TYPE_CHECKING:
    from pii_sweep.store.s3 import S3Store

LONGEST = 64 << 10  # characters of one object's tags; Amazon allows ten of 384
FAILURES = 2  # calls in a row without an answer, each of which the client has tried several times
REST = 20  # objects whose tags are not asked for then


class ObjectTags:
    """Reads tags, and spares a store that does not answer for them."""

    def __init__(self, store: S3Store) -> None:
        self._store = store
        self._failures = self._rest = 0

    def read(self, ref: ObjectRef) -> Mapping[str, str]:
        """Return an object's tags by name; raises StoreError, also for more than an object can have."""
        if self._rest:
            self._rest -= 1
            raise Unreachable("the endpoint did not answer for the tags of the objects before")
        chosen: dict[str, Any] = {"VersionId": ref.version} if ref.version else {}
        try:
            reply: Mapping[str, Any] = self._store.ask(
                ref.bucket,
                lambda client: client.get_object_tagging(Bucket=ref.bucket, Key=ref.key, **chosen),
                of_object=True,
            )
        except Unreachable:
            self._failures += 1
            self._rest = REST if self._failures >= FAILURES else 0
            raise
        self._failures = 0
        return _to_names(reply)


def _to_names(reply: Mapping[str, Any]) -> dict[str, str]:
    tags, size = dict[str, str](), 0
    for tag in reply.get("TagSet", []):
        name, value = str(tag.get("Key", "")), str(tag.get("Value", ""))
        size += len(name) + len(value)
        if size > LONGEST:
            raise StoreError("an object has more tags than S3 allows for")
        tags[name] = value
    return tags
