# ruff: noqa: E501 - files are written as they stand
"""A small file of every kind that is read, made in code; each holds the same person."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import plistlib
import sqlite3
import struct
import tarfile
import tempfile
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from plistlib import FMT_BINARY

import fastavro
import openpyxl
import pillow_heif
import py7zr
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw, ImageFont
from pyarrow import orc
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.extract.kinds import Kind
from pii_sweep.types import Passage, Piece, Table

NAME = "Zoltan Quimby"
MAIL = "zoltan@example.com"
OTHER = "Maria Holt"
CSV = f"id,name,email\n1,{OTHER},maria@example.com\n2,{NAME},{MAIL}\n3,Ann Lee,ann@example.com\n".encode()
PEOPLE = [
    {"id": 1, "name": OTHER, "email": "maria@example.com"},
    {"id": 2, "name": NAME, "email": MAIL},
    {"id": 3, "name": "Ann Lee", "email": "ann@example.com"},
]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6)), data, compress_type=method)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    """Return a TAR of some files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def docx(extra: dict[str, str | bytes] | None = None) -> bytes:
    """Return a DOCX with a paragraph, a table and a header."""
    body = (
        f"<w:document {W}><w:body><w:p><w:r><w:t>Dear {NAME},</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>"
        f"<w:t>Mail</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{MAIL}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "</w:body></w:document>"
    )
    parts: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "word/document.xml": body}
    parts["word/header1.xml"] = f"<w:hdr {W}><w:p><w:r><w:t>For {OTHER}</w:t></w:r></w:p></w:hdr>"
    return zipped({**parts, **(extra or {})})


def pptx() -> bytes:
    """Return a PPTX of two slides; the person is on the second."""
    slide = f"<p:sld {P} {A}><a:p><a:r><a:t>%s</a:t></a:r></a:p></p:sld>"
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "ppt/presentation.xml": f"<p:presentation {P}/>",
            "ppt/slides/slide1.xml": slide % "Quarterly plan",
            "ppt/slides/slide2.xml": slide % f"Contact {NAME}",
        }
    )


