"""What readers yield of forms that are seldom met: optional heads, nested values, odd types, broken parts."""

from __future__ import annotations

import base64
import gzip
import io
import plistlib
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import fastavro
import pyarrow as pa
import pyarrow.parquet as pq

from tests.extract.drawn_pieces import WIDE, outcome

NAME = "Zoltan Quimby"
_XMLNS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def lines() -> Iterator[str]:
    """Yield `name kind pieces gaps digest` of every file."""
    for name, data in _files():
        yield f"{name} {outcome(name, data, WIDE)}"


def _files() -> Iterator[tuple[str, bytes]]:
    yield from _archives()
    yield from _workbooks()
    yield from _cards()
    yield from _mails()
    yield from _records()
    yield from _labels()
    yield from _messages()
    yield from _videos()


def _archives() -> Iterator[tuple[str, bytes]]:
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(NAME.encode()) + packed.flush()
    check = struct.pack("<II", zlib.crc32(NAME.encode()), len(NAME))
    for flags, head in ((4, b"\x03\0abc"), (8, b"quimby.txt\0"), (16, b"for Zoltan\0"), (28, b"\x03\0abcquimby.txt\0for Zoltan\0"),
                        (2, b"\0\0"), (24, b"no end")):  # fmt: skip
        yield f"flags{flags}.gz", b"\x1f\x8b\x08" + bytes([flags]) + b"\0" * 5 + b"\x03" + head + body + check
    yield "two.gz", gzip.compress(b"one " + NAME.encode(), mtime=0) + gzip.compress(b" two", mtime=0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        member = zipfile.ZipInfo("quimby.txt", (2020, 1, 1, 0, 0, 0))
        member.comment = b"from Zoltan Quimby"
        archive.writestr(member, NAME)
        archive.writestr(zipfile.ZipInfo("folder/", (2020, 1, 1, 0, 0, 0)), b"")
        large = zipfile.ZipInfo("large.txt", (2020, 1, 1, 0, 0, 0))
        with archive.open(large, "w", force_zip64=True) as file:
            file.write(NAME.encode() * 3)
        archive.comment = b"to Zoltan Quimby"
    whole = out.getvalue()
    yield "comments.zip", whole
    yield "latin.zip", whole.replace(b"quimby.txt", b"qu\xefmby.txt")
    at = whole.index(b"PK\x05\x06")
    yield "noend.zip", whole[:at]
    yield "behind.zip", whole + b"and more " + NAME.encode()
    yield "before.zip", b"#!/bin/sh\nexit\n" + whole
    for place in range(0, len(whole), 9):
        yield f"spoiled{place}.zip", whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        info = tarfile.TarInfo("sparse.txt")
        data = f"2\n0\n{len(NAME)}\n600\n0\n".encode().ljust(512, b"\0") + NAME.encode()
        info.size = len(data)
        info.pax_headers = {
            "GNU.sparse.major": "1",
            "GNU.sparse.minor": "0",
            "GNU.sparse.name": "sparse.txt",
            "GNU.sparse.realsize": "600",
        }
        tar.addfile(info, io.BytesIO(data))
        for kind, name in (
            (tarfile.SYMTYPE, "link"),
            (tarfile.DIRTYPE, "folder"),
            (tarfile.FIFOTYPE, "pipe"),
        ):
            other = tarfile.TarInfo(name)
            other.type, other.linkname = kind, "sparse.txt"
            tar.addfile(other)
    yield "sparse.tar", out.getvalue()
    yield "torn.tar", out.getvalue()[:1600]


def _workbooks() -> Iterator[tuple[str, bytes]]:
    strings = (
        f'<sst {_XMLNS}><si><t>name</t></si><si><r><t>Zoltan </t></r><r><t>Quimby</t></r><rPh sb="0" eb="1"><t>ZO</t></rPh></si>'
        '<si><t xml:space="preserve"> paid </t></si><si/></sst>'
    )
    cells = (
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c><c r="C1" t="inlineStr"><is><t>when</t></is></c>',
        '<c r="A2" t="s"><v>1</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" s="1"><v>45000.5</v></c><c r="D2" t="e"><v>#REF!</v></c>',
        '<c r="A3" t="s"><v>99</v></c><c r="B3" t="b"><v>0</v></c><c r="C3" t="str"><f>1+1</f><v>two</v></c><c r="D3"><v>12345678901</v></c>',
        '<c t="s"><v>x</v></c><c r="C4" t="d"><v>2024-01-02T00:00:00</v></c><c r="D4"><v>1.5E+3</v></c><c r="E4"/>',
    )
    rows = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(cells, 1))
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": f'<workbook {_XMLNS} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Zoltan" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": strings,
        "xl/styles.xml": f'<styleSheet {_XMLNS}><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet {_XMLNS}><sheetData>{rows}</sheetData><headerFooter><oddHeader>&amp;LZoltan Quimby</oddHeader></headerFooter></worksheet>',
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text)
    yield "shared.xlsx", out.getvalue()


