"""Records as programs write them in their own text: literals of JavaScript, Python, Ruby and PHP, data of R.

`{first: 'Ana', last: 'Ruiz'}`, `['first' => 'Ana', 'last' => 'Ruiz']`, `dict(first='Ana', last='Ruiz')`,
`list(first = c("Ana", "Eva"), last = c("Ruiz", "Berg"))`; literals of Go and Rust, initialisers of C#, named
arguments of Kotlin and Swift. One literal may be a setting, unless it has a given and a family name; several
with the same keys are rows of a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pii_sweep.detect.score.overlap import APART
from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.tables.record import field_record, statement_parameter
from pii_sweep.detect.text.candidate import Hit

# So many fields with a text has a record, and so many records of the same keys a table.
FIELDS, RECORDS = 2, 2
_STRING = r"(?:'(?P<one>(?:[^'\\\n]|\\.){0,200})'|\"(?P<two>(?:[^\"\\\n]|\\.){0,200})\")"
_MEMBER = re.compile(
    rf"(?<![\w$])[:'\"]?(?P<name>[^\W\d][\w\-]{{1,40}})['\"]?[ ]?(?::|=>|=)[ ]?(?:u|String::from\()?{_STRING}"
)
_RECORD = re.compile(
    r"\{(?P<braced>[^{}]{8,1200})\}|\[(?P<listed>[^\[\]{}]{8,1200}=>[^\[\]{}]{1,1200})\]"
    r"|(?<!\w)(?:dict|array)\((?P<called>[^()]{8,1200})\)|(?<=\w)\((?P<made>[^()]{8,1200})\)"
)
# A vector of R with a name in a list: `first = c("Ana", NA)`.
_VECTOR = re.compile(
    r"(?<![\w.])[`\"']?(?P<name>[^\W\d][\w. ]{0,40}?)[`\"']?[ ]?=[ ]?c\("
    r"(?P<values>(?:\s*(?:\"(?:[^\"\\\n]|\\.){0,200}\""
    r"|NA(?:_character_)?|NULL),?){1,5000})\s*\)"
)
_VALUE = re.compile(r"\"(?P<text>(?:[^\"\\\n]|\\.){0,200})\"|NA(?:_character_)?|NULL")


class _Field(NamedTuple):
    """A field of a record: its name, its text and the place of that."""

    name: str
    value: str
    start: int


def find(text: str) -> Iterator[Hit]:
    """Yield what the fields of such records hold by their names, and the names and addresses they join to."""
    if ("{" in text or "=>" in text or "(" in text) and ("'" in text or '"' in text):
        records = list(_find_literals(text))
        keys = Counter(_keys(record) for record, made in records if not made)
        for record, made in records:
            rows = not made and keys[_keys(record)] >= RECORDS
            yield from (hit for hit in _read(record) if rows or _is_whole_name(text, hit))
    for named in statement_parameter.find_records(text):
        yield from _read([_Field(*one) for one in named])
    if "= c(" in text or "=c(" in text:
        for record in _find_rows(text):
            yield from (hit.at(recognizer=APART) if hit.pieces else hit for hit in _read(record))


def _is_whole_name(text: str, hit: Hit) -> bool:
    """Return whether a hit joins a given and a family name that no program calls a thing: `left`, `right`.

    One record is enough for that.
    """
    words = [text[start:end] for start, end in hit.pieces]
    return hit.entity == "PERSON" and len(words) > 1 and not any(word[:1].islower() for word in words)


def _keys(record: Sequence[_Field]) -> tuple[str, ...]:
    return tuple(sorted(field.name for field in record))


def _find_literals(text: str) -> Iterator[tuple[list[_Field], bool]]:
    """Yield the fields of each literal, and whether it is a call that makes an object of any kind."""
    for match in _RECORD.finditer(text):
        group = match.lastgroup or "braced"
        fields = [
            _Field(one["name"], one[kind], one.start(kind))
            for one in _MEMBER.finditer(text, *match.span(group))
            for kind in ("one", "two")
            if one[kind] is not None
        ]
        if len(fields) >= FIELDS:
            yield fields, group == "made"


def _find_rows(text: str) -> Iterator[list[_Field]]:
    """Yield the rows of vectors of one length that follow one another, each with a name."""
    columns: list[list[_Field | None]] = []
    for match in _VECTOR.finditer(text):
        values = [
            _Field(match["name"], one["text"], one.start("text")) if one["text"] is not None else None
            for one in _VALUE.finditer(text, *match.span("values"))
        ]
        if columns and len(columns[0]) != len(values):
            yield from _turn(columns)
            columns = []
        columns.append(values)
    yield from _turn(columns)


def _turn(columns: Sequence[Sequence[_Field | None]]) -> Iterator[list[_Field]]:
    rows = zip(*columns, strict=True) if columns and len(columns[0]) >= RECORDS else ()
    for row in rows:
        yield [field for field in row if field is not None]


def _read(record: Sequence[_Field]) -> Iterator[Hit]:
    group: field_record.Group = {}
    fields: list[field_record.Field] = []
    for name, value, start in record:
        if bare := value.strip():
            at = start + len(value) - len(value.lstrip())
            sample = Sampled(0, name, column_header.plain_header(name), (bare,))
            fields.append((sample, at, at + len(bare)))
            yield from field_record.sort(group, fields[-1:])
    yield from field_record.find_personal(group, fields)
    yield from field_record.join_fields([group])
