"""Decided columns become columns of detections; one decision serves all parts of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from pii_sweep.detect import born, columns, values
from pii_sweep.detect.bare import Column
from pii_sweep.types import Cells, Passage, Role, Rows, Table, Where

_TAIL = re.compile(r"\b([A-Z]{2})\b[ ,.]{1,3}(\d{5})(?:-\d{4})?\s*(?:,?\s*(?:USA?|United States))?$")
# What the first filled cell of a row says that sums up others.
_FEET = frozenset(
    form + end
    for word in (
        "total",
        "totals",
        "grand total",
        "subtotal",
        "sub-total",
        "sum",
        "summe",
        "gesamt",
        "totaal",
    )
    for form in (word, word.capitalize(), word.title(), word.upper())
    for end in ("", ":")
)
_NAMES = ("first", "middle", "last")
_ADDRESS = ("street", "unit", "tail", "city", "state", "zip", "country")


@dataclass(frozen=True, slots=True)
class Plan:
    """What each row of a table yields: whole columns, and columns that join to a name or an address.

    `free` are columns of running text, read like prose; `ages` columns of ages in years.
    """

    single: tuple[Column, ...] = ()
    names: tuple[tuple[Column, ...], ...] = ()
    addresses: tuple[tuple[Column, ...], ...] = ()
    points: tuple[Column, ...] = ()
    free: tuple[Column, ...] = ()
    ages: tuple[Column, ...] = ()


def plan(table: Table, vote: columns.Vote = columns.nobody) -> Plan:
    """Decide a table's columns from its first part; `vote` is the model's on a column of names."""
    owner = table.where.inside[-1] if table.where.inside else table.where.ref.key
    decided = columns.decide(_keyed(table), table.rows, vote, owner)
    roles: dict[Role | None, dict[str, Column]] = {}
    for column in decided:
        roles.setdefault(column.role, {}).setdefault(column.kind, column)
    streets = [parts for parts in roles.values() if "street" in parts]
    if len(streets) == 1:
        for role, parts in roles.items():
            if role not in ("sender", "merchant"):
                streets[0].update(
                    {kind: parts[kind] for kind in _ADDRESS if kind in parts and kind not in streets[0]}
                )
    addresses = tuple(tuple(parts[kind] for kind in _ADDRESS if kind in parts) for parts in streets)
    pair = next((p for p in roles.values() if "lat" in p and "lon" in p), None)
    people = any(
        column.kind in ("name", "first", "last", "EMAIL_ADDRESS", "PHONE_NUMBER") for column in decided
    )
    return Plan(
        tuple(column for column in decided if column.kind.isupper() and column.kind != "AGE"),
        tuple(_names(decided, roles, table.rows)),
        addresses,
        (pair["lat"], pair["lon"]) if pair and people and not addresses else (),
        tuple(column for column in decided if column.kind == "free"),
        tuple(column for column in decided if column.kind == "AGE"),
    )


# The name of a table, schema before it or not, that says what its bare key counts.
_OF_ORDERS = re.compile(
    r"(?i)(?:.*[._])?(order|invoice|booking|reservation|receipt|purchase)s?"
    r"(?:[_ ]?(?:header|export|list|\d+))?"
)


def _keyed(table: Table) -> tuple[str, ...]:
    """Return a table's header, a bare key named after what the table holds: `id` of `orders`."""
    named = _OF_ORDERS.fullmatch(table.where.inside[-1]) if table.where.inside else None
    if named is None:
        return table.header
    return tuple(
        f"{named[1]} {name}" if name.lower() in ("id", "no", "number") else name for name in table.header
    )


def _names(
    decided: Sequence[Column], roles: dict[Role | None, dict[str, Column]], rows: Sequence[Sequence[str]]
) -> Iterator[tuple[Column, ...]]:
    whole = [column for column in decided if column.kind == "name"]
    yield from ((column,) for column in whole)
    for role, parts in roles.items():
        if any(column.role == role and _same(column, parts, rows) for column in whole):
            continue
        if "last" in parts or "first" in parts:
            yield tuple(parts[kind] for kind in _NAMES if kind in parts)


