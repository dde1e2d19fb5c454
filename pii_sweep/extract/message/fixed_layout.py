"""How a file of records with fields at fixed places is described, whoever exchanges it.

Places are counted from 1, the last one included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

Place = tuple[int, int, str]


def keep_value(code: str, value: str) -> str:
    """Return a value as it stands, whatever its code is."""
    return value


@dataclass(frozen=True, slots=True)
class Layout:
    """One format: how its files begin, what each record's places hold, what goes on about the record before.

    `records` are tried in order. `width` is the length of a record, 0 where each has its own; one that is
    written over several lines has them put together. `unended` is the length of those that are usually lines,
    where a file has no ends of lines. `within` is how a record begins that stands behind
    another on its line. What `scope` finds in a record stands before the codes of those that follow it.
    """

    header: re.Pattern[str]
    records: Mapping[str, Sequence[Place]]
    follows: str = r"\b\B"  # nothing
    width: int = 0
    unended: int = 0
    folded: int = 1  # lines of a record
    within: str = ""
    scope: re.Pattern[str] = re.compile(r"\b\B")
    heading: Sequence[str] = ()  # what the first lines are
    mark: str = ""  # places are elements between such marks
    glue: str = ", "  # between elements that one place spans
    lead: re.Pattern[str] = re.compile(r"\b\B")  # groups are fields of a record's first element, not a place
    tag: re.Pattern[str] | None = None  # how a line writes its field's name and value, maybe its level
    codes: Mapping[str, str] = field(default_factory=dict)  # elements, or tags, are codes and values
    spell: Callable[[str, str], str] = keep_value  # how a tag's value is said, by the tag's code
    patterns: Sequence[tuple[re.Pattern[str], Sequence[Place]]] = field(init=False)

    def __post_init__(self) -> None:
        """Compile the records' codes."""
        compiled = tuple((re.compile(code), places) for code, places in self.records.items())
        object.__setattr__(self, "patterns", compiled)

    def goes_on(self, record: str) -> bool:
        """Return whether a record says more about the one before."""
        return re.match(self.follows, record) is not None

    def places(self, record: str) -> Sequence[Place]:
        """Return the places of a record by its code, none where it is not known."""
        return next((places for code, places in self.patterns if code.match(record)), ())


def make_layout(header: str, records: Mapping[str, Sequence[Place]], **more: object) -> Layout:
    """Return a layout whose header and records are patterns of text."""
    return Layout(re.compile(header), records, **more)  # type: ignore[arg-type]


ACCOUNT: Final = "bank account number"
MONEY: Final = "booked"  # its last two digits are decimals
PARTED: Final = "|"  # parts the names of an element's own parts, as it parts them


def widen(record: str, place: Place) -> tuple[int, int]:
    """Return a field's first and last place, moved to the ends of words that they cut in two.

    Programs write fields some places off. A word that begins behind a gap shortly before a field belongs
    to it; one that begins behind a gap inside it and goes on behind it is the next field's. Of figures, only
    a telephone is no code or amount that touches others.
    """
    first, last, name = place
    same = str.isdecimal if name.endswith("phone") else str.isalpha
    start = first - 1
    if len(record[start - 1 : start + 2].split()) == 2:  # a space between the words of one field
        start, same = start - 1, str.isalnum
    start = _find_start(record, start, same)
    if 0 < first - 1 - start <= _OFF and (not start or record[max(start - 2, 0) : start] == "  "):
        first = start + 1
    start = _find_start(record, last, str.isalnum)
    if first < start + 1 <= last < start + 1 + _OFF and record[start - 2 : start] == "  ":
        last = start
    return first, last


# So many places a field may be off.
_OFF: Final = 6


def _find_start(record: str, at: int, same: Callable[[str], bool]) -> int:
    """Return where the letters or figures begin that go on at a place."""
    while 0 < at < len(record) and same(record[at]) and same(record[at - 1]):
        at -= 1
    return at
