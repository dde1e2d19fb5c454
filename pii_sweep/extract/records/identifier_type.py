"""Types of a person's numbers in HL7: table 0203, which version 2 and FHIR share."""

from __future__ import annotations

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


def find_word(code: str) -> str | None:
    """Return what a number of a type is called in words, None for a type of other numbers than a person's."""
    if len(code) == _NATIONAL_SIZE and code.startswith(_NATIONAL):
        return _WORDS["NI"]
    return _WORDS.get(code)
