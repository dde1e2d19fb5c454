"""Uploads in parts that were begun and not ended: their parts lie in the bucket and no listing shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pii_sweep.store.access.configuration import attempt
from pii_sweep.store.protocol import Store
from pii_sweep.store.s3 import PAGE, S3Store


def count_unfinished_uploads(store: Store, bucket: str, prefixes: Sequence[str] = ()) -> int | None:
    """Return how many uploads are unfinished, by one page for each prefix ("ListMultipartUploads").

    None where the store does not say it. What the parts hold cannot be read by anybody who does not end the
    upload, which writes to the bucket.
    """
    if not isinstance(store, S3Store):
        return 0
    count = 0
    for prefix in prefixes or ("",):

        def ask(prefix: str = prefix) -> Mapping[str, Any]:
            return store.ask_raw(
                lambda client: client.list_multipart_uploads(Bucket=bucket, Prefix=prefix, MaxUploads=PAGE)
            )

        page = attempt("uploads", ask)
        if page.state == "unsupported":
            continue
        if "Bucket" not in page.value:  # S3 names it; a page of something else says nothing
            return None
        count += len(page.value.get("Uploads", []))
    return count
