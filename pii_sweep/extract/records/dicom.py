"""DICOM (PS3.5, PS3.10): what the header of a medical picture says of patient, doctors and visit."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from pii_sweep.errors import Corrupt
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.record import Leaf, fields
from pii_sweep.types import Gap, Piece, Where

PREAMBLE: Final = 128
PIXELS: Final = (0x7FE0, 0x0010)
ITEMS: Final = 0xFFFE
ENDLESS: Final = 0xFFFFFFFF
MAX_VALUE: Final = 1 << 16
MAX_ELEMENTS: Final = 100_000
LONG_FORMS: Final = frozenset(
    {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"}
)
TEXTS: Final = frozenset({b"AE", b"AS", b"CS", b"DA", b"LO", b"LT", b"PN", b"SH", b"ST", b"UC", b"UR", b"UT"})
IMPLICIT, BIG, DEFLATED = b"1.2.840.10008.1.2", b"1.2.840.10008.1.2.2", b"1.2.840.10008.1.2.1.99"
PEOPLE: Final = frozenset(
    {0x00080090, 0x00081048, 0x00081050, 0x00081060, 0x00081070, 0x00100010, 0x00101001, 0x00101005,
     0x00101060, 0x00102297, 0x00321032, 0x0040A123}
)  # fmt: skip
BIRTH: Final = 0x00100030
NAMES: Final[Mapping[int, str]] = {
    0x00080080: "Institution", 0x00080081: "Institution address", 0x00080090: "Referring physician",
    0x00080092: "Physician address", 0x00080094: "Physician phone", 0x00081048: "Physician of record",
    0x00081050: "Performing physician", 0x00081060: "Reading physician", 0x00081070: "Operator",
    0x00100010: "Patient name", 0x00100020: "Patient ID", 0x00100030: "Date of birth", 0x00100040: "Sex",
    0x00101000: "Other patient ID", 0x00101001: "Other patient name", 0x00101005: "Birth name",
    0x00101010: "Age", 0x00101040: "Patient address", 0x00101060: "Mother's birth name",
    0x00102000: "Medical alerts", 0x00102110: "Allergies", 0x00102154: "Patient phone",
    0x00102155: "Patient e-mail", 0x00102160: "Ethnic group", 0x00102180: "Occupation",
    0x001021B0: "Patient history", 0x001021F0: "Religion", 0x00102297: "Responsible person",
    0x00104000: "Patient comments", 0x00080050: "Accession number", 0x00081030: "Study",
    0x00081080: "Diagnosis", 0x00321032: "Requesting physician", 0x00321060: "Procedure",
    0x00380010: "Admission ID", 0x00380300: "Patient location", 0x0040A123: "Person",
}  # fmt: skip


def is_dicom(head: bytes) -> bool:
    """Return whether the first bytes are those of a DICOM file."""
    return head[PREAMBLE : PREAMBLE + 4] == b"DICM"


def read_dicom(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the header's texts as fields; the picture is a gap. Raises Corrupt after what came before."""
    leaves: list[Leaf] = []
    ended = _Header(body).take(leaves, budget)
    yield from fields(leaves, 0, lambda path: f"$.{path[0]}", where, budget)
    if not ended:
        raise Corrupt("dicom")
    yield Gap(where, "UNSUPPORTED_FILE_TYPE_EXCEPTION")


class _Header:
    """The elements of a file, one after the other; those of sequences as they stand."""

    def __init__(self, body: BinaryIO) -> None:
        self._body = body
        self._order, self._explicit = "<", True

    def take(self, leaves: list[Leaf], budget: Budget) -> bool:
        """Put the texts before the pixels into `leaves`; return whether the header is whole."""
        self._body.seek(PREAMBLE + 4)
        syntax, meta = b"", True
        for _ in range(MAX_ELEMENTS):
            budget.check_time()
            start = self._body.tell()
            head = self._body.read(4)
            if len(head) < 4:
                return not head
            group, element = struct.unpack(self._order + "HH", head)
            if meta and group != 2:
                meta = False
                if syntax == DEFLATED:
                    return True  # said to be unread, as the pixels are
                self._order, self._explicit = (">" if syntax == BIG else "<"), syntax != IMPLICIT
                self._body.seek(start)
                continue
            if (group, element) >= PIXELS and group != ITEMS:
                return True
            form, size = self._length(group)
            if size < 0:
                return False
            if group == ITEMS or size == ENDLESS or form == b"SQ":
                continue  # its items follow, and are read as they stand
            value = self._body.read(min(size, MAX_VALUE))
            if len(value) < min(size, MAX_VALUE):
                return False
            if form == b"" and value[:4] == b"\xfe\xff\x00\xe0":  # a sequence whose form is not said
                self._body.seek(self._body.tell() - len(value))
                continue
            self._body.seek(size - len(value), 1)
            if (group, element) == (2, 0x10):
                syntax = value.rstrip(b"\0 ")
            elif group != 2:
                _put(leaves, group << 16 | element, form, value)
        return False

    def _length(self, group: int) -> tuple[bytes, int]:
        """Return an element's form (empty where it is not said) and length, -1 where the file ends."""
        if group == ITEMS or not self._explicit:
            data = self._body.read(4)
            return b"", struct.unpack(self._order + "I", data)[0] if len(data) == 4 else -1
        data = self._body.read(4)
        if len(data) < 4:
            return b"", -1
        if data[:2] not in LONG_FORMS:
            return data[:2], struct.unpack(self._order + "H", data[2:])[0]
        more = self._body.read(4)
        return data[:2], struct.unpack(self._order + "I", more)[0] if len(more) == 4 else -1


def _put(leaves: list[Leaf], tag: int, form: bytes, value: bytes) -> None:
    name = NAMES.get(tag)
    if form not in TEXTS and not (form == b"" and name):
        return
    text = value.decode("utf-8", "replace").strip("\0 ")
    if not text:
        return
    if form == b"DA" and tag != BIRTH:
        text = _format_date(text)
    leaves.append(((name or f"({tag >> 16:04X},{tag & 0xFFFF:04X})",), spell_value(tag, text, form == b"PN")))


def spell_value(tag: int, text: str, named: bool) -> str:
    """Return an element's value as it is said: names in their order, a date of birth with its parts."""
    if tag in PEOPLE or named:
        return "; ".join(map(_person, text.split("\\")))
    return _format_date(text) if tag == BIRTH else text


def _format_date(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 and text.isdecimal() else text


def _person(text: str) -> str:
    """Return a name in the order it is said: family^given^middle^prefix^suffix, in the first writing."""
    family, given, middle, prefix, suffix = (*text.partition("=")[0].split("^"), *[""] * 5)[:5]
    return " ".join(part.strip() for part in (prefix, given, middle, family, suffix) if part.strip())
