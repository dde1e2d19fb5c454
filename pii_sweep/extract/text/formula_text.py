"""Texts in quotes of formulas and fields: what a cell shows in some case, a constant, a list of choices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pii_sweep.errors import TooBig
from pii_sweep.types import Gap, Where

# ISO/IEC 29500-1, 18.17.2.2: a quote within is written twice.
_LITERAL: Final = re.compile(r'"((?:[^"]|"")+)"')
# A number, a mailbox, or two words; a state (`"open"`) and a format of numbers (`"0.00"`) say nothing.
_SAYS: Final = re.compile(r"\d{3}|@|[^\W\d_]{2}[ .,:;/-]+[^\W\d_]{2}")
MOST: Final = 10_000  # different ones of a sheet


@dataclass(slots=True)
class Texts:
    """The different texts of a sheet's formulas and rules, `MOST` of them; `left` says whether more came."""

    held: dict[str, None] = field(default_factory=dict, repr=False)
    left: bool = False

    def add(self, texts: Iterable[str]) -> None:
        """Take texts, each once, until there are too many."""
        for text in texts:
            if len(self.held) < MOST:
                self.held[text] = None
            else:
                self.left = self.left or text not in self.held

    def gaps(self, where: Where) -> Iterator[Gap]:
        """Yield the gap of what was left."""
        if self.left:
            yield Gap(where, TooBig.reason)


def literals(formula: str) -> Iterator[str]:
    """Yield the texts in a formula that may say something."""
    if '"' in formula:
        yield from (text.replace('""', '"') for text in _LITERAL.findall(formula) if _SAYS.search(text))
