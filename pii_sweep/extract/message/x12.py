"""ASC X12 interchanges (orders 850, invoices 810, ship notices 856, enrolments 834, claims 837 and alike).

Segments and codes after the X12 dictionary as partners publish it (BEG, BIG, NM1, N1 to N4, PER, DMG, REF,
TDS, AMT, BDS, BIN). What no row names is handed on under its segment's tag, so nothing is left unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import REST, Named, Record, element_at, party_fields, segments
from pii_sweep.extract.text.decode import codec, register_lenient, until_broken
from pii_sweep.extract.text.encoded.decimal_bytes import write_uri
from pii_sweep.extract.text.encoded.embedded_file import FILE, embedded
from pii_sweep.types import Blob, Piece, Where

# The header has 16 elements of fixed width; what stands behind its last one ends every segment.
HEADER: Final = re.compile(
    r"ISA([^\w\s])(?:(?:(?!\1)[^\n]){0,80}\1){15}(.)\s?([^\w\s]|\n|\x1c|\x1d|\x85)", re.S
)
PARTIES: Final = {
    "ST": "ship to", "BT": "bill to", "BY": "buyer", "SF": "ship from", "SE": "seller", "VN": "vendor",
    "SU": "supplier", "RI": "merchant", "PR": "payer", "PE": "merchant", "IL": "insured", "QC": "patient",
    "74": "insured", "03": "dependent", "P5": "sponsor company", "IN": "insurer company", "85": "provider",
    "82": "provider", "77": "provider", "DN": "provider", "DK": "provider", "71": "provider",
    "72": "provider", "41": "submitter company", "40": "receiver company", "CN": "consignee", "SH": "shipper",
    "EY": "employee", "36": "employer", "31": "mailing", "GD": "guardian", "E1": "guardian", "S1": "parent",
    "QD": "guardian", "LR": "guardian",
}  # fmt: skip
CONTACTS: Final = {
    "TE": "phone", "HP": "home phone", "WP": "work phone", "CP": "cell phone", "FX": "fax", "BN": "phone",
    "EM": "email", "ED": "account", "UR": "url",
}  # fmt: skip
REFERENCES: Final = {
    "SY": "ssn", "PO": "order number", "OQ": "order number", "CO": "order number", "VN": "order number",
    "IV": "invoice number", "IK": "invoice number", "2I": "tracking number", "CN": "tracking number",
    "BM": "bill of lading", "EA": "medical record", "TJ": "taxpayer", "EI": "employer",
    "0F": "subscriber number", "1L": "group number", "DL": "driver license number", "ACC": "status",
    # What else insurers and programmes know a member by.
    "17": "subscriber id", "1W": "subscriber id", "23": "subscriber id", "ABB": "subscriber id",
    "F6": "subscriber id", "NQ": "subscriber id", "Q4": "subscriber id", "MR": "subscriber id",
    "IG": "insurance policy number", "HJ": "identity card number",
}  # fmt: skip
NUMBERS: Final = {
    "BEG": ((3, "order number"),), "BAK": ((3, "order number"),), "BCH": ((3, "order number"),),
    "PRF": ((1, "order number"),), "BIG": ((2, "invoice number"), (4, "order number")),
    "BSN": ((2, "shipment"),), "B10": ((1, "tracking number"), (2, "shipment")),
    "CLP": ((1, "claim"), (3, "charge claimed"), (4, "amount remitted")), "CLM": ((1, "claim"),),
}  # fmt: skip
# An amount's code says whether it is the order's total; `TDS` and `N2` numbers carry two decimals implied.
AMOUNTS: Final = {
    "TT": "order.grand total",
    "BD": "balance",
    "T": "tax",
    "1": "line",
    "GV": "order.grand total",
}
PLACES: Final = {
    "N1": ((2, "name"), (4, "identifier")),
    "N2": ((1, "name"), (2, "name")),
    "N3": ((1, "street"), (2, "unit")),
    "N4": ((1, "city"), (2, "state"), (3, "zip"), (4, "country")),
    "DMG": ((2, "date of birth"), (3, "gender")),
}
# Documents of patients' information (275): coded, and as they stand.
DOCUMENTS: Final = ("BDS", "BIN")
_CODED: Final = re.compile(r"(?:[A-Za-z0-9+/_-]|\s)+(?:=\s*){0,2}")
OPENING: Final = frozenset({"ST", "INS", "HL", "CLP"})
SILENT: Final = frozenset({"ISA", "GS", "GE", "IEA", "SE", "ST", "HL", "CTT", "LX"})


def read_x12(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each order, member, claim or shipment as fields, and documents; `row` counts the records."""
    head = body.read(512)
    name, mark = codec(head)
    found = HEADER.match(head[mark:].decode(name, register_lenient()).lstrip())
    separator, end = (found.group(1), found.group(3)) if found else ("*", "~")
    broken: list[Unreadable] = []
    record = Record(where, budget)
    owner = ""
    for line, segment in until_broken(segments(body, end, documents=DOCUMENTS), broken):
        parts = segment.split(separator)
        if parts[0] in DOCUMENTS:
            parts, document = _take_document(parts, separator, line, where, budget)
            if document is not None:
                yield document
        if parts[0] in OPENING:
            yield from record.close()
            owner = ""
        if parts[0] in ("N1", "NM1"):
            owner = PARTIES.get(element_at(parts, 1), "party")
        yield from record.add(_name_elements(parts, owner), line)
    yield from record.close()
    if broken:
        raise broken[0]


