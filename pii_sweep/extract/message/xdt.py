"""Records of German practices in xDT: of devices (GDT), laboratories (LDT), accounts (KVDT) and moves (BDT).

A line holds its own length in three digits, a field code in four, and a value; code 8000 begins a record.
Codes after KBV's data sets "KVDT" and "LDT" and QMS's "GDT" 2.1 and 3.5. A record with the patient's number
of the one before goes on about that patient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import Named, Record
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

# The first line begins a record, and the second is a field as well.
HEADER: Final = re.compile(r"01[23]8000\w{4} *\r?\n\d{7}[^\n]*(?:\n|$)")
_LINE: Final = re.compile(r"(\d{3})(\d{4})(.*)", re.S)
BEGIN: Final = "8000"
PATIENT: Final = "3000"
# What a record says of itself: its length, the version and code page, the devices.
SILENT: Final = frozenset({"8001", "8002", "8003", "8100", "8202", "8315", "8316", "9206", "9212", "9218"})
PHYSICIAN: Final = "physician"
WORDS: Final = {
    "3000": "medical record number", "3101": "last name", "3102": "first name", "3103": "date of birth",
    "3105": "health insurance number", "3119": "health insurance number", "3106": "city", "3107": "street",
    "3109": "house number", "3110": "gender", "3112": "zip", "3113": "city", "3114": "country",
    "3121": "zip", "3122": "city", "3201": "insured.last name", "3202": "insured.first name",
    "3203": "insured.date of birth", "3205": "insured.street", "3618": "mobile phone", "3619": "email",
    "3626": "phone", "3628": "language", "7330": "phone", "7331": "mobile phone", "7333": "fax",
    "7335": "email",
    "3650": "diagnosis", "3651": "diagnosis", "3652": "medication", "3654": "risk factor", "3656": "allergy",
    "3658": "accident", "3660": "operation", "3662": "medical history", "3673": "diagnosis",
    "6000": "diagnosis", "6001": "diagnosis", "6006": "diagnosis", "6205": "diagnosis", "6210": "medication",
    "6220": "finding", "6221": "finding", "6222": "laboratory result", "6225": "finding", "6227": "comment",
    "6228": "result", "6230": "blood pressure", "6240": "symptom", "6260": "therapy", "6265": "therapy",
    "6280": "referral", "6285": "sick leave", "6286": "reason of sick leave", "6290": "hospital admission",
    "8411": "test", "8420": "result", "8470": "comment", "8480": "result",
    "0203": f"{PHYSICIAN}.practice", "0205": f"{PHYSICIAN}.street", "0206": f"{PHYSICIAN}.city",
    "0208": f"{PHYSICIAN}.phone", "0209": f"{PHYSICIAN}.fax", "0211": f"{PHYSICIAN}.name",
    "0215": f"{PHYSICIAN}.zip", "0216": f"{PHYSICIAN}.city", "0218": f"{PHYSICIAN}.email",
}  # fmt: skip


def read_xdt(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each patient's fields with the line of each; `row` counts the patients."""
    broken: list[Unreadable] = []
    record = Record(where, budget)
    patient, begins = "", False
    for number, line in enumerate(until_broken(lines(body), broken), 1):
        code, value = _code_and_value(line.strip("\r\n\x1a"))
        if code in SILENT or code == BEGIN:
            begins |= code == BEGIN
            continue
        if begins and code == PATIENT and value == patient:
            begins = False
            continue
        if begins:
            yield from record.close()
            patient, begins = "", False
        patient = value if code == PATIENT else patient
        yield from record.add([_name_field(code, value)], number)
    yield from record.close()
    if broken:
        raise broken[0]


def _code_and_value(line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    return (found[2], found[3]) if found else ("", line)


def _name_field(code: str, value: str) -> Named:
    name = WORDS.get(code, code)
    if name.endswith("birth") and len(value) == 8 and value.isdecimal():
        value = f"{value[:2]}.{value[2:4]}.{value[4:]}"
    return name, value
