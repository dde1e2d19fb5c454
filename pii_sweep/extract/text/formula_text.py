"""Texts in quotes of formulas and fields: what a cell shows in some case, a constant, a list of choices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# ISO/IEC 29500-1, 18.17.2.2: a quote within is written twice.
_LITERAL: Final = re.compile(r'"((?:[^"]|"")+)"')
# A number, a mailbox, or two words; formats (`"yyyy-mm-dd"`) and states (`"open"`) say nothing.
_SAYS: Final = re.compile(r"\d{3}|@|[^\W\d_]{2}[ .,:;/-]+[^\W\d_]{2}")
MOST: Final = 10_000  # different ones of a sheet


def literals(formula: str) -> Iterator[str]:
    """Yield the texts in a formula that may say something."""
    if '"' in formula:
        yield from (text.replace('""', '"') for text in _LITERAL.findall(formula) if _SAYS.search(text))
