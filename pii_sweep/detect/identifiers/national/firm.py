"""Check digits of firms' numbers that stand among those of people in one column; pure arithmetic."""

from __future__ import annotations

import re

from pii_sweep.detect.identifiers.check_digits import luhn
from pii_sweep.detect.identifiers.national import chance, check
from pii_sweep.detect.identifiers.national.check import sum_weighted

_BRAZIL = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


def brazil(number: str) -> bool:
    """Check Brazil's CNPJ: 14 figures, the last two modulo 11."""
    if len(number) != 14 or not number.isdecimal():
        return False
    rests = (sum_weighted(number[:end], _BRAZIL[13 - end :]) % 11 for end in (12, 13))
    return all(int(number[12 + at]) == (0 if rest < 2 else 11 - rest) for at, rest in enumerate(rests))


def australia(number: str) -> bool:
    """Check an Australian business number (ABN): 11 figures, the first less one, weights modulo 89."""
    if len(number) != 11 or not number.isdecimal() or number[0] == "0":
        return False
    return sum_weighted(f"{int(number[0]) - 1}{number[1:]}", (10, *range(1, 20, 2))) % 89 == 0


def italy(number: str) -> bool:
    """Check an Italian partita IVA: 11 figures, Luhn."""
    return len(number) == 11 and number.isdecimal() and luhn(number)


def poland(number: str) -> bool:
    """Check a Polish NIP: 10 figures, weights modulo 11."""
    return (
        len(number) == 10
        and number.isdecimal()
        and sum_weighted(number[:9], (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(number[9])
    )


# Cards of taxpayers whose fourth letter names what is no person: a firm, a company, a family (India's PAN).
PEOPLE = {"IN": re.compile(r"(?i)(?![A-Z]{3}[^P][A-Z]\d{4}[A-Z]\Z).+")}
# By the check of people's numbers that firms' numbers stand among.
CHECKS: dict[chance.Check, chance.Check] = {
    check.cpf: brazil,
    check.australia: australia,
    check.italy: italy,
    check.pesel: poland,
}
