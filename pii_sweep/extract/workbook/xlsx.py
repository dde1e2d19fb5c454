"""XLSX sheets as tables, row by row in flat memory; only the shared strings are held."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from pii_sweep.errors import Unreadable, Unsupported
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.office.document import extras
from pii_sweep.extract.office.package import Handler, Package
from pii_sweep.extract.office.relations import list_parts
from pii_sweep.extract.stream import safe_name
from pii_sweep.extract.text.decode import until_broken
from pii_sweep.extract.text.formula_text import Texts, evaluate, holds_nothing_new, literals
from pii_sweep.extract.text.plain import passages
from pii_sweep.extract.workbook.number_format import PLAIN, Shown, format_of, number_text
from pii_sweep.extract.workbook.sheet import sheet
from pii_sweep.types import Blob, Gap, Note, Piece, Where

MAX_COLUMNS = 16_384
MAX_BLANK = 10_000  # empty rows in between, which a writer may leave out
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
_WORKBOOK = re.compile(r"xl/workbook\d*\.xml$")
# Texts above and below the pages of a sheet, and the codes in them (ISO/IEC 29500-1, 18.3.1.46).
MARGINS = frozenset({f"{side}{part}" for side in ("odd", "even", "first") for part in ("Header", "Footer")})
# What a rule about a cell shows next to it, and where texts stand in quotes.
HINTS = ("promptTitle", "prompt", "errorTitle", "error")
FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedName"})
_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])")


def read_xlsx(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each sheet's rows as tables (`where.inside` ends with the sheet's name), then what is embedded.

    A row's number counts from the sheet's first row below the header. Raises Corrupt, TooBig.
    """
    package = Package(body, where, budget)
    strings, styles = SharedStrings(_strings(package)), _styles(package)
    broken: list[Unreadable] = []
    sheets = _sheets(package)
    for info, title in sheets:
        rows = _Rows(strings, styles)

        def stream(info=info, rows=rows) -> Iterator[Sequence[str]]:  # type: ignore[no-untyped-def]
            for _ in package.parse(info, rows):
                yield from rows.take()

        named = replace(where, inside=(*where.inside, safe_name(title)))
        yield Note(named, "member")
        inner = named if len(sheets) > 1 else where
        yield from sheet(until_broken(stream(), broken), inner, budget)
        for passage in passages(
            [f"{line.strip()}\n" for line in (*rows.margins, *rows.texts.held)], inner, budget
        ):
            yield replace(passage, where=inner, spans=())
        yield from rows.texts.gaps(inner)
        if rows.unread:
            yield Gap(inner, Unsupported.reason)
    yield from _constants(package)
    yield from _read_unused(strings, package)
    yield from extras(package, "xl")
    if broken:
        raise broken[0]


class SharedStrings:
    """The strings that cells share, and which of them any cell shows."""

    def __init__(self, held: Sequence[str]) -> None:
        """Begin with none shown."""
        self._held = held
        self._shown = bytearray(len(held))

    def show(self, number: int) -> str:
        """Return the string of a number, empty where there is none."""
        if not 0 <= number < len(self._held):
            return ""
        self._shown[number] = 1
        return self._held[number]

    def list_unused(self) -> Iterator[str]:
        """Yield the strings that no cell shows: those of cells that were emptied."""
        yield from (text for text, shown in zip(self._held, self._shown, strict=True) if not shown)


def _read_unused(strings: SharedStrings, package: Package) -> Iterator[Piece]:
    """Yield the strings that no cell shows."""
    lines = (f"{text}\n" for text in strings.list_unused() if text.strip())
    for passage in passages(lines, package.where, package.budget):
        yield replace(passage, where=package.where, spans=())


def _constants(package: Package) -> Iterator[Piece]:
    """Yield the texts that names of a workbook stand for."""
    handler = _Rows(SharedStrings([]), [])
    for main in package.matching(lambda name: bool(_WORKBOOK.match(name))):
        for _ in package.parse(main, handler):
            pass
    for passage in passages([f"{line}\n" for line in handler.texts.held], package.where, package.budget):
        yield replace(passage, spans=())
    yield from handler.texts.gaps(package.where)


class _Strings(Handler):
    """Collect the shared strings; phonetic readings are left out."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.found: list[str] = []
        self._parts: list[str] = []
        self._budget, self._size = budget, 0
        self._text = self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._text = tag == "t"
        self._phonetic = self._phonetic or tag == "rPh"

    def end(self, tag: str) -> None:
        self._text = False
        if tag == "rPh":
            self._phonetic = False
        if tag == "si":
            self.found.append("".join(self._parts))
            self._parts.clear()

    def data(self, text: str) -> None:
        if self._text and not self._phonetic:
            self._parts.append(text)
            self._size += len(text) + 64
            self._budget.memory(self._size)


def _strings(package: Package) -> list[str]:
    handler = _Strings(package.budget)
    for info in package.matching(lambda name: name.lower() == "xl/sharedstrings.xml"):
        for _ in package.parse(info, handler):
            pass
    return handler.found


class _Styles(Handler):
    """Collect how the cell styles show numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Shown] = []
        self._custom: dict[str, str] = {}
        self._cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self._custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._cells = True
        elif tag == "xf" and self._cells:
            self.shown.append(format_of(attributes.get("numFmtId", "0"), self._custom))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._cells = False


