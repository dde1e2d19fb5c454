"""What of an object is asked for, held against the limit and compared, whatever its server does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pii_sweep.config import Targets
from pii_sweep.errors import BudgetSpent, StoreError
from pii_sweep.store import S3Store
from pii_sweep.store.objects import Objects, Way, _md5
from pii_sweep.types import ObjectRef
from tests.store.oddserver import Reply, odd_server

MD5 = "0123456789abcdef" * 2
REF = ObjectRef("orders", "a.txt", etag=MD5, size=5)
WHOLE = Reply(200, b"12345", {"ETag": f'"{MD5}"'})


@pytest.mark.parametrize(
    ("ref", "reply", "known"),
    [
        (REF, {}, True),
        (REF, {"ServerSideEncryption": "AES256"}, True),
        (REF, {"ServerSideEncryption": "aws:kms"}, False),
        (REF, {"ServerSideEncryption": "aws:kms:dsse"}, False),
        (REF, {"SSECustomerAlgorithm": "AES256"}, False),
        (replace(REF, storage_class="EXPRESS_ONEZONE"), {}, False),
        (replace(REF, etag=f"{MD5}-2"), {}, False),
        (replace(REF, etag=None), {}, False),
    ],
)
def test_an_etag_is_compared_where_it_is_the_md5_of_the_bytes(
    ref: ObjectRef, reply: Mapping[str, str], known: bool
) -> None:
    assert _md5(ref, reply) == (MD5 if known else None)


@pytest.mark.parametrize(
    ("ranged", "limit", "read"),
    [(True, 5, b"45"), (True, 4, None), (True, 2, None), (False, 5, b"45"), (False, 4, None)],
)
def test_what_a_server_sends_before_a_place_counts_against_the_limit_once(
    ranged: bool, limit: int, read: bytes | None
) -> None:
    with odd_server(lambda request: WHOLE) as url:
        store = S3Store(Targets(endpoint_url=url))
        store.traffic.limit(None, limit)
        way = Way(REF, ranged=ranged, kept=0, first=None)
        if read is None:
            with pytest.raises(BudgetSpent):
                Objects(store).fetch(way, 3, 5)
        else:
            body = Objects(store).fetch(way, 3, 5)
            assert body.read() == read
            body.close()
    assert store.traffic.bytes_read <= limit
    assert store.traffic.open_bytes == 0 or read is None


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("bytes 3-4/5", True),
        ("bytes 3-4/*", True),
        ("Bytes 3-4/5", True),
        ("bytes=3-4/5", True),
        (" bytes 3 - 4 / 5 ", True),
        ("bytes 3-4/", False),
        ("bytes 3-4/5, x", False),
        ("bytes 3-3/5", False),  # its head alone
        ("bytes 0-1/5", False),  # the same stretch again
        ("bytes 3-4/9", False),  # of another object
        ("nonsense", False),
    ],
)
def test_only_the_range_that_was_asked_for_is_taken(said: str, taken: bool) -> None:
    part = Reply(206, b"45", {"ETag": f'"{MD5}"', "Content-Range": said})
    with odd_server(lambda request: part) as url:
        objects, way = Objects(S3Store(Targets(endpoint_url=url))), Way(REF, ranged=True, kept=0, first=None)
        if taken:
            body = objects.fetch(way, 3, 5)
            assert body.read() == b"45"
            body.close()
        else:
            with pytest.raises(StoreError, match="something else than the object"):
                objects.fetch(way, 3, 5)


def test_the_head_of_an_object_is_not_taken_for_the_whole() -> None:
    head = Reply(206, b"012", {"ETag": f'"{MD5}"', "Content-Range": "bytes 0-2/5"})
    with odd_server(lambda request: head) as url:
        objects, way = Objects(S3Store(Targets(endpoint_url=url))), Way(REF, ranged=False, kept=0, first=None)
        with pytest.raises(StoreError, match="something else than the object"):
            objects.fetch(way, 0, None)
