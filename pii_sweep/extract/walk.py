"""Bytes in, pieces out: sniff the kind, call its reader, and walk what lies inside.

The readers' generators are kept on an explicit stack, so nesting costs no call depth and a
member is read while its archive is still open. Only this module turns an Unreadable into a Gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import BinaryIO, Final, cast

from pii_sweep.config import Extract
from pii_sweep.errors import Empty, TooBig, Unreadable, Unsupported
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.sniff import Kind, sniff
from pii_sweep.types import Blob, Gap, Note, Piece, Where

Reader = Callable[[BinaryIO, Where, Budget], Iterator[Piece | Blob]]

# Kind → module:function; a kind without a row is unsupported. Modules load on first use.
READERS: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "aligned:read_plain",
    Kind.LOG: "text:read_log",
    Kind.POSTSCRIPT: "text:read_source",
    Kind.PDF: "pdf:read_pdf",
    Kind.JPEG: "image:read_image",
    Kind.PNG: "image:read_image",
    Kind.TIFF: "image:read_image",
    Kind.WEBP: "image:read_image",
    Kind.GIF: "image:read_image",
    Kind.BMP: "image:read_image",
    Kind.HEIC: "image:read_image",
    Kind.JP2: "image:read_image",
    Kind.ICO: "image:read_image",
    Kind.PCX: "image:read_image",
    Kind.EMF: "metafile:read_metafile",
    Kind.WMF: "metafile:read_metafile",
    Kind.PSD: "image:read_image",
    Kind.PNM: "image:read_image",
    Kind.ZPL: "label:read_zpl",
    Kind.EPL: "label:read_epl",
    Kind.CSV: "table_csv:read_csv",
    Kind.TSV: "table_csv:read_csv",
    Kind.JSON: "records_json:read_json",
    Kind.JSONL: "records_json:read_jsonl",
    Kind.XML: "records_xml:read_xml",
    Kind.SVG: "records_xml:read_xml",
    Kind.YAML: "records_yaml:read_yaml",
    Kind.PARQUET: "table_columnar:read_parquet",
    Kind.ORC: "table_columnar:read_orc",
    Kind.ARROW: "table_columnar:read_arrow",
    Kind.AVRO: "table_avro:read_avro",
    Kind.XLSX: "table_xlsx:read_xlsx",
    Kind.XLS: "table_xls:read_xls",
    Kind.XLSB: "table_xlsb:read_xlsb",
    Kind.DBF: "table_dbf:read_dbf",
    Kind.PLIST: "records_plist:read_plist",
    Kind.BSON: "records_bson:read_bson",
    Kind.DICOM: "records_dicom:read_dicom",
    Kind.FILM: "film:read_film",
    Kind.DOCX: "office_text:read_docx",
    Kind.PPTX: "office_text:read_pptx",
    Kind.ODT: "office_text:read_odf",
    Kind.ODP: "office_text:read_odf",
    Kind.EPUB: "archive_zip:read_zip",
    Kind.ODS: "table_ods:read_ods",
    Kind.SQLITE: "table_sqlite:read_sqlite",
    Kind.WAL: "table_wal:read_wal",
    Kind.SQL: "table_sql:read_sql",
    Kind.VCARD: "mail_card:read_card",
    Kind.ICS: "mail_card:read_card",
    Kind.X12: "message_x12:read_x12",
    Kind.EDIFACT: "message_edifact:read_edifact",
    Kind.HL7: "message_hl7:read_hl7",
    Kind.AAMVA: "message_aamva:read_aamva",
    Kind.LDIF: "message_ldif:read_ldif",
    Kind.GEDCOM: "message_gedcom:read_gedcom",
    Kind.FORM: "message_form:read_form",
    Kind.OFX: "message_bank:read_ofx",
    Kind.QIF: "message_bank:read_qif",
    Kind.SWIFT: "message_bank:read_swift",
    Kind.MSG: "mail_msg:read_msg",
    Kind.TNEF: "mail_tnef:read_tnef",
    Kind.CMS: "mail_cms:read_cms",
    Kind.PGP: "office_legacy:refuse_encrypted",
    Kind.DOC: "office_doc:read_doc",
    Kind.PPT: "office_ppt:read_ppt",
    Kind.RTF: "office_rtf:read_rtf",
    Kind.OLE_OBJECT: "ole_object:read_object",
    Kind.ENCRYPTED_OFFICE: "office_legacy:refuse_encrypted",
    Kind.HTML: "text_html:read_html",
    Kind.EML: "mail:read_eml",
    Kind.MBOX: "mail:read_mbox",
    Kind.APPLE_DOUBLE: "finder:read_double",
    Kind.DS_STORE: "finder:read_store",
    Kind.ZIP: "archive_zip:read_zip",
    Kind.TAR: "archive_tar:read_tar",
    Kind.GZIP: "archive_stream:read_gzip",
    Kind.BZIP2: "archive_stream:read_bzip2",
    Kind.XZ: "archive_stream:read_xz",
    Kind.LZMA: "archive_stream:read_xz",
    Kind.LZ4: "archive_stream:read_lz4",
    Kind.ZSTD: "archive_stream:read_zstd",
    Kind.SEVEN_ZIP: "archive_7z:read_7z",
}

# Gaps told one by one; the rest of a hostile archive's are told as one.
MAX_GAPS = 1000


@cache
def reader(kind: Kind) -> Reader:
    """Return the reader of a kind; raises Unsupported where there is none."""
    if kind not in READERS:
        raise Unsupported(kind.value)
    module, _, name = READERS[kind].partition(":")
    return cast(Reader, getattr(import_module(f"pii_sweep.extract.{module}"), name))


@dataclass(slots=True)
class _Frame:
    """A blob being read: its open body, its reader's generator, and where it lies."""

    where: Where
    body: BinaryIO
    pieces: Iterator[Piece | Blob]


