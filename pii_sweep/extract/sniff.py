"""Decide a blob's kind: the first bytes decide, the file name only breaks a tie among texts."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from typing import BinaryIO

from pii_sweep.errors import Empty

HEAD = 8192


class Kind(StrEnum):
    """A kind of file; the value is its media type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    GIF = "image/gif"
    BMP = "image/bmp"
    HEIC = "image/heic"
    SVG = "image/svg+xml"
    ZPL = "application/x-zpl"
    EPL = "application/x-epl"
    TEXT = "text/plain"
    LOG = "text/x-log"
    HTML = "text/html"
    SQL = "application/sql"
    CSV = "text/csv"
    TSV = "text/tab-separated-values"
    JSON = "application/json"
    JSONL = "application/x-ndjson"
    XML = "application/xml"
    YAML = "application/yaml"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
    XLS = "application/vnd.ms-excel"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    PARQUET = "application/vnd.apache.parquet"
    ORC = "application/vnd.apache.orc"
    AVRO = "application/vnd.apache.avro"
    ARROW = "application/vnd.apache.arrow.file"
    SQLITE = "application/vnd.sqlite3"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    DOC = "application/msword"
    PPT = "application/vnd.ms-powerpoint"
    ODT = "application/vnd.oasis.opendocument.text"
    ODP = "application/vnd.oasis.opendocument.presentation"
    RTF = "application/rtf"
    EPUB = "application/epub+zip"
    EML = "message/rfc822"
    MBOX = "application/mbox"
    MSG = "application/vnd.ms-outlook"
    VCARD = "text/vcard"
    ICS = "text/calendar"
    ZIP = "application/zip"
    TAR = "application/x-tar"
    GZIP = "application/gzip"
    BZIP2 = "application/x-bzip2"
    XZ = "application/x-xz"
    ZSTD = "application/zstd"
    SEVEN_ZIP = "application/x-7z-compressed"
    ENCRYPTED_OFFICE = "application/x-encrypted-office"
    UNKNOWN = "application/octet-stream"


MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"II+\0", Kind.TIFF),
    (b"MM\0+", Kind.TIFF),
    (b"GIF8", Kind.GIF),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\x1f\x8b", Kind.GZIP),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\0", Kind.XZ),
    (b"(\xb5/\xfd", Kind.ZSTD),
    (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN_ZIP),
    (b"PAR1", Kind.PARQUET),
    (b"PARE", Kind.PARQUET),
    (b"ORC", Kind.ORC),
    (b"Obj\x01", Kind.AVRO),
    (b"ARROW1\0\0", Kind.ARROW),
    (b"SQLite format 3\0", Kind.SQLITE),
    (b"{\\rtf", Kind.RTF),
)


def sniff(body: BinaryIO, name: str) -> Kind:
    """Return the kind of a seekable body, which is left at its start; raises Empty for no bytes."""
    body.seek(0)
    head = body.read(HEAD)
    body.seek(0)
    if not head:
        raise Empty()
    kind = _binary(head)
    if kind is Kind.ZIP:
        kind = _zip_kind(body)
    elif kind is Kind.UNKNOWN and head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        kind = Kind.DOC
    body.seek(0)
    if kind is not Kind.UNKNOWN:
        return kind
    text = decode_head(head)
    return Kind.UNKNOWN if text is None else _text_kind(text, name.lower())


def _binary(head: bytes) -> Kind:
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return Kind.BMP
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"avif"}:
        return Kind.HEIC
    if head[257:262] == b"ustar":
        return Kind.TAR
    return Kind.UNKNOWN


def _zip_kind(body: BinaryIO) -> Kind:
    try:
        with zipfile.ZipFile(body) as archive:
            names = set(archive.namelist()[:5000])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        return Kind.ZIP
    if "[Content_Types].xml" in names:
        for part, kind in (
            ("word/document.xml", Kind.DOCX),
            ("xl/workbook.xml", Kind.XLSX),
            ("xl/workbook.bin", Kind.XLSB),
            ("ppt/presentation.xml", Kind.PPTX),
        ):
            if part in names:
                return kind
    return Kind.ZIP


def decode_head(head: bytes) -> str | None:
    """Return the first bytes as text, or None where they are no text."""
    for bom, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    if len(head) > 8 and head.count(0, 0, 512) > 100:
        for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if head[offset:512:2].count(0) > 0.7 * len(head[offset:512:2]):
                return head.decode(encoding, "replace")
    control = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b\x0b\x02\x03")
    if 0 in head or control > len(head) * 0.02:
        return None
    return head.decode("utf-8", "replace")


def _text_kind(text: str, name: str) -> Kind:
    start = text.lstrip("\ufeff \t\r\n")
    if re.match(r"(?i)[~^]XA|(?:~\w{2}[^\n]*\n)*\s*\^XA", start) or "^XA" in start[:512]:
        return Kind.ZPL
    if name.endswith(".log"):
        return Kind.LOG
    return Kind.TEXT
