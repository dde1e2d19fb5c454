"""Disjoint sets of subjects, each one person, which numbers and dates of birth keep apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

_NONE: Mapping[str, Iterable[str]] = MappingProxyType({})


class Groups:
    """Disjoint sets of ids with the least id as each set's name (union by name, path halving).

    `numbers` are digests of what one person alone has, and has once in life, by id: sets that have
    them, and none in common, are two people and are never joined. So are sets with dates of birth of which
    neither the year nor the day agrees, as of father and son: `births` has a digest of each.
    """

    def __init__(
        self, numbers: Mapping[str, Iterable[str]] = _NONE, births: Mapping[str, Iterable[str]] = _NONE
    ) -> None:
        self._above: dict[str, str] = {}
        self._numbers = {member: set(theirs) for member, theirs in numbers.items()}
        self._births = {member: set(theirs) for member, theirs in births.items()}
        self.joins = 0  # so many sets are fewer than at first

    def name(self, member: str) -> str:
        """Return the name of a member's set."""
        above = self._above.setdefault(member, member)
        while above != self._above[above]:
            self._above[member] = above = self._above[above]
        return above

    def names(self, members: Iterable[str]) -> set[str]:
        """Return the names of the members' sets."""
        return set(map(self.name, members))

    def members(self) -> list[str]:
        """Return every id that was named."""
        return list(self._above)

    def count_decided(self, names: Iterable[str]) -> float:
        """Return of how many pairs of some sets numbers or dates of birth say whether they are one person."""
        numbered = born = both = 0
        for name in names:
            numbered += name in self._numbers
            born += name in self._births
            both += name in self._numbers and name in self._births
        return (numbered * (numbered - 1) + born * (born - 1) - both * (both - 1)) / 2

    def apart(self, one: str, other: str) -> bool:
        """Indicate whether the numbers, or else the births, of two sets, by their names, are two people's."""
        mine, theirs = self._numbers.get(one), self._numbers.get(other)
        if mine and theirs:
            return mine.isdisjoint(theirs)
        born, also = self._births.get(one), self._births.get(other)
        return bool(born and also and born.isdisjoint(also))

    def join(self, members: Iterable[str]) -> None:
        """Make the sets of all members one; each joins the first that it is not kept apart from."""
        names = sorted(self.names(members))
        heads: dict[str, str] = {}
        for other in names:
            head = self._find_head(names[0], other, heads) if other != names[0] else None
            held = (*self._numbers.get(other, ()), *self._births.get(other, ()))
            heads.update(dict.fromkeys(held, head or other))
            if head is not None:
                self._above[other] = head
                self.joins += 1
                for known in (self._numbers, self._births):
                    if other in known:
                        known.setdefault(head, set()).update(known.pop(other))

    def _find_head(self, first: str, other: str, heads: Mapping[str, str]) -> str | None:
        """Return which set another joins: by a number in common, by a birth, or else the first."""
        for number in sorted(self._numbers.get(other, ())):
            if number in heads:
                return heads[number]
        shared = Counter(heads[part] for part in self._births.get(other, ()) if part in heads)
        open_to = [(-count, head) for head, count in shared.items() if not self.apart(head, other)]
        if open_to:
            return min(open_to)[1]
        return None if self.apart(first, other) else first
