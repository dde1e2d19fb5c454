"""One table read part by part: decided columns whole, all other cells and the headers one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from pii_sweep.detect.health.anchor import NO_SIGNS, Anchor
from pii_sweep.detect.identifiers.phone import national_phone
from pii_sweep.detect.tables import change_log, firm_table, goods_table, parcel_log, reader
from pii_sweep.detect.tables.cell import (
    header_cell,
    known_person,
    stray_cell,
    undecided_column,
)
from pii_sweep.detect.tables.cell.undecided_column import Column, Recognizers
from pii_sweep.detect.tables.column import identity_paper, short_credential
from pii_sweep.detect.tables.decision import Vote
from pii_sweep.detect.tables.people import other_header
from pii_sweep.detect.tables.person_header import names_other_party
from pii_sweep.detect.tables.reader import Plan
from pii_sweep.detect.tables.record import small_table
from pii_sweep.entities import PERSON, STREET_ADDRESS
from pii_sweep.types import Cells, Detection, Rows, Spot, Table

# A finding of so large a share of its cell is the cell.
WHOLE = 0.8


@dataclass(slots=True)
class TableReading:
    """What is known of a table: its plan, the columns that are read cell by cell, its headers' findings.

    `headless`: its first line is data, not a header. `header` is what its first row was, where the reader
    took that for data.
    """

    plan: Plan
    recognizers: Recognizers = field(repr=False)
    headers: Sequence[Detection] = field(default=(), repr=False)
    headless: bool = False
    header: tuple[str, ...] = ()
    columns: dict[int, Column] = field(default_factory=dict, repr=False)
    dialled: bool = False  # the countries of its telephones were asked

    def rows(self, table: Table) -> tuple[Rows, int]:
        """Return what a part holds, and how many characters of its cells were examined."""
        table = header_cell.drop_header(table) if self.headless and table.header else table
        table = replace(table, header=self.header) if self.header else table
        held = reader.columns_of(table)
        feet = reader.foots(held)
        rows = reader.read(table, held, self.plan, feet)
        if not self.dialled:
            self._learn_countries(held)
        people = [one for one in rows.cells if one.entity == PERSON]
        for one in people:
            self.recognizers.people.add(one.values)
        left = {
            index: held[index] for index in reader.undecided_columns(table, self.plan) if index < len(held)
        }
        odd = stray_cell.find_strays(self.plan, held, feet)
        for index in (*left, *odd):
            if index not in self.columns:
                name = table.header[index] if index < len(table.header) else ""
                of_things = goods_table.names_animals(name, table.header)
                of_things = of_things or short_credential.names_code(name, table.header, held[index])
                name = "" if of_things else name
                self.columns[index] = undecided_column.column(
                    index,
                    name,
                    mailed=self.plan.mailed,
                    firms=other_header.heads_others(name, table.header),
                    posted=self.plan.posted,
                    named=self.plan.named.get(index),
                )
        cells = [(self.columns[index], column) for index, column in (*left.items(), *odd.items())]
        more = undecided_column.examine(cells, table.where, self.recognizers)
        more = [one for one in more if not _is_of_others(table.header, one)]
        goods = goods_table.find_goods(table.header)
        more = [one for one in more if one.entity not in goods.get(one.column - 1, ())]
        more = _drop_halves(goods_table.drop_makers(table.header, held, more), people)
        if goods_table.are_of_assets(table.header) or goods_table.are_bills(table.header, held):
            more = [one for one in more if one.entity != "ORDER_ID"]
        unread = set(range(len(held))) - reader.decided_places(self.plan) - left.keys()
        missed = sum(len(cell) for index in unread for cell in held[index])
        kept: Sequence[Cells] = rows.cells
        if self.plan.changes:
            kept = _drop_repeated(kept, more)
        if odd:
            kept, more = _settle_columns(kept, more, odd)
        kept = [part for one in kept for part in identity_paper.split_kinds(one, held)]
        found: Iterable[Cells] = (*kept, *filter(None, more))
        rows = replace(rows, cells=tuple(self._keep_personal(found, held)))
        return replace(rows, records=self._find_records(table.header, held, rows)), missed

    def _find_records(
        self, header: Sequence[str], held: Sequence[Sequence[str]], rows: Rows
    ) -> tuple[int, ...]:
        """Return the number of the first row of each row's record, where records take several rows."""
        if self.plan.changes:
            return change_log.find_records(header, held, self.plan.changes, rows.first_row)
        return _find_folded(header, held, rows)

    def _keep_personal(self, found: Iterable[Cells], held: Sequence[Sequence[str]]) -> Iterable[Cells]:
        """Return findings, of a table of firms or parcels without what is the firms' own."""
        plan = self.plan
        if not plan.firms:
            return found
        if plan.parcels:
            found = [one for one in found if one.entity not in parcel_log.NUMBERS]
        return firm_table.keep_personal(found, held, plan.branches, institutions=plan.institutions)

    def _learn_countries(self, held: Sequence[Sequence[str]]) -> None:
        """Remember the countries that the telephones of the decided columns may be dialled in."""
        places = (one.index for one in self.plan.single if one.kind == "PHONE_NUMBER")
        numbers = (held[index] for index in places if index < len(held))
        if found := tuple(dict.fromkeys(chain.from_iterable(map(national_phone.find_countries, numbers)))):
            self.recognizers.people.countries = found
        self.dialled = True


