"""Records to pieces: runs of flat records as tables, others as `name: value` lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.column_labels import PERSON
from pii_sweep.extract.table.emit import CHUNK_CHARACTERS, ROWS, tables
from pii_sweep.extract.table.header_row import has_header
from pii_sweep.extract.text.decode import in_pieces
from pii_sweep.extract.text.escape import unescape_line
from pii_sweep.extract.text.plain import CHUNK
from pii_sweep.types import Passage, Piece, Span, Where

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]
# The leaves of a record, or its fields where each is a scalar under a name of its own.
Record = list[Leaf] | dict[str, str]
Render = Callable[[Path], str]

# A table of records may not get wider than this.
MAX_COLUMNS = 500
# A value is named by the last steps of its path.
NAMES = 3
# So many scalars of a list share a cell.
MAX_LIST = 20
# Records looked at for a header.
HEAD_ROWS = 30
# The share of records that may have lists of several things in a table.
LISTED = 0.25


@dataclass(slots=True)
class Batch:
    """Hold the records of one repeated thing until they are a table chunk.

    Columns are only ever added, so that a column keeps its place from chunk to chunk.
    """

    where: Where
    render: Render
    budget: Budget
    parent: Path = ()
    columns: dict[Path, dict[Path, int]] = field(default_factory=dict)
    named: dict[Path, tuple[str, ...]] = field(default_factory=dict, repr=False)
    held: list[tuple[Path, Record]] = field(default_factory=list)
    size: int = 0

    def add(self, own: Path, leaves: Record) -> Iterator[Piece]:
        """Take one record, as leaves or as fields that no list names; yield what is complete."""
        if own[:-1] != self.parent or len(self.held) >= ROWS or self.size > CHUNK_CHARACTERS:
            yield from self.flush()
            self.parent = own[:-1]
        self.held.append((own, leaves))
        values = leaves.values() if isinstance(leaves, dict) else (value for _, value in leaves)
        self.size += sum(map(len, values))

    def flush(self) -> Iterator[Piece]:
        """Yield the records held: one table where most are flat and more than one, else fields.

        What the few others have several of comes as fields behind the table.
        """
        held, self.held, self.size = self.held, [], 0
        columns = self.columns.setdefault(self.parent, {})
        parts = [_part_lists(own, record) for own, record in held]
        if sum(bool(more) for _, more in parts) > LISTED * len(held):
            parts = [(record, []) for _, record in held]
        rows = [_cells(own, flat) for (own, _), (flat, _) in zip(held, parts, strict=True)]
        known = columns.keys() | {path for row in rows if row for path in row}
        if (len(held) > 1 or columns) and None not in rows and len(known) <= MAX_COLUMNS:
            yield from self._table(
                [own for own, _ in held], [row for row in rows if row is not None], columns
            )
            held = [(own, more) for (own, _), (_, more) in zip(held, parts, strict=True) if more]
        for own, record in held:
            leaves = (
                [((*own, name), value) for name, value in record.items()]
                if isinstance(record, dict)
                else record
            )
            inner = replace(self.where, json_path=self.render(own))
            yield from fields(leaves, len(own), self.render, inner, self.budget)

    def _table(
        self, owners: list[Path], rows: list[dict[Path, str]], columns: dict[Path, int]
    ) -> Iterator[Piece]:
        for row in rows:
            for path in row:
                columns.setdefault(path, len(columns))
        keyed = isinstance(owners[0][-1], str)
        header = (*(["$key"] if keyed else []), *(self.render(path) for path in columns))
        where = replace(self.where, json_path=self.render(self.parent) if self.parent else None)
        if self.parent not in self.named:
            self.named[self.parent] = () if keyed else _names(rows, columns)
            if self.named[self.parent]:
                owners, rows = owners[1:], rows[1:]
        header = self.named[self.parent] or header
        start = 0
        for at in range(1, len(rows) + 1):
            # Rows that hold nothing are not there: their numbers are left out.
            if at < len(rows) and _follows(owners[at - 1], owners[at]):
                continue
            cells = [
                (*([str(owners[row][-1])] if keyed else []), *(rows[row].get(path, "") for path in columns))
                for row in range(start, at)
            ]
            first = owners[start][-1]
            yield from tables(
                cells, header, where, self.budget, first if isinstance(first, int) else start + 1
            )
            start = at


def _names(rows: Sequence[dict[Path, str]], columns: Mapping[Path, int]) -> tuple[str, ...]:
    """Return the names of the columns where records are lists and the first of them is their header."""
    numbered: list[Path] = [path for path in columns if len(path) == 1 and isinstance(path[0], int)]
    others = [str(path[-1]) for path in columns if path not in numbered]
    if not all(other.startswith("@") for other in others):
        return ()
    head = [[row.get(path, "") for path in numbered] for row in rows[:HEAD_ROWS]]
    if not has_header(head) or not all(head[0]):
        return ()
    named: dict[Path, str] = dict(zip(numbered, head[0], strict=True))
    return tuple(named.get(path, str(path[-1])).strip() for path in columns)


def _follows(one: Path, other: Path) -> bool:
    before, after = one[-1], other[-1]
    return isinstance(before, str) or (isinstance(after, int) and after == before + 1)


def _part_lists(own: Path, leaves: Record) -> tuple[Record, list[Leaf]]:
    """Return the leaves of a record but for those of second and further elements of lists, and these."""
    if isinstance(leaves, dict):
        return leaves, []
    skip = len(own)
    parts: tuple[list[Leaf], list[Leaf]] = ([], [])
    for leaf in leaves:
        parts[any(type(step) is int and step > 1 for step in leaf[0][skip:-1])].append(leaf)
    return parts


def _cells(own: Path, record: Record) -> dict[Path, str] | None:
    """Return a flat record's cells by their path in the record; None where it is not flat."""
    if isinstance(record, dict):
        return dict(zip(zip(record), record.values(), strict=True))
    cells: dict[Path, str] = {}
    skip = len(own)
    for path, value in _name_cells(own, record):
        inner = path[skip:]
        if len(inner) == 1 and type(inner[0]) is str and inner not in cells:
            cells[inner] = value
            continue
        last = inner[-1] if inner else ""
        if type(last) is int:
            inner = inner[:-1] if len(inner) > 1 else inner
            if last > MAX_LIST:
                return None
        if any(isinstance(step, int) and step > 1 for step in inner[:-1]):
            return None
        cells[inner] = f"{cells[inner]}, {value}" if inner in cells else value
    return cells


