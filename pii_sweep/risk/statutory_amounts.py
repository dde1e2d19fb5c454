"""Dated dollar amounts and head-count thresholds of the CCPA, as data.

Amounts follow the CPI every odd-numbered January (Cal. Civ. Code §1798.199.95(d)); a newer table
is added with its date, none is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pii_sweep.types import Answer


@dataclass(frozen=True, slots=True)
class Amounts:
    """Dollar amounts in force from a date; `source` says where they were read."""

    table_id: str
    begins: date
    revenue: int
    damages: tuple[int, int]
    fines: tuple[int, int]
    source: str


TABLES: tuple[Amounts, ...] = (
    Amounts("ccpa-2020", date(2020, 1, 1), 25_000_000, (100, 750), (2_500, 7_500), "statute as enacted"),
    Amounts(
        "ccpa-2025", date(2025, 1, 1), 26_625_000, (107, 799), (2_663, 7_988), "CPPA notice of 2024-12-17"
    ),
)
# The next adjustment; a report made on or after this day must say that its table may be stale.
NEXT_ADJUSTMENT = date(2027, 1, 1)
NOTE = "statutory range per consumer per incident, not a forecast"
NO_ELEMENT = "no §1798.81.5 combination found: the statutory range is $0"


@dataclass(frozen=True, slots=True)
class ExposureRange:
    """The §1798.150(a)(1)(A) range in dollars for a number of Californian consumers."""

    table_id: str
    low_usd: int
    high_usd: int
    note: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A head count that changes a duty; `operator` is the rule's own."""

    name: str
    operator: Literal[">", ">="]
    count: int
    counts: Literal["ca_with_elements", "spi", "ca"]
    cite: str


THRESHOLDS: tuple[Threshold, ...] = (
    Threshold("over_500", ">", 500, "ca_with_elements", "§1798.82(f)"),
    Threshold("ge_50k_spi", ">=", 50_000, "spi", "11 CCR §7120(b)"),
    Threshold("ge_100k_buy_sell_share", ">=", 100_000, "ca", "§1798.140(d)(1)(B)"),
    Threshold("ge_250k_pi", ">=", 250_000, "ca", "11 CCR §7120(b)"),
)


def amounts_on(day: date) -> Amounts:
    """Return the table in force on a day; the first one for days before it."""
    return max((table for table in TABLES if table.begins <= day), key=lambda t: t.begins, default=TABLES[0])


def exposure_range(people_low: float, people_high: float, found: Answer, table: Amounts) -> ExposureRange:
    """Return the statutory damages range, 0 where no §1798.81.5 combination was found.

    `people_low` and `people_high` bound the Californian consumers who hold a combination.
    """
    if found != "yes":
        return ExposureRange(table.table_id, 0, 0, NO_ELEMENT)
    low, high = table.damages
    return ExposureRange(table.table_id, round(people_low * low), round(people_high * high), NOTE)


def check(threshold: Threshold, low: float, high: float, known: bool = True) -> Answer:
    """Return yes where the low bound meets the count, no where the high one does not.

    `known` is False where the high bound is no bound, because something was not read.
    """

    def meets(people: float) -> bool:
        return people > threshold.count if threshold.operator == ">" else people >= threshold.count

    if meets(low):
        return "yes"
    return "indeterminate" if meets(high) or not known else "no"
