"""Decided columns become columns of detections; one decision serves all parts of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import chain, zip_longest

from pii_sweep.detect.health.anchor import NO_SIGNS, Anchor
from pii_sweep.detect.identifiers import placeholder
from pii_sweep.detect.identifiers.birth import age as born
from pii_sweep.detect.person.evidence.feature import Features
from pii_sweep.detect.tables import (
    branch_table,
    change_log,
    column_header,
    customer_number,
    firm_table,
    parcel_log,
    prefixed_header,
    value_kind,
)
from pii_sweep.detect.tables import decision as columns
from pii_sweep.detect.tables.branch_table import Branches
from pii_sweep.detect.tables.cell import number_spelling
from pii_sweep.detect.tables.column import (
    birth_column,
    coordinate_columns,
    health_column,
    phone_column,
    postal_columns,
    social_security,
)
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.tables.people import (
    column_score,
    joint_owner,
    name_column,
    name_group,
    several_names,
    split_name_columns,
)
from pii_sweep.detect.tables.people.name_group import Owner
from pii_sweep.detect.text import lexicon
from pii_sweep.entities import PERSON, STREET_ADDRESS
from pii_sweep.types import Cells, Passage, Rows, Table, Where

_NAMES = ("first", "middle", "last", "second")
# What is made of figures: `ex-directory` is no telephone, `(yyyy-mm-dd)` no date of birth.
_FIGURED = frozenset({"DATE_OF_BIRTH", "PHONE_NUMBER", "US_SSN", "CREDIT_CARD", "IBAN_CODE", "NATIONAL_ID"})
_WORDED = re.compile(r"(?m)^[^\d\n]+$")
# Columns of what is sent by post.
_POSTED = frozenset({"street", "tail", "zip", "city", "TRACKING_NUMBER"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What each row of a table yields: whole columns, and columns that join to a name or an address.

    `free` are columns of running text, read like prose; `ages` columns of ages in years; `changes`
    the places of fields' names with their values. `posted`: something is sent by post, so that `from` is
    a sender; else it is whoever gave, paid or wrote. `about` is what the columns say of the table's people,
    `named` the features of other columns whose values are written as names. Each row is of a firm (`firms`)
    or of an institution, whose telephone is not a person's, or an event of a carrier's `parcels`.
    """

    single: tuple[Column, ...] = ()
    names: tuple[tuple[Column, ...], ...] = ()
    addresses: tuple[tuple[Column, ...], ...] = ()
    points: tuple[tuple[Column, Column], ...] = ()
    phones: tuple[tuple[Column, ...], ...] = ()
    numbers: Mapping[str, Sequence[tuple[Column, ...]]] = field(default_factory=dict)
    births: tuple[Column, ...] = ()
    free: tuple[Column, ...] = ()
    ages: tuple[Column, ...] = ()
    changes: tuple[tuple[int, int], ...] = ()
    posted: bool = False
    about: Anchor = NO_SIGNS
    named: Mapping[int, Features] = field(default_factory=dict, repr=False)
    firms: bool = False
    institutions: bool = False
    branches: Branches | None = None
    parcels: bool = False

    @property
    def entities(self) -> frozenset[str]:
        """Return the entities that decided columns hold."""
        joined: list[tuple[Sequence[object], str]] = [
            (self.names, PERSON),
            (self.addresses, STREET_ADDRESS),
            (self.phones, "PHONE_NUMBER"),
            (self.births, "DATE_OF_BIRTH"),
        ]
        joined += [(groups, entity) for entity, groups in self.numbers.items()]
        return frozenset(column.kind for column in self.single) | {name for held, name in joined if held}

    @property
    def mailed(self) -> bool:
        """Indicate whether a column of mailboxes was decided."""
        return any(column.kind == "EMAIL_ADDRESS" for column in self.single)


