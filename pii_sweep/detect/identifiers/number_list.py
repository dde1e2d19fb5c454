"""Numbers of a list whose label stands before the first one alone: `SSNS = {'416436619', …}`, `BSN: …, …`.

A label holds for every number of its list: those of the first one's shape with the same marks between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pii_sweep.detect.identifiers import check_digits, social_security
from pii_sweep.detect.identifiers.national import recognizer as national
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.types import Passage, Where

_LISTED = frozenset({"US_SSN", "NATIONAL_ID"})
# How a recognizer says that a label made a number what it is.
_BY_LABEL = re.compile(r"label|context:\+")
# So many numbers with the same marks between them are a list, of which this share is of the kind.
_FEWEST, _VALID = 3, 0.8
_BETWEEN = re.compile(r"(?:[^\w\n]|\n(?!\s*\n)){1,32}")
_MARKS, _TO_END = re.compile(r"\W{0,32}"), re.compile(r"\W{0,64}\Z")
_SCORE, _RECOGNIZER = 0.85, "NumberList"


class NumberList(NamedTuple):
    """A labelled number, the pattern of the next one with marks before it and without, and their places."""

    first: Hit
    item: re.Pattern[str]
    number: re.Pattern[str]
    spans: list[tuple[int, int]]


@dataclass(slots=True)
class Lists:
    """The lists of one object, of which a passage may hold the middle alone."""

    where: Where | None = None
    last: NumberList | None = field(default=None, repr=False)

    def extend(self, passage: Passage, text: str, hits: Iterable[Hit]) -> list[Hit]:
        """Return the claims on a text, and those on the numbers of lists whose first ones are labelled."""
        claims = list(hits)
        lists = list(_find_lists(text, claims))
        if passage.layout != "fields" and not passage.where.row:
            where = Where(passage.where.ref, passage.where.inside)
            if self.last is not None and self.where == where:
                lists.insert(0, _go_on(text, self.last))
            self.where = where
            self.last = next(
                (one for one in lists if one.spans and _TO_END.match(text, one.spans[-1][1])), None
            )
        if not claims and not any(one.spans for one in lists) and _BARE.fullmatch(text):
            return list(_read_bare(text))
        known = {(hit.entity, hit.start) for hit in claims}
        found = (hit for one in lists for hit in _read(text, one) if (hit.entity, hit.start) not in known)
        return [*claims, *found]


def _read_bare(text: str) -> Iterator[Hit]:
    """Yield the numbers of a text that holds nothing else where all lie as social security numbers do.

    Until 2011 their areas ended at 772 (20 CFR 422.103): of random numbers one in four lies above it. A
    house's own numbers have fewer first figures or are counted up, those of banks and firms check digits.
    """
    found = list(_NINE.finditer(text))
    values = [match.group() for match in found]
    issued = sum(social_security.may_be_issued(value) for value in values) >= _SURE * len(values)
    below = sum(value[:3] <= _LAST_AREA for value in values) >= _SURE * len(values)
    if not (issued and below) or len({value[0] for value in values}) < _FIRSTS or values == sorted(values):
        return
    for holds in (check_digits.aba, check_digits.luhn):
        if sum(map(holds, values)) >= _CHECKED * len(values):
            return
    for match in found:
        yield Hit("US_SSN", *match.span(), _LOW, _RECOGNIZER, (f"values:{_LOW:.2f}",))


# A text of at least so many numbers of nine figures, and of marks.
_BARE, _NINE = re.compile(r"\W*(?:\d{9}\W+){19}(?:\d{9}\W+)*(?:\d{9})?"), re.compile(r"\d{9}")
_SURE, _LAST_AREA, _FIRSTS, _CHECKED, _LOW = 0.98, "772", 6, 0.5, 0.45


def _find_lists(text: str, hits: Sequence[Hit]) -> Iterator[NumberList]:
    """Yield the lists of a text that begin with a labelled number."""
    reached: dict[str, int] = {}
    for first in sorted(filter(_is_labelled, hits), key=lambda hit: hit.start):
        between = _BETWEEN.match(text, first.end)
        if between is None or first.start < reached.get(first.entity, 0):
            continue
        item, number = _compile_item(between.group(), _shape_of(text[first.start : first.end]))
        spans = list(_follow(text, item, first.end))
        if len(spans) + 1 >= _FEWEST:
            reached[first.entity] = spans[-1][1]
            yield NumberList(first, item, number, spans)


def _go_on(text: str, last: NumberList) -> NumberList:
    """Return the rest of a list at the beginning of the next text."""
    marks = _MARKS.match(text)
    first = last.number.match(text, marks.end() if marks else 0)
    spans = [first.span(1), *_follow(text, last.item, first.end())] if first else []
    return last._replace(spans=spans)


def _follow(text: str, item: re.Pattern[str], at: int) -> Iterator[tuple[int, int]]:
    """Yield where the numbers behind a place stand."""
    while match := item.match(text, at):
        yield match.span(1)
        at = match.end()


def _is_labelled(hit: Hit) -> bool:
    return (
        hit.entity in _LISTED
        and not hit.pieces
        and not social_security.needs_person(hit)
        and any(map(_BY_LABEL.match, hit.reasons))
    )


def _shape_of(value: str) -> str:
    return re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "0", value))


@lru_cache(maxsize=256)
def _compile_item(between: str, shape: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what goes on with a list: the same marks, blanks of any width, a number of the same shape.

    A line ends between two numbers where the first marks end one, or where a comma goes on with the list.
    """
    ends = "\n" in between
    blank = r"\s{0,32}" if between.strip() else r"[ \t\r]{0,9}\n[ \t]{0,24}" if ends else r"[ \t]{1,24}"
    marks = blank.join(map(re.escape, re.split(r"\s+", between)))
    number = re.escape(shape).replace("0", r"\d").replace("A", r"[^\W\d_]")
    number = rf"({number})(?![\w]|[.\-/]\w)"
    return re.compile(marks + number), re.compile(number)


def _read(text: str, numbers: NumberList) -> Iterator[Hit]:
    """Yield the numbers of a list that are of the kind which its label names, if nearly all are."""
    valid = [span for span in numbers.spans if _is_of_kind(numbers.first, text[slice(*span)])]
    if len(valid) >= _VALID * len(numbers.spans):
        reasons = (f"label_of_list:{_SCORE:.2f}",)
        for start, end in valid:
            yield numbers.first.at(
                start=start, end=end, score=_SCORE, recognizer=_RECOGNIZER, reasons=reasons
            )


def _is_of_kind(first: Hit, value: str) -> bool:
    """Indicate whether a number may be one of the kind that the first one's label names."""
    if first.entity == "US_SSN":
        return social_security.may_be_issued(value)
    country = first.parts.get("country")
    return any(national.is_number(one, value) for one in national.schemes() if one.country == country)
