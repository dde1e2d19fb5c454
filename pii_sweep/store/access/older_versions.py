"""Whether a versioned bucket holds versions that its listing does not show, by one page of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pii_sweep.store.access.configuration import attempt
from pii_sweep.store.protocol import Store
from pii_sweep.store.s3 import PAGE, S3Store
from pii_sweep.types import OlderVersions


def find_older_versions(
    store: Store, bucket: str, versioning: str, prefixes: Sequence[str] = ()
) -> OlderVersions:
    """Return whether noncurrent versions lie in a bucket, as far as one page for each prefix says.

    "none" only where versioning was never on, every version is listed anyway, or the page is whole and holds
    none; a deleted object is a noncurrent version below its delete marker. A request that is refused leaves
    it unknown. `versioning` is what the configuration says: where that is "off", nothing is asked.
    """
    if not isinstance(store, S3Store) or store.settings.versions or versioning == "off":
        return "none"
    answers = [_look(store, bucket, prefix, versioning) for prefix in prefixes or ("",)]
    return "held" if "held" in answers else "unknown" if "unknown" in answers else "none"


def _look(store: S3Store, bucket: str, prefix: str, versioning: str) -> OlderVersions:
    def ask() -> Mapping[str, Any]:
        return store.ask_raw(
            lambda client: client.list_object_versions(Bucket=bucket, Prefix=prefix, MaxKeys=PAGE)
        )

    page = attempt("versions", ask)
    if page.state == "unsupported" and versioning == "unknown":
        return "none"  # a server without versions
    if any(not entry.get("IsLatest") for entry in page.value.get("Versions", [])):
        return "held"
    return "none" if page.known and not page.value.get("IsTruncated") else "unknown"
