"""What stands in attributes of an office document is read; names of its styles and fonts are not."""

from __future__ import annotations

import io
import zipfile

import pytest

from pii_sweep.extract.office.hidden_text import HiddenText
from pii_sweep.types import Passage
from tests.extract.samples import NAME
from tests.extract.test_formats import read

SAID = f"{NAME} SSN 417-52-3886"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _docx(body: str, **parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types xmlns='x'/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return held.getvalue()


def _texts(name: str, data: bytes) -> str:
    return "\n".join(piece.text for piece in read(name, data) if isinstance(piece, Passage))


@pytest.mark.parametrize(
    "body",
    [
        f'<w:p><w:bookmarkStart w:name="{SAID}"/></w:p>',
        f'<w:sdt><w:sdtPr><w:tag w:val="{SAID}"/></w:sdtPr></w:sdt>',
        f'<w:tbl><w:tblPr><w:tblCaption w:val="{SAID}"/></w:tblPr></w:tbl>',
    ],
)
def test_attributes_of_a_document_are_read(body: str) -> None:
    assert SAID in _texts("a.docx", _docx(f"<w:p><w:r><w:t>Build</w:t></w:r></w:p>{body}"))


def test_bookmarks_are_read_with_blanks_and_those_of_programs_are_not() -> None:
    marks = "".join(
        f'<w:bookmarkStart w:name="{name}"/>' for name in (SAID.replace(" ", "_"), "_Toc417_52_3886_a_b_c")
    )
    assert _texts("a.docx", _docx(f"<w:p>{marks}<w:r><w:t>Build</w:t></w:r></w:p>")) == f"Build\n{SAID}"


@pytest.mark.parametrize(
    "body",
    [
        f'<w:sdt><w:sdtPr><w:alias w:val="{NAME}"/></w:sdtPr></w:sdt>',
        f'<w:hyperlink w:tooltip="{NAME}"/>',
        f'<w:pict><v:shape xmlns:v="v" alt="{NAME}"/></w:pict>',
        f'<w:ddList><w:listEntry w:val="{NAME}"/></w:ddList>',
        f"<w:p><w:r><w:instrText> SET client {NAME} </w:instrText></w:r></w:p>",
        f'<w:p><w:r><w:delInstrText> QUOTE "{NAME}" </w:delInstrText></w:r></w:p>',
        f"<w:p><w:later>{NAME}</w:later></w:p>",
    ],
)
def test_a_person_in_an_attribute_or_an_unknown_element_is_read(body: str) -> None:
    assert NAME in _texts("a.docx", _docx(f"<w:p><w:r><w:t>Build</w:t></w:r></w:p>{body}"))


@pytest.mark.parametrize(
    "body",
    [
        '<w:drawing><wp:docPr xmlns:wp="wp" id="1" name="Straight Connector 5"/></w:drawing>',
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:font w:name="Arial Narrow"/>',
        '<w:style><w:name w:val="Table Grid"/></w:style><w:tblStyle w:val="Medium Shading"/>',
        "<w:fldData>Ab Cd</w:fldData><w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>",
    ],
)
def test_words_of_styles_fonts_and_programs_are_not_read(body: str) -> None:
    assert _texts("a.docx", _docx(f"<w:p><w:r><w:t>Build</w:t></w:r></w:p>{body}")) == "Build"


def test_attributes_of_parts_of_form_are_read() -> None:
    styles = f'<w:styles {W}><w:style><w:name w:val="{SAID}"/></w:style></w:styles>'
    assert SAID in _texts("a.docx", _docx("<w:p/>", styles=styles))


def test_symbols_of_a_font_of_letters_are_letters() -> None:
    signs = "".join(f'<w:sym w:font="Arial" w:char="F0{ord(sign):02X}"/>' for sign in "417-52-3886")
    assert "SSN 417-52-3886" in _texts("a.docx", _docx(f"<w:p><w:r><w:t>SSN </w:t>{signs}</w:r></w:p>"))
    tick = '<w:sym w:font="Wingdings" w:char="F041"/>'
    assert _texts("a.docx", _docx(f"<w:p><w:r>{tick}<w:t>Build</w:t></w:r></w:p>")) == "Build"


@pytest.mark.parametrize(
    "value",
    [
        "Medium Shading 1 Accent 5",
        "Body Text First Indent 2",
        "Times New Roman",
        "{28A0092B-C50C-407E-A947-70E740481C1C}",
        "http://schemas.microsoft.com/office/drawing/2014/main",
        "_-* #,##0.00_-;-* #,##0.00_-;_-@_-",
        "Slide Number Placeholder 5",
        "1234 5678 901",
    ],
)
def test_names_of_styles_and_figures_say_nothing(value: str) -> None:
    hidden = HiddenText()
    for name in ("w:val", "name", "formatCode"):
        hidden.add("style", {name: value})
    assert not hidden.values


def _xlsx(rows: str, strings: str = "", styles: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types xmlns='x'/>")
        archive.writestr("xl/workbook.xml", f"<workbook {S}/>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {S}>{rows}</worksheet>")
        archive.writestr("xl/sharedStrings.xml", f"<sst {S}>{strings}</sst>")
        archive.writestr("xl/styles.xml", f"<styleSheet {S}>{styles}</styleSheet>")
    return held.getvalue()


SHEET = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'


def test_strings_that_no_cell_shows_are_read() -> None:
    strings = f"<si><t>Build</t></si><si><t>{SAID}</t></si>"
    assert _texts("a.xlsx", _xlsx(SHEET, strings)).splitlines() == ["Build", SAID]


def test_filters_and_formats_of_a_sheet_are_read() -> None:
    strings = "<si><t>Build</t></si>"
    filters = f'<autoFilter ref="A1:A9"><filters><filter val="{SAID}"/></filters></autoFilter>'
    assert SAID in _texts("a.xlsx", _xlsx(SHEET + filters, strings))
    form = f'<numFmts><numFmt numFmtId="170" formatCode="&quot;{SAID}&quot;0"/></numFmts>'
    assert SAID in _texts("a.xlsx", _xlsx(SHEET, strings, form))
