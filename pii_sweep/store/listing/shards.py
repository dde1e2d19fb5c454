"""A large bucket's listing in several ranges of keys, so that they can be listed at once.

The ranges are cut at prefixes found by a few listings with a delimiter. They part the whole key
space behind the first pages, so every object is listed once, whatever the cuts are. Nothing here
starts or waits: `engine.interleaved` takes the ranges' pages side by side.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice, takewhile

from pii_sweep.errors import Unreachable
from pii_sweep.store.protocol import Store
from pii_sweep.store.s3 import S3Store
from pii_sweep.types import ObjectRef

PAGE = 1000
LOOKS = 32  # listings with a delimiter, at most
SHARDS = 64
FEW = 8  # cuts at least, else the keys lie flat and are cut by their first character
CHARACTERS = "0123456789abcdef"
ATTEMPTS = 3  # of a range that breaks off, each behind the last key that came


@dataclass(frozen=True, slots=True)
class Shard:
    """The keys behind `after` up to and with `until`; None is no bound."""

    after: str | None
    until: str | None


def list_in_ranges(
    store: Store, bucket: str, prefix: str, serial: int
) -> tuple[Iterator[ObjectRef], Iterator[Iterator[list[ObjectRef]]]]:
    """Return the first `serial` objects of a listing, and then the rest as ranges of pages.

    The ranges are found when they are first asked for, after the first objects are taken; there
    is empty where those are all. A range that breaks off is taken up where it broke, and raises
    StoreError when that fails. A folder is one range, and so is a listing of versions: there,
    servers differ in what a marker that is no key stands for.
    """
    large = isinstance(store, S3Store) and not store.settings.versions
    place: list[str] = []

    def first() -> Iterator[ObjectRef]:
        last: str | None = None
        for count, ref in enumerate(_resume_range(store, bucket, prefix, Shard(None, None))):
            if count >= serial and large:
                place.append(last or "")
                return
            last = ref.key
            yield ref

    def rest() -> Iterator[Iterator[list[ObjectRef]]]:
        if place and isinstance(store, S3Store):
            for shard in ranges_beyond(place[0], find_shards(store, bucket, prefix, SHARDS)):
                yield _pages(_resume_range(store, bucket, prefix, shard))

    return first(), rest()


def find_shards(store: S3Store, bucket: str, prefix: str, wanted: int) -> list[Shard]:
    """Return about `wanted` ranges that part a prefix's keys, cut where prefixes begin; raises StoreError."""
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
    if len(cuts) < FEW:
        cuts.update(prefix + character for character in CHARACTERS)
    return part(sorted(cuts), wanted)


def part(cuts: Sequence[str], wanted: int) -> list[Shard]:
    """Return the ranges between evenly chosen cuts. Pure."""
    step = max(len(cuts) // max(wanted - 1, 1), 1)
    chosen = list(cuts[::step])
    starts: list[str | None] = [None, *chosen]
    ends: list[str | None] = [*chosen, None]
    return [Shard(after, until) for after, until in zip(starts, ends, strict=True)]


def ranges_beyond(last: str, shards: Sequence[Shard]) -> list[Shard]:
    """Return what of the ranges lies behind a key. Pure."""
    return [
        Shard(last if shard.after is None else max(last, shard.after), shard.until)
        for shard in shards
        if shard.until is None or shard.until > last
    ]


def _resume_range(store: Store, bucket: str, prefix: str, shard: Shard) -> Iterator[ObjectRef]:
    """Yield a range's objects, each once, going on behind the last whole key where it breaks off."""
    after, key, once = shard.after, shard.after, Once()
    for attempt in range(ATTEMPTS):
        try:
            for ref in takewhile(
                lambda ref: shard.until is None or ref.key <= shard.until, store.list(bucket, prefix, after)
            ):
                if ref.key != key:
                    after, key = key, ref.key
                if once.is_new(ref):
                    yield ref
            return
        except Unreachable:
            if attempt == ATTEMPTS - 1 or key is None:  # an endpoint that never answered
                raise


class Once:
    """Recognizes an object that a listing repeats: some servers begin a page with entries of the last one.

    Eight bytes an object (BLAKE2b of key and version); a set of them is made only once keys do not ascend.
    """

    def __init__(self) -> None:
        self._marks, self._known = array("Q"), set[int]()
        self._last, self._versions = b"", set[str | None]()

    def is_new(self, ref: ObjectRef) -> bool:
        """Take in an entry; return whether the listing had none for this object before."""
        key = ref.key.encode("utf-8", "surrogatepass")
        mark = _mark(key, ref.version)
        if key > self._last or not self._marks:
            self._last, self._versions = key, {ref.version}
            new = not self._known or mark not in self._known
        elif key == self._last:
            new = ref.version not in self._versions
            self._versions.add(ref.version)
        else:
            self._known = self._known or set(self._marks)
            new = mark not in self._known
        if new:
            self._marks.append(mark)
            if self._known:
                self._known.add(mark)
        return new


def _mark(key: bytes, version: str | None) -> int:
    text = key if version is None else key + b"\0" + version.encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def _pages(listing: Iterator[ObjectRef]) -> Iterator[list[ObjectRef]]:
    while page := list(islice(listing, PAGE)):
        yield page
