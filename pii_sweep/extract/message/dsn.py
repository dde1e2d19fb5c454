"""France's monthly declaration of wages (DSN, norme NEODeS): a rubric a line, a block a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import Record
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

HEADER: Final = re.compile(r"S10\.G00\.0\d\.\d{3},'[^\n]{0,200}'\r?\nS\d\d\.G\d\d\.\d\d\.\d{3},'")
_LINE: Final = re.compile(r"(S\d\d\.G\d\d\.\d\d)\.(\d{3}),'(.*)'")
# Blocks of persons with their rubrics: the employee, whoever sends and whoever is asked, the bank account.
_RUBRICS: Final = {
    "S21.G00.30": {
        "001": "employee.numéro de sécurité sociale", "002": "employee.last name",
        "003": "employee.last name", "004": "employee.first name", "006": "employee.date of birth",
        "007": "place of birth",
        "008": "employee.street", "009": "employee.zip", "010": "employee.city", "015": "employee.country",
        "018": "employee.email",
    },
    "S10.G00.02": {"002": "contact.name", "004": "contact.email", "005": "contact.phone"},
    "S20.G00.07": {
        "001": "correspondent.name", "002": "correspondent.phone", "003": "correspondent.email",
    },
    "S21.G00.20": {"003": "bic", "004": "iban"},
    "S21.G00.50": {"002": "net pay", "003": "wage id"},
}  # fmt: skip
# An employee's block begins with their number.
_PERSON: Final = ("S21.G00.30", "001")


def read_dsn(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each employee's rubrics as fields with the line of each; `row` counts the records."""
    broken: list[Unreadable] = []
    record = Record(where, budget)
    for number, line in enumerate(until_broken(lines(body), broken), 1):
        text = line.strip()
        found = _LINE.fullmatch(text)
        block, rubric, value = found.groups() if found else ("", "", text)
        if (block, rubric) == _PERSON:
            yield from record.close()
        name = _RUBRICS.get(block, {}).get(rubric, f"{block}.{rubric}" if found else "")
        yield from record.add([(name, _format_date(value) if name.endswith("birth") else value)], number)
    yield from record.close()
    if broken:
        raise broken[0]


def _format_date(value: str) -> str:
    """Return a date, written DDMMYYYY, with its parts set apart."""
    return f"{value[:2]}/{value[2:4]}/{value[4:]}" if len(value) == 8 and value.isdecimal() else value
