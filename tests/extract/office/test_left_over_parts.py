"""Parts of an office package that no reader knows are read as files, not passed over."""

from __future__ import annotations

import io
import zipfile

import pytest

from pii_sweep import read
from pii_sweep.config import Settings
from pii_sweep.extract.walk import walk
from pii_sweep.types import Gap, Passage, Table

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
}  # fmt: skip


def _package(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", sorted(PARTS))
def test_what_such_a_part_says_is_read(kind: str) -> None:
    base, name, text = PARTS[kind]
    pieces = list(walk(read.blob_of(_package({**base, name: text})), Settings().extract))
    shown = " ".join(piece.text for piece in pieces if isinstance(piece, Passage))
    shown += " ".join(
        cell for piece in pieces if isinstance(piece, Table) for row in piece.rows for cell in row
    )
    assert "Ottilie Brandvold" in shown


@pytest.mark.parametrize("base", [TEXT, SHEETS], ids=["text", "sheets"])
def test_a_program_in_a_package_is_read_or_a_gap(base: dict[str, str]) -> None:
    folder = "word" if base is TEXT else "xl"
    pieces = walk(
        read.blob_of(_package({**base, f"{folder}/vbaProject.bin": bytes(range(256)) * 4})),
        Settings().extract,
    )
    assert [piece for piece in pieces if isinstance(piece, Gap)]


def test_what_says_how_a_package_looks_is_no_gap() -> None:
    form = {
        "word/theme/theme1.xml": "<a/>", "word/styles.xml": "<a/>", "word/fonts/font1.odttf": b"\0\1\2",
        "docProps/thumbnail.emf": b"\0\1", "word/printerSettings/printerSettings1.bin": b"\0\1\2",
    }  # fmt: skip
    pieces = walk(read.blob_of(_package({**TEXT, **form})), Settings().extract)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]