def fields(
    leaves: Sequence[Leaf], skip: int, render: Render, where: Where, budget: Budget
) -> Iterator[Passage]:
    """Yield `name: value` lines, one per leaf; each value's span carries its path.

    The first `skip` steps are left out of the names. Elements of inner lists are set apart by an
    empty line. A long record comes as several passages, a long value as a passage of its own. A value that
    an element of a list names itself, as forms and FHIR's identifiers do, is named so.
    """
    labels = _labels_of(leaves)
    leaves = _list_keys(leaves, skip)
    text: list[str] = []
    spans: list[Span] = []
    size, block = 0, None
    for path, value in leaves:
        name = labels.get(path) or ".".join([step for step in path[skip:] if isinstance(step, str)][-NAMES:])
        here = _block(path[skip:])
        if size and size + len(name) + len(value) > CHUNK:
            yield _fields(text, spans, where, budget)
            text, spans, size = [], [], 0
        elif size and block is not None and here != block:
            text.append("\n")
            size += 1
        block = here
        rest = unescape_line(value) if "&" in value or ("\\" in value and " " in value) else value
        rest = "\n".join(line.rstrip() for line in rest.split("\n")) if "\n" in rest else rest
        *first, rest = in_pieces(rest, CHUNK)
        for part in first:
            yield _fields([part], [Span(0, len(part), json_path=render(path))], where, budget)
        label = f"{name}: " if name else ""
        spans.append(Span(size + len(label), size + len(label) + len(rest), json_path=render(path)))
        text.append(f"{label}{rest}\n")
        size += len(text[-1])
    if text:
        yield _fields(text, spans, where, budget)


# A key that is a value itself: a social security number, a telephone or card, a mailbox.
_VALUE_KEY = re.compile(
    r"\d{3}-\d{2}-\d{4}|(?!\d{4}-\d\d-\d\d)(?=(?:\D*\d){10})\+?\(?\d[\d ().-]{8,20}\d"
    r"|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}"
)


def _list_keys(leaves: Sequence[Leaf], skip: int) -> Sequence[Leaf]:
    """Return leaves, before each below a key that is a value the keys of its path, one by one."""
    keys = {step for path, _ in leaves for step in path[skip:] if isinstance(step, str)}
    valued = {key for key in keys if ("@" in key or key[-1:].isdecimal()) and _VALUE_KEY.fullmatch(key)}
    if not valued:
        return leaves
    found, seen = list[Leaf](), set[Path]()
    for path, value in leaves:
        for at, step in enumerate(path if valued.intersection(path[skip:]) else ()):
            own = path[: at + 1]
            if at >= skip and isinstance(step, str) and own not in seen and not step.startswith("@"):
                seen.add(own)
                found.append((path[:skip], step))
        found.append((path, value))
    return found


# What an element calls its value by, the surest first, and the value.
_LABELS = (
    *("label", "display", "displayname", "question", "field", "fieldname", "attributename", "key", "name"),
    *("title", "itemoid", "system", "clave", "campo", "feld", "veld", "k", "n", "t", "type"),
)
VALUE_NAMES = frozenset(
    ["value", "answer", "valuestring", "text", "val", "values", "answers"]
    + ["v", "valor", "wert", "waarde", "valeur", "valore"]
)
# FHIR says by a URL whose numbers those are: `http://hl7.org/fhir/sid/us-ssn`.
_SYSTEM = re.compile(r"\A\w+:.*[/:#]", re.S)
_LABEL = re.compile(r"[^\W\d][\w .'()/\-]{1,59}")


