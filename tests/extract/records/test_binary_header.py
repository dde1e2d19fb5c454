"""BSON, DICOM and films: what hides in them, and lies."""

from __future__ import annotations

import struct

import pytest

from pii_sweep.types import Gap, Passage, Piece, Table
from tests.extract.samples import CSV, MAIL, NAME, box, bson, dicom, film, pdf
from tests.extract.test_formats import places, read


def reasons(pieces: list[Piece]) -> list[str]:
    """Return why places were not read."""
    return [piece.reason for piece in pieces if isinstance(piece, Gap)]


def texts(pieces: list[Piece]) -> str:
    """Return all text of passages."""
    return "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))


def document(*elements: bytes) -> bytes:
    """Return a BSON document of elements."""
    inner = b"".join(elements)
    return struct.pack("<i", len(inner) + 5) + inner + b"\0"


def test_documents_in_documents_amounts_and_dates_are_read() -> None:
    price = b"\x13price\0" + struct.pack("<QQ", 4310, (6176 - 2) << 49)
    when = b"\x09when\0" + struct.pack("<q", 1_704_153_600_000)
    name = NAME.encode() + b"\0"
    person = b"\x03to\0" + document(b"\x02name\0" + struct.pack("<i", len(name)) + name)
    identity = b"\x07_id\0" + bytes(12)
    lines = texts(read("a.bson", document(identity, person, price, when)))
    assert lines == f"to.name: {NAME}\nprice: 43.10\nwhen: 2024-01-02 00:00:00+00:00"


def test_what_follows_values_of_every_kind_is_read() -> None:
    text = b"abc\0"
    string = struct.pack("<i", len(text)) + text
    name = b"\x02name\0" + struct.pack("<i", len(NAME) + 1) + NAME.encode() + b"\0"
    scoped = string + document(b"\x08yes\0\1")
    passed_over = {
        "a reference": b"\x0cref\0" + string + bytes(12),
        "code with its scope": b"\x0fcode\0" + struct.pack("<i", len(scoped) + 4) + scoped,
        "a pattern": b"\x0bre\0a.*\0i\0",
        "nothing": b"\x0anone\0",
        "the least key": b"\xffmin\0",
        "a time of replication": b"\x11ts\0" + bytes(8),
    }
    for what, value in passed_over.items():
        pieces = read("a.bson", document(b"\x08yes\0\1", value, name))
        assert texts(pieces) == f"yes: true\nname: {NAME}" and not reasons(pieces), what


def test_a_file_in_a_document_is_read_as_a_member() -> None:
    pieces = read("a.bson", bson([{"name": "x", "scan": pdf()}]))
    assert {piece.where.inside for piece in pieces if NAME in getattr(piece, "text", "")} == {("scan-1.bin",)}


@pytest.mark.parametrize("size", [-1, 4, 5, 9, 1 << 20, (1 << 31) - 1])
def test_a_length_that_lies_in_a_dump_costs_what_follows_it(size: int) -> None:
    pieces = read(
        "a.bson", bson([{"name": NAME}] * 3) + struct.pack("<i", size) + b"\x02name\0\xff\xff\xff\x7f"
    )
    assert sum(len(piece.rows) for piece in pieces if isinstance(piece, Table)) == 3
    assert reasons(pieces)


def test_documents_nested_without_end_stop_at_the_depth() -> None:
    data = document()
    for _ in range(300):
        data = document(b"\x03a\0" + data)
    assert reasons(read("a.bson", data)) == ["JSON_NESTING_LEVEL_OVER_LIMIT"]


def test_a_patient_is_named_as_people_are_and_people_of_sequences_too() -> None:
    lines = texts(read("a.dcm", dicom())).splitlines()
    assert lines == [f"Patient name: Mr {NAME}", "Date of birth: 1980-01-02", "Person: Maria Holt"]


def test_people_of_sequences_that_say_their_length_alone_are_read() -> None:
    def one(group: int, element: int, value: bytes) -> bytes:
        value += b" " * (len(value) % 2)
        return struct.pack("<HHI", group, element, len(value)) + value

    syntax = b"1.2.840.10008.1.2\0"  # implicit: an element does not say its form
    meta = struct.pack("<HH2sH", 2, 0x10, b"UI", len(syntax)) + syntax
    item = one(0xFFFE, 0xE000, one(0x40, 0xA123, b"Holt^Maria"))
    people = one(0x10, 0x10, b"Quimby^Zoltan^^Mr") + one(0x40, 0xA073, item) + one(0x10, 0x2180, b"Nurse")
    pixels = one(0x7FE0, 0x10, bytes(4))
    lines = texts(read("a.dcm", bytes(128) + b"DICM" + meta + people + pixels)).splitlines()
    assert lines == [f"Patient name: Mr {NAME}", "Person: Maria Holt", "Occupation: Nurse"]


def test_a_patient_is_read_where_the_first_byte_of_a_number_is_the_highest() -> None:
    syntax = b"1.2.840.10008.1.2.2\0"
    meta = struct.pack("<HH2sH", 2, 0x10, b"UI", len(syntax)) + syntax
    name = b"Quimby^Zoltan^^Mr "
    patient = struct.pack(">HH2sH", 0x10, 0x10, b"PN", len(name)) + name
    pixels = struct.pack(">HH2sHI", 0x7FE0, 0x10, b"OW", 0, 4) + bytes(4)
    pieces = read("a.dcm", bytes(128) + b"DICM" + meta + patient + pixels)
    assert texts(pieces) == f"Patient name: Mr {NAME}"
    assert reasons(pieces) == ["UNSUPPORTED_FILE_TYPE_EXCEPTION"]


def test_a_header_that_breaks_off_keeps_what_came_before() -> None:
    pieces = read("a.dcm", dicom()[:-30])
    assert NAME in texts(pieces)
    assert reasons(pieces) == ["MALFORMED_FILE"]


def test_a_film_says_where_it_was_taken_in_the_forms_of_telephones() -> None:
    assert texts(read("a.mp4", film())) == f"GPS: 36.73780, -119.78710\nArtist: {NAME}"
    key = b"com.apple.quicktime.location.ISO6709"
    keys = box(b"keys", struct.pack(">II", 0, 1) + box(b"mdta", key))
    place = box(b"data", struct.pack(">II", 1, 0) + b"-33.8688+151.2093+010.000/")
    meta = box(b"meta", box(b"hdlr", bytes(24)) + keys + box(b"ilst", box(struct.pack(">I", 1), place)))
    assert texts(read("a.mov", box(b"ftyp", b"qt  ") + box(b"moov", meta))) == "GPS: -33.86880, 151.20930"


def test_boxes_that_lie_about_their_length_end_in_a_gap() -> None:
    for lie in (0, 1, 7, 1 << 31, (1 << 32) - 1):
        data = box(b"ftyp", b"mp42") + struct.pack(">I4s", lie, b"moov") + film()[32:]
        assert reasons(read("a.mp4", data)) in (["UNSUPPORTED_FILE_TYPE_EXCEPTION"], ["MALFORMED_FILE"])


def test_a_text_that_speaks_of_pdf_is_no_pdf() -> None:
    assert places(read("a.csv", CSV.replace(MAIL.encode(), b"begins with %PDF-1.4")), NAME)
