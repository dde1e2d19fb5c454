"""Rows of delimited values between other lines: data inside a program's text, sections of an exchange file.

SPSS has them between `BEGIN DATA` and `END DATA`, SAS behind `DATALINES`, and the statement before names the
columns; accounting programs write them below a line `[SECTION]`. The accounts of a Unix system, `passwd(5)`,
have colons between seven fields, and commas between a person's name, room and telephones in the fifth.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple

LEAST_ROWS, LEAST_COLUMNS = 4, 4
DELIMITERS = ";,\t|"
_QUOTED_SHARE = 0.9

Cut = Callable[[str], Sequence[str] | None]


class InlineRows(NamedTuple):
    """The line at which rows begin, the names of their columns where a statement has them, and their cut."""

    at: int
    header: Sequence[str]
    cut: Cut


def find_inline_rows(head: Sequence[str]) -> InlineRows | None:
    """Return the first rows of equally many delimited values, some in quotes, or None."""
    at = 0
    while at < len(head):
        if sum(1 for _ in takewhile(_split_account, head[at:])) >= LEAST_ROWS:
            return InlineRows(at, _ACCOUNT_COLUMNS, _split_account)
        for delimiter in DELIMITERS if '"' in head[at] and _QUOTED.search(head[at]) else ():
            width = len(_split(head[at], delimiter) or ())
            cut = partial(_split, delimiter=delimiter, width=width)
            rows = list(takewhile(cut, head[at:])) if width >= LEAST_COLUMNS else []
            quoted = sum(_QUOTED.search(row) is not None for row in rows)
            if len(rows) >= LEAST_ROWS and quoted >= _QUOTED_SHARE * len(rows):
                return InlineRows(at, _find_names("".join(head[:at]), width), cut)
        at += 1
    return None


# A cell in quotes between two delimiters; what begins with a bracket is a line of a program.
_QUOTED = re.compile(r"\A[^\s\[({<](?:.*[;,\t|])?\"[^\"]*\"[;,\t|]|\A\"[^\"]*\"[;,\t|]")


def _split(line: str, delimiter: str, width: int = 0) -> Sequence[str] | None:
    """Return the cells of a line; None where they are not as many as asked for, or a quote stays open."""
    if not line.strip() or line.count('"') % 2:
        return None
    cells = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    return cells if width in (0, len(cells)) else None


_ACCOUNT_COLUMNS = (
    *("login", "password hash", "number", "group", "full name", "room", "work phone", "home phone", "other"),
    *("home directory", "shell", "system account"),
)
_ACCOUNT = re.compile(
    r"[A-Za-z_][\w.\-]{0,63}:[^:\n]{0,200}:\d+:\d+:[^:\n]{0,200}:/[^:\n]{0,200}:(?:/[^:\n]{0,80})?"
)
_PEOPLE, _NO_PERSON = 1000, 65534  # the numbers of people's accounts, and that of none (login.defs)


def _split_account(line: str) -> Sequence[str] | None:
    """Return the cells of an account's line, that of a program or a service as one; None for other lines."""
    if not _ACCOUNT.fullmatch(line.strip()):
        return None
    login, secret, number, group, person, home, shell = line.strip().split(":")
    if not _PEOPLE <= int(number) < _NO_PERSON:
        return [*[""] * (len(_ACCOUNT_COLUMNS) - 1), line.strip()]
    *parts, other = [*person.split(",", 4), "", "", "", "", ""][:5]
    return [login, secret, number, group, *parts, other, home, shell, ""]


def _find_names(before: str, width: int) -> Sequence[str]:
    """Return the columns' names from the last statement before the rows that has as many; else none."""
    for pattern in (_DATA_LIST, _INPUT):
        for statement in reversed(list(pattern.finditer(before))):
            names = _NAME.findall(_FORMAT.sub(" ", statement[1]))
            if len(names) == width:
                return names
    return ()


_DATA_LIST = re.compile(r"(?is)^\s*DATA LIST\b[^/\n]{0,80}/(.{1,4000}?)\.\s*$", re.MULTILINE)
_INPUT = re.compile(r"(?is)^\s*INPUT\b(.{1,4000}?);", re.MULTILINE)
# `(A20)`, `$`, `:$20.`, `1-8`: how wide a value is.
_FORMAT = re.compile(r"\([^()]{1,12}\)|:?\s?\$?\w*\d*\.\d*(?=\s|$)|\$|\b\d+-\d+\b|@\d+")
_NAME = re.compile(r"[^\W\d]\w*")
