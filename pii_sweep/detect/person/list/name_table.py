"""Columns in running text, of reports, rosters and results: the members of one vouch for each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pii_sweep.detect.person import name_order
from pii_sweep.detect.person.list import column_heading
from pii_sweep.detect.person.name_order import Name

_CELL = re.compile(r"[^\s|]+(?:[ ][^\s|]+)*")
_RULE = re.compile(r"[\s\-=_+|*.:~]*")
# `12 `, `12. `, `- `: what numbers or marks the members of a list.
_MARK = re.compile(r"(?:\(?\d{1,4}[.):]?|[\-*•·–])[ ]+")
_LETTER = re.compile(r"[^\W\d_]")
# Fewer cells of different text do not decide their column; under a header of people two are enough.
FEW, HEADED = 3, 2


Place = tuple[str, int]


class Cell(NamedTuple):
    """A piece of a line between wide gaps, tabs or bars, and where it begins in the text."""

    start: int
    text: str


class Claim(NamedTuple):
    """A stretch of the text that its column shows to be a person, or to be none (weight below 0)."""

    start: int
    end: int
    weight: float
    factor: str = "column"


@dataclass(slots=True)
class _Column:
    """The cells at one place of some lines, and what their head says of them."""

    cells: list[Cell] = field(default_factory=list)
    kind: str = ""

    def names(self) -> list[Name | None]:
        """Return how the cells of different text are written as names."""
        return [name_order.parse(text) for text in dict.fromkeys(cell.text for cell in self.cells)]


def find(text: str) -> Iterator[Claim]:
    """Yield, in order, the cells of columns of people; with a weight below 0 those of anything else."""
    for lines in _blocks(text) if "\n" in text else ():
        yield from sorted(claim for column in _columns(lines) for claim in _claims(column))


def _claims(column: _Column) -> Iterator[Claim]:
    weight, forms = _decide_column(column)
    for cell in column.cells if weight else ():
        name = name_order.parse(cell.text)
        if weight > 0 and column_heading.classify_heading(cell.text) == "people":
            continue  # the label of the next field
        if weight < 0 or (name is not None and name.form in forms):
            yield Claim(cell.start, cell.start + len(cell.text), weight)


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the runs of lines that are not empty, each with its place in the text; rules are left out."""
    block = list[tuple[int, str]]()
    at = 0
    for line in text.split("\n"):
        if line.strip():
            if not _RULE.fullmatch(line):
                block.append((at, line))
        else:
            if len(block) >= HEADED:
                yield block
            block = []
        at += len(line) + 1
    if len(block) >= HEADED:
        yield block


def _columns(lines: Sequence[tuple[int, str]]) -> Iterator[_Column]:
    """Yield the columns of some lines: cells that begin at one place of the line, or follow as many tabs."""
    columns: dict[Place, _Column] = {}
    for at, line in lines:
        for place, cell in _cells(line, at):
            column = columns.get(place)
            if column is None:
                columns[place] = _Column([cell])
            else:
                column.cells.append(cell)
    aligned = False
    for column in columns.values():
        if len(column.cells) < HEADED:
            continue
        head = column.cells[0].text
        if (kind := column_heading.classify_heading(head)) and lines[0][1].count(head) < _SHEET:
            aligned = aligned or kind == "people"
            yield _Column(column.cells[1:], kind)
        else:
            yield column
    if not aligned and "  " in lines[0][1]:
        yield from _find_in_cell_order(lines)


def _find_in_cell_order(lines: Sequence[tuple[int, str]]) -> Iterator[_Column]:
    """Yield the column under a head of people where pages keep the order of cells, not their places."""
    head = _GAPS.split(lines[0][1].strip())
    place = next(
        (place for place, text in enumerate(head) if column_heading.classify_heading(text) == "people"), -1
    )
    if place < 0 or len(head) < FEW:
        return
    column = _Column(kind="people")
    for at, line in lines[1:]:
        found = list(_CELL.finditer(line))
        if len(found) > place + 1:
            column.cells.append(Cell(at + found[place].start(), found[place].group()))
    yield column


