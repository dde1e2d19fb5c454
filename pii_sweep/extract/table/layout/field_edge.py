"""Where fields of fixed width end that touch the next one, by what they hold: telephones, a sex."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

# A telephone of North America with its marks, and so many that show where a field of them is.
_PHONE, _SIZE, _LEAST = re.compile(r"[2-9]\d\d-[2-9]\d\d-\d{4}"), 12, 4
_SEXES = {"F", "M"}


def find_phone_edges(lines: Sequence[str]) -> set[int]:
    """Return the ends of places where lines have a telephone or spaces: `309-897-9998217-295-3798`."""
    starts = Counter(match.start() for line in lines for match in _PHONE.finditer(line))
    found: set[int] = set()
    for start, count in starts.items():
        fields = [line[start : start + _SIZE] for line in lines]
        if count >= _LEAST and all(not field.strip() or _PHONE.fullmatch(field) for field in fields):
            found |= {start, start + _SIZE}
    return found


def find_sex_edges(lines: Sequence[str], kinds: str) -> set[int]:
    """Return the places behind the letter of a sex that stands next to a figure: `13FMom Gwen Barnes`.

    `kinds` says of each place what all lines have there: `0` for figures, `A` for letters.
    """
    places = (at for at in range(1, len(kinds)) if kinds[at - 1 : at + 1] == "0A")
    return {at + 1 for at in places if {line[at] for line in lines} == _SEXES}