def xlsx() -> bytes:
    """Return an XLSX of two sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "People"
    sheet.append(["id", "name", "email"])
    for person in PEOPLE:
        sheet.append(list(person.values()))
    book.create_sheet("Empty")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def odf(kind: Kind, content: str) -> bytes:
    """Return an ODF package with some content."""
    whole = f"<office:document-content {ODF}><office:body>{content}</office:body></office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), kind.value)
        archive.writestr(zipfile.ZipInfo("content.xml"), whole, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def ods() -> bytes:
    """Return an ODS sheet whose rows end in a million repeated empty cells."""
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{value}</text:p></table:table-cell>" for value in row)
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for row in [list(PEOPLE[0]), *[list(person.values()) for person in PEOPLE]]
    )
    fill = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return odf(
        Kind.ODS,
        f'<office:spreadsheet><table:table table:name="People">{rows}{fill}</table:table></office:spreadsheet>',
    )


def compound(streams: dict[str, bytes]) -> bytes:
    """Return an OLE compound file (MS-CFB) with streams, each padded to 4,096 bytes, `/` in paths."""

    def siblings(parent: str) -> list[str]:
        inside = [node for node in nodes[1:] if node.rpartition("/")[0] == parent]
        return sorted(inside, key=lambda node: (len(node.rpartition("/")[2]), node.upper()))

    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    storages = sorted({name.rpartition("/")[0] for name in streams if "/" in name})
    nodes = ["", *storages, *streams]
    sectors: list[bytes] = []
    starts: dict[str, int] = {}
    fat: list[int] = []
    for name, data in padded.items():
        count = -(-len(data) // 512)
        starts[name] = len(sectors)
        sectors += [data[at * 512 : (at + 1) * 512].ljust(512, b"\0") for at in range(count)]
        fat += [*range(starts[name] + 1, starts[name] + count), 0xFFFFFFFE]
    entries = []
    for node in nodes:
        inside = siblings(node)
        child = nodes.index(inside[0]) if inside and (node == "" or node in storages) else 0xFFFFFFFF
        beside = siblings(node.rpartition("/")[0]) if node else []
        at = beside.index(node) if node else 0
        right = nodes.index(beside[at + 1]) if node and at + 1 < len(beside) else 0xFFFFFFFF
        title = ("Root Entry" if not node else node.rpartition("/")[2]).encode("utf-16-le") + b"\0\0"
        sort = 5 if not node else 1 if node in storages else 2
        size = len(padded[node]) if sort == 2 else 0
        start = starts[node] if sort == 2 else 0xFFFFFFFE if not node else 0
        entries.append(
            struct.pack(
                "<64sHBBIII16sIQQIQ",
                title,
                len(title),
                sort,
                1,
                0xFFFFFFFF,
                right,
                child,
                b"",
                0,
                0,
                0,
                start,
                size,
            )
        )
    directory = len(sectors)
    data = b"".join(entries).ljust(-(-len(entries) * 128 // 512) * 512, b"\0")
    count = len(data) // 512
    sectors += [data[at * 512 : (at + 1) * 512] for at in range(count)]
    fat += [*range(directory + 1, directory + count), 0xFFFFFFFE]
    tables = -(-(len(fat) + 1) // 127)
    first = len(sectors)
    fat += [0xFFFFFFFD] * tables
    fat += [0xFFFFFFFF] * (tables * 128 - len(fat))
    sectors += [struct.pack("<128I", *fat[at * 128 : (at + 1) * 128]) for at in range(tables)]
    places = [*range(first, first + tables), *[0xFFFFFFFF] * (109 - tables)]
    head = struct.pack("<8s16sHHHHHHIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 62, 3, 0xFFFE, 9, 6, 0, 0, 0,
                       tables, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)  # fmt: skip
    return head + struct.pack("<109I", *places) + b"".join(sectors)


def msg() -> bytes:
    """Return an Outlook message with an attachment and a recipient."""
    wide = {
        "0037": "Your order",
        "0C1A": OTHER,
        "0C1F": "maria@example.com",
        "1000": f"Dear {NAME}\r\nthank you",
    }
    streams = {f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in wide.items()}
    streams["__properties_version1.0"] = bytes(32)
    streams["__attach_version1.0_#00000000/__substg1.0_37010102"] = CSV.ljust(4096, b"\n")
    streams["__attach_version1.0_#00000000/__substg1.0_3707001F"] = "people.csv".encode("utf-16-le")
    streams["__recip_version1.0_#00000000/__substg1.0_3001001F"] = NAME.encode("utf-16-le")
    return compound(streams)


def doc() -> bytes:
    """Return a Word 97 document: a file information block, a piece table and one 8-bit piece."""
    text = f"Dear {NAME},\r12 Elm Street\r".encode("cp1252")
    piece = (
        struct.pack("<BI", 2, 16)
        + struct.pack("<II", 0, len(text))
        + struct.pack("<HIH", 0, (1024 * 2) | 1 << 30, 0)
    )
    head = bytearray(1024)
    struct.pack_into("<HHHHH", head, 0, 0xA5EC, 0xC1, 0, 0x409, 0)
    struct.pack_into("<H", head, 10, 0x0200)
    struct.pack_into("<H", head, 32, 14)
    struct.pack_into("<H", head, 62, 22)
    struct.pack_into("<I", head, 64 + 12, len(text))
    struct.pack_into("<I", head, 64, 1024 + len(text))
    struct.pack_into("<H", head, 152, 93)
    struct.pack_into("<II", head, 154 + 33 * 8, 0, len(piece))
    return compound({"WordDocument": bytes(head) + text, "1Table": piece})


def ppt() -> bytes:
    """Return a PowerPoint 97 stream with one text atom."""
    text = f"Contact {NAME}".encode("utf-16-le")
    atom = struct.pack("<HHI", 0, 4000, len(text)) + text
    box = struct.pack("<HHI", 0xF, 0xF00D, len(atom)) + atom
    slide = struct.pack("<HHI", 0xF, 1006, len(box)) + box
    user = struct.pack("<HHI", 0, 0x0FF6, 20) + bytes(20)
    return compound({"PowerPoint Document": slide, "Current User": user})


def xls() -> bytes:
    """Return a BIFF8 workbook of one sheet with label cells."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def label(row: int, column: int, text: str) -> bytes:
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1"))

    rows = [list(PEOPLE[0]), *[[str(value) for value in person.values()] for person in PEOPLE]]
    cells = b"".join(
        label(at, column, text) for at, row in enumerate(rows) for column, text in enumerate(row)
    )
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1997, 0, 0)) + cells + record(0x0A, b"")
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 0))
    bound = record(0x85, struct.pack("<IHBB", 0, 0, 6, 0) + b"People")
    at = len(begin) + len(bound) + len(record(0x0A, b""))
    bound = record(0x85, struct.pack("<IHBB", at, 0, 6, 0) + b"People")
    return compound({"Workbook": begin + bound + record(0x0A, b"") + sheet})


def parquet() -> bytes:
    """Return a Parquet file of two row groups."""
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(PEOPLE), out, row_group_size=2)
    return out.getvalue()


def orc_file() -> bytes:
    """Return an ORC file."""
    out = io.BytesIO()
    orc.write_table(pa.Table.from_pylist(PEOPLE), out)
    return out.getvalue()


def arrow() -> bytes:
    """Return an Arrow file."""
    out = io.BytesIO()
    table = pa.Table.from_pylist(PEOPLE)
    with pa.ipc.new_file(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


def avro() -> bytes:
    """Return an Avro container."""
    fields = [
        {"name": "id", "type": "int"},
        {"name": "name", "type": "string"},
        {"name": "email", "type": "string"},
    ]
    out = io.BytesIO()
    fastavro.writer(out, {"type": "record", "name": "person", "fields": fields}, PEOPLE)
    return out.getvalue()


def native(name: str, data: bytes) -> bytes:
    """Return a packaged file as an embedded object holds it."""
    path = name.encode() + b"\0"
    inner = struct.pack("<H", 2) + path + path + struct.pack("<HHI", 0, 3, len(path)) + path
    inner += struct.pack("<I", len(data)) + data
    return struct.pack("<I", len(inner)) + inner


def sqlite() -> bytes:
    """Return a database with a table of people."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE people (id INTEGER, name TEXT, email TEXT)")
    connection.executemany(
        "INSERT INTO people VALUES (?, ?, ?)", [tuple(person.values()) for person in PEOPLE]
    )
    connection.commit()
    return bytes(connection.serialize())


def seven_zip(password: str | None = None) -> bytes:
    """Return a 7z archive of one CSV."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password) as archive:
        archive.writestr(CSV, "people.csv")
    return out.getvalue()


def warc(content: bytes, *fields: str) -> bytes:
    """Return a WARC of one answer over HTTP whose header has some fields more."""
    head = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/csv", *fields]).encode()
    block = head + b"\r\n\r\n" + content
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://shop.example/people.csv?page=1\r\n"
        + f"Content-Length: {len(block)}\r\n\r\n".encode()
        + block
        + b"\r\n\r\n"
    )


