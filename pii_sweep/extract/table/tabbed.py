"""Lines whose cells are parted by tabs: tables of people become tables, all else stays text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.column_labels import MIN_COLUMNS, PERSON, clean_name, names_people
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Passage, Table, Where

MIN_RECORDS = 2


def read_tabbed(lines: Sequence[str], where: Where, budget: Budget) -> Iterator[Passage | Table]:
    """Yield the lines as prose, and the runs of lines under a header of people as tables after it."""
    rest: list[str] = []
    found: list[tuple[tuple[str, ...], list[list[str]]]] = []
    at = 0
    while at < len(lines):
        header = [clean_name(cell) for cell in _cells(lines[at])]
        rows = (
            _rows(lines, at + 1, len(header)) if len(header) >= MIN_COLUMNS and names_people(header) else []
        )
        if len(rows) >= MIN_RECORDS and not any(PERSON.search(row[0]) for row in rows):
            found.append((tuple(header), rows))
            at += 1 + len(rows)
        else:
            rest.append(lines[at].strip(" \t") + "\n")
            at += 1
    for passage in passages(rest, where, budget):
        yield replace(passage, where=where, spans=())
    for number, (names, rows) in enumerate(found, 1):
        yield from tables(rows, names, replace(where, inside=(*where.inside, f"table-{number}")), budget)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.rstrip("\t").split("\t")]


def _rows(lines: Sequence[str], at: int, width: int) -> list[list[str]]:
    rows = []
    while at < len(lines) and "\t" in lines[at] and len(_cells(lines[at])) <= width:
        cells = _cells(lines[at])
        rows.append([*cells, *[""] * (width - len(cells))])
        at += 1
    return rows
