"""Keys of records put together of a person's names and social security number: `HOLT_MARIA_467219835`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pii_sweep.detect.tables.column import social_security
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

_KEY = re.compile(
    r"\s*(?P<names>[^\W\d_]+(?:['’\-][^\W\d_]+)?(?:[_|~ .,\-]{1,2}[^\W\d_]+(?:['’\-][^\W\d_]+)?){1,3})"
    r"[_|~ .,:\-]{1,2}(?P<number>\d{9})\s*"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
# Of a column: different keys, their share of its values, of listed given names, and of different areas.
_LEAST, _SHARE, _GIVEN, _AREAS = 4, 0.9, 0.5, 0.7
_SCORE = 0.7


def are_keys(values: Sequence[str]) -> bool:
    """Return whether values are keys of people whose numbers may all be social security numbers."""
    different = list(dict.fromkeys(values))
    if len(different) < _LEAST or _KEY.fullmatch(different[0]) is None:
        return False
    found = [match for value in different if (match := _KEY.fullmatch(value))]
    if len(found) < max(_LEAST, _SHARE * len(different)):
        return False
    numbers = [match["number"] for match in found]
    spread = len({number[:3] for number in numbers}) >= _AREAS * len(numbers)
    if not spread or numbers == sorted(numbers) or not all(map(social_security.SHAPE.fullmatch, numbers)):
        return False
    given = sum(
        any(lexicon.given_name(word.lower()) for word in _WORD.findall(match["names"])) for match in found
    )
    return given >= _GIVEN * len(found)


def find(value: str) -> Iterator[Hit]:
    """Yield the number in a key of a column of such keys."""
    if match := _KEY.fullmatch(value):
        yield Hit("US_SSN", *match.span("number"), _SCORE, "Cell", ("values:+",))
