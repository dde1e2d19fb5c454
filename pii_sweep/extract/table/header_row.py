"""Is a table's first row its header? By its words, and by not being like the rows below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pii_sweep.extract.table.column_labels import PERSON

NAMES = re.compile(
    r"(?i)\b(?:id|key|uuid|name|first|last|middle|full|sur|title|email|e-mail|mail|phone|tel|mobile|fax|cell|"
    r"address|addr|street|city|town|state|province|zip|postal|postcode|country|region|county|date|time|day|"
    r"dob|birth|born|age|sex|gender|ssn|tax|tin|card|credit|account|acct|iban|ip|url|user|login|pass|password|"
    r"order|item|product|sku|qty|quantity|price|amount|total|cost|value|currency|status|type|code|number|no|"
    r"num|description|desc|notes?|comment|created|updated|company|customer|client|employee|dept|department|"
    r"lat|lon|latitude|longitude|index|unnamed|count|category|label|text|message|role|year|month|size|color)"
    r"(?:\b|(?=_|\d))"
)
_VALUE = re.compile(
    r"^[-+$€£(]?\d[\d.,:/ ()%-]*$|@|^https?:|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^(?:true|false|null)$", re.I
)
# Bands and months, as columns of ageing balances and of a year are headed: `31-60`, `90+`, `2024-03`.
_BAND = re.compile(
    r"[<>≤≥]?=? ?\d{1,3}(?: ?[-–] ?\d{1,3}| ?\+)?(?: ?days?)?|(?:19|20)\d\d-(?:0\d|1[0-2]|Q[1-4])", re.I
)
# The share of names that are words of headers.
_NAMED = 0.34
# So many names that come again below them are values.
_CONSTANT = 3
# A name of people's columns in another language has no figure and is no longer than this.
_SHORT = 24
_SMALL = re.compile(r"[a-z][a-z0-9]*(?:[_ \-.][a-z0-9]+)*")
_DIGIT = re.compile(r"\d")


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row names the columns: by its words, and by not being like the others."""
    top = [cell.strip() for cell in rows[0]]
    below = [row for row in rows[1:] if not repeats(top, row)]
    if not below:
        return False  # a lone row is data: nothing may be lost
    filled = [cell for cell in top if cell]
    if not filled or any(len(cell) > 80 for cell in filled):
        return False
    banded = [cell for cell in filled if not cell.isdecimal() and _BAND.fullmatch(cell)]
    if banded and len(banded) < len(filled) - 1 and not _count_recurring(top, below):
        filled = [cell for cell in filled if cell not in banded]
    again = len(filled) - len(set(filled))
    values = sum(bool(_VALUE.search(cell)) and not cell.isdecimal() for cell in filled)
    if values or sum(cell.isdecimal() for cell in filled) > len(filled) // 2:
        return False
    named = sum(map(is_name, filled)) / len(filled)
    if _count_recurring(top, below) >= _CONSTANT:
        return False  # `PA`, `USD`, `C`: fields that each row of a file has alike
    if again:  # a tracker repeats `Comment` and `Watcher`; a row of data repeats its values
        known = named >= _NAMED or sum(1 for _ in _differing(top, below)) > 1
        return 2 * again <= len(filled) and known and not _count_recurring(top, below)
    return named >= _NAMED or next(_differing(top, below), None) is not None


def repeats(header: Sequence[str], row: Sequence[str]) -> bool:
    """Return whether a row repeats a header, as lists on paper do at the top of each page or part."""
    cells = [cell.strip() for cell in row]
    return sum(map(bool, cells)) > 1 and cells == [cell.strip() for cell in header]


def is_name(cell: str) -> bool:
    """Return whether a cell is a word of headers, in whatever language, and no sentence."""
    spoken = re.sub(r"([a-z])([A-Z])", r"\1 \2", cell).replace("_", " ")
    return NAMES.search(spoken) is not None or (
        len(cell) <= _SHORT and _DIGIT.search(cell) is None and PERSON.search(cell) is not None
    )


def _count_recurring(top: Sequence[str], others: Sequence[Sequence[str]]) -> int:
    """Return how many names stand among the values of their own columns."""
    return sum(
        bool(name) and any(at < len(row) and row[at].strip() == name for row in others)
        for at, name in enumerate(top)
    )


