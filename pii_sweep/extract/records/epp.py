"""Exports of Polish bookkeeping (EDI++ of InsERT, `.epp`): sections of rows whose columns have no header."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.csv import parse
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Passage, Piece, Span, Where

HEADER: Final = re.compile(r'\[INFO\]\r?\n"1\.\d\d",\d,\d{3,5},"')
_ROWS: Final = "[ZAWARTOSC]"
_SECTION: Final = re.compile(r"\[[A-Z]{4,12}\]")
_NAME: Final = re.compile(r'"(\w{2,40})"')
# The first columns of a section by its name. That of taxpayers' numbers, which some fill with people's, and
# all behind the mailbox, which each version and firm fills in its own way, have no name.
_COLUMNS: Final = {
    "KONTRAHENCI": (
        *("type", "customer code", "short name", "customer name", "city", "zip", "street", "", "regon"),
        *("phone", "fax", "telex", "email"),
    ),
}


# What the line behind `[INFO]` says of the firm whose program wrote the file, by its place.
_ISSUER: Final = {6: "company", 7: "city", 8: "zip", 9: "street"}


def read_epp(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each section of rows as a table called after it, what stands before them as text."""
    broken: list[Unreadable] = []
    named = ""
    for in_rows, section in groupby(_mark_rows(until_broken(lines(body), broken)), key=lambda one: one[0]):
        text = (line for _, line in section)
        if in_rows:
            inner = replace(where, inside=(*where.inside, named)) if named else where
            yield from tables(parse(text, ","), _COLUMNS.get(named, ()), inner, budget)
        else:
            names = list[str]()
            first = next(text, "")
            if first.strip() == "[INFO]":
                yield from _name_issuer(next(text, ""), where, budget)
                first = ""
            yield from passages(_note_name(chain((first,), text), names), where, budget)
            named = "".join(names)
    if broken:
        raise broken[0]


def _name_issuer(line: str, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield what is said of the firm that issued the file as fields, the other cells as they stand."""
    text, spans = "", list[Span]()
    for at, cell in enumerate(next(csv.reader([line.strip()]), [])):
        label = f"merchant.{_ISSUER[at]}: " if at in _ISSUER else ""
        if cell.strip():
            start = len(text) + len(label)
            spans.append(Span(start, start + len(cell), line=2))
            text += f"{label}{cell}\n"
    budget.characters(len(text))
    yield Passage(text, replace(where, line=2), tuple(spans), "fields")


def _note_name(source: Iterable[str], names: list[str]) -> Iterator[str]:
    """Yield the lines before a section's rows; the name that they state first goes into `names`."""
    for line in source:
        if not names and (name := _NAME.fullmatch(line.strip())):
            names.append(name[1])
        yield line


def _mark_rows(source: Iterable[str]) -> Iterator[tuple[bool, str]]:
    """Yield each line with whether it is one of a section's rows."""
    in_rows = False
    for line in source:
        if _SECTION.fullmatch(line.strip()):
            in_rows = False
        yield in_rows, line
        in_rows = in_rows or line.strip() == _ROWS
