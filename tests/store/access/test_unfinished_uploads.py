"""Uploads that were begun and not ended are counted, and a refusal is not taken for none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pii_sweep.config import Targets
from pii_sweep.store import FolderStore, S3Store
from pii_sweep.store.access.unfinished_uploads import count_unfinished_uploads
from tests.store.oddserver import Reply, error, odd_server

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def test_uploads_are_counted_under_the_prefixes_that_are_swept(
    client: S3Client, moto_url: str, make_bucket: Callable[[Mapping[str, bytes]], str]
) -> None:
    bucket, store = make_bucket({"a.txt": b"x"}), S3Store(Targets(endpoint_url=moto_url))
    assert count_unfinished_uploads(store, bucket) == 0
    for key in ("a/1", "a/2", "b/1"):
        client.create_multipart_upload(Bucket=bucket, Key=key)
    assert count_unfinished_uploads(store, bucket) == 3


@pytest.mark.parametrize(
    ("refusal", "count"), [((403, "AccessDenied"), None), ((400, "Odd"), None), ((501, "NotImplemented"), 0)]
)
def test_a_refusal_leaves_it_unknown(refusal: tuple[int, str], count: int | None) -> None:
    with odd_server(lambda request: error(*refusal)) as url:
        assert count_unfinished_uploads(S3Store(Targets(endpoint_url=url)), "orders", ("a/", "b/")) == count


def test_a_page_that_is_no_answer_of_a_store_leaves_it_unknown() -> None:
    page = b"<html><body>Sign in</body></html>"
    with odd_server(lambda request: Reply(200, page)) as url:
        assert count_unfinished_uploads(S3Store(Targets(endpoint_url=url)), "orders") is None


def test_a_folder_has_no_uploads(tmp_path: Path) -> None:
    assert count_unfinished_uploads(FolderStore(tmp_path), tmp_path.name) == 0
