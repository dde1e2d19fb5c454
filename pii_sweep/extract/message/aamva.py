"""What a scanner of driver licences writes: AAMVA payloads, one behind the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.aamva_licence import AAMVA, ELEMENTS, licence
from pii_sweep.extract.message.segment import Named, Record
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

# A payload has some thirty elements; more lines than this are not one's.
MAX_LINES: Final = 200

# An element that the standard leaves to a state, or one without a name here: its code touches its value.
_CODED = re.compile(r"(?P<code>[DZ][A-Z]{2})(?P<value>\S.*)")
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
    rest = [_split_code(row) for row in payload.split("\n") if not head or not _KNOWN.match(row)]
    yield from record.add([*elements.items(), *rest], first)
    yield from record.close()


def _split_code(row: str) -> Named:
    coded = _CODED.fullmatch(row.strip())
    return (coded["code"], coded["value"]) if coded else ("", row)
