"""Decide a blob's kind: the first bytes decide, the file name only breaks a tie among texts."""

from __future__ import annotations

import re
import zipfile
import zlib
from itertools import islice
from typing import BinaryIO

from pii_sweep.errors import Empty, Unreadable
from pii_sweep.extract.archive.zip_directory import Unlisted, entries
from pii_sweep.extract.image.video import is_film
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.mail.cms import is_cms
from pii_sweep.extract.office.ole import SIGNATURE, ole_kind
from pii_sweep.extract.records.bson import is_bson
from pii_sweep.extract.records.dicom import is_dicom
from pii_sweep.extract.sniff.image import image_kind
from pii_sweep.extract.sniff.object_stream import is_object_stream
from pii_sweep.extract.sniff.text import text_kind
from pii_sweep.extract.table.dbf import is_dbf
from pii_sweep.extract.text.decode import codec, register_lenient
from pii_sweep.extract.text.legacy_codec import fits
from pii_sweep.extract.text.record_marks import find_marks
from pii_sweep.extract.text.second_document import find_change, second_document
from pii_sweep.extract.text.terminal_codes import strip_codes

__all__ = ["Kind", "sniff"]

HEAD = 8192
PARTS_SEEN = 20_000  # members among which those of an office document are looked for


MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", Kind.PDF),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"II+\0", Kind.TIFF),
    (b"MM\0+", Kind.TIFF),
    (b"GIF8", Kind.GIF),
    (b"8BPS\0\1", Kind.PSD),
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
    (b"\x37\x7f\x06\x82\0\x2d\xe2\x18", Kind.WAL),
    (b"\x37\x7f\x06\x83\0\x2d\xe2\x18", Kind.WAL),
    (b"\x04\x22\x4d\x18", Kind.LZ4),
    (b"{\\rtf", Kind.RTF),
    (b"Salted__", Kind.PGP),  # what OpenSSL encrypts
    (b"bplist0", Kind.PLIST),
    (b"\x78\x9f\x3e\x22", Kind.TNEF),
    (b"\0\5\x16\7\0\2\0\0", Kind.APPLE_DOUBLE),
    (b"\0\0\0\1Bud1", Kind.DS_STORE),
)

# Signatures of letters, which a text may begin with, and what such files have in their head, and no text.
_WORDS = (b"GIF8", b"BZh", b"PAR1", b"PARE", b"ORC", b"bplist0")
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")

_PACKED = (".snappy", ".sz", ".lzo", ".lzf", ".lz4", ".br", ".lz", ".deflate", ".z")

# ISO 32000-1, annex H.3.4.1: within the first 1,024 bytes; a text that speaks of it does so in a line.
PDF = re.compile(rb"(?:\A|[\r\n\0\xbf])[ \t]*%PDF-")

SKIPPABLE = b"\x2a\x4d\x18"  # a frame that parallel compressors put first (RFC 8878, 3.1.2)
# The usual properties, a dictionary of a power of two, and a length that is not known or below 16 TiB.
LZMA = re.compile(rb"\x5d\0\0[\0-\x80][\0-\x10](?:\xff{8}|.{5}\0{3})", re.S)
# A note that begins with the format's name has no field in its next line.
WARC = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n[\w-]+:")
ARROW_STREAM = re.compile(rb"\xff\xff\xff\xff..\0\0.\0\0\0", re.S)

# The part that makes a package a document of its kind; some writers number it.
PARTS = (
    (re.compile(r"word/document\d*\.xml"), Kind.DOCX),
    (re.compile(r"xl/workbook\d*\.xml"), Kind.XLSX),
    (re.compile(r"xl/workbook\.bin"), Kind.XLSB),
    (re.compile(r"ppt/presentation\d*\.xml"), Kind.PPTX),
)


def sniff(body: BinaryIO, name: str) -> Kind:
    """Return the kind of a seekable body, which is left at its start; raises Empty for no bytes."""
    body.seek(0)
    head = body.read(HEAD)
    body.seek(0)
    if not head:
        raise Empty()
    kind = Kind.UNKNOWN if _is_word(head) else _binary(head)
    if kind is Kind.ZIP:
        kind = _zip_kind(body, head)
    elif kind is Kind.UNKNOWN and head.startswith(SIGNATURE):
        body.seek(0)
        return ole_kind(body)
    body.seek(0)
    if kind is not Kind.UNKNOWN:
        return kind
    # Packed without a signature, a text shows between marks of what is repeated: most of it, and not all.
    if name.lower().endswith(_PACKED) and _CONTROL.search(_narrow(head)):
        return Kind.UNKNOWN
    if is_object_stream(head, whole=len(head) < HEAD):
        return Kind.UNKNOWN
    name_of_codec = codec(head.translate(find_marks(head)))[0]
    ends = min(filter(None, (second_document(head), find_change(head, name_of_codec))), default=None)
    text = decode_head(head[:ends])
    return Kind.UNKNOWN if text is None else text_kind(text, name.lower(), len(head) < HEAD)


