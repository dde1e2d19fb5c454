"""Numbers that firms have for value added tax (Council Directive 2006/112/EC, article 215): `DE136695976`.

Only those of countries where no person's number is made of them: Sweden's, Poland's or Portugal's may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pii_sweep.detect.identifiers.check_digits import luhn
from pii_sweep.detect.identifiers.national.check import mod_11_10, sum_weighted

_MARKS = re.compile(r"[ .\-]")


def is_vat_number(text: str) -> bool:
    """Return whether a text is such a number of its country, whose check digits hold."""
    code = _MARKS.sub("", text).upper()
    form = _FORMS.get(code[:2])
    return form is not None and form[0].fullmatch(code, 2) is not None and form[1](code[2:])


def _is_austrian(code: str) -> bool:
    """Indicate whether the last digit checks the seven behind the letter."""
    total = sum(
        int(digit) // 5 + 2 * int(digit) % 10 if at % 2 else int(digit) for at, digit in enumerate(code[1:8])
    )
    return (96 - total) % 10 == int(code[8])


def _is_spanish(code: str) -> bool:
    """Indicate whether the last sign checks the digits behind the letter of a firm's kind."""
    odd = sum(sum(divmod(2 * int(digit), 10)) for digit in code[1:8:2])
    check = -(odd + sum(map(int, code[2:8:2]))) % 10
    return code[8] in (str(check), "JABCDEFGHI"[check])


_ALL, _DENMARK, _FINLAND = range(8, 1, -1), (2, 7, 6, 5, 4, 3, 2, 1), (7, 9, 10, 5, 8, 4, 2)
_FORMS: Mapping[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "AT": (re.compile(r"U\d{8}"), _is_austrian),
    "BE": (re.compile(r"[01]\d{9}"), lambda code: 97 - int(code[:8]) % 97 == int(code[8:])),
    "DE": (re.compile(r"[1-9]\d{8}"), mod_11_10),
    "DK": (re.compile(r"[1-9]\d{7}"), lambda code: sum_weighted(code, _DENMARK) % 11 == 0),
    "ES": (re.compile(r"[A-HJNP-SUVW]\d{7}[\dA-J]"), _is_spanish),
    "FI": (re.compile(r"\d{8}"), lambda code: -sum_weighted(code, _FINLAND) % 11 == int(code[7])),
    "FR": (
        re.compile(r"\d{11}"),
        lambda code: luhn(code[2:]) and (12 + 3 * int(code[2:])) % 97 == int(code[:2]),
    ),
    "GB": (
        re.compile(r"\d{9}"),
        lambda code: (sum_weighted(code, _ALL) + int(code[7:])) % 97 in (0, 42),
    ),
    "IT": (re.compile(r"\d{11}"), luhn),
    "LU": (re.compile(r"\d{8}"), lambda code: int(code[:6]) % 89 == int(code[6:])),
}
