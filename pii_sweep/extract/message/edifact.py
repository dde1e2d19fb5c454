"""UN/EDIFACT interchanges (ORDERS, INVOIC, DESADV, IFTMIN, PAXLST and alike), after the directory D.96A, and
IATA's PNRGOV.

Parties (NAD), contacts (CTA, COM), passengers and persons (PNA), amounts (MOA), references (RFF, BGM),
dates of birth (DTM), travel documents (DOC) and free text (FTX) are read by what they hold; other segments
under their tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import REST, Named, Record, element_at, party_fields, segments
from pii_sweep.extract.message.special_service import name_request
from pii_sweep.extract.text.decode import codec, register_lenient, until_broken
from pii_sweep.types import Piece, Where

# `UNA` says the marks: component, element, decimal, release, space, end; without it these hold.
HEADER: Final = re.compile(r"UNA(.)(.).(.).(.)\s{0,2}UN[BGH]\2|UNB\+(?:UNO[A-Z]|IAT[AB]):\d", re.S)
PARTIES: Final = {
    "BY": "buyer", "DP": "delivery", "IV": "invoice", "CN": "consignee", "UC": "recipient", "ST": "ship to",
    "SU": "supplier", "SE": "seller", "CZ": "shipper", "SF": "ship from", "FL": "passenger",
    "PAT": "patient", "PE": "merchant", "PR": "payer", "MS": "sender", "EMP": "employee", "FM": "crew",
    "UD": "customer", "Z04": "customer", "Z09": "customer",
}  # fmt: skip
CONTACTS: Final = {"TE": "phone", "EM": "email", "FX": "fax", "MO": "mobile phone", "AL": "cell phone"}
REFERENCES: Final = {
    "ON": "order number", "CO": "order number", "VN": "order number", "IV": "invoice number",
    "CU": "tracking number", "CRN": "tracking number", "AAS": "tracking number", "AHP": "taxpayer",
    "AVF": "booking number", "ABT": "customs", "DQ": "delivery note", "HOS": "medical record number",
}  # fmt: skip
# What passengers travel with (code list 1001, as PAXLST uses it).
DOCUMENTS: Final = {
    "P": "passport number", "I": "identity card number", "A": "identity card number",
    "C": "identity card number", "F": "residence permit number", "39": "passport number",
    "36": "identity card number",
}  # fmt: skip
# The documents that BGM numbers, by their kind (code list 1001): those of reports and ships are no orders.
NUMBERS: Final = {
    **dict.fromkeys(("105", "220", "221", "224", "226", "227", "228", "230", "231"), "order number"),
    **dict.fromkeys(("325", "380", "381", "383", "384", "386", "389"), "invoice number"),
}
TOTALS: Final = frozenset({"9", "39", "77", "86", "128", "388"})
PERSONS: Final = frozenset({"FL", "FM", "DDT", "DDU"})
# A name whose components are its family name and its given name (code list 3045).
STRUCTURED: Final = "Z01"
# Physicians and patients, as the United Kingdom's laboratories name them: `SHAH:DR N K`.
_TITLE: Final = re.compile(r"(?i)(?:dr|mrs?|miss|ms|mx|prof|rev|sir|dame)\b")
_HOUSE: Final = re.compile(r"\d{1,5} ?[a-zA-Z]?")
# What a component of a name is (code list 3405, and MedCom's of Denmark).
USED: Final = (
    ("last name", ("1", "SU", "FAM")), ("first name", ("2", "FO", "GIV")), ("middle name", ("3", "ME", "MI")),
)  # fmt: skip
# Lists of people's numbers, by the code of the list that a number is of (1131).
NUMBERED: Final = {
    "CPR": "cpr number", "BSN": "bsn", "SOF": "bsn", "NHS": "nhs number", "OPI": "nhs number", "NIP": "pesel",
    "PNR": "personnummer", "FNR": "fodselsnummer", "HET": "henkilotunnus", "AHV": "ahv number", "NIR": "nir",
    "SSN": "ssn", "SS": "ssn", "INS": "member number", "INSZ": "rijksregister nr", "NISS": "rijksregister nr",
    "KVNR": "versichertennummer", "MRN": "patient mrn", "PAS": "passport number",
}  # fmt: skip
SILENT: Final = frozenset({"UNA", "UNB", "UNG", "UNH", "UNT", "UNE", "UNZ", "UNS", "CNT"})


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters that part components and elements, that release, and that end a segment."""

    component: str = ":"
    element: str = "+"
    release: str = "?"
    end: str = "'"

    def split(self, text: str, mark: str) -> list[str]:
        """Return the pieces of a text between marks that are not released."""
        return re.split(rf"(?<!{re.escape(self.release)}){re.escape(mark)}", text)

    def plain(self, text: str) -> str:
        """Return a text without the characters that release another."""
        return re.sub(rf"{re.escape(self.release)}(.)", r"\1", text)


