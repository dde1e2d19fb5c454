"""HL7 version 2 messages: patients, next of kin, guarantors, insured people and physicians by their fields.

Fields after HL7 v2.5.1, chapter 3 (PID, NK1, PV1) and chapter 6 (GT1, IN1, IN2, DG1, PR1), 4 (RXO, RXE, RXD,
RXA), 7 (OBX), 9 (TXA), 10 (SCH, AIP), 11 (PRD) and 12 (PRB); XPN and XCN are
names, XAD is an address, XTN a telephone, CX an identifier. Repetitions are read one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import REST, Named, Record, element_at, party_fields
from pii_sweep.extract.records import identifier_type
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.extract.text.encoded.embedded_file import FILE, embedded
from pii_sweep.types import Blob, Piece, Where

HEADER: Final = re.compile(
    r"\x0b?(?:(?:MSH|FHS|BHS)([^\w\s])([^\w\s])([^\w\s])([^\w\s])([^\w\s])?\1|H\|\\\^&\|)"
)
# What the fields of a segment hold: the party, and each field's type or plain name; a field about somebody
# else names that party before a colon.
FIELDS: Final[dict[str, tuple[str, dict[int, str]]]] = {
    "PID": ("patient", {3: "CX", 5: "XPN", 6: "mother:XPN", 7: "date of birth", 9: "XPN", 11: "XAD",
                        13: "XTN", 14: "XTN", 19: "ssn", 20: "DLN"}),
    "NK1": ("next of kin", {2: "XPN", 4: "XAD", 5: "XTN", 6: "XTN", 16: "date of birth", 30: "XPN",
                            31: "XTN", 32: "XAD", 37: "ssn"}),
    "GT1": ("guarantor", {3: "XPN", 4: "XPN", 5: "XAD", 6: "XTN", 7: "XTN", 8: "date of birth", 12: "ssn"}),
    "IN1": ("insured", {16: "XPN", 18: "date of birth", 19: "XAD", 36: "policy number", 49: "CX"}),
    "IN2": ("insured", {2: "ssn", 63: "XTN", 64: "XTN"}),
    "PV1": ("provider", {7: "XCN", 8: "XCN", 9: "XCN", 17: "XCN"}),
    "EVN": ("staff", {5: "XCN"}),
    "PD1": ("provider", {4: "XCN"}),
    "ORC": ("provider", {10: "XCN", 11: "XCN", 12: "XCN"}),
    "OBR": ("provider", {10: "XCN", 16: "XCN", 28: "XCN"}),
    "ROL": ("provider", {4: "XCN", 11: "XAD", 12: "XTN"}),
    "SCH": ("provider", {12: "XCN", 13: "XTN", 14: "XAD", 16: "XCN", 17: "XTN", 18: "XAD", 20: "XCN"}),
    "AIP": ("provider", {3: "XCN"}),
    "TXA": ("provider", {5: "XCN", 9: "XCN", 10: "XCN", 11: "XCN"}),
    "PRD": ("provider", {2: "XPN", 3: "XAD", 5: "XTN"}),
    "MRG": ("patient", {1: "CX", 7: "XPN"}),
    "STF": ("staff", {3: "XPN", 6: "date of birth", 10: "XTN", 11: "XAD"}),
    "DG1": ("patient", {3: "diagnosis", 4: "diagnosis", 16: "provider:XCN"}),
    "AL1": ("patient", {3: "allergy", 5: "allergy"}),
    "OBX": ("patient", {3: "observation", 5: "result", 16: "provider:XCN", 25: "provider:XCN"}),
    "PR1": ("patient", {3: "procedure", 4: "procedure", 8: "provider:XCN", 11: "provider:XCN",
                        12: "provider:XCN"}),
    "PRB": ("patient", {3: "problem"}),
    "RXO": ("patient", {1: "medication", 14: "provider:XCN", 15: "provider:XCN"}),
    "RXE": ("patient", {2: "medication", 13: "provider:XCN", 14: "provider:XCN"}),
    "RXD": ("patient", {2: "medication", 10: "provider:XCN"}),
    "RXA": ("patient", {5: "vaccine", 10: "provider:XCN"}),
    "IAM": ("patient", {3: "allergy", 5: "reaction"}),
    "FT1": ("charge", {19: "diagnosis", 20: "provider:XCN", 21: "provider:XCN"}),
    # ASTM E1394, as instruments of laboratories send it.
    "P": ("patient", {2: "CX", 3: "CX", 5: "XPN", 7: "date of birth", 10: "XAD", 12: "XTN", 13: "XPN",
                      18: "diagnosis"}),
}  # fmt: skip
SILENT: Final = frozenset({"MSH", "H", "FHS", "BHS", "FTS", "BTS", "MSA"})
# Some systems write one empty field too many before the number of an insured person's policy.
_POLICY: Final = 36
_RESULT: Final = 5
_NUMBER: Final = re.compile(r"[A-Z]{1,4}\d{6,12}|\d{8,12}[A-Z]{0,2}")
_ESCAPES: Final = {"F": "|", "S": "^", "T": "&", "R": "~", "E": "\\"}


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters that part fields, components, repetitions and subcomponents, and that escape."""

    field: str = "|"
    component: str = "^"
    repeat: str = "~"
    escape: str = "\\"
    inner: str = "&"

    def plain(self, text: str) -> str:
        """Return a text with its escapes undone (HL7 v2.5.1, section 2.7)."""
        if self.escape not in text:
            return text
        mark = re.escape(self.escape)
        return re.sub(rf"{mark}([^{mark}]{{0,80}}){mark}", lambda found: _ESCAPES.get(found[1], " "), text)


