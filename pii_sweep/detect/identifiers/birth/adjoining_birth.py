"""Dates of birth that nothing labels, next to a person's number or behind the name of a relative or patient.

Particulars stand in a row, parted by commas: `Ann Lee, SSN 212-33-4455, 4/12/1971`, `(14-02-1941, BSN …)`.
The day of something else has a word of its own behind it, or is too late for whoever has such a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from pii_sweep.detect.identifiers.birth import age, birth_date
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

# Numbers of somebody for life, and those of a stay or a policy, behind which its own days stand.
_FOR_LIFE = frozenset({"NATIONAL_ID", "US_SSN", "US_ITIN", "US_DRIVER_LICENSE", "US_PASSPORT"})
_NUMBERS = _FOR_LIFE | {"HEALTH_INSURANCE_NUMBER", "MEDICAL_RECORD_NUMBER"}
_DATE = birth_date.DATE
_DIGIT = re.compile(r"\d[/.\-年 ]\d|\d{4}")
# Right behind a number, and the field ends behind it or says the sex or where somebody lives.
_BEHIND = re.compile(rf"(?i)(?:,[ ]|[ ]?[;/·][ ])(?P<day>{_DATE})(?=[ ]?(?:[,;/|·)\n]|\Z|\.(?:\s|\Z)))")
# What says of the field behind that the date is of something else.
_THEN = re.compile(
    r"(?i)[ ]?[,;/|·(][ ]?(?:signed|hired|start\w*|issued?|exp\w*|valid|paid|closed|open\w*|due|sent"
    r"|received|seen|visit\w*"
    r"|appointment|appt|admi\w+|discharg\w+|filed|approved|denied|gültig|ausgestellt|unterschr\w*|termin|délivré\w*|valable"
    r"|expedid\w+|válid\w+|caduc\w+|rilasciat\w+|scad\w+|afgegeven|geldig|wydan\w+|ważn\w+)(?![^\W_])"
)
# Right before the label of a number: `(14-02-1941, BSN …)`, `welder, 3-3-1979, SNS no. …`.
_BEFORE = re.compile(
    rf"(?i)(?:\(|,[ ]|;[ ]|[ ]{{2}})(?P<day>{_DATE})(?:[,;][ ]|[ ]{{2,4}}|[ ]?[/|·][ ])"
    r"(?P<label>[^\n\d,;(]{1,28}?[ :.])\Z"
)
_REACH = 64
# A relative, a patient or a person with a title, whose date stands in a bracket behind the name.
_BRACKET = gate.gated_words(
    r"(?i)(?<![^\W_])(?:",
    (*lexicon.table("birth_labels")["kin"], *lexicon.table("birth_labels")["titled"]),
    rf")[.:]?[ ](?-i:(?P<name>(?:(?:de|van|von|der|den|da|di|la|le|el|al)[ ]){{0,3}}[^\W\d_a-z][^\W\d_]*"
    rf"(?:[ \-'’][^\W\d_]+){{0,3}}))[ ]?\((?P<day>{_DATE})[ ]?[,;)]",
)
_NEXT = re.compile(
    r"[ ]?\)?,?[ ](?:and|und|et|y|e|en|i|og|och|&)?[ ]?(?P<name>[^\W\d_a-z][^\W\d_]{1,16})[ ]"
    rf"\((?P<day>{_DATE})\)"
)
_TITLED = re.compile(rf"(?i)(?:{'|'.join(lexicon.table('birth_labels')['titled'])})\.?\Z")
# Singapore's number begins with the year of birth of whoever was born there.
_SINGAPORE = re.compile(rf"(?<![\w\-])(?P<number>[ST](?P<year>\d\d)\d{{5}}[A-Z]),?[ ](?P<day>{_DATE})")
# A short sign of birth right behind somebody's name: `Ehsan Noori, b 1 Jan 1990`, `Lee  (fn 12/03/1954`.
_SIGNED = re.compile(
    r"(?i)\.?[ ]{0,4}[,;(]?[ ]{0,4}(?<![^\W_])"
    r"(?P<sign>(?:b|bn|fn|f|n|geb|gb|ur|nar|nac|nat|née?|d\.?o\.?b)\.?)"
    rf"[ ]?:?[ ]{{0,3}}(?P<day>{_DATE})"
)
_GROWN, _OLD, _OLDEST, _SETTLED, _BORN = 16, 45, 110, 3, 1
_SCORE, _LESS = 0.8, 0.65


def find(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the dates of birth next to the numbers of people, to their names in lists, and to relatives."""
    yield from birth_date.behind_names(text, [hit for hit in hits if hit.entity == "PERSON"])
    if _DIGIT.search(text) is None:
        return
    known = {hit.start for hit in hits if hit.entity == "DATE_OF_BIRTH"}
    numbers = [hit for hit in hits if hit.entity in _NUMBERS]
    found = chain(
        _find_by_numbers(text, numbers),
        _find_bracketed(text),
        _find_in_singapore(text),
        _find_signed(text, [hit.end for hit in hits if hit.entity == "PERSON"]),
    )
    yield from (hit for hit in found if hit.start not in known)