def eml() -> bytes:
    """Return a mail whose two bodies say the same, with a CSV attached."""
    return (
        f"From: {OTHER} <maria@example.com>\r\nTo: {NAME} <{MAIL}>\r\nSubject: Your order\r\nMIME-Version: 1.0\r\n"
        "Date: Mon, 1 Jan 2024 10:00:00 +0000\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        "Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\n\r\n"
        "Shipped to 12 Elm Street.\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>Shipped to <b>12 Elm</b> Street.</p>\r\n"
        "--c--\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=people.csv\r\n\r\n"
        + CSV.decode()
        + "\r\n--b--\r\n"
    ).encode()


SQL = (
    "CREATE TABLE `people` (\n  `id` int,\n  `name` varchar(9),\n  `email` text,\n  PRIMARY KEY (`id`)\n);\n"
    f"INSERT INTO `people` VALUES (1,'{OTHER}','maria@example.com'),(2,'{NAME}','{MAIL}');\n"
    "COPY public.notes (id, note) FROM stdin;\n1\tit''s\\tfine\n\\.\n"
).encode()
LOG = f"2024-01-02 10:00:00 INFO start\n2024-01-02 10:00:01 INFO login name={NAME} ip=192.0.2.7\n" * 2
HTML = (
    f"<!doctype html><html><head><title>Order</title><script>var x = 1</script></head><body><p>Dear {NAME},<br>"
    f'12 Elm Street</p><table><tr><td>Mail</td><td><a href="mailto:{MAIL}">write</a></td></tr></table></body></html>'
)
VCARD = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{NAME}\r\nADR;TYPE=home:;;12 Elm Street;Springfield;IL;62701;USA\r\nEND:VCARD\r\n"
ICS = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Visit\r\n"
    f"ATTENDEE;CN={NAME}:mailto:{MAIL}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
