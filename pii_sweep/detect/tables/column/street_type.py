"""Columns of what roads are called behind their names, and of the side of a town before them: `N | ELM | ST`.

Registers of land and of voters in North America part a street so. Where no header says so, the words for
roads decide, next to a town and its code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column import house_number, neighbouring_columns, postal_columns
from pii_sweep.detect.tables.column_header import SHAPES, Column, Sampled
from pii_sweep.detect.text import lexicon

_SIDE = re.compile(r"(?i)[NSEW]|[NS]\.?[EW]\.?|north|south|east|west|(?:north|south)(?:east|west)")
_NAME = re.compile(r"(?=.*[^\W\d_])[^@,;:]{2,60}")
_NUMBER = re.compile(r"\d{1,6}[A-Z]?")
_MOST, _SURE = 0.9, 0.95
_LEAST, _KINDS = 4, 2


@lru_cache(maxsize=1)
def _types() -> frozenset[str]:
    """Return words for roads, in full and as addresses shorten them."""
    short = lexicon.table("streets")["short"]
    longer = (word for words in short.values() for word in words.split())
    return frozenset((*short, *longer)) | lexicon.words("streets", "suffixes")


def find(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the columns of words for roads, those of sides, and names without a header next to them."""
    streets = {column.index for column in found if column.kind == "street"}
    at = {sample.index: sample for sample in samples}
    out: list[Column] = []
    for index, sample in ((index, sample) for index, sample in at.items() if _are_types(sample)):
        headed = [sample.as_column("way", 0.9, "street:+")] if index - 1 in streets else []
        held = headed or _find_bare(index, at)
        side = at.get(index - 2)
        if held and side is not None and side.share(_SIDE) >= _SURE:
            held.append(side.as_column("side", 0.9, "street:+" if headed else postal_columns.BOUND))
        out += held
    return out


def _are_types(sample: Sampled) -> bool:
    """Return whether nearly all values are words for roads, of which there are several."""
    known = sum(value.lower().strip(".") in _types() for value in sample.values)
    return known >= _MOST * len(sample.values) and len(set(sample.values)) >= _KINDS


def _find_bare(index: int, at: Mapping[int, Sampled]) -> list[Column]:
    """Return a street, its word, its town and code, and the house's number before it, without headers."""
    parts = [at.get(place) for place in (index - 1, index, index + 1, index + 2)]
    if any(part is None or not column_header.blank(part) for part in parts):
        return []
    name, way, town, code = (part for part in parts if part is not None)
    named = name.share(_NAME) >= _MOST and value_kind.count_distinct(name) >= min(_LEAST, len(name.values))
    if not named or town.share(SHAPES["city"]) < _SURE or code.share(house_number.CODE) < _SURE:
        return []
    kinds = [(name, "street"), (way, "way"), (town, "city"), (code, "zip")]
    for place in (index - 2, index - 3):
        before = at.get(place)
        if before is not None and before.share(_NUMBER) >= _SURE:
            kinds.append((before, "house"))
        if before is None or before.share(_SIDE) < _SURE:
            break
    return [sample.as_column(kind, 0.8, postal_columns.BOUND) for sample, kind in kinds]


# What finds the columns of addresses whose headers do not, in this order.
DECIDERS = (
    neighbouring_columns.find_street,
    house_number.find_bare,
    neighbouring_columns.decide_bare_addresses,
    neighbouring_columns.find_district,
    find,
)