def plan(
    table: Table,
    vote: columns.Vote = columns.rate_nothing,
    about: Anchor = NO_SIGNS,
    judge: column_score.Judge = column_score.judge,
) -> Plan:
    """Decide a table's columns from its first part; `vote` and `judge` are the models' on a column of names.

    `about` holds the personal signs of what stands before it in its object.
    """
    named = table.where.inside[-1] if table.where.inside else table.where.ref.key
    decided = columns.decide(_qualify_header(table), table.rows, vote, named, about, judge=judge)
    samples = column_header.sampled(table.header, table.rows)
    branches = branch_table.find_branches(decided, samples, table.rows)
    others = [one for one in decided if branches is None or one.index != branches.name]
    parcels = parcel_log.is_parcel_log(decided, samples)
    firms = parcels or firm_table.is_of_firms(others, samples, branches)
    institutions = parcels or (firms and firm_table.holds_institutions(samples, branches))
    decided = firm_table.of_firms(others, samples) if firms else decided
    if not (posted := any(column.kind in _POSTED for column in decided)):
        decided = [replace(one, role=None) if one.role == "sender" else one for one in decided]
    families = prefixed_header.families(samples) | _owners(decided, samples) | _nest_names(decided)
    roles, lone = name_group.group(decided, families, samples)
    return Plan(
        tuple(column for column in decided if column.kind.isupper() and column.kind != "AGE"),
        (*_names(decided, roles, table.rows), *((column,) for column in lone)),
        postal_columns.group_addresses(roles, decided),
        coordinate_columns.pair_points(decided, samples, table.rows),
        tuple(_join_columns(decided, phone_column.PARTED, phone_column.GOES_ON)),
        {entity: _join_columns(decided, *kinds) for entity, kinds in social_security.PARTED.items()},
        tuple(one for part in birth_column.PARTS for one in decided if one.kind == part),
        tuple(column for column in decided if column.kind == "free"),
        tuple(column for column in decided if column.kind == "AGE"),
        change_log.pairs(samples, {column.index for column in decided}),
        posted,
        health_column.about([sample for sample in samples if sample.values], decided, about),
        column_score.describe_undecided(column_score.Sheet(samples, decided, vote, named)),
        firms,
        institutions,
        branches,
        parcels,
    )


def _nest_names(decided: Sequence[Column]) -> dict[int, str]:
    """Return the path of each half of a name, where several paths of a record hold both halves.

    `guest.first` and `companions[0].first` are of different people.
    """
    paths = {
        column.index: column.name[: max(column.name.rfind("."), column.name.rfind("/"), 0)]
        for column in decided
        if column.kind in _NAMES
    }
    halves = [(paths[column.index], column.kind) for column in decided if column.index in paths]
    whole = {path for path, _ in halves if {(path, "first"), (path, "last")} <= set(halves)}
    return {index: path for index, path in paths.items() if path in whole} if len(whole) > 1 else {}


def _owners(decided: Sequence[Column], samples: Sequence[Sampled]) -> dict[int, str]:
    """Return whose each half of a name is, by its place, where a table has the halves of several people."""
    halves = [column for column in decided if column.kind in ("first", "last", "middle")]
    several = any(count > 1 for count in Counter(column.kind for column in halves).values())
    if not several:
        return {}
    owned = split_name_columns.find_owned(samples)
    named = {
        column.index: owned.get(column.index, ("",))[0] or split_name_columns.owner(column.name)
        for column in halves
    }
    return {index: words for index, words in named.items() if words}


def decided_places(plan: Plan) -> set[int]:
    """Return the places of the columns of which a plan makes something; a row's key may be a telephone."""
    single = (one for one in plan.single if not customer_number.holds_row_keys(one))
    places = {column.index for column in (*single, *plan.free, *plan.ages, *plan.births)}
    return places | {
        column.index
        for group in (
            *plan.names,
            *plan.addresses,
            *plan.points,
            *plan.phones,
            *chain(*plan.numbers.values()),
        )
        for column in group
    }


