"""Columns of births: what speaks against them, and the day, month and year in columns of their own."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from datetime import date

from pii_sweep.detect.identifiers.birth import age
from pii_sweep.detect.tables.column_header import Column, Sampled, role_of
from pii_sweep.detect.text.digits import as_western

# Parts of a birth, in the order in which a value has them.
PARTS = ("birth year", "birth month", "birth day")
_BORN = (
    r"(?:birth|dob|born|b|geb(?:urts?)?|naiss(?:ance)?|nac(?:imiento)?|nasc(?:ita|imento)?|geboorte"
    r"|ur(?:odzenia)?|nar(?:ozeni|odenia)?|fod(?:sels|else)?|syntyma|рожд(?:ения)?|народження|dogum|lahir)"
)
_NAMED = {
    "birth day": r"(?:day|dy|dd|tag|jour|dia|giorno|dag|dzien|den|paiva|день|gunu?|tanggal|d)",
    "birth month": r"(?:month|mon|mnth|mm|mo|mth|monat|mois|mes|mese|maand|miesiac|mesic|maned|manad|kuukausi"
    r"|месяц|місяць|ayi?|bulan|m)",
    "birth year": r"(?:year|yr|yyyy|yy|jahr|annee|ano|anno|jaar|rok|ar|vuosi|год|рік|yili?|tahun|y)",
}
_HEADS = {
    part: re.compile(rf"(?:.* )?(?:{_BORN} ?{word}|{word} (?:of |de |di |der |d |van )?{_BORN})")
    for part, word in _NAMED.items()
}
_SHAPES = {
    "birth day": re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:\.0)?"),
    "birth month": re.compile(r"(?:0?[1-9]|1[0-2])(?:\.0)?|[^\W\d_]{3,10}\.?"),
    "birth year": re.compile(r"(?:(?:19|20)\d\d|\d\d)(?:\.0)?"),
}
_MOST = 0.8
# Nobody alive is older; those of a history are no consumers.
OLDEST = 120
# Years before are of other calendars: 1370 of Iran, 1410 of the Hijra.
_YEAR, _FIRST = re.compile(r"(?<!\d)(1\d{3}|20\d\d)(?!\d)"), 1480


def find_parted(samples: Sequence[Sampled]) -> Iterator[Column]:
    """Yield the columns of the day, the month and the year of births, where a table has all three."""
    found: dict[str, Sampled] = {}
    for sample in samples:
        for part, head in _HEADS.items():
            if part not in found and sample.titled(head) and sample.share(_SHAPES[part]) >= _MOST:
                found[part] = sample
                break
    if len(found) == len(PARTS):
        for part in PARTS:
            sample = found[part]
            yield Column(sample.index, sample.name, part, 0.9, ("header:+", "parts:+"), role_of(sample))


def join(parts: Sequence[Sequence[str]]) -> list[str]:
    """Return the births of rows whose years, months and days are given, empty where one is missing."""
    return [_join(*(cell.removesuffix(".0") for cell in row)) for row in zip(*parts, strict=True)]


def _join(year: str, month: str, day: str) -> str:
    if not (year and month and day):
        return ""
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}" if month.isdecimal() else f"{day} {month} {year}"


def trim_births(values: Sequence[str]) -> list[str]:
    """Return the cells of a column of births without the time of day and the place that stand by the date."""
    joined = "\n".join(values)
    if "00:00" in joined:
        values = [_MIDNIGHT.sub("", value) for value in values]
    if _PLACE.search(joined):
        values = [_PLACE.sub("", value) for value in values]
    return ["" if _UNSET.fullmatch(value) else value for value in values]


# What databases keep where nobody gave a birth: `0000-00-00`, ` 0- 0-   0`.
_UNSET = re.compile(r"[0 ]+[./\-][0 ]+[./\-][0 ]+")
# The time of day that programs add to a date.
_MIDNIGHT = re.compile(r"[T ]+(?:12|00):00(?::00(?:\.0+)?)?(?: ?AM)?(?:Z|[+\-]00:?00)?$")
# Where somebody was born: `Garut, 27 Maret 1974`, `16/08/2010 à Thiès`.
_PLACE = re.compile(
    r"(?m)^[^\W\d_][^\d,\n]{1,40}, ?(?=\d)"
    r"|(?<=\d{4})(?:,| (?:à|a|ad|in|en|em|i|te|u|v|w|din|la|at|в|у|г\.?),?) ?[^\W\d_][^\d\n]{1,40}$"
)


def is_doubted(sample: Sampled) -> bool:
    """Return whether most dates are of so long ago that nobody born then is alive, or are of no births.

    Under a header of two letters or one and `date`, births are decades apart: invoices are not.
    """
    today = date.today()
    years = [int(year[1]) for value in sample.values if (year := _YEAR.search(value))]
    if 2 * sum(_FIRST <= year < today.year - OLDEST for year in years) > len(sample.values):
        return True
    if not sample.titled(_OPEN):
        return False
    ages = [one for value in sample.values if (one := age.age(value, today)) is not None]
    return len(ages) > 1 and max(ages) < _GROWN and max(ages) - min(ages) < _APART


_OPEN = re.compile(r"[gf] ?dat(?:um|o)?|b ?day|ur|nar|gim|synt")
_GROWN, _APART = 16, 3


LEAST_DATES = 5
# A header in a row further down is a value, too.
_DATED = 0.9


def find_ages(asked: Sequence[str], *, apart: bool = True) -> list[int]:
    """Return the ages of people born on some days; none where these are hardly births."""
    first = asked[:LEAST_DATES]
    if sum(6 <= len(value) <= 24 and sum(map(str.isdecimal, value)) >= 4 for value in first) < len(first) - 1:
        return []
    today = date.today()
    # `14.2.1977.`, as Croats and Hungarians write.
    asked = [as_western(value).removesuffix(".") for value in trim_births(asked)]
    asked = [_spell_date(value) for value in asked] if all(map(_RUN.fullmatch, asked)) else asked
    ages = [
        years for value in asked if DATE.fullmatch(value) and (years := age.age(value, today)) is not None
    ]
    least = 15 if min(ages, default=0) >= 60 else 25  # hardly an event lies sixty years back
    if len(ages) < _DATED * len(asked) or max(ages) > 105 or (max(ages) - min(ages) < least and apart):
        return []
    if statistics.median(ages) < 20 or sum(years >= 14 for years in ages) < 0.6 * len(ages):
        return []
    return ages


# Eight figures: `19690710`, `05251999`, `25051999`.
_RUN = re.compile(r"\d{8}")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_YEAR_LAST = re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|[12]\d|3[01])((?:19|20)\d\d)")


def _spell_date(value: str) -> str:
    """Return a date of eight figures with its parts set apart; others as they stand."""
    if found := _YEAR_FIRST.fullmatch(value) or _YEAR_LAST.fullmatch(value):
        return "-".join(found.groups())
    return value


# Years of the common era, of the Persian and the Islamic calendar, and of the Buddhist one.
_CENTURY = r"(?:19|20|1[34]|2[45])"
DATE = re.compile(
    rf"{_CENTURY}\d\d[/.\-]\d\d?[/.\-]\d\d?(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?"
    rf"|\d\d?[/.\-]\d\d?[/.\-]{_CENTURY}?\d\d|\d\d?[ \-]?[^\W\d_]{{3,9}}\.?[ \-,]{{0,2}}(?:19|20)\d\d"
    r"|[^\W\d_]{3,9}\.?[ ]\d\d?,?[ ](?:19|20)\d\d"
)