def _take_document(
    parts: list[str], separator: str, line: int, where: Where, budget: Budget
) -> tuple[list[str], Blob | None]:
    """Return a segment without its document, and the document; what cannot be read of it is a gap.

    BDS holds the code of a filter (`B64`, `ASC`), a length and data; BIN a length and data.
    """
    coded = parts[0] == "BDS"
    begin = 3 if coded else 2
    data = separator.join(parts[begin:]).strip()
    name = f"{parts[0]}-{line}.bin"
    document = embedded(data, name, where)
    if document is None and data and element_at(parts, 1) == "B64":
        document = embedded(write_uri(b"") + data, name, where) if _CODED.fullmatch(data) else None
    elif document is None and data.startswith("<"):
        document = embedded(write_uri(data.encode()), name, where)
    if document is not None:
        return [*parts[:begin], FILE], document
    if coded and data and element_at(parts, 1) != "ASC" or data.startswith("%PDF"):
        budget.leave_unread()
    return parts, None


def _name_elements(parts: list[str], owner: str) -> list[Named]:
    """Return what a segment says, element by element, in words."""
    tag = parts[0]
    if tag in SILENT:
        return []
    if tag in PLACES or tag in ("NM1", "PER"):
        return _person(parts, owner)
    if tag == "REF" and element_at(parts, 1) in REFERENCES:
        return party_fields(owner, [(REFERENCES[element_at(parts, 1)], element_at(parts, 2))])
    if tag == "TDS":
        return [("order.grand total", _insert_point(element_at(parts, 1)))]
    if tag == "AMT" and element_at(parts, 1) in AMOUNTS:
        return [(AMOUNTS[element_at(parts, 1)], element_at(parts, 2))]
    if tag in NUMBERS:
        return party_fields("", [(name, element_at(parts, place)) for place, name in NUMBERS[tag]])
    if tag == "HI":
        codes = [part.split(":") for part in parts[1:] if part]
        return [("diagnosis", code[1]) for code in codes if len(code) > 1]
    return [(tag, REST.join(part.strip() for part in parts[1:] if part.strip()))]


def _person(parts: list[str], owner: str) -> list[Named]:
    tag = parts[0]
    if tag == "NM1":
        number = {"34": "ssn", "MI": "member number", "XX": "npi"}.get(element_at(parts, 8), "identifier")
        names = [
            ("last name", element_at(parts, 3)),
            ("first name", element_at(parts, 4)),
            ("middle name", element_at(parts, 5)),
        ]
        if element_at(parts, 2) == "2" or not element_at(parts, 4):
            names = [("organization" if element_at(parts, 2) == "2" else "name", element_at(parts, 3))]
        return party_fields(owner, [*names, (number, element_at(parts, 9))])
    if tag == "PER":
        coded = [
            (CONTACTS.get(element_at(parts, place), "other"), element_at(parts, place + 1))
            for place in (3, 5, 7)
        ]
        return party_fields("contact", [("name", element_at(parts, 2)), *coded])
    return party_fields(owner, [(name, element_at(parts, place)) for place, name in PLACES[tag]])


def _insert_point(digits: str) -> str:
    """Return a number whose last two digits are decimals as it is written: `29562` as `295.62`."""
    return f"{digits[:-2] or '0'}.{digits[-2:]}" if digits.isdecimal() and len(digits) > 1 else digits
