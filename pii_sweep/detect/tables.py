"""Rows of decided columns become detections; one decision serves all parts of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pii_sweep.detect import columns
from pii_sweep.detect.columns import Column
from pii_sweep.types import Detection, Role, Table, Where


@dataclass(frozen=True, slots=True)
class Plan:
    """What each row of a table yields: whole columns, and columns that join to a name or an address."""

    single: tuple[Column, ...]
    names: tuple[tuple[Column, ...], ...]
    addresses: tuple[tuple[Column, ...], ...]


def plan(table: Table) -> Plan:
    """Decide a table's columns from its first part."""
    decided = columns.decide(table.header, table.rows)
    single = tuple(column for column in decided if column.kind.isupper())
    roles: dict[Role | None, dict[str, Column]] = {}
    for column in decided:
        if not column.kind.isupper():
            roles.setdefault(column.role, {}).setdefault(column.kind, column)
    names: list[tuple[Column, ...]] = []
    addresses: list[tuple[Column, ...]] = []
    for parts in roles.values():
        if "first" in parts and "last" in parts:
            names.append(tuple(parts[kind] for kind in ("first", "middle", "last") if kind in parts))
        elif "last" in parts or "first" in parts:
            names.append((parts.get("last") or parts["first"],))
        if "name" in parts:
            names.append((parts["name"],))
        if "street" in parts:
            addresses.append(
                tuple(
                    parts[kind]
                    for kind in ("street", "unit", "city", "state", "zip", "country")
                    if kind in parts
                )
            )
    return Plan(single, tuple(names), tuple(addresses))


def read(table: Table, decided: Plan, wanted: Callable[[str], bool]) -> Iterator[Detection]:
    """Yield the detections of one part of a table, row by row."""
    for offset, row in enumerate(table.rows):
        number = table.first_row + offset
        for column in decided.single:
            value = row[column.index].strip() if column.index < len(row) else ""
            if value and wanted(column.kind):
                yield _cell(table, column, number, column.kind, value)
        for group in decided.names if wanted("PERSON") else ():
            yield from _joined(table, row, number, group, "PERSON", " ")
        for group in decided.addresses if wanted("STREET_ADDRESS") else ():
            yield from _joined(table, row, number, group, "STREET_ADDRESS", ", ")


def _joined(
    table: Table, row: Sequence[str], number: int, group: tuple[Column, ...], entity: str, glue: str
) -> Iterator[Detection]:
    found = [(c, row[c.index].strip()) for c in group if c.index < len(row) and row[c.index].strip()]
    if not found or (entity == "STREET_ADDRESS" and found[0][0] is not group[0]):
        return
    values = [
        value.removesuffix(".0") if column.kind in ("zip", "unit") else value for column, value in found
    ]
    parts = {column.kind: value for (column, _), value in zip(found, values, strict=True)}
    yield _cell(table, group[0], number, entity, glue.join(values), parts)


def _cell(
    table: Table, column: Column, number: int, entity: str, value: str, parts: dict[str, str] | None = None
) -> Detection:
    where: Where = replace(table.where, row=number, column=column.index + 1, column_name=column.name or None)
    return Detection(
        entity, value, where, column.score, 0, len(value), "Column", column.reasons, column.role, parts or {},
        f"{table.where.member or ''}|row {number}",
    )  # fmt: skip
