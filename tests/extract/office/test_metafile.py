"""Metafiles: texts by where they are drawn, bitmaps, and what breaks them."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from pii_sweep.extract.office.art import pictures
from pii_sweep.extract.sniff.decide import Kind, sniff
from pii_sweep.types import Blob, Gap, ObjectRef, Where
from tests.extract.office.test_document import read, text_of
from tests.extract.samples import NAME, docx, emf, wmf

WHERE = Where(ObjectRef("b", "k"))
# Pieces of one word touch; those of a line may be drawn in any order.
ADDRESS = [
    (10, 40, "12 Elm Street"),
    (110, 10, "Quimby"),
    (10, 10, "Zol"),
    (40, 10, "tan"),
    (10, 70, "Reno, NV 89501"),
]


@pytest.mark.parametrize("make", [emf, wmf])
def test_texts_are_put_into_lines_by_where_they_are_drawn(make: type) -> None:
    lines = text_of(read("a.bin", make(ADDRESS))).split("\n")
    assert lines[1:] == ["12 Elm Street", "Reno, NV 89501"]
    assert lines[0] == (NAME if make is emf else "Zol tan Quimby")


def dib() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "BMP")
    return out.getvalue()[14:]


def test_bitmaps_in_metafiles_are_read_as_pictures() -> None:
    held = dib()
    record = struct.pack("<II16x6i4I", 81, 80 + len(held), 0, 0, 0, 0, 40, 30, 80, 40, 120, len(held) - 40)
    enhanced = emf([], record.ljust(80, b"\0") + held)
    windows = wmf([], struct.pack("<IH22x", 14 + len(held) // 2, 0x0F43) + held)
    for data in (enhanced, windows):
        pieces = read("a.bin", data)
        assert ("bitmap-1.bmp",) in {piece.where.inside for piece in pieces}
        assert not [piece for piece in pieces if isinstance(piece, Gap)]


def test_a_metafile_that_breaks_off_gives_what_came_before_and_a_gap() -> None:
    for data in (emf(ADDRESS)[:-40], wmf(ADDRESS)[:-12]):
        pieces = read("a.bin", data)
        assert "12 Elm Street" in text_of(pieces)
        assert [piece.reason for piece in pieces if isinstance(piece, Gap)] == ["MALFORMED_FILE"]


def test_a_drawing_in_a_document_is_no_gap() -> None:
    pieces = read("a.docx", docx({"word/media/image7.emf": emf([(10, 10, "Ophelia Hargrove")])}))
    assert "Ophelia Hargrove" in text_of(pieces)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]


def test_packed_metafiles_of_old_office_files_are_unpacked() -> None:
    held = emf(ADDRESS)
    body = bytes(16) + bytes(32) + b"\0\xfe" + zlib.compress(held)
    record = struct.pack("<HHI", 0x3D4 << 4, 0xF01A, len(body)) + body
    (blob,) = pictures(record, WHERE)
    assert isinstance(blob, Blob)
    with blob.open() as body_:
        assert sniff(body_, "a") is Kind.EMF and body_.read() == held
