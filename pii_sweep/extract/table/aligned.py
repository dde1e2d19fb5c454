"""Tables of plain text whose columns are kept apart by spaces: manifests, rolls, reports of old programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import BinaryIO

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.column_labels import names_people
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.text.decode import lines
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Piece, Where

HEAD_LINES = 60
LEAST_COLUMNS, LEAST_ROWS = 4, 3
_CELL = re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r"[-=_+| ]{3,}")


@dataclass(slots=True)
class _Lines:
    """Lines with one taken back: the first that a table does not hold."""

    source: Iterator[str]
    number: int = 1
    kept: list[str] = field(default_factory=list, repr=False)

    def take(self) -> Iterator[str]:
        """Yield the lines left, the ones taken back first."""
        while self.kept:
            self.number += 1
            yield self.kept.pop()
        for line in self.source:
            self.number += 1
            yield line

    def back(self, line: str) -> None:
        """Give a line back."""
        self.kept.append(line)
        self.number -= 1


def read_plain(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield a plain text's aligned tables of people, and the rest of it as prose."""
    yield from aligned(lines(body), where, budget)


def aligned(source: Iterable[str], where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the aligned tables of people in some lines as tables, all other lines as prose.

    A table is looked for in the head of the lines, and again behind each that was found.
    """
    left = _Lines(iter(source))
    while head := list(islice(left.take(), HEAD_LINES)):
        begun = left.number - len(head)
        at, cuts = _header(head)
        if not cuts:
            yield from passages(chain(head, reversed(left.kept), left.source), where, budget, "prose", begun)
            return
        if any(line.strip() for line in head[:at]):
            yield from passages(head[:at], where, budget, "prose", begun)
        header = [cell.strip() for cell in _cut(head[at], cuts)]
        for line in reversed(head[at + 1 :]):
            left.back(line)
        yield from tables(_rows(left, cuts), header, replace(where, line=None), budget)


def _header(head: Sequence[str]) -> tuple[int, list[int]]:
    """Return the line that heads an aligned table of people, and where its columns are cut; none: no cuts."""
    for at, line in enumerate(head):
        cells = list(_CELL.finditer(line.rstrip()))
        if len(cells) < LEAST_COLUMNS or not names_people([cell.group() for cell in cells]):
            continue
        body = [row.rstrip("\r\n") for row in head[at + 1 :]]
        end = next((place for place, row in enumerate(body) if not row.strip()), len(body))
        rows = [row for row in body[:end] if not _RULE.fullmatch(row)]
        cuts = _cuts(cells, rows)
        if len(rows) >= LEAST_ROWS and cuts:
            return at, cuts
    return 0, []


def _cuts(cells: Sequence[re.Match[str]], rows: Sequence[str]) -> list[int]:
    """Return a place before each column but the first where every row has a space; none where one has not."""
    cuts: list[int] = []
    for left, right in zip(cells, cells[1:], strict=False):
        low = max(left.start(), cuts[-1] if cuts else 0) + 1
        places = range(right.start() - 1, low - 1, -1)
        free = (at for at in places if all(at >= len(row) or row[at] == " " for row in rows))
        place = next(free, None)
        if place is None:
            return []
        cuts.append(place)
    return cuts


def _cut(line: str, cuts: Sequence[int]) -> list[str]:
    bare = line.rstrip("\r\n")
    return [bare[start:end] for start, end in zip((0, *cuts), (*cuts, len(bare)), strict=True)]


def _rows(left: _Lines, cuts: Sequence[int]) -> Iterator[list[str]]:
    """Yield the rows of a table up to an empty line, or one that is not cut as they are."""
    for line in left.take():
        bare = line.rstrip("\r\n")
        if _RULE.fullmatch(bare):
            continue
        if not bare.strip() or any(at < len(bare) and bare[at] != " " for at in cuts):
            left.back(line)
            return
        yield [cell.strip() for cell in _cut(bare, cuts)]
