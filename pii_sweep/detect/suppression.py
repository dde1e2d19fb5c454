"""Allow lists: values that are no personal data are left out, and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pii_sweep.config import Allow
from pii_sweep.detect.entity_filter import wants
from pii_sweep.detect.text.normal import normalise
from pii_sweep.errors import ConfigError
from pii_sweep.types import Cells, Detection, Note, Rows, Where

T = TypeVar("T", Detection, Rows)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Compiled allow lists; `exact`, `addresses` and `merchants` compare without case and marks.

    Values of entities that are not among `asked`, of which an empty set names all, are not counted.
    """

    exact: frozenset[str] = field(repr=False)
    patterns: tuple[re.Pattern[str], ...] = field(repr=False)
    addresses: tuple[str, ...] = field(repr=False)
    merchants: frozenset[str] = field(repr=False)
    asked: frozenset[str] = frozenset()

    def holds(self, entity: str, value: str) -> bool:
        """Return whether a value is on a list."""
        return self._names(entity, value) or self._fits(value)

    def _names(self, entity: str, value: str) -> bool:
        """Return whether a list names a value itself."""
        plain = _normalise_name(value)
        if plain in self.exact:
            return True
        if entity == "STREET_ADDRESS":
            return any(plain.startswith(known) for known in self.addresses)
        return entity == "PERSON" and plain in self.merchants

    def _fits(self, value: str) -> bool:
        return any(pattern.fullmatch(value) for pattern in self.patterns)

    def pass_on(self, found: Iterable[T], where: Where) -> Iterator[T | Note]:
        """Yield what is on no list, and at the end how many were; rows of a table without their like.

        Those that only fit a pattern are counted once more by themselves.
        """
        if not (self.exact or self.patterns or self.addresses or self.merchants):
            yield from found
            return
        suppressed = by_pattern = 0
        for item in found:
            if isinstance(item, Rows):
                kept = replace(item, cells=tuple(map(self._empty_listed, item.cells)))
                suppressed += sum(map(self._count_gone, item.cells, kept.cells))
                by_pattern += sum(map(self._count_fitting, item.cells, kept.cells))
                yield kept
            elif self.holds(item.entity, item.value):
                counted = wants(self.asked, item.entity)
                suppressed += counted
                by_pattern += counted and not self._names(item.entity, item.value)
            else:
                yield item
        if suppressed:
            yield Note(where, "suppressed", suppressed)
        if by_pattern:
            yield Note(where, "by_pattern", by_pattern)

    def _count_gone(self, before: Cells, after: Cells) -> int:
        """Count the cells that were emptied."""
        if before is after or not wants(self.asked, before.entity):
            return 0
        return _count_filled(before) - _count_filled(after)

    def _count_fitting(self, before: Cells, after: Cells) -> int:
        """Count the cells that were emptied by a pattern alone."""
        if before is after or not self.patterns or not wants(self.asked, before.entity):
            return 0
        gone = Counter(old for old, new in zip(before.values, after.values, strict=True) if old and not new)
        return sum(count for value, count in gone.items() if not self._names(before.entity, value))

    def _empty_listed(self, cells: Cells) -> Cells:
        listed = {value for value in set(cells.values) if value and self.holds(cells.entity, value)}
        if not listed:
            return cells
        return replace(cells, values=["" if value in listed else value for value in cells.values])


def _count_filled(cells: Cells) -> int:
    return len(cells.values) - cells.values.count("")


def compile_lists(allow: Allow, asked: Iterable[str] = ()) -> Allowed:
    """Compile the allow lists of a sweep for the entities `asked`, none for all.

    Raises ConfigError for a bad pattern.
    """
    try:
        patterns = tuple(re.compile(pattern) for pattern in allow.patterns)
    except re.error:
        raise ConfigError("allow.patterns holds a pattern that does not compile") from None
    return Allowed(
        frozenset(map(_normalise_name, allow.exact)),
        patterns,
        tuple(plain for plain in map(_normalise_name, allow.addresses) if plain),
        frozenset(map(_normalise_name, allow.merchants)),
        frozenset(asked),
    )


def _normalise_name(value: str) -> str:
    return normalise("PERSON", value)
