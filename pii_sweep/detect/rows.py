"""Rows of a table and their people: the same decisions as cell by cell, made once for all rows alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pii_sweep.detect.drafts import NOT_THEIRS, parted
from pii_sweep.detect.linkage import canonicals, of_house
from pii_sweep.detect.people import KEYS, TELLING, People, taken
from pii_sweep.types import Cells, Detection, Gap, Note, Rows, Where

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
        else:
            yield item


def filled(rows: Rows) -> Iterator[tuple[int, int, Cells]]:
    """Yield the row, the place among the cells, and the cells, of all that are not empty, row by row."""
    for at in range(len(rows)):
        for place, cells in enumerate(rows.cells):
            if cells.values[at]:
                yield at, place, cells


@dataclass(slots=True)
class Known:
    """The links of the rows of one table, by which cells are filled and what those say of people."""

    where: Where | None = None
    links: dict[tuple[int, ...], dict[int, Link]] = field(default_factory=dict, repr=False)

    def of(self, rows: Rows, present: tuple[int, ...]) -> dict[int, Link]:
        """Return what is remembered of alike rows; another table, or too many people, is a new start."""
        if rows.where != self.where or sum(map(len, self.links.values())) > REMEMBERED:
            self.where, self.links = rows.where, {}
        return self.links.setdefault(present, {})


@dataclass(slots=True)
class Linked:
    """A table part with the people of each row, and those met for the first time (by row).

    `fresh` are the rows that say of people what none before them said.
    """

    rows: Rows
    links: list[Link] = field(repr=False)
    met: list[tuple[People, list[str], list[int]]] = field(default_factory=list, repr=False)
    fresh: list[int] = field(default_factory=list, repr=False)

    def values(self, cells: Cells) -> list[str]:
        """Return values among which are all that the table has not had in earlier parts."""
        if cells.entity in TELLING and cells.role not in NOT_THEIRS:
            return [value for at in self.fresh if (value := cells.values[at])]
        return list(filter(None, cells.values))

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
        theirs = _theirs(rows, present)
        if not theirs:
            found.fresh += chosen
            continue
        columns = [column for place in theirs for column in _telling(rows.cells[place])]
        signs = list(map(hash, zip(*(_some(column, chosen) for column in columns), strict=True)))
        links, new = known.of(rows, present), dict[int, int]()
        for sign, at in zip(signs, chosen, strict=True):
            if sign not in links:
                new.setdefault(sign, at)
        found.fresh += new.values()
        links.update(zip(new, _met(found, present, theirs, list(new.values()), key), strict=True))
        for at, sign in zip(chosen, signs, strict=True):
            found.links[at] = links[sign]
    return found


def _some(column: Sequence[str], chosen: Sequence[int]) -> Sequence[str]:
    return column if len(chosen) == len(column) else [column[at] for at in chosen]


def _alike(rows: Rows) -> list[tuple[tuple[int, ...], Sequence[int]]]:
    """Return the rows by which of their cells are filled."""
    partly = [place for place, cells in enumerate(rows.cells) if "" in cells.values]
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


def _theirs(rows: Rows, present: Sequence[int]) -> list[int]:
    """Return the places of what a row's people hold, names first; none where nobody is told of."""
    theirs = [place for place in present if rows.cells[place].role not in NOT_THEIRS]
    theirs.sort(key=lambda place: rows.cells[place].entity != "PERSON")
    told = any(rows.cells[place].entity == "PERSON" or rows.cells[place].entity in KEYS for place in theirs)
    return theirs if told else []


def _telling(cells: Cells) -> Iterator[Sequence[str]]:
    if cells.entity in TELLING:
        yield cells.values
        yield from cells.parts.values()


def _met(
    found: Linked, present: Sequence[int], theirs: list[int], chosen: list[int], key: bytes
) -> list[Link]:
    """Return the links of some rows, all alike in what is filled, and note their people."""
    rows = found.rows
    held = [taken(rows.cells[place], chosen) for place in theirs]
    named = [canonicals(cells.values) for cells in held if cells.entity == "PERSON"]
    names = named[0] if named else [""] * len(chosen)
    odd = {at for at, row in enumerate(zip(*named, strict=True)) if not row[0] or len(set(row)) > 1}
    for cells in held:
        if cells.entity == "EMAIL_ADDRESS":  # a firm's is nobody's
            odd.update(at for at, mail in enumerate(cells.values) if of_house(mail))
    alike = [at for at in range(len(chosen)) if at not in odd]
    links: list[Link] = [NOBODY] * len(chosen)
    if alike:
        people = People(names, held, rows.where.ref, key).at(alike)
        ids = people.ids()
        found.met.append((people, ids, [chosen[at] for at in alike]))
        owners = dict.fromkeys(theirs, 0)
        for at, each in zip(alike, ids, strict=True):
            links[at] = (owners, (each,))
    for at in sorted(odd):
        links[at] = _several(found, present, chosen[at], key)
    return links


def _several(found: Linked, present: Sequence[int], at: int, key: bytes) -> Link:
    """Return the link of a row of several people, of a name without letters or of a firm's mailbox."""
    cells = found.rows.cells
    told, owner = parted([detection(found.rows, cells[place], at) for place in present], key)
    found.met += [(people, ids, [at]) for people, ids in told]
    owners = {present[index]: place for index, place in owner.items()}
    return owners, tuple(each for _, ids in told for each in ids)
