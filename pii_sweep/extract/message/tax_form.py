"""Wage and information returns of the United States: W-2 (EFW2) and 1099 (Publication 1220).

Fields have fixed places in records of 512 and of 750 characters (SSA, "Specifications for Filing Forms W-2
Electronically"; IRS, Publication 1220, part C). A record of a person is a record; amounts stay as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.fixed_layout import widen
from pii_sweep.extract.message.fixed_record import NO_LAYOUT, cut_records, unend
from pii_sweep.extract.message.segment import Named, Record
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

WAGES: Final = re.compile(r"RA\d{9}(?:[^\r\n]{400,501}\r?\n|[^\r\n]{501})(?:RE\d{4}|RW)")
# A record's last places are blank, or are the end of its line.
RETURNS: Final = re.compile(r"T(?:19|20)\d\d[ P](?:[^\r\n]{500,744}\r?\n|[^\r\n]{744})A(?:19|20)\d\d")
_WAGE, _RETURN = 512, 750  # characters of a record
Place = tuple[int, int, str]
# From the first to the last place, counted from 1, and the name.
FIELDS: Final[Mapping[str, Sequence[Place]]] = {
    "RW": (
        (3, 11, "employee.ssn"), (12, 26, "employee.first name"), (27, 41, "employee.middle name"),
        (42, 61, "employee.last name"), (62, 65, "employee.suffix"), (88, 109, "employee.street"),
        (66, 87, "employee.unit"), (110, 131, "employee.city"), (132, 133, "employee.state"),
        (134, 138, "employee.zip"), (188, 198, "wages"), (199, 209, "tax withheld"),
    ),
    "RS": (
        (10, 18, "employee.ssn"), (19, 33, "employee.first name"), (34, 48, "employee.middle name"),
        (49, 68, "employee.last name"), (69, 72, "employee.suffix"), (95, 116, "employee.street"),
        (73, 94, "employee.unit"), (117, 138, "employee.city"), (139, 140, "employee.state"),
        (141, 145, "employee.zip"),
    ),
    "RE": (
        (40, 96, "employer company"), (119, 140, "employer company.street"),
        (141, 162, "employer company.city"), (163, 164, "employer company.state"),
        (165, 169, "employer company.zip"),
    ),
    "RA": (
        (38, 94, "submitter company"), (217, 273, "submitter company"),
        (296, 317, "submitter company.street"), (318, 339, "submitter company.city"),
        (340, 341, "submitter company.state"),
        (342, 346, "submitter company.zip"), (396, 422, "contact.name"), (423, 437, "contact.phone"),
        (446, 485, "contact.email"),
    ),
    "B": (
        (12, 20, "payee.ssn"), (21, 40, "account number"), (368, 407, "payee.street"),
        (448, 487, "payee.city"), (488, 489, "payee.state"), (490, 498, "payee.zip"),
    ),
    "A": (
        (12, 20, "payer company.ein"), (53, 92, "payer company"), (93, 132, "payer company"),
        (134, 173, "payer company.street"), (174, 213, "payer company.city"),
        (214, 215, "payer company.state"), (216, 224, "payer company.zip"), (225, 239, "payer company.phone"),
    ),
    "T": (
        (30, 109, "transmitter company"), (110, 189, "transmitter company"),
        (190, 229, "transmitter company.street"), (230, 269, "transmitter company.city"),
        (270, 271, "transmitter company.state"), (272, 280, "transmitter company.zip"),
        (304, 343, "contact.name"), (344, 358, "contact.phone"), (359, 408, "contact.email"),
    ),
}  # fmt: skip
# A payee's names stand behind sixteen amounts, since 2021 behind eighteen; code 2: the number is a person's.
NAMES: Final = {True: (288, 327), False: (248, 287)}
_PERSONAL: Final = "2"
# Sales of real estate (1099-S), as the payer's record says at two places: when, and of what.
_KIND: Final = slice(25, 27)
_SALE: Final = "S "
_SOLD: Final[Sequence[Place]] = ((548, 555, "date of closing"), (556, 594, "property address"))


def read_tax_forms(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each employee, payee, employer and payer as fields; `row` counts the records."""
    broken: list[Unreadable] = []
    record, kind = Record(where, budget), ""
    source = until_broken(lines(body), broken)
    first = next(source, "")
    layout = replace(NO_LAYOUT, unended=_WAGE if first.startswith("RA") else _RETURN)
    for number, line in cut_records(chain((first,), source), unend(layout, first)):
        kind = line[_KIND] if line.startswith("A") else kind
        yield from record.add(_named_fields(line, kind), number)
        yield from record.close()
    if broken:
        raise broken[0]


def _named_fields(line: str, kind: str) -> list[Named]:
    """Return what a record's places hold, and all that no place is known of; returns are of a kind."""
    tag = next((tag for tag in FIELDS if line.startswith(tag)), "")
    places = list(FIELDS.get(tag, ()))
    if tag == "B":
        later = line[246:270].isdecimal()
        places += [(*NAMES[later], "payee.name"), *(_SOLD if kind == _SALE else ())]
        words = ("payee.name", "payee.full name") if line[10:11] == _PERSONAL else ("ssn", "ein")  # a firm's
        places = [(first, last, name.replace(*words)) for first, last, name in places]
    rest = list(line)
    named: list[Named] = []
    for place in places:
        first, last = widen(line, place)
        if value := line[first - 1 : last].strip():
            named.append((place[2], value))
        rest[first - 1 : last] = " " * len(rest[first - 1 : last])
    return [*named, ("", "".join(rest))]
