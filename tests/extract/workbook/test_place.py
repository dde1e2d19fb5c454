"""Where findings in office documents lie: sheets and slides as they are shown, rows as they stand."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.workbook.number_format import apply_mask
from pii_sweep.types import Gap, Note, Passage, Piece, Table
from tests.extract.office.test_document import read, text_of
from tests.extract.samples import NAME, W, docx, odf, zipped

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f'xmlns:r="{RELATIONS}"'


def rewritten(data: bytes, renamed: dict[str, str], replaced: dict[str, tuple[str, str]]) -> bytes:
    """Return a package with parts called otherwise, and texts in them replaced."""
    parts: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name)
            if name in replaced:
                old, new = replaced[name]
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            parts[renamed.get(name, name)] = text
    return zipped(parts)


def workbook(rows: list[list[object]], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Notes"
    first["A1"] = "x"
    people = book.create_sheet("Staff")
    for row in rows:
        people.append(row)
    for cell, code in (formats or {}).items():
        people[cell].number_format = code
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tables(pieces: list[Piece]) -> list[Table]:
    return [piece for piece in pieces if isinstance(piece, Table)]


PEOPLE: list[list[object]] = [
    ["name", "city", "age"],
    [NAME, "Reno", "41"],
    ["Ann Lee", "Boston", "52"],
    ["Maria Holt", "Salem", "63"],
]


def test_a_sheet_has_the_title_that_its_workbook_gives_it_whatever_the_number_of_its_part() -> None:
    swapped = {"xl/worksheets/sheet1.xml": "xl/worksheets/sheet2.xml"}
    swapped["xl/worksheets/sheet2.xml"] = "xl/worksheets/sheet1.xml"
    data = rewritten(workbook(PEOPLE), swapped, {})
    data = rewritten(
        data,
        {},
        {"xl/_rels/workbook.xml.rels": ("sheet1.xml", "sheetX.xml")},
    )
    data = rewritten(data, {}, {"xl/_rels/workbook.xml.rels": ("sheet2.xml", "sheet1.xml")})
    data = rewritten(data, {}, {"xl/_rels/workbook.xml.rels": ("sheetX.xml", "sheet2.xml")})
    (table,) = tables(read("a.xlsx", data))
    assert table.where.inside == ("Staff",) and table.rows[0][0] == NAME


@pytest.mark.parametrize("gap", [1, 3])
def test_rows_that_a_writer_left_out_count(gap: int) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for at, row in enumerate(PEOPLE):
        for column, value in enumerate(row, 2):
            sheet.cell(3 + at + (gap if at > 1 else 0), column, str(value))
    out = io.BytesIO()
    book.save(out)
    found = tables(read("a.xlsx", out.getvalue()))
    rows = {row[1]: table.first_row + at for table in found for at, row in enumerate(table.rows)}
    assert (rows[NAME], rows["Ann Lee"], rows["Maria Holt"]) == (1, 2 + gap, 3 + gap)
    assert {table.header[1] for table in found} == {"name"}


def test_a_report_that_leaves_every_second_row_empty_is_a_table() -> None:
    rows = [row for person in [PEOPLE[0], *PEOPLE[1:] * 3] for row in (person, [])]
    (table,) = tables(read("a.xlsx", workbook(rows)))
    rows_of = {row[0]: table.first_row + at for at, row in enumerate(table.rows[:6])}
    assert table.header == ("name", "city", "age") and (rows_of[NAME], rows_of["Ann Lee"]) == (2, 4)


def test_repeated_empty_rows_of_an_ods_count() -> None:
    def row(*cells: str) -> str:
        texts = (f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{''.join(texts)}</table:table-row>"

    gap = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    end = gap.replace('"3"', '"1048000"')
    held = row("name", "city", "age") + row(NAME, "Reno", "41") + gap + row("Ann Lee", "Boston", "52")
    held += row("Maria Holt", "Salem", "63") + end
    sheet = f'<office:spreadsheet><table:table table:name="S">{held}</table:table></office:spreadsheet>'
    found = tables(read("a.ods", odf(Kind.ODS, sheet)))
    rows = {row[0]: table.first_row + at for table in found for at, row in enumerate(table.rows)}
    assert (rows[NAME], rows["Ann Lee"], rows["Maria Holt"]) == (1, 5, 6)


def test_numbers_are_read_as_their_format_shows_them() -> None:
    rows: list[list[object]] = [["name", "ssn", "zip"], [NAME, 21369952, 2116], ["Ann Lee", 536228417, 97215]]
    formats = {
        f"{column}{at}": code for at in (2, 3) for column, code in (("B", r"000\-00\-0000"), ("C", "00000"))
    }
    (table,) = tables(read("a.xlsx", workbook(rows, formats)))
    assert table.rows == ((NAME, "021-36-9952", "02116"), ("Ann Lee", "536-22-8417", "97215"))


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (5035550142, r"[<=9999999]###\-####;\(###\)\ ###\-####", "(503) 555-0142"),
        (5550142, r"[<=9999999]###\-####;\(###\)\ ###\-####", "555-0142"),
        (15035550142, '"+"0 000 000 0000', "+1 503 555 0142"),
        (1234567, "000-00", "12345-67"),
        (1234, "#,##0", "1234"),
        (1234, '0.00" kg"', "1234"),
        (7, "General", "7"),
        (7, "000;-000;@", "007"),
        (42, '"PX-"000000', "PX-000042"),
        (12, "0%", "12"),
    ],
)
def test_a_mask_of_figures_is_filled_from_its_end(number: int, code: str, text: str) -> None:
    assert apply_mask(number, code) == text


def slide(text: str) -> str:
    return f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'


def related(*targets: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f"<Relationships>{inner}</Relationships>"


def test_slides_and_their_notes_are_counted_in_the_order_that_is_shown() -> None:
    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": f'<p:p xmlns:p="p" {R}><p:sldIdLst><p:sldId id="256" r:id="rId2"/>'
            '<p:sldId id="257" r:id="rId1"/></p:sldIdLst></p:p>',
            "ppt/_rels/presentation.xml.rels": related(
                ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": slide("Ann Lee"),
            "ppt/slides/slide2.xml": slide(NAME),
            "ppt/slides/_rels/slide1.xml.rels": related(("notesSlide", "../notesSlides/notesSlide7.xml")),
            "ppt/notesSlides/notesSlide7.xml": slide("Ophelia Hargrove"),
        }
    )
    pieces = read("a.pptx", data)
    pages = {piece.text: piece.where.page for piece in pieces if isinstance(piece, Passage)}
    assert pages == {NAME: 1, "Ann Lee": 2, "Ophelia Hargrove": 2}
    assert [piece.amount for piece in pieces if isinstance(piece, Note) and piece.measure == "pages"] == [2]


def test_a_main_part_with_a_number_files_put_into_a_text_and_hard_hyphens_are_read() -> None:
    hyphens = "<w:t>512</w:t><w:noBreakHyphen/><w:t>44</w:t><w:noBreakHyphen/><w:t>1290</w:t>"
    chunk = "<html><body>Ophelia Hargrove</body></html>"
    rels = related(("aFChunk", "/word/chunk9.html"))
    data = docx({"word/header3.xml": f"<w:hdr {W}><w:p><w:r>{hyphens}</w:r></w:p></w:hdr>"})
    data = rewritten(data, {"word/document.xml": "word/document2.xml"}, {})
    with zipfile.ZipFile(out := io.BytesIO(data), "a") as archive:
        archive.writestr("word/_rels/document2.xml.rels", rels)
        archive.writestr("word/chunk9.html", chunk)
    pieces = read("a.docx", out.getvalue())
    (kind,) = [piece.label for piece in pieces if isinstance(piece, Note) and piece.measure == "media_type"]
    assert kind == Kind.DOCX.value
    assert all(text in text_of(pieces) for text in (NAME, "512-44-1290", "Ophelia Hargrove"))
    assert not [piece for piece in pieces if isinstance(piece, Gap)]
