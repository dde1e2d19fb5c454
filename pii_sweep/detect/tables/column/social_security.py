"""Columns of social security numbers without hyphens next to people: by what their values never are."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