# The header of an interchange has elements of fixed width, and says its separators by their places.
ISA = (
    "ISA*00*          *00*          *ZZ*SHOPONE        *ZZ*DROPSHIP       *250314*0931*U*00401*000000905*0*P*>~"
    "GS*PO*SHOPONE*DROPSHIP*20250314*0931*905*X*004010~"
)
X12 = (
    f"{ISA}ST*850*0001~BEG*00*DS*8312703**20250314~N1*ST*{NAME}~N3*12 ELM ST*APT 4~"
    "N4*RENO*NV*89501*US~PER*BD*MARIA HOLT*TE*7755550123*EM*maria@example.com~AMT*TT*295.62~SE*8*0001~"
)
EDIFACT = (
    "UNA:+.? '\nUNB+UNOC:3+SHOP:14+DROP:14+250314:0931+1'\nUNH+1+ORDERS:D:96A:UN'\n"
    f"NAD+DP+541::9++{NAME}+12 Elm Street:Apt 4+Reno+NV+89501+US'\nCOM+7755550123:TE'\n"
    "BGM+220+4500123456+9'\nFTX+AAI+++Mrs O?'Hara has the key'\nMOA+86:345.60'\nUNT+5+1'\n"
)
HL7 = (
    "MSH|^~\\&|ADT|CLINIC|LAB|CLINIC|202512101022||ADT^A08|M1|P|2.5.1\r"
    "PID|1||26784^^^CLINIC^MR~921-36-4410^^^SSA^SS||HOLT^MARIA^J||19840217|F\r"
    "NK1|1|HOLT^PAT|SPO\rMSH|^~\\&|ADT|CLINIC|LAB|CLINIC|202512101023||ADT^A08|M2|P|2.5.1\r"
    "PID|1||26785^^^CLINIC^MR||^Zoltan Quimby||19840217|F|||12 ELM ST^APT 4^RENO^NV^89501^USA^H"
    "||(775)555-0123|||S\rNTE|1||Smith \\T\\ Sons pay\r"
)
AAMVA = (
    "@\n\x1e\rANSI 636000100002DL00410278DLDAQT42249799\nDCSQuimby\nDACZoltan\nDADNONE\nDBB12061975\nDBC1\n"
    "DAG12 ELM ST\nDAIRENO\nDAJNV\nDAK895010000  \nDCGUSA\n"
    "@\n\x1e\rANSI 636000100002DL00410278DLDAQT42249800\nDCSHOLT\nDACMARIA\nDBB03081992\n"
)
LDIF = (
    f"dn: uid=mholt,dc=example\ncn: {OTHER}\n\ndn: uid=zq,dc=example\ncn: {NAME}\nsn:: UXVpbWJ5\nuid: zq1\n"
    "postalAddress: 12 Elm Street$Apt 4$Reno, NV\n  89501\njpegPhoto:: /9j/4AAQSkZJRg\n"
)
NACHA = (
    "101 121000358 1234567892403021200A094101BANK OF AMERICA        ACME CORP                      \n"
    "5200ACME CORP                           1234567890PPDPAYROLL   240302240302   1121000350000001\n"
    f"6221210003581851260498       0000150000E00001         {OTHER:22}  0121000350000000\n"
    f"6221210003582890415674       0000250000E00002         {NAME:22}  1121000350000001\n"
    f"705{'BONUS':80}00010000001\n"
)
DSN = (
    f"S10.G00.00.001,'Paie'\nS10.G00.02.002,'{NAME}'\n"
    f"S21.G00.30.001,'1890913153022'\nS21.G00.30.002,'{OTHER.rsplit(maxsplit=1)[-1]}'\nS21.G00.30.004,'{OTHER.split(maxsplit=1)[0]}'\n"
    f"S21.G00.30.001,'2760859169010'\nS21.G00.30.002,'{NAME.rsplit(maxsplit=1)[-1]}'\nS21.G00.30.004,'{NAME.split(maxsplit=1)[0]}'\n"
    "S21.G00.30.006,'15081976'\nS21.G00.50.002,'3141.58'\n"
)
XDT = (
    f"0138000besa\r\n0220211{NAME}\r\n"
    "01380006310\r\n014810000100\r\n0143000100204\r\n0153101Hagenau\r\n0143102Maria\r\n"
    f"01380006310\r\n014810000200\r\n0143000100205\r\n0153101{NAME.rsplit(maxsplit=1)[-1]}\r\n0153102{NAME.split(maxsplit=1)[0]}\r\n"
    "017310315081976\r\n0193119A123456780\r\n0213107Elmstraße 12\r\n"
    "01380006200\r\n0143000100205\r\n017620003042025\r\n0226220Asthma bronchiale\r\n"
)
EPP = (
    '[INFO]\r\n"1.05",3,1250,"Subiekt GT","GT","Hol","Sawmill Sp. z o.o.","Reno","33-350","Rynek 4","7340000019"\r\n'
    '\r\n[NAGLOWEK]\r\n"KONTRAHENCI"\r\n\r\n[ZAWARTOSC]\r\n'
    + "".join(
        f'1,"R001{at}","{name}","{name}","Reno","33-350","Kokuszka 21{at}","","","18446021{at}",,,"","",,0,0,"PL",0\r\n'
        for at, name in enumerate(("Maria Hagenau", NAME, OTHER))
    )
    + '\r\n[NAGLOWEK]\r\n"TOWARY"\r\n\r\n[ZAWARTOSC]\r\n'
    '1,"ZI80","KAT7","5903094930350","Jagoda 1 kg","","Jagoda 1 kg","5","szt.",4.6857,36.2187,"23"\r\n'
    '1,"ZI81","KAT7","5903714179749","Borówka 1 kg","","Borówka 1 kg","5","szt.",7.0120,3.6213,"23"\r\n'
)
EFW2 = "\r\n".join(
    line.ljust(512)
    for line in (
        f"RA123456789{'':26}{'SAWMILL LLC':57}",
        f"RE2024 123456789{'':23}{'SAWMILL LLC':57}",
        f"RW219094417{'Maria':15}{'':15}{'Holt':20}{'':4}{'APT 4':22}{'12 ELM ST':22}{'RENO':22}NV89501",
        f"RO{NAME}",
    )
)
SIP2 = (
    f"64              00120250402    103042000000000002000000000000AOMAIN|AA21023|AE{NAME}|BD12 Elm St, Reno|"
    "BEzq@example.com|BF775-555-0123|PB19760815|AY1AZDE4B\n"
)
NCPDP = (
    "610415D0B1PCN       1011234567890     20250402VEND000001\x1e\x1cAM01\x1cC419760815\x1cCAMARIA\x1cCBHOLT"
    f"\x1cCM12 ELM ST\x1cCNRENO\x1cCONV\x1cCP89501\x1cCQ7755550123\x1e\x1cAM03\x1cDR{NAME}\n"
)
FORM = (
    "first_name=Maria&last_name=Holt&email=maria%40example.com&city=Reno\n"
    "name=Zoltan+Quimby&address%5B0%5D%5Bstreet%5D=12+Elm+Street&phone=7755550123&amount_total=34.50\n"
)
OFX = (
    "OFXHEADER:100\nDATA:OFXSGML\n<OFX><BANKACCTFROM><BANKID>074097897<ACCTID>52908205691</BANKACCTFROM>\n"
    f"<BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20250501<TRNAMT>-1.50<FITID>548372787<NAME>{NAME}"
    "</STMTTRN></BANKTRANLIST></OFX>\n"
)
SWIFT = (
    ":20:STARTUMS\n:25:70050000/1234567\n:61:2505020502D123,45NTRFNONREF\n"
    f":86:166?00GUTSCHRIFT?20RECHNUNG?31DE64569584004944263223?32{NAME}\n:62F:C250502EUR1111,11\n"
)
XML = (
    "<people>"
    + "".join(
        f"<person id='{person['id']}'><name>{person['name']}</name><email>{person['email']}</email></person>"
        for person in PEOPLE
    )
    + "</people>"
)


