"""A look at the tags of a few objects: who refuses them, who does not count them, and what they cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pii_sweep.config import Targets
from pii_sweep.store import FolderStore, S3Store
from pii_sweep.store.access.tags import count_bucket_tags, look_at_tags
from pii_sweep.types import ObjectRef, TagLook
from tests.store.oddserver import Reply, Request, error, odd_server

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

REFS = [ObjectRef("orders", f"{number}.txt", etag="abc", size=5) for number in range(3)]
SET = b"<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>"
NONE = b"<Tagging><TagSet/></Tagging>"


def look(tags: Callable[[Request], Reply], **headers: str) -> tuple[TagLook, int]:
    """Return what a look at three objects comes to, and the requests that it took."""

    def answer(request: Request) -> Reply:
        return tags(request) if "tagging" in request.path else Reply(200, b"", headers)

    with odd_server(answer) as url:
        store = S3Store(Targets(endpoint_url=url))
        return look_at_tags(store, "orders", REFS), store.traffic.requests


def test_a_look_counts_the_objects_that_have_tags() -> None:
    def tags(request: Request) -> Reply:
        return Reply(200, SET if "/1.txt" in request.path else NONE)

    counted = {"x-amz-tagging-count": "1"}
    assert look(tags, **counted) == (TagLook(3, 1), 4)
    assert look(lambda request: Reply(200, NONE)) == (TagLook(3, 0), 3)


def test_a_server_whose_objects_do_not_say_that_they_have_tags_is_seen() -> None:
    found, _ = look(lambda request: Reply(200, SET))
    assert found == TagLook(3, 3, "uncounted") and found.share == 0


@pytest.mark.parametrize(("refusal", "state"), [((403, "AccessDenied"), "denied"), ((400, "Odd"), "failed")])
def test_the_first_refusal_ends_the_look(refusal: tuple[int, str], state: str) -> None:
    found, requests = look(lambda request: error(*refusal))
    assert (found.state, found.asked, requests) == (state, 0, 1)


def test_a_server_without_tags_has_none_that_could_be_missed() -> None:
    assert look(lambda request: error(501, "NotImplemented")) == (TagLook(), 1)


def test_a_folder_has_no_tags(tmp_path: Path) -> None:
    assert look_at_tags(FolderStore(tmp_path), tmp_path.name, REFS) == TagLook()
    assert count_bucket_tags(FolderStore(tmp_path), tmp_path.name) == 0


def test_the_tags_of_a_bucket_are_counted(
    client: S3Client, moto_url: str, make_bucket: Callable[[Mapping[str, bytes]], str]
) -> None:
    bucket, store = make_bucket({}), S3Store(Targets(endpoint_url=moto_url))
    assert count_bucket_tags(store, bucket) == 0
    client.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": [{"Key": "owner", "Value": "web"}]})
    assert count_bucket_tags(store, bucket) == 1
    with odd_server(lambda request: error(403, "AccessDenied")) as url:
        assert count_bucket_tags(S3Store(Targets(endpoint_url=url)), bucket) is None
