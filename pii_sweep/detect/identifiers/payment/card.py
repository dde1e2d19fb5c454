"""Payment card numbers: the schemes' first digits and lengths (ISO/IEC 7812), and the check digit (Luhn)."""

from __future__ import annotations

import re

from pii_sweep.detect.identifiers import check_digits

# Visa, Mastercard, American Express, Diners Club, JCB, Discover, UnionPay, RuPay, Maestro. None has 13
# digits, not even behind a word for cards: those are article numbers and locations (GS1), and Visa's old
# ones are no longer issued.
_SCHEMES = re.compile(
    r"4(?:\d{15}|\d{17,18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-59]|[689]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12,15}|6(?:011|4[4-9]\d|5\d\d)\d{12,15}"
    r"|(?:62|81)\d{14,17}|(?:60|82)\d{14}|(?:50|5[6-8]|6304|639\d|67)\d{8,17}"
)
# Lengths that other numbers have more often: a word for a card must stand near them.
_RARE = frozenset({12, 17, 18})
_LENGTHS = frozenset(range(12, 20)) - {13}


def is_valid(value: str, *, named: bool = False) -> bool:
    """Indicate whether a value is a card's number; `named` indicates that a word for cards stands near it."""
    number = re.sub(r"[ \-.]", "", value)
    if len(number) not in _LENGTHS or not (number.isascii() and number.isdecimal()):
        return False
    if len(number) in _RARE and not named:
        return False
    return _SCHEMES.fullmatch(number) is not None and check_digits.luhn(number)
