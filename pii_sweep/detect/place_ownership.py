"""Coordinates and addresses of private networks in records: a person in their object says whose they are.

A register of stations and a map of buildings concern no person; a label may say that a place does. In running
text and in the metadata of pictures places need neither. `10.4.0.9` of a probe in a server's log or in the
notes of a shift is one of millions of machines of that address; where its object holds something of a person
too (a name, a mailbox, a user, an address of the internet), it may be that person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from pii_sweep.detect.health import anchor
from pii_sweep.detect.identifiers import private_address
from pii_sweep.detect.tables import column_header, customer_number
from pii_sweep.detect.text import lexicon, shared_mailbox
from pii_sweep.detect.trait.surroundings import cues_of
from pii_sweep.entities import CUSTOMER_ID
from pii_sweep.types import Cells, Detection, Note, Passage, Rows, Where

KINDS = frozenset({"GEO_COORDINATES"})
_HOSTS = "IP_ADDRESS"
# Layouts whose every piece is a record of a program.
_RECORDS = frozenset({"fields", "log"})
# The number of a parcel and an amount name no person either.
_UNOWNED = KINDS | {"TRACKING_NUMBER", "ORDER_VALUE"}
_TRADERS = frozenset({"merchant"})
# So many of an object wait for a person, of so many objects: more without one are lists of places.
_KEPT, _OBJECTS = 10_000, 1000
# So many coordinates of an object that names no person are a list.
_LIST = 3
_LABEL = 80


@dataclass(slots=True)
class Ownership:
    """Which objects name a person, and the findings that wait for one, so many at most."""

    named: set[Where] = field(default_factory=set)
    waiting: dict[Where, list[Detection | Rows]] = field(default_factory=dict, repr=False)
    sizes: dict[Where, int] = field(default_factory=dict)

    def of_passage(
        self, passage: Passage, found: Iterable[Detection | Note]
    ) -> Iterator[Detection | Rows | Note]:
        """Yield what a passage holds, and before it what waited for the person that it names."""
        kept: list[Detection | Note] = []
        lone: list[Detection] = []
        record = passage.layout in _RECORDS
        for item in found:
            if isinstance(item, Note) or not _waits_in(passage.text, item, record=record):
                kept.append(item)
            else:
                lone.append(item)
        yield from self._pass_on(passage.where, kept)
        yield from self._keep(passage.where, lone)

    def of_rows(self, found: Iterable[Rows | Note]) -> Iterator[Detection | Rows | Note]:
        """Yield what a table part holds, likewise."""
        for item in found:
            if isinstance(item, Note):
                yield item
                continue
            lone = tuple(filter(_needs_owner, item.cells))
            kept = tuple(one for one in item.cells if one not in lone) if lone else item.cells
            if lone and any(map(_names_owner, kept)):
                lone, kept = (), item.cells
            yield from self._pass_on(item.where, [replace(item, cells=kept)] if kept or not lone else [])
            yield from self._keep(item.where, [replace(item, cells=lone)] if lone else [])

    def rest(self) -> Iterator[Detection | Rows]:
        """Yield the places that still wait at the end, but for lists of them: a few may be a person's."""
        for items in self.waiting.values():
            places = [place for item in items if (place := _places_of(item)) is not None]
            if sum(map(_count, places)) < _LIST:
                yield from places

    def _pass_on(
        self, where: Where, items: Sequence[Detection | Rows | Note]
    ) -> Iterator[Detection | Rows | Note]:
        """Yield items; where one of them is a person's, what waited in their object goes before."""
        place = anchor.of_object(where)
        if any(map(_is_owner, items)):
            self.named.add(place)
            yield from self._forget(place)
        yield from items

    def _forget(self, place: Where) -> list[Detection | Rows]:
        """Return what waits in an object, which waits no more."""
        self.sizes.pop(place, None)
        return self.waiting.pop(place, [])

    def _keep(self, where: Where, items: Sequence[Detection | Rows]) -> Iterator[Detection | Rows]:
        """Yield items of an object that names a person; others wait for one."""
        place = anchor.of_object(where)
        if place in self.named:
            yield from items
        elif items and self.sizes.get(place, 0) < _KEPT:
            self.waiting.setdefault(place, []).extend(items)
            self.sizes[place] = self.sizes.get(place, 0) + sum(map(_count, items))
            while len(self.waiting) > _OBJECTS:
                self._forget(next(iter(self.waiting)))  # the object that has waited longest