def _cards() -> Iterator[tuple[str, bytes]]:
    jpeg = base64.b64encode(b"\xff\xd8\xff\xe0 no picture").decode()
    for number, text in enumerate(
        (
            "N:Quimby;Zoltan;Q.;Dr.;Jr.\nTEL;TYPE=cell:+1 415 773\n -2671\n",
            f"FN:Zoltan Quimby\nPHOTO;ENCODING=b;TYPE=JPEG:{jpeg}\n",
            f"FN:Zoltan Quimby\nPHOTO:data:image/jpeg;base64,{jpeg}\nPHOTO;ENCODING=BASE64:!!!\nPHOTO:http://x/y.jpg\n",
            "FN;ENCODING=QUOTED-PRINTABLE:Zolt=C3=A1n =\nQuimby\nADR:;;12 Elm Street;Reno;NV;89501;USA\nNOTE:a\\, b\\; c\\nd\n",
            "item1.EMAIL:z@example.com\nBDAY:1984-03-12\nORG:Acme;Sales\nX-SKYPE:zq\n",
        )
    ):
        yield f"card{number}.vcf", f"BEGIN:VCARD\nVERSION:3.0\n{text}END:VCARD\n".encode()


def _mails() -> Iterator[tuple[str, bytes]]:
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "Ann Lee <ann@example.com>", "z@example.com", "within"
    inner.set_content("Dear Zoltan Quimby,")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "=?utf-8?b?Wm9sdMOhbg==?= Quimby <z@example.com>", "=?x-none?q?odd?="
    outer.set_content("see below")
    outer.add_attachment(inner)
    outer.add_attachment(b"name\nZoltan Quimby\n", maintype="text", subtype="csv", filename="Zolt\u00e1n.csv")
    outer.set_boundary("edge")
    yield "nested.eml", bytes(outer)
    head = "From: z@example.com\nMIME-Version: 1.0\n"
    yield "charset.eml", f"{head}Content-Type: text/plain; charset=x-none\n\nZolt\u00e1n Quimby\n".encode()
    yield (
        "base64.eml",
        f"{head}Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nWm9sdGFuIFF1aW1ieQ\n".encode(),
    )
    yield "broken.eml", f"{head}Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!\n".encode()
    yield (
        "uu.eml",
        f"{head}Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n-6F]L=&%N(%%U:6UB>0``\n`\nend\n".encode(),
    )
    yield (
        "html.eml",
        f"{head}Content-Type: text/html; charset=utf-8\n\n<p>Zoltan<br>Quimby</p><!-- Ann Lee -->\n".encode(),
    )