def _find_by_numbers(text: str, numbers: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the dates right behind the number of a person, and those right before its label."""
    for hit in numbers:
        match = _BEHIND.match(text, hit.end)
        behind = match is not None and hit.entity in _FOR_LIFE
        if (
            match
            and behind
            and _is_of_person(match["day"], _GROWN)
            and _THEN.match(text, match.end()) is None
        ):
            yield _hit(match, "behind_number")
        before = _BEFORE.search(text, max(text.rfind("\n", 0, hit.start) + 1, hit.start - _REACH), hit.start)
        if before and _is_of_person(before["day"], _GROWN):
            yield _hit(before, "before_number")


def _find_bracketed(text: str) -> Iterator[Hit]:
    """Yield the dates in brackets behind the names of relatives, and of old people behind their titles."""
    for match in _BRACKET.finditer(text):
        titled = _TITLED.match(text[match.start() : match.start("name")].strip(" :")) is not None
        named = titled or birth_date.score_name(match["name"])
        if not named or not _is_of_person(match["day"], _OLD if titled else _SETTLED):
            continue
        yield _hit(match, "bracket")
        other = None if titled else _NEXT.match(text, match.end())
        while other is not None:
            if _is_of_person(other["day"], _SETTLED):
                yield _hit(other, "bracket")
            other = _NEXT.match(text, other.end())


def _find_signed(text: str, ends: Sequence[int]) -> Iterator[Hit]:
    """Yield the dates that a short sign of birth parts from the end of a name."""
    for end in ends:
        match = _SIGNED.match(text, end)
        # A letter alone is a shift's, too: `John Smith  N 12/03/2024`.
        if match is not None and _is_of_person(match["day"], _BORN if len(match["sign"]) > 1 else _GROWN):
            yield _hit(match, "sign")


def _find_in_singapore(text: str) -> Iterator[Hit]:
    """Yield the number and the date of birth of those whose number begins with the year of that date."""
    for match in _SINGAPORE.finditer(text):
        years = re.findall(r"(?:19|20)(\d\d)(?!\d)", match["day"])
        if match["year"] in years and _is_of_person(match["day"], _GROWN):
            parts = {"country": "SG"}
            reasons = (f"year:{_SCORE:.2f}",)
            yield Hit("NATIONAL_ID", *match.span("number"), _SCORE, "NationalNumber", reasons, None, parts)
            yield _hit(match, "number")


def _is_of_person(day: str, least: int) -> bool:
    """Return whether somebody born on a day is of some age at least, and lives."""
    years = age.age(day, date.today())
    return years is not None and least <= years <= _OLDEST


def _hit(match: re.Match[str], reason: str) -> Hit:
    score = _LESS if reason == "bracket" else _SCORE
    return Hit("DATE_OF_BIRTH", *match.span("day"), score, "AdjoiningBirth", (f"{reason}:{score:.2f}",))
