"""Columns of telephones as a country writes them at home, where the table indicates its country.

Seven figures under no header are no telephone by themselves. Next to people, a national number, a
mailbox, another telephone or the letters of the names say whose numbering plan to ask (`phonenumbers`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import phonenumbers

from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.country import countries_of_domains

# Numbers that are parted as telephones are; without any mark more of them are needed.
LEAST, LEAST_BARE = 3, 6
FITTING, DIFFERENT = 0.95, 0.8
# Of the mailboxes, or of the names.
SHARE_OF_PEOPLE = 0.3
_NUMBER = re.compile(r"\(?0?\d{1,4}\)?(?:[ \-./]?\d{2,4}){1,4}")
_MARKED = re.compile(r"\d[ \-./)]+\d")


def decide(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Return a column of telephones of the table's country, None where it is of something else."""
    if not (column_header.blank(sample) or sample.titled(_OPEN)):
        return None
    asked = value_kind.select_different(sample)
    if len(asked) < LEAST or len(asked) < DIFFERENT * min(len(sample.values), value_kind.ASKED):
        return None
    if not all(map(_NUMBER.fullmatch, asked)):
        return None
    marked = sum(_MARKED.search(value) is not None for value in asked)
    if 2 * marked < len(asked) and len(asked) < LEAST_BARE:
        return None
    for country in _countries(samples, found):
        fitting = sum(_is_valid(value, country) for value in asked)
        if fitting >= FITTING * len(asked):
            reasons = ("values:+", f"country:{country}")
            return Column(
                sample.index, sample.name, "PHONE_NUMBER", 0.75, reasons, column_header.role_of(sample)
            )
    return None


# Headers that say nothing of what is below them.
_OPEN = re.compile(r"(?:column|col|field|f|c|var|unnamed)? ?\d*|contact|reach|kontakt")


def _countries(samples: Sequence[Sampled], found: Sequence[Column]) -> Iterator[str]:
    """Yield the countries that the decided columns of a table are of, the surest first."""
    for column in found:
        yield from (one.removeprefix("country:") for one in column.reasons if one.startswith("country:"))
    values = {sample.index: sample.values for sample in samples}
    for column in found:
        held = values.get(column.index, ())
        if column.kind == "EMAIL_ADDRESS":
            tops = Counter(countries_of_domains("\n".join(held)))
            yield from (top for top, count in tops.items() if count >= SHARE_OF_PEOPLE * len(held))
        elif column.kind == "PHONE_NUMBER":
            yield from dict.fromkeys(filter(None, map(_get_country, held[:LEAST])))
    letters = Counter(sign for column in found if column.kind in _NAMED for sign in _signs(values, column))
    if letters:
        yield from (country for sign, _ in letters.most_common() for country in _letters().get(sign, ()))


_NAMED = frozenset({"name", "first", "last", "street", "city"})


def _signs(values: Mapping[int, Sequence[str]], column: Column) -> Iterator[str]:
    for value in values.get(column.index, ()):
        yield from (sign for sign in value.lower() if not sign.isascii())


@lru_cache(maxsize=1)
def _letters() -> Mapping[str, tuple[str, ...]]:
    """Return the countries in whose languages alone a letter is."""
    rows: Mapping[str, str] = lexicon.table("countries")["letters"]
    return {sign: tuple(places.split()) for places, signs in rows.items() for sign in signs.split()}


def _get_country(value: str) -> str:
    """Return the country of a telephone with its code; empty for another number."""
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.region_code_for_number(number) or ""


@lru_cache(maxsize=4096)
def _is_valid(value: str, country: str) -> bool:
    try:
        return phonenumbers.is_valid_number_for_region(phonenumbers.parse(value, country), country)
    except phonenumbers.NumberParseException:
        return False