def _records() -> Iterator[tuple[str, bytes]]:
    people = [
        {
            "name": NAME,
            "home": {"city": "Reno", "zip": ["89501", "89502"]},
            "photo": b"\xff\xd8",
            "tags": ["a", None],
            "paid": 1.5,
        },
        {"name": None, "home": {"city": None, "zip": []}, "photo": None, "tags": None, "paid": None},
    ]
    table = pa.Table.from_pylist(people)
    table = table.append_column("kind", pa.array(["x", "y"]).dictionary_encode())
    table = table.append_column("when", pa.array([datetime(2024, 1, 2, tzinfo=UTC), None]))
    table = table.append_column("pairs", pa.array([[("k", NAME)], None], pa.map_(pa.string(), pa.string())))
    out = io.BytesIO()
    pq.write_table(table, out)
    yield "nested.parquet", out.getvalue()
    out = io.BytesIO()
    with pa.ipc.new_file(out, table.schema) as file:
        file.write_table(table)
    yield "nested.arrow", out.getvalue()
    schema: dict[str, Any] = {
        "type": "record", "name": "r", "fields": [
            {"name": "name", "type": ["null", "string"]}, {"name": "tags", "type": {"type": "array", "items": "string"}},
            {"name": "more", "type": {"type": "map", "values": ["null", "long", "bytes"]}},
            {"name": "kind", "type": {"type": "enum", "name": "e", "symbols": ["A", "B"]}}, {"name": "fix", "type": {"type": "fixed", "name": "f", "size": 4}},
            {"name": "day", "type": {"type": "int", "logicalType": "date"}}, {"name": "yes", "type": "boolean"}, {"name": "share", "type": "double"},
            {"name": "home", "type": {"type": "record", "name": "h", "fields": [{"name": "city", "type": "string"}]}},
        ],
    }  # fmt: skip
    rows = [{"name": NAME, "tags": ["a", NAME], "more": {"k": 5, "n": None, "b": b"x"}, "kind": "B", "fix": b"abcd", "day": 19000, "yes": True,
             "share": 0.5, "home": {"city": "Reno"}}] * 2  # fmt: skip
    for codec in ("null", "deflate"):
        out = io.BytesIO()
        fastavro.writer(out, schema, rows, codec=codec, sync_marker=b"0123456789abcdef")
        yield f"{codec}.avro", out.getvalue()
    text = NAME.encode() + b"\0"
    values = (
        b"\x02name\0" + struct.pack("<i", len(text)) + text + b"\x01share\0" + struct.pack("<d", 0.25) + b"\x08yes\0\x01\x08no\0\0"
        + b"\x10count\0" + struct.pack("<i", -7) + b"\x12big\0" + struct.pack("<q", 1 << 40) + b"\x09when\0" + struct.pack("<q", 1_700_000_000_000)
        + b"\x09far\0" + struct.pack("<q", 1 << 60) + b"\x07id\0" + bytes(12) + b"\x05bin\0" + struct.pack("<i", 3) + b"\0abc" + b"\x0anone\0"
        + b"\x0bre\0a.*\0i\0" + b"\x0dcode\0" + struct.pack("<i", len(text)) + text + b"\x11ts\0" + bytes(8) + b"\x13dec\0" + bytes(16) + b"\xffmin\0"
        + b"\x04list\0" + struct.pack("<i", 12) + b"\x100\0" + struct.pack("<i", 1) + b"\0"
    )  # fmt: skip
    yield "types.bson", struct.pack("<i", len(values) + 5) + values + b"\0"
    yield "uid.plist", plistlib.dumps({"who": NAME, "at": datetime(2024, 1, 2), "ref": plistlib.UID(3), "raw": b"x", "list": [1, 2.5, True]}, fmt=plistlib.FMT_BINARY)  # fmt: skip
    yield (
        "keys.yaml",
        b"? [a, b]\n: Zoltan Quimby\n? {c: d}\n: - 1\n  - !!binary Wm9sdGFu\nanchor: &x {name: Zoltan Quimby}\nagain: *x\n",
    )
    yield (
        "odd.json",
        b'{"a": [true, false, null, 1e400, -0.0], "": {"name": "Zoltan Quimby"}, "b": [[["Zoltan"]]], "c": "\\ud83d\\ude00"}',
    )