def _same(whole: Column, parts: dict[str, Column], rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a column of names holds those of the columns of their parts; an owner is somebody else."""
    half = parts.get("first") or parts.get("last")
    if half is None:
        return True
    pairs = [
        (row[whole.index], row[half.index]) for row in rows[:_SEEN] if len(row) > max(whole.index, half.index)
    ]
    held = sum(bool(part) and part.lower() in name.lower() for name, part in pairs)
    return 2 * held >= len(pairs)


_SEEN = 40


def read(table: Table, decided: Plan, wants: Callable[[str], bool]) -> Rows:
    """Return what one part of a table holds, a column at a time; all parts have the same columns."""
    sheet = _sheet(table.rows)
    found = [
        sheet.cells(column, column.kind, parts=_family(column, sheet.rows))
        for column in decided.single
        if wants(column.kind)
    ]
    if wants("PERSON"):
        found += [_name(sheet, group) for group in decided.names]
    if wants("STREET_ADDRESS"):
        found += [_address(sheet, group) for group in decided.addresses]
    if wants("GEO_COORDINATES") and decided.points:
        both = zip(*map(sheet.values, decided.points), strict=True)
        points = [f"{lat}, {lon}" if lat and lon else "" for lat, lon in both]
        found.append(sheet.cells(decided.points[0], "GEO_COORDINATES", points))
    if wants("MINOR"):
        born = (column for column in decided.single if column.kind == "DATE_OF_BIRTH")
        found += [_minors(sheet, column) for column in (*decided.ages, *born)]
    return Rows(table.where, table.first_row, tuple(found))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The columns of a table part."""

    rows: int
    columns: tuple[tuple[str, ...], ...] = field(repr=False)

    def values(self, column: Column) -> list[str]:
        """Return a column's cells without the space around them; a short row's and `N/A` are empty."""
        if column.index >= len(self.columns):
            return [""] * self.rows
        found = list(map(str.strip, self.columns[column.index]))
        if values.NOTHING.isdisjoint(found):
            return found
        return ["" if value in values.NOTHING else value for value in found]

    def cells(
        self,
        column: Column,
        entity: str,
        found: Sequence[str] | None = None,
        parts: dict[str, Sequence[str]] | None = None,
    ) -> Cells:
        """Return an entity's values with what a column says of them; none given: the column's own."""
        return Cells(
            entity, self.values(column) if found is None else found, column.index + 1, column.name or None,
            column.score, column.reasons, column.role, parts or {},
        )  # fmt: skip


def _sheet(rows: Sequence[Sequence[str]]) -> _Sheet:
    """Return the columns of some rows; those that sum up the others are empty."""
    columns = tuple(zip_longest(*rows, fillvalue=""))
    if _footed(columns):
        columns = tuple(zip_longest(*(() if _foot(row) else row for row in rows), fillvalue=""))
    return _Sheet(len(rows), columns)


def _footed(columns: Sequence[Sequence[str]]) -> bool:
    """Tell whether a row may sum up others; what follows a column of filled cells is nobody's first."""
    for column in columns:
        found = list(map(str.strip, column))
        if not _FEET.isdisjoint(found):
            return True
        if all(found):
            return False
    return False


def _foot(row: Sequence[str]) -> bool:
    return next(filter(None, map(str.strip, row)), "") in _FEET


def _family(column: Column, rows: int) -> dict[str, Sequence[str]]:
    """Return which list of people the numbers of a column are of."""
    families = [reason.removeprefix("family:") for reason in column.reasons if reason.startswith("family:")]
    return {"family": families * rows} if families else {}


def _joined(mark: str, columns: Sequence[Sequence[str]]) -> list[str]:
    """Join the cells of each row that are not empty."""
    rows = zip(*columns, strict=True)
    if any("" in column for column in columns):
        return [mark.join(filter(None, row)) for row in rows]
    return list(map(mark.join, rows))


# `Dana (mother)`: what somebody is to another.
_KIN = re.compile(r"[ ]+\([^\W\d_A-Z][^\W\d_]*(?:[ \-/][^\W\d_]+)*\)$")


def _name(sheet: _Sheet, group: tuple[Column, ...]) -> Cells:
    found = _joined(" ", [sheet.values(column) for column in group])
    if any("(" in value for value in found):
        found = [_KIN.sub("", value) for value in found]
    return sheet.cells(group[0], "PERSON", [value if len(value) > 1 else "" for value in found])


def _address(sheet: _Sheet, group: tuple[Column, ...]) -> Cells:
    parts = {column.kind: sheet.values(column) for column in group}
    for kind in ("zip", "unit"):  # a number's, where a program took the column for numbers
        if kind in parts and ".0" in "\n".join(parts[kind]):
            parts[kind] = [value.removesuffix(".0") for value in parts[kind]]
    if "zip" in parts and "state" in parts and 4 in set(map(len, parts["zip"])):
        parts["zip"] = [
            code.zfill(5) if len(code) == 4 and state and code.isdigit() else code
            for code, state in zip(parts["zip"], parts["state"], strict=True)
        ]
    whole = _joined(", ", [parts[kind] for kind in _ADDRESS if kind == "street" or any(parts.get(kind, ()))])
    streets = parts["street"]
    found = whole if all(streets) else [v if street else "" for v, street in zip(whole, streets, strict=True)]
    for kind in ("state", "zip"):
        parts.setdefault(kind, [""] * sheet.rows)
    for at in (at for at, code in enumerate(parts["zip"]) if not code):
        tail = _TAIL.search(found[at])
        if tail:
            parts["state"][at], parts["zip"][at] = tail.group(1), tail.group(2)
    return sheet.cells(group[0], "STREET_ADDRESS", found, dict(parts))


def _minors(sheet: _Sheet, column: Column) -> Cells:
    found, today = sheet.values(column), date.today()
    young = {value for value in set(found) if _young(value, column.kind, today)}
    return sheet.cells(column, "MINOR", [value if value in young else "" for value in found])


def _young(value: str, kind: str, today: date) -> bool:
    if kind == "AGE":
        number = value.removesuffix(".0")
        return number.isdigit() and int(number) < born.ADULT
    age = born.age(value, today)
    return age is not None and age < born.ADULT


def texts(table: Table, decided: Plan) -> Iterator[Passage]:
    """Yield the cells of a table's running-text columns as passages of their own."""
    w = table.where
    for number, row in enumerate(table.rows, table.first_row):
        for column in decided.free:
            if column.index < len(row) and len(text := row[column.index]) > 7:
                yield Passage(
                    text,
                    Where(
                        w.ref,
                        w.inside,
                        w.page,
                        w.box,
                        w.line,
                        number,
                        column.index + 1,
                        column.name or None,
                        w.json_path,
                    ),
                )
