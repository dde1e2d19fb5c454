"""How a sheet shows its numbers (ISO/IEC 29500-1, 18.8.30 and 18.8.31): dates, and figures with a mask.

`000-00-0000` shows 21369952 as 021-36-9952: what a social security number, a postal code, a telephone or
a customer's number is kept as.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

# Numbers of the built-in date and time formats.
DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_DATE = re.compile(r"[ymdhs]", re.I)
_LITERAL = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")
_LIMIT = re.compile(r"\[(<=?)(\d{1,15})\]")
_NOTE = re.compile(r"\[[^\]]*\]|[_*].")
_SIGN = re.compile(r"\"([^\"]*)\"|\\(.)|([0#])|([-() /])|(.)", re.S)
LAST_DAY = 2_958_466


@dataclass(frozen=True, slots=True)
class Shown:
    """How a cell's style shows numbers: as days, or by a format that may be a mask of figures."""

    date: bool = False
    code: str = ""


PLAIN = Shown()


def format_of(number: str, custom: dict[str, str]) -> Shown:
    """Return how the format of a number is shown; `custom` holds the workbook's own codes."""
    if number not in custom:
        return Shown(date=number.isdecimal() and int(number) in DATES)
    code = custom[number]
    return Shown(date=bool(_DATE.search(_LITERAL.sub("", code))), code=code)


def number_text(value: str, how: Shown = PLAIN) -> str:
    """Return a stored number as it reads: whole numbers without a point, serial days as dates."""
    try:
        number = float(value)
    except ValueError:
        return value
    if how.date and 0 < number < LAST_DAY:
        moment = datetime(1899, 12, 30) + timedelta(days=number)
        moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
        return moment.date().isoformat() if moment.time().isoformat() == "00:00:00" else moment.isoformat(" ")
    if number.is_integer() and abs(number) < 1e15:
        return apply_mask(int(number), how.code) if how.code and number >= 0 else str(int(number))
    if number.is_integer():
        return str(int(value)) if value.isdecimal() else f"{number:.0f}"
    # A sheet shows 15 digits: 9.609999999999999 is 9.61.
    return f"{number:.15g}"


def apply_mask(number: int, code: str) -> str:
    """Return a whole number as a format of mere figures and strokes shows it, else its digits."""
    signs = _mask(_section(number, code))
    places = signs.count("0") + signs.count("#")
    if not places:
        return str(number)
    figures, text = list(str(number)), list[str]()
    for sign in reversed(signs):
        if sign not in {"0", "#"}:
            text.append(sign[1:])
            continue
        places -= 1
        if figures:
            text.append(figures.pop())
        elif sign == "0":
            text.append("0")
        if not places:
            text += reversed(figures)
    return "".join(reversed(text)).strip()


def _section(number: int, code: str) -> str:
    """Return the part of a format that is for a number: the first, or the one whose bound it keeps."""
    first, *others = code.split(";")
    bound = _LIMIT.match(first)
    if bound and others:
        limit = int(bound[2])
        return first if number < limit or bound[1] == "<=" and number == limit else others[0]
    return first


@lru_cache(maxsize=1024)
def _mask(section: str) -> tuple[str, ...]:
    """Return a section's places (`0`, `#`) and literals (behind `'`); nothing where it is no mask."""
    signs = list[str]()
    for quoted, escaped, place, stroke, other in _SIGN.findall(_NOTE.sub("", section)):
        if other:
            return ()
        signs.append(place or f"'{quoted or escaped or stroke}")
    return tuple(signs)
