"""Columns of telephones next to people's names, under a header that nothing is known of, or none.

The table's country is known by its other columns: numbers of telephones, of the state and of banks, letters,
words. Its plan (`phonenumbers`) has few of all numbers, its mobiles fewer: what chance does not explain is a
column of telephones, some without their trunk zero, some two in a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import comb
from operator import attrgetter

from pii_sweep.detect.identifiers.phone import national_phone
from pii_sweep.detect.tables import dull_header, value_kind
from pii_sweep.detect.tables.column import national_column, phone_column
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.text.digits import as_western

# What parts two telephones of a cell, and the figures of one.
_APART = re.compile(
    r"\s*[;,|/\n]\s*|\s+(?:or|and|o|e|y|i|u|ou|et|oder|und|lub|of|en|tai|ja|vagy|veya|και|ή)\s+"
)
_NUMBER = re.compile(r"(?!00)\(?(?=(?:\D*\d){8,12}\D*$)\d[\d ()\-./]{7,18}")
# A day (also of the Persian, the Islamic and the Buddhist calendar), a moment in seconds since 1970.
_DAY = re.compile(
    r"(?:19|20)\d\d[01]\d[0-3]\d|[0-3]\d[01]\d(?:19|20)\d\d|\d{1,2}[./\-]\d{1,2}[./\-](?:19|20)?\d\d"
    r"|(?:19|20|1[34]|2[45])\d\d[./\-]\d{1,2}[./\-]\d{1,2}|1[4-8]\d{8}"
)
_LEAST, _WRITTEN, _PLANNED, _OTHERS, _READ = 3, 0.8, 0.9, 0.3, 40
# So likely it may be that numbers of anything else are of a country's plan; a count's lie closer together.
# What follows a house's number in the same part of a form is a telephone more often.
_CHANCE, _CHANCE_PLACED, _SPREAD = 1e-3, 0.1, 10**5
# A number of anything else has groups behind a zero in one of so many, at most.
_OTHERWISE, _MARKED = 0.5, re.compile(r"\(?0\d+[ ()\-./]+\d[\d ()\-./]*")
_DRAWN, _GOLDEN = 400, 0.6180339887498949
_NAMES = frozenset({"name", "first", "last"})


def decide(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Return a column of telephones of the table's country, None where it is of something else."""
    kinds = {column.kind for column in found}
    if not _NAMES & kinds or phone_column.PARTED in kinds or not _leaves_open(sample):
        return None
    cells = [as_western(one) for one in value_kind.select_different(sample) if any(map(str.isdecimal, one))]
    numbers = [number for cell in cells for number in _split_numbers(cell)]
    whole = sum(bool(list(_split_numbers(cell))) for cell in cells)
    if len(numbers) < _LEAST or whole < _WRITTEN * len(cells) or _are_of_others(numbers):
        return None
    chance = _CHANCE_PLACED if _is_behind_address(sample, found) else _CHANCE
    for country in _find_countries(sample, samples, found):
        if _are_telephones(numbers, country, chance):
            return sample.as_column("PHONE_NUMBER", 0.75, "values:+", "plan:+", f"country:{country}")
    return None


def _is_behind_address(sample: Sampled, found: Sequence[Column]) -> bool:
    """Indicate whether a record's element without a name of its own goes on an address: `X/p5`, `X/p8`."""
    block = sample.name.rpartition("/")[0]
    before = [one for one in found if one.index < sample.index and one.name.rpartition("/")[0] == block]
    last = max(before, key=attrgetter("index"), default=None)
    dull = all(map(dull_header.is_likely, sample.titles[-1:]))
    return dull and bool(block) and last is not None and last.kind in _PLACED


_PLACED = frozenset({"street", "house", "unit", "zip", "city"})


def _leaves_open(sample: Sampled) -> bool:
    other = sample.titled(_STAMPED) or sample.titled(national_column.things())
    return national_column.leaves_open(sample) and not other


# Moments are counted in seconds by programs: `ZCREATIONDATE`, `last_seen_time`.
_STAMPED = re.compile(r".*(?:date|time|timestamp|datum|fecha|zeit|stamp)")


def _split_numbers(cell: str) -> Iterator[str]:
    """Yield the numbers of a cell that holds nothing else."""
    parts = [cell] if _NUMBER.fullmatch(cell) else _APART.split(cell)
    if all(map(_NUMBER.fullmatch, parts)):
        yield from parts


def _are_of_others(numbers: Sequence[str]) -> bool:
    """Indicate whether numbers are days, moments, goods by their check digit, rounded amounts or a count."""
    plain = [_get_digits(number) for number in numbers]
    values = [int(digits) for digits in plain]
    kinds = (
        [bool(_DAY.fullmatch(number)) for number in numbers],
        [digits.endswith("00") for digits in plain],
        [len(plain) > _LEAST and national_column.is_of_goods(digits) for digits in plain],
    )
    if any(
        sum(kind) > most * len(numbers) for kind, most in zip(kinds, (_OTHERS, _OTHERS, 0.7), strict=True)
    ):
        return True
    counted = len(values) > _LEAST and values in (sorted(values), sorted(values, reverse=True))
    return counted or max(values) - min(values) < _SPREAD


def _get_digits(number: str) -> str:
    return "".join(filter(str.isdecimal, number))


def _find_countries(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Iterator[str]:
    """Yield the countries that the rest of a table says it is of, the surest first."""
    others = [other for other in samples if other.index != sample.index]
    text = " \n".join(value for other in others for value in (other.name, *other.values[:_READ]))
    said = (*phone_column.find_countries(samples, found), *national_phone.countries(f"{text}\n{sample.name}"))
    yield from dict.fromkeys(said)


def _are_telephones(numbers: Sequence[str], country: str, chance: float) -> bool:
    """Indicate whether nearly all numbers are of a country's plan, and chance does not explain it."""
    plain = list(map(_get_digits, numbers))
    valid = [digits for digits in plain if national_phone.is_of_plan(digits, country, mobile=False)]
    if len(valid) < _PLANNED * len(plain):
        return False
    mobile = sum(national_phone.is_of_plan(digits, country, mobile=True) for digits in valid)
    size, zero = max(map(len, valid), key=list(map(len, valid)).count), valid[0].startswith("0")
    any_, called = _share_of_plan(country, size, zero=zero)
    likely = any_ ** len(valid), comb(len(valid), mobile) * called**mobile * any_ ** (len(valid) - mobile)
    marked = sum(_MARKED.fullmatch(number) is not None for number in numbers)
    return min(likely) * _OTHERWISE**marked <= chance


@lru_cache(maxsize=256)
def _share_of_plan(country: str, size: int, *, zero: bool) -> tuple[float, float]:
    """Return which share of all numbers of a size a country's plan has, and has as mobiles."""
    head, rest = ("0", size - 1) if zero else ("", size)
    drawn = [head + f"{int(at * _GOLDEN % 1 * 10**rest):0{rest}d}" for at in range(1, _DRAWN + 1)]
    counts = (
        sum(national_phone.is_of_plan(one, country, mobile=kind) for one in drawn) for kind in (False, True)
    )
    planned, mobile = ((count + 1) / (_DRAWN + 1) for count in counts)
    return planned, mobile
