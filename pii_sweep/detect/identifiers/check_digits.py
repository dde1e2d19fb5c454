"""Check digits: Luhn, S10, UPS, FedEx, IMpb; pure arithmetic on digits."""

from __future__ import annotations


def luhn(digits: str) -> bool:
    """Return whether the last digit checks the others (ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit)
        if place % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0


def mod10_3_1(digits: str) -> bool:
    """Return whether the last digit checks the others with weights 3 and 1 (USPS Publication 199; GS1)."""
    total = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits[:-1]))
    )
    return (10 - total % 10) % 10 == int(digits[-1])


def impb(digits: str) -> int:
    """Return how many of the last digits are a USPS IMpb, 0 for none (USPS Publication 199).

    A routing prefix `420` with ZIP5 or ZIP+4 may stand before its 20, 22 or 26 digits.
    """
    for routed in (0, 8, 12):
        code = digits[routed:]
        fits = len(code) in (20, 22, 26) and code[0] in "97824" and (not routed or digits.startswith("420"))
        if fits and mod10_3_1(code):
            return len(code)
    return 0


def s10(code: str) -> bool:
    """Return whether the check digit of an S10 identifier such as RA123456785US holds (UPU S10)."""
    total = sum(int(d) * w for d, w in zip(code[2:10], (8, 6, 4, 2, 3, 5, 9, 7), strict=True))
    check = 11 - total % 11
    return {10: 0, 11: 5}.get(check, check) == int(code[10])


def ups(code: str) -> bool:
    """Return whether the check digit of a UPS 1Z number holds (letters count 2, 3, … 9, 0, 1 …)."""
    total = 0
    for place, char in enumerate(code[2:-1].upper()):
        value = int(char) if char.isdecimal() else (ord(char) - 63) % 10
        total += value * 2 if place % 2 else value
    return code[-1].isdecimal() and (10 - total % 10) % 10 == int(code[-1])


def fedex(digits: str) -> bool:
    """Return whether FedEx Express (12), Ground (15), SSCC-like (20) or Ground 96 (22) digits check."""
    if len(digits) == 12:
        total = sum(int(d) * w for d, w in zip(digits[:-1], (3, 1, 7) * 4, strict=False))
        return total % 11 % 10 == int(digits[-1])
    if len(digits) == 22 and digits.startswith("96"):
        digits = digits[-15:]
    return (len(digits) == 15 or (len(digits) == 20 and digits[0] == "0")) and mod10_3_1(digits)


def aba(digits: str) -> bool:
    """Return whether nine digits are a US bank's routing number (American Bankers Association)."""
    if len(digits) != 9 or not digits.isdecimal():
        return False
    district = int(digits[:2])
    if not (district <= 12 or 21 <= district <= 32 or 61 <= district <= 72 or district == 80):
        return False
    return sum(int(digit) * weight for digit, weight in zip(digits, (3, 7, 1) * 3, strict=True)) % 10 == 0


def mrz(field: str, check: str) -> bool:
    """Return whether the check digit of a machine-readable field holds (ICAO Doc 9303-3 §4.9)."""
    total = 0
    for place, char in enumerate(field):
        value = 0 if char == "<" else int(char) if char.isdecimal() else ord(char) - 55
        total += value * (7, 3, 1)[place % 3]
    return check.isdecimal() and total % 10 == int(check)


# Characters of an IBAN by its country (SWIFT IBAN registry, release 97).
_IBANS = {
    country: length
    for length, countries in (
        (15, "NO"), (16, "BE"), (18, "DK FI FO GL NL SD"), (19, "MK SI"), (20, "AT BA EE KZ LT LU MN XK"),
        (21, "CH CR HR LI LV"), (22, "BG BH DE GB GE IE ME RS VA"), (23, "AE GI IL IQ OM SO TL"),
        (24, "AD CZ ES MD PK RO SA SE SK TN VG"), (25, "LY PT ST"), (26, "IS TR"),
        (27, "BI DJ FR GR IT MC MR SM"), (28, "AL AZ BY CY DO GT HU LB NI PL SV"), (29, "BR EG PS QA UA"),
        (30, "JO KW MU YE"), (31, "MT SC"), (32, "LC"), (33, "RU"),
    )
    for country in countries.split()
}  # fmt: skip


def iban(text: str) -> bool:
    """Return whether a text is an IBAN of its country's length whose check digits hold (ISO 13616-1)."""
    code = text.replace(" ", "").replace("-", "").upper()
    if (
        _IBANS.get(code[:2]) != len(code)
        or not code.isascii()
        or not code.isalnum()
        or not code[2:4].isdecimal()
    ):
        return False
    return int("".join(str(int(char, 36)) for char in code[4:] + code[:4])) % 97 == 1