def dbf() -> bytes:
    """Return a dBASE III table of the people; the last one is marked as deleted."""
    columns = (("ID", "N", 4), ("NAME", "C", 20), ("EMAIL", "C", 30), ("SINCE", "D", 8))
    told = b"".join(
        struct.pack("<11sc4xBB14x", name.encode(), kind.encode(), size, 0) for name, kind, size in columns
    )
    width = 1 + sum(size for _, _, size in columns)
    rows = b"".join(
        (b"*" if person is PEOPLE[-1] else b" ")
        + f"{person['id']:>4}{person['name']:<20}{person['email']:<30}20240102".encode()
        for person in PEOPLE
    )
    head = struct.pack("<BBBBIHH20x", 3, 124, 1, 2, len(PEOPLE), 33 + len(told), width)
    return head + told + b"\r" + rows + b"\x1a"


def mapi(properties: dict[tuple[int, int], bytes]) -> bytes:
    """Return a list of MAPI properties of variable size by type and tag (MS-OXTNEF 2.1.3.4)."""
    values = b"".join(
        struct.pack("<HHII", kind, tag, 1, len(value)) + value + bytes(-len(value) % 4)
        for (kind, tag), value in properties.items()
    )
    return struct.pack("<I", len(properties)) + values


def tnef() -> bytes:
    """Return a `winmail.dat` with a recipient, a body and an attachment."""

    def attribute(level: int, kind: int, data: bytes) -> bytes:
        return struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    wide = f"Dear {NAME},\r\nthank you.".encode("utf-16-le") + b"\0\0"
    to = mapi({(0x1E, 0x3001): NAME.encode() + b"\0", (0x1E, 0x39FE): MAIL.encode() + b"\0"})
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
        + attribute(1, 0x00018004, b"Your order\0")
        + attribute(1, 0x00069004, struct.pack("<I", 1) + to)
        + attribute(1, 0x00069003, mapi({(0x1F, 0x1000): wide}))
        + attribute(2, 0x00069002, bytes(14))
        + attribute(2, 0x00018010, b"PEOPLE~1.CSV\0")
        + attribute(2, 0x0006800F, CSV)
        + attribute(2, 0x00069005, mapi({(0x1E, 0x3707): b"people.csv\0"}))
    )


def xlsb(cells: list[tuple[int, int, str]] | None = None) -> bytes:
    """Return a binary workbook (MS-XLSB) of the people, or of some cells (row, column, text)."""

    def record(kind: int, data: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size, length = len(data), b""
        while size >= 0x80:
            length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
        return head + length + bytes([size]) + data

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    if cells is None:
        rows = [list(PEOPLE[0]), *[[str(value) for value in person.values()] for person in PEOPLE]]
        cells = [(at, column, value) for at, row in enumerate(rows) for column, value in enumerate(row)]
    last = -1
    parts = record(0x81) + record(0x94, struct.pack("<IIII", 0, cells[-1][0], 0, cells[-1][1])) + record(0x91)
    for row, column, value in cells:
        if row != last:
            parts += record(0x00, struct.pack("<IIHBBB", row, 0, 300, 0, 0, 0) + struct.pack("<I", 0))
            last = row
        parts += record(0x06, struct.pack("<II", column, 0) + text(value))
    sheet = parts + record(0x92) + record(0x82)
    bundle = record(0x9C, struct.pack("<II", 0, 1) + text("rId1") + text("People"))
    book = record(0x83) + record(0x8F) + bundle + record(0x90) + record(0x84)
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    note = record(0x274) + record(0x278, text(OTHER)) + record(0x27D, b"\0" + text(f"Call {NAME}"))
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" '
            f'Type="{kind}" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
            "xl/comments1.bin": note,
        }
    )


