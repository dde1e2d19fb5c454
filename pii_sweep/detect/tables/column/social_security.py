"""Columns of social security numbers without hyphens next to people: by what their values never are.

These numbers and those of payment cards in two to four columns side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat

from pii_sweep.detect.identifiers import check_digits
from pii_sweep.detect.tables import column_header, customer_number
from pii_sweep.detect.tables.column import national_column
from pii_sweep.detect.tables.column_header import Column, Sampled

# The areas 000, 666 and from 900 on, the group 00 and the serial 0000 are given to no one (20 CFR 422.103):
# of random numbers of nine figures one in nine has one of these.
SHAPE = re.compile(r"(?!000|666|9)\d{3}-?(?!00)\d{2}-?(?!0000)\d{4}")
# Areas seldom come again. So many values say more than the header: their first figures are nearly all there
# are, and numbers that a house counts or draws have no zero in front.
_AREAS, _MANY, _FIRSTS, _LEADING = 0.7, 30, 6, 0.02
_BANKS = 0.5
# Kinds of columns: a number's first part, and each of the others.
PARTED = {"US_SSN": ("social security", "social security goes on"), "CREDIT_CARD": ("card", "card goes on")}
_WIDTHS = {(3, 2, 4), (5, 4), (3, 6), (4, 4, 4, 4), (8, 8), (6, 10), (6, 6, 4), (12, 4), (4, 12), (4, 6, 5)}
_DIGITS = re.compile(r"\d{1,12}")
_SECURITY = r"(?:ssn|soc(?:ial)? ?sec(?:urity)?(?: (?:no|num|number|nbr))?)"
_PART = r"(?:(?:part|p|first|last|mid|middle) ?)?\d|[a-c]|area|group|serial|first|mid|last|prefix|suffix"
_NAMED = re.compile(rf"(?:.* )?(?:{_SECURITY} ?(?:{_PART})|(?:{_PART}) {_SECURITY})")
_CARDED = re.compile(
    r"(?:.* )?(?:pan|cc|card|credit card|debit card|cardnum(?:ber)?|karte|carte|tarjeta)(?: ?\d| .*)?"
)
# What says no more than that it is a part: `a`, `part 2`, `ssn_area` next to people says enough.
_OPEN = re.compile(r"(?:(?:part|p|id|no|num|number|n|col|field|seg(?:ment)?|[a-z]) ?)?\d?")
_CARD = re.compile(r"3[47]\d{13}|4\d{15}|(?:5[1-5]|2[2-7]|6[05])\d{14}")
_FEW, _ENOUGH, _VALID = 2, 5, 0.95
_NEEDING = "needs:people"  # the reason of columns that are a number's parts in a table of people alone
_WIDE = "digits:"


def decide_bare(sample: Sampled, asked: Sequence[str], *, tied: bool) -> Column | None:
    """Decide numbers of nine figures in a table of people; `tied`: their births or streets are known.

    Without a header a few are enough where the table ties the people down, else it takes many.
    """
    areas = {value[:3] for value in asked}
    spread = len(areas) >= _AREAS * len(asked) and list(asked) != sorted(asked)
    if not spread or not all(map(SHAPE.fullmatch, asked)):
        return None
    blank = column_header.blank(sample)
    if (blank and tied) or (len(asked) >= _MANY and _are_issued(sample, asked, blank=blank)):
        return sample.as_column("US_SSN", 0.6, "values:1.00", "people:+")
    return None


def _are_issued(sample: Sampled, asked: Sequence[str], *, blank: bool) -> bool:
    """Indicate whether many values lie all over the range of the numbers, and a header leaves that open."""
    if len({value[0] for value in asked}) < _FIRSTS or list(asked) == sorted(asked, reverse=True):
        return False
    if sum(map(check_digits.aba, asked)) >= _BANKS * len(asked):
        return False
    zeros = sum(value[0] == "0" for value in asked) >= _LEADING * len(asked)
    named = not national_column.leaves_open(sample) or sample.titled(national_column.things())
    return blank or (zeros and not named and not customer_number.column(sample))


def are_of_no_firms(asked: Sequence[str]) -> bool:
    """Indicate whether taxpayers' numbers may all be people's, and some begin as no employer's do."""
    if not all(map(SHAPE.fullmatch, asked)):
        return False
    unassigned = sum(value[:2] in _NO_EMPLOYERS for value in asked)
    return unassigned >= max(_UNASSIGNED_LEAST, _UNASSIGNED * len(asked))


# What no employer identification number begins with (IRS, valid EINs); one in seven people's numbers does.
_NO_EMPLOYERS = frozenset(
    ["07", "08", "09", "17", "18", "19", "28", "29", "49", "69", "70", "78", "79", "89"]
)
_UNASSIGNED_LEAST, _UNASSIGNED = 3, 0.06


def find_parted(samples: Sequence[Sampled]) -> list[Column]:
    """Return the columns of numbers that stand in two to four side by side: `ssn1`, `ssn2`, `ssn3`."""
    found, taken = list[Column](), -1
    sizes = {sample.index: _find_width(sample) for sample in samples}
    for group in _runs(samples, sizes):
        if group[0].index <= taken or not (entity := _name_parts(group, sizes)):
            continue
        taken = group[-1].index
        kinds = chain(PARTED[entity][:1], repeat(PARTED[entity][1]))
        needs = () if entity == "CREDIT_CARD" or _are_headed(group, _NAMED) else (_NEEDING,)
        found += [
            _as_part(one, kind, sizes[one.index], needs) for one, kind in zip(group, kinds, strict=False)
        ]
    return found


