"""Layouts of files whose lines name their field by a tag: family trees, elements of DICOM as text."""

from __future__ import annotations

import re
from typing import Final

from pii_sweep.extract.message.fixed_layout import Layout, make_layout
from pii_sweep.extract.records import dicom

# GEDCOM 5.5.1 and 7.0: tags with what they are below, of a person and of a family's events.
_TREE: Final = {
    "NAME": "person.full name", "NICK": "person.nickname", "GIVN": "person.first name",
    "SURN": "person.last name", "BIRT DATE": "person.date of birth", "BIRT PLAC": "place of birth",
    "ADDR": "person.street", "ADR1": "person.street", "ADR2": "person.unit", "ADDR CONT": "person.city",
    "CITY": "person.city", "POST": "person.zip", "STAE": "person.state", "CTRY": "person.country",
    "PHON": "person.phone", "EMAIL": "person.email", "SSN": "person.ssn", "IDNO": "person.national id number",
    "NOTE": "note", "CONT": "", "CONC": "", "RELI": "religion", "SOUR": "source", "TITL": "title",
}  # fmt: skip
_FAMILY_NAME, _POINTER = re.compile(r" ?/([^/\n]*)/"), re.compile(r"@[^@\s]+@")


def _spell_tree(code: str, value: str) -> str:
    """Return a value without the strokes around a family name, two signs for one, pointers to records."""
    if code == "NAME":
        value = _FAMILY_NAME.sub(r" \1 ", value)
    return "" if _POINTER.fullmatch(value) else value.replace("@@", "@")


def _spell_element(code: str, value: str) -> str:
    tag = int(code.replace(",", ""), 16)
    return dicom.spell_value(tag, value, named=tag in dicom.PEOPLE)


_ELEMENTS: Final = {
    **{f"{tag >> 16:04x},{tag & 0xFFFF:04x}": name for tag, name in dicom.NAMES.items()},
    "0010,0020": "medical record number", "0010,1000": "other medical record number",
}  # fmt: skip

TAGGED: Final[tuple[Layout, ...]] = (
    make_layout(  # GEDCOM
        r"0 HEAD[ \t]*\r?\n\s*1 [A-Z_]{3,15}\b",
        {},
        follows="(?! *0 )",
        tag=re.compile(r" *(?P<level>\d\d?) (?:@[^@\n]+@ )?(?P<name>[A-Z_]\w{2,30})(?: (?P<value>.*))?"),
        codes=_TREE,
        spell=_spell_tree,
    ),
    make_layout(  # elements of DICOM as dcmdump, gdcmdump and pydicom write them
        r"(?:[ \t]*(?:#[^\n]*)?\r?\n){0,6}\((?:0002|0008), ?[\da-fA-F]{4}\) [A-Z]",
        {},
        follows="(?!# Dicom-File-Format)",
        tag=re.compile(
            r"\((?P<name>[\da-fA-F]{4}, ?[\da-fA-F]{4})\) (?:[A-Z]{2} \[(?P<value>[^\]]*)\].*"
            r"|.{1,50}? [A-Z]{2}: '(?P<quoted>.*)')"
        ),
        codes=_ELEMENTS,
        spell=_spell_element,
    ),
)
