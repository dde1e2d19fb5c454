"""Rows of decided columns become detections; one decision serves all parts of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pii_sweep.detect import born, columns
from pii_sweep.detect.columns import Column
from pii_sweep.types import Detection, Passage, Role, Table, Where

_TAIL = re.compile(r"\b([A-Z]{2})\b[ ,.]{1,3}(\d{5})(?:-\d{4})?\s*(?:,?\s*(?:USA?|United States))?$")
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


def plan(table: Table) -> Plan:
    """Decide a table's columns from its first part."""
    decided = columns.decide(table.header, table.rows)
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
        tuple(_names(roles)),
        addresses,
        (pair["lat"], pair["lon"]) if pair and people and not addresses else (),
        tuple(column for column in decided if column.kind == "free"),
        tuple(column for column in decided if column.kind == "AGE"),
    )


def _names(roles: dict[Role | None, dict[str, Column]]) -> Iterator[tuple[Column, ...]]:
    whole = [parts["name"] for parts in roles.values() if "name" in parts]
    yield from ((column,) for column in whole)
    for role, parts in roles.items():
        if any(column.role == role for column in whole):
            continue
        if "last" in parts or "first" in parts:
            yield tuple(parts[kind] for kind in _NAMES if kind in parts)


def read(table: Table, decided: Plan, wants: Callable[[str], bool]) -> Iterator[Detection]:
    """Yield the detections of one part of a table, row by row."""
    member = f"{table.where.member or ''}|row "
    places = _Places(table.where, member)
    single = tuple(column for column in decided.single if wants(column.kind))
    names = decided.names if wants("PERSON") else ()
    addresses = decided.addresses if wants("STREET_ADDRESS") else ()
    points = decided.points if wants("GEO_COORDINATES") else ()
    minors = (
        (*decided.ages, *(c for c in decided.single if c.kind == "DATE_OF_BIRTH")) if wants("MINOR") else ()
    )
    today = date.today()
    for number, row in enumerate(table.rows, table.first_row):
        width = len(row)
        for column in single:
            if column.index < width and (value := row[column.index].strip()):
                yield places.detection(column, number, column.kind, value)
        for group in names:
            yield from _joined(places, row, number, group)
        for group in addresses:
            yield from _address(places, row, number, group)
        if (
            points
            and points[1].index < width
            and row[points[0].index].strip()
            and row[points[1].index].strip()
        ):
            value = f"{row[points[0].index].strip()}, {row[points[1].index].strip()}"
            yield places.detection(points[0], number, "GEO_COORDINATES", value)
        for column in minors:
            if column.index < width and _young(row[column.index].strip(), column.kind, today):
                yield places.detection(column, number, "MINOR", row[column.index].strip())


@dataclass(frozen=True, slots=True)
class _Places:
    """What all cells of one table share."""

    where: Where
    member: str

    def detection(
        self, column: Column, number: int, entity: str, value: str, parts: dict[str, str] | None = None
    ) -> Detection:
        w = self.where
        place = Where(
            w.ref, w.inside, w.page, w.box, w.line, number, column.index + 1, column.name or None, w.json_path
        )
        return Detection(
            entity, value, place, column.score, 0, len(value), "Column",
            column.reasons, column.role, parts or {}, f"{self.member}{number}",
        )  # fmt: skip


def _joined(
    places: _Places, row: Sequence[str], number: int, group: tuple[Column, ...]
) -> Iterator[Detection]:
    values = [row[column.index].strip() for column in group if column.index < len(row)]
    value = " ".join(filter(None, values))
    if len(value) > 1:
        yield places.detection(group[0], number, "PERSON", value)


def _address(
    places: _Places, row: Sequence[str], number: int, group: tuple[Column, ...]
) -> Iterator[Detection]:
    parts: dict[str, str] = {}
    for column in group:
        value = row[column.index].strip() if column.index < len(row) else ""
        if column.kind in ("zip", "unit"):
            value = value.removesuffix(".0")
            value = (
                value.zfill(5)
                if column.kind == "zip" and value.isdigit() and len(value) == 4 and "state" in parts
                else value
            )
        if value:
            parts[column.kind] = value
    if "street" not in parts:
        return
    value = ", ".join(parts.values())
    tail = _TAIL.search(value) if "zip" not in parts else None
    if tail:
        parts["state"], parts["zip"] = tail.group(1), tail.group(2)
    yield places.detection(group[0], number, "STREET_ADDRESS", value, parts)


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