def undecided_columns(table: Table, plan: Plan) -> list[int]:
    """Return the places of all other columns of a part."""
    taken = decided_places(plan)
    width = max([len(table.header), *map(len, table.rows)], default=0)
    return [index for index in range(width) if index not in taken]


def foots(columns: Sequence[Sequence[str]]) -> set[int]:
    """Return the rows that sum up the others, which decided columns leave out."""
    if not _may_have_sum(columns):
        return set()
    return {row for row, cells in enumerate(zip(*columns, strict=True)) if _foot(cells)}


# The name of a table, schema before it or not, that says what its bare key counts; of a list of records too.
_OF_ORDERS = re.compile(
    r"(?i)(?:.*[._])?(?:order|invoice|booking|reservation|purchase|bestellung(?:en)?|bestelling(?:en)?"
    r"|auftr[aä]ge?"
    r"|rechnung(?:en)?|commande|facture|pedido|factura|ordin[ei]|fattur[ae]|zam[oó]wieni[ae]|ordrer?)s?"
    r"(?:[_ ]?(?:header|export|list|\d+))?(?:\[\*?\])?"
)
_KEYS = frozenset({"id", "no", "number", "nr", "ref", "reference", "num", "numero"})


def _qualify_header(table: Table) -> tuple[str, ...]:
    """Return a table's header, a bare key named after what the table holds: `id` of `orders`."""
    owners = [*table.where.inside[-1:], *re.split(r"[./]", table.where.json_path or "")[-1:]]
    if not any(map(_OF_ORDERS.fullmatch, owners)):
        return table.header
    return tuple(f"order {name}" if name.lower().strip("$./@") in _KEYS else name for name in table.header)


def _names(
    decided: Sequence[Column], roles: dict[Owner, dict[str, Column]], rows: Sequence[Sequence[str]]
) -> Iterator[tuple[Column, ...]]:
    whole = [column for column in decided if column.kind == "name"]
    yield from ((column,) for column in whole)
    for (role, _), parts in roles.items():
        if any(column.role == role and _repeats_parts(column, parts, rows) for column in whole):
            continue
        if "last" in parts or "first" in parts:
            yield tuple(parts[kind] for kind in _NAMES if kind in parts)


