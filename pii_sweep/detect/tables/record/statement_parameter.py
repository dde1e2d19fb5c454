"""Parameters of database statements in logs: the columns that the statement names are their headers.

SQLAlchemy and Django write them as a tuple or a dict behind the statement, Hibernate one a line by number,
MyBatis with their types, PostgreSQL as `$1 = '...'`, Rails as pairs. A bare `name` is a person's where the
table or another column speaks of people: goods, jobs and warehouses have names too. A tuple without a
statement, as an error prints the row that it stopped at, has a street, a city, a state and a ZIP code where
it is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pii_sweep.detect.tables.record import statement_table
from pii_sweep.detect.text import casing, lexicon, vocabulary

Field = tuple[str, str, int]  # a name, a value and its place

_COLUMN = r"[\w.\"`\[\]]{1,80}"
_INSERT = (
    rf"insert\s+into\s+{_COLUMN}\s*\((?P<columns>[\w\s,.\"`\[\]]{{2,4000}})\)\s*values\s*"
    r"(?:\((?P<values>[^()\n'\"]{1,2000}(?:\([^()\n'\"]{0,40}\)[^()\n'\"]{0,2000}){0,200})\))?"
)
_OTHER = (  # it goes on in indented lines
    rf"(?:update\s+{_COLUMN}\s+set|select|delete\s+from)\s(?P<rest>[^\n]{{1,4000}}"
    r"(?:\n(?:[ \t][^\n'\"]{1,300}(?=\n|\Z)|(?:from|where|and|or|set|join|left|inner|order|limit)\b"
    r"[^\n]{0,1000})){0,100})"
)
_STATEMENT = re.compile(rf"(?i)(?<![\w.])(?:{_INSERT}|{_OTHER})")
_PLACE = r"\?\d*|%s|\$\d+|[@:]\w+|%\(\w+\)s"
_HOLDER = re.compile(_PLACE)
_COMPARED = re.compile(
    r"(?i)(?P<column>[\w.\"`\[\]]{1,80})\s{0,3}(?:=|<>|!=|[<>]=?|(?:not )?i?like\b)"
    rf"\s{{0,3}}(?:{_PLACE})"
)
_REACH = 20_000  # characters behind a statement, or up to the next one
_MOST = 300  # values of one statement
_TEXT = r"'(?:[^'\\\n]|\\.|''){0,400}'|\"(?:[^\"\\\n]|\\.){0,400}\""
_ITEM = re.compile(
    rf"\s{{0,4}}(?:[ubr]?(?P<text>{_TEXT})|-?\d[\d.]{{0,40}}|None|NULL|null|nil|DEFAULT|True|False|true|false"
    rf"|[A-Za-z_][\w.]{{0,40}}\((?:[^()'\"\n]|'[^'\n]{{0,400}}'|\"[^\"\n]{{0,400}}\"){{0,80}}\))\s{{0,4}}(?P<mark>,?)"
)
_OPENED = re.compile(r"[(\[](?=\s?(?:(?:\d{1,20}|None|NULL|DEFAULT)\s?,\s?)?[ubr]?['\"])")
_MEMBER = re.compile(rf"['\":]?(?P<name>[A-Za-z_]\w{{0,60}})['\"]?\s?(?::|=>|=)\s?u?(?P<text>{_TEXT})")
_DICT = re.compile(r"\{[^{}\n]{4,8000}\}")
# Values by number: Hibernate's older and newer form, PostgreSQL's.
_NUMBERED = re.compile(
    r"binding parameter (?:\[(?P<old>\d{1,3})\] as \[\w+\] - \[(?P<older>[^\n]{0,400})\]"
    r"|\((?P<new>\d{1,3}):\w+\) <- \[(?P<newer>[^\n]{0,400})\])"
    r"|\$(?P<at>\d{1,3}) = '(?P<value>[^'\n]{0,400})'"
)
_TYPED = re.compile(r"Parameters: (?P<all>[^\n]{4,8000})")
_TYPED_VALUE = re.compile(
    r"(?P<value>[^\n]{0,400}?)\((?:String|Integer|Long|Date|LocalDate|Timestamp|BigDecimal)\)(?:, |$)"
)
_PAIRED = re.compile(
    rf"\[\"(?P<name>[A-Za-z_]\w{{0,60}})\", (?:(?P<text>{_TEXT})|[\w.\-]{{1,40}})\](?P<mark>, )?"
)


def find_records(text: str) -> Iterator[list[Field]]:
    """Yield the values of each set of parameters, named by the columns of its statement."""
    if '[["' in text:
        for pairs in _read_pairs(text):
            line = text[text.rfind("\n", 0, pairs[0][2]) + 1 : pairs[0][2]] if pairs else ""
            yield statement_table.keep_people(line[-_REACH:], (), pairs)
    lower = casing.lower(text)
    spans = list[tuple[int, int]]()
    if any(word in lower for word in ("insert", "update", "select", "delete")):
        statements = [(match, names) for match in _STATEMENT.finditer(text) if (names := _name(match))]
        ends = [*(match.start() for match, _ in statements), len(text)]
        for (match, names), end in zip(statements, ends[1:], strict=True):
            low, high = match.end(), min(end, match.end() + _REACH)
            spans.append((low, high))
            for record in _read_behind(text, low, high, names):
                yield statement_table.keep_people(match.group(), names, record)
    if _PLACED.search(text):
        yield from _read_bare(text, spans)


def _name(statement: re.Match[str]) -> list[str]:
    """Return the columns that a statement's placeholders stand for, in their order."""
    if statement["columns"] is None:
        return [_bare(match["column"]) for match in _COMPARED.finditer(statement["rest"])][:_MOST]
    columns = statement["columns"].split(",")
    if statement["values"] is None:  # the values themselves follow
        return list(map(_bare, columns[:_MOST]))
    values = statement["values"].split(",")
    if len(columns) != len(values):
        return []
    pairs = zip(columns, values, strict=True)
    return [_bare(column) for column, value in pairs if _HOLDER.fullmatch(value.strip())][:_MOST]