def _differing(top: Sequence[str], others: Sequence[Sequence[str]]) -> Iterator[int]:
    """Yield the columns whose values have a form, digits or capitals that their first cells have not."""
    small = all(_SMALL.fullmatch(name) for name in top if name)
    for column, name in enumerate(top):
        if _VALUE.search(name):
            continue
        cells = [row[column].strip() for row in others if column < len(row) and row[column].strip()]
        # One row alone shows a header of small words by a date, a mailbox or a number below one of them.
        if len(cells) < (1 if small and len(others) == 1 else 2) or name in cells:
            continue
        formed = sum(bool(_VALUE.search(cell)) for cell in cells)
        numbered = (
            0 if _DIGIT.search(name) or len(cells) < 2 else sum(bool(_DIGIT.search(cell)) for cell in cells)
        )
        large = sum(not cell[0].islower() for cell in cells) if small and len(cells) > 1 else 0
        if max(formed, numbered, large) > 0.8 * len(cells):
            yield column


def join_rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of a header whose second row is the first of those below it, else nothing."""
    return (join_tiers(header, rows[0]) or _join_broken(header, rows)) if rows else ()


def join_tiers(header: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a header of two rows, whose merged cells have names below them; else nothing.

    `Father`, empty over `Name` and `Occupation` gives `Father/Name` and `Father/Occupation`. All cells below
    merged ones are filled, and others where most of those are words of headers; what surveys say of the form
    of an answer (`Open-Ended Response`) adds nothing to the question above it.
    """
    groups = {
        at: start
        for start, name in enumerate(header)
        if name
        for at in range(start, _end_of_group(header, start))
        if _end_of_group(header, start) > start + 1
    }
    names = [cell.strip() for cell in below]
    filled = [at for at, name in enumerate(names) if name]
    if len(filled) < _TIERED or not groups or any(map(_DIGIT.search, names)):
        return ()
    grouped = [names[at] if at < len(names) else "" for at in sorted(groups)]
    if filled != sorted(groups) and (
        any(not _ANSWER.search(names[at]) for at in filled if at not in groups)
        or not all(grouped)
        or 2 * sum(map(is_name, grouped)) < len(grouped)
        or len(set(grouped)) < len(grouped)
    ):
        return ()
    joined = {at: f"{header[groups[at]]}/{names[at]}" for at in groups}
    return tuple(joined.get(at, name) for at, name in enumerate(header))


_TIERED = 2
# What a survey says of the form of an answer.
_ANSWER = re.compile(
    r"(?i)\b(?:response|answer|antwort|réponse|respuesta|resposta|risposta|antwoord|svar|vastaus)"
)


def _join_broken(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of a header that is written on two lines, else nothing.

    `Employee` over `No` and `ID` over `Soc. Sec.` give `Employee No` and `ID Soc. Sec.`. The words of the
    second line stand above figures, whereas the first row of data is written like those below it.
    """
    if len(rows) <= _TIERED or not any(header):
        return ()
    names, below = [cell.strip() for cell in rows[0]], rows[1:]
    filled = [at for at, name in enumerate(names) if name]
    if len(filled) < _TIERED or len(names) > len(header) or any(map(_VALUED.search, names)):
        return ()
    if _count_recurring(names, below) or 2 * sum(is_name(names[at]) for at in filled) < len(filled):
        return ()
    if 2 * sum(_holds_figures(below, at) for at in filled) < len(filled):
        return ()
    both = zip_longest(header, names, fillvalue="")
    return tuple(" ".join(dict.fromkeys(filter(None, pair))) for pair in both)


_VALUED = re.compile(r"[\d@]|.{25}")


def _holds_figures(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Return whether the cells of a column have figures, two of them at least."""
    cells = [row[at] for row in rows if at < len(row) and row[at].strip()]
    return len(cells) >= _TIERED and all(map(_DIGIT.search, cells))


def _end_of_group(header: Sequence[str], start: int) -> int:
    """Return where the empty cells behind a header's cell end, those at the end of the row left out."""
    end = start + 1
    while end < len(header) and not header[end]:
        end += 1
    return end


def find_questions(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the questions of a survey whose columns are named thrice, else nothing.

    Qualtrics writes the names of the columns (`Q3`), what was asked, and the keys it imports them by.
    """
    if len(rows) <= _NAMED_THRICE or len(rows[1]) != len(rows[2]):
        return ()
    if not rows[2] or not all(cell.strip().startswith('{"ImportId":') for cell in rows[2]):
        return ()
    return tuple(cell.strip() for cell in rows[1])


_NAMED_THRICE = 3
