"""Blocks of labelled lines in running text: records as clients of databases and offices print them.

`ime: Ana` above `prezime: Kos` (mysql `\\G`, psql `\\x`, card catalogues), forms with values in a column,
and sections of settings. A block is read as the fields of a record are, where several have the same labels or
one has labels of a person alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.tables.record import field_record
from pii_sweep.detect.text.candidate import Hit

# So many lines a block has, and so many of its labels other blocks have, where they are a list.
LINES, SHARED = 3, 3
# So many kinds of what is known of people a record of a list names, and one that stands alone.
LISTED, LONE = 2, 3
_LINE = re.compile(
    r"^[ \t]{0,40}(?:[│┃║][ ])?(?P<name>[^\W\d_][^\n:：=|;│┃║\t]{0,44})(?P<mark>:(?=[ \t])|：|="
    r"|[|│┃║](?=[ ])|;(?=[^;\n]+$)|[ ](?=[ ]{1,30}[^\s:](?:[ ]?[^ \n])*$))[ \t]{0,30}"
    r"(?P<value>[^\n]{0,240})$",
    re.MULTILINE,
)
_NAME = re.compile(r"[^\W\d_][\w .()/’'+\-]{0,43}[\w.)]")
# What stands where a record has no value.
_NOTHING = frozenset({"", "null", "(null)", "none", "nil", "n/a", "-", "--", "\\n"})
# A line of a program: `first = head;`, `name = get(user)`.
_PROGRAM = re.compile(r".*(?:[;{}\[\]\\]|\w\(|,)$|[\"'(\[{<$@&].*")


class _Field(NamedTuple):
    """A labelled line: its label, its value, where that begins, and whether it is an assignment."""

    label: str
    value: str
    start: int
    assigned: bool


def find(text: str) -> Iterator[Hit]:
    """Yield what the labelled lines of a text's records hold, names and addresses joined from their parts."""
    if text.count("\n") < LINES - 1 or not any(
        mark in text for mark in (": ", ":\t", "：", "=", " | ", ";", "│", "┃", "║", "   ")
    ):
        return
    records = list(_find_records(text))
    counts = Counter(label for record in records for label in {field.label for field in record})
    for record in records:
        shared = sum(counts[label] > 1 for label in {field.label for field in record}) >= SHARED
        if _is_of_person(record, LISTED if shared else LONE, alone=not shared):
            yield from _read(record)


def _find_records(text: str) -> Iterator[list[_Field]]:
    """Yield the runs of labelled lines; the first label, where it comes again, begins another record."""
    run: list[_Field] = []
    end = -1
    for match in _LINE.finditer(text):
        label = match["name"].strip()
        if "  " in label or _NAME.fullmatch(label) is None:
            continue
        apart = match.start() != end + 1
        if run and (apart or label == run[0].label):
            if len(run) >= LINES:
                yield run
            run = []
        value, end = match["value"].rstrip(" \t\r│┃║"), match.end()
        run.append(_Field(label, value, match.start("value"), match["mark"] == "="))
    if len(run) >= LINES:
        yield run


def _is_of_person(record: Sequence[_Field], least: int, *, alone: bool) -> bool:
    """Return whether labels say that a record is a person's: a name, and what else is known of people."""
    if any(field.assigned for field in record) and (alone or any(map(_is_program, record))):
        return False
    kinds = {column_header.find_kind(column_header.plain_header(field.label)) for field in record} - {""}
    return len(kinds) >= least and not kinds.isdisjoint(_NAMES)


_NAMES = frozenset({"first", "last", "name"})


def _is_program(field: _Field) -> bool:
    return _PROGRAM.fullmatch(field.value) is not None


def _read(record: Sequence[_Field]) -> Iterator[Hit]:
    values = [
        (Sampled(0, label, column_header.plain_header(label), (value,)), start, start + len(value))
        for label, value, start, _ in record
        if value.lower() not in _NOTHING
    ]
    group: field_record.Group = {}
    yield from field_record.sort(group, values)
    # Statements are such blocks, too: the accounts and numbers of banks and firms next to a payer's name.
    yield from (hit for hit in field_record.find_personal(group, values) if hit.entity in _OF_PATIENTS)
    yield from field_record.join_fields([group])


_OF_PATIENTS = frozenset({"MEDICAL_RECORD_NUMBER", "HEALTH_INSURANCE_NUMBER"})