def read_edifact(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each message, or each of its passengers, as fields with the line of each segment."""
    head = body.read(64)
    name, mark = codec(head)
    found = HEADER.match(head[mark:].decode(name, register_lenient()).lstrip())
    marks = Marks(*found.groups()) if found and found.group(1) else Marks()
    broken: list[Unreadable] = []
    record = Record(where, budget)
    owner = ""
    for line, segment in until_broken(segments(body, marks.end, marks.release), broken):
        parts = marks.split(segment, marks.element)
        code = element_at(parts, 1)
        if parts[0] in ("UNH", "TIF") or (parts[0] == "NAD" and code in PERSONS):
            yield from record.close()
        if parts[0] in ("NAD", "PNA"):
            owner = PARTIES.get(code, "passenger" if code in PERSONS else "party")
        yield from record.add(_name_elements(parts, owner, marks), line)
    yield from record.close()
    if broken:
        raise broken[0]


def _name_elements(parts: list[str], owner: str, marks: Marks) -> list[Named]:
    """Return what a segment says in words."""
    tag = parts[0].partition(marks.component)[0]
    if tag in SILENT:
        return []
    elements = [[marks.plain(part) for part in marks.split(whole, marks.component)] for whole in parts]
    first = element_at(elements[1], 0) if len(elements) > 1 else ""
    if tag in ("NAD", "PNA"):
        return _party(elements, first, owner)
    if tag == "TIF" and len(elements) > 2:  # a passenger of PNRGOV: the family name, given names
        return party_fields("passenger", [("last name", first), ("first name", element_at(elements[2], 0))])
    if tag == "SSR" and len(elements) > 1 and (named := name_request(elements[1])):
        return [*named, *(("", " ".join(filter(None, more))) for more in elements[2:])]
    if tag == "ADD" and len(elements) > 2:
        known = zip(("street", "city", "state", "", "country", "zip", "phone"), elements[2][1:], strict=False)
        return party_fields("contact", [(name or "region", text) for name, text in known])
    if tag == "CTA" and len(elements) > 2:
        return party_fields("contact", [("name", element_at(elements[2], 1) or element_at(elements[2], 0))])
    if tag == "COM" and len(elements) > 1:
        return party_fields("contact", [(CONTACTS.get(element_at(elements[1], 1), "other"), first)])
    if tag == "MOA" and len(elements) > 1:
        return [("order.grand total" if first in TOTALS else "amount", element_at(elements[1], 1))]
    if tag == "RFF" and first in REFERENCES:
        return [(REFERENCES[first], element_at(elements[1], 1))]
    if tag == "BGM" and len(elements) > 2 and first in NUMBERS:
        return [(NUMBERS[first], element_at(elements[2], 0))]
    if tag == "ADR" and len(elements) > 2:  # C090: how the lines are parted, then the lines
        lines = [("street" if at == 0 else "unit", line) for at, line in enumerate(elements[2][1:])]
        held = [element_at(part, 0) for part in elements[3:6]]
        region = ""
        if len(held) > 2 and any(map(str.isdecimal, held[2])) and not any(map(str.isdecimal, held[1])):
            region, held[1:] = held[1], [held[2], ""]  # the code where others have the country
        rest = zip(("city", "zip", "country"), held, strict=False)
        more = [("region", region)]
        more += [("region", part) for element in elements[6:] for part in element]
        return party_fields(owner, [*lines, *rest, *more])
    if tag == "DTM" and first in ("329", "363"):
        return party_fields(owner, [("date of birth", _date(element_at(elements[1], 1)))])
    if tag == "DOC" and len(elements) > 2 and first in DOCUMENTS:
        return party_fields(owner, [(DOCUMENTS[first], element_at(elements[2], 0))])
    return [(tag, REST.join(part for element in elements[1:] for part in element if part.strip()))]


def _date(text: str) -> str:
    """Return a date of birth with its century (format 101, `840205`): the last one that has begun."""
    if not (len(text) == 6 and text.isdecimal()):
        return text
    century = 20 if int(text[:2]) <= date.today().year % 100 else 19
    return f"{century}{text[:2]}-{text[2:4]}-{text[4:]}"


def _party(elements: list[list[str]], code: str, owner: str) -> list[Named]:
    """Return a party's name and address: C080 the name, C059 the street, then city, region and code."""
    parts = [*elements, *[[""]] * 10]
    if parts[0][0] == "PNA":
        names = {element_at(name, 0): element_at(name, 1) for name in elements[5:] if len(name) > 1}
        known = [
            (part, next((names.pop(code) for code in codes if code in names), "")) for part, codes in USED
        ]
        others = [("name", name) for name in names.values()]
        return party_fields(owner, [*_identify(parts[2]), *known, *others])
    name: list[Named] = [("name", " ".join(filter(None, parts[4][:2])))]
    titled = len(parts[4]) > 1 and _TITLE.match(parts[4][1])
    if code in PERSONS or titled or element_at(parts[4], 5) == STRUCTURED:
        name = [("last name", element_at(parts[4], 0)), ("first name", element_at(parts[4], 1))]
    whole = [("street", line) for line in parts[3] if line.strip()]
    lines = [line.strip() for line in parts[5]]
    if len(lines) > 2 and _HOUSE.fullmatch(lines[2]) and not lines[1]:  # Germany's energy market
        lines = [f"{lines[0]} {lines[2]}"]
    streets = list(zip(("street", "unit", "unit"), lines, strict=False))
    rest = list(
        zip(("city", "state", "zip", "country"), (element_at(part, 0) for part in parts[6:10]), strict=True)
    )
    return party_fields(owner, [*_identify(parts[2]), *name, *whole, *streets, *rest])


def _identify(element: list[str]) -> Iterator[Named]:
    """Yield a person's number (C082) under the name of the list or the agency that it is of: `cpr number`."""
    if code := next((code for code in element[1:4] if code.strip() in NUMBERED), ""):
        yield NUMBERED[code.strip()], element_at(element, 0)
