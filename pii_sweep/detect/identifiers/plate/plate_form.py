"""The forms of plates that countries issue (`data/plates.toml`).

Few of them are like no other number: what makes a string a plate is a word for a vehicle before it, or the
other values of its column.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from pii_sweep.detect.text import lexicon

OWN, COMMON = "own", "common"
# Every form has a letter that is no small one next to a figure, or a mark away. A pattern that begins with
# the figure is sought far sooner than one that begins with letters.
_MIXED = re.compile(r"\d(?:(?<=[^\W\d_a-z].)|(?<=[^\W\d_a-z][\W_].)|[\W_]?[^\W\d_a-z](?![a-z]))")


def may_be_in(text: str) -> bool:
    """Return whether a text may have a plate of some country's form; False is certain."""
    return _MIXED.search(text) is not None


# No form has a small letter of the alphabet, nor so many signs.
_ENDS_LINE = re.compile(r"(?m)[:：\n][ \t]{0,8}(?=[^\na-z]{0,24}\d)[^\n:：a-z]{3,24}$")


def may_end_line(text: str) -> bool:
    """Return whether a line may end in a plate alone behind a colon or its begin; False is certain."""
    return _ENDS_LINE.search(text) is not None


@lru_cache(maxsize=2)
def by_country(kind: str) -> Mapping[str, re.Pattern[str]]:
    """Return the forms of each country as one pattern, those of its `OWN` or those that are `COMMON`."""
    forms: Mapping[str, Sequence[str]] = lexicon.table("plates")[kind]
    return {country: re.compile("|".join(ways)) for country, ways in forms.items()}


def any_of(kind: str) -> str:
    """Return the forms of all countries as the source of one pattern, each once, the longest first."""
    ways = {way for forms in lexicon.table("plates")[kind].values() for way in forms}
    return "|".join(sorted(ways, key=lambda way: (-len(way), way)))


def count_of_country(values: Sequence[str]) -> int:
    """Return how many of some values are plates of the country that most of them are of."""
    return max(sum(form.fullmatch(value) is not None for value in values) for form in join_forms().values())


@lru_cache(maxsize=1)
def join_forms() -> Mapping[str, re.Pattern[str]]:
    """Return all forms of each country as one pattern."""
    own, common = lexicon.table("plates")[OWN], lexicon.table("plates")[COMMON]
    countries = sorted(set(own) | set(common))
    return {one: re.compile("|".join([*own.get(one, ()), *common.get(one, ())])) for one in countries}


def of_countries(said: Collection[str], *kinds: str) -> list[re.Pattern[str]]:
    """Return the forms of some countries, by their codes."""
    return [form for kind in kinds for country, form in by_country(kind).items() if country in said]
