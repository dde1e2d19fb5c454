"""Listing a large bucket in several ranges of keys at once.

The ranges are cut at prefixes found by a few listings with a delimiter. They part the
whole key space, so every object is listed once, whatever the cuts are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice, takewhile

from pii_sweep.store.protocol import Store
from pii_sweep.store.s3 import S3Store
from pii_sweep.types import ObjectRef

PAGE = 1000
AHEAD = 2  # pages of each thread that may wait to be taken
LOOKS = 32  # listings with a delimiter, at most
SHARDS_PER_THREAD = 4


@dataclass(frozen=True, slots=True)
class Shard:
    """The keys behind `after` up to and with `until`; None is no bound."""

    after: str | None
    until: str | None


def list_sharded(store: Store, bucket: str, prefix: str = "", threads: int = 8) -> Iterator[ObjectRef]:
    """Yield what `store.list` does, in no order, from `threads` listings at once.

    The one place of the store that starts threads: they wait for the network and hold two
    pages each. Raises the first StoreError of any; what was yielded before stays true.
    """
    if threads < 2 or not isinstance(store, S3Store):
        yield from store.list(bucket, prefix)
        return
    shards = find_shards(store, bucket, prefix, threads * SHARDS_PER_THREAD)
    listings = [_within(store, bucket, prefix, shard) for shard in shards]
    with ThreadPoolExecutor(threads) as pool:
        waiting: dict[Future[list[ObjectRef]], Iterator[ObjectRef]] = {}
        while listings or waiting:
            while listings and len(waiting) < threads * AHEAD:
                listing = listings.pop()
                waiting[pool.submit(_page, listing)] = listing
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                listing = waiting.pop(future)
                page = future.result()
                if page:
                    waiting[pool.submit(_page, listing)] = listing
                yield from page


def find_shards(store: S3Store, bucket: str, prefix: str, wanted: int) -> list[Shard]:
    """Return about `wanted` ranges that part a prefix's keys, cut where prefixes begin."""
    cuts: set[str] = set()
    level = [prefix]
    looks = LOOKS
    while level and looks > 0 and len(cuts) < wanted:
        below: list[str] = []
        for parent in level[:looks]:
            below += store.children(bucket, parent)[0]
        looks -= len(level[:looks])
        cuts.update(below)
        level = below
    return part(sorted(cuts), wanted)


def part(cuts: Sequence[str], wanted: int) -> list[Shard]:
    """Return the ranges between evenly chosen cuts. Pure."""
    step = max(len(cuts) // max(wanted - 1, 1), 1)
    chosen = list(cuts[::step])
    starts: list[str | None] = [None, *chosen]
    ends: list[str | None] = [*chosen, None]
    return [Shard(after, until) for after, until in zip(starts, ends, strict=True)]


def _within(store: S3Store, bucket: str, prefix: str, shard: Shard) -> Iterator[ObjectRef]:
    listing = store.list(bucket, prefix, shard.after)
    until = shard.until
    return listing if until is None else takewhile(lambda ref: ref.key <= until, listing)


def _page(listing: Iterator[ObjectRef]) -> list[ObjectRef]:
    return list(islice(listing, PAGE))
