"""Columns whose cells hold several things: a telephone and a mailbox, a name over an address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Column, Sampled

# Lines in one cell, a mailbox next to something that has room for a number or a name, two telephones.
_SEVERAL = re.compile(
    r"\S[ \t]*\r?\n\s*\S|\S{4,}[ ;,|/]+[\w.+\-]+@[\w\-]+\.\w|@[\w\-]+\.[\w.]+[ ;,|/]+\S{4,}|"
    r"(?:^|[,;/|] *)[+(]?\d[\d().\- ]{8,18}\d *[,;/|] *[+(]?\d[\d().\- ]{8,18}\d(?= *(?:[,;/|]|$))"
)


def decide(sample: Sampled, found: Sequence[Column]) -> Column | None:
    """Decide a column whose cells hold several things each: it is read as running text."""
    if not any(map(_SEVERAL.search, sample.values[:8])):
        return None
    mailed = any("@" in value for value in sample.values)
    if not mailed and any(map(column_header.names_telephone, sample.titles)):
        return None  # cells of several telephones, each read under its header
    several = 2 * sum(map(bool, map(_SEVERAL.search, sample.values))) >= len(sample.values)
    return Column(sample.index, sample.name, "free", 0.5, ("mixed:+",), None) if several else None
