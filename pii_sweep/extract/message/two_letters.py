"""Messages whose fields begin with two letters: libraries' SIP2 and pharmacies' NCPDP.

Codes after 3M's "Standard Interchange Protocol" 2.00 and NCPDP's Telecommunication Standard D.0. A patron,
and a claim, is a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import Named, Record
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

# A fixed part, then the institution, the patron; or a claim's header before its first segment.
SIP2: Final = re.compile(
    r"(?:\S[^\n|]{0,40} )?(?:64|24|98|10|12|18|26|36|38)[\d YN]{10,60}A[A-Z][^|\n]*\|A[A-Z]"
)
# Claims and answers of a batch have a number before their header, and the sender's record before them all.
NCPDP: Final = re.compile(
    r"(?:\x02?00[A-Z][^\x02\x1c\r\n]{20,120}\x03?\s{0,2})?\x02?(?:G1\w{10})?"
    r"(?:\d{6})?(?:51|D0|E\d|F\d)[A-Z]\d[^\n\x1c]{20,60}[\x1e\x1d]{0,2}\x1cAM\d\d"
)
SIP2_WORDS: Final[Mapping[str, str]] = {
    "AA": "patron barcode", "AE": "name", "BD": "home address", "BE": "email", "BF": "home phone",
    "PB": "date of birth", "AD": "password", "AC": "password", "AJ": "title", "AF": "message",
}  # fmt: skip
NCPDP_WORDS: Final[Mapping[str, str]] = {
    "C2": "member number", "CC": "cardholder.first name", "CD": "cardholder.last name",
    "C4": "patient.date of birth", "CA": "patient.first name", "CB": "patient.last name",
    "CM": "patient.street", "CN": "patient.city", "CO": "patient.state", "CP": "patient.zip",
    "CQ": "patient.phone", "CX": "patient id qualifier", "CY": "patient identifier", "HN": "patient.email",
    "D2": "prescription number", "DR": "prescriber.last name", "2J": "prescriber.first name",
    "DB": "prescriber id", "PM": "prescriber.phone", "2K": "prescriber.street", "2M": "prescriber.city",
    "2N": "prescriber.state", "2P": "prescriber.zip", "DO": "patient.diagnosis", "D7": "medication",
    "4E": "physician.last name", "N5": "medicaid number", "2A": "member number", "CF": "employer company",
    "CG": "employer company.street", "CH": "employer company.city", "CI": "employer company.state",
    "CJ": "employer company.zip", "CK": "employer company.phone", "CL": "contact.name",
    "PE": "representative.first name", "PF": "representative.last name", "PG": "representative.street",
    "PH": "representative.city", "PJ": "representative.state", "PK": "representative.zip",
    "3Q": "facility", "3U": "facility.street", "5J": "facility.city", "3V": "facility.state",
    "6D": "facility.zip",
}  # fmt: skip
_PARTS: Final = re.compile(r"[\x1c-\x1f\x02\x03]")
# Where a message ends and another begins on one line.
_MESSAGE: Final = re.compile(r"(?<=\x03)(?=\x02)")
# What stands before the first field of a SIP2 message, by codes without a bar before them.
_FIRST: Final = re.compile(r"(.*?)(A[A-Z][^|]*)\Z", re.S)


def read_sip2(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each message as fields with its line; `row` counts the messages."""
    yield from _read(body, where, budget, "|", SIP2_WORDS)


def read_ncpdp(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each claim as fields with its line; `row` counts the claims."""
    yield from _read(body, where, budget, "", NCPDP_WORDS)


def _read(
    body: BinaryIO, where: Where, budget: Budget, bar: str, words: Mapping[str, str]
) -> Iterator[Piece]:
    broken: list[Unreadable] = []
    record = Record(where, budget)
    for number, line in enumerate(until_broken(lines(body), broken), 1):
        for message in _MESSAGE.split(line.rstrip("\r\n")):
            parts = message.split(bar) if bar else _PARTS.split(message)
            if bar and (first := _FIRST.fullmatch(parts[0])):
                parts[:1] = first.groups()
            yield from record.add((_name_field(part, words) for part in parts), number)
            yield from record.close()
    if broken:
        raise broken[0]


def _name_field(part: str, words: Mapping[str, str]) -> Named:
    name = words.get(part[:2])
    return (name, part[2:]) if name else ("", part)
