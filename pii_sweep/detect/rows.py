"""Rows of a table and their people: the same decisions as cell by cell, made once for all rows alike."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pii_sweep.detect.drafts import NOT_THEIRS, Draft, addressee, drafts_of, named
from pii_sweep.detect.linkage import CUSTOMER_ID, canonicals, houses
from pii_sweep.detect.people import TELLING, People, taken
from pii_sweep.detect.seal import normal_of, normals
from pii_sweep.types import Cells, Detection, Gap, Note, Rows, Where

T = TypeVar("T")
# So many people of a table are remembered by what their rows say of them.
REMEMBERED = 200_000
# A row's owners (a person's place by the place of their cells) and the people's ids.
Link = tuple[Mapping[int, int], tuple[str, ...]]
NOBODY: Link = ({}, ())


def detection(rows: Rows, cells: Cells, at: int) -> Detection:
    """Return one cell of a table part, or the cells joined to one value, as a detection."""
    number, w, value = rows.first_row + at, rows.where, cells.values[at]
    where = Where(
        w.ref, w.inside, w.page, w.box, w.line, number, cells.column, cells.column_name, w.json_path
    )
    parts = {part: column[at] for part, column in cells.parts.items() if column[at]}
    return Detection(
        cells.entity, value, where, cells.score, 0, len(value), "Column", cells.reasons, cells.role, parts,
        f"{w.member or ''}|row {number}",
    )  # fmt: skip


def apart(items: Iterable[Detection | Rows | Gap | Note]) -> Iterator[Detection | Gap | Note]:
    """Yield what is found with the parts of tables taken apart: row by row, cell by cell."""
    for item in items:
        if isinstance(item, Rows):
            yield from (detection(item, cells, at) for at, _, cells in filled(item))
        elif not isinstance(item, Detection) or item.entity != CUSTOMER_ID:
            yield item


def filled(rows: Rows) -> Iterator[tuple[int, int, Cells]]:
    """Yield the row, the place among the cells, and the cells, of all findings, row by row."""
    for at in range(len(rows)):
        for place, cells in enumerate(rows.cells):
            if cells.values[at] and cells.entity != CUSTOMER_ID:
                yield at, place, cells


@dataclass(frozen=True, slots=True)
class Pattern:
    """Whose the cells of alike rows are, by the places of the cells.

    `owners` gives each cell's person; `people` give each person's name, if any, and cells.
    """

    owners: Mapping[int, int]
    people: tuple[tuple[int | None, tuple[int, ...]], ...]


@dataclass(slots=True)
class Known:
    """The links of the rows of one table, by which cells are filled and what those say of people."""

    where: Where | None = None
    links: dict[tuple[int, ...], dict[int, Link]] = field(default_factory=dict, repr=False)
    patterns: dict[tuple[object, ...], Pattern] = field(default_factory=dict, repr=False)

    def of(self, rows: Rows, present: tuple[int, ...]) -> dict[int, Link]:
        """Return what is remembered of alike rows; another table, or too many people, is a new start."""
        if rows.where != self.where or sum(map(len, self.links.values())) > REMEMBERED:
            self.where, self.links, self.patterns = rows.where, {}, {}
        return self.links.setdefault(present, {})


@dataclass(slots=True)
class Linked:
    """A table part with the people of each row, and those met for the first time (by row).

    `fresh` are the rows that say of people what none before them said.
    """

    rows: Rows
    links: list[Link] = field(repr=False)
    met: list[tuple[People, list[str], Sequence[int]]] = field(default_factory=list, repr=False)
    fresh: list[int] = field(default_factory=list, repr=False)

    def normals(self, cells: Cells) -> list[str]:
        """Return normal forms of values, among which are all that the table has not had in earlier parts."""
        if cells.entity not in TELLING:
            return normals(cells.entity, list(set(filter(None, cells.values))))
        if len(self.fresh) == len(cells.values) and "" not in cells.values:
            return normal_of(cells)
        return normals(cells.entity, [value for at in self.fresh if (value := cells.values[at])])

    def subject(self, at: int, place: int) -> str | None:
        """Return the id of the person whose a cell is."""
        owners, ids = self.links[at]
        return ids[owners[place]] if place in owners else None

    def pairs(self) -> Iterator[tuple[Detection, str | None]]:
        """Yield each cell with its person, row by row."""
        for at, place, cells in filled(self.rows):
            yield detection(self.rows, cells, at), self.subject(at, place)


def linked(rows: Rows, key: bytes, known: Known) -> Linked:
    """Return a table part with its people."""
    found = Linked(rows, [NOBODY] * len(rows))
    for present, chosen in _alike(rows):
        columns = [_some(column, chosen) for place in present for column in _telling(rows.cells[place])]
        signs = list(map(hash, zip(*columns, strict=True))) if columns else [0] * len(chosen)
        links, new = known.of(rows, present), dict[int, int]()
        for sign, at in zip(signs, chosen, strict=True):
            if sign not in links:
                new.setdefault(sign, at)
        found.fresh += new.values()
        if new:
            links.update(zip(new, _met(found, present, list(new.values()), key, known), strict=True))
        for at, sign in zip(chosen, signs, strict=True):
            found.links[at] = links[sign]
    return found


def _some(column: Sequence[T], chosen: Sequence[int]) -> Sequence[T]:
    return column if len(chosen) == len(column) else [column[at] for at in chosen]


def _alike(rows: Rows) -> list[tuple[tuple[int, ...], Sequence[int]]]:
    """Return the rows by which of their cells are filled."""
    partly = [place for place, cells in enumerate(rows.cells) if not all(cells.values)]
    if not partly:
        return [(tuple(range(len(rows.cells))), range(len(rows)))]
    groups: dict[tuple[bool, ...], list[int]] = {}
    for at, row in enumerate(zip(*(rows.cells[place].values for place in partly), strict=True)):
        groups.setdefault(tuple(map(bool, row)), []).append(at)
    found: list[tuple[tuple[int, ...], Sequence[int]]] = []
    for there, chosen in groups.items():
        empty = {place for place, full in zip(partly, there, strict=True) if not full}
        found.append((tuple(place for place in range(len(rows.cells)) if place not in empty), chosen))
    return found


def _telling(cells: Cells) -> Iterator[Sequence[str]]:
    if cells.entity in TELLING:
        yield cells.values
        yield from cells.parts.values()


def _met(
    found: Linked, present: tuple[int, ...], chosen: Sequence[int], key: bytes, known: Known
) -> list[Link]:
    """Return the links of some rows, all alike in what is filled, and note their people."""
    rows = found.rows
    theirs = {place: taken(rows.cells[place], chosen) for place in present}
    names = {place: canonicals(cells.values) for place, cells in theirs.items() if _names(cells)}
    links: list[Link] = [NOBODY] * len(chosen)
    for sign, alike in _groups(_signs(theirs, len(chosen), names)).items():
        if (present, sign) not in known.patterns:
            known.patterns[present, sign] = _pattern(rows, present, chosen[alike[0]])
        pattern, at = known.patterns[present, sign], _some(chosen, alike)
        told: list[list[str]] = []
        for name, places in pattern.people:
            called = [""] * len(at) if name is None else _some(names[name], alike)
            people = People(called, [taken(theirs[place], alike) for place in places], rows.where.ref, key)
            told.append(people.ids())
            found.met.append((people, told[-1], at))
        for index, ids in zip(alike, zip(*told, strict=True), strict=False):
            links[index] = (pattern.owners, ids)
    return links


def _names(cells: Cells) -> bool:
    return cells.entity == "PERSON" and cells.role not in NOT_THEIRS


def _groups(signs: Iterable[Hashable]) -> dict[Hashable, Sequence[int]]:
    """Return the places of equal signs, in the order of the first ones."""
    told = list(signs)
    if len(set(told)) == 1:
        return {told[0]: range(len(told))}
    groups: dict[Hashable, list[int]] = {}
    for index, sign in enumerate(told):
        groups.setdefault(sign, []).append(index)
    return {**groups}


def _signs(
    theirs: Mapping[int, Cells], count: int, names: Mapping[int, Sequence[str]]
) -> Iterator[tuple[object, ...]]:
    """Yield of each row what else than the filled cells decides whose they are: equal names, mailboxes."""
    mails = [cells for cells in theirs.values() if cells.entity == "EMAIL_ADDRESS"]
    firms = list(map(houses, mails))
    if len(names) < 2:
        both = [*(list(map(bool, column)) for column in names.values()), *firms]
        yield from zip(*both, strict=True) if both else ((),) * count
        return
    for index in range(count):
        row = [column[index] for column in names.values()]
        firm = [column[index] for column in firms]
        drafts: dict[str, Draft] = {}
        whose = [named(drafts, name) for name in row] if len(set(row)) > 1 else []
        if len(drafts) > 1:
            places = {id(draft): place for place, draft in enumerate(drafts.values())}
            called = [theirs[place].values[index] for place in names]
            boxes = [addressee(cells.values[index], called) for cells in mails]
            yield (*map(bool, row), *firm, *(places[id(draft)] for draft in whose), *boxes)
        else:
            yield (*map(bool, row), *firm)


def _pattern(rows: Rows, present: Sequence[int], at: int) -> Pattern:
    """Return whose the cells of a row are, as decided detection by detection."""
    held = [detection(rows, rows.cells[place], at) for place in present]
    drafts, owner = drafts_of(held)
    places = {id(item): place for item, place in zip(held, present, strict=True)}
    order = {id(draft): index for index, draft in enumerate(drafts)}
    people = tuple(tuple(places[id(item)] for item in draft.held) for draft in drafts)
    return Pattern(
        {present[index]: order[id(draft)] for index, draft in owner.items()},
        tuple((theirs[0] if rows.cells[theirs[0]].entity == "PERSON" else None, theirs) for theirs in people),
    )