def samples() -> dict[Kind, tuple[str, bytes]]:
    """Return a file name and the bytes of each kind."""
    jsonl = "\n".join(json.dumps(person) for person in PEOPLE).encode()
    mbox = b"From maria@example.com Mon Jan  1 10:00:00 2024\n" + eml().replace(b"\r\n", b"\n")
    text = odf(Kind.ODT, f"<office:text><text:p>Dear {NAME},</text:p></office:text>")
    show = odf(Kind.ODP, f"<office:presentation><text:p>Dear {NAME},</text:p></office:presentation>")
    book = zipped({"mimetype": Kind.EPUB.value, "OPS/c1.xhtml": HTML}, zipfile.ZIP_STORED)
    return {
        Kind.TEXT: ("a.txt", f"Hello.\n\nDear {NAME},\nthank you.\n".encode()),
        Kind.POSTSCRIPT: (
            "a.ps",
            f"%!PS-Adobe-3.0\n%%Pages: 1\n40 700 moveto (Dear {NAME}) show\nshowpage\n".encode(),
        ),
        Kind.EMF: ("a.emf", emf([(10, 10, "Dear"), (60, 10, NAME)])),
        Kind.WMF: ("a.wmf", wmf([(10, 10, "Dear"), (60, 10, NAME)])),
        Kind.LOG: ("a.log", LOG.encode()),
        Kind.CSV: ("a.csv", CSV),
        Kind.TSV: ("a.tsv", CSV.replace(b",", b"\t")),
        Kind.JSON: ("a.json", json.dumps({"order": 7, "customer": {"name": NAME, "email": MAIL}}).encode()),
        Kind.JSONL: ("a.jsonl", jsonl),
        Kind.XML: ("a.xml", XML.encode()),
        Kind.SVG: (
            "a.svg",
            f'<svg xmlns="http://www.w3.org/2000/svg"><text>Dear {NAME}</text></svg>'.encode(),
        ),
        Kind.YAML: ("a.yaml", f"customer:\n  name: {NAME}\n  email: {MAIL}\n".encode()),
        Kind.HTML: ("a.html", HTML.encode()),
        Kind.SQL: ("a.sql", SQL),
        Kind.XLSX: ("a.xlsx", xlsx()),
        Kind.XLS: ("a.xls", xls()),
        Kind.XLSB: ("a.xlsb", xlsb()),
        Kind.DBF: ("people.dbf", dbf()),
        Kind.PLIST: ("a.plist", plistlib.dumps({"customer": {"name": NAME, "email": MAIL}}, fmt=FMT_BINARY)),
        Kind.TNEF: ("winmail.dat", tnef()),
        Kind.ODS: ("a.ods", ods()),
        Kind.PARQUET: ("a.parquet", parquet()),
        Kind.ORC: ("a.orc", orc_file()),
        Kind.ARROW: ("a.arrow", arrow()),
        Kind.AVRO: ("a.avro", avro()),
        Kind.SQLITE: ("a.db", sqlite()),
        Kind.WAL: ("a.db-wal", wal()),
        Kind.DOCX: ("a.docx", docx()),
        Kind.PPTX: ("a.pptx", pptx()),
        Kind.CMS: ("people.csv.p7m", signed(CSV)),
        Kind.PGP: (
            "a.asc",
            b"-----BEGIN PGP MESSAGE-----\n\nhQEMA5vJp6v2AAAAAQf/c2VjcmV0\n=abcd\n-----END PGP MESSAGE-----\n",
        ),
        Kind.DOC: ("a.doc", doc()),
        Kind.PPT: ("a.ppt", ppt()),
        Kind.ODT: ("a.odt", text),
        Kind.ODP: ("a.odp", show),
        Kind.RTF: (
            "a.rtf",
            rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}} Dear " + NAME.encode() + rb",\par 12 Elm Street\par}",
        ),
        Kind.EPUB: ("a.epub", book),
        Kind.EML: ("a.eml", eml()),
        Kind.MBOX: ("a.mbox", mbox),
        Kind.MSG: ("a.msg", msg()),
        Kind.VCARD: ("a.vcf", VCARD.encode()),
        Kind.ICS: ("a.ics", ICS.encode()),
        Kind.X12: ("a.edi", X12.encode()),
        Kind.EDIFACT: ("a.edi", EDIFACT.encode()),
        Kind.HL7: ("a.hl7", HL7.encode()),
        Kind.AAMVA: ("a.txt", AAMVA.encode()),
        Kind.LDIF: ("a.ldif", LDIF.encode()),
        Kind.FORM: ("a.txt", FORM.encode()),
        Kind.OFX: ("a.ofx", OFX.encode()),
        Kind.SWIFT: ("a.sta", SWIFT.encode()),
        Kind.FIXED_RECORDS: ("a.ach", NACHA.encode()),
        Kind.DSN: ("a.dsn", DSN.encode()),
        Kind.XDT: ("a.gdt", XDT.encode()),
        Kind.EPP: ("a.epp", EPP.encode()),
        Kind.EFW2: ("W2REPORT.TXT", EFW2.encode()),
        Kind.SIP2: ("sip.log", SIP2.encode()),
        Kind.NCPDP: ("claim.d0", NCPDP.encode()),
        Kind.APPLE_DOUBLE: ("._a.pdf", apple_double({"com.apple.FinderComment": f"Dear {NAME}".encode()})),
        Kind.DS_STORE: (".DS_Store", ds_store([("a.pdf", f"Dear {NAME}"), (f"{OTHER}.pdf", "")])),
        Kind.ZIP: ("a.zip", zipped({"in/people.csv": CSV})),
        Kind.TAR: ("a.tar", tarred({"in/people.csv": CSV})),
        Kind.GZIP: ("people.csv.gz", gzip.compress(CSV, mtime=0)),
        Kind.BZIP2: ("people.csv.bz2", bz2.compress(CSV)),
        Kind.XZ: ("people.csv.xz", lzma.compress(CSV)),
        Kind.LZMA: ("people.csv.lzma", lzma.compress(CSV, lzma.FORMAT_ALONE)),
        Kind.LZ4: ("people.csv.lz4", lz4(CSV)),
        Kind.ZSTD: ("people.csv.zst", zstandard.ZstdCompressor().compress(CSV)),
        Kind.SEVEN_ZIP: ("a.7z", seven_zip()),
        Kind.WARC: ("a.warc", warc(CSV)),
        Kind.BSON: ("people.bson", bson(PEOPLE)),
        Kind.DICOM: ("a.dcm", dicom()),
        Kind.FILM: ("a.mp4", film()),
        Kind.OLE_OBJECT: ("oleObject1.bin", compound({"\x01Ole10Native": native("people.csv", CSV)})),
        Kind.ENCRYPTED_OFFICE: ("a.docx", compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"})),
    }


