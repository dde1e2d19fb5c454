"""Messages of segments (X12, EDIFACT, HL7) and of tagged lines become records of `name: value` fields.

A reader of such a format knows what its fields mean and names them in words: `patient.last name`. Fields
of one party share the name's first part, so that names and addresses come together as in other records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Final

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.text.decode import blocks, cut
from pii_sweep.extract.text.plain import CHUNK
from pii_sweep.types import Passage, Span, Where

# A longer segment is no segment: it is handed on in parts.
MAX_SEGMENT: Final = 1 << 16
# One that carries a document may be as long as this.
MAX_DOCUMENT: Final = 1 << 25
_BEGIN: Final = 16  # characters that hold a segment's tag
# What parts the elements that no name is known of: they are no running text.
REST: Final = " | "
_SPACE = re.compile(r"\s+")

Named = tuple[str, str]
Numbered = tuple[int, str]


@dataclass(slots=True)
class Record:
    """One record's fields as they are read; `row` is its number from 1 in the whole object."""

    where: Where
    budget: Budget
    row: int = 1
    begun: bool = False
    text: list[str] = field(default_factory=list, repr=False)
    spans: list[Span] = field(default_factory=list, repr=False)
    size: int = 0

    def add(self, named: Iterable[Named], line: int) -> Iterator[Passage]:
        """Take fields of one line; yield the record's passage where it gets too long."""
        for name, value in named:
            shown = _SPACE.sub(" ", value).strip()
            while shown:
                piece = shown if len(shown) <= CHUNK else shown[: cut(shown, CHUNK)]
                shown = shown[len(piece) :]
                if self.size + len(piece) > CHUNK:
                    yield from self._emit()
                label = f"{name}: " if name else ""
                start = self.size + len(label)
                self.spans.append(Span(start, start + len(piece), line=line))
                self.text.append(f"{label}{piece}\n")
                self.size += len(self.text[-1])

    def close(self) -> Iterator[Passage]:
        """Yield what the record holds, and begin the next one."""
        yield from self._emit()
        self.row += self.begun
        self.begun = False

    def _emit(self) -> Iterator[Passage]:
        if self.text:
            self.begun = True
            self.budget.characters(self.size)
            where = replace(self.where, line=self.spans[0].line, row=self.row)
            yield Passage("".join(self.text)[:-1], where, tuple(self.spans), "fields")
        self.text, self.spans, self.size = [], [], 0


def segments(
    body: BinaryIO, end: str, release: str = "", documents: tuple[str, ...] = ()
) -> Iterator[Numbered]:
    """Yield the segments of a body with the number of the line that each begins on.

    `end` closes a segment where `release` does not stand before it; escapes stay in the text. What begins
    as one of `documents` may be long. A body that breaks off yields what came before, then its error.
    """
    mark = re.compile(rf"(?:[^{re.escape(release + end)}]|{re.escape(release)}.)*" if release else "", re.S)
    line, held = 1, ""
    for block in blocks(body):
        held += block
        start = 0
        while (place := _end(held, start, end, mark)) >= 0:
            yield from _segment(held[start:place], line)
            line += held.count("\n", start, place + 1)
            start = place + 1
        held = held[start:]
        most = MAX_DOCUMENT if documents and held[:_BEGIN].lstrip().startswith(documents) else MAX_SEGMENT
        while len(held) > most:
            yield from _segment(held[:most], line)
            line += held.count("\n", 0, most)
            held = held[most:]
    yield from _segment(held, line)


def _end(held: str, start: int, end: str, mark: re.Pattern[str]) -> int:
    """Return where the segment that begins at `start` ends, -1 where its end has not come yet."""
    if not mark.pattern:
        return held.find(end, start)
    found = mark.match(held, start)
    place = found.end() if found else start
    return place if place < len(held) and held[place] == end else -1


def _segment(text: str, line: int) -> Iterator[Numbered]:
    if bare := text.strip():
        yield line + text[: text.index(bare[0])].count("\n"), bare


def element_at(parts: Sequence[str], place: int) -> str:
    """Return an element by its place, nothing where the segment has none there."""
    return parts[place].strip() if place < len(parts) else ""


def party_fields(owner: str, named: Sequence[Named]) -> list[Named]:
    """Return the fields that have a value, named as one party's: `patient.city`."""
    return [(f"{owner}.{name}" if owner else name, value) for name, value in named if value.strip(' "')]
