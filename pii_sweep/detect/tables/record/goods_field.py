"""Identify records of goods and dishes: their `name` is no person's, and their price is no order value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text import lexicon

_INDEX = re.compile(r"\[\d+\]")
_SOLD_LEAST = 2


def find_goods(records: Mapping[str, Sequence[Sampled]]) -> frozenset[str]:
    """Return the paths of the records of goods among some, by the names of their fields.

    Records of one list, whose paths differ in their places alone, are judged together.
    """
    kinds: dict[str, list[Sampled]] = {}
    for path, fields in records.items():
        kinds.setdefault(_INDEX.sub("[]", path), []).extend(fields)
    goods = {kind for kind, fields in kinds.items() if _are_of_goods(fields)}
    return frozenset(path for path in records if _INDEX.sub("[]", path) in goods)


def _are_of_goods(fields: Sequence[Sampled]) -> bool:
    titles = {sample.titles[-1] for sample in fields if sample.titles}
    if any(column_header.find_kind((title,)) in _OF_PEOPLE for title in titles):
        return False
    alone, sold = (
        sum(map(bool, map(_words(name).fullmatch, titles))) for name in ("goods_alone", "goods_sold")
    )
    return bool(alone) and alone + sold >= _SOLD_LEAST


_OF_PEOPLE = frozenset(
    {
        *(
            "first",
            "last",
            "middle",
            "street",
            "city",
            "zip",
            "EMAIL_ADDRESS",
            "PHONE_NUMBER",
            "DATE_OF_BIRTH",
        ),
        *("AGE", "NATIONAL_ID", "US_SSN"),
    }
)


@lru_cache(maxsize=2)
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(lexicon.table("header_things")[name]))
