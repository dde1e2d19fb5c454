"""Signs that a text is about one person's health, and signs of a text about medicine at large."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate
from pii_sweep.types import Where

_WORDS = lexicon.table("health_signs")
# A label before the name or number of the one whose record it is.
_PATIENT = gate.gated(
    rf"(?i)\b(?:{'|'.join(_WORDS['patients'])})[ ]?[:#|][ \t]*(?=[^\W_])"
    r"|(?-i:\bPATIENT['’]?S?[ ](?:NAME|BIRTH|ADDRESS|INFORMATION)|\bINSURED['’]S[ ](?:NAME|I\.?D))"
    r"|\bpatient['’]s[ ](?:full[ ])?name\b[^\n]{0,60}\n|\bNM1\*(?:IL|QC)\*"
    r"|(?:patient(?:role)?|subject|beneficiary)\.[\w.@ ]{1,60}:"
)
_NUMBER = gate.gated(
    rf"(?i)\b(?:{'|'.join(_WORDS['numbered'])})(?![a-z])[^\n:#_]{{0,12}}[:#]?[ ]{{0,3}}[A-Z]{{0,4}}[\-]?\d"
    r"|(?:patient|subject|individual)(?:\.reference)?\"?[:][ ]?\"?(?:urn:uuid:|patient/)"
)
_BLANK = gate.gated(
    r"_{4,}|\.{8,}|\[[ ]{1,3}\]|<(?:name|patient|diagnosis|date|list|dob)\w*>|\[(?:name|patient|date"
    r"|diagnosis)[\w ]*\]|☐|\bblank\b|(?i:\btemplate\b)"
)
_SHORTHAND = gate.gated(
    r"(?<![\w/])(?:c/o|s/p|h/o|w/o|y/o|yo[ ][MF]|f/u|r/o|NKDA|NKA|PMH|PSH|HPI|ROS|PRN|BID|TID|QID|POD|Hx"
    r"|Rx|Dx|Tx|Sx|Pt|pt|vitals|VS|WNL|NAD|SOB|A/P|A&P|HEENT|CTA|SpO2|BP|HR|RR)(?![\w/])"
)
# Ticked boxes: a form that was filled in.
_TICKED = gate.gated(r"\[[ ]?[xX✓✔][ ]?\]|[☑☒]")
_CLINICAL = rf"(?:{'|'.join(_WORDS['clinical'])})"


def _sign(words: Sequence[str] = (), patterns: Sequence[str] = ()) -> gate.Gated:
    """Compile a sign of `health_signs.toml`."""
    every = [rf"\b(?:{'|'.join(words)})\b", *patterns] if words else patterns
    return gate.gated("(?i)" + "|".join(every).replace("{clinical}", _CLINICAL))


_SIGNS = {
    "ticked": _TICKED,
    "blank": _BLANK,
    "shorthand": _SHORTHAND,
    "patient_label": _PATIENT,
    "record_number": _NUMBER,
    **{name: _sign(**sign) for name, sign in _WORDS["signs"].items()},
}
# What is said of a person just behind the name.
_OF_PERSON = re.compile(
    rf"(?i)(?:[ ]?\([^)\n]{{1,30}}\))?,?[ ](?:who[ ]|also[ ]|currently[ ]|still[ ])?(?:{_CLINICAL}"
    rf"|has[ ](?:an?[ ])?(?:\w+[ ])?(?:allerg\w+|asthma|diabetes"
    r"|condition|fever|surgery|appointment)|is[ ](?:allergic|pregnant|diabetic|unfit|sick|ill|recovering)"
    r"|relapsed|refused|leidet|wurde|souffre|présente|padece|acude|presenta)\b"
)
_PERSONAL = frozenset(
    {"person_verb", "patient_label", "record_number", "third_person", "first_person", "second_person"}
)
_MANY = 4
_TRADERS = ("sender", "merchant")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Counts of the signs in a text, none over `_MANY`, and where its people stand."""

    signs: Mapping[str, float]
    people: tuple[int, ...] = ()

    def personal(self) -> bool:
        """Return whether anything in the text indicates a person."""
        if self.people or not self.signs:
            return bool(self.people)
        return "born" in self.signs or any(self.signs.get(name) for name in _PERSONAL)


NO_SIGNS = Anchor({})
# Of a text that is read without the rest of its object.
ALONE = Anchor({"alone": 1.0})


def read(text: str, hits: Sequence[Hit]) -> Anchor:
    """Return the signs of a text; `hits` are its other claims."""
    plain = people(text, hits)
    signs = {name: float(count) for name, sign in _SIGNS.items() if (count := _count(sign, text))}
    return Anchor({**signs, **plain.signs}, plain.people)


def people(text: str, hits: Sequence[Hit]) -> Anchor:
    """Return who is named in a text, what is said just behind the names, and whether somebody's birth is."""
    persons = [hit for hit in hits if hit.entity == "PERSON"]
    named = [hit for hit in persons if hit.role not in _TRADERS]
    signs = {"born": 1.0} if any([hit.entity == "DATE_OF_BIRTH" for hit in hits]) else {}
    if len(named) < len(persons):
        signs["sender"] = 1.0
    if verbs := sum(_OF_PERSON.match(text, hit.end) is not None for hit in named):
        signs["person_verb"] = float(min(_MANY, verbs))
    return Anchor(signs, tuple(hit.start for hit in named))


def join_anchors(anchors: Iterable[Anchor]) -> Anchor:
    """Return the personal signs of several texts of one object, such as the pages of a letter."""
    signs: dict[str, float] = {}
    people: list[int] = []
    for one in anchors:
        people += one.people[: _MANY - len(people)]
        for name, count in one.signs.items():
            signs[name] = min(_MANY, signs.get(name, 0.0) + count)
    return Anchor(signs, tuple(people))


def add(known: dict[Where, Anchor], where: Where, own: Anchor) -> None:
    """Add the signs of a text to those of its object; only the last objects stay in `known`."""
    if own.personal():
        known[of_object(where)] = join_anchors((known.pop(of_object(where), NO_SIGNS), own))
        while len(known) > _OBJECTS:
            del known[next(iter(known))]


def of_path(where: Where) -> Anchor:
    """Return what the place of a table says: a clinical document has a patient (HL7 CDA R2, recordTarget)."""
    return _PATIENT_RECORD if (where.json_path or "").startswith("/ClinicalDocument") else NO_SIGNS


_PATIENT_RECORD = Anchor({"patient_label": 1.0})


def of_object(where: Where) -> Where:
    """Return the object, or the member of an archive, that a place lies in."""
    narrower = (
        where.page, where.box, where.line, where.row, where.column, where.column_name, where.json_path,
    )  # fmt: skip
    return where if narrower == _ALL_OF_IT else Where(where.ref, where.inside)


# Of a place that is a whole object: no page, box, line, row, column or path.
_ALL_OF_IT = (None,) * 7
_OBJECTS = 64


def _count(sign: gate.Gated, text: str) -> int:
    count = 0
    for count, _ in enumerate(sign.finditer(text), 1):  # noqa: B007
        if count == _MANY:
            break
    return count
