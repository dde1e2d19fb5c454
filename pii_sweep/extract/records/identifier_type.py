"""Whose register a person's number is of, in HL7: table 0203 (version 2 and FHIR) and OIDs (version 3)."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "MR": "mrn", "MRT": "mrn", "PI": "patient number",
    "PT": "patient number", "PNT": "patient number", "SS": "ssn", "SB": "social security number",
    "NI": "national id", "CZ": "identity card number", "PPN": "passport number", "TAX": "tax number",
    "DL": "driver license number", "BR": "birth certificate number", "HC": "health card number",
    "JHN": "health card number", "MC": "medicare number", "MA": "medicaid number", "MB": "member number",
    "SN": "subscriber number", "NH": "health insurance number",
}  # fmt: skip
# A national number with the country's code: `NNTWN`, and `NNxxx` for the type as such.
_NATIONAL, _NATIONAL_SIZE = "NN", 5

# Registers of people's numbers by their OID (HL7 OID registry); those of drivers are one a state.
_REGISTERS: Final = {
    "2.16.840.1.113883.4.1": "ssn", "2.16.840.1.113883.4.572": "medicare number",
    "2.16.840.1.113883.4.927": "medicare number", "2.16.840.1.113883.2.4.6.3": "bsn",
    "2.16.840.1.113883.2.1.4.1": "nhs number", "2.16.840.1.113883.2.9.4.3.2": "codice fiscale",
    "1.2.208.176.1.2": "cpr", "2.16.578.1.12.4.1.4.1": "fødselsnummer", "1.2.752.129.2.1.3.1": "personnummer",
    "1.2.246.21": "henkilötunnus", "1.2.250.1.213.1.4.8": "nir", "2.16.840.1.113883.13.237": "cpf",
}  # fmt: skip
_DRIVERS: Final = re.compile(r"2\.16\.840\.1\.113883\.4\.3\.\d{1,2}")
_PASSPORTS: Final = re.compile(r"2\.16\.840\.1\.113883\.4\.330(?:\.\d{1,3})?")
_NAMESPACE: Final = "urn:oid:"


def find_register(oid: str) -> str | None:
    """Return what the numbers of a register with an OID are called in words, None for other registers."""
    bare = oid.strip().removeprefix(_NAMESPACE)
    if _DRIVERS.fullmatch(bare):
        return _WORDS["DL"]
    return _WORDS["PPN"] if _PASSPORTS.fullmatch(bare) else _REGISTERS.get(bare)


def find_word(code: str) -> str | None:
    """Return what a number of a type is called in words, None for a type of other numbers than a person's."""
    if len(code) == _NATIONAL_SIZE and code.startswith(_NATIONAL):
        return _WORDS["NI"]
    return _WORDS.get(code)
