"""Bodies of web forms (application/x-www-form-urlencoded): one a line, decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final
from urllib.parse import unquote_plus

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import Named, Record
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

# Three pairs at least: a formula or an assignment has one, and no sentence is without a space.
HEADER: Final = re.compile(
    r"(?:(?:POST|PUT|PATCH|GET) \S{1,2000} HTTP/[\d.]+\s*\n(?:[\w-]{1,60}:[^\n]{0,4000}\n)*\s*)?"
    r"(?:[\w.\[\]$%+-]{1,120}=[^\s&=<>\"{}]*&){2,}[\w.\[\]$%+-]{1,120}=[^\s=<>\"{}]*\s*(?:\n|$)"
)


def read_form(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each submitted form as decoded fields; `row` counts the forms."""
    broken: list[Unreadable] = []
    record = Record(where, budget)
    for number, line in enumerate(until_broken(lines(body), broken), 1):
        yield from record.add(map(_name_pair, line.strip().split("&")), number)
        yield from record.close()
    if broken:
        raise broken[0]


def _name_pair(pair: str) -> Named:
    name, mark, value = pair.partition("=")
    words = re.sub(r"[\[\].]+", ".", unquote_plus(name, errors="replace")).strip(".")
    return (words, unquote_plus(value, errors="replace")) if mark else ("", unquote_plus(name))