def _name_cells(own: Path, leaves: list[Leaf]) -> list[Leaf]:
    """Return a record with its list of named values as fields of those names, for a table.

    `attributes[3].value` next to `attributes[3].displayName: Surname` becomes `attributes.Surname`. Records
    that are not of people, unless programs named the fields, and those that use a name twice, stay as they
    are.
    """
    labels = _labels_of(leaves)
    elements = {_element(path): text for path, text in labels.items()}
    people = sum(PERSON.search(text) is not None for text in labels.values())
    coded = {path[:-1] for path, _ in leaves if path and _word(path) in _CODED}
    fields_of_programs = len(elements) >= _LEAST_NAMED and elements.keys() <= coded
    if people < _LEAST_NAMED and not (fields_of_programs and _are_codes(elements.values())):
        return leaves
    if len(set(elements.values())) < len(elements) or any(
        len(text) > _LONGEST_NAME for text in elements.values()
    ):
        return leaves
    named: list[Leaf] = []
    for path, value in leaves:
        element = next(
            (path[:size] for size in range(len(path) - 1, len(own), -1) if path[:size] in elements), None
        )
        if element is None:
            named.append((path, value))
        else:
            rest = () if path in labels else path[len(element) :]
            named.append(((*element[:-1], elements[element], *rest), value))
    return named


_LEAST_NAMED, _LONGEST_NAME = 2, 40
# What such a name is called where a program reads it; a `name` may be that of a part or a person as well.
_CODED = frozenset(
    {"key", "field", "fieldname", "attributename", "clave", "campo", "feld", "veld", "k", "n", "t"}
)
# A field as programs call it, in letters of one case: a heading and a header of HTTP are not written so.
_CODE = re.compile(r"[a-z][a-z0-9_]{1,19}|[A-Z][A-Z0-9_]{1,19}")


def _are_codes(names: Iterable[str]) -> bool:
    """Return whether names are different, and all of them written as programs write those of fields."""
    held = list(names)
    return len(set(held)) == len(held) and all(map(_CODE.fullmatch, held))


def is_pair_list(elements: Iterable[Sequence[Leaf]]) -> bool:
    """Return whether the elements of a list, each with its leaves, are the named values of one record.

    An element is its name and its value alone, whatever the value holds: that of a person has a name,
    mailboxes and more.
    """
    names: list[str] = []
    for leaves in elements:
        coded = [text for path, text in leaves if len(path) == 1 and _word(path) in _CODED]
        valued = sum(_word(path[:1]) in VALUE_NAMES for path, _ in leaves if path)
        if len(coded) != 1 or not valued or len(leaves) > 1 + valued:
            return False
        names += coded
    people = sum(PERSON.search(name) is not None for name in names)
    return _are_codes(names) or (people >= _LEAST_NAMED and len(set(names)) == len(names))


def _labels_of(leaves: Sequence[Leaf]) -> dict[Path, str]:
    """Return the names that elements of lists give their values: `{"label": "SSN", "value": …}`."""
    valued = {_element(path): path for path, _ in leaves}
    valued.pop((), None)
    found: dict[Path, tuple[int, str]] = {}
    for path, text in leaves if valued else ():
        if not path or (word := _word(path)) not in _LABELS:
            continue
        named = _SYSTEM.sub("", text) if word == "system" else text
        if not _LABEL.fullmatch(named) or (word == "type" and PERSON.search(named) is None):
            continue  # a type is a place more often: `home`, `work`
        for size in range(len(path) - 1, 0, -1):
            if (own := path[:size]) in valued:
                place = _LABELS.index(word)
                found[own] = min(found.get(own, (place, named)), (place, named))
                break
    return {valued[own]: text for own, (_, text) in found.items()}


def _element(path: Path) -> Path:
    """Return the path of the element of a list whose one value a leaf is; empty for other leaves.

    The value is the element's own (`value`), or the first of its values (`values[1].text`).
    """
    end = len(path)
    while end > 1 and _word(path[: end - (path[end - 1] == 1)]) in VALUE_NAMES:
        end -= 1
    return path[:end] if 0 < end < len(path) and isinstance(path[end - 1], int) else ()


def _word(path: Path) -> str:
    """Return the last step of a path in small letters, without the sign of an attribute."""
    return str(path[-1]).lower().removeprefix("@")


def _block(path: Path) -> Path:
    """Return the path of the innermost list element that a leaf lies in."""
    for at in range(len(path) - 2, -1, -1):
        step = path[at]
        if isinstance(step, int) and step > 1:
            return path[: at + 1]
    return ()


def _fields(text: list[str], spans: list[Span], where: Where, budget: Budget) -> Passage:
    whole = "".join(text).rstrip("\n")
    budget.characters(len(whole))
    # A last value that ends in empty lines is shorter now.
    inside = [span._replace(end=min(span.end, len(whole))) for span in spans if span.start <= len(whole)]
    return Passage(whole, where, tuple(inside), "fields")
