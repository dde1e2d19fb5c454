"""People of whom alike things are held: their ids, their keys of linkage and where they may live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pii_sweep.entities import CUSTOMER_ID
from pii_sweep.link import keyed_print, residency
from pii_sweep.link.keyed_print import Prints, printer
from pii_sweep.link.keys import (
    KEYS,
    PERSONAL,
    is_row_key,
    keys_of,
    mails,
    numbers,
    plain_prints,
    print_without_door,
)
from pii_sweep.link.person_name import Names, names_of
from pii_sweep.types import ID_BYTES, Cells, Crowd, Detection, ObjectRef, Subject

# What an id, a key or a place of residence is made of.
DISTINGUISHING = frozenset({"PERSON", "GEO_COORDINATES", *KEYS})


@dataclass(frozen=True, slots=True)
class People:
    """People, one a position of each column in `held`, which all have what the first has.

    All or none of them are named; `scanned` indicates that streets were read off a picture. `made` keeps
    their ids.
    """

    names: Names | None = field(repr=False)
    held: Sequence[Cells] = field(repr=False)
    ref: ObjectRef
    key: bytes = field(repr=False)
    scanned: bool = False
    made: list[Prints] = field(default_factory=list, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.held[0].values)

    @property
    def entities(self) -> frozenset[str]:
        """Return what is held of each of them."""
        return frozenset(cells.entity for cells in self.held) - {CUSTOMER_ID}

    @property
    def identified(self) -> bool:
        """Return whether more than a customer's number indicates a person."""
        return any(cells.entity in PERSONAL for cells in self.held)

    def ids(self) -> Prints:
        """Return each one's id: the seal of name, house and ZIP5, else of name and e-mail address, telephone
        number or another key, else of the name within its object. A firm's mailbox is not a person's key, nor
        is a row's number where the person is named: they may have several rows.
        """
        if not self.made:
            ours = printer(self.key)
            seals = ours.of("subject", keyed_print.lines(b"subject")) ^ self._known_by()
            self.made.append(ours.sealed(seals ^ self.names.whole if self.names is not None else seals))
        return self.made[0]

    def _known_by(self) -> Prints:
        ours = printer(self.key)
        address = next((cells for cells in self.held if cells.entity == "STREET_ADDRESS"), None)
        if address is not None and self.names is not None and address.parts.get("street", ("",))[0]:
            return print_without_door(address, ours)
        for entity in KEYS:
            for cells in (cells for cells in self.held if cells.entity == entity):
                if entity == "EMAIL_ADDRESS" and not mails(cells, ours)[:, 0].any():
                    continue
                if entity == CUSTOMER_ID and self.names is not None and is_row_key(cells):
                    continue
                return numbers(cells, ours) if entity == CUSTOMER_ID else plain_prints(cells, ours)
        place = ours.of("place", keyed_print.lines_of([f"{self.ref.bucket}\0{self.ref.key}"]))
        return np.repeat(place, len(self), axis=0)

    def at(self, chosen: Sequence[int]) -> People:
        """Return some of the people, by their positions."""
        if len(chosen) == len(self):
            return self
        held = tuple(select_rows(cells, chosen) for cells in self.held)
        names = self.names.at(chosen) if self.names is not None else None
        return People(names, held, self.ref, self.key, self.scanned)

    def crowd(self, ids: Prints) -> Crowd:
        """Return what leaves the worker of each of them, given their ids."""
        streets = any("street" in cells.parts for cells in self.held if cells.entity == "STREET_ADDRESS")
        keys = keys_of(self.names, self.held, printer(self.key), scanned=self.scanned or not streets)
        homes, places = residency.evidence_of(self.held)
        living = places.astype("<u4").tobytes()
        return Crowd(self.entities, keys.marks, homes, ids.tobytes(), living, keys.digests.tobytes())

    def subjects(self) -> list[Subject]:
        """Return each of them by itself."""
        return list(self.crowd(self.ids()))


def one_person(name: str, held: Sequence[Detection], key: bytes) -> People:
    """Return one person as `People`; nobody has a name that is empty."""
    cells = [
        Cells(item.entity, (item.value,), parts={part: (value,) for part, value in item.parts.items()})
        for item in held
    ]
    scanned = any(item.ocr_confidence is not None for item in held if item.entity == "STREET_ADDRESS")
    names = names_of([name], printer(key)) if name else None
    return People(names, cells, held[0].where.ref, key, scanned)


def ids_as_text(ids: Prints) -> list[str]:
    """Return ids as hex digits."""
    digits = ids.tobytes().hex()
    return [digits[at : at + 2 * ID_BYTES] for at in range(0, len(digits), 2 * ID_BYTES)]


def select_rows(cells: Cells, chosen: Sequence[int]) -> Cells:
    """Return the cells of some rows, in their order."""
    if len(chosen) == len(cells.values):
        return cells
    values = [cells.values[at] for at in chosen]
    parts: Mapping[str, Sequence[str]] = {
        part: [column[at] for at in chosen] for part, column in cells.parts.items()
    }
    found = Cells(
        cells.entity, values, cells.column, cells.column_name, cells.score, cells.reasons, cells.role, parts
    )
    places = np.asarray(chosen, np.intp)
    found.prints.update(
        {what: keyed_print.select_prints(prints, places) for what, prints in cells.prints.items()}
    )
    found.forms.update({what: [values[at] for at in chosen] for what, values in cells.forms.items()})
    return found
