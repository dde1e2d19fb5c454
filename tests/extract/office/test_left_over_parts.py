"""Parts of an office package that no reader knows are read as files, not passed over."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table as Listed

from pii_sweep import read
from pii_sweep.config import Settings
from pii_sweep.extract.stream import CHUNK
from pii_sweep.extract.walk import walk
from pii_sweep.types import Gap, Note, Passage, Piece, Table

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
    ' PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TEXT = {
    "[Content_Types].xml": TYPES.format("word/document.xml", "wordprocessingml.document"),
    "word/document.xml": f"<w:document {W}><w:body><w:p><w:t>nothing</w:t></w:p></w:body></w:document>",
}
SHEETS = {
    "[Content_Types].xml": TYPES.format("xl/workbook.xml", "spreadsheetml.sheet"),
    "xl/workbook.xml": f"<workbook {S}/>",
    "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData><row/></sheetData></worksheet>",
}
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
SLIDES = {
    "[Content_Types].xml": TYPES.format("ppt/presentation.xml", "presentationml.presentation"),
    "ppt/presentation.xml": "<presentation/>",
    "ppt/slides/slide1.xml": f"<sld {A}><a:p><a:t>nothing</a:t></a:p></sld>",
}
ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
OPEN = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": f"<office:document-content {ODF}><office:body/></office:document-content>",
    "settings.xml": f"<office:document-settings {ODF}/>",
    "META-INF/manifest.xml": "<manifest xmlns='m'/>",
}
PAGE = "<html><body><p>Ottilie Brandvold</p></body></html>"
NOTE = "Ottilie Brandvold was here.\n"
DRAWN = f"<x {A}><a:p><a:r><a:t>Ottilie Brandvold</a:t></a:r></a:p></x>"
WRITTEN = f"<w:hdr {W}><w:p><w:r><w:t>Ottilie Brandvold</w:t></w:r></w:p></w:hdr>"
BOX = "<v:textbox><div><font size='2'>nothing<br>Ottilie Brandvold</font></div></v:textbox>"
SHAPES = f'<xml xmlns:v="v"><v:shape>{BOX}</v:shape></xml>'
GARBAGE = bytes(range(256)) * 4
PARTS = {
    "pivot cache": (
        SHEETS,
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f'<pivotCacheDefinition {S}><s v="Ottilie Brandvold"/></pivotCacheDefinition>',
    ),
    "linked workbook": (
        SHEETS,
        "xl/externalLinks/externalLink1.xml",
        f'<externalLink {S}><cell r="A1" t="str"><v>Ottilie Brandvold</v></cell></externalLink>',
    ),
    "connection": (
        SHEETS,
        "xl/connections.xml",
        f'<connections {S}><dbPr connection="User ID=Ottilie Brandvold"/></connections>',
    ),
    "chunk that nothing refers to": (TEXT, "word/afchunk.htm", "<html><p>Ottilie Brandvold</p></html>"),
    "page under the name of a header": (TEXT, "word/header9.xml", PAGE),
    "text under the name of a footer": (TEXT, "word/footer9.xml", NOTE),
    "record under the name of a comment": (TEXT, "word/comments7.xml", '{"name": "Ottilie Brandvold"}'),
    "macro of an open document": (OPEN, "Basic/Standard/Module1.xml", f"<s xmlns='s'>REM {NOTE}</s>"),
    "file in an open document": (OPEN, "data/people.csv", "name,age\nOttilie Brandvold,40\n"),
    "art": (
        TEXT,
        "word/header1.xml",
        f'<w:hdr {W} xmlns:v="v"><w:p><v:textpath string="Ottilie Brandvold"/></w:p></w:hdr>',
    ),
    "account of a commenter": (
        TEXT,
        "word/people.xml",
        '<w15:people xmlns:w15="w"><w15:person w15:author="x">'
        '<w15:presenceInfo w15:userId="S::Ottilie Brandvold@example.org::1"/></w15:person></w15:people>',
    ),
    "box over a chart of a text": (TEXT, "word/drawings/drawing1.xml", DRAWN),
    "box over a chart of slides": (SLIDES, "ppt/drawings/drawing1.xml", DRAWN),
    "drawing of a diagram": (TEXT, "word/diagrams/drawing1.xml", DRAWN),
    "old box of a sheet": (SHEETS, "xl/drawings/vmlDrawing1.vml", SHAPES),
    "old box of slides": (SLIDES, "ppt/drawings/vmlDrawing1.vml", SHAPES),
    "list of an old control": (
        SHEETS,
        "xl/drawings/vmlDrawing1.vml",
        '<xml xmlns:x="x"><x:ClientData><x:ListItem>Ottilie Brandvold</x:ListItem></x:ClientData></xml>',
    ),
    "list of a control": (
        SHEETS,
        "xl/ctrlProps/ctrlProp1.xml",
        '<formControlPr><itemLst><item val="Ottilie Brandvold"/></itemLst></formControlPr>',
    ),
    "ActiveX": (TEXT, "word/activeX/activeX1.xml", '<ocx><ocxPr value="Ottilie Brandvold"/></ocx>'),
    "web extension": (
        TEXT,
        "word/webextensions/webextension1.xml",
        '<webextension><property name="who" value="Ottilie Brandvold"/></webextension>',
    ),
    "linked data": (SHEETS, "xl/richData/rdrichvalue.xml", "<rvData><v>Ottilie Brandvold</v></rvData>"),
    "members of a cube": (SHEETS, "xl/metadata.xml", '<metadata><s v="Ottilie Brandvold"/></metadata>'),
    "head of a chart's sheet": (
        SHEETS,
        "xl/chartsheets/sheet1.xml",
        f"<chartsheet {S}><oddHeader>Ottilie Brandvold</oddHeader></chartsheet>",
    ),
    "who changed slides": (SLIDES, "ppt/changesInfos/changesInfo1.xml", '<chg name="Ottilie Brandvold"/>'),
    "master": (SLIDES, "ppt/slideMasters/slideMaster1.xml", DRAWN),
    "layout": (SLIDES, "ppt/slideLayouts/slideLayout1.xml", DRAWN),
    "variables of a glossary": (
        TEXT,
        "word/glossary/settings.xml",
        f'<w:settings {W}><w:docVar w:name="who" w:val="Ottilie Brandvold"/></w:settings>',
    ),
    "page in a folder of themes": (TEXT, "word/theme/x.htm", PAGE),
    "text in a folder of fonts": (TEXT, "word/fonts/notes.txt", NOTE),
    "page in a folder of properties": (TEXT, "docProps/x.htm", PAGE),
    "page in a folder of sheets": (SHEETS, "xl/worksheets/afchunk.htm", PAGE),
    "text in a folder of tables": (SHEETS, "xl/tables/a.txt", NOTE),
    "page in a folder of masters": (SLIDES, "ppt/notesMasters/x.htm", PAGE),
    "other custom data": (TEXT, "customXml/other.xml", "<a><b>Ottilie Brandvold</b></a>"),
    "relations by their name alone": (TEXT, "word/notes.rels", "<a><b>Ottilie Brandvold</b></a>"),
    "text in a folder of a folder": (TEXT, "sub/word/document.xml", WRITTEN),
    "custom data in a folder": (TEXT, "x/customXml/item1.xml", "<a><b>Ottilie Brandvold</b></a>"),
    "slide in a text": (TEXT, "ppt/slides/slide1.xml", DRAWN),
    "strings in a text": (TEXT, "xl/sharedStrings.xml", f"<sst {S}><si><t>Ottilie Brandvold</t></si></sst>"),
    "header in a workbook": (SHEETS, "word/header1.xml", WRITTEN),
    "styles of a text in a workbook": (SHEETS, "word/styles.xml", "<a><b>Ottilie Brandvold</b></a>"),
    "sheet in slides": (SLIDES, "xl/worksheets/sheet1.xml", "<a><v>Ottilie Brandvold</v></a>"),
}  # fmt: skip
CHUNKS = (
    "docProps/afchunk.htm", "docProps/app.xml", "customXml/chunk1.htm", "customXml/item1.xml",
    "word/fonts/a.htm", "word/drawing1.xml", "word/header9.xml", "word/Header9.xml", "word/styles.xml",
    "word/settings.xml", "word/theme/theme1.xml", "word/media/a.htm",
)  # fmt: skip
# What Word, Excel and PowerPoint write into files without macros, and what only says how these look.
FORM = {
    "word": (
        "theme/theme1.xml", "theme/themeOverride1.xml", "styles.xml", "stylesWithEffects.xml",
        "fontTable.xml", "webSettings.xml", "numbering.xml", "glossary/styles.xml", "glossary/fontTable.xml",
        "fonts/font1.odttf", "fonts/Open Sans-bold.ttf", "printerSettings/printerSettings1.bin",
        "charts/style1.xml", "charts/colors1.xml", "diagrams/layout1.xml", "diagrams/quickStyle1.xml",
        "diagrams/colors1.xml",
    ),
    "xl": (
        "theme/theme1.xml", "calcChain.xml", "printerSettings/printerSettings1.bin", "tables/table1.xml",
        "charts/style1.xml", "charts/colors1.xml",
    ),
    "ppt": (
        "theme/theme1.xml", "tableStyles.xml", "presProps.xml", "viewProps.xml", "revisionInfo.xml",
        "fonts/font1.fntdata", "printerSettings/printerSettings1.bin",
    ),
}  # fmt: skip
FORM_OF_ALL = (
    "docProps/thumbnail.jpeg", "docProps/thumbnail.emf", "customXml/itemProps1.xml",
    "_xmlsignatures/origin.sigs"
)  # fmt: skip
BASES = {"word": TEXT, "xl": SHEETS, "ppt": SLIDES}
LOOKS = [(home, f"{home}/{name}") for home, names in FORM.items() for name in names]
LOOKS += [(home, name) for home in FORM for name in FORM_OF_ALL]


def _package(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _read(parts: dict[str, str | bytes]) -> list[Piece]:
    return list(walk(read.blob_of(_package(parts)), Settings().extract))


def _shown(pieces: list[Piece]) -> str:
    cells = [cell for piece in pieces if isinstance(piece, Table) for row in piece.rows for cell in row]
    return " ".join([piece.text for piece in pieces if isinstance(piece, Passage)] + cells)


def _gaps(pieces: list[Piece]) -> list[tuple[tuple[str, ...], str]]:
    return [(piece.where.inside, piece.reason) for piece in pieces if isinstance(piece, Gap)]


def _members(pieces: list[Piece]) -> list[str]:
    return [
        piece.where.inside[-1] for piece in pieces if isinstance(piece, Note) and piece.measure == "member"
    ]


@pytest.mark.parametrize("kind", sorted(PARTS))
def test_what_such_a_part_says_is_read(kind: str) -> None:
    base, name, text = PARTS[kind]
    pieces = _read({**base, name: text})
    assert "Ottilie Brandvold" in _shown(pieces)
    assert not _gaps(pieces)


@pytest.mark.parametrize("name", CHUNKS)
def test_a_chunk_of_another_format_is_read_once_whatever_its_name(name: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    related = f'<Relationships><Relationship Id="a" Type="{kind}" Target="/{name}"/></Relationships>'
    pieces = _read({**TEXT, "word/_rels/document.xml.rels": related, name: PAGE})
    assert _shown(pieces).count("Ottilie Brandvold") == 1
    assert "nothing" in _shown(pieces)
    assert _members(pieces) == [name]
    assert not _gaps(pieces)


def test_broken_relations_leave_the_text_and_are_a_gap() -> None:
    pieces = _read({**TEXT, "word/_rels/document.xml.rels": "<Relationships><Relationship"})
    assert "nothing" in _shown(pieces)
    assert _gaps(pieces) == [((), "MALFORMED_FILE")]


@pytest.mark.parametrize("ahead", range(1, 5))
def test_an_open_break_of_a_line_is_closed_wherever_a_chunk_ends(ahead: int) -> None:
    before, after = SHAPES.split("<br>")
    padding = " " * (CHUNK - ahead - len(before))
    shapes = before.replace(">", f"{padding}>", 1) + "<br>" + after
    assert shapes.index("<br>") == CHUNK - ahead
    pieces = _read({**SHEETS, "xl/drawings/vmlDrawing1.vml": shapes})
    assert "nothing\nOttilie Brandvold" in _shown(pieces)
    assert not _gaps(pieces)


@pytest.mark.parametrize(
    ("home", "name"),
    [
        ("word", "word/vbaProject.bin"), ("xl", "xl/vbaProject.bin"), ("ppt", "ppt/vbaProject.bin"),
        ("word", "word/activeX/activeX1.bin"), ("xl", "xl/ctrlProps/a.bin"), ("word", "word/fonts/a.bin"),
        ("word", "word/theme/theme1.bin"), ("word", "sub/word/fonts/font1.odttf"),
        ("ppt", "word/fonts/font1.odttf"),
    ],
)  # fmt: skip
def test_what_is_no_text_and_no_form_is_a_gap_that_names_the_part(home: str, name: str) -> None:
    pieces = _read({**BASES[home], name: GARBAGE})
    assert _gaps(pieces) == [((name,), "UNSUPPORTED_FILE_TYPE_EXCEPTION")]


@pytest.mark.parametrize(("home", "name"), LOOKS)
def test_what_says_how_a_package_looks_is_neither_read_nor_a_gap(home: str, name: str) -> None:
    # the same bytes are a gap where they are not excused, by their name and by their folder
    pieces = _read({**BASES[home], name: GARBAGE, f"{name}.x": GARBAGE, f"sub/{name}": GARBAGE})
    assert sorted(inside for inside, _ in _gaps(pieces)) == sorted([(f"{name}.x",), (f"sub/{name}",)])
    assert name not in _members(pieces)


def test_a_workbook_with_comments_charts_and_tables_has_no_gap() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", "sum"])
    sheet.append(["Ottilie Brandvold", 3])
    sheet["A2"].comment = Comment("Asked twice", "Ann Lee")
    sheet.add_table(Listed(displayName="sums", ref="A1:B2"))
    sheet.add_chart(BarChart(), "D4")
    book.create_chartsheet().add_chart(BarChart())
    book.save(out := io.BytesIO())
    pieces = list(walk(read.blob_of(out.getvalue()), Settings().extract))
    assert all(text in _shown(pieces) for text in ("Ottilie Brandvold", "Asked twice", "Ann Lee"))
    assert not _gaps(pieces)
