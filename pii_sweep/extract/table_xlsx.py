"""XLSX sheets as tables, row by row in flat memory; only the shared strings are held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import BinaryIO

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.office_text import extras
from pii_sweep.extract.office_zip import Handler, Package
from pii_sweep.extract.stream import safe_name
from pii_sweep.extract.table_sheet import sheet
from pii_sweep.extract.text import passages
from pii_sweep.extract.textio import until_broken
from pii_sweep.types import Blob, Piece, Where

MAX_COLUMNS = 16_384
# Numbers of the built-in date and time formats (ISO/IEC 29500-1, 18.8.30).
DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_DATE_FORMAT = re.compile(r"[ymdhs]", re.I)
# Texts above and below the pages of a sheet, and the codes in them (ISO/IEC 29500-1, 18.3.1.46).
MARGINS = frozenset({f"{side}{part}" for side in ("odd", "even", "first") for part in ("Header", "Footer")})
_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])")
_LITERAL = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")


def read_xlsx(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each sheet's rows as tables (`where.inside` ends with the sheet's name), then what is embedded.

    A row's number counts from the sheet's first row below the header. Raises Corrupt, TooBig.
    """
    package = Package(body, where, budget)
    strings, dates = _strings(package), _date_styles(package)
    names = _names(package)
    broken: list[Unreadable] = []
    sheets = package.needed(lambda name: bool(re.match(r"xl/worksheets/[^/]+\.xml$", name)))
    for at, info in enumerate(sheets):
        title = names[at] if at < len(names) else f"sheet{at + 1}"
        rows = _Rows(strings, dates)

        def stream(info=info, rows=rows) -> Iterator[Sequence[str]]:  # type: ignore[no-untyped-def]
            for _ in package.parse(info, rows):
                yield from rows.take()

        inner = replace(where, inside=(*where.inside, safe_name(title))) if len(sheets) > 1 else where
        yield from sheet(until_broken(stream(), broken), inner, budget)
        for passage in passages([f"{line.strip()}\n" for line in rows.margins], inner, budget):
            yield replace(passage, where=inner, spans=())
    yield from extras(package)
    if broken:
        raise broken[0]


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
    """Collect which cell styles show dates."""

    def __init__(self) -> None:
        super().__init__()
        self.dates: list[bool] = []
        self._custom: dict[str, bool] = {}
        self._cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            code = _LITERAL.sub("", attributes.get("formatCode", ""))
            self._custom[attributes.get("numFmtId", "")] = bool(_DATE_FORMAT.search(code))
        elif tag == "cellXfs":
            self._cells = True
        elif tag == "xf" and self._cells:
            number = attributes.get("numFmtId", "0")
            built_in = number.isdigit() and int(number) in DATES
            self.dates.append(self._custom.get(number, built_in))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._cells = False


def _date_styles(package: Package) -> list[bool]:
    handler = _Styles()
    for info in package.matching(lambda name: name == "xl/styles.xml"):
        for _ in package.parse(info, handler):
            pass
    return handler.dates


class _Names(Handler):
    """Collect the sheets' names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            self.found.append(attributes.get("name", "sheet"))


def _names(package: Package) -> list[str]:
    handler = _Names()
    for info in package.matching(lambda name: name == "xl/workbook.xml"):
        for _ in package.parse(info, handler):
            pass
    return handler.found


class _Rows(Handler):
    """Collect a sheet's rows; empty rows in between count."""

    def __init__(self, strings: list[str], dates: list[bool]) -> None:
        super().__init__()
        self._strings, self._dates = strings, dates
        self._ready: list[list[str]] = []
        self._row: list[str] = []
        self._kind, self._style, self._at = "n", "", 0
        self._margin = False
        self._value: list[str] = []
        self._taking = False
        self.margins: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._margin = tag in MARGINS
        if tag == "row":
            self._row = []
        elif tag == "c":
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._at = _column(attributes.get("r", ""), len(self._row))
            self._value.clear()
        self._taking = tag in {"v", "t"}

    def data(self, text: str) -> None:
        if self._taking:
            self._value.append(text)
        elif self._margin:
            self.margins.append(_CODE.sub(" ", text))

    def end(self, tag: str) -> None:
        self._taking = self._margin = False
        if tag == "row":
            self._ready.append(self._row)
        elif tag == "c" and self._value and self._at < MAX_COLUMNS:
            self._row.extend([""] * (self._at - len(self._row) + 1))
            self._row[self._at] = self._cell("".join(self._value))

    def take(self) -> list[list[str]]:
        """Return the complete rows, and forget them."""
        ready, self._ready = self._ready, []
        return ready

    def _cell(self, value: str) -> str:
        if self._kind == "s":
            number = int(value) if value.strip().isdigit() else -1
            return self._strings[number] if 0 <= number < len(self._strings) else ""
        if self._kind == "b":
            return "true" if value == "1" else "false"
        if self._kind != "n":
            return value
        style = int(self._style) if self._style.isdigit() else -1
        return number_text(value, date=0 <= style < len(self._dates) and self._dates[style])


def _column(reference: str, default: int) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    if not letters:
        return default
    number = 0
    for letter in letters.group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def number_text(value: str, *, date: bool) -> str:
    """Return a stored number as it reads: whole numbers without a point, serial days as dates."""
    try:
        number = float(value)
    except ValueError:
        return value
    if date and 0 < number < 2_958_466:
        moment = datetime(1899, 12, 30) + timedelta(days=number)
        moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
        return moment.date().isoformat() if moment.time().isoformat() == "00:00:00" else moment.isoformat(" ")
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    if number.is_integer():
        return str(int(value)) if value.isdigit() else f"{number:.0f}"
    # A sheet shows 15 digits: 9.609999999999999 is 9.61.
    return f"{number:.15g}"
