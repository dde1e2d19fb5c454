"""What writers keep with schemas, columns and documents' own destinations is read."""

from __future__ import annotations

import io
import sqlite3

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import feather

from pii_sweep.types import Passage
from tests.extract.samples import NAME
from tests.extract.test_formats import read

SAID = f"{NAME} SSN 417-52-3886"


def _texts(name: str, data: bytes) -> str:
    return "\n".join(piece.text for piece in read(name, data) if isinstance(piece, Passage))


def test_metadata_of_an_arrow_schema_are_read() -> None:
    held = io.BytesIO()
    feather.write_feather(pa.table({"id": [1]}).replace_schema_metadata({"note": SAID}), held)
    assert f"note: {SAID}" in _texts("a.feather", held.getvalue())


def test_metadata_of_a_field_are_read() -> None:
    held = io.BytesIO()
    schema = pa.schema([pa.field("id", pa.int64(), metadata={"note": SAID})])
    pq.write_table(pa.table([pa.array([1])], schema=schema), held)
    assert _texts("a.parquet", held.getvalue()) == f"note: {SAID}"


def test_defaults_of_columns_that_say_something_are_read() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE a(x DEFAULT '{SAID}')")
    connection.execute("CREATE TABLE b(x DEFAULT 'active')")
    text = _texts("a.sqlite", connection.serialize())
    assert SAID in text
    assert "active" not in text


def test_unknown_destinations_of_rtf_are_read() -> None:
    for said in (f"{{\\*\\foobar {SAID}}}", f"{{\\*\\datafield {SAID.encode().hex()}}}"):
        assert SAID in _texts("a.rtf", f"{{\\rtf1\\ansi Build {said}}}".encode())
    assert _texts("a.rtf", b"{\\rtf1\\ansi Build{\\*\\foobar Normal Table Grid 5}}") == "Build"
