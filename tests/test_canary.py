"""A value of every kind at a random place of a random file is found, or a gap says that text was not read."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from pii_sweep.config import Settings
from pii_sweep.read import examine
from pii_sweep.types import Blob, Gap, ObjectRef, Where
from tests.canary_places import PLACES as WRITTEN
from tests.canary_readers import READERS

KEY = b"k" * 32
PLACES = {**WRITTEN, **READERS}
CANARIES = {
    "US_SSN": "331-89-9385",
    "CREDIT_CARD": "4111 1111 1111 1111",
    "EMAIL_ADDRESS": "z.quimby@mail.example",
    "PHONE_NUMBER": "(415) 555-0132",
    "IBAN_CODE": "DE89370400440532013000",
    "IP_ADDRESS": "203.0.113.77",
    "STREET_ADDRESS": "1430 Jefferson St, Savannah, GA 31401",
    "PERSON": "Name: Zoltan Kaplan",
    "TRACKING_NUMBER": "1Z999AA10123456784",
    "DATE_OF_BIRTH": "date of birth 04/05/1961",
    "US_PASSPORT": "passport no. 553341617",
    "US_DRIVER_LICENSE": "driver license no. D1234567",
    "PASSWORD": "password: Xk7#pQ92vv",
}
COLUMNS = {
    "id": ("1", "2", "3", "4", "5"),
    "status": ("open", "closed", "open", "open", "closed"),
    "sku": ("A-10", "A-11", "B-20", "B-21", "C-30"),
    "item": ("Oak table", "Brass lamp", "Linen sofa", "Wool throw", "Ceramic planter"),
    "price": ("12.50", "99.00", "5.25", "7.10", "31.00"),
    "created": ("2024-01-02", "2024-01-03", "2024-02-04", "2024-02-05", "2024-03-06"),
    "city": ("Fresno", "Tampa", "Albany", "Boise", "Eugene"),
    "name": ("Ana Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs", "Eva Larsen"),
    "email": ("a@b.example", "k@b.example", "p@b.example", "i@b.example", "e@b.example"),
    "memo": ("ok", "left msg", "-", "2 boxes", "n/a"),
}
Rows = list[list[str]]


def _csv(header: list[str], rows: Rows, delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([header, *rows])
    return out.getvalue().encode()


def _xlsx(header: list[str], rows: Rows, title: str = "Sheet1", note: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in [header, *rows]:
        sheet.append(row)
    if note:
        sheet["B2"].comment = Comment(note, "author")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _parquet(header: list[str], rows: Rows) -> bytes:
    out = io.BytesIO()
    columns = {name or f"c{at}": [row[at] for row in rows] for at, name in enumerate(header)}
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def _json(header: list[str], rows: Rows) -> bytes:
    return json.dumps([dict(zip(header, row, strict=True)) for row in rows]).encode()


def _nested(header: list[str], rows: Rows) -> bytes:
    return json.dumps(
        {"run": {"parts": [{"of": dict(zip(header, row, strict=True))} for row in rows]}}
    ).encode()


def _jsonl(header: list[str], rows: Rows) -> bytes:
    return "\n".join(json.dumps(dict(zip(header, row, strict=True))) for row in rows).encode()


def _sql(header: list[str], rows: Rows) -> bytes:
    names = ", ".join(f"`{name}`" for name in header)
    values = ",\n".join(
        "(" + ", ".join("'" + cell.replace("'", "''") + "'" for cell in row) + ")" for row in rows
    )
    return f"INSERT INTO `t` ({names}) VALUES\n{values};\n".encode()


def _sqlite(header: list[str], rows: Rows) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "t.db")
        with sqlite3.connect(path) as base:
            base.execute("create table t (" + ", ".join(f'"{name}" text' for name in header) + ")")
            base.executemany(f"insert into t values ({', '.join('?' * len(header))})", rows)
        base.close()
        return path.read_bytes()


def _xml(header: list[str], rows: Rows) -> bytes:
    cells = (zip(header, row, strict=True) for row in rows)
    body = "".join(
        "<row>" + "".join(f'<v n="{escape(name)}">{escape(cell)}</v>' for name, cell in row) + "</row>"
        for row in cells
    )
    return f"<?xml version='1.0'?><rows>{body}</rows>".encode()


def _html(header: list[str], rows: Rows) -> bytes:
    lines = (
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in [header, *rows]
    )
    return f"<html><body><table>{''.join(lines)}</table></body></html>".encode()


def _yaml(header: list[str], rows: Rows) -> bytes:
    records = (zip(map(json.dumps, header), map(json.dumps, row), strict=True) for row in rows)
    pairs = ([f"{name}: {cell}" for name, cell in record] for record in records)
    return "\n".join("- " + "\n  ".join(row) for row in pairs).encode()


def _split(header: list[str], rows: Rows) -> bytes:
    return json.dumps({"columns": [{"name": name} for name in header], "data": rows}).encode()


def _sheet(header: list[str], rows: Rows) -> bytes:
    lines = (
        "<Row>" + "".join(f"<Cell><Data>{escape(cell)}</Data></Cell>" for cell in row) + "</Row>"
        for row in [header, *rows]
    )
    return f"<Workbook><Worksheet><Table>{''.join(lines)}</Table></Worksheet></Workbook>".encode()


def _items(header: list[str], rows: Rows) -> bytes:
    typed = ({name: {"S": cell} for name, cell in zip(header, row, strict=True)} for row in rows)
    return "\n".join(json.dumps({"Item": item}) for item in typed).encode()


FORMATS: dict[str, Callable[[list[str], Rows], bytes]] = {
    "csv": _csv, "tsv": lambda header, rows: _csv(header, rows, "\t"), "xlsx": _xlsx, "parquet": _parquet,
    "json": _json, "nested.json": _nested, "jsonl": _jsonl, "sql": _sql, "db": _sqlite, "xml": _xml,
    "html": _html, "yaml": _yaml, "split.json": _split, "sheet.xml": _sheet, "items.json": _items,
}  # fmt: skip


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, str, bytes]:
    """Return the format, the kind of the canary and a file with it in a cell, within one, or in a header."""
    names = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=2, max_size=6, unique=True))
    count = draw(st.integers(2, 5))
    rows = [list(row) for row in zip(*(COLUMNS[name][:count] for name in names), strict=True)]
    entity = draw(st.sampled_from(sorted(CANARIES)))
    row, column = draw(st.integers(-1, count - 1)), draw(st.integers(0, len(names) - 1))
    text = draw(st.sampled_from(("{}", "re {}", "{} (ok)"))).format(CANARIES[entity])
    if row < 0:
        names[column] = text
    else:
        rows[row][column] = text
    kind = draw(st.sampled_from(sorted(FORMATS)))
    return kind, entity, FORMATS[kind](names, rows)


def _told(data: bytes, entity: str, name: str = "object") -> bool:
    """Indicate whether a file's reading holds the canary, or a gap."""
    wanted = "".join(filter(str.isalnum, CANARIES[entity].rpartition(": ")[2].rpartition(". ")[2]))
    wanted = wanted.removeprefix("dateofbirth")
    for item in examine(
        Blob(Where(ObjectRef("b", name)), partial(io.BytesIO, data), len(data)), Settings(), KEY
    ):
        if isinstance(item, Gap):
            return True
        if isinstance(item, tuple):
            held = "".join(filter(str.isalnum, item[0].value))
            if item[0].entity == entity and wanted in held:
                return True
    return False


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(planted())
def test_a_canary_at_any_place_of_any_format_is_found_or_a_gap_says_so(plant: tuple[str, str, bytes]) -> None:
    kind, entity, data = plant
    assert _told(data, entity), f"{entity} in {kind} is lost in silence"