def _bare(column: str) -> str:
    return column.strip().rpartition(".")[2].strip('"`[] ')


def _read_behind(text: str, low: int, high: int, names: Sequence[str]) -> Iterator[list[Field]]:
    """Yield the parameters behind a statement, in each form of writing."""
    for items in _tuples(text, low, high):
        if len(items) == len(names):
            yield [(name, *item) for name, item in zip(names, items, strict=True) if item]
    for match in _DICT.finditer(text, low, high):
        yield [
            (one["name"], one["text"][1:-1], one.start("text") + 1)
            for one in _MEMBER.finditer(text, *match.span())
        ]
    numbered = list[Field]()
    for match in _NUMBERED.finditer(text, low, high):
        for at, value in (("old", "older"), ("new", "newer"), ("at", "value")):
            if match[at] is not None and 0 < int(match[at]) <= len(names):
                numbered.append((names[int(match[at]) - 1], match[value], match.start(value)))
    yield numbered
    for match in _TYPED.finditer(text, low, high):
        values = list(_TYPED_VALUE.finditer(text, *match.span("all")))
        if len(values) == len(names):
            pairs = zip(names, values, strict=True)
            yield [(name, one["value"], one.start("value")) for name, one in pairs]


def _tuples(text: str, low: int, high: int) -> Iterator[list[tuple[str, int] | None]]:
    """Yield the items of each tuple or list of literals that begins with a text; None for other values."""
    at = low
    while (opened := _OPENED.search(text, at, high)) is not None:
        items, place = list[tuple[str, int] | None](), opened.end()
        while (item := _ITEM.match(text, place, high)) is not None and len(items) < _MOST:
            held = item["text"]
            items.append((held[1:-1], item.start("text") + 1) if held is not None else None)
            place = item.end()
            if not item["mark"]:
                break
        if text[place : place + 1] in (")", "]") and len(items) > 1:
            yield items
        at = max(place, opened.end())


def _read_pairs(text: str) -> Iterator[list[Field]]:
    """Yield runs of pairs of a name and a value: `[["ssn", "..."], ["city", "..."]]`."""
    run = list[Field]()
    for match in _PAIRED.finditer(text):
        if match["text"] is not None:
            run.append((match["name"], match["text"][1:-1], match.start("text") + 1))
        if match["mark"] is None:
            yield run
            run = []


# The end of an address in a tuple, and what its parts look like.
_PLACED = re.compile(r"['\"],\s?u?['\"][A-Z]{2}['\"],\s?u?['\"]\d{5}(?:-\d{4})?['\"]")
_STREET, _CITY = re.compile(r"\d{1,6}[A-Z]? [^\W\d_][\w .'#\-]{2,50}"), re.compile(r"[^\W\d_][^\d\n]{1,40}")
_STATE, _ZIP = re.compile(r"[A-Z]{2}"), re.compile(r"\d{5}(?:-\d{4})?")
_WORD, _SECURITY = (
    re.compile(r"[^\W\d_][^\W\d_'’\-]{1,24}"),
    re.compile(r"(?!000|666|9)\d{3}-?(?!00)\d\d-?(?!0000)\d{4}"),
)
_SHAPES = (("street", _STREET), ("city", _CITY), ("state", _STATE), ("zip", _ZIP))


def _read_bare(text: str, known: Sequence[tuple[int, int]]) -> Iterator[list[Field]]:
    """Yield the rows of people that tuples hold by themselves: two names first, and an address.

    `known` are the stretches behind statements, whose columns are named.
    """
    bounds = [0, *(place for span in known for place in span), len(text)]
    for low, high in zip(bounds[::2], bounds[1::2], strict=True):
        for items in _tuples(text, low, high):
            named = _name_row([item[0] if item else "" for item in items])
            yield [(named[at], *item) for at, item in enumerate(items) if item and at in named]


def _name_row(values: Sequence[str]) -> Mapping[int, str]:
    """Return what the values of a person's row are, by their places; nothing for another row."""
    width = len(_SHAPES)
    for start in range(2, len(values) - width + 1):
        if all(shape.fullmatch(values[start + at]) for at, (_, shape) in enumerate(_SHAPES)):
            break
    else:
        return {}
    first = next((at for at, (one, two) in enumerate(pairwise(values[:start])) if _are_names(one, two)), None)
    if first is None:
        return {}
    named = {first: "first_name", first + 1: "last_name"}
    named |= {start + at: name for at, (name, _) in enumerate(_SHAPES)}
    return named | {at: "ssn" for at, value in enumerate(values) if _SECURITY.fullmatch(value)}


def _are_names(one: str, two: str) -> bool:
    """Return whether two words are a person's names: one that lists know, no words of firms.

    `Rosa Green` is one; `Harbor Freight`, `Union Station` and `Store Open` are not.
    """
    if not all(_WORD.fullmatch(word) and word[0].isupper() for word in (one, two)):
        return False
    words = (one.lower(), two.lower())
    if not vocabulary.company_words().isdisjoint(words):
        return False
    named = [word for word in words if lexicon.given_name(word) or lexicon.family_name(word)]
    things = [word for word in words if word in lexicon.ordinary()]
    return not set(named) <= set(things) and set(things) <= set(named)