def _find_folded(header: Sequence[str], held: Sequence[Sequence[str]], rows: Rows) -> tuple[int, ...]:
    """Return the number of the first row of each row's record where records are folded into two rows.

    Printed lists break rows that are too wide: one line names somebody, the next one holds what is left,
    in the same columns. A row that fills columns of its own is of somebody else, of a child of whom is named,
    unless each name has such a row, of telephones and addresses alone. So is each row that has a number of
    its own.
    """
    names = [cells.values for cells in rows.cells if cells.entity == PERSON]
    if any(map(all, names)):
        return ()
    named = [any(row) for row in zip(*names, strict=True)]
    folded = sum(before and not now for before, now in pairwise(named))
    if folded < _FOLDED or folded < _FOLDED_SHARE * sum(named) or all(named):
        return ()
    sides: tuple[set[str], set[str]] = (set(), set())
    places: tuple[set[int], set[int]] = (set(), set())
    for cells in rows.cells:
        filled = {with_name for value, with_name in zip(cells.values, named, strict=True) if value}
        if len(filled) > 1:
            return ()
        for with_name in filled:
            sides[with_name].add(cells.entity)
            places[with_name].add(cells.column)
    if not all(sides) or sides[0] & sides[1]:
        return ()
    others = sides[0] - _CONTACTS or 2 * folded < len(named) or any(map(names_other_party, header))
    if places[0].isdisjoint(places[1]) and others:
        return ()
    used = places[0] | places[1]
    rest = (column for at, column in enumerate(held, 1) if at not in used)
    if len(used) < _COLUMNS or any(all(column) and len(set(column)) == len(column) for column in rest):
        return ()
    owned = (at and named[at - 1] and not now for at, now in enumerate(named))
    return tuple(rows.first_row + at - bool(one) for at, one in enumerate(owned))


# So many rows, and such a share of those with a name, go on in the next one where a list is folded.
_FOLDED, _FOLDED_SHARE, _COLUMNS = 3, 0.8, 2
_CONTACTS = frozenset({"PHONE_NUMBER", "EMAIL_ADDRESS", "STREET_ADDRESS"})


def _is_of_namesakes(header: tuple[str, ...], index: int) -> bool:
    """Return whether a column holds the names of ships, places or works, which people have too."""
    heads = (other_header.heads_ships, other_header.heads_places, other_header.heads_works)
    return index < len(header) and any(one(header[index], header) for one in heads)


def _is_of_others(header: tuple[str, ...], cells: Cells) -> bool:
    """Return whether findings are of a column of namesakes of people, or of berths or stops."""
    index = cells.column - 1
    if cells.entity not in (PERSON, STREET_ADDRESS) or index >= len(header):
        return False
    if cells.entity == PERSON and _is_of_namesakes(header, index):
        return True
    return any(one(header[index], header) for one in (other_header.heads_berths, other_header.heads_stops))


