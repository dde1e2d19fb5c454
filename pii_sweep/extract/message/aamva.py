"""What a scanner of driver licences writes: AAMVA payloads, one behind the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.aamva_licence import AAMVA, ELEMENTS, licence
from pii_sweep.extract.message.segment import Record
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

# A payload has some thirty elements; more lines than this are not one's.
MAX_LINES: Final = 200

_KNOWN = re.compile(rf"(?:{'|'.join(ELEMENTS)})|.*ANSI \d|[@\W]*$")


def read_aamva(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each licence's data as fields, at the line it begins on; `row` counts the licences."""
    broken: list[Unreadable] = []
    record = Record(where, budget)
    held: list[str] = []
    first = 1
    for number, line in enumerate(until_broken(lines(body), broken), 1):
        if (line.startswith("@") and any("ANSI" in row for row in held)) or len(held) >= MAX_LINES:
            yield from _licence(held, first, record)
            held, first = [], number
        held.append(line.replace("\r", "\n"))
    yield from _licence(held, first, record)
    if broken:
        raise broken[0]


def _licence(held: list[str], first: int, record: Record) -> Iterator[Piece]:
    payload = "".join(held)
    head = AAMVA.search(payload)
    elements = licence(payload, written=True) if head else {}
    # What is no known element, such as a line between two scans, is handed on as it stands.
    rest = [("", row) for row in payload.split("\n") if not head or not _KNOWN.match(row)]
    yield from record.add([*elements.items(), *rest], first)
    yield from record.close()
