"""Records that a log or a column of log lines holds a field a line: `[name] => Ana` above `[ssn] => …`.

Programs print a record so, with what their logger puts before each line, and forms are sent so. Lines of one
form whose labels differ are one record until a label comes again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Final
from zlib import crc32

from pii_sweep.detect.text.candidate import LINE
from pii_sweep.types import Detection, Passage

_DOCUMENT: Final = "$"
_FEWEST: Final = 3  # fields that a record has at least
_APART: Final = 5  # lines at most from one field to the next
_LEAD, _TAIL = 160, 24
_DIGIT: Final = re.compile(r"\d")
# What stands before a value: what the logger wrote, a label of few words, and a sign; or a field of a form.
_LABELLED: Final = re.compile(
    r"(?P<head>.*?)(?P<label>[^\W\d_][\w.\-]*(?: [\w.\-]+){0,2})[\"'\])]{0,2}"
    r"(?:[ \t]?(?:=>|->|:=|=|:(?!\d)|\|)[ \t]*|[ ]is[ ])(?:[{(\[][ ]?)?(?:\w+[:=][ ]?)?[\"'`\[({]{0,2}"
)
# A parameter that a program counts instead: `binding parameter [3] as [VARCHAR] - [`.
_COUNTED: Final = re.compile(r"(?P<head>.*[^\W\d_].*[\[$#?(])(?P<label>\d{1,3})\b[^\d]{0,60}")
# The field of a form, two lines above its value.
_FORM: Final = re.compile(
    r"Content-Disposition: form-data; name=\"(?P<label>[^\"\n]{1,60})\"\s*\n\r?\n", re.I
)
_END: Final = re.compile(r"[\s\"'`\])},;|]*(?:\\n[\"']?,?)?")


@dataclass(frozen=True, slots=True)
class _Field:
    """A labelled value in a line of its own; `head` is what stands before its label, digits aside."""

    line: int
    head: str
    label: str = field(repr=False)


@dataclass(slots=True)
class _Run:
    """The lines of one record, and where their findings stand among all."""

    head: str
    last: int
    labels: set[str] = field(default_factory=set, repr=False)
    places: list[int] = field(default_factory=list)

    def takes(self, one: _Field) -> bool:
        """Indicate whether a field is a further one of the record."""
        near = one.line - self.last <= _APART
        return near and one.head == self.head and (one.line == self.last or one.label not in self.labels)

    def add(self, one: _Field, place: int) -> None:
        """Take in a field."""
        self.last = one.line
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
    return _join(items, [_field_in(passage.text, item) if LINE in item.record else None for item in items])


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
    found: Iterable[tuple[Passage, Iterable[Detection]]],
) -> Iterable[tuple[Passage, Iterable[Detection]]]:
    """Return what passages hold; cells of which each is a line of one record are one, likewise."""
    cells = [(passage, list(items)) for passage, items in found]
    flat = [(passage, item) for passage, items in cells for item in items]
    if len(flat) < _FEWEST or any(passage.where.row is None for passage, _ in cells):
        return cells
    joined = iter(
        _join([item for _, item in flat], [_field_in(passage.text, item) for passage, item in flat])
    )
    return [(passage, [next(joined) for _ in items]) for passage, items in cells]


def _join(items: Sequence[Detection], fields: Sequence[_Field | None]) -> list[Detection]:
    """Return findings, those from the first field of a run to its last in the record of the first."""
    joined = list(items)
    runs: list[_Run] = []
    for place, one in enumerate(fields):
        if one is None:
            continue
        if not runs or not runs[-1].takes(one):
            runs.append(_Run(one.head, one.line))
        runs[-1].add(one, place)
    for run in runs:
        if len(run.labels) >= _FEWEST:
            for place in range(run.places[0], run.places[-1] + 1):
                joined[place] = replace(items[place], record=items[run.places[0]].record)
    return joined


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
    return _Field(line, _DIGIT.sub("0", match["head"]), match["label"]) if match else None
