"""ODS sheets as tables (ODF 1.3 part 3, section 9), row by row; repeated empty cells cost nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable, Unsupported
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.office.document import extras
from pii_sweep.extract.office.odf import OdfText, check_encryption, margins
from pii_sweep.extract.office.package import Handler, Package
from pii_sweep.extract.stream import safe_name
from pii_sweep.extract.text.decode import until_broken
from pii_sweep.extract.text.formula_text import Texts, evaluate, holds_nothing_new, literals
from pii_sweep.extract.text.plain import passages
from pii_sweep.extract.workbook.number_format import number_text
from pii_sweep.extract.workbook.sheet import sheet
from pii_sweep.types import Blob, Gap, Note, Piece, Where

MAX_COLUMNS = 16_384
# What a cell holds whose text is not written out.
STORED = ("office:date-value", "office:value", "office:string-value")
# What frames the cells, how their text is parted, and what stands in it and is none of it.
CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_FRAME: Final = (
    "document-content document body spreadsheet table table-row table-rows table-header-rows table-row-group "
    "table-columns table-column table-header-columns table-column-group"
)
FRAME: Final = CELLS | frozenset(_FRAME.split())
PARAGRAPHS: Final = frozenset({"p", "h"})
ANNOTATED: Final = frozenset({"office:annotation", "svg:desc", "svg:title"})
# Attributes of cells that say nothing, or that the cell is read by.
_PLAIN: Final = (
    "office:value-type office:value office:date-value office:time-value office:boolean-value office:currency "
    "office:string-value calcext:value-type table:style-name table:default-cell-style-name table:formula "
    "table:content-validation-name table:number-columns-repeated table:number-rows-repeated xml:id text:c "
    "table:number-columns-spanned table:number-rows-spanned table:visibility text:style-name table:name"
)
PLAIN_ATTRIBUTES: Final = frozenset(_PLAIN.split())
LONG: Final = 5  # digits of a number that a format may hide, at least
_NO_DIGIT: Final = re.compile(r"\D+")
_SHOWS: Final = re.compile(r"[^\W_]")
_HIDES: Final = re.compile(r"[#*]+|[+-]?\d(?:[.,]\d*)?[Ee][+-]?\d+")
# A row repeated more often than this is fill, not data; it is read once.
MAX_REPEATED = 1000


def read_ods(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each sheet's rows as tables (`where.inside` ends with the sheet's name), then extras."""
    package = Package(body, where, budget)
    check_encryption(package)
    broken: list[Unreadable] = []
    handler = _Sheets(budget)
    for info in package.needed(lambda name: name == "content.xml"):
        rows = until_broken(_rows(package, handler, info), broken)
        row = next(rows, None)
        while row is not None:
            title = row[0]
            taken: list[tuple[str, list[str]] | None] = [row]
            inner = replace(where, inside=(*where.inside, safe_name(title)))
            yield Note(inner, "member")
            yield from sheet(_read_sheet(rows, taken), inner, budget)
            row = taken[0]
    for passage in passages([f"{line}\n" for line in handler.texts.held], where, budget):
        yield replace(passage, spans=())
    yield from handler.texts.gaps(where)
    if handler.unread:
        yield Gap(where, Unsupported.reason)
    for title, lines in handler.asides.items():
        inner = replace(where, inside=(*where.inside, safe_name(title))) if title else where
        yield from (replace(one, where=inner, spans=()) for one in passages(lines, inner, budget))
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
    """Collect rows with their sheet's name; all but the text of cells goes to another handler."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._ready: list[tuple[str, list[str]]] = []
        self._title = ""
        self._row: list[str] = []
        self._empty = self._repeat_row = self._repeat_cell = 0
        self._text: list[str] = []
        self._cell: dict[str, str] | None = None  # attributes of the cell that is open
        self._inside = self._apart = 0  # open elements of a cell's text, and of what is none
        self._other, self._said = OdfText(), False  # whether the other took anything that is not handed on
        self._place, self._size, self._budget = "", 0, budget
        self.texts = Texts()  # of formulas
        self.unread = False  # whether a formula has no value and may say something
        self.asides: dict[str, list[str]] = {}  # lines next to the cells by sheet, "" for the workbook's

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Sort out what is a sheet, a row, a cell or its text."""
        self.hidden = None  # which would take attributes too
        local = tag.rpartition(":")[2]
        own = self._inside or local in FRAME or (self._cell is not None and local in PARAGRAPHS)
        if self._apart or not own or tag in ANNOTATED or tag.startswith("draw:"):
            self._apart += 1
            self._said = True
            self._other.open(tag, attributes)
            return
        if self._inside or local in PARAGRAPHS:
            self._inside += 1
        super().open(tag, attributes)
        if not attributes.keys() <= PLAIN_ATTRIBUTES:
            said = {key: value for key, value in attributes.items() if key not in PLAIN_ATTRIBUTES}
            self._said = True
            self._other.note(tag, said)

    def close(self, tag: str) -> None:
        """Close what was opened, and keep the lines next to the cells."""
        if self._apart:
            self._apart -= 1
            self._other.close(tag)
        else:
            self._inside -= self._inside > 0
            super().close(tag)
        if self._said and not self._apart and not self._inside:
            self._said = False
            self._other.finish()
            if lines := self._other.take():
                self._size += sum(map(len, lines))
                self._budget.memory(self._size)
                self.asides.setdefault(self._place, []).extend(lines)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a sheet, a row or a cell."""
        if tag == "table":
            self._title = self._place = attributes.get("table:name", "sheet")
        elif tag == "table-row":
            self._row, self._empty = [], 0
            self._repeat_row = _count(attributes.get("table:number-rows-repeated", ""))
        elif tag in CELLS:
            self._cell, self._text = attributes, []
            self._repeat_cell = _count(attributes.get("table:number-columns-repeated", ""))
        elif tag in {*PARAGRAPHS, "line-break"} and self._text:
            self._text.append("\n")
        elif tag in {"s", "tab"}:
            self._text.append(" ")

    def data(self, text: str) -> None:
        """Take a cell's text."""
        if self._apart:
            self._other.data(text)
        elif self._cell is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """Close a cell or a row."""
        if tag in CELLS:
            attributes = self._cell or {}
            value = _value_of("".join(self._text).strip(), attributes)
            calculated = "" if value else self._calculate(attributes)
            if not calculated:
                self.texts.add(literals(attributes.get("table:formula", "")))
            value = value or calculated
            self._cell = None
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
        elif tag == "table":
            self._place = ""

    def _calculate(self, attributes: Mapping[str, str]) -> str:
        """Return what a formula says whose value no program has kept; one that is not read is noted."""
        formula = attributes.get("table:formula", "")
        if not formula or "office:value-type" in attributes:
            return ""
        value = evaluate(formula, lambda reference: None)
        self.unread = self.unread or (value is None and not holds_nothing_new(formula))
        return value or ""

    def take(self) -> list[tuple[str, list[str]]]:
        """Return the complete rows, and forget them."""
        ready, self._ready = self._ready, []
        return ready


def _value_of(text: str, attributes: Mapping[str, str]) -> str:
    """Return a cell as it reads, or as it is stored where what it shows hides that.

    A column too narrow shows `###` or `4.1E+15`; a format may leave digits out.
    """
    number = attributes.get("office:value", "")
    if not text:
        return next(filter(None, map(attributes.get, STORED)), "")
    if number == text:
        return text
    if number:
        whole = number_text(number)
        left_out = whole.isdecimal() and len(whole) >= LONG and whole not in _NO_DIGIT.sub("", text)
        return whole if left_out or _HIDES.fullmatch(text) else text
    if (day := attributes.get("office:date-value", "")) and not _SHOWS.search(text):
        return day
    stored = attributes.get("office:string-value", "")
    return text if not stored or stored in text else f"{text}\n{stored}"


def _count(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 10 else 1