def _repeats_parts(whole: Column, parts: dict[str, Column], rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a column of names holds those in the columns of their parts, not an owner's.

    It must hold each part: a salutation next to them has one (`Lieber Urs`).
    """
    halves = [parts[kind].index for kind in ("first", "last") if kind in parts]
    widest = max([whole.index, *halves])
    seen = [row for row in rows[:_SEEN] if len(row) > widest]
    held = 0
    for row in seen:
        said = [row[half].lower() for half in halves if row[half]]
        held += bool(said) and all(part in row[whole.index].lower() for part in said)
    return held >= _SAME * len(seen)


# Rows looked at, and the share of them in which the name must hold its part: a column of firms holds some.
_SEEN, _SAME = 40, 0.8


def columns_of(table: Table) -> Sequence[Sequence[str]]:
    """Return the cells of a table part column by column."""
    widths = set(map(len, table.rows))
    if len(widths) != 1:
        return tuple(zip_longest(*table.rows, fillvalue=""))
    width, cells = widths.pop(), list(chain.from_iterable(table.rows))
    return [cells[at::width] for at in range(width)]


def read(
    table: Table,
    held: Sequence[Sequence[str]],
    decided: Plan,
    feet: Set[int] = frozenset(),
) -> Rows:
    """Return what one part of a table holds, a column at a time; all parts have the same columns.

    `held` are its cells column by column, `feet` the rows that sum up the others (`foots`).
    """
    sheet = _sheet(held, len(table.rows), feet)
    found = [
        sheet.cells(column, column.kind, parts=_family(column, table.where, sheet.rows))
        for column in decided.single
    ]
    found += chain.from_iterable(_people(sheet, group) for group in decided.names)
    found += [_address(sheet, group) for group in decided.addresses]
    found += [_point(sheet, pair) for pair in decided.points]
    found += [_phone(sheet, group) for group in decided.phones]
    for entity, groups in decided.numbers.items():
        for group in groups:
            sizes = social_security.widths(group)
            joined = social_security.join_parts(entity, list(map(sheet.values, group)), sizes)
            found.append(sheet.cells(group[0], entity, joined))
    if decided.births:
        parts = list(map(sheet.values, decided.births))
        found.append(sheet.cells(decided.births[0], "DATE_OF_BIRTH", birth_column.join(parts)))
    born = (column for column in decided.single if column.kind == "DATE_OF_BIRTH")
    found += [_minors(sheet, column) for column in (*decided.ages, *born)]
    taken = decided_places(decided) if decided.changes else set()
    for pair in (pair for pair in decided.changes if pair[1] not in taken):
        names, held = (sheet.at(index) for index in pair)
        found += [
            sheet.cells(column, column.kind, cells)
            for column, cells in change_log.read_changes(pair[1], names, held)
        ]
    return Rows(table.where, table.first_row, tuple(found))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The columns of a table part."""

    rows: int
    columns: Sequence[Sequence[str]] = field(repr=False)

    def values(self, column: Column) -> list[str]:
        """Return a column's cells without the space around them; a short row's and `N/A` are empty."""
        found = self.at(column.index)
        if column.kind == "DATE_OF_BIRTH":
            found = birth_column.trim_births(found)
        found = number_spelling.write_plain(column.kind, found)
        if column.kind in _FIGURED and _WORDED.search("\n".join(found)):
            found = [value if any(map(str.isdecimal, value)) else "" for value in found]
        if column.kind in placeholder.KINDS:
            found = [value if placeholder.is_value(column.kind, value) else "" for value in found]
        if column.only is not None:
            return [value if column.only.fullmatch(value) else "" for value in found]
        return found

    def at(self, index: int) -> list[str]:
        """Return the cells at a place, as `values` does."""
        if index >= len(self.columns):
            return [""] * self.rows
        found = list(map(str.strip, self.columns[index]))
        if value_kind.NOTHING.isdisjoint(found):
            return found
        return ["" if value in value_kind.NOTHING else value for value in found]

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


def _sheet(columns: Sequence[Sequence[str]], rows: int, feet: Set[int]) -> _Sheet:
    """Return the columns of some rows; those that sum up the others, `feet`, are empty."""
    if feet:
        columns = [["" if row in feet else cell for row, cell in enumerate(cells)] for cells in columns]
    return _Sheet(rows, columns)


@lru_cache(maxsize=1)
def _feet() -> frozenset[str]:
    """Return what the first filled cell of a row says that sums up others, however it is written."""
    every = lexicon.words("sum_rows", "feet")
    forms = (form for word in every for form in (word, word.capitalize(), word.title(), word.upper()))
    return frozenset(form + end for form in forms for end in ("", ":", "："))


def _may_have_sum(columns: Sequence[Sequence[str]]) -> bool:
    """Return whether a row may sum up others; one behind a column of filled cells does not."""
    for column in columns:
        found = list(map(str.strip, column))
        if not _feet().isdisjoint(found):
            return True
        if all(found):
            return False
    return False


def _foot(row: Sequence[str]) -> bool:
    return next(filter(None, map(str.strip, row)), "") in _feet()


def _family(column: Column, where: Where, rows: int) -> dict[str, Sequence[str]]:
    """Return which list of people the numbers of a column are of, and where alone they are known."""
    families = [reason.removeprefix("family:") for reason in column.reasons if reason.startswith("family:")]
    parts = customer_number.place_family(families[0], where) if families else {}
    return {part: [value] * rows for part, value in parts.items()}


def _people(sheet: _Sheet, group: tuple[Column, ...]) -> Iterator[Cells]:
    """Yield the names of a column: the first of each cell, then the second of cells of several people."""
    cells = _name(sheet, group)
    mixed = any(name_column.MIXED in column.reasons for column in group)
    if not (mixed or several_names.may_split(cells.values) or joint_owner.may_split(cells.values)):
        yield cells
        return
    held = list(map(joint_owner.split_cell, cells.values))
    if mixed:
        held = [[name for name in names if not name_column.is_thing(name)] for names in held]
    for at in range(max(1, *map(len, held)) if held else 1):
        yield replace(cells, values=[names[at] if at < len(names) else "" for names in held])


def _name(sheet: _Sheet, group: tuple[Column, ...]) -> Cells:
    found = postal_columns.side_by_side(" ", [sheet.values(column) for column in group])
    found = name_column.turn_ideographs(found) if len(group) > 1 else found
    found = _strip_titles(found, titled=columns.TITLED in group[0].reasons)
    found = [
        value if len(value) > 1 and (value[0].isalpha() or any(map(str.isalpha, value))) else ""
        for value in found
    ]
    return sheet.cells(group[0], "PERSON", found)


def _address(sheet: _Sheet, group: tuple[Column, ...]) -> Cells:
    found, parts = postal_columns.join_addresses(
        {column.kind: sheet.values(column) for column in group}, group
    )
    return sheet.cells(group[0], "STREET_ADDRESS", found, parts)


def _point(sheet: _Sheet, pair: tuple[Column, Column]) -> Cells:
    both = zip(*map(sheet.values, pair), strict=True)
    return sheet.cells(
        pair[0], "GEO_COORDINATES", [f"{lat}, {lon}" if lat and lon else "" for lat, lon in both]
    )


def _join_columns(decided: Sequence[Column], first: str, other: str) -> list[tuple[Column, ...]]:
    """Return the columns that make one number each, in their order: of a first part and of each other one."""
    groups: list[tuple[Column, ...]] = []
    for column in sorted(decided, key=lambda one: one.index):
        if column.kind == first:
            groups.append((column,))
        elif column.kind == other and groups:
            groups[-1] += (column,)
    return groups


def _phone(sheet: _Sheet, group: tuple[Column, ...]) -> Cells:
    found = ["-".join(filter(None, row)) for row in zip(*map(sheet.values, group), strict=True)]
    return sheet.cells(
        group[0], "PHONE_NUMBER", [value if len(value) > len("12-3456") else "" for value in found]
    )


def _minors(sheet: _Sheet, column: Column) -> Cells:
    found, today = sheet.values(column), date.today()
    young = {value for value in set(found) if _is_minor(value, column.kind, today)}
    return sheet.cells(column, "MINOR", [value if value in young else "" for value in found])


def _is_minor(value: str, kind: str, today: date) -> bool:
    if kind == "AGE":
        number = value.removesuffix(".0")
        return number.isdecimal() and int(number) < born.ADULT
    age = born.age(value, today)
    return age is not None and age < born.ADULT


def texts(table: Table, decided: Plan) -> Iterator[Passage]:
    """Yield the cells of a table's running-text columns as passages of their own."""
    w = table.where
    for number, row in enumerate(table.rows if decided.free else (), table.first_row):
        for column in decided.free:
            if column.index < len(row) and (text := row[column.index]).strip():
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


# `Dana (mother)`: what somebody is to another.
_KIN = re.compile(r"[ ]+\([^\W\d_A-Z][^\W\d_]*(?:[ \-/][^\W\d_]+)*\)$")
_TITLE = re.compile(r"^[^\W\d_]{1,4}\.? (?=\S)")


def _strip_titles(names: Sequence[str], *, titled: bool) -> list[str]:
    """Return the names of a column without what kin they are, nor their titles where the column has them."""
    found = list(names)
    if any("(" in name for name in found):
        found = [_KIN.sub("", name) for name in found]
    return [_TITLE.sub("", name) for name in found] if titled else found
