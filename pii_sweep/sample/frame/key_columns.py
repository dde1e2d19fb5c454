"""Columns of a listing to numbers: where in the tree each key lies, and its media family."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from pii_sweep.sample.frame.media import MEDIA, family_of, suffix
from pii_sweep.sample.frame.tree import PrefixTree
from pii_sweep.types import ObjectRef

REMEMBERED = 1 << 16  # directories and suffixes remembered at once
# Keys that agree up to the first digit of the file name lie in the same place of the tree.
HEAD = re.compile(r"(?:[^/]*/)*[^/0-9]*[0-9]?")
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """A piece of a listing; `ref` makes the object of a row, for the few that are kept."""

    keys: Sequence[str]
    sizes: Ints
    years: Ints
    seconds: Ints
    names: Sequence[str]
    reasons: Sequence[str | None] | None
    ref: Callable[[int], ObjectRef]


Moments = Sequence[datetime | None] | NDArray[np.datetime64]


def years_of(modified: Moments | None, count: int) -> Ints:
    """Return the calendar year of each time, held to 2000-2063; 0 where there is none."""
    if modified is None:
        return np.zeros(count, dtype=np.int64)
    if isinstance(modified, np.ndarray):
        since = modified.astype("datetime64[Y]").astype(np.int64) + 1970
        return np.where(np.isnat(modified), 0, np.clip(since, 2000, 2063))
    years = np.array([0 if when is None else when.year for when in modified], dtype=np.int64)
    return np.where(years > 0, np.clip(years, 2000, 2063), 0)


NO_MOMENT = np.iinfo(np.int64).min


def seconds_of(modified: Moments | None, count: int) -> Ints:
    """Return each time in seconds since 1970, `NO_MOMENT` where there is none."""
    if modified is None:
        return np.full(count, NO_MOMENT, dtype=np.int64)
    if isinstance(modified, np.ndarray):
        return modified.astype("datetime64[s]").astype(np.int64)  # no time is the least number
    found = [NO_MOMENT if when is None else int(when.timestamp()) for when in modified]
    return np.array(found, dtype=np.int64)


def moment_at(modified: Moments | None, i: int) -> datetime | None:
    """Return one of some times, in UTC."""
    if modified is None:
        return None
    when: datetime | None = modified[i].item() if isinstance(modified, np.ndarray) else modified[i]
    return when.replace(tzinfo=UTC) if when is not None and when.tzinfo is None else when


def tickets(seed: str, bucket: str, names: Sequence[str]) -> tuple[list[bytes], NDArray[np.uint64]]:
    """Return every name's ticket, and its first eight bytes as a number of the same order."""
    start = f"{seed}\0{bucket}\0".encode("utf-8", "surrogatepass")
    digests = [sha256(start + name.encode("utf-8", "surrogatepass")).digest() for name in names]
    return digests, np.frombuffer(b"".join(digests), dtype=">u8")[::4].astype(np.uint64)


class Places:
    """The key tree with a memory of the directories and suffixes met last."""

    def __init__(self) -> None:
        self.tree = PrefixTree()
        self.leaves: list[str] = []
        self._ids: dict[str, int] = {}
        self._heads: dict[str, int] = {}
        self._suffixes: dict[str, int] = {}

    def locate(self, keys: Sequence[str]) -> tuple[Ints, Ints]:
        """Return each key's leaf, as an index into `leaves`, and its media family's index."""
        if len(self._heads) > REMEMBERED:
            self.leaves, self._ids, self._heads, self._suffixes = [], {}, {}, {}
        match = HEAD.match
        heads = [match(key).group() for key in keys]  # type: ignore[union-attr]
        found = self._heads.get
        leaf = np.array([found(head, -1) for head in heads], dtype=np.int64)
        for i in np.flatnonzero(leaf < 0).tolist():
            leaf[i] = self._enter(heads[i], keys[i])
        known = self._suffixes.get
        media = np.array([known(key[key.rfind(".") :], -1) for key in keys], dtype=np.int64)
        for i in np.flatnonzero(media < 0).tolist():
            tail = suffix(keys[i])
            media[i] = MEDIA.index(family_of(tail))
            if len(tail) <= 12:
                self._suffixes[tail] = int(media[i])
        return leaf, media

    def _enter(self, head: str, key: str) -> int:
        index = self._heads.get(head)
        if index is None:
            where = self.tree.leaf(key)
            index = self._ids.setdefault(where, len(self.leaves))
            if index == len(self.leaves):
                self.leaves.append(where)
            self._heads[head] = index
        return index
