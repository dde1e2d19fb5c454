"""Numbers of a fixed length that touch another number in records of fixed width.

A house's number begins at the left of its field, so figures alone do not show where the number before it
ends: `536228714123 MAIN ST`. Social security numbers and telephones of North America have a fixed length,
and the figures at some of their places are never zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SECURITY = re.compile(r"(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}")  # 20 CFR 422.103
# The areas of telephones in the United States (North American Numbering Plan, 2025).
_AREA = (
    r"(?:2(?:0[1-35-9]|1[02-9]|2[03-57-9]|3[1459]|4[08]|5[1-46]|6[0279]|7[02469]|8[13])"
    r"|3(?:0[1-57-9]|1[02-9]|2[013-79]|3[0-24679]|4[167]|5[0-3]|6[01349]|8[056])"
    r"|4(?:0[124-9]|1[02-579]|2[3-5]|3[0245]|4[023578]|58|6[349]|7[02589]|8[04])"
    r"|5(?:0[1-57-9]|1[0235-8]|20|3[0149]|4[01]|5[179]|6[1-47]|7[0-5]|8[0256])"
    r"|6(?:0[1-35-9]|1[024-9]|2[03689]|3[016]|4[0156]|5[01679]|6[0-279]|78|8[0-269])"
    r"|7(?:0[1-46-8]|1[2-9]|2[04-8]|3[0-2478]|4[0378]|5[47]|6[02359]|7[0-59]|8[156])"
    r"|8(?:0[1-68]|1[02-8]|2[0168]|3[0-2589]|4[03578]|5[046-9]|6[02-5]|7[028])"
    r"|9(?:0[1346-9]|1[02-9]|2[0589]|3[0146-8]|4[01357-9]|5[12469]|7[0-3589]|8[04-69]))"
)
_PHONE = re.compile(rf"{_AREA}[2-9](?!11)\d{{6}}")
_POSTAL = re.compile(r"\d{5}")
_MARKED = re.compile(r"(?<![\d\-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?!-)")
# A house's number and its street, or a street without one: `123 MAIN ST`, `PO BOX 12`.
_HOUSE = re.compile(r"[1-9]\d{0,4}(?:[A-Z]|-\d{1,3})? (?=[^\W\d_]|\d{1,3}(?:ST|ND|RD|TH|st|nd|rd|th) )")
_NO_HOUSE = re.compile(r"[^\W\d_]{2}| {2}")
_HOUSED = 0.5  # of the records at least that have a house's number
_RUN = re.compile(r"(?<!0)0{9,}")
_COUNTED = re.compile(r"(?<=[A ])0{14}(?=[ ]|\Z)")
_SPREAD = 0.7  # areas seldom come again in social security numbers


def find_touching_edges(lines: Sequence[str], kinds: str) -> set[int]:
    """Return the ends of numbers of a fixed length next to other numbers, by the `kinds` of all signs."""
    found = set[int]()
    for run in _RUN.finditer(kinds):
        found |= _find_before_street(lines, run.start())
    for run in _COUNTED.finditer(kinds):
        start = run.start()
        if _hold(lines, start, _POSTAL) and _hold(lines, start + 5, _SECURITY) and _spread(lines, start + 5):
            found |= {start, start + 5}
    for marked in _MARKED.finditer(lines[0]):
        if all(_MARKED.match(line, marked.start()) for line in lines):
            found |= set(marked.span())
    return found


def _find_before_street(lines: Sequence[str], start: int) -> set[int]:
    """Return the ends of the numbers from a place on, the last of which touches the number of a house."""
    options = list(_fitting(lines, start))
    if not options:
        return set()
    lone = {ends[0] - start for ends in options if len(ends) == 1}
    # Figures that fit both are telephones: three in ten other numbers look like one, and hardly ever all do.
    if lone == {9, 10}:
        return {start, start + 10}
    return {start, *options[0]}


def _fitting(lines: Sequence[str], start: int) -> Iterator[tuple[int, ...]]:
    """Yield the ends of the numbers that may stand before a street, the likeliest first."""
    for forms in _ORDERS:
        at, ends = start, list[int]()
        for form, size in forms:
            if not _hold(lines, at, form) or (form is _SECURITY and not _spread(lines, at)):
                break
            at += size
            ends.append(at)
        else:
            if _begin_street(lines, at):
                yield tuple(ends)


_ORDERS = (
    ((_SECURITY, 9),),
    ((_SECURITY, 9), (_PHONE, 10)),
    ((_PHONE, 10), (_SECURITY, 9)),
    ((_PHONE, 10),),
)


def _hold(lines: Sequence[str], start: int, form: re.Pattern[str]) -> bool:
    return all(form.match(line, start) for line in lines)


def _spread(lines: Sequence[str], start: int) -> bool:
    areas = {line[start : start + 3] for line in lines}
    return len(areas) >= _SPREAD * len(lines)


def _begin_street(lines: Sequence[str], at: int) -> bool:
    """Return whether a street begins at one place in all lines, in most behind the number of its house."""
    housed = sum(_HOUSE.match(line, at) is not None for line in lines)
    if housed < _HOUSED * len(lines):
        return False
    return all(_HOUSE.match(line, at) or _NO_HOUSE.match(line, at) for line in lines)
