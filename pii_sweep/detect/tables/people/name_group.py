"""The parts of a name or an address, one of each kind, by whose they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Column, Sampled, plain_header
from pii_sweep.detect.tables.people import split_name_columns
from pii_sweep.types import Role

# People of Spanish-speaking countries have a second family name, their mother's, in a column of its own;
# those of Mongolia have the name of their clan and a parent's.
_SECOND = re.compile(r"(?i).*(?:materno|maternal|\bmat\b|segundo|second|2|эцэг.*нэр)\b.*")
# Whose an address is: a role, and the words that the headers of its parts share.
Owner = tuple[Role | None, str]


def group(
    decided: Sequence[Column], families: Mapping[int, str], samples: Sequence[Sampled]
) -> tuple[dict[Owner, dict[str, Column]], list[Column]]:
    """Return the decided columns by whose they are and by kind, and those of names of their own.

    `families` are the words that the headers of one party share, by the column's place.
    """
    initials = {one.index for one in samples if one.values and split_name_columns.holds_initials(one)}
    roles: dict[Owner, dict[str, Column]] = {}
    lone: list[Column] = []
    for column in decided:
        parts = roles.setdefault((column.role, families.get(column.index, "")), {})
        again = "last" in parts and column.kind == "last" and _is_second(column)
        kind = "second" if again else column.kind
        if kind in parts and kind in ("first", "last") and _is_half(column, families):
            parts[kind], called = sorted((parts[kind], column), key=lambda one: _rank(one, initials))
            # A name by which somebody is called besides, or a parent's.
            lone += [called] if called.index not in initials else []
        parts.setdefault(kind, column)
    return roles, lone


def _is_half(column: Column, families: Mapping[int, str]) -> bool:
    """Return whether a column's own header names its half of a name: `Known as`, not `Pet`."""
    whose = families.get(column.index, "") + " "
    titles = (form for title in plain_header(column.name) for form in (title, title.removeprefix(whose)))
    return any(map(column_header.part(column.kind).fullmatch, titles))


def _rank(column: Column, initials: Set[int]) -> tuple[bool, bool]:
    """Return whether a half is of initials, and of the name in use: `Preferred name` next to `First name`."""
    called = any(map(column_header.part("called").fullmatch, plain_header(column.name)))
    return column.index in initials, called


def _is_second(column: Column) -> bool:
    """Return whether a column is of the second family name: `apellido materno`, `am`, or without a header."""
    titles = plain_header(column.name)
    return not column.name or split_name_columns.is_abbreviated(titles) or any(map(_SECOND.fullmatch, titles))
