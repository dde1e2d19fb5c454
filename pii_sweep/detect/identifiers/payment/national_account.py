"""Bank accounts as countries write them without an IBAN, by their check digits; handles of payments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers import check_digits
from pii_sweep.detect.text.candidate import Hit

_SPANISH = re.compile(r"(\d{4})[ \-]?(\d{4})[ \-]?(\d{2})[ \-]?(\d{10})")
_CZECH = re.compile(r"(?:(\d{1,6})-)?(\d{6,10}) ?/ ?\d{4}")
_HUNGARIAN = re.compile(r"([1-9]\d{7})[ \-]?(\d{8}(?:[ \-]?\d{8})?)")
_POLISH = re.compile(r"\d{2}(?:[ \-]?\d{4}){6}")
_MEXICAN = re.compile(r"(?:0\d|1[0-6]|6\d|7[0-3])\d[ \-]?\d{3}[ \-]?\d{11}[ \-]?\d")
_WEIGHTS = (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)
# Of Hungary's accounts and of the numbers of Poland's banks.
_GIRO, _BRANCH = (9, 7, 3, 1), (3, 9, 7, 1, 3, 9, 7, 1)
_CLABE = (3, 7, 1)
# What stands behind the sign of a handle of India's UPI: the bank or the application that gave it (NPCI).
_HANDLE = re.compile(
    r"(?<![\w.\-])[A-Za-z\d][\w.\-]{1,48}@(?:ok(?:icici|sbi|axis|hdfcbank)|ybl|ibl|axl|apl|yapl|rapl|paytm|pt(?:sbi|axis|hdfc|yes)"
    r"|upi|icici|hdfcbank|axisbank|axisb|sbi|kotak|kmbl|barodampay|cnrb|idfcbank|idfcfirst|indus|federal|fbl"
    r"|yesbank|yesg|jupiteraxis|fam|freecharge|waaxis|wahdfcbank|waicici|wasbi|naviaxis|superyes|slice|airtel"
    r"|postbank|pnb|unionbank|uboi|mahb|dbs|rbl|aubank|timecosmos|amazonpay|abfspay|pockets|ikwik)(?![\w.@\-])"
)


def is_spanish(value: str) -> bool:
    """Return whether twenty figures are an account of Spain by both check digits (Código Cuenta Cliente)."""
    match = _SPANISH.fullmatch(value)
    return match is not None and match[3] == _check("00" + match[1] + match[2]) + _check(match[4])


def is_czech(value: str) -> bool:
    """Return whether a value is an account of Czechia or Slovakia by its check digit: `2770123639/0300`."""
    match = _CZECH.fullmatch(value)
    return match is not None and all(
        sum(map(int.__mul__, map(int, reversed(part)), _WEIGHTS)) % 11 == 0 for part in match.groups("0")
    )


def is_hungarian(value: str) -> bool:
    """Return whether a value is an account of Hungary by the check digits of bank and account (GIRO)."""
    match = _HUNGARIAN.fullmatch(value)
    return match is not None and all(
        sum(int(digit) * _GIRO[at % 4] for at, digit in enumerate(filter(str.isdecimal, part))) % 10 == 0
        for part in match.groups()
    )


def is_polish(value: str) -> bool:
    """Return whether 26 figures are an account of Poland (NRB): an IBAN without `PL`, a bank's number."""
    if not _POLISH.fullmatch(value) or not check_digits.iban(f"PL{value}"):
        return False
    bank = "".join(filter(str.isdecimal, value))[2:10]
    return sum(int(digit) * weight for digit, weight in zip(bank, _BRANCH, strict=True)) % 10 == 0


def is_mexican(value: str) -> bool:
    """Return whether 18 figures are an account of Mexico by a bank's number and the check digit (CLABE)."""
    if not _MEXICAN.fullmatch(value):
        return False
    digits = [int(char) for char in value if char.isdecimal()]
    return (sum(digit * _CLABE[at % 3] % 10 for at, digit in enumerate(digits[:-1])) + digits[-1]) % 10 == 0


def find_handles(text: str) -> Iterator[Hit]:
    """Yield the handles of India's payments (UPI) in a text."""
    for match in _HANDLE.finditer(text) if "@" in text else ():
        yield Hit("US_BANK_NUMBER", *match.span(), 0.9, "Account", ("handle:0.90",))


def is_handle(value: str) -> bool:
    """Return whether a value is a handle of India's payments (UPI): `sunita.rao@okicici`."""
    return _HANDLE.fullmatch(value) is not None


def _check(digits: str) -> str:
    """Return the check digit of ten figures, modulo 11."""
    left = 11 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11
    return str({10: 1, 11: 0}.get(left, left))


CHECKS = (is_spanish, is_czech, is_hungarian, is_polish, is_mexican, is_handle)


def is_norwegian(number: str) -> bool:
    """Indicate whether eleven figures have the check digit of an account in Norway, modulo 11."""
    figures = [int(figure) for figure in number if figure.isdecimal()]
    return sum(figure * weight for figure, weight in zip(figures, _NORWEGIAN, strict=True)) % 11 == 0


_NORWEGIAN = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
