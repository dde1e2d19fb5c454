"""Lists between bars whose records take several lines, as do their headers: SAP's lists in two lines.

The lines of one record are cut in different places. Titles of groups, sums and page breaks between the
records are not of the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pii_sweep.extract.table.column_labels import clean_name, names_people

# Lines of a record, at most; records that come again; bars of a line.
_MOST_LINES, _LEAST_RECORDS, _LEAST_BARS = 4, 2, 3
_MOST_REMARKS = 2_000  # one more ends the table
Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StackedRows:
    """Where the header stands, the places of the bars in each line of a record, and the columns' names."""

    at: int
    lines: tuple[Places, ...]
    header: tuple[str, ...] = field(repr=False)

    def read(self, source: Iterable[str], remarks: list[str]) -> Iterator[list[str]]:
        """Yield the records of lines, each as one row; `remarks` takes all lines that are of none."""
        held: list[str] = []
        for line in source:
            if len(remarks) > _MOST_REMARKS:
                remarks += [*held, line]
                return
            while held and _find_bars(line) != self.lines[len(held)]:
                remarks.append(held.pop(0))
                if held and _find_bars(held[0]) != self.lines[0]:
                    remarks += held
                    held = []
            if not held and _find_bars(line) != self.lines[0]:
                remarks.append(line)
                continue
            held.append(line)
            if len(held) == len(self.lines):
                yield _join_cells(held)
                held = []
        remarks += held


def find_stacked(head: Sequence[str]) -> StackedRows | None:
    """Return how the records of some lines are stacked; None where they are not, or are not people's."""
    bars = [_find_bars(line) for line in head]
    for at, places in enumerate(bars):
        if not places or (at and bars[at - 1]):
            continue
        for count in range(2, _MOST_LINES + 1):
            lines, below = tuple(bars[at : at + count]), bars[at + count :]
            if not all(lines) or len(set(lines)) < count:
                break
            again = sum(tuple(below[start : start + count]) == lines for start in range(len(below)))
            header = tuple(map(clean_name, _join_cells(head[at : at + count])))
            if again >= _LEAST_RECORDS and names_people(header):
                return StackedRows(at, lines, header)
    return None


def _find_bars(line: str) -> Places:
    """Return the places of the bars in a line that begins and ends with one; none in others and in rules."""
    bare = line.rstrip()
    if not bare.startswith("|") or not bare.endswith("|") or not bare.strip("|-+= "):
        return ()
    places = tuple(at for at, sign in enumerate(bare) if sign == "|")
    return places if len(places) >= _LEAST_BARS else ()


def _join_cells(lines: Sequence[str]) -> list[str]:
    return [cell.strip() for line in lines for cell in line.rstrip()[1:-1].split("|")]
