# ruff: noqa: E501 - files are written as they stand
"""Files of the readers that `canary_places` leaves out, each with one text planted: messages, banks, binaries."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import sqlite3
from collections.abc import Callable
from unittest.mock import patch
from urllib.parse import quote_plus
from xml.sax.saxutils import escape, quoteattr

import pyarrow as pa
import zstandard
from pyarrow import orc, parquet

from pii_sweep.extract.kinds import Kind
from tests.extract import samples

Plant = Callable[[str], bytes]


def _swap(sample: str, held: str = samples.NAME) -> Plant:
    """Return what writes a text in the place of another in a sample."""
    return lambda text: sample.replace(held, text).encode()


def _named(make: Callable[[], bytes]) -> Plant:
    """Return what makes a sample of a person whose name is the text."""

    def plant(text: str) -> bytes:
        people = [samples.PEOPLE[0], {**samples.PEOPLE[1], "name": text}, samples.PEOPLE[2]]
        with patch.object(samples, "NAME", text), patch.object(samples, "PEOPLE", people):
            return make()

    return plant


def _released(text: str) -> str:
    for sign in "?:+'":
        text = text.replace(sign, f"?{sign}")
    return text


def _xdt(text: str) -> bytes:
    return f"01380006200\r\n0143000100205\r\n{len(text) + 9:03}6220{text}\r\n".encode()


def _orc(text: str) -> bytes:
    out = io.BytesIO()
    orc.write_table(pa.table({"id": [1, 2], "note": ["ok", text]}), out)
    return out.getvalue()


def _parquet_note(text: str) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.table({"id": [1]}).replace_schema_metadata({"memo": text}), out)
    return out.getvalue()


def _sqlite(statement: str) -> bytes:
    with sqlite3.connect(":memory:") as base:
        base.execute("create table t (id int, b blob)")
        base.execute(statement)
        base.commit()
        return base.serialize()


def _arrow(text: str) -> bytes:
    out, table = io.BytesIO(), pa.table({"id": [1, 2], "note": ["ok", text]})
    with pa.ipc.new_file(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


def _mysqldump(text: str) -> bytes:
    rows = "".join(
        f'<row><field name="id">{at}</field><field name="memo">{escape(held)}</field></row>'
        for at, held in enumerate(("ok", text, "-"))
    )
    return f'<?xml version="1.0"?><mysqldump><database name="s"><table_data name="t">{rows}</table_data></database></mysqldump>'.encode()


def _php(text: str) -> bytes:
    return f'a:2:{{s:2:"id";i:7;s:4:"memo";s:{len(text)}:"{text}";}}\n'.encode()


def _odf(kind: Kind, part: str) -> Plant:
    return lambda text: samples.odf(
        kind, f"<office:{part}><text:p>see {escape(text)}</text:p></office:{part}>"
    )


def _mbox(text: str) -> bytes:
    head = "From desk@store.example Mon Jan  1 10:00:00 2024\nFrom: desk@store.example\nSubject: Hi\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\nsee {text}\n\n{head}\nok\n".encode()


def _token(text: str) -> str:
    held = base64.urlsafe_b64encode(json.dumps({"sub": "1", "memo": text}).encode()).decode().rstrip("=")
    return f"eyJhbGciOiJIUzI1NiJ9.{held}.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"


_CUADERNO = (
    "11012345670123456789240401240401200000000100000978"
    "3ACME SA                   \n"
    "22    01232404012404010101100000000012500000000000000000000000000000000000000000\n"
)
_CODA = f"0000001012412305        0000000000{'ACME':26}BBRUBEBB   00123456789 00000                                       2\n"
_CNAB = f"00100000         2{'12345678000195'}{'0' * 40}{'ACME':30}{'BANCO':30}{'':108}\n"


def _bai2(text: str) -> bytes:
    return (
        "01,122099999,123456789,250402,0800,1,80,,2/\n02,031001234,122099999,1,250401,,USD,2/\n"
        f"03,0975312468,USD,010,500000,,/\n16,475,12500,,,,{text}\n49,500000,3/\n98,500000,1,5/\n99,500000,1,7/\n"
    ).encode()


# By name: the file's name and the file with a text at that place.
READERS: dict[str, tuple[str, Plant]] = {
    "x12 name": ("a.edi", _swap(samples.X12)),
    "edifact text": ("a.edi", lambda t: samples.EDIFACT.replace("Mrs O?'Hara has the key", _released(t)).encode()),
    "hl7 note": ("a.hl7", _swap(samples.HL7, "Smith \\T\\ Sons pay")),
    "form value": ("a.txt", lambda t: samples.FORM.replace("Zoltan+Quimby", quote_plus(t)).encode()),
    "ofx memo": ("a.ofx", lambda t: samples.OFX.replace(samples.NAME, f"Shop<MEMO>{escape(t)}").encode()),
    "ofx name": ("a.ofx", lambda t: samples.OFX.replace(samples.NAME, escape(t)).encode()),
    "aamva given name": ("a.txt", lambda t: samples.AAMVA.replace("Zoltan", t).encode()),
    "aamva own element": ("a.txt", lambda t: samples.AAMVA.replace("DCGUSA", f"ZNA{t}").encode()),
    "aamva between scans": ("a.txt", lambda t: f"{samples.AAMVA}\n{t}\n".encode()),
    "nacha addenda": ("a.ach", lambda t: f"{samples.NACHA}705{t:80}00010000001\n".encode()),
    "cuaderno booking": ("a.n43", lambda t: f"{_CUADERNO}2301{t:38}{'PAGO':38}\n".encode()),
    "cuaderno unknown place": ("a.n43", lambda t: f"{_CUADERNO}24 {t:77}\n".encode()),
    "coda memo": ("a.cod", lambda t: f"{_CODA}3200010000{t:105}\n".encode()),
    "cnab payer": ("a.rem", lambda t: f"{_CNAB}0010001300001Q 011000012345678901{t:40}{'RUA A':118}\n".encode()),
    "cnab unknown record": ("a.rem", lambda t: f"{_CNAB}00100019 {t:231}\n".encode()),
    "pnrgov name": ("a.edi", lambda t: f"UNA:+.? 'UNB+IATA:1+A+B+240102:0304+1'UNH+1+PNRGOV:11:1:IA'TIF+{_released(t)}+ANA MRS:A:1'UNT+3+1'UNZ+1+1'".encode()),
    "swift party": ("a.sta", _swap(samples.SWIFT)),
    "bai2 text": ("a.bai", _bai2),
    "dsn value": ("a.dsn", _swap(samples.DSN, samples.NAME)),
    "xdt note": ("a.gdt", _xdt),
    "sip2 name": ("sip.log", _swap(samples.SIP2)),
    "ncpdp prescriber": ("claim.d0", _swap(samples.NCPDP)),
    "mysqldump field": ("a.xml", _mysqldump),
    "solr field": ("a.xml", lambda t: f"<add><doc><field name={quoteattr('memo')}>{escape(t)}</field></doc></add>".encode()),
    "php array": ("a.txt", _php),
    "zpl field": ("a.zpl", lambda t: f"^XA^FO20,20^A0N,30,30^FD{t}^FS^XZ\n".encode()),
    "epl text": ("a.epl", lambda t: f'N\nq400\nA20,20,0,3,1,1,N,"{t}"\nP1\n'.encode()),
    "postscript": ("a.ps", lambda t: f"%!PS-Adobe-3.0\n40 700 moveto ({t.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) show\nshowpage\n".encode()),
    "emf text": ("a.emf", lambda t: samples.emf([(10, 10, "see"), (60, 10, t)])),
    "wmf text": ("a.wmf", lambda t: samples.wmf([(10, 10, "see"), (60, 10, t)])),
    "parquet metadata": ("a.parquet", _parquet_note),
    "sqlite remark": ("a.db", lambda t: _sqlite(f"create view v as select id /* {t} */ from t")),
    "sqlite short bytes": ("a.db", lambda t: _sqlite(f"insert into t values (1, x'{t.encode('utf-16-le').hex()}')")),
    "sqlite packed bytes": ("a.db", lambda t: _sqlite(f"insert into t values (1, x'{gzip.compress(t.encode()).hex()}')")),
    "orc cell": ("a.orc", _orc),
    "arrow cell": ("a.arrow", _arrow),
    "bson value": ("a.bson", lambda t: samples.bson([{"id": 1, "memo": "ok"}, {"id": 2, "memo": t}])),
    "xls cell": ("a.xls", _named(samples.xls)),
    "wal cell": ("a.db-wal", samples.wal),
    "dicom": ("a.dcm", _named(samples.dicom)),
    "film": ("a.mp4", _named(samples.film)),
    "pptx text": ("a.pptx", _named(samples.pptx)),
    "odt text": ("a.odt", _odf(Kind.ODT, "text")),
    "odp text": ("a.odp", _odf(Kind.ODP, "presentation")),
    "epub text": ("a.epub", lambda t: samples.zipped({"mimetype": Kind.EPUB.value, "OPS/c1.xhtml": f"<html><body><p>see {escape(t)}</p></body></html>"}, 0)),
    "doc text": ("a.doc", _named(samples.doc)),
    "ppt text": ("a.ppt", _named(samples.ppt)),
    "msg text": ("a.msg", _named(samples.msg)),
    "tnef": ("winmail.dat", _named(samples.tnef)),
    "signed text": ("a.txt.p7m", lambda t: samples.signed(f"see {t} there\n".encode())),
    "mbox body": ("a.mbox", _mbox),
    "packaged file": ("oleObject1.bin", lambda t: samples.compound({"\x01Ole10Native": samples.native("a.txt", f"see {t} there\n".encode())})),
    "finder comment": ("._a.pdf", lambda t: samples.apple_double({"com.apple.FinderComment": t.encode()})),
    "folder comment": (".DS_Store", lambda t: samples.ds_store([("a.pdf", t)])),
    "bzip2": ("a.txt.bz2", lambda t: bz2.compress(t.encode())),
    "xz": ("a.txt.xz", lambda t: lzma.compress(t.encode())),
    "lzma": ("a.txt.lzma", lambda t: lzma.compress(t.encode(), lzma.FORMAT_ALONE)),
    "lz4": ("a.txt.lz4", lambda t: samples.lz4(t.encode())),
    "mainframe text": ("a.txt", lambda t: f"0001 LAMP\n0002 {t}\n0003 RUG\n".encode("cp037")),
    "coloured log": ("a.log", lambda t: f"\x1b[32mINFO\x1b[0m start\n\x1b[31m{t}\x1b[0m\n".encode()),
    "signed token": ("a.log", lambda t: f"2024-01-02 03:04:05 GET /x Authorization: Bearer {_token(t)}\n".encode()),
    "base64 lines": ("a.txt", lambda t: base64.encodebytes(f"see {t} there and what else is in the note\n".encode() * 3)),
    "base64 cell": ("a.csv", lambda t: f"id,data\n1,{base64.b64encode(f'see {t} there'.encode()).decode()}\n2,x\n".encode()),
    "base64 file": ("a.b64", lambda t: base64.encodebytes(samples.zipped({"a.txt": f"see {t}"}, 0))),
    "message pack": ("a.msgpack", lambda t: b"\x82\xa2id\x01\xa4memo\xd9" + bytes([len(t)]) + t.encode()),
    "cbor": ("a.cbor", lambda t: b"\xa2bid\x01dmemo\x78" + bytes([len(t)]) + t.encode()),
    "pickle": ("a.pkl", lambda t: f"(dp0\nVmemo\np1\nV{t}\np2\ns.".encode()),
    "bencode": ("a.torrent", lambda t: f"d2:idi1e4:memo{len(t)}:{t}e".encode()),
    "zstd": ("a.txt.zst", lambda t: zstandard.ZstdCompressor().compress(t.encode())),
}  # fmt: skip
