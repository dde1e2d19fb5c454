"""ODS sheets as tables (ODF 1.3 part 3, section 9), row by row; repeated empty cells cost nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.office.document import check_encryption, extras, margins
from pii_sweep.extract.office.package import Handler, Package
from pii_sweep.extract.stream import safe_name
from pii_sweep.extract.text.decode import until_broken
from pii_sweep.extract.text.formula_text import Texts, literals
from pii_sweep.extract.text.plain import passages
from pii_sweep.extract.workbook.sheet import sheet
from pii_sweep.types import Blob, Piece, Where

MAX_COLUMNS = 16_384
# What a cell holds whose text is not written out.
STORED = ("office:date-value", "office:value", "office:string-value")
# A row repeated more often than this is fill, not data; it is read once.
MAX_REPEATED = 1000


def read_ods(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each sheet's rows as tables (`where.inside` ends with the sheet's name), then extras."""
    package = Package(body, where, budget)
    check_encryption(package)
    broken: list[Unreadable] = []
    handler = _Sheets()
    for info in package.needed(lambda name: name == "content.xml"):
        rows = until_broken(_rows(package, handler, info), broken)
        row = next(rows, None)
        while row is not None:
            title = row[0]
            taken: list[tuple[str, list[str]] | None] = [row]
            inner = replace(where, inside=(*where.inside, safe_name(title)))
            yield from sheet(_read_sheet(rows, taken), inner, budget)
            row = taken[0]
    for passage in passages([f"{line}\n" for line in handler.texts.held], where, budget):
        yield replace(passage, spans=())
    yield from handler.texts.gaps(where)
    yield from margins(package)
    yield from extras(package)
    if broken:
        raise broken[0]


def _rows(package: Package, handler: _Sheets, info: object) -> Iterator[tuple[str, list[str]]]:
    for _ in package.parse(info, handler):  # type: ignore[arg-type]
        yield from handler.take()


def _read_sheet(
    rows: Iterator[tuple[str, list[str]]], taken: list[tuple[str, list[str]] | None]
) -> Iterator[list[str]]:
    """Yield the rows of one sheet; the first row of the next is left in `taken`."""
    first = taken[0]
    title = first[0] if first else ""
    while taken[0] is not None and taken[0][0] == title:
        yield taken[0][1]
        taken[0] = next(rows, None)


class _Sheets(Handler):
    """Collect rows with their sheet's name."""

    def __init__(self) -> None:
        super().__init__()
        self._ready: list[tuple[str, list[str]]] = []
        self._title = ""
        self._row: list[str] = []
        self._empty = self._repeat_row = self._repeat_cell = 0
        self._text: list[str] = []
        self._stored = ""
        self._inside = False
        self.texts = Texts()  # of formulas

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a sheet, a row or a cell."""
        if tag == "table":
            self._title = attributes.get("table:name", "sheet")
        elif tag == "table-row":
            self._row, self._empty = [], 0
            self._repeat_row = _count(attributes.get("table:number-rows-repeated", ""))
        elif tag in {"table-cell", "covered-table-cell"}:
            self._inside, self._text = True, []
            self._stored = next(filter(None, map(attributes.get, STORED)), "")
            self.texts.add(literals(attributes.get("table:formula", "")))
            self._repeat_cell = _count(attributes.get("table:number-columns-repeated", ""))
        elif tag in {"p", "line-break"} and self._inside and self._text:
            self._text.append("\n")

    def data(self, text: str) -> None:
        """Take a cell's text."""
        if self._inside:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """Close a cell or a row."""
        if tag in {"table-cell", "covered-table-cell"}:
            self._inside = False
            value = "".join(self._text).strip() or self._stored
            if not value:
                self._empty += self._repeat_cell
                return
            room = MAX_COLUMNS - len(self._row)
            self._row += [""] * min(self._empty, room)
            self._row += [value] * min(self._repeat_cell, MAX_REPEATED, MAX_COLUMNS - len(self._row))
            self._empty = 0
        elif tag == "table-row":
            times = self._repeat_row if self._repeat_row <= MAX_REPEATED else 1
            self._ready += [(self._title, self._row)] * times

    def take(self) -> list[tuple[str, list[str]]]:
        """Return the complete rows, and forget them."""
        ready, self._ready = self._ready, []
        return ready


def _count(value: str) -> int:
    return int(value) if value.isdigit() and len(value) < 10 else 1