# A head that comes so often in a line is what a sheet of badges or labels prints on each of them.
_SHEET = 2
_GAPS = re.compile(r"[ ]{2,}")


def _cells(line: str, at: int) -> Iterator[tuple[Place, Cell]]:
    """Yield the cells of a line that hold letters; what numbers the members of a list is left out."""
    mark = "\t" if "\t" in line else "|" if "|" in line else ""
    if mark:
        for number, piece in enumerate(line.split(mark)):
            if cell := _cell((mark, number), piece, at):
                yield cell
            at += len(piece) + 1
        return
    for found in _CELL.finditer(line):
        if cell := _cell(("", found.start()), found.group(), at + found.start()):
            yield cell


def _cell(place: Place, piece: str, at: int) -> tuple[Place, Cell] | None:
    text = piece.strip()
    at += piece.find(text) if text != piece else 0
    marked = _MARK.match(text)
    if marked and len(text) > marked.end():
        at, text = at + marked.end(), text[marked.end() :]
        place = (place[0], -1) if not place[0] else place
    return (place, Cell(at, text)) if _LETTER.search(text, 0, 3) else None


def _decide_column(column: _Column) -> tuple[float, frozenset[str]]:
    """Return a column's weight and the forms of the names in it; 0 where nothing is known of it."""
    if column.kind == "things":
        return -0.5, _FORMS
    headed = column.kind == "people"
    short = sum(len(cell.text) <= name_order.LONGEST for cell in column.cells)
    if short < (HEADED if headed else FEW) or 2 * short < len(column.cells):
        return 0.0, _FORMS
    names = column.names()
    if len(names) < (HEADED if headed else FEW):
        return 0.0, _FORMS
    written = [name for name in names if name is not None]
    share = len(written) / len(names)
    turned = [name for name in written if name.form == "last_first"]
    enough = len(turned) >= (HEADED if headed else FEW) and _share(turned, "known") >= 0.5
    if enough and (headed or _share(turned, "whole") >= 0.25):
        forms = _FORMS if headed and share >= 0.8 else frozenset({"last_first", "initial"})
        return 0.85 if _share(turned, "whole") >= 0.5 else 0.75, forms
    if headed and share >= 0.5 and _share(written, "known") >= 0.4:
        return 0.85 if _share(written, "whole") >= 0.4 else 0.75, _FORMS
    return _decide_unheaded(written, len(names)) if share >= 0.6 else (0.0, _FORMS)


def _decide_unheaded(written: Sequence[Name], count: int) -> tuple[float, frozenset[str]]:
    """Return the weight and forms of a column that no head indicates."""
    whole = [name for name in written if name.form == "whole"]
    short = [name for name in written if name.form == "initial"]
    lone = [name for name in written if name.form == "lone"]
    if len(whole) >= FEW and len(whole) >= 0.6 * count and _share(whole, "whole") >= 0.5:
        return 0.75, frozenset({"whole", "last_first", "initial"})
    if len(short) >= FEW and len(short) >= 0.6 * count and _share(short, "known") >= 0.5:
        return 0.75, frozenset({"initial", "whole", "last_first"})
    given = [name for name in lone if name.given]
    clear = [name for name in given if not name.plain]
    if len(lone) >= FEW and len(given) >= 0.7 * count and len(clear) >= 0.5 * count:
        return 0.7, frozenset({"lone", "whole", "initial"})
    if len(written) > FEW and _share(written, "whole") < 0.25:
        return -0.25, _FORMS
    return 0.0, _FORMS


def _share(names: Sequence[Name], what: str) -> float:
    return sum(bool(getattr(name, what)) for name in names) / max(1, len(names))


_FORMS = frozenset({"last_first", "whole", "initial", "lone"})
