"""Rows of a table and their people: the same decisions as cell by cell, made once for all rows alike."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pii_sweep.detect.tables.cell_detection import detection, iterate_filled
from pii_sweep.link.keyed_print import Printer, Prints, printer
from pii_sweep.link.keys import mails, plain_prints, prints_of
from pii_sweep.link.ownership import NOT_THEIRS, Draft, addressee, draft_of, drafts_of, is_about_writer
from pii_sweep.link.person_name import Names, canonicals, names_of
from pii_sweep.link.table_people import DISTINGUISHING, People, ids_as_text, select_rows
from pii_sweep.types import Cells, Detection, Rows

T = TypeVar("T")
# So many people of a table are remembered by what their rows say of them.
REMEMBERED = 200_000
# A row's owners (a person's place by the place of their cells) and the people's ids.
Link = tuple[Mapping[int, int], Sequence[str]]
NO_LINK: Link = ({}, ())


@dataclass(frozen=True, slots=True)
class Pattern:
    """Whose the cells of alike rows are, by the places of the cells.

    `owners` gives each cell's person; `people` give each person's name, if any, and cells.
    """

    owners: Mapping[int, int]
    people: tuple[tuple[int | None, tuple[int, ...]], ...]


# Rows whose cells are alike in whose they are, by their places, with their people.
Group = tuple[Pattern, Sequence[int], list[People]]


@dataclass(slots=True)
class Known:
    """The rows of one table met so far, by which cells are filled, as hashes of what they say of people."""

    key: bytes = field(repr=False)
    columns: tuple[object, ...] = ()
    signs: dict[tuple[int, ...], set[int]] = field(default_factory=dict, repr=False)
    patterns: dict[tuple[object, ...], Pattern] = field(default_factory=dict, repr=False)

    def of(self, rows: Rows, present: tuple[int, ...]) -> set[int]:
        """Return what is remembered of alike rows; other columns, or too many people, are a new start.

        A further part of a table may hold what the parts before did not.
        """
        columns = (rows.where, *((one.entity, one.column, one.role) for one in rows.cells))
        if columns != self.columns or sum(map(len, self.signs.values())) > REMEMBERED:
            self.columns, self.signs, self.patterns = columns, {}, {}
        return self.signs.setdefault(present, set())


@dataclass(slots=True)
class Linked:
    """A table part with the people whom its rows name, as far as no row before said the same of them.

    `fresh` are the rows that say of people what none before them said; `met` their people with the rows,
    `groups` both by which cells of a row are filled.
    """

    rows: Rows
    known: Known
    met: list[tuple[People, Sequence[int]]] = field(default_factory=list, repr=False)
    fresh: list[int] = field(default_factory=list, repr=False)
    groups: dict[tuple[int, ...], tuple[Sequence[int], list[Group]]] = field(default_factory=dict, repr=False)

    def prints(self, cells: Cells) -> Prints:
        """Return prints of values, among which are all that the table has not had in earlier parts."""
        ours, values = printer(self.known.key), cells.values
        if cells.entity in DISTINGUISHING and len(self.fresh) < len(values):
            values = [values[at] for at in self.fresh]
        elif "" not in values:
            return plain_prints(cells, ours)
        return prints_of(cells.entity, list(filter(None, values)), ours)

    def links(self, chosen: Sequence[int]) -> dict[int, Link]:
        """Return whose the cells of some rows are, and the ids of those people, by row."""
        found = dict.fromkeys(chosen, NO_LINK)
        for present, alike in _group_alike(self.rows):
            self.known.of(self.rows, present)
            some = sorted(found.keys() & set(alike))
            grouped, made = self.groups.get(present, ((), []))
            groups = made if some == grouped else _groups(self.rows, present, some, self.known)
            for pattern, at, people in groups:
                ids = [ids_as_text(each.ids()) for each in people]
                found.update({row: (pattern.owners, theirs) for row, *theirs in zip(at, *ids, strict=True)})
        return found

    def pairs(self) -> Iterator[tuple[Detection, str | None]]:
        """Yield each cell with its person, row by row."""
        links = self.links(range(len(self.rows)))
        for at, place, cells in iterate_filled(self.rows):
            yield detection(self.rows, cells, at), owner(links[at], place)


def owner(link: Link, place: int) -> str | None:
    """Return the id of the person whose a cell of a row is."""
    owners, ids = link
    return ids[owners[place]] if place in owners else None


def link_rows(rows: Rows, known: Known) -> Linked:
    """Return a table part with its people."""
    found = Linked(rows, known)
    for present, chosen in _group_alike(rows):
        columns = [
            _take_some(column, chosen)
            for place in present
            for column in _select_distinguishing(rows.cells[place])
        ]
        signs = list(map(hash, zip(*columns, strict=True))) if columns else [0] * len(chosen)
        met = known.of(rows, present)
        fresh = set(signs) - met
        if not fresh:
            continue
        met |= fresh
        new = list(chosen) if len(fresh) == len(chosen) else _firsts(signs, chosen, fresh)
        found.fresh += new
        found.groups[present] = new, list(_groups(rows, present, new, known))
        for _, at, people in found.groups[present][1]:
            found.met += [(each, at) for each in people]
    return found


def _firsts(signs: Sequence[int], chosen: Sequence[int], fresh: Iterable[int]) -> list[int]:
    """Return the first row of each fresh sign."""
    left, found = set(fresh), list[int]()
    for sign, at in zip(signs, chosen, strict=True):
        if sign in left:
            left.remove(sign)
            found.append(at)
    return found


def _take_some(column: Sequence[T], chosen: Sequence[int]) -> Sequence[T]:
    return column if len(chosen) == len(column) else [column[at] for at in chosen]


def _group_alike(rows: Rows) -> list[tuple[tuple[int, ...], Sequence[int]]]:
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


def _select_distinguishing(cells: Cells) -> Iterator[Sequence[str]]:
    if cells.entity in DISTINGUISHING:
        yield cells.values
        yield from cells.parts.values()


def _groups(rows: Rows, present: tuple[int, ...], chosen: Sequence[int], known: Known) -> Iterator[Group]:
    """Yield some rows, all alike in what is filled, by whose their cells are, and their people."""
    if not chosen:
        return
    theirs, ours = {place: select_rows(rows.cells[place], chosen) for place in present}, printer(known.key)
    written = is_about_writer(theirs.values())
    spelt = {place: cells.values for place, cells in theirs.items() if _names(cells, written)}
    names = {place: names_of(values, ours) for place, values in spelt.items()}
    for sign, alike in _group_equal(_signs(theirs, len(chosen), names, ours)).items():
        if (present, sign) not in known.patterns:
            known.patterns[present, sign] = _pattern(rows, present, chosen[alike[0]])
        pattern = known.patterns[present, sign]
        people = list[People]()
        for name, places in pattern.people:
            called = names[name].at(alike) if name is not None and names[name].counts[alike[0]] else None
            held = [select_rows(theirs[place], alike) for place in places]
            people.append(People(called, held, rows.where.ref, known.key))
        yield pattern, _take_some(chosen, alike), people


def _names(cells: Cells, written: bool) -> bool:
    return cells.entity == "PERSON" and (written or cells.role not in NOT_THEIRS)


def _group_equal(signs: Iterable[Hashable]) -> dict[Hashable, Sequence[int]]:
    """Return the places of equal signs, in the order of the first ones."""
    rows = list(signs)
    if len(set(rows)) == 1:
        return {rows[0]: range(len(rows))}
    groups: dict[Hashable, list[int]] = {}
    for index, sign in enumerate(rows):
        groups.setdefault(sign, []).append(index)
    return {**groups}


def _signs(
    theirs: Mapping[int, Cells], count: int, names: Mapping[int, Names], ours: Printer
) -> Iterator[tuple[object, ...]]:
    """Yield of each row what else than the filled cells decides whose they are: equal names, mailboxes."""
    boxes = [cells for cells in theirs.values() if cells.entity == "EMAIL_ADDRESS"]
    firms = [(mails(cells, ours)[:, 0] == 0).tolist() for cells in boxes]
    if len(names) < 2:
        both = [*((name.counts > 0).tolist() for name in names.values()), *firms]
        yield from zip(*both, strict=True) if both else ((),) * count
        return
    spelt = {place: canonicals(theirs[place].values) for place in names}
    for index in range(count):
        row = [column[index] for column in spelt.values()]
        firm = [column[index] for column in firms]
        drafts: dict[str, Draft] = {}
        whose = [draft_of(drafts, name) for name in row] if len(set(row)) > 1 else []
        if len(drafts) > 1:
            places = {id(draft): place for place, draft in enumerate(drafts.values())}
            called = [theirs[place].values[index] for place in names]
            addressed = [addressee(cells.values[index], called) for cells in boxes]
            yield (*map(bool, row), *firm, *(places[id(draft)] for draft in whose), *addressed)
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
