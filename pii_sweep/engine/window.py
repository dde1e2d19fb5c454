"""Items on their way to readers: costly ones first, small ones together, at most a window of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, islice
from typing import Generic, TypeVar

from pii_sweep.types import ObjectRef, Target

Item = TypeVar("Item")
Place = tuple[Target, ObjectRef]
COSTLY = 0.25  # seconds from which an item starts early, and nothing waits behind it
WINDOW = 64  # items a reader that are looked at for costly ones


@dataclass(slots=True)
class Entry(Generic[Item]):
    """An item on its way; `place` is its object where that may be fetched ahead, `named` once it was."""

    item: Item
    weight: float
    place: Place | None
    named: bool = False


class Window(Generic[Item]):
    """Items on their way, at most `most`: those that cost much come first, where they may.

    An item without a place is taken from its source no sooner than the reader for it is there.
    """

    def __init__(
        self,
        source: Iterator[Item],
        place: Callable[[Item], Place | None],
        weight: Callable[[Item], float],
        most: int,
        *,
        sort: bool = True,
    ) -> None:
        self._source, self._place, self._weight, self._most, self._sort = source, place, weight, most, sort
        self._costly: list[tuple[float, int, Entry[Item]]] = []
        self._small: deque[Entry[Item]] = deque()
        self._bound: Entry[Item] | None = None
        self._places = count()

    def take(self) -> Entry[Item] | None:
        """Return the next item for a reader that has none."""
        self._fill()
        if self._costly:
            return heappop(self._costly)[2]
        if self._small:
            return self._small.popleft()
        entry, self._bound = self._bound, None
        return entry

    def take_small(self, seconds: float) -> Entry[Item] | None:
        """Return the next item that may wait behind others and takes no longer than so many seconds."""
        self._fill()
        fits = self._small and self._small[0].weight < COSTLY and self._small[0].weight <= seconds
        return self._small.popleft() if fits else None

    def put_back(self, items: list[Item]) -> None:
        """Take items back that come next."""
        self._small.extendleft(Entry(item, self._weight(item), self._place(item)) for item in items[::-1])

    def coming(self, count: int) -> list[Place]:
        """Return the objects that come next and were not named yet, of so many items."""
        small = islice(self._small, max(0, count - len(self._costly)))
        entries = [entry for _, _, entry in self._costly[:count]] + list(small)
        new = [entry for entry in entries if entry.place is not None and not entry.named]
        for entry in new:
            entry.named = True
        return [entry.place for entry in new if entry.place is not None]

    def _fill(self) -> None:
        while self._bound is None and len(self._costly) + len(self._small) < self._most:
            for item in islice(self._source, 1):
                entry = Entry(item, self._weight(item), self._place(item))
                break
            else:
                return
            if entry.place is None:
                self._bound = entry
            elif entry.weight >= COSTLY and self._sort:
                heappush(self._costly, (-entry.weight, next(self._places), entry))
            else:
                self._small.append(entry)