def _as_part(sample: Sampled, kind: str, size: int, needs: Sequence[str]) -> Column:
    """Return a part's column, which holds cells of figures alone; other cells are searched like any text."""
    column = sample.as_column(kind, 0.85, "parts:+", f"{_WIDE}{size}", *needs)
    return replace(column, only=re.compile(rf"\d{{1,{size}}}"))


def split_needing(columns: Sequence[Column]) -> tuple[list[Column], list[Column]]:
    """Return the columns that stand for themselves, and the parts that count in a table of people alone."""
    needing = [one for one in columns if _NEEDING in one.reasons]
    return [one for one in columns if _NEEDING not in one.reasons], needing


def name_hyphenated(samples: Sequence[Sampled], found: Iterable[Column]) -> list[Column]:
    """Return the decided columns, those of national numbers as such numbers where some are written so.

    No other country's have hyphens behind three and five of nine figures; the others of a column were only
    written without.
    """
    values = {sample.index: sample.values for sample in samples}
    return [
        replace(column, kind="US_SSN")
        if _are_hyphenated(values.get(column.index, ()), column.kind)
        else column
        for column in found
    ]


def _are_hyphenated(values: Sequence[str], kind: str) -> bool:
    hyphenated = {value for value in values if _HYPHENATED.fullmatch(value)}
    return kind == "NATIONAL_ID" and len(hyphenated) >= _FEW and all(map(SHAPE.fullmatch, values))


_HYPHENATED = re.compile(r"\d{3}-\d{2}-\d{4}")


def widths(parts: Iterable[Column]) -> list[int]:
    """Return how many figures each part of a number has."""
    return [
        int(reason.removeprefix(_WIDE)) for one in parts for reason in one.reasons if reason.startswith(_WIDE)
    ]


def join_parts(entity: str, parts: Sequence[Sequence[str]], sizes: Sequence[int]) -> list[str]:
    """Return the numbers of rows whose parts are given, empty where one is missing; lost zeros come back."""
    rows = (
        "".join(cell.zfill(size) for cell, size in zip(row, sizes, strict=True)) if all(row) else ""
        for row in zip(*parts, strict=True)
    )
    if entity == "US_SSN":
        return [f"{row[:3]}-{row[3:5]}-{row[5:]}" if SHAPE.fullmatch(row) else "" for row in rows]
    return [row if row and check_digits.luhn(row) else "" for row in rows]


def _find_width(sample: Sampled) -> int:
    """Return how many figures the values of a column have, which lost zeros in front; 0 for other columns."""
    if not all(map(_DIGITS.fullmatch, sample.values)):
        return 0
    return max(map(len, sample.values), default=0)


def _runs(samples: Sequence[Sampled], sizes: dict[int, int]) -> Iterator[list[Sampled]]:
    """Yield the columns side by side whose numbers are as wide as the parts of a number."""
    for at in range(len(samples)):
        for count in (4, 3, 2):
            group = list(samples[at : at + count])
            adjacent = group[-1].index - group[0].index == count - 1 == len(group) - 1
            if adjacent and tuple(sizes[one.index] for one in group) in _WIDTHS:
                yield group


def _name_parts(group: Sequence[Sampled], sizes: dict[int, int]) -> str:
    """Return what the parts of numbers make; empty where they make none."""
    if len({len(one.values) for one in group}) > 1:
        return ""
    entity = "US_SSN" if sum(sizes[one.index] for one in group) == len("123456789") else "CREDIT_CARD"
    parts, widths = [one.values for one in group], [sizes[one.index] for one in group]
    numbers = list(filter(None, join_parts(entity, parts, widths)))
    rows = len(group[0].values)
    if len(numbers) < max(_FEW, _VALID * rows) or len(set(numbers)) < _AREAS * len(numbers):
        return ""
    if entity == "CREDIT_CARD":
        known = sum(map(bool, map(_CARD.fullmatch, numbers))) >= _VALID * len(numbers)
        headed = any(one.titled(_CARDED) for one in group)
        return entity if known and (headed or rows >= _ENOUGH) else ""
    if _are_headed(group, _NAMED):
        return entity
    bare = all(column_header.blank(one) or one.titled(_OPEN) for one in group)
    # Numbers that are counted or drawn have no zeros in front.
    bare = bare and all(
        len(value) == size for cells, size in zip(parts, widths, strict=True) for value in cells
    )
    areas = {number[:3] for number in numbers}
    zeros = sum(number[4] == "0" or number[7] == "0" for number in numbers)
    spread = len(areas) >= _AREAS * rows and numbers != sorted(numbers)
    return entity if bare and len(group) == 3 and rows >= _ENOUGH and zeros and spread else ""


def _are_headed(group: Sequence[Sampled], headers: re.Pattern[str]) -> bool:
    """Indicate whether the headers of two columns at least say that each is a part of such a number."""
    return sum(one.titled(headers) for one in group) >= _FEW
