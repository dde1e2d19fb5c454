# ruff: noqa: E501 - files are written as they stand
"""DOC, PPT, XLS and RTF: all their texts, authors and pictures, not the main text alone."""

from __future__ import annotations

import io
import lzma
from pathlib import Path

import pytest

from pii_sweep.config import Extract
from pii_sweep.errors import Corrupt, TooBig, TooDeep
from pii_sweep.extract.office import rtf
from pii_sweep.extract.office.rtf_packed import unpack
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Gap, Note, ObjectRef, Passage, Piece, Table, Where
from tests.extract.samples import NAME, compound

FILES = Path(__file__).parents[1] / "files"  # made with LibreOffice 25.2
# MS-OXRTFCP 3.1, example 1.
PACKED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)


def read(name: str, data: bytes) -> list[Piece]:
    blob = Blob(Where(ObjectRef("b", name)), lambda: io.BytesIO(data), len(data))
    return list(walk(blob, Extract(ocr="off", faces=False)))


def text_of(pieces: list[Piece]) -> str:
    return "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "old.doc",
            "Dear Zoltan Quimby|Prepared for Kofi Achebe|Ask Priya Ramanathan|Boxed Yolanda Lindqvist|"
            "Author: Callum Brien|Author: Ilse Vandermeer",
        ),
        (
            "old.ppt",
            "Account of Zoltan Quimby|Call Kofi Achebe|Guest Priya Ramanathan|Author: Ilse Vandermeer",
        ),
        (
            "old.xls",
            "Zoltan Quimby|For Kofi Achebe|Ask Priya Ramanathan|Author: Callum Brien|Author: Ilse Vandermeer",
        ),
    ],
)
def test_all_texts_and_pictures_of_an_old_office_file_are_read(name: str, texts: str) -> None:
    pieces = read(name, lzma.decompress((FILES / f"{name}.xz").read_bytes()))
    for text in texts.split("|"):
        assert text in text_of(pieces), text
    inside = {piece.where.inside for piece in pieces if isinstance(piece, (Note, Gap))}
    assert ("picture-1.png",) in inside


def test_a_table_of_people_in_an_old_document_has_rows_and_columns() -> None:
    pieces = read("old.doc", lzma.decompress((FILES / "old.doc.xz").read_bytes()))
    (table,) = [piece for piece in pieces if isinstance(piece, Table)]
    assert table.header == ("Name", "Address")
    assert table.rows == (("Maria Holt", "12 Elm Street"), ("Ann Lee", "9 Oak Street"))


def test_slides_of_an_old_presentation_are_pages() -> None:
    pieces = read("old.ppt", lzma.decompress((FILES / "old.ppt.xz").read_bytes()))
    assert {piece.where.page for piece in pieces if isinstance(piece, Passage) and NAME in piece.text} == {2}


RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}{\*\generator Hidden}"
    rb"{\info{\author Ilse Vandermeer}{\title Plan}{\creatim\yr2024}}"
    rb"{\header Prepared for Kofi Achebe\par}Dear Zo\'e9 Ren\u233?e {\f1 \'c8\'e2\'e0\'ed},\par"
    rb'{\field{\*\fldinst HYPERLINK "mailto:zoe@example.com"}{\fldrslt write}}\par'
    rb"{\*\atnauthor Callum Brien}{\*\annotation Ask Priya}"
    rb"\trowd Name\cell Address\cell\row Maria Holt\cell 12 Elm Street\cell\row Ann Lee\cell 9 Oak St\cell\row"
    rb"{\shp{\*\shpinst{\shptxt Boxed Yolanda\par}}}{\deleted Formerly Lars}"
    rb"{\pict\pngblip 89504e47 0d0a1a0a}{\pict\jpegblip\bin3 " + b"\xff\xd8{" + rb"}}"
)


def test_rtf_is_read_with_its_destinations_codecs_fields_and_pictures() -> None:
    found = rtf.read(RTF)
    text = "\n".join(found.lines)
    for part in (
        "Dear Zoé Renée Иван,",
        "Prepared for Kofi Achebe",
        "zoe@example.com",
        "Ask Priya",
        "Formerly Lars",
    ):
        assert part in text, part
    assert "Boxed Yolanda" in text and "Hidden" not in text and "Arial" not in text
    assert found.properties == ["Author: Ilse Vandermeer", "Title: Plan", "Author: Callum Brien"]
    assert [ending for ending, _ in found.pictures] == ["png", "jpg"]
    (table,) = [piece for piece in read("a.rtf", RTF) if isinstance(piece, Table)]
    assert table.rows == (("Maria Holt", "12 Elm Street"), ("Ann Lee", "9 Oak St"))


def test_groups_without_end_and_files_cut_anywhere_end_well() -> None:
    with pytest.raises(TooDeep):
        rtf.read(b"{\\rtf1" + b"{" * 6000)
    for end in range(0, len(RTF), 7):
        rtf.read(RTF[:end])


def test_the_values_of_a_shape_in_rtf_are_lines_of_their_own() -> None:
    shape = rb"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv Ida Quill}}{\sp{\sn wzName}{\sv 14 Quarry Fold}}}}"
    lines = rtf.read(rb"{\rtf1 hi" + shape + rb"}").lines
    assert {"Ida Quill", "14 Quarry Fold"} <= set(lines)


def test_compressed_rtf_is_unpacked_within_its_limit() -> None:
    assert unpack(PACKED, 1000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    with pytest.raises(TooBig):
        unpack(PACKED, 10)
    with pytest.raises(Corrupt):
        unpack(b"none", 1000)


def test_a_message_whose_body_is_compressed_rtf_alone_is_read() -> None:
    data = compound({"__properties_version1.0": b"\0" * 32, "__substg1.0_10090102": PACKED})
    pieces = read("a.msg", data)
    assert "hello world" in text_of(pieces)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]


def test_a_stream_that_passes_the_budget_is_a_gap_and_is_not_cut_in_silence() -> None:
    tight = Extract(ocr="off", faces=False, max_memory_bytes=1 << 14)
    attached = {"__attach_version1.0_#00000000/__substg1.0_37010102": b"x" * 9000}
    for name, data in (
        ("a.msg", compound({"__properties_version1.0": b"\0" * 32, **attached})),
        ("a.doc", lzma.decompress((FILES / "old.doc.xz").read_bytes())),
    ):
        blob = Blob(Where(ObjectRef("b", name)), lambda data=data: io.BytesIO(data), len(data))
        reasons = [piece.reason for piece in walk(blob, tight) if isinstance(piece, Gap)]
        assert reasons == ["FILE_EXCEEDS_SIZE_LIMIT"], name


def test_html_that_was_wrapped_in_rtf_comes_out_as_it_was() -> None:
    found = rtf.read(
        rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}Dear \htmlrtf {\b\htmlrtf0 {\*\htmltag84 <b>}Zoltan"
        rb"{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0 Quimby{\*\htmltag72 </p>}}"
    )
    assert found.html == "<p>Dear <b>Zoltan</b>Quimby</p>"
