# ruff: noqa: E501 - files are written as they stand
"""What hides in office documents: notes, charts, diagrams, bound data, margins, tables of people."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from pii_sweep.config import Extract
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Gap, ObjectRef, Passage, Piece, Table, Where
from tests.extract.samples import NAME, W, docx, odf, pptx


def read(name: str, data: bytes) -> list[Piece]:
    blob = Blob(Where(ObjectRef("b", name)), lambda: io.BytesIO(data), len(data))
    return list(walk(blob, Extract(ocr="off", faces=False)))


def text_of(pieces: list[Piece]) -> str:
    return "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))


def added(data: bytes, parts: dict[str, str]) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


PARTS = {
    "word/charts/chart1.xml": "<c:s xmlns:c='c'><c:pt><c:v>{}</c:v></c:pt></c:s>",
    "word/diagrams/data1.xml": "<d:m xmlns:d='d' xmlns:a='a'><d:pt><a:p><a:r><a:t>{}</a:t></a:r></a:p></d:pt></d:m>",
    "word/glossary/document.xml": f"<w:g {W}><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:g>",
    "word/people.xml": "<w15:people xmlns:w15='w'><w15:person w15:author='{}'/></w15:people>",
    "customXml/item1.xml": "<customer><fullName>{}</fullName></customer>",
}


@pytest.mark.parametrize("part", PARTS)
def test_parts_next_to_the_text_of_a_document_are_read(part: str) -> None:
    pieces = read("a.docx", docx({part: PARTS[part].format("Ophelia Hargrove")}))
    assert "Ophelia Hargrove" in text_of(pieces)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]


def test_the_charts_and_the_authors_of_comments_of_a_presentation_are_read() -> None:
    authors = f"<p:cmAuthorLst xmlns:p='p'><p:cmAuthor name='{NAME} the author'/></p:cmAuthorLst>"
    chart = "<c:s xmlns:c='c'><c:pt><c:v>Ophelia Hargrove</c:v></c:pt></c:s>"
    data = added(pptx(), {"ppt/charts/chart2.xml": chart, "ppt/commentAuthors.xml": authors})
    text = text_of(read("a.pptx", data))
    assert "Ophelia Hargrove" in text and f"{NAME} the author" in text


def cells(*texts: str) -> str:
    return (
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
        + "</w:tr>"
    )


def test_a_table_of_people_in_a_document_has_rows_and_columns() -> None:
    rows = cells("Name", "Address") + cells(NAME, "12 Elm Street") + cells("Ann Lee", "9 Oak Street")
    header = f"<w:hdr {W}><w:tbl>{rows}</w:tbl><w:p><w:r><w:t>After</w:t></w:r></w:p></w:hdr>"
    pieces = read("a.docx", docx({"word/header2.xml": header}))
    (table,) = [piece for piece in pieces if isinstance(piece, Table)]
    assert table.header == ("Name", "Address") and table.rows[0] == (NAME, "12 Elm Street")
    assert "After" in text_of(pieces)


def test_text_in_any_element_of_an_odf_paragraph_and_in_its_objects_is_read() -> None:
    held = "<office:text><text:p>To <text:control>Ophelia <text:span>Hargrove</text:span></text:control></text:p></office:text>"
    chart = f"<o xmlns:text='t'><text:p>{NAME}</text:p></o>"
    data = added(
        odf(Kind.ODT, held),
        {
            "Object 1/content.xml": chart,
            "ObjectReplacements/Object 1": "VCLMTF a picture of it",
            "Pictures/TablePreview1.svm": "VCLMTF a picture of a table",
        },
    )
    pieces = read("a.odt", data)
    assert "To Ophelia Hargrove" in text_of(pieces) and NAME in text_of(pieces)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]


def test_headers_footers_and_authors_of_comments_of_a_sheet_are_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "x"
    sheet["A1"].comment = Comment("a remark", "Ophelia Hargrove")
    sheet.oddHeader.center.text = f"For {NAME}"
    out = io.BytesIO()
    book.save(out)
    text = text_of(read("a.xlsx", out.getvalue()))
    assert "Ophelia Hargrove" in text and f"For {NAME}" in text


def test_replies_to_a_comment_of_a_sheet_are_lines_of_their_own() -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    said = ("Customer: Ophelia Hargrove", "Ship to: 14 Quarry Fold")
    replies = "".join(f'<threadedComment ref="A1"><text>{one}</text></threadedComment>' for one in said)
    thread = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        f"{replies}</ThreadedComments>"
    )
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/threadedComments/threadedComment1.xml", thread)
    assert set(said) <= set(text_of(read("a.xlsx", out.getvalue())).splitlines())