# The marks of ASTM E1394: a backslash repeats, an ampersand escapes.
INSTRUMENT: Final = Marks("|", "^", "\\", "&", "\0")


def read_hl7(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each message as fields with the lines of segments, and documents; `row` counts the messages."""
    broken: list[Unreadable] = []
    record = Record(where, budget)
    marks = Marks()
    for number, line in enumerate(until_broken(lines(body), broken), 1):
        segment = line.strip("\r\n\x0b\x1c \ufeff")
        if found := HEADER.match(segment):
            yield from record.close()
            marks = Marks(*found.groups(default="&")) if found[1] else INSTRUMENT
        if segment:
            segment, document = _take_document(segment, marks, number, where)
            yield from record.add(_name_fields(segment, marks), number)
            if document is not None:
                yield document
    yield from record.close()
    if broken:
        raise broken[0]


def _take_document(segment: str, marks: Marks, number: int, where: Where) -> tuple[str, Blob | None]:
    """Return a segment with the data of its result alone, and its document (HL7 v2.5.1, ED, 2.A.24)."""
    parts = segment.split(marks.field)
    if parts[0] != "OBX" or parts[2:3] != ["ED"] or len(parts) <= _RESULT:
        return segment, None
    data = parts[_RESULT].split(marks.component)[-1]
    document = embedded(data, f"OBX-{number}.bin", where)
    parts[_RESULT] = FILE if document else data
    return marks.field.join(parts), document


def _name_fields(segment: str, marks: Marks) -> list[Named]:
    parts = segment.split(marks.field)
    tag = parts[0]
    if tag in SILENT:
        return []
    owner, kinds = FIELDS.get(tag, ("", {}))
    named: list[Named] = []
    rest: list[str] = []
    for place, whole in enumerate(parts[1:], 1):
        for number, value in enumerate(whole.split(marks.repeat) if place in kinds else (), 1):
            party, _, kind = kinds[place].rpartition(":")
            if kind == "XCN":  # each of several professionals is a party of its own
                party = f"{party or owner}.{tag} {place} {number}"
            named += _name_components(party or owner, kind, value.split(marks.component), marks)
        if tag == "IN1" and place == _POLICY + 1 and not parts[_POLICY] and _NUMBER.fullmatch(whole):
            named += party_fields(owner, [(kinds[_POLICY], whole)])
        elif place not in kinds and whole.strip('" '):
            rest.append(marks.plain(re.sub(rf"[{re.escape(marks.component + marks.repeat)}]+", " ", whole)))
    return [*named, (tag, REST.join(rest))]


def _begins_with_name(value: list[str]) -> bool:
    """Indicate whether a professional without a number is written like a patient, the family name first."""
    return value[0].istitle() and value[0].isalpha() and not any(value[2:4]) and any(value[1:2])


def _name_components(owner: str, kind: str, value: list[str], marks: Marks) -> list[Named]:
    """Return a field's components in words, after its type."""
    value = [marks.plain(part.split(marks.inner)[0]).strip('" ') for part in value]
    if kind in ("XPN", "XCN"):
        first = 1 if kind == "XCN" and not _begins_with_name(value) else 0
        account = element_at(value, 0) if first else ""
        named = [("user name", account)] if account and not account[0].isdecimal() else []
        family, given, middle = (element_at(value, first + place) for place in range(3))
        if not (family and given):
            return party_fields(owner, [*named, ("name", family or given)])
        name = [("last name", family), ("first name", given), ("middle name", middle)]
        return party_fields(owner, [*named, *name])
    if kind == "XAD":
        names = ("street", "unit", "city", "state", "zip", "country")
        return party_fields(owner, list(zip(names, value, strict=False)))
    if kind == "XTN":
        number = element_at(value, 0) or " ".join(filter(None, (element_at(value, 5), element_at(value, 6))))
        return party_fields(owner, [("phone", number), ("email", element_at(value, 3))])
    if kind == "CX":
        kind_of_number = identifier_type.find_word(element_at(value, 4)) or "identifier"
        return party_fields(owner, [(kind_of_number, element_at(value, 0))])
    if kind == "DLN":
        parts = ("driver license number", "issuing state", "expires")
        return party_fields(owner, list(zip(parts, value, strict=False)))
    return party_fields(owner, [(kind, " ".join(part for part in value[:2] if part))])
