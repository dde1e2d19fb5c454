"""Numbers of files that an office counts through a year: `CR-26-00312-B`, `CR-26-00313-C`."""

from __future__ import annotations

import re
from collections import defaultdict

# The letters of the kind of file, the year, the count within it, and perhaps the letter of a court.
_FILED = re.compile(
    r"(?<![\w\-/])(?P<kind>[A-Z]{1,5})[\-/ ]?(?P<year>(?:19|20)?\d\d)[\-/](?P<count>\d{3,7})"
    r"(?:[\-/]?[A-Z]{1,3})?(?![\w\-/])"
)
# So many follow one another so closely: numbers that were drawn for people lie all over their range.
_LEAST, _DENSE = 4, 10


def find(text: str) -> set[tuple[int, int]]:
    """Return where a text has numbers of files that were counted up within one year."""
    series: defaultdict[tuple[str, str], dict[tuple[int, int], int]] = defaultdict(dict)
    for match in _FILED.finditer(text) if "-" in text or "/" in text else ():
        series[match["kind"], match["year"]][match.span()] = int(match["count"])
    return {span for spans in series.values() if _are_counted(set(spans.values())) for span in spans}


def _are_counted(counts: set[int]) -> bool:
    return len(counts) >= _LEAST and max(counts) - min(counts) < _DENSE * len(counts)
