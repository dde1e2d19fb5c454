"""Every kind that is read is read at the right place."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.sniff.decide import sniff
from pii_sweep.extract.walk import READERS, walk
from pii_sweep.types import Blob, Gap, Note, ObjectRef, Passage, Piece, Table, Where
from tests.extract.samples import MAIL, NAME, pictures, samples


@dataclass(frozen=True)
class Place:
    """Where the person of a sample is: fields that are None do not count."""

    inside: tuple[str, ...] = ()
    line: int | None = None
    page: int | None = None
    row: int | None = None
    column: str | None = None
    json_path: str | None = None
    layout: str | None = None


CELL = Place(row=2, column="name")
PLACES = {
    Kind.TEXT: Place(line=3, layout="prose"),
    Kind.POSTSCRIPT: Place(line=3, layout="prose"),
    Kind.EMF: Place(layout="prose"),
    Kind.WMF: Place(layout="prose"),
    Kind.LOG: Place(line=2, layout="log"),
    Kind.CSV: CELL,
    Kind.TSV: CELL,
    Kind.JSON: Place(json_path="$.customer.name", layout="fields"),
    Kind.JSONL: Place(row=2, column="$.name"),
    Kind.XML: Place(row=2, column="/name"),
    Kind.SVG: Place(json_path="/svg/text"),
    Kind.YAML: Place(json_path="$.customer.name"),
    Kind.HTML: Place(layout="prose"),
    Kind.SQL: Place(inside=("people",), row=2, column="name"),
    Kind.XLSX: Place(inside=("People",), row=2, column="name"),
    Kind.XLS: CELL,
    Kind.XLSB: CELL,
    Kind.DBF: Place(row=2, column="NAME"),
    Kind.PLIST: Place(json_path="$.customer.name", layout="fields"),
    Kind.TNEF: Place(json_path="Recipient", layout="fields"),
    Kind.ODS: Place(inside=("People",), row=2, column="name"),
    Kind.PARQUET: CELL,
    Kind.ORC: CELL,
    Kind.ARROW: CELL,
    Kind.AVRO: Place(row=2, column="$.name"),
    Kind.SQLITE: Place(inside=("people",), row=2, column="name"),
    Kind.WAL: Place(inside=("page-2",), row=2),
    Kind.DOCX: Place(layout="prose"),
    Kind.PPTX: Place(page=2),
    Kind.DOC: Place(layout="prose"),
    Kind.PPT: Place(layout="prose"),
    Kind.ODT: Place(layout="prose"),
    Kind.ODP: Place(layout="prose"),
    Kind.RTF: Place(layout="prose"),
    Kind.EPUB: Place(inside=("OPS/c1.xhtml",)),
    Kind.EML: Place(json_path="To", layout="fields"),
    Kind.MBOX: Place(inside=("message-1.eml",), json_path="To"),
    Kind.MSG: Place(json_path="Recipient", layout="fields"),
    Kind.CMS: Place(inside=("people.csv",), row=2, column="name"),
    Kind.VCARD: Place(line=3, layout="fields"),
    Kind.ICS: Place(line=4, layout="fields"),
    Kind.X12: Place(line=1, row=1, layout="fields"),
    Kind.EDIFACT: Place(line=4, row=1, layout="fields"),
    Kind.HL7: Place(line=5, row=2, layout="fields"),
    Kind.AAMVA: Place(line=1, row=1, layout="fields"),
    Kind.LDIF: Place(line=5, row=2, layout="fields"),
    Kind.FORM: Place(line=2, row=2, layout="fields"),
    Kind.OFX: Place(line=4, row=2, layout="fields"),
    Kind.SWIFT: Place(line=4, row=2, layout="fields"),
    Kind.FIXED_RECORDS: Place(line=4, row=4, layout="fields"),
    Kind.DSN: Place(line=2, row=1, layout="fields"),
    Kind.EFW2: Place(line=4, row=4, layout="fields"),
    Kind.SIP2: Place(line=1, row=1, layout="fields"),
    Kind.NCPDP: Place(line=1, row=1, layout="fields"),
    Kind.EPP: Place(inside=("KONTRAHENCI",), row=2, column="short name"),
    Kind.XDT: Place(line=2, row=1, layout="fields"),
    Kind.BSON: Place(row=2, column="$.name"),
    Kind.DICOM: Place(json_path="$.Patient name", layout="fields"),
    Kind.FILM: Place(layout="metadata"),
    Kind.APPLE_DOUBLE: Place(json_path="com.apple.FinderComment", layout="fields"),
    Kind.DS_STORE: Place(layout="metadata"),
    Kind.ZIP: Place(inside=("in/people.csv",), row=2, column="name"),
    Kind.TAR: Place(inside=("in/people.csv",), row=2, column="name"),
    Kind.GZIP: Place(inside=("people.csv",), row=2, column="name"),
    Kind.BZIP2: Place(inside=("people.csv",), row=2, column="name"),
    Kind.XZ: Place(inside=("people.csv",), row=2, column="name"),
    Kind.ZSTD: Place(inside=("people.csv",), row=2, column="name"),
    Kind.LZMA: Place(inside=("people.csv",), row=2, column="name"),
    Kind.LZ4: Place(inside=("people.csv",), row=2, column="name"),
    Kind.OLE_OBJECT: Place(inside=("people.csv",), row=2, column="name"),
    Kind.SEVEN_ZIP: Place(inside=("people.csv",), row=2, column="name"),
    Kind.WARC: Place(inside=("https://shop.example/people.csv",), row=2, column="name"),
}


# Of these what is said beside the pictures is read, and the pictures are a gap.
HEADERS_ONLY = frozenset({Kind.DICOM, Kind.FILM, Kind.POSTSCRIPT})


def read(name: str, data: bytes, settings: Extract | None = None) -> list[Piece]:
    """Return all pieces of a file."""
    blob = Blob(Where(ObjectRef("bucket", name)), lambda: io.BytesIO(data), len(data))
    return list(walk(blob, settings or Extract(ocr="fast", faces=False)))


def places(pieces: list[Piece], value: str) -> list[Place]:
    """Return every place where a value stands."""
    found = []
    for piece in pieces:
        if isinstance(piece, Table):
            for at, row in enumerate(piece.rows):
                for cell, text in enumerate(row):
                    if value in text:
                        name = piece.header[cell] if piece.header else None
                        found.append(Place(piece.where.inside, row=piece.first_row + at, column=name))
        elif isinstance(piece, Passage) and value in piece.text:
            at = piece.text.index(value)
            span = next((span for span in piece.spans if span.start <= at < span.end), None)
            line = (span.line if span else None) or piece.where.line
            path = span.json_path if span else None
            found.append(
                Place(
                    piece.where.inside,
                    line,
                    piece.where.page,
                    row=piece.where.row,
                    json_path=path,
                    layout=piece.layout,
                )
            )
    return found


def fits(found: Place, wanted: Place) -> bool:
    """Return whether a place is the wanted one in all that is asked of it."""
    asked = ("line", "page", "row", "column", "json_path", "layout")
    return found.inside == wanted.inside and all(
        getattr(wanted, name) in {None, getattr(found, name)} for name in asked
    )


@pytest.mark.parametrize("kind", sorted(PLACES), ids=lambda kind: kind.name)
def test_a_file_of_this_kind_is_recognized_by_content_and_read_at_the_right_place(kind: Kind) -> None:
    name, data = samples()[kind]
    assert sniff(io.BytesIO(data), name) is kind
    pieces = read(name, data)
    assert [piece.label for piece in pieces if isinstance(piece, Note) and piece.measure == "media_type"] == [
        kind
    ]
    unread = [piece.reason for piece in pieces if isinstance(piece, Gap)]
    assert unread == (["UNSUPPORTED_FILE_TYPE_EXCEPTION"] if kind in HEADERS_ONLY else [])
    found = places(pieces, NAME)
    assert any(fits(place, PLACES[kind]) for place in found), found


@pytest.mark.parametrize("kind", sorted(pictures()), ids=lambda kind: kind.name)
def test_a_page_picture_or_label_is_recognized_by_content_and_its_text_is_read(kind: Kind) -> None:
    name, data = pictures()[kind]
    assert sniff(io.BytesIO(data), name) is kind
    text = " ".join(piece.text for piece in read(name, data) if isinstance(piece, Passage))
    assert NAME.lower() in " ".join(text.lower().split())


def test_every_kind_with_a_reader_has_a_sample_and_a_wanted_place() -> None:
    wanted = set(PLACES) | set(pictures()) | {Kind.ENCRYPTED_OFFICE, Kind.PGP}
    assert set(READERS) == wanted


# Of fixed records.
BANKS = (
    *("NACHA", "Cuaderno 43", "CFONB", "CODA", "DTAUS", "BgMax", "Autogiro"),
    *("AvtaleGiro", "Telepay", "ABA", "Zengin", "DTA", "RIBA", "BAI2", "CNAB"),
    *("Alloggiati", "IRP5", "BIR", "Companies House", "Sirsi", "Bacs", "Standard 005", "Masav", "TITO"),
    *(
        "Elixir",
        "AEAT",
        "Previred",
        "SIE",
        "TDS",
        "Dirf",
        "SEFIP",
        "PILA",
        "IDSE",
        "GEDCOM",
        "Metro 2",
        "HPRIM",
        "dumps of DICOM",
        "TRF",
    ),
)
NAMES = {
    "Plain text": Kind.TEXT,
    "logs": Kind.LOG,
    "PDF": Kind.PDF,
    "JPEG": Kind.JPEG,
    "PNG": Kind.PNG,
    "TIFF": Kind.TIFF,
    "WebP": Kind.WEBP,
    "GIF": Kind.GIF,
    "BMP": Kind.BMP,
    "HEIC": Kind.HEIC,
    "AVIF": Kind.HEIC,
    "JPEG 2000": Kind.JP2,
    "ICO": Kind.ICO,
    "PCX": Kind.PCX,
    "EMF": Kind.EMF,
    "WMF": Kind.WMF,
    "PSD": Kind.PSD,
    "PostScript": Kind.POSTSCRIPT,
    "PBM": Kind.PNM,
    "PGM": Kind.PNM,
    "PPM": Kind.PNM,
    "ZPL": Kind.ZPL,
    "EPL": Kind.EPL,
    "CSV": Kind.CSV,
    "TSV": Kind.TSV,
    "PSV": Kind.CSV,
    "JSON": Kind.JSON,
    "JSON lines": Kind.JSONL,
    "XML": Kind.XML,
    "SVG": Kind.SVG,
    "YAML": Kind.YAML,
    "HTML": Kind.HTML,
    "SQL dumps": Kind.SQL,
    "SQLite": Kind.SQLITE,
    "SQLite's write-ahead logs": Kind.WAL,
    "Parquet": Kind.PARQUET,
    "ORC": Kind.ORC,
    "Arrow": Kind.ARROW,
    "Avro": Kind.AVRO,
    "XLSX": Kind.XLSX,
    "XLS": Kind.XLS,
    "ODS": Kind.ODS,
    "XLSB": Kind.XLSB,
    "DBF": Kind.DBF,
    "Binary property lists": Kind.PLIST,
    "winmail.dat": Kind.TNEF,
    "DOCX": Kind.DOCX,
    "ODT": Kind.ODT,
    "DOC": Kind.DOC,
    "RTF": Kind.RTF,
    "PPTX": Kind.PPTX,
    "PPT": Kind.PPT,
    "ODP": Kind.ODP,
    "EPUB": Kind.EPUB,
    "Embedded objects": Kind.OLE_OBJECT,
    "Encrypted office files": Kind.ENCRYPTED_OFFICE,
    "Mail": Kind.EML,
    "mailboxes": Kind.MBOX,
    "Outlook messages": Kind.MSG,
    "vCard": Kind.VCARD,
    "iCalendar": Kind.ICS,
    "X12": Kind.X12,
    "EDIFACT": Kind.EDIFACT,
    "HL7 v2": Kind.HL7,
    "AAMVA": Kind.AAMVA,
    "CMS": Kind.CMS,
    "PGP messages": Kind.PGP,
    "LDIF": Kind.LDIF,
    "URL-encoded forms": Kind.FORM,
    "OFX": Kind.OFX,
    "SWIFT MT": Kind.SWIFT,
    **dict.fromkeys(BANKS, Kind.FIXED_RECORDS),
    "DSN": Kind.DSN,
    "xDT": Kind.XDT,
    "EDI++": Kind.EPP,
    "EFW2": Kind.EFW2,
    "SIP2": Kind.SIP2,
    "NCPDP": Kind.NCPDP,
    "AppleDouble": Kind.APPLE_DOUBLE,
    ".DS_Store": Kind.DS_STORE,
    "ZIP": Kind.ZIP,
    "7z": Kind.SEVEN_ZIP,
    "BSON": Kind.BSON,
    "DICOM": Kind.DICOM,
    "MP4": Kind.FILM,
    "MOV": Kind.FILM,
    "TAR": Kind.TAR,
    "gzip": Kind.GZIP,
    "bzip2": Kind.BZIP2,
    "xz": Kind.XZ,
    "Zstandard": Kind.ZSTD,
    "LZMA": Kind.LZMA,
    "LZ4": Kind.LZ4,
    "WARC": Kind.WARC,
}


def table_of_formats() -> list[list[str]]:
    """Return the rows of the reference's table of what is read."""
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    section = page.partition("# What is read")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_every_row_of_the_table_of_formats_says_all_and_has_a_fixture() -> None:
    have = {**samples(), **pictures()}
    for names, *told in table_of_formats():
        assert len(told) == 3 and all(told), names
        for name in names.split(", "):
            assert NAMES[name] in have, name
            assert NAMES[name] in READERS, name


