"""Social security numbers behind a label, in forms of writing that need one: nine figures, figures set apart.

A taxpayer's number is a person's social security number or a firm's: of the second kind are those that no
person's name stands next to.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.firm_line import names_firm

_SECURITY = (
    r"s\.?s\.?[ ]?n\b\.?|s\.?[ ]?s\.?(?=[ ]?(?:\#|(?:no|num|number|nbr)\b))"
    r"|soc(?:ial)?\.?[ ]?sec(?:urity|\b)\.?"
    r"|soc(?:\.|(?=[ ]?[:#]))|social|seg(?:uro|\.)[ ]?soc(?:ial\b|\.)"
)
# A firm's is called a federal one.
_TAX = (
    r"(?<!fed )(?<!fed\. )(?<!federal )(?:t\.?i\.?n\b\.?|tax(?:payer)?(?:['’]?s)?[ ]?(?:i\.?d\b\.?"
    r"|ident(?:ification|ifier|\.)))"
)
_NUMBER = re.compile(
    r"[0-8](?<![\w\-/.,].)(?:\d{8}|(?:[ ]{1,2}\d){8}"
    r"|\d\d(?P<mark>[ ]{1,3}|[ ]?[\-.\u2010-\u2015\u2212/][ ]?)\d\d(?P=mark)\d{4})"
    r"(?![\w\-]|[.,/]\d|[ ]\d)"
)
_NEVER_ISSUED = re.compile(r"000|666|...00|.{5}0000")
# Right before the number; one line may end between them.
_LABEL = re.compile(
    rf"(?i)(?<![^\W_])(?:(?P<tax>{_TAX})|{_SECURITY})"
    r"(?:[ ]?(?:\#|(?:no|num|number|nbr)\b)\.?)?(?:[ ]?\((?:ssn|tin|itin|s)\))?"
    r"(?:[ ]?(?:is|was|es)\b|[ \t]*(?:[:=#|]|\.{2,60}|[\-\u2013\u2014]))?"
    r"[ \t\"'“(*_]{0,24}(?:\n[ \t]{0,24})?\Z"
)
_PARTS = ("ss", "s.", "s s", "soc", "tin", "t.i", "tax")  # one of which each label holds
_REACH = 90
_SURE, _LESS = 0.96, 0.9
_FIELDS = re.compile(r"[\n\t|:]|[ ]{2,}")
_NEAR = 200  # characters between a taxpayer's number and the name
_RECOGNIZER = "LabelledSocialSecurity"


def find(text: str) -> Iterator[Hit]:
    """Yield the social security numbers of a text whose label stands right before them."""
    for match in _NUMBER.finditer(text):
        low = max(0, match.start() - _REACH)
        before = text[low : match.start()].lower()
        if not any(part in before for part in _PARTS):
            continue
        label = _LABEL.search(text, low, match.start())
        if label and not _NEVER_ISSUED.match("".join(filter(str.isdigit, match.group()))):
            score = _LESS if label["tax"] else _SURE
            reasons = (f"label:{score:.2f}", *(["taxpayer:+"] if label["tax"] else []))
            yield Hit("US_SSN", *match.span(), score, _RECOGNIZER, reasons)


def drop_of_firms(text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return claims without taxpayers' numbers that are not next to a person's name, but next to a firm's."""
    if not any(map(_is_taxpayer, hits)):
        return hits
    people = sorted((hit.start, hit.end) for hit in hits if hit.entity == "PERSON")
    return [hit for hit in hits if not _is_taxpayer(hit) or _has_person(text, hit, people)]


def _is_taxpayer(hit: Hit) -> bool:
    return hit.entity == "US_SSN" and "taxpayer:+" in hit.reasons


def _has_person(text: str, hit: Hit, people: Sequence[tuple[int, int]]) -> bool:
    """Return whether the name closest to a number is a person's, and no firm's stands in between."""
    at = bisect_left(people, (hit.start, hit.end))
    line = max(0, hit.start - _NEAR, text.rfind("\n", 0, hit.start) + 1)
    before, after = people[at - 1] if at else None, people[at] if at < len(people) else None
    if before and hit.start - before[1] <= _NEAR and not _has_firm(text[before[1] : hit.start]):
        return True
    if after is None or after[0] - hit.end > _NEAR or _has_firm(text[line : hit.start]):
        return False
    return not _has_firm(text[hit.end : after[0]])


def _has_firm(text: str) -> bool:
    """Return whether one of the fields of some lines is a firm's name."""
    return any(names_firm(part.strip(" .:|,")) for part in _FIELDS.split(text) if part.strip())
