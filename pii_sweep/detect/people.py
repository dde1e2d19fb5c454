"""People of whom alike things are held: their ids, their keys of linkage and where they may live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pii_sweep.detect import residency
from pii_sweep.detect.linkage import CUSTOMER_ID, KEYS, STANDING, houses, keys_of, numbered, streets_of, zip5
from pii_sweep.detect.seal import digests, normal_of
from pii_sweep.types import Cells, Detection, ObjectRef, Subject

# What an id, a key or a place of residence is made of.
TELLING = frozenset({"PERSON", "GEO_COORDINATES", *KEYS})


@dataclass(frozen=True, slots=True)
class People:
    """People, one a position of each column in `held`, which all have what the first has.

    `names` are canonical, or all empty; `scanned` tells that streets were read off a picture.
    """

    names: Sequence[str] = field(repr=False)
    held: Sequence[Cells] = field(repr=False)
    ref: ObjectRef
    key: bytes = field(repr=False)
    scanned: bool = False

    @property
    def entities(self) -> frozenset[str]:
        """Return what is held of each of them."""
        return frozenset(cells.entity for cells in self.held) - {CUSTOMER_ID}

    @property
    def told(self) -> bool:
        """Tell whether more than a customer's number says that there is somebody."""
        return any(cells.entity in STANDING for cells in self.held)

    def ids(self) -> list[str]:
        """Return each one's id: an HMAC of name, house and ZIP5, else of name and e-mail address, telephone
        number or another key, else of the name within its object. A firm's mailbox is nobody's key.
        """
        address = next((cells for cells in self.held if cells.entity == "STREET_ADDRESS"), None)
        streets = address.parts.get("street", ("",)) if address is not None else ("",)
        if address is not None and self.names[0] and streets[0]:
            return self._ids(self.names, streets_of(address), zip5(address))
        for entity in KEYS:
            cells = next((cells for cells in self.held if cells.entity == entity and _ones_own(cells)), None)
            if cells is not None:
                told = numbered(cells.values) if entity == CUSTOMER_ID else normal_of(cells)
                return self._ids(self.names, cells.parts.get("family", (entity,) * len(self.names)), told)
        place = f"name\0{self.ref.bucket}\0{self.ref.key}"
        return self._ids((place,) * len(self.names), self.names)

    def _ids(self, *columns: Sequence[str]) -> list[str]:
        return digests(self.key, zip(("subject",) * len(self.names), *columns, strict=True))

    def at(self, chosen: Sequence[int]) -> People:
        """Return some of the people, by their positions."""
        if len(chosen) == len(self.names):
            return self
        held = tuple(taken(cells, chosen) for cells in self.held)
        return People([self.names[place] for place in chosen], held, self.ref, self.key, self.scanned)

    def subjects(self, ids: Sequence[str]) -> list[Subject]:
        """Return what leaves the worker of each of them, given their ids."""
        entities = self.entities
        streets = any("street" in cells.parts for cells in self.held if cells.entity == "STREET_ADDRESS")
        keys = keys_of(self.names, self.held, self.key, scanned=self.scanned or not streets)
        told = zip(ids, residency.of(self.held), keys, strict=True)
        return [
            Subject(each, entities, place.state, place.zip3, place.residency, place.located, keys)
            for each, place, keys in told
        ]


def _ones_own(cells: Cells) -> bool:
    return cells.entity != "EMAIL_ADDRESS" or not all(houses(cells))


def lone(name: str, held: Sequence[Detection], key: bytes) -> People:
    """Return one person as `People`."""
    cells = [
        Cells(item.entity, (item.value,), parts={part: (value,) for part, value in item.parts.items()})
        for item in held
    ]
    scanned = any(item.ocr_confidence is not None for item in held if item.entity == "STREET_ADDRESS")
    return People((name,), cells, held[0].where.ref, key, scanned)


def taken(cells: Cells, chosen: Sequence[int]) -> Cells:
    """Return the cells of some rows, in their order."""
    if len(chosen) == len(cells.values):
        return cells
    values = [cells.values[at] for at in chosen]
    parts: Mapping[str, Sequence[str]] = {
        part: [column[at] for at in chosen] for part, column in cells.parts.items()
    }
    return Cells(
        cells.entity, values, cells.column, cells.column_name, cells.score, cells.reasons, cells.role, parts
    )
