"""The columns of an address put together, a row at a time, as an envelope has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import SHAPES, Column, Sampled, plain_header
from pii_sweep.detect.text import lexicon
from pii_sweep.types import Role

PARTS = ("street", "house", "side", "way", "unit", "tail", "city", "state", "zip", "country")
_WITH_NAME = ("side", "way")
_CODE_FIRST = ("street", "unit", "zip", "city", "tail", "state", "country")
_LARGE_FIRST = ("country", "zip", "state", "city", "tail", "street", "house", "unit")
# East Asia goes from the large to the small; Britain, Canada and their like end with the code.
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ENDING_CODE = re.compile(r"(?i)[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z][ -]?\d[A-Z]\d")
_TAIL = re.compile(r"\b([A-Z]{2})\b[ ,.]{1,3}(\d{5})(?:-\d{4})?\s*(?:,?\s*(?:USA?|United States))?$")


def group_addresses(
    owners: Mapping[tuple[Role | None, str], dict[str, Column]], decided: Sequence[Column]
) -> tuple[tuple[Column, ...], ...]:
    """Return the columns of each owner's address; the only street takes what it lacks from the others.

    A second street of one owner is an address of its own; towns and codes go with the street whose header
    begins as theirs do: `Buyer/Street`, `Buyer/City` next to `Invoice/Address`.
    """
    bound = _bind(decided)
    apart = {column.index for parts in bound for column in parts.values()}
    owners = {
        owner: {kind: column for kind, column in parts.items() if column.index not in apart}
        for owner, parts in owners.items()
    }
    streets = [parts for parts in owners.values() if "street" in parts]
    if len(streets) == 1:
        for (role, _), parts in owners.items():
            if role not in ("sender", "merchant"):
                lacking = parts.keys() & set(PARTS) - streets[0].keys()
                streets[0].update({kind: parts[kind] for kind in lacking})
    held = {parts["street"].index for parts in streets} | apart
    others = [column for column in decided if column.kind == "street" and column.index not in held]
    for parts in streets if others else ():
        places = {_place(parts[kind]) for kind in PARTS[1:] if kind in parts}
        near = next((one for one in others if places == {_place(one)} != {_place(parts["street"])}), None)
        if near is not None:
            others[others.index(near)], parts["street"] = parts["street"], near
    for parts in streets:
        held = {column.index for other in (*streets, *bound) for column in other.values()}
        _take_nearer(parts, [one for one in decided if one.index not in held])
    groups = (*streets, *_follow_streets(others, [*streets, *bound], decided), *bound)
    taken = {column.index for parts in groups for column in parts.values()}
    for parts in groups:
        _add_neighbours(parts, decided)
        _add_town(parts, [one for one in decided if one.kind == "city" and one.index not in taken])
    return tuple(tuple(parts[kind] for kind in PARTS if kind in parts) for parts in groups)


def _take_nearer(parts: dict[str, Column], free: Sequence[Column]) -> None:
    """Give a street the town, code and country behind it for such columns that stand far before it."""
    street = parts["street"]
    for kind in ("city", "zip", "state", "country"):
        held = parts.get(kind)
        if held is not None and held.index < street.index - _BEHIND:
            behind = (one for one in free if 0 < one.index - street.index <= _FURTHEST and one.kind == kind)
            parts[kind] = next((one for one in behind if _place(one) == _place(street)), held)


def _add_town(parts: dict[str, Column], towns: Sequence[Column]) -> None:
    """Give an address whose town is a quarter the town next to it, and keep the quarter behind the street."""
    quarter, street = parts.get("city"), parts["street"]
    if quarter is None or not any(map(_QUARTER.fullmatch, plain_header(quarter.name))):
        return
    near = (
        one for one in towns if _place(one) == _place(street) and abs(one.index - quarter.index) <= _BEHIND
    )
    if town := next(near, None):
        parts["city"] = town
        kind = "tail" if "unit" in parts else "unit"
        parts[kind] = replace(quarter, kind=kind)


# What quarters of towns are called: they are towns where no other column is.
_QUARTER = re.compile(
    r"(?:.* )?(?:colonias?|col|barrios?|bairros?|quartier|quartiere|mahalle(?:si)?|mah|wijk|stadt ?teil"
    r"|orts ?teil|dzielnica|distritos?|districts?|kelurahan|desa|suburbs?|villages?|hamlets?|neighbou?rhood"
    r"|район)(?: .*)?"
)


# The reason of columns that are one address by where they stand.
BOUND = "way:+"


def _bind(decided: Sequence[Column]) -> list[dict[str, Column]]:
    """Return the addresses whose columns were decided together, each street with those next to it."""
    every = {column.index: column for column in decided if BOUND in column.reasons}
    found: list[dict[str, Column]] = []
    for street in (column for column in every.values() if column.kind == "street"):
        near = (every.get(at) for at in range(street.index - _AHEAD, street.index + _BEHIND + 1))
        found.append({column.kind: column for column in near if column is not None})
    return found


# A house's number and a side before a street, its word, its town and its code behind it.
_AHEAD, _BEHIND = 2, 3


def _add_neighbours(parts: dict[str, Column], decided: Sequence[Column]) -> None:
    """Give a street the word for a road right behind it and the side right before it, and no other's."""
    for kind in _WITH_NAME:
        parts.pop(kind, None)
    places = {"side": parts["street"].index - 1, "way": parts["street"].index + 1}
    parts.update({one.kind: one for one in decided if places.get(one.kind) == one.index})


