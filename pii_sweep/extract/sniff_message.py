"""Tell message formats by the header that each must begin with; no file name decides."""

from __future__ import annotations

from typing import Final

from pii_sweep.extract import message_edifact, message_hl7, message_x12
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.licence import AAMVA

HEADERS: Final = (
    (message_x12.HEADER, Kind.X12),
    (message_edifact.HEADER, Kind.EDIFACT),
    (message_hl7.HEADER, Kind.HL7),
    (AAMVA, Kind.AAMVA),
)


def message_kind(start: str) -> Kind | None:
    """Return the message format that a text's first characters are the header of, None for no format."""
    return next((kind for header, kind in HEADERS if header.match(start)), None)
