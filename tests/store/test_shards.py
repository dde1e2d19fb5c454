"""Listing in ranges at once gives what one listing gives, once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.config import Targets
from pii_sweep.errors import NoSuchBucket
from pii_sweep.store import FolderStore, S3Store
from pii_sweep.store.shards import find_shards, list_sharded, part

KEYS = [f"{region}/{day:02}/{n}.pdf" for region in ("east", "west") for day in range(12) for n in range(3)]
ODD = ["readme.txt", "east.txt", "east/", "zz/a", "ünï/x", "west/00/"]


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("prefix", ["", "east/", "none"])
def test_every_object_is_listed_once(
    moto_url: str, make_bucket: Callable[[Mapping[str, bytes]], str], threads: int, prefix: str
) -> None:
    bucket = make_bucket(dict.fromkeys([*KEYS, *ODD], b"x"))
    store = S3Store(Targets(endpoint_url=moto_url))
    found = Counter(list_sharded(store, bucket, prefix, threads))
    assert found == Counter(store.list(bucket, prefix))


def test_cuts_are_found_below_the_first_level(
    moto_url: str, make_bucket: Callable[[Mapping[str, bytes]], str]
) -> None:
    bucket = make_bucket(dict.fromkeys(KEYS, b"x"))
    shards = find_shards(S3Store(Targets(endpoint_url=moto_url)), bucket, "", 10)
    assert 8 <= len(shards) <= 20


def test_an_error_in_one_range_is_the_listings_error(moto_url: str) -> None:
    with pytest.raises(NoSuchBucket):
        list(list_sharded(S3Store(Targets(endpoint_url=moto_url)), "nowhere-here", threads=2))


def test_a_listing_may_be_left_early(
    moto_url: str, make_bucket: Callable[[Mapping[str, bytes]], str]
) -> None:
    bucket = make_bucket(dict.fromkeys(KEYS, b"x"))
    listing = list_sharded(S3Store(Targets(endpoint_url=moto_url)), bucket, threads=3)
    assert next(iter(listing)).key in KEYS


def test_a_folder_is_listed_as_it_always_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    store = FolderStore(tmp_path)
    assert list(list_sharded(store, tmp_path.name)) == list(store.list(tmp_path.name))


@given(st.sets(st.text(max_size=3), max_size=30), st.integers(0, 12), st.text(max_size=3))
def test_the_ranges_part_the_key_space_whatever_the_cuts(cuts: set[str], wanted: int, key: str) -> None:
    shards = part(sorted(cuts), wanted)
    homes = [
        shard
        for shard in shards
        if (shard.after is None or key > shard.after) and (shard.until is None or key <= shard.until)
    ]
    assert len(homes) == 1