def _styles(package: Package) -> list[Shown]:
    handler = _Styles()
    for info in package.matching(lambda name: name == "xl/styles.xml"):
        for _ in package.parse(info, handler):
            pass
    return handler.shown


def _sheets(package: Package) -> list[tuple[zipfile.ZipInfo, str]]:
    """Return the sheets' parts and titles in the workbook's order; those that it does not list come last."""
    infos = {info.filename: info for info in package.needed(lambda name: bool(_SHEET.match(name)))}
    found: list[tuple[zipfile.ZipInfo, str]] = []
    for main in package.matching(lambda name: bool(_WORKBOOK.match(name))):
        for one in list_parts(package, main.filename, "sheet"):
            if one.part in infos:
                found.append((infos.pop(one.part), one.title))
    return found + [(info, posixpath.basename(name).rpartition(".")[0]) for name, info in infos.items()]


class _Rows(Handler):
    """Collect a sheet's rows; empty rows in between count, those that are left out too."""

    def __init__(self, strings: SharedStrings, styles: list[Shown]) -> None:
        super().__init__()
        self._strings, self._styles = strings, styles
        self._ready: list[list[str]] = []
        self._number = 1  # of the next row
        self._row: list[str] = []
        self._kind, self._style, self._at = "n", "", 0
        self._margin = False
        self._value: list[str] = []
        self._taking = False
        self._formula: list[str] | None = None
        self._said: str | None = None  # the formula of a cell
        self._shared = ""  # the number of one that several cells share
        self._open_shared = set[str]()
        self.unread = False  # whether a formula has no value and may say something
        self.margins: list[str] = []
        self.texts = Texts()  # of formulas, and of what a cell may hold

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._margin = tag in MARGINS
        if tag == "row":
            self._row = []
            self._skip(attributes.get("r", ""))
        elif tag == "c":
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._at = _column(attributes.get("r", ""), len(self._row))
            self._value.clear()
            self._said, self._shared = None, ""
        elif tag == "dataValidation":
            self.texts.add(filter(None, map(attributes.get, HINTS)))
        self._taking = tag in {"v", "t"}
        self._formula = [] if tag in FORMULAS else None
        if tag == "f":
            self._shared = attributes.get("si", "")

    def _skip(self, reference: str) -> None:
        """Put in the empty rows that the writer left out before a row."""
        number = int(reference) if reference.isdecimal() and len(reference) < 8 else self._number
        if 0 < number - self._number <= MAX_BLANK:
            self._ready += [[] for _ in range(number - self._number)]
        self._number = max(number, self._number)

    def data(self, text: str) -> None:
        if self._taking:
            self._value.append(text)
        elif self._formula is not None:
            self._formula.append(text)
        elif self._margin:
            self.margins.append(_CODE.sub(" ", text))
        elif self.hidden is not None:
            self.hidden.text(text)

    def end(self, tag: str) -> None:
        self._taking = self._margin = False
        if self._formula is not None:
            if tag == "f":
                self._said = "".join(self._formula)
            else:
                self.texts.add(literals("".join(self._formula)))
        self._formula = None
        if tag == "row":
            self._ready.append(self._row)
            self._number += 1
        elif tag == "c" and self._at < MAX_COLUMNS:
            if self._said and self._shared and not holds_nothing_new(self._said):
                self._open_shared.add(self._shared)
            if self._value and self._said:
                self.texts.add(literals(self._said))
            value = self._cell("".join(self._value)) if self._value else self._calculate()
            if value or self._value:
                self._row.extend([""] * (self._at - len(self._row) + 1))
                self._row[self._at] = value

    def _calculate(self) -> str:
        """Return what a formula says whose value no program has kept; one that is not read is noted."""
        said = self._said
        if said is None:
            return ""
        value = evaluate(said, self._look_up)
        if value is None:
            self.texts.add(literals(said))
        if value is None and not self.unread:
            self.unread = not holds_nothing_new(said) or (not said and self._shared in self._open_shared)
        return value or ""

    def _look_up(self, reference: str) -> str | None:
        """Return what a cell of this row holds, of those before the one that is read."""
        at = _column(reference, MAX_COLUMNS)
        number = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if number != str(self._number) or at >= self._at:
            return None
        return self._row[at] if at < len(self._row) else ""

    def take(self) -> list[list[str]]:
        """Return the complete rows, and forget them."""
        ready, self._ready = self._ready, []
        return ready

    def _cell(self, value: str) -> str:
        if self._kind == "s":
            return self._strings.show(int(value) if value.strip().isdecimal() else -1)
        if self._kind == "b":
            return "true" if value == "1" else "false"
        if self._kind != "n":
            return value
        style = int(self._style) if self._style.isdecimal() else -1
        return number_text(value, self._styles[style] if 0 <= style < len(self._styles) else PLAIN)


def _column(reference: str, default: int) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    if not letters:
        return default
    number = 0
    for letter in letters.group():
        number = number * 26 + ord(letter) - 64
    return number - 1
