"""Check digits of social insurance and tax numbers; pure arithmetic, as `check` has it for identities."""

from __future__ import annotations

from pii_sweep.detect.identifiers.check_digits import luhn
from pii_sweep.detect.identifiers.national.check import is_birth_date, is_day, sum_weighted, verhoeff


def argentina(number: str) -> bool:
    """Check Argentina's CUIT or CUIL: modulo 11, 9 for ten."""
    rest = 11 - sum_weighted(number[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return {11: 0, 10: 9}.get(rest, rest) == int(number[10])


def australia_medicare(number: str) -> bool:
    """Check Australia's Medicare card number: weights 1, 3, 7, 9, modulo 10; the issue stands behind it."""
    return sum_weighted(number[:8], (1, 3, 7, 9) * 2) % 10 == int(number[8])


def brazil_insurance(number: str) -> bool:
    """Check Brazil's PIS, PASEP or NIT: modulo 11."""
    rest = 11 - sum_weighted(number[:10], (3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return len(set(number)) > 1 and (0 if rest > 9 else rest) == int(number[10])


def guatemala(number: str) -> bool:
    """Check Guatemala's CUI: weights 2 to 9 modulo 11, then a department and a municipality."""
    held = sum_weighted(number[:8], range(2, 10)) % 11 == int(number[8])
    return held and "01" <= number[9:11] <= "22" and number[11:] != "00"


def kuwait(number: str) -> bool:
    """Check Kuwait's civil number: a century and a birth date, modulo 11."""
    rest = 11 - sum_weighted(number[:11], (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11
    return is_birth_date(number[1:7]) and rest == int(number[11])


def luxembourg(number: str) -> bool:
    """Check Luxembourg's matricule: a birth date, Luhn and Verhoeff over its first eleven digits."""
    good = is_day(int(number[:4]), int(number[4:6]), int(number[6:8]))
    return good and luhn(number[:12]) and verhoeff(number[:11] + number[12])


def moldova(number: str) -> bool:
    """Check Moldova's IDNP: weights 7, 3, 1, modulo 10."""
    return sum_weighted(number[:12], (7, 3, 1) * 4) % 10 == int(number[12])


def portugal_insurance(number: str) -> bool:
    """Check Portugal's NISS: primes from 29 to 2, modulo 10."""
    return 9 - sum_weighted(number[:10], (29, 23, 19, 17, 13, 11, 7, 5, 3, 2)) % 10 == int(number[10])


def quebec(number: str) -> bool:
    """Check Québec's health insurance number, and its permanent code, by their birth date.

    A woman's month is raised by 50; the insurance has the year first, the code the day.
    """
    first, month, last = number[4:6], int(number[6:8]), number[8:10]
    month -= 50 if month > 50 else 0
    return any(is_birth_date(f"{year}{month:02}{day}") for year, day in ((first, last), (last, first)))


def slovenia_tax(number: str) -> bool:
    """Check a Slovenian tax number: modulo 11."""
    rest = 11 - sum_weighted(number[:7], range(8, 1, -1)) % 11
    return number[0] != "0" and rest < 11 and rest % 10 == int(number[7])


def spain_insurance(number: str) -> bool:
    """Check Spain's social security number: a province, then the first ten digits modulo 97."""
    province = int(number[:2])
    held = province * 10**7 + int(number[2:10]) if number[2] == "0" else int(number[:10])
    return 1 <= province <= 66 and held % 97 == int(number[10:12])


def sri_lanka(number: str) -> bool:
    """Check a Sri Lankan identity card by its day of the year, raised by 500 for women."""
    of_year = int(number[2:5] if len(number) == 10 else number[4:7])
    return 1 <= of_year % 500 <= 366


def uzbekistan(number: str) -> bool:
    """Check Uzbekistan's PINFL: a sex and century, a birth date, weights 7, 3, 1, modulo 10."""
    held = sum_weighted(number[:13], (7, 3, 1) * 5) % 10 == int(number[13])
    return held and is_birth_date(number[1:7], "dmy")
