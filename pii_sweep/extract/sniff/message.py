"""Recognize message formats by the header that each must begin with; no file name decides."""

from __future__ import annotations

from typing import Final

from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.message import (
    bank,
    dsn,
    edifact,
    form,
    hl7,
    ldif,
    record_layout,
    tax_form,
    two_letters,
    x12,
    xdt,
)
from pii_sweep.extract.message.aamva_licence import AAMVA
from pii_sweep.extract.records import epp

HEADERS: Final = (
    (x12.HEADER, Kind.X12),
    (edifact.HEADER, Kind.EDIFACT),
    (hl7.HEADER, Kind.HL7),
    (AAMVA, Kind.AAMVA),
    (ldif.HEADER, Kind.LDIF),
    (bank.OFX, Kind.OFX),
    (bank.SWIFT, Kind.SWIFT),
    (dsn.HEADER, Kind.DSN),
    (xdt.HEADER, Kind.XDT),
    (epp.HEADER, Kind.EPP),
    (tax_form.WAGES, Kind.EFW2),
    (tax_form.RETURNS, Kind.EFW2),
    (two_letters.SIP2, Kind.SIP2),
    (two_letters.NCPDP, Kind.NCPDP),
    (form.HEADER, Kind.FORM),
)


def message_kind(start: str) -> Kind | None:
    """Return the message format that a text's first characters are the header of, None for no format."""
    kind = next((kind for header, kind in HEADERS if header.match(start)), None)
    return kind or (Kind.FIXED_RECORDS if record_layout.find_layout(start) else None)