def every_text(pieces: list[Piece]) -> str:
    """Return all text of passages and of cells, a line each."""
    rows = (row for piece in pieces if isinstance(piece, Table) for row in piece.rows)
    held = [piece.text for piece in pieces if isinstance(piece, Passage)]
    return "\n".join([*held, *("\n".join(row) for row in rows)])


def signed(data: bytes, name: str = NAME, mail: str = MAIL) -> bytes:
    """Return bytes signed by a person (CMS), with a certificate of nobody but that person."""
    key = ec.generate_private_key(ec.SECP256R1())
    whose = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.EMAIL_ADDRESS, mail)]
    )
    start = datetime(2024, 1, 2, tzinfo=UTC)
    certificate = x509.CertificateBuilder(
        whose, whose, key.public_key(), 1, start, start + timedelta(days=9)
    ).sign(key, SHA256())
    builder = pkcs7.PKCS7SignatureBuilder().set_data(data).add_signer(certificate, key, SHA256())
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])


def lz4(data: bytes) -> bytes:
    """Return bytes packed as a frame of LZ4."""
    out = pa.BufferOutputStream()
    with pa.CompressedOutputStream(out, "lz4") as stream:
        stream.write(data)
    return bytes(out.getvalue())


def bson(documents: list[dict[str, object]]) -> bytes:
    """Return documents of numbers, texts and bytes as a dump of MongoDB holds them."""
    whole = b""
    for document in documents:
        inner = b""
        for name, value in document.items():
            if isinstance(value, int):
                inner += b"\x10" + name.encode() + b"\0" + struct.pack("<i", value)
            elif isinstance(value, bytes):
                inner += b"\x05" + name.encode() + b"\0" + struct.pack("<i", len(value)) + b"\0" + value
            else:
                text = str(value).encode() + b"\0"
                inner += b"\x02" + name.encode() + b"\0" + struct.pack("<i", len(text)) + text
        whole += struct.pack("<i", len(inner) + 5) + inner + b"\0"
    return whole


def dicom() -> bytes:
    """Return the header of a medical picture, explicit and little-endian, with a sequence."""

    def one(group: int, element: int, form: bytes, value: bytes) -> bytes:
        value += b" " * (len(value) % 2)
        return struct.pack("<HH2sH", group, element, form, len(value)) + value

    item = one(0x40, 0xA123, b"PN", b"Holt^Maria")
    return (
        bytes(128) + b"DICM" + one(2, 0x10, b"UI", b"1.2.840.10008.1.2.1\0")
        + one(0x10, 0x10, b"PN", b"Quimby^Zoltan^^Mr") + one(0x10, 0x30, b"DA", b"19800102")
        + struct.pack("<HH2sHI", 0x40, 0xA073, b"SQ", 0, 0xFFFFFFFF)
        + struct.pack("<HHI", 0xFFFE, 0xE000, len(item)) + item + struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)
        + struct.pack("<HH2sHI", 0x7FE0, 0x10, b"OW", 0, 4) + bytes(4)
    )  # fmt: skip


def box(kind: bytes, held: bytes) -> bytes:
    """Return a box of a film."""
    return struct.pack(">I4s", 8 + len(held), kind) + held


def film() -> bytes:
    """Return a film of a telephone: where it was taken, and who took it, behind its pictures."""
    place = b"+36.7378-119.7871/"
    tags = box(b"\xa9ART", box(b"data", struct.pack(">II", 1, 0) + NAME.encode()))
    told = box(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7) + place)
    told += box(b"meta", bytes(4) + box(b"hdlr", bytes(24)) + box(b"ilst", tags))
    return box(b"ftyp", b"mp42\0\0\0\0mp42") + box(b"mdat", bytes(500)) + box(b"moov", box(b"udta", told))


def picture(form: str) -> bytes:
    """Return a small picture with the person's name on it."""
    size = 18 if form == "ICO" else 36  # icons are no larger than 256 pixels
    image = Image.new("RGB", (256, 96) if form == "ICO" else (640, 120), "white")
    ImageDraw.Draw(image).text((20, 40), f"Ship to {NAME}", fill="black", font=ImageFont.load_default(size))
    out = io.BytesIO()
    if form == "HEIF":
        pillow_heif.from_pillow(image).save(out, quality=90)
    elif form == "ICO":
        image.save(out, form, sizes=[image.size])
    else:
        image.save(out, form)
    return out.getvalue()


def pdf() -> bytes:
    """Return a PDF of two pages; the person is on the second."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for text in (
        "The terms of our service, which everybody may read",
        f"Please send this parcel to {NAME} today",
    ):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def wal(note: str | None = None) -> bytes:
    """Return a write-ahead log with the pages of a table of people, each with a note, as SQLite leaves it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE people (id INTEGER, name TEXT, email TEXT, weight REAL, note BLOB)")
        rows = [(person["id"], person["name"], person["email"], 1.5, note) for person in PEOPLE]
        connection.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?)", rows)
        connection.commit()
        data = Path(f"{path}-wal").read_bytes()
        connection.close()
    return data


