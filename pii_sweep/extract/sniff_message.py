"""Tell message formats by the header that each must begin with; no file name decides."""

from __future__ import annotations

from typing import Final

from pii_sweep.extract import (
    message_bank,
    message_edifact,
    message_form,
    message_gedcom,
    message_hl7,
    message_ldif,
    message_x12,
)
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.licence import AAMVA

HEADERS: Final = (
    (message_x12.HEADER, Kind.X12),
    (message_edifact.HEADER, Kind.EDIFACT),
    (message_hl7.HEADER, Kind.HL7),
    (AAMVA, Kind.AAMVA),
    (message_ldif.HEADER, Kind.LDIF),
    (message_gedcom.HEADER, Kind.GEDCOM),
    (message_bank.OFX, Kind.OFX),
    (message_bank.QIF, Kind.QIF),
    (message_bank.SWIFT, Kind.SWIFT),
    (message_form.HEADER, Kind.FORM),
)


def message_kind(start: str) -> Kind | None:
    """Return the message format that a text's first characters are the header of, None for no format."""
    return next((kind for header, kind in HEADERS if header.match(start)), None)