def test_every_kind_with_a_reader_stands_in_the_table_of_formats() -> None:
    listed = {NAMES[name] for names, *_ in table_of_formats() for name in names.split(", ")}
    assert listed == set(READERS), set(READERS) ^ listed


@pytest.mark.parametrize(
    "kind", sorted(set(samples()) - {Kind.ENCRYPTED_OFFICE, Kind.PGP}), ids=lambda kind: kind.name
)
def test_a_file_cut_at_every_tenth_is_accounted_for(kind: Kind) -> None:
    name, data = samples()[kind]
    for tenth in range(10):
        cut = partial(io.BytesIO, data[: len(data) * tenth // 10])
        blob = Blob(Where(ObjectRef("bucket", name)), cut, len(data))  # listed with its whole size
        pieces = list(walk(blob, Extract(ocr="off", faces=False)))
        told = [piece for piece in pieces if isinstance(piece, (Gap, Passage, Table, Note))]
        assert told, tenth


@pytest.mark.parametrize(
    "kind",
    [Kind.CSV, Kind.JSON, Kind.XLSX, Kind.PARQUET, Kind.DOCX, Kind.EML, Kind.ZIP, Kind.TAR, Kind.XML],
    ids=lambda kind: kind.name,
)
def test_a_wrong_extension_does_not_matter(kind: Kind) -> None:
    _, data = samples()[kind]
    for name in ("a", "a.jpg", "a.bin"):
        assert any(fits(place, PLACES[kind]) for place in places(read(name, data), NAME))


def test_a_mail_is_read_once_though_both_bodies_say_the_same() -> None:
    text = " ".join(piece.text for piece in read(*samples()[Kind.EML]) if isinstance(piece, Passage))
    assert text.count("12 Elm") == 1


def test_a_mail_body_that_says_more_in_html_is_read_in_html() -> None:
    mail = (
        "From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\n\r\n"
        f"See this in a browser\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>Dear {NAME}</p>\r\n--c--\r\n"
    )
    assert places(read("a.eml", mail.encode()), NAME)


def test_a_mail_link_of_a_page_is_text() -> None:
    assert places(read(*samples()[Kind.HTML]), MAIL)


def test_json_in_a_page_is_read_and_what_other_scripts_say_in_strings() -> None:
    page = f'<html><script>var q="{MAIL}", id="a1"</script>'
    page += f'<script type="application/ld+json">{{"name":"{NAME}"}}</script></html>'
    pieces = read("a.html", page.encode())
    assert places(pieces, NAME) == [Place(("script-1.json",), json_path="$.name", layout="fields")]
    assert places(pieces, MAIL) == [Place(layout="prose")]
    assert not any("a1" in piece.text for piece in pieces if isinstance(piece, Passage))


def test_hidden_form_values_of_a_page_are_text() -> None:
    page = f'<html><body><form><input type="hidden" name="who" value="{NAME}"></form></body></html>'
    assert places(read("a.html", page.encode()), NAME)


def test_several_documents_of_a_directory_name_their_own_lines() -> None:
    cards = "".join(f"BEGIN:VCARD\nFN:Person {at}\nEND:VCARD\n" for at in range(3))
    passages = [piece for piece in read("a.vcf", cards.encode()) if isinstance(piece, Passage)]
    assert [piece.spans[0].line for piece in passages] == [2, 5, 8]