def apple_double(attributes: dict[str, bytes]) -> bytes:
    """Return what the Mac keeps beside a file: attributes by name, and an empty resource fork."""
    entries, values, at = b"", b"", 0
    size = sum(-(-(12 + len(name)) // 4) * 4 for name in attributes)
    for name, value in attributes.items():
        entry = struct.pack(">IIHB", 120 + size + at, len(value), 0, len(name) + 1) + name.encode() + b"\0"
        entries += entry.ljust(-(-len(entry) // 4) * 4, b"\0")
        values += value
        at += len(value)
    finder = (
        bytes(34) + struct.pack(">4sIIII12xHH", b"ATTR", 1, 0, 0, 0, 0, len(attributes)) + entries + values
    )
    head = struct.pack(">II16xH", 0x00051607, 0x00020000, 2)
    blank = b"This resource fork intentionally left blank".ljust(286, b"\0")
    places = struct.pack(">IIIIII", 9, 50, len(finder), 2, 50 + len(finder), len(blank))
    return head + places + finder + blank


def ds_store(files: list[tuple[str, str]]) -> bytes:
    """Return what the Finder keeps of a folder's files: their names and comments."""

    def text(value: str) -> bytes:
        return struct.pack(">I", len(value)) + value.encode("utf-16-be")

    records = b"".join(
        text(name) + (b"cmmtustr" + text(comment) if comment else b"Ilocblob" + struct.pack(">I16x", 16))
        for name, comment in files
    )
    return struct.pack(">I4s28xII", 1, b"Bud1", 0, len(files)) + records + bytes(64)


def emf(texts: list[tuple[int, int, str]], more: bytes = b"") -> bytes:
    """Return an enhanced metafile of texts at places, each figure 10 units wide, and of other records."""
    head = struct.pack("<II32x4s", 1, 88, b" EMF").ljust(88, b"\0")
    for x, y, text in texts:
        raw = text.encode("utf-16-le")
        raw = raw.ljust(-(-len(raw) // 4) * 4, b"\0")
        widths = struct.pack(f"<{len(text)}I", *[10] * len(text))
        size = 76 + len(raw) + len(widths)
        more += struct.pack("<II16xIff", 84, size, 1, 1, 1) + struct.pack("<iiII", x, y, len(text), 76)
        more += struct.pack("<I16xI", 0, 76 + len(raw)) + raw + widths
    return head + more + struct.pack("<IIIII", 14, 20, 0, 16, 20)


def wmf(texts: list[tuple[int, int, str]], more: bytes = b"") -> bytes:
    """Return a Windows metafile of texts at places, and of other records."""
    for x, y, text in texts:
        raw = text.encode("cp1252")
        raw += b"\0" * (len(raw) % 2)
        more += struct.pack("<IHhhHH", 7 + len(raw) // 2, 0x0A32, y, x, len(text), 0) + raw
    head = struct.pack("<HHHIHIH", 1, 9, 0x300, 12 + len(more) // 2, 0, 99, 0)
    return head + more + struct.pack("<IH", 3, 0)


def psd() -> bytes:
    """Return a Photoshop file of one picture, with XMP among its resources."""
    image = Image.open(io.BytesIO(picture("PNG"))).convert("RGB")
    head = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, image.height, image.width, 8, 3)
    packet = b"<x:xmpmeta><dc:creator><rdf:li>Ophelia Hargrove</rdf:li></dc:creator></x:xmpmeta>".ljust(90)
    resource = b"8BIM" + struct.pack(">HHI", 1060, 0, len(packet)) + packet
    planes = b"".join(band.tobytes() for band in image.split())
    return head + struct.pack(">II", 0, len(resource)) + resource + struct.pack(">IH", 0, 0) + planes


def pictures() -> dict[Kind, tuple[str, bytes]]:
    """Return a file name and the bytes of each kind of page, picture and label."""
    zpl = f"^XA^CF0,40^FO40,40^FDShip to {NAME}^FS^FO40,90^FD12 Elm Street^FS^XZ"
    epl = f'N\nq812\nA40,40,0,4,1,1,N,"Ship to {NAME}"\nA40,90,0,4,1,1,N,"12 Elm Street"\nP1\n'
    forms = {
        Kind.JPEG: ("a.jpg", "JPEG"),
        Kind.PNG: ("a.png", "PNG"),
        Kind.TIFF: ("a.tiff", "TIFF"),
        Kind.WEBP: ("a.webp", "WEBP"),
        Kind.GIF: ("a.gif", "GIF"),
        Kind.BMP: ("a.bmp", "BMP"),
        Kind.HEIC: ("a.heic", "HEIF"),
        Kind.JP2: ("a.jp2", "JPEG2000"),
        Kind.ICO: ("a.ico", "ICO"),
        Kind.PCX: ("a.pcx", "PCX"),
        Kind.PNM: ("a.ppm", "PPM"),
    }
    made = {kind: (name, picture(form)) for kind, (name, form) in forms.items()}
    made[Kind.PSD] = ("a.psd", psd())
    labels = {Kind.ZPL: ("a.zpl", zpl.encode()), Kind.EPL: ("a.epl", epl.encode())}
    return {**made, **labels, Kind.PDF: ("a.pdf", pdf())}
