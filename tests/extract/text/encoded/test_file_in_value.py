"""Documents that values and lines hold as Base64 or hexadecimal are read, in whatever format they stand."""

from __future__ import annotations

import base64
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.types import Gap, Passage
from tests.extract.test_formats import read


def _document() -> bytes:
    out = io.BytesIO()
    page = Canvas(out, pagesize=(612, 792))
    page.drawString(72, 700, "Patient: Maria Gonzalez, SSN 536-22-8714")
    page.save()
    return out.getvalue()


DOCUMENT = _document()
SIGNS = base64.b64encode(DOCUMENT).decode()
BROKEN = "\n".join(SIGNS[at : at + 76] for at in range(0, len(SIGNS), 76))


def _sheet() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Id", "Name", "Body"])
    book.active.append(["1", "Ann Lee", SIGNS])
    book.save(out)
    return out.getvalue()


def _columns() -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.table({"id": ["1"], "body": [SIGNS]}), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("events.csv", f'id,json\n1,"{{""file"": ""{SIGNS}""}}"\n'.encode()),
        ("numbers.csv", f'id,bytes\n1,"{list(DOCUMENT)}"\n'.encode()),
        ("signed.csv", f'id,bytes\n1,"{[n - 256 if n > 127 else n for n in DOCUMENT]}"\n'.encode()),
        ("Attachment.csv", f"Id,Name,Body\n1,order.pdf,{SIGNS}\n2,none,\n".encode()),
        ("broken.csv", f'Id,Name,Body\n1,order.pdf,"{BROKEN}"\n'.encode()),
        ("uri.tsv", f"id\tbody\n1\tdata:application/pdf;base64,{SIGNS}\n".encode()),
        ("bytea.csv", f"id,body\n1,\\x{DOCUMENT.hex()}\n".encode()),
        ("docs.xlsx", _sheet()),
        ("docs.parquet", _columns()),
        ("app.log", f"2026-12-01T10:00:00 INFO upload body={SIGNS} size=9\n".encode()),
        ("part.txt", f"--x\nContent-Transfer-Encoding: base64\n\n{BROKEN}\n\n--x--\n".encode()),
        ("app.toml", f'[mail]\nlogo = "{SIGNS}"\n'.encode()),
        ("fixture.js", f'const body = "{SIGNS}";\nsend(body);\n'.encode()),
        ("note.md", f"See ![scan](data:application/pdf;base64,{SIGNS}) of May.\n".encode()),
    ],
)
def test_a_document_in_a_value_is_read_as_a_member(name: str, data: bytes) -> None:
    found = [piece for piece in read(name, data) if isinstance(piece, Passage)]
    (inner,) = [piece for piece in found if "536-22-8714" in piece.text]
    assert inner.where.inside[-1].startswith("value-")
    assert not any(SIGNS[40:80] in piece.text for piece in found)


def _letter() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("letter.txt", "Patient: Maria Gonzalez, SSN 536-22-8714\n" * 9)
        packed.writestr("counts.txt", " ".join(str(at * at) for at in range(200)))
    return out.getvalue()


@pytest.mark.parametrize("size", [60, 64, 76])
@pytest.mark.parametrize("behind", ["", "\n\nBest regards\nAnn", "\n--part--\n"])
def test_an_archive_in_lines_of_a_text_is_read_to_its_last_sign(size: int, behind: str) -> None:
    signs = base64.b64encode(_letter()).decode()
    lines = "\n".join(signs[at : at + size] for at in range(0, len(signs), size))
    pieces = list(read("part.txt", f"see below\n\n{lines}{behind}".encode()))
    texts = [one.text for one in pieces if isinstance(one, Passage)]
    assert any("536-22-8714" in text for text in texts)
    assert not any(isinstance(one, Gap) for one in pieces)
    assert "Best" not in behind or any("Best regards" in text for text in texts)


def test_what_a_text_cuts_off_is_a_gap() -> None:
    signs = base64.b64encode(_letter()).decode()
    pieces = list(read("app.log", f"2026-12-01T10:00:00 INFO body={signs[: len(signs) - 140]}\n".encode()))
    assert any(isinstance(one, Gap) for one in pieces)


def test_a_document_in_a_database_is_read_as_a_member(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "docs.db") as base:
        base.execute("create table docs (id integer, body text)")
        base.execute("insert into docs values (1, ?)", (SIGNS,))
    base.close()
    texts = [
        one.text for one in read("docs.db", (tmp_path / "docs.db").read_bytes()) if isinstance(one, Passage)
    ]
    assert any("536-22-8714" in text for text in texts)


@pytest.mark.parametrize(
    "value",
    [
        base64.b64encode(bytes(range(256))).decode(),
        "d09GMgABAAAAA" + "A" * 300,
        json.dumps({"sha": "ab" * 120}),
        "/9j/ is how pictures begin, and " + "words go on " * 20,
    ],
)
def test_keys_fonts_hashes_and_words_stay_what_they_are(value: str) -> None:
    table = f'id,body\n1,"{value.replace(chr(34), chr(39))}"\n'
    for name, data in (("t.csv", table), ("t.txt", f"body {value}\n")):
        members = [piece for piece in read(name, data.encode()) if piece.where.inside]
        assert not members
