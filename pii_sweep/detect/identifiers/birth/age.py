"""Dates of birth and ages: who is under sixteen (11 CCR §7001(bbb))."""

from __future__ import annotations

import re
from datetime import date

from pii_sweep.detect.text import digits

# "Any personal information of a consumer the business actually knows is less than 16 years of age."
ADULT = 16
# How months begin in English, German, Romance languages, Dutch, Nordic languages, Polish.
_STARTS = (
    "jan gen ene sty", "feb fev fév lut", "mar mär maa", "apr avr abr kwi", "may mai mag maj mei",
    "jun juin giu cze", "jul juil lug lip", "aug aou aoû ago sie", "sep set wrz",
    "oct okt ott out paź", "nov lis", "dec dez déc dic des gru",
)  # fmt: skip
_MONTHS = {start: number for number, starts in enumerate(_STARTS, 1) for start in starts.split()}
_ISO = re.compile(r"((?:19|20)\d\d)[/.\- ]?(\d\d?)[/.\- ]?(\d\d?)\b")
# In parts as programs write them: `1984, 3, 12`, `1984|3|12`, `1984 month: 3 day: 12`.
_PARTS = re.compile(
    r"((?:19|20)\d\d)[^\d\n]{1,48}(?:2i\)\W{1,8})?(\d\d?)[^\d\n]{1,48}(?:3i\)\W{1,8})?(\d\d?)"
)
_LAST = re.compile(r"(\d\d?)[/.\- ](\d\d?)[/.\- ]((?:19|20)?\d\d)\b")
_RUN = re.compile(r"\b(\d\d)(\d\d)((?:19|20)\d\d)\b")
_WORDS = re.compile(
    rf"(?i)(?:(\d\d?)[\wº.]{{0,2}}[ .\-](?:de[ ]|of[ ])?)?"
    rf"({'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
    r"[^\W\d_]*[ .,\-]{1,2}(?:de[ ]|del[ ])?(?:(?:the[ ])?(\d\d?)(?:st|nd|rd|th)?,?[ ])?((?:19|20)\d\d)"
)


# Run together: `16JUN81`, `1981JUN16`.
_JOINED = re.compile(
    r"(?i)(?<!\d)(?:(\d\d?)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)((?:19|20)?\d\d)"
    r"|((?:19|20)\d\d)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(\d\d))(?!\d)"
)
# The eras of Japan by their first letter and by name, with the year before their first.
_ERAS = {
    "M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018,
    "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
}  # fmt: skip
_ERA = re.compile(
    r"(?<![A-Za-z])([MTSHR]|明治|大正|昭和|平成|令和)(\d\d?|元)[年./\-](\d\d?)[月./\-](\d\d?)(?!\d)"
)


# By how much years of the common era differ from the Persian, the Islamic and the Buddhist calendar.
_PERSIAN, _ISLAMIC, _BUDDHIST = 621, 579, 543
_OTHER_ERA = re.compile(
    r"(?<!\d)(?:(?P<y>1[34]\d\d|2[45]\d\d)[/.\-](?P<m>\d\d?)[/.\-](?P<d>\d\d?)"
    r"|(?P<d2>\d\d?)[/.\-](?P<m2>\d\d?)[/.\-](?P<y2>1[34]\d\d|2[45]\d\d))(?!\d)"
)
_PERSIAN_DIGITS = re.compile(r"[۰-۹]")
# Who was born later in the Persian calendar is a child, in the Islamic one grown up.
_GROWN = 1385


def age(text: str, today: date) -> int | None:
    """Return the full years between a date of birth and today, None where no past date is given.

    Day and month may be the wrong way round: only the year and the larger order matter at the edge.
    """
    found = _date(text)
    if found is None:
        return None
    year, month, day = found
    years = today.year - year - ((today.month, today.day) < (month, day))
    return years if 0 <= years < 130 else None


def _date(text: str) -> tuple[int, int, int] | None:
    match = _ERA.search(text)
    if match:
        years = 1 if match[2] == "元" else int(match[2])
        return _make_date(_ERAS[match[1]] + years, int(match[3]), int(match[4]))
    western = digits.as_western(text)
    if match := _OTHER_ERA.search(western):
        persian = _PERSIAN_DIGITS.search(text) is not None
        year = _to_common(int(match["y"] or match["y2"]), persian=persian)
        return _make_date(year, int(match["m"] or match["m2"]), int(match["d"] or match["d2"]))
    text = western
    match = _ISO.search(text)
    if match:
        return _make_date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    match = _LAST.search(text) or _RUN.search(text)
    if match:
        year = _complete(int(match.group(3)))
        return _make_date(year, int(match.group(1)), int(match.group(2)))
    match = _WORDS.search(text)
    if match:
        day = int(match.group(1) or match.group(3) or 1)
        return _make_date(int(match.group(4)), _MONTHS[match.group(2).lower()], day)
    if match := _JOINED.search(text):
        parts = (3, 2, 1) if match[2] else (4, 5, 6)
        written, name, day_of_month = map(match.__getitem__, parts)
        return _make_date(_complete(int(written)), _MONTHS[name.lower()], int(day_of_month))
    if match := _PARTS.fullmatch(text):
        return _make_date(int(match[1]), int(match[2]), int(match[3]))
    return None


def _complete(year: int) -> int:
    """Return the year that one of two figures stands for."""
    return year + (0 if year > 99 else 1900 if year > 30 else 2000)


def _to_common(year: int, *, persian: bool) -> int:
    """Return about which year of the common era one of another calendar is; `persian`: in its digits."""
    if year > 2000:
        return year - _BUDDHIST
    return year + (_PERSIAN if persian or year < _GROWN else _ISLAMIC)


def _make_date(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    month, day = (day, month) if month > 12 else (month, day)
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
