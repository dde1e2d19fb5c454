"""Records that a log or a column of log lines holds a field a line: `[name] => Ana` above `[ssn] => …`.

Programs print a record so, with what their logger puts before each line, and forms are sent so. Lines of one
form whose labels differ are one record until a label comes again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import attrgetter
from typing import Final
from zlib import crc32

from pii_sweep.detect.tables.column_header import plain_header
from pii_sweep.detect.text.candidate import LINE
from pii_sweep.types import Detection, Passage, Table

_DOCUMENT: Final = "$"
_FEWEST: Final = 3  # fields that a record has at least
_APART: Final = 5  # lines at most from one field to the next
_LEAD, _TAIL = 160, 24
# When a line was written, in whatever form, by which process and at which line of a source file: of one
# record they differ.
_TIME: Final = re.compile(
    r"\d{4}[\-/.]\d\d[\-/.]\d\d|\d\d?[/\-](?:\d\d?|[A-Za-z]{3})[/\-]\d{2,4}|\b[A-Z][a-z]{2}[ ]{1,2}\d{1,2}\b"
    r"|T?\d\d?:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z|[ ]?[+\-]\d\d:?\d\d)?|\b\d{10}(?:\d{3})?(?:\.\d{1,9})?\b"
    r"|\[[ ]*\d{1,7}\.\d{3,9}\]|(?<=\w\[)\d{1,7}(?=\]:)|(?<![\w+])\+\d{1,9}(?:\.\d{1,6})?(?:[mnuµ]?s\b|$)"
    r"|(?:(?<=\.[a-z])|(?<=\.[a-z]{2})|(?<=\.[a-z]{3})|(?<=\.[a-z]{4}))[:(]\d{1,6}\b"
    r"|\b(?i:pid|tid|seq|line|lineno|thread|exec|executor|worker|pool)[\-=:# ]\d{1,9}\b"
)
# The number of a line before anything else.
_LINE_NUMBER: Final = re.compile(r"[\[(#]{0,2}(?P<number>\d{1,9})(?!\w|[.,:/\-]\d)")
# A column that counts lines.
_COUNTER: Final = re.compile(
    r"(?:(?:row|line|seq|sequence|index|zeile|ligne|linea|l[ií]nea|riga|linha|record|entry)"
    r"(?: ?(?:no|nr|num|number|id|index))?|no|nr|n|)"
)
# What stands before a value: what the logger wrote, a label of few words, and a sign; or a field of a form.
_LABELLED: Final = re.compile(
    r"(?P<head>.*?)(?P<label>[^\W\d_][\w.\-]*(?: [\w.\-]+){0,2})[\"'\])]{0,2}"
    r"(?:[ \t]?(?:=>|->|:=|=|:(?!\d)|\|)[ \t]*|[ ]is[ ])(?:[{(\[][ ]?)?(?:\w+[:=][ ]?)?[\"'`\[({]{0,2}"
)
_NUMBERED: Final = re.compile(r".*\d\S*[ ](?=\S)")
# A parameter that a program counts instead: `binding parameter [3] as [VARCHAR] - [`.
_COUNTED: Final = re.compile(r"(?P<head>.*[^\W\d_].*[\[$#?(])(?P<label>\d{1,3})\b[^\d]{0,60}")
# The field of a form, two lines above its value.
_FORM: Final = re.compile(
    r"Content-Disposition: form-data; name=\"(?P<label>[^\"\n]{1,60})\"\s*\n\r?\n", re.I
)
_END: Final = re.compile(r"[\s\"'`\])},;|]*(?:\\n[\"']?,?)?")


@dataclass(frozen=True, slots=True)
class _Field:
    """A labelled value in a line of its own; `head` is what stands before its label, the time aside.

    `counted` is the number that the line begins with, if any.
    """

    line: int
    head: str
    label: str = field(repr=False)
    counted: int = 0

    def follows(self, line: int, counted: int) -> bool:
        """Indicate whether the line has the number of an earlier one, or each line between counts on."""
        return self.counted in (counted, counted + self.line - line)


@dataclass(slots=True)
class _Run:
    """The lines of one record, and where their findings stand among all."""

    head: str
    last: int
    counted: int = 0
    labels: set[str] = field(default_factory=set, repr=False)
    places: list[int] = field(default_factory=list)

    def takes(self, one: _Field) -> bool:
        """Indicate whether a field is a further one of the record."""
        near = one.line - self.last <= _APART and one.follows(self.last, self.counted)
        return near and one.head == self.head and (one.line == self.last or one.label not in self.labels)

    def add(self, one: _Field, place: int) -> None:
        """Take in a field."""
        self.last, self.counted = one.line, one.counted
        self.labels.add(one.label)
        self.places.append(place)


def join_lines(passage: Passage, found: Iterable[Detection]) -> list[Detection]:
    """Return what a log holds, the fields of a record that takes several lines as one record.

    In a record of a program the elements of a list are fields likewise where each holds one thing of its own.
    """
    items = list(found)
    if passage.layout == "fields" and items and passage.where.row is None:
        return _join_elements(passage, items)
    if passage.layout != "log" or len(items) < _FEWEST:
        return items
    fields = [_field_in(passage.text, item) if LINE in item.record else None for item in items]
    return [item for _, item in _join(items, fields)]


def _join_elements(passage: Passage, items: list[Detection]) -> list[Detection]:
    """Return what a record holds, elements of a list with a field each next to the record's own fields.

    One of many documents of a file is a record by itself, and not one with the next.
    """
    alone = passage.where.json_path == _DOCUMENT
    lists: dict[str, list[Detection]] = {}
    for item in items:
        if item.record.endswith("]"):
            lists.setdefault(item.record.rpartition("[")[0], []).append(item)
    if not alone and not lists:
        return items
    own = {name for name, held in lists.items() if _hold_fields(held)}
    sign = f" {crc32(passage.text.encode('utf-8', 'replace')):08x}" if alone else ""
    joined = []
    for item in items:
        record = item.record
        if record.endswith("]") and record.rpartition("[")[0] in own:
            record = f"{record.rpartition('|')[0]}|{_DOCUMENT}"
        joined.append(replace(item, record=record + sign) if _DOCUMENT in record else item)
    return sorted(joined, key=lambda item: "[" in item.record) if alone else joined


def _hold_fields(held: Sequence[Detection]) -> bool:
    """Return whether elements of a list, several, hold one thing each, and each of them another one."""
    elements, kinds = ({of(item) for item in held} for of in (attrgetter("record"), attrgetter("entity")))
    return 1 < len(held) == len(elements) == len(kinds)


def join_cells(
    found: Iterable[tuple[Passage, Iterable[Detection]]], table: Table | None = None
) -> Iterable[tuple[Passage, Iterable[Detection]]]:
    """Return what passages hold; cells of which each is a line of one record are one, likewise.

    Cells are of one record where the other columns of their rows in `table` say the same, but when.
    """
    cells = [(passage, list(items)) for passage, items in found]
    flat = [(passage, item) for passage, items in cells for item in items]
    if table is None or len(flat) < _FEWEST or any(passage.where.row is None for passage, _ in cells):
        return cells
    counted = {at for at, name in enumerate(table.header) if _counts_lines(name)}
    counted |= {passage.where.column - 1 for passage, _ in cells if passage.where.column}
    described = {
        passage.where.row: _describe_row(table, passage.where.row or 0, counted)
        for passage, items in cells
        if items
    }
    fields = [_field_in(passage.text, item) for passage, item in flat]
    fields = [replace(one, head=one.head + described[one.line]) if one else None for one in fields]
    return [(flat[place][0], [item]) for place, item in _join([item for _, item in flat], fields)]


def _counts_lines(header: str) -> bool:
    return any(map(_COUNTER.fullmatch, plain_header(header) or ("",)))


def _describe_row(table: Table, row: int, without: Set[int]) -> str:
    """Return what a row's cells say but some columns and the time."""
    at = row - table.first_row
    cells = table.rows[at] if 0 <= at < len(table.rows) else ()
    return "\0".join(_TIME.sub("0", cell) for column, cell in enumerate(cells) if column not in without)