def _narrow(head: bytes) -> bytes:
    """Return wide text in letters of one byte, other bytes as they are; DOS's sign of the end is left out."""
    name = codec(head)[0]
    if name.startswith(("utf-16", "utf-32")):
        head = head.decode(name, "replace").replace("\ufffd", "\0").encode("utf-8", "replace")
    return head.removesuffix(b"\x1a") if len(head) < HEAD else head


def _is_word(head: bytes) -> bool:
    """Return whether a signature of letters is the first word of a text."""
    return head.startswith(_WORDS) and _CONTROL.search(head) is None and fits(head, "utf-8") is not None


def _binary(head: bytes) -> Kind:
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if is_cms(head):
        return Kind.CMS
    if is_bson(head):
        return Kind.BSON
    if is_tar(head):
        return Kind.TAR
    if head[1:4] == SKIPPABLE and head[0] >> 4 == 5:
        return Kind.ZSTD
    if LZMA.match(head):
        return Kind.LZMA
    if WARC.match(head):
        return Kind.WARC
    if ARROW_STREAM.match(head):
        return Kind.ARROW
    if is_dicom(head):
        return Kind.DICOM
    if is_dbf(head):
        return Kind.DBF
    fixed = image_kind(head) or (Kind.FILM if is_film(head) else None)
    # A signature that is sought comes last: a container whose first member is a PDF has one in its head too.
    return fixed or (Kind.PDF if PDF.search(head[:1024]) else Kind.UNKNOWN)


def is_tar(head: bytes) -> bool:
    """Return whether bytes begin with a header of TAR: POSIX names itself, that of 1979 only sums up."""
    if head[257:262] == b"ustar":
        return True
    block = head[:512]
    written = re.fullmatch(rb" *([0-7]{1,7})[ \0]*", block[148:156])
    return (
        written is not None
        and len(block) == 512
        and block[0] > 0
        and int(written[1], 8) == sum(block) - sum(block[148:156]) + 8 * ord(" ")
    )


def _zip_kind(body: BinaryIO, head: bytes) -> Kind:
    """Return what a ZIP is: ODF and EPUB say it in their first member, OOXML by its parts."""
    if head[30:38] == b"mimetype" and (kind := _named_kind(head[38:128])):
        return kind
    try:
        found = {info.filename: info for info in islice(entries(body), PARTS_SEEN)}
        # One that was packed again has it anywhere, and deflated.
        if "content.xml" in found and (info := found.get("mimetype")):
            return _named_kind(_read_start(body, info)) or Kind.ZIP
    except (OSError, ValueError, Unreadable):
        return Kind.ZIP
    names = found.keys()
    if "[Content_Types].xml" not in names:
        return Kind.ZIP
    return next((kind for part, kind in PARTS if any(map(part.fullmatch, names))), Kind.ZIP)


def _named_kind(said: bytes) -> Kind | None:
    """Return the kind that a package's `mimetype` says it is."""
    named = (
        kind for kind in (Kind.ODT, Kind.ODS, Kind.ODP, Kind.EPUB) if said.startswith(kind.value.encode())
    )
    return next(named, None)


def _read_start(body: BinaryIO, info: zipfile.ZipInfo) -> bytes:
    """Return how a small member begins, nothing of one that cannot be unpacked."""
    try:
        with Unlisted(body) as archive, archive.open(info) as member:
            return member.read(128)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return b""


def decode_head(head: bytes) -> str | None:
    """Return the first bytes as text without a terminal's codes, or None where they are no text."""
    head = head.translate(find_marks(head))
    name, mark = codec(head)
    text = strip_codes(head[mark:].decode(name, register_lenient()))
    odd = sum(
        1 for sign in text if sign < " " and sign not in "\t\n\r\f\v\x1b\x01\x02\x03\x10\x1c\x1d\x1e\x1f"
    )
    odd += text.count("\ufffd")
    return None if odd > len(text) * 0.02 or (name == "utf-8" and "\0" in text[:512]) else text
