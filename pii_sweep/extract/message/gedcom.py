"""Family trees in GEDCOM (5.5.1 and 7.0): a person, family or note is a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import Named, Record
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

HEADER: Final = re.compile(r"0 HEAD[ \t\r]*\n[ \t]*1 [A-Z]{3,5}\b")
_LINE: Final = re.compile(r"\s*(\d{1,2}) (?:@[^@\s]{1,80}@ )?([A-Za-z_]\w{0,30})(?: (.*))?", re.S)
WORDS: Final = {
    "NAME": "full name", "GIVN": "given name", "SURN": "surname", "NICK": "nickname", "_MARNM": "full name",
    "ADR1": "street", "ADR2": "unit", "CITY": "city", "STAE": "state", "POST": "zip", "CTRY": "country",
    "PHON": "phone", "FAX": "fax", "EMAIL": "email", "EMAI": "email", "_EMAIL": "email", "SSN": "ssn",
    "ADDR": "street",
}  # fmt: skip
# Dates and places say what of by the event that they stand under.
EVENTS: Final = {
    "BIRT": "birth", "DEAT": "death", "BURI": "burial", "CHR": "christening", "MARR": "marriage",
    "RESI": "residence",
}  # fmt: skip
SILENT: Final = frozenset(
    {
        *("HEAD", "TRLR", "INDI", "FAM", "FAMS", "FAMC", "HUSB", "WIFE", "CHIL", "SEX", "GEDC", "VERS"),
        *("FORM", "CHAR", "CHAN", "RIN", "_UID", "REFN", "SOUR", "SUBM"),
    }
)
MAX_DEPTH: Final = 100


def read_gedcom(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each record as fields with the line of each; `row` counts the records."""
    broken: list[Unreadable] = []
    record = Record(where, budget)
    tags: list[str] = []
    for number, line in enumerate(until_broken(lines(body), broken), 1):
        found = _LINE.match(line.strip("\r\n\ufeff"))
        if found is None:
            yield from record.add([("", line)], number)
            continue
        level, tag, value = min(int(found[1]), MAX_DEPTH), found[2], found[3] or ""
        if level == 0:
            yield from record.close()
        tags = [*tags[:level], tag]
        yield from record.add(_named(tags, value), number)
    yield from record.close()
    if broken:
        raise broken[0]


def _named(tags: list[str], value: str) -> list[Named]:
    tag = tags[-1]
    above = tags[-2] if len(tags) > 1 else ""
    if not value.strip() or (tag in SILENT and (len(value) < 60 or value.startswith("@"))):
        return []
    if tag == "NAME":
        # `Maria /Holt/`; a header's or repository's name is no person's
        return [(WORDS[tag] if tags[0] in ("INDI", "SUBM") else "title", " ".join(value.split("/")))]
    if tag in ("DATE", "PLAC"):
        word = EVENTS.get(above, "event")
        return [(f"{word} date" if tag == "DATE" else f"{word} place", value)]
    if tag in ("CONT", "CONC"):
        return [("street" if above == "ADDR" else "text", value)]
    return [(WORDS.get(tag, tag), value)]