def _labels() -> Iterator[tuple[str, bytes]]:
    for number, text in enumerate(
        (
            "^XA^FWR^FB200,3,0,C^CF0,40^FO50,50^FDShip to Zoltan Quimby of 12 Elm Street^FS^FWN^AB,20,10^FO50,200^FD89501^FS^XZ",
            "^XA^CC+^XZ+XA+FO10,10+A0N,30,30+FDZoltan Quimby+FS+XZ",
            "^XA^FO10,10^FH_^FDZolt_C3_A1n_20Quimby^FS^FO10,60^FH^FD_41nn^FS^FO0,99^BY2^BCN,80^FD12345^FS^XZ",
            "^XA^CI28^FO10,10^ADN,36,20^FDZolt\u00e1n^FS^FO10,80^AHN^FDB^FS^FO1,1^GB100,100,2^FS^XZ",
        )
    ):
        yield f"rare{number}.zpl", text.encode()
    yield (
        "codepage.epl",
        b'N\nA50,50,0,3,1,1,N,"Zolt\xa0n Quimby"\nA50,90,1,2,2,2,R,"12 Elm \\"St\\""\nB50,130,0,1,2,2,60,B,"12345"\nP1\n',
    )


def _messages() -> Iterator[tuple[str, bytes]]:
    yield (
        "contact.edi",
        b"UNA:+.? 'UNB+UNOC:3+A+B+240102:1200+1'UNH+1+ORDERS:D:96A:UN'NAD+BY+++Zoltan Quimby+12 Elm St+Reno+NV+89501+US'CTA+IC+7:Ann Lee'COM+z?+q@example.com:EM'RFF+ON:12345'UNT+6+1'UNZ+1+1'",
    )
    yield (
        "refs.x12",
        b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *240102*1200*U*00401*000000001*0*P*>~GS*PO*A*B*20240102*1200*1*X*004010~ST*850*0001~N1*ST*Zoltan Quimby~REF*SY*219099999~REF*ZZ*1*note~N3*12 Elm St~N4*Reno*NV*89501~SE*6*0001~GE*1*1~IEA*1*000000001~",
    )
    yield (
        "folded.ldif",
        b"version: 1\n# a remark\n#  folded\ndn: cn=Zoltan\n  Quimby,o=x\ncn:: Wm9sdGFuIFF1aW1ieQ==\nmail: z@example.com\njpegPhoto:< file:///x\n\ndn: cn=b\nchangetype: delete\n",
    )
    yield (
        "segments.hl7",
        b"MSH|^~\\&|A|B|||20240102||ADT^A01|1|P|2.5\r\rPID|1||12345^^^X||Quimby^Zoltan^Q||19840312|M|||12 Elm St^^Reno^NV^89501\rZZZ|x\rOBX|1|TX|||seen \\T\\ noted\r",
    )


def _videos() -> Iterator[tuple[str, bytes]]:
    def box(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body) + 8) + kind + body

    place = (
        bytes(4)
        + struct.pack(">H", 0x15C7)
        + b"Reno\0"
        + b"\0"
        + struct.pack(">ii", int(-119.8 * 65536), int(39.5 * 65536))
        + bytes(8)
    )
    texts = (
        box(b"loci", place)
        + box(b"titl", bytes(6) + b"Zoltan Quimby\0")
        + box(b"auth", bytes(6) + b"Ann Lee")
    )
    apple = box(b"\xa9xyz", struct.pack(">HH", 16, 0) + b"+39.50-119.80/x/") + box(
        b"\xa9nam", struct.pack(">HH", 6, 0) + b"Zoltan"
    )
    for number, held in enumerate((texts, apple, texts + apple, box(b"loci", bytes(9)))):
        yield (
            f"place{number}.mp4",
            box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", box(b"udta", held)) + box(b"mdat", b"x"),
        )
    yield (
        "torn.mp4",
        box(b"ftyp", b"isom\0\0\0\0isom") + struct.pack(">I", 400) + b"moov" + box(b"udta", texts),
    )
