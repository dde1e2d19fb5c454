"""Health of a named person, and people under sixteen; conservative: each needs somebody it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pii_sweep.detect.identifiers import age
from pii_sweep.detect.text import gate
from pii_sweep.detect.text.candidate import Hit

_STRONG = gate.gated(
    r"(?i)\b(?:diagnos(?:is|es|ed with)|primary dx|dx)\b[ :\-]{0,3}(?:of )?(?P<what>[^\n.;]{3,60})"
    r"|\bICD-?(?:9|10)(?:-CM)?(?: code)?s?[ :#]{0,3}(?P<code>[A-TV-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4})?)"
    r"|\b(?:prescri(?:bed|ption)(?: for)?|rx)[ :]{1,3}(?P<drug>[^\n.;]{3,60}?\d{1,4} ?(?:mg|mcg|ml|units)\b)"
    r"|\ballerg(?:ies|ic to)[ :]{1,3}(?P<allergy>[^\n.;]{3,50})"
    r"|\b(?:test(?:ed)? (?:result)?[ :]{0,2}(?:is )?positive for|treated for|suffers from"
    r"|medical history[ :]{1,3}(?:of )?)(?: )?(?P<ill>[^\n.;]{3,60})"
)
_PATIENT = re.compile(r"(?i)\b(?:patient|diagnos|physician|clinic|hospital|medical record|mrn|dr\.)")
_CHILD = gate.gated(
    r"(?i)\b(?P<age>\d{1,2})[- ]years?[- ]old\b(?: (?:boy|girl|child|son|daughter|student|minor))?|\b(?:age"
    r"|aged)[ :]{1,3}(?P<age2>\d{1,2})\b(?!\s*(?:\+|-|to|and over|or older))"
)


def find(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield health facts and minors of a text in which somebody is named; `hits` are its other claims."""
    people = [hit for hit in hits if hit.entity == "PERSON" and hit.role not in ("sender", "merchant")]
    if people:
        yield from _facts(text, people)
    for hit in hits:
        if hit.entity == "DATE_OF_BIRTH":
            years = age.age(text[hit.start : hit.end], date.today())
            if years is not None and years < age.ADULT:
                yield Hit("MINOR", hit.start, hit.end, hit.score - 0.05, "Minor", ("date_of_birth:+",))
    for match in _CHILD.finditer(text) if people else ():
        group = "age" if match.group("age") else "age2"
        near = any(abs(hit.start - match.start()) < 120 for hit in people)
        if near and 0 < int(match.group(group)) < age.ADULT:
            yield Hit("MINOR", *match.span(), 0.7, "Minor", ("age:+0.70",))


def _facts(text: str, people: Sequence[Hit]) -> Iterator[Hit]:
    for match in _STRONG.finditer(text):
        group = next(name for name, value in match.groupdict().items() if value)
        score = 0.9 if group == "code" else 0.75
        if not _PATIENT.search(text):
            score -= 0.2
        if any(abs(hit.start - match.start()) < 400 for hit in people):
            yield Hit("HEALTH", *match.span(group), score, "Health", (f"{group}:{score:.2f}",))