def _drop_repeated(decided: Sequence[Cells], found: Sequence[Cells]) -> list[Cells]:
    """Return the cells whose field's name says what they hold, without those that hold it by themselves."""
    held = {
        (cells.entity, cells.column, row)
        for cells in found
        for row, value in enumerate(cells.values)
        if value
    }
    return [
        _replace_values(
            cells,
            {
                row: None
                for row in range(len(cells.values))
                if cells.reasons == change_log.SAID and (cells.entity, cells.column, row) in held
            },
        )
        for cells in decided
    ]


def _drop_halves(found: Sequence[Cells], people: Sequence[Cells]) -> list[Cells]:
    """Return the cells without short forms of known people that are a part of a name in their own row."""
    return [
        _replace_values(
            cells,
            {
                row: None
                for row, spot in cells.spots.items()
                if spot.reasons == known_person.REASONS
                and any(cells.values[row].casefold() in whole.values[row].casefold() for whole in people)
            },
        )
        for cells in found
    ]


def _settle_columns(
    decided: Sequence[Cells], found: Sequence[Cells], odd: dict[int, Sequence[str]]
) -> tuple[list[Cells], list[Cells]]:
    """Return the decided columns and what their odd cells hold, without the same thing twice.

    A cell that is something else, whole, is not of its column. What it holds of the column's own type is
    more exact than the cell; where the cell is a part of a value (the street of an address), it takes the
    cell's place in it.
    """
    spots: dict[tuple[int, int], list[tuple[int, Spot]]] = {}
    for place, cells in enumerate(found):
        for row, spot in cells.spots.items() if odd.get(cells.column - 1) else ():
            spots.setdefault((cells.column, row), []).append((place, spot))
    values = {at: dict[int, tuple[str, str]]() for at in range(len(decided))}
    gone: dict[int, set[int]] = {}
    for (column, row), hits in spots.items():
        cell = odd[column - 1][row].strip()
        whole = any(spot.end - spot.start >= WHOLE * len(cell) for _, spot in hits)
        for at, cells in enumerate(decided):
            if cells.column != column:
                continue
            same = [place for place, _ in hits if found[place].entity == cells.entity]
            if same and cells.values[row] != cell and cell in cells.values[row]:
                values[at][row] = cell, ", ".join(found[place].values[row] for place in same)
                for place in same:
                    gone.setdefault(place, set()).add(row)
            elif whole or same:
                values[at][row] = cells.values[row], ""
    left = [_replace_values(cells, values[at]) for at, cells in enumerate(decided)]
    return left, [_replace_values(cells, dict.fromkeys(gone.get(at, ()))) for at, cells in enumerate(found)]


def _replace_values(cells: Cells, changes: Mapping[int, tuple[str, str] | None]) -> Cells:
    """Return a column with a part of some values, and of their parts, replaced; None takes a value out."""
    if not changes:
        return cells
    values, parts = list(cells.values), {part: list(column) for part, column in cells.parts.items()}
    for row, change in changes.items():
        old, new = change or (values[row], "")
        values[row] = values[row].replace(old, new)
        for column in parts.values():
            column[row] = new if column[row].strip() == old else column[row]
    spots = {row: spot for row, spot in cells.spots.items() if row not in changes}
    return replace(cells, values=values, parts=parts, spots=spots)


def begin(
    table: Table, recognizers: Recognizers, vote: Vote, about: Anchor = NO_SIGNS
) -> tuple[TableReading, Table]:
    """Return the reading of a table given its first part, and that part as it is to be read.

    `about` holds the personal signs of what stands before the table in its object.
    """
    known = table.header
    table = small_table.promote_header(table)
    headers = header_cell.examine(table, recognizers)
    headless = header_cell.is_data(table, headers) or small_table.is_headed_by_row(table, headers)
    headless = headless or change_log.is_first_pair(table.header, table.rows)
    if headless:
        headers, table = [], header_cell.header_as_row(table)
    plan = reader.plan(table, vote, about, recognizers.judge_names)
    return TableReading(plan, recognizers, headers, headless, table.header if not known else ()), table