def _join(items: Sequence[Detection], fields: Sequence[_Field | None]) -> Iterator[tuple[int, Detection]]:
    """Yield findings with their places, the fields of a run in a row, in the record of the first."""
    runs: list[_Run] = []
    for place, one in enumerate(fields):
        if one is None:
            continue
        if not runs or not runs[-1].takes(one):
            runs.append(_Run(one.head, one.line, one.counted))
        runs[-1].add(one, place)
    joined = {run.places[0]: run.places for run in runs if len(run.labels) >= _FEWEST}
    taken = set(chain.from_iterable(joined.values()))
    for place, item in enumerate(items):
        for mine in joined.get(place, () if place in taken else (place,)):
            yield mine, replace(items[mine], record=item.record)


def _field_in(text: str, item: Detection) -> _Field | None:
    """Return the field whose whole value a finding is, None where more stands on its line."""
    begin = max(text.rfind("\n", 0, item.start) + 1, item.start - _LEAD)
    end = text.find("\n", item.end)
    if not _END.fullmatch(text[item.end : end if 0 <= end < item.end + _TAIL else item.end + _TAIL]):
        return None
    line = item.where.row if item.where.row is not None else item.where.line or 0
    lead = text[begin : item.start]
    if not lead.strip():
        above = list(_FORM.finditer(text, max(0, begin - _LEAD), begin))
        named = above[-1] if above and above[-1].end() == begin else None
        return _Field(line, "", named["label"]) if named else None
    match = _LABELLED.fullmatch(lead) or _COUNTED.fullmatch(lead)
    if match is None:
        return None
    numbered = _NUMBERED.match(match["label"])  # `customer 1001 name`: the number says whose the field is
    whose, label = (numbered[0], match["label"][numbered.end() :]) if numbered else ("", match["label"])
    head = _TIME.sub("0", match["head"] + whose)
    begins = _LINE_NUMBER.match(match["head"])
    if begins is None:
        return _Field(line, head, label)
    head = _TIME.sub("0", match["head"][begins.end() :] + whose)
    return _Field(line, head, label, int(begins["number"]))
