"""Listing in ranges at once gives what one listing gives, once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.config import Targets
from pii_sweep.engine.local import interleave
from pii_sweep.errors import AccessDenied, NoSuchBucket, StoreError, Unreachable
from pii_sweep.store import FolderStore, S3Store, Store
from pii_sweep.store.listing.shards import find_shards, list_in_ranges, part, ranges_beyond
from pii_sweep.types import ObjectRef

KEYS = [f"{region}/{day:02}/{n}.pdf" for region in ("east", "west") for day in range(12) for n in range(3)]
ODD = ["readme.txt", "east.txt", "east/", "zz/a", "ünï/x", "west/00/"]
Bucket = Callable[[Mapping[str, bytes]], str]


def listed(store: Store, bucket: str, prefix: str = "", serial: int = 5) -> Iterator[ObjectRef]:
    """List as planning does, but call a bucket large after a few objects."""
    first, ranges = list_in_ranges(store, bucket, prefix, serial)
    return chain(first, chain.from_iterable(interleave(ranges, 5)))


@pytest.mark.parametrize("serial", [0, 1, 30, 1000])
@pytest.mark.parametrize("prefix", ["", "east/", "none"])
def test_every_object_is_listed_once(moto_url: str, make_bucket: Bucket, serial: int, prefix: str) -> None:
    bucket = make_bucket(dict.fromkeys([*KEYS, *ODD], b"x"))
    store = S3Store(Targets(endpoint_url=moto_url))
    assert Counter(listed(store, bucket, prefix, serial)) == Counter(store.list(bucket, prefix))


def test_a_bucket_of_a_few_pages_costs_no_request_more(moto_url: str, make_bucket: Bucket) -> None:
    bucket = make_bucket(dict.fromkeys(KEYS, b"x"))
    store = S3Store(Targets(endpoint_url=moto_url))
    assert len(list(listed(store, bucket, serial=1000))) == len(KEYS)
    assert store.traffic.requests == 1


def test_keys_that_lie_flat_are_cut_by_their_first_character(moto_url: str, make_bucket: Bucket) -> None:
    bucket = make_bucket({f"{n * 7919 % 4096:03x}.pdf": b"x" for n in range(60)})
    store = S3Store(Targets(endpoint_url=moto_url))
    assert len(find_shards(store, bucket, "", 64)) > 10
    assert Counter(listed(store, bucket)) == Counter(store.list(bucket))


def test_cuts_are_found_below_the_first_level(moto_url: str, make_bucket: Bucket) -> None:
    bucket = make_bucket(dict.fromkeys(KEYS, b"x"))
    shards = find_shards(S3Store(Targets(endpoint_url=moto_url)), bucket, "", 10)
    assert 8 <= len(shards) <= 20


def test_an_error_in_the_first_pages_is_the_listings_error(moto_url: str) -> None:
    with pytest.raises(NoSuchBucket):
        list(listed(S3Store(Targets(endpoint_url=moto_url)), "nowhere-here"))


class Faulty(S3Store):
    """A store whose listings behind some key fail: at first, or always."""

    def __init__(self, settings: Targets, error: StoreError, times: int) -> None:
        super().__init__(settings)
        self.error, self.times = error, times

    def list(self, bucket: str, prefix: str = "", after: str | None = None) -> Iterator[ObjectRef]:
        for ref in super().list(bucket, prefix, after):
            if ref.key.startswith("west/05") and self.times > 0:
                self.times -= 1
                raise self.error
            yield ref


def test_a_range_that_breaks_off_is_taken_up_where_it_broke(moto_url: str, make_bucket: Bucket) -> None:
    bucket = make_bucket(dict.fromkeys(KEYS, b"x"))
    store = Faulty(Targets(endpoint_url=moto_url), Unreachable("gone"), 1)
    assert sorted(ref.key for ref in listed(store, bucket)) == sorted(KEYS)


@pytest.mark.parametrize("error", [AccessDenied("no"), Unreachable("gone")])
def test_a_range_that_cannot_be_listed_is_an_error_and_the_others_are_listed(
    moto_url: str, make_bucket: Bucket, error: StoreError
) -> None:
    bucket = make_bucket(dict.fromkeys(KEYS, b"x"))
    store, found = Faulty(Targets(endpoint_url=moto_url), error, 99), []
    with pytest.raises(type(error)):
        for ref in listed(store, bucket):
            found.append(ref.key)
    assert "west/11/2.pdf" in found
    assert not [key for key in found if key.startswith("west/05")]


def test_an_endpoint_that_never_answered_is_not_asked_for_the_listing_again(moto_url: str) -> None:
    class Silent(S3Store):
        asked = 0

        def list(self, bucket: str, prefix: str = "", after: str | None = None) -> Iterator[ObjectRef]:
            self.asked += 1
            raise Unreachable("gone")
            yield

    store = Silent(Targets(endpoint_url=moto_url))
    with pytest.raises(Unreachable):
        list(listed(store, "bucket"))
    assert store.asked == 1


def test_versions_of_a_key_are_listed_once_each(moto_url: str, make_bucket: Bucket) -> None:
    bucket = make_bucket(dict.fromkeys(KEYS, b"x"))
    store = S3Store(Targets(endpoint_url=moto_url, versions=True))
    client = store.client()
    client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    for _ in range(3):
        client.put_object(Bucket=bucket, Key=KEYS[7], Body=b"again")
    for serial in (6, 8, 10):
        assert Counter(listed(store, bucket, serial=serial)) == Counter(store.list(bucket))


def test_a_listing_may_be_left_early(moto_url: str, make_bucket: Bucket) -> None:
    bucket = make_bucket(dict.fromkeys(KEYS, b"x"))
    listing = listed(S3Store(Targets(endpoint_url=moto_url)), bucket)
    assert next(iter(listing)).key in KEYS


def test_a_folder_is_listed_as_it_always_is(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_text("x")
    store = FolderStore(tmp_path)
    assert list(listed(store, tmp_path.name, serial=1)) == list(store.list(tmp_path.name))


@given(
    st.sets(st.text(max_size=3), max_size=30), st.integers(0, 12), st.text(max_size=3), st.text(max_size=3)
)
def test_the_ranges_part_the_key_space_behind_the_last_key(
    cuts: set[str], wanted: int, key: str, last: str
) -> None:
    homes = [
        shard
        for shard in ranges_beyond(last, part(sorted(cuts), wanted))
        if (shard.after is None or key > shard.after) and (shard.until is None or key <= shard.until)
    ]
    assert len(homes) == int(key > last)


def refs(*names: str) -> list[ObjectRef]:
    return [ObjectRef("b", name, None, "e", 1) for name in names]


class Repeating:
    """A store whose listing is given, entry by entry."""

    def __init__(self, *names: str) -> None:
        self.refs = refs(*names)

    def list(self, bucket: str, prefix: str = "", after: str | None = None) -> Iterator[ObjectRef]:
        return iter(self.refs)


@pytest.mark.parametrize(
    "names",
    [
        ("a", "a", "b"),  # at once
        ("a", "b", "c", "b", "c", "d"),  # a page that begins with the end of the last one
        ("a", "b", "c", "d", "a", "b", "e"),
        ("c", "a", "b", "a", "c", "d"),  # in no order at all
    ],
)
def test_an_entry_that_a_listing_repeats_is_one_object(names: tuple[str, ...]) -> None:
    found = [ref.key for ref in listed(Repeating(*names), "b")]
    assert found == list(dict.fromkeys(names))


@given(st.lists(st.sampled_from("abcdefgh"), max_size=40))
def test_whatever_the_order_no_object_is_lost_or_counted_twice(names: list[str]) -> None:
    assert [ref.key for ref in listed(Repeating(*names), "b")] == list(dict.fromkeys(names))
