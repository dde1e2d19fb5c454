"""How rarely numbers of anything else pass the checks of a scheme: what a column of them is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb

from pii_sweep.detect.identifiers.check_digits import luhn
from pii_sweep.detect.identifiers.national import check, insurance

Check = Callable[[str], bool]

# One number in so many has the check digits by chance, its date aside; `test_chance` draws numbers for it.
CHANCES: dict[Check, float] = {
    **dict.fromkeys(
        (
            *(check.verhoeff, check.hong_kong, check.curp, check.icao, check.croatia),
            *(check.south_africa, check.nhs, check.australia, check.netherlands, check.sweden, check.austria),
            *(check.portugal, check.romania, check.my_number, check.china, check.taiwan),
            *(check.thailand, check.chile, check.israel, check.ukraine, check.switzerland, check.yugoslavia),
            *(check.iceland, check.baltic, check.iran, check.new_zealand, check.amka, check.greek_tax),
            *(check.hungarian_insurance, check.hungarian_tax, check.kazakhstan, check.ecuador, check.uruguay),
            *(check.salvador, check.polish_card, luhn, insurance.argentina, insurance.brazil_insurance),
            *(insurance.guatemala, insurance.kuwait, insurance.moldova),
            *(insurance.portugal_insurance, insurance.slovenia_tax, insurance.uzbekistan),
        ),
        0.11,
    ),
    # No check digit, but letters that few other codes have at both ends.
    check.britain: 0.1,
    **dict.fromkeys((check.spain, check.italy, check.finland, check.ireland, check.singapore), 0.05),
    **dict.fromkeys(
        (check.cpf, check.france, check.german_tax, check.turkey, check.norway),
        0.03,
    ),
    **dict.fromkeys((check.russian_tax, check.snils, insurance.luxembourg, insurance.spain_insurance), 0.02),
    # Months that are raised by century, too, or days that need not exist.
    **dict.fromkeys((check.bulgaria, check.pesel, check.czech, check.belgium), 0.2),
    # Nothing but a date.
    **dict.fromkeys(
        (check.denmark, check.latvia, check.korea, check.malaysia, check.indonesia, check.egypt)
        + (check.german_insurance, check.mexican_tax),
        1.0,
    ),
}
# Where the year of a birth stands in numbers that hold one.
YEARS: dict[Check, slice] = {
    **dict.fromkeys(
        (check.bulgaria, check.pesel, check.south_africa, check.czech, check.korea, check.malaysia)
        + (check.kazakhstan, check.belgium),
        slice(0, 2),
    ),
    check.sweden: slice(-10, -8),
    **dict.fromkeys((check.romania, check.baltic, check.egypt, insurance.kuwait), slice(1, 3)),
    **dict.fromkeys(
        (check.norway, check.denmark, check.finland, check.iceland, check.latvia, check.amka, check.curp)
        + (check.mexican_tax,),
        slice(4, 6),
    ),
    check.yugoslavia: slice(5, 7),
    insurance.uzbekistan: slice(5, 7),
    check.german_insurance: slice(6, 8),
    check.china: slice(8, 10),
    check.indonesia: slice(10, 12),
    insurance.luxembourg: slice(2, 4),
}
# Six figures are a day so often, at most: with days or months that are raised by sex.
DAY = 0.1
# Births lie farther apart than what a firm has numbered by its date.
_APART = 8


def of_column(holds: Check, numbers: Sequence[str], asked: int) -> float:
    """Return the chance that these of so many numbers `asked` pass a check without being of its scheme.

    A date counts where the years in the numbers lie as far apart as births: those of orders do not.
    """
    chance = CHANCES.get(holds, 1.0)
    if holds in YEARS and are_births(holds, numbers):
        chance *= DAY
    return min(1.0, comb(asked, len(numbers)) * chance ** len(numbers))


def are_births(holds: Check, numbers: Sequence[str]) -> bool:
    """Indicate whether the years in some numbers lie as far apart as births do, on days all over the year.

    Batches that are counted by month (`2505013896`, `2505028565`) have one day and what looks like years.
    """
    years = [int(year) for number in numbers if (year := number[YEARS[holds]]).isdecimal()]
    days = {_day_in_year(number, YEARS[holds]) for number in numbers}
    apart = bool(years) and max(years) - min(years) > _APART
    return apart and len(days) >= _DAYS * len(numbers)


def _day_in_year(number: str, year: slice) -> str:
    """Return the four figures of day and month, which stand before the year or behind it."""
    start, end, _ = year.indices(len(number))
    before = number[max(0, start - 4) : start]
    first = len(before) == 4 and before.isdecimal() and check.is_birth_date(before + number[year], "dmy")
    return before if first else number[end : end + 4]


# So many of some births are on days of their own in a year: of forty hardly two share one.
_DAYS = 0.5