def walk(blob: Blob, settings: Extract) -> Iterator[Piece]:
    """Yield every piece of a blob, of what is nested in it, and a gap for each unread place.

    Starts with `Note(where, "media_type", label=…)`. Never raises Unreadable; a limit of the
    whole object ends the walk with one gap that names it.
    """
    budget = Budget(settings)
    stack: list[_Frame] = []
    gaps = 0
    try:
        for piece in _pieces(blob, budget, stack):
            gaps += isinstance(piece, Gap)
            if not isinstance(piece, Gap) or gaps <= MAX_GAPS:
                yield piece
        if gaps > MAX_GAPS:
            yield Gap(blob.where, "ARCHIVE_CONTAINS_UNPROCESSED_FILES")
    finally:
        while stack:
            stack.pop().body.close()


def _pieces(root: Blob, budget: Budget, stack: list[_Frame]) -> Iterator[Piece]:
    pending: Blob | None = root
    while pending is not None or stack:
        where = pending.where if pending is not None else stack[-1].where
        try:
            if pending is not None:
                blob, pending = pending, None
                yield from _enter(blob, budget, stack)
            piece = next(stack[-1].pieces, None) if stack else None
            budget.check_time()
        except Unreadable as error:
            if stack and stack[-1].where is where:
                stack.pop().body.close()
            if not (isinstance(error, Empty) and stack):  # an empty member holds nothing unread
                yield Gap(where, error.reason)
            if budget.spent is not None:
                return
            continue
        if isinstance(piece, Blob):
            pending = piece
        elif piece is not None:
            yield piece
        elif stack:
            stack.pop().body.close()


def _enter(blob: Blob, budget: Budget, stack: list[_Frame]) -> Iterator[Piece]:
    budget.nesting(len(stack))
    if stack:
        budget.member()
    if blob.size is not None and blob.size > budget.settings.max_object_bytes:
        raise TooBig("max_object_bytes")
    with ExitStack() as opened:
        body = opened.enter_context(blob.open())
        kind = sniff(body, blob.name)
        if not stack:
            yield Note(blob.where, "media_type", label=kind.value)
        stack.append(_Frame(blob.where, body, reader(kind)(body, blob.where, budget)))
        opened.pop_all()