@pytest.mark.parametrize("entity", sorted(CANARIES))
def test_a_canary_in_a_comment_of_a_sheet_is_found(entity: str) -> None:
    rows = [list(row) for row in zip(*(COLUMNS[name] for name in ("id", "item")), strict=True)]
    assert _told(_xlsx(["id", "item"], rows, note=f"see {CANARIES[entity]}"), entity)


# Three kinds a place, so that all kinds come to each family of formats; a name of a sheet has 31 characters
# and no colon, that of a gzip member no slash, a password stays encoded in a link, and a number in a licence
# is the licence's.
SHORT = ("EMAIL_ADDRESS", "US_SSN", "CREDIT_CARD", "IBAN_CODE", "PHONE_NUMBER", "TRACKING_NUMBER")
SHORTER = frozenset(
    {"xlsx sheet", "gzip name", "xlsx link", "html link", "aamva given name", "aamva own element"}
)
TOLD = [
    (place, kinds[(3 * at + step) % len(kinds)])
    for at, place in enumerate(sorted(PLACES))
    for kinds in [SHORT if place in SHORTER else sorted(CANARIES)]
    for step in range(3)
]


@pytest.mark.parametrize(("place", "entity"), TOLD)
def test_a_canary_at_a_place_that_only_a_format_has_is_found_or_a_gap_says_so(
    place: str, entity: str
) -> None:
    name, plant = PLACES[place]
    assert _told(plant(CANARIES[entity]), entity, name), f"{entity} in {place} is lost in silence"