def _follow_streets(
    others: Sequence[Column], groups: Sequence[Mapping[str, Column]], decided: Sequence[Column]
) -> list[dict[str, Column]]:
    """Return further addresses: each street with what stands behind it on its path, before the next street.

    What another address has taken is left out.
    """
    taken = {column.index for parts in groups for column in parts.values()}
    starts = sorted(column.index for column in decided if column.kind == "street")
    found: list[dict[str, Column]] = []
    for street in others:
        end = min((*(at for at in starts if at > street.index), street.index + _FURTHEST))
        parts = {"street": street}
        for column in sorted(decided, key=lambda one: one.index):
            free = column.kind in PARTS and column.index not in taken and _place(column) == _place(street)
            if free and street.index < column.index < end:
                parts.setdefault(column.kind, column)
        found.append(parts)
    return found


# So many columns behind its street the last part of an address may stand.
_FURTHEST = 8


def _place(column: Column) -> str:
    """Return the path that a header stands in, empty for a plain one."""
    return column.name[: max(column.name.rfind("."), column.name.rfind("/"), 0)]


def decide_bare(sample: Sampled, found: Sequence[Column]) -> Column | None:
    """Decide the parts of an address where no header names them."""
    if not column_header.brief(sample):
        return None
    kinds = {column.index: column.kind for column in found}
    single = value_kind.count_distinct(sample) < _BARE
    if value_kind.states(sample) and (not single or kinds.get(sample.index - 2) in ("street", "unit")):
        return sample.as_column("state", 0.7, "values:+")
    if single:
        return None
    left, right = kinds.get(sample.index - 1, ""), kinds.get(sample.index + 1, "")
    if left in ("state", "street", "city") and value_kind.zips(sample):
        return sample.as_column("zip", 0.7, "values:+")
    if left == "street" and value_kind.units(sample):
        return sample.as_column("unit", 0.7, "values:+")
    # Between the two, a column of units may be empty.
    before = left or kinds.get(sample.index - 2, "")
    if before in ("street", "unit") and right in ("state", "zip") and sample.share(SHAPES["city"]) >= 0.9:
        return sample.as_column("city", 0.7, "values:+")
    return None


# One value alone decides nothing, unless it is the state of a town behind a street.
_BARE = 2


def join_addresses(
    parts: dict[str, list[str]], group: Sequence[Column]
) -> tuple[list[str], dict[str, Sequence[str]]]:
    """Return the address of each row, empty where it has no street, and its parts.

    A postal code that stands before its town, or a house number before its street, stays there, but for
    addresses that are written in one order only.
    """
    for kind in ("zip", "unit", "house"):  # a number's, where a program took the column for numbers
        if kind in parts and ".0" in "\n".join(parts[kind]):
            parts[kind] = [value.removesuffix(".0") for value in parts[kind]]
    if "zip" in parts and "state" in parts and 4 in set(map(len, parts["zip"])):
        parts["zip"] = list(map(_pad_zip, parts["zip"], parts["state"]))
    places = {column.kind: column.index for column in group}
    for kind in _WITH_NAME:  # `ST` without a name is no street
        if kind in parts:
            held = zip(parts[kind], parts["street"], strict=True)
            parts[kind] = [value if street else "" for value, street in held]
    if line := [kind for kind in ("house", *_WITH_NAME) if kind in parts]:
        pieces = sorted((*line, "street"), key=places.__getitem__)
        parts["street"] = side_by_side(" ", [parts[kind] for kind in pieces])
        for kind in line:
            del parts[kind]
    before = places.get("zip", 0) < places.get("city", -1)
    order = order_parts(_first(parts["street"]), _first(parts.get("zip", ())), code_before_town=before)
    filled = [kind for kind in order if kind == "street" or any(parts.get(kind, ()))]
    whole = side_by_side(", ", [parts[kind] for kind in filled])
    streets = parts["street"]
    found = whole if all(streets) else [v if street else "" for v, street in zip(whole, streets, strict=True)]
    for kind in ("state", "zip"):
        parts.setdefault(kind, [""] * len(streets))
    for at in (at for at, code in enumerate(parts["zip"]) if not code):
        tail = _TAIL.search(found[at])
        if tail:
            parts["state"][at], parts["zip"][at] = tail.group(1), tail.group(2)
    return found, dict(parts)


def order_parts(street: str, code: str, *, code_before_town: bool) -> tuple[str, ...]:
    """Return the parts of an address in the order in which the country that its form indicates has them."""
    if _EAST_ASIAN.search(street):
        return _LARGE_FIRST
    return _CODE_FIRST if code_before_town and not _ENDING_CODE.fullmatch(code.strip()) else PARTS


def _first(cells: Sequence[str]) -> str:
    return next(filter(None, cells), "")


def _pad_zip(code: str, state: str) -> str:
    """Return a ZIP code with the zero that a program took from its head; other countries have four digits."""
    if len(code) != 4 or not code.isdecimal():
        return code
    known = lexicon.state_codes().get(state.lower(), "")
    return code.zfill(5) if lexicon.zip_fits(known, code.zfill(5)) else code


def side_by_side(mark: str, columns: Sequence[Sequence[str]]) -> list[str]:
    """Join the cells of each row that are not empty."""
    rows = zip(*columns, strict=True)
    if any("" in column for column in columns):
        return [mark.join(filter(None, row)) for row in rows]
    return list(map(mark.join, rows))
