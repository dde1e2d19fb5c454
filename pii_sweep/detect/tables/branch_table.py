"""Tables of a firm's branches: each row's name ends with its town, `Holt Timber - Hexham` in `Hexham`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pii_sweep.detect.tables.column_header import SAMPLE, Column, Sampled
from pii_sweep.detect.text import country, lexicon

# The share of a list's names that end with their town, the share that differ, and the fewest names of a list.
_TOWNED, _DISTINCT, _LEAST = 0.8, 0.8, 3
_LETTERS = re.compile(r"[^\W\d_]+")
# When a place is open: `07:00-17:00`, `9 - 18.30 h`.
_TIME = r"\d{1,2}(?:[:.h]\d\d)?(?: ?(?:h|uhr|am|pm))?"
_HOURS = re.compile(rf"(?i)(?=.*[:.h]){_TIME} ?[\-–] ?{_TIME}")
_OPEN_MOST, _OPEN_COLUMNS = 0.7, 2


@dataclass(frozen=True, slots=True)
class Branches:
    """The places of the columns of a table's branches and of their towns."""

    name: int
    town: int


def find_branches(
    decided: Sequence[Column], samples: Sequence[Sampled], rows: Sequence[Sequence[str]]
) -> Branches | None:
    """Return the column whose cells name a branch by its row's town, None where there is no such column."""
    taken = {column.index for column in decided if column.kind != "name" or "header:+" in column.reasons}
    named = [one.index for one in samples if one.index not in taken and _differs(one)]
    for town in (column.index for column in decided if column.kind == "city"):
        for name in named:
            pairs = [
                (row[name], row[town]) for row in rows[:SAMPLE] if max(name, town) < len(row) and row[name]
            ]
            if len(pairs) >= _LEAST and sum(ends_with_town(*pair) for pair in pairs) >= _TOWNED * len(pairs):
                return Branches(name, town)
    return None


def have_opening_hours(samples: Sequence[Sampled]) -> bool:
    """Indicate whether several columns say from when to when a place is open, each on other days."""
    return sum(one.share(_HOURS) >= _OPEN_MOST for one in samples) >= _OPEN_COLUMNS


def join_letters(text: str) -> str:
    """Return the letters of a town or of a mailbox's first half, without accents and marks."""
    return "".join(_split_words(text))


def is_mailbox_of_town(value: str, town: str) -> bool:
    """Indicate whether a mailbox is called after its row's town: `hexham@holt.example`."""
    return bool(town) and join_letters(value.partition("@")[0]) == join_letters(town)


def ends_with_town(value: str, town: str) -> bool:
    """Indicate whether a value ends with a town, behind words that are no country or state.

    A quarter may follow (`Holt Trento Sud`), and of a long name of a town the first word suffices.
    """
    words, last = _split_words(value), _split_words(town)
    while len(words) > 2 and words[-1] in _QUARTERS:
        del words[-1]
    if len(last) > 1 and words[-1:] == last[:1] and len(last[0]) > _LEAST:
        last = last[:1]
    before = words[: len(words) - len(last)]
    area = country.is_country(" ".join(before)) or " ".join(before) in lexicon.state_codes()
    named = max(map(len, before), default=0) >= _LEAST and not area
    return bool(last) and named and words[len(before) :] == last


# Parts of a town, as the branches in it are called.
_QUARTERS = frozenset(
    {
        *(
            "nord",
            "sud",
            "est",
            "ovest",
            "centro",
            "ouest",
            "norte",
            "sur",
            "este",
            "oeste",
            "north",
            "south",
        ),
        *("east", "west", "centre", "center", "central", "ost", "mitte", "zentrum", "noord", "zuid", "oost"),
        *("centrum", "city", "pohjoinen", "etela", "keskusta", "norr", "soder", "vast"),
    }
)


def _split_words(text: str) -> list[str]:
    return _LETTERS.findall(lexicon.plain(text.lower()))


def _differs(sample: Sampled) -> bool:
    """Indicate whether nearly all values differ and hold no figure, as those of addresses do."""
    figures = sum(any(map(str.isdecimal, value)) for value in sample.values)
    return len(set(sample.values)) >= max(_LEAST, _DISTINCT * len(sample.values)) and 2 * figures < len(
        sample.values
    )
