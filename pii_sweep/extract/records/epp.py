"""Exports of Polish bookkeeping (EDI++ of InsERT, `.epp`): sections of rows whose columns have no header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.csv import parse
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Piece, Where

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
            yield from passages(_note_name(text, names), where, budget)
            named = "".join(names)
    if broken:
        raise broken[0]


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