def _count(item: Detection | Rows) -> int:
    return sum(map(bool, chain.from_iterable(map(_VALUES, item.cells)))) if isinstance(item, Rows) else 1


_VALUES = attrgetter("values")


def _waits(item: Detection) -> bool:
    """Return whether a finding is a place, or an address of a private network."""
    return item.entity in KINDS or (item.entity == _HOSTS and private_address.is_private(item.value))


def _waits_in(text: str, item: Detection, *, record: bool) -> bool:
    """Return whether a finding waits for a person: no words say whose it is, and it is no place of prose."""
    if not _waits(item) or _is_labelled(text, item):
        return False
    return record or (item.entity == _HOSTS and not _is_possessed(text, item))


def _needs_owner(cells: Cells) -> bool:
    """Return whether a column holds places, or private networks' hosts alone, and no header says whose."""
    hosts = cells.entity == _HOSTS and all(map(private_address.is_private, filter(None, cells.values)))
    if not hosts and (cells.entity not in KINDS or customer_number.TRAVELLERS in cells.reasons):
        return False
    return not _says_whose(cells.column_name)


def _places_of(item: Detection | Rows) -> Detection | Rows | None:
    """Return the places of an item that waits, None where it has none."""
    if isinstance(item, Detection):
        return item if item.entity in KINDS else None
    places = tuple(one for one in item.cells if one.entity in KINDS)
    return replace(item, cells=places) if places else None


def _is_owner(item: Detection | Rows | Note) -> bool:
    """Return whether a finding identifies a person; a firm's address and a shared mailbox do not."""
    if isinstance(item, Rows):
        return any(map(_names_owner, item.cells))
    if isinstance(item, Note):
        return False
    if item.entity == CUSTOMER_ID:
        return item.parts.get("family") in customer_number.PEOPLE
    return _may_own(item.entity, item.role) and not (
        item.entity == "EMAIL_ADDRESS" and shared_mailbox.of_house(item.value)
    )


def _names_owner(cells: Cells) -> bool:
    """Return whether a column holds something of a person in a row at least."""
    values = list(filter(None, cells.values))
    if cells.entity == CUSTOMER_ID:
        return bool(values) and not customer_number.PEOPLE.isdisjoint(cells.parts.get("family", ()))
    if not _may_own(cells.entity, cells.role):
        return False
    return not all(shared_mailbox.houses(values)) if cells.entity == "EMAIL_ADDRESS" else bool(values)


def _may_own(entity: str, role: str | None) -> bool:
    return entity not in _UNOWNED and role not in _TRADERS


def _is_labelled(text: str, found: Detection) -> bool:
    """Return whether the label of a record's field says that a place is a person's."""
    start = max(text.rfind("\n", 0, found.start) + 1, found.start - _LABEL)
    return _says_whose(text[start : found.start])


def _is_possessed(text: str, found: Detection) -> bool:
    """Return whether words before a finding on its line say that it is somebody's: `my laptop, 10.0.0.7`."""
    start = max(text.rfind("\n", 0, found.start) + 1, found.start - _LABEL)
    return any("possessive" in cues_of(word) for word in text[start : found.start].casefold().split())


@lru_cache(maxsize=1024)
def _says_whose(label: str | None) -> bool:
    """Return whether words of a header or a label name a user, a driver or a device of one."""
    return label is not None and any(map(_whose().search, column_header.plain_header(label)))


@lru_cache(maxsize=1)
def _whose() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon.table('header_things')['whose_place'])})\b")
