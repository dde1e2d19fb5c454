"""Dates of birth as record linkage compares them: the whole date, its year, and its day and month."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.identifiers.age import read_date
from pii_sweep.detect.tables.column_header import plain_header
from pii_sweep.detect.tables.person_header import names_other_party
from pii_sweep.detect.text import lexicon
from pii_sweep.link import keyed_print
from pii_sweep.link.keyed_print import Printer, Prints
from pii_sweep.types import Cells

_NONE = ("", "", "")


def births(cells: Cells, printer: Printer) -> tuple[Prints, Prints, Prints]:
    """Return the prints of dates, of their years and of their days, none of other parties' and of no dates.

    Which is the day and which the month is not known of all; the century is not written by all.
    """
    whole, year, day = ((f"birth {part}", printer.key) for part in ("whole", "year", "day"))
    if whole not in cells.prints:
        others = cells.column_name is not None and _is_of_other(cells.column_name)
        read = [_NONE if others else _read(value) for value in cells.values]
        for (what, key), texts in zip((whole, year, day), zip(*read, strict=True), strict=True):
            cells.prints[what, key] = printer.of(what, keyed_print.lines_of(texts))
    return cells.prints[whole], cells.prints[year], cells.prints[day]


@lru_cache(maxsize=1024)
def _is_of_other(header: str) -> bool:
    """Return whether a header is of the birth of somebody else than the row's names: of a child's."""
    words = {re.sub(r"\d+$", "", word) for title in plain_header(header) for word in title.split()}
    return names_other_party(header) or not words.isdisjoint(_get_dependents())


@lru_cache(maxsize=1)
def _get_dependents() -> frozenset[str]:
    listed = lexicon.table("headings")["dependent"]
    return frozenset(form for word in listed for form in (word, lexicon.plain(word)))


@lru_cache(maxsize=8192)
def _read(value: str) -> tuple[str, str, str]:
    """Return a date, its year and its day; nothing of the first of January, which stands for no known day."""
    date = read_date(value) if value else None
    if date is None or date[1:] == (1, 1):
        return _NONE
    year, day = f"{date[0] % 100:02d}", "{:02d}{:02d}".format(*sorted(date[1:]))
    return year + day, year, day
