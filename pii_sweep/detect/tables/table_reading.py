"""One table read part by part: decided columns whole, all other cells and the headers one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from pii_sweep.detect.tables import reader
from pii_sweep.detect.tables.cell import header_cell, stray_cell, undecided_column
from pii_sweep.detect.tables.cell.undecided_column import Column, Recognizers
from pii_sweep.detect.tables.decision import Vote
from pii_sweep.detect.tables.reader import Plan
from pii_sweep.types import Cells, Detection, Rows, Table


@dataclass(slots=True)
class TableReading:
    """What is known of a table: its plan, the columns that are read cell by cell, its headers' findings.

    `headless`: its first line is data, not a header.
    """

    plan: Plan
    recognizers: Recognizers = field(repr=False)
    headers: Sequence[Detection] = field(default=(), repr=False)
    headless: bool = False
    columns: dict[int, Column] = field(default_factory=dict, repr=False)

    def rows(self, table: Table, wants: Callable[[str], bool]) -> tuple[Rows, int]:
        """Return what a part holds, and how many characters of its cells were examined."""
        table = header_cell.headless(table) if self.headless and table.header else table
        held = reader.columns_of(table)
        rows = reader.read(table, held, self.plan, wants)
        left = {index: held[index] for index in reader.left(table, self.plan) if index < len(held)}
        odd = stray_cell.strays(self.plan, held)
        for index in (*left, *odd):
            if index not in self.columns:
                name = table.header[index] if index < len(table.header) else ""
                self.columns[index] = undecided_column.column(index, name, mailed=self.plan.mailed)
        cells = [(self.columns[index], column) for index, column in (*left.items(), *odd.items())]
        more = undecided_column.examine(cells, table.where, self.recognizers)
        unread = set(range(len(held))) - reader.used(self.plan) - left.keys()
        missed = sum(len(cell) for index in unread for cell in held[index])
        kept = _without(rows.cells, more, odd) if odd else rows.cells
        return replace(rows, cells=(*kept, *filter(None, _wanted(more, wants)))), missed


def _wanted(found: Iterable[Cells], wants: Callable[[str], bool]) -> Iterable[Cells]:
    return (cells for cells in found if wants(cells.entity))


def _without(decided: Sequence[Cells], found: Sequence[Cells], odd: dict[int, Sequence[str]]) -> list[Cells]:
    """Return the decided columns without the cells that were found to be something else, whole."""
    other: dict[int, set[int]] = {}
    for cells in found:
        column = odd.get(cells.column - 1, ())
        for row, spot in cells.spots.items():
            if column and spot.end - spot.start >= 0.8 * len(column[row].strip()):
                other.setdefault(cells.column, set()).add(row)
    return [
        replace(cells, values=["" if row in rows else value for row, value in enumerate(cells.values)])
        if (rows := other.get(cells.column))
        else cells
        for cells in decided
    ]


def begin(table: Table, recognizers: Recognizers, vote: Vote) -> tuple[TableReading, Table]:
    """Return the reading of a table given its first part, and that part as it is to be read."""
    headers = header_cell.examine(table, recognizers)
    headless = header_cell.is_data(table, headers)
    if headless:
        headers, table = [], header_cell.lowered(table)
    return TableReading(reader.plan(table, vote), recognizers, headers, headless), table
