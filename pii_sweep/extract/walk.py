"""Bytes in, pieces out: sniff the kind, call its reader, and walk what lies inside.

The readers' generators are kept on an explicit stack, so nesting costs no call depth and a
member is read while its archive is still open. Only this module turns an Unreadable into a Gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import chain
from typing import BinaryIO, Final, cast

from pii_sweep.config import Extract
from pii_sweep.errors import Empty, SecondDocument, TooBig, Unreadable, Unsupported
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.remainder import read_behind
from pii_sweep.extract.sniff.decide import Kind, sniff
from pii_sweep.extract.text.decode import open_as_ascii
from pii_sweep.extract.text.encoded.ciphertext import find_ciphers
from pii_sweep.extract.text.encoded.file_in_value import open_texts
from pii_sweep.extract.text.invisible_sign import clean_pieces
from pii_sweep.types import Blob, Gap, Note, Piece, Where

Reader = Callable[[BinaryIO, Where, Budget], Iterator[Piece | Blob]]

# Kind → module:function; a kind without a row is unsupported. Modules load on first use.
READERS: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "table.layout.aligned:read_plain",
    Kind.LOG: "table.layout.aligned:read_log",
    Kind.POSTSCRIPT: "text.plain:read_source",
    Kind.PDF: "pdf.reader:read_pdf",
    Kind.JPEG: "image.reader:read_image",
    Kind.PNG: "image.reader:read_image",
    Kind.TIFF: "image.reader:read_image",
    Kind.WEBP: "image.reader:read_image",
    Kind.GIF: "image.reader:read_image",
    Kind.BMP: "image.reader:read_image",
    Kind.HEIC: "image.reader:read_image",
    Kind.JP2: "image.reader:read_image",
    Kind.ICO: "image.reader:read_image",
    Kind.PCX: "image.reader:read_image",
    Kind.EMF: "office.metafile:read_metafile",
    Kind.WMF: "office.metafile:read_metafile",
    Kind.PSD: "image.reader:read_image",
    Kind.PNM: "image.reader:read_image",
    Kind.ZPL: "label.reader:read_zpl",
    Kind.EPL: "label.reader:read_epl",
    Kind.CSV: "table.csv:read_csv",
    Kind.TSV: "table.csv:read_csv",
    Kind.JSON: "records.json:read_json",
    Kind.JSONL: "records.json:read_jsonl",
    Kind.XML: "markup.xml:read_xml",
    Kind.SVG: "markup.xml:read_xml",
    Kind.YAML: "records.yaml:read_yaml",
    Kind.PARQUET: "table.columnar:read_parquet",
    Kind.ORC: "table.columnar:read_orc",
    Kind.ARROW: "table.columnar:read_arrow",
    Kind.AVRO: "records.avro:read_avro",
    Kind.XLSX: "workbook.xlsx:read_xlsx",
    Kind.XLS: "workbook.xls:read_xls",
    Kind.XLSB: "workbook.xlsb:read_xlsb",
    Kind.DBF: "table.dbf:read_dbf",
    Kind.PLIST: "records.plist:read_plist",
    Kind.BSON: "records.bson:read_bson",
    Kind.DICOM: "records.dicom:read_dicom",
    Kind.FILM: "image.video:read_film",
    Kind.DOCX: "office.document:read_docx",
    Kind.PPTX: "office.document:read_pptx",
    Kind.ODT: "office.odf:read_odf",
    Kind.ODP: "office.odf:read_odf",
    Kind.EPUB: "archive.zip:read_zip",
    Kind.ODS: "workbook.ods:read_ods",
    Kind.SQLITE: "sqlite.database:read_sqlite",
    Kind.WAL: "sqlite.wal:read_wal",
    Kind.SQL: "table.sql:read_sql",
    Kind.VCARD: "mail.card:read_card",
    Kind.ICS: "mail.card:read_card",
    Kind.X12: "message.x12:read_x12",
    Kind.EDIFACT: "message.edifact:read_edifact",
    Kind.HL7: "message.hl7:read_hl7",
    Kind.AAMVA: "message.aamva:read_aamva",
    Kind.LDIF: "message.ldif:read_ldif",
    Kind.FORM: "message.form:read_form",
    Kind.OFX: "message.bank:read_ofx",
    Kind.SWIFT: "message.bank:read_swift",
    Kind.FIXED_RECORDS: "message.fixed_record:read_records",
    Kind.DSN: "message.dsn:read_dsn",
    Kind.XDT: "message.xdt:read_xdt",
    Kind.EPP: "records.epp:read_epp",
    Kind.EFW2: "message.tax_form:read_tax_forms",
    Kind.SIP2: "message.two_letters:read_sip2",
    Kind.NCPDP: "message.two_letters:read_ncpdp",
    Kind.MSG: "mail.msg:read_msg",
    Kind.TNEF: "mail.tnef:read_tnef",
    Kind.CMS: "mail.cms:read_cms",
    Kind.PGP: "office.legacy:refuse_encrypted",
    Kind.DOC: "office.doc:read_doc",
    Kind.PPT: "office.ppt:read_ppt",
    Kind.RTF: "office.rtf_document:read_rtf",
    Kind.OLE_OBJECT: "office.ole_object:read_object",
    Kind.ENCRYPTED_OFFICE: "office.legacy:refuse_encrypted",
    Kind.HTML: "markup.html:read_html",
    Kind.EML: "mail.reader:read_eml",
    Kind.MBOX: "mail.reader:read_mbox",
    Kind.APPLE_DOUBLE: "mail.apple_double:read_double",
    Kind.DS_STORE: "mail.apple_double:read_store",
    Kind.ZIP: "archive.zip:read_zip",
    Kind.TAR: "archive.tar:read_tar",
    Kind.GZIP: "archive.compressed:read_gzip",
    Kind.BZIP2: "archive.compressed:read_bzip2",
    Kind.XZ: "archive.compressed:read_xz",
    Kind.LZMA: "archive.compressed:read_xz",
    Kind.LZ4: "archive.compressed:read_lz4",
    Kind.ZSTD: "archive.compressed:read_zstd",
    Kind.WARC: "archive.warc:read_warc",
    Kind.SEVEN_ZIP: "archive.seven_zip:read_7z",
}

# These are ZIP archives, in which another one may stand before or behind.
ZIPPED: Final = frozenset(
    (Kind.ZIP, Kind.EPUB, Kind.DOCX, Kind.PPTX, Kind.XLSX, Kind.XLSB, Kind.ODT, Kind.ODS, Kind.ODP)
)
# The readers of these take bytes that are letters of ASCII for their marks.
_OF_ASCII: Final = frozenset((Kind.EML, Kind.MBOX, Kind.CMS, Kind.ZPL, Kind.EPL))
# Gaps reported one by one; the rest of a hostile archive's are reported as one.
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
    unread: bool = False  # a gap says already that it holds bytes that were not read


def walk(blob: Blob, settings: Extract) -> Iterator[Piece]:
    """Yield every piece of a blob, of what is nested in it, and a gap for each unread place.

    Starts with `Note(where, "media_type", label=…)`. Never raises Unreadable; a limit of the
    whole object ends the walk with one gap that names it.
    """
    budget = Budget(settings)
    stack: list[_Frame] = []
    gaps = 0
    try:
        for piece in clean_pieces(_pieces(blob, budget, stack)):
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
        if pending is None and budget.files:
            pending = budget.files.popleft()
        where = pending.where if pending is not None else stack[-1].where
        try:
            if pending is not None:
                blob, pending = pending, None
                yield from _enter(blob, budget, stack)
            piece = next(stack[-1].pieces, None) if stack else None
            if budget.has_unread and stack:
                budget.has_unread = False
                if not stack[-1].unread:
                    stack[-1].unread = True
                    yield Gap(stack[-1].where, Unsupported.reason)
            budget.check_time()
        except SecondDocument as error:
            stack[-1].pieces = read_behind(stack[-1].body, where, error.at, budget)
            continue
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
    if budget.files:  # of a reader that broke off right behind them
        yield Gap(root.where, Unsupported.reason)


def _enter(blob: Blob, budget: Budget, stack: list[_Frame]) -> Iterator[Piece]:
    budget.nesting(len(stack))
    if stack:
        budget.member()
        yield Note(blob.where, "member")
    if blob.size is not None and blob.size > budget.settings.max_object_bytes:
        raise TooBig("max_object_bytes")
    with ExitStack() as opened:
        body = opened.enter_context(blob.open())
        kind = sniff(body, blob.name)
        if not stack:
            yield Note(blob.where, "media_type", label=kind.value)
        source = open_as_ascii(body, budget) if kind in _OF_ASCII else body
        pieces = reader(kind)(source, blob.where, budget)
        pieces = open_texts(find_ciphers(pieces, blob.where, budget), budget)
        if kind in ZIPPED:
            pieces = chain(pieces, _surroundings(body, blob.where, budget))
        stack.append(_Frame(blob.where, body, pieces))
        opened.pop_all()


def _surroundings(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    from pii_sweep.extract.archive.zip import read_surroundings

    yield from read_surroundings(body, where, budget)


def preload() -> None:
    """Import what readers use of the extras, so that the processes forked from this one share it."""
    with suppress(ImportError):
        import zxingcpp  # noqa: F401
    with suppress(ImportError):
        import kreuzberg  # noqa: F401
        import olefile  # noqa: F401
        import python_calamine  # noqa: F401
