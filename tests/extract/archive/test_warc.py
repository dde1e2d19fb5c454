"""Records of WARC are members, whatever their content was packed with over HTTP."""

from __future__ import annotations

import gzip
import zlib

import pyarrow as pa
import pytest

from pii_sweep.types import Gap, Passage, Table
from tests.extract.samples import CSV, NAME, warc
from tests.extract.test_formats import read

CHUNKED = b"4\r\n" + CSV[:4] + b"\r\n" + f"{len(CSV) - 4:x}\r\n".encode() + CSV[4:] + b"\r\n0\r\n\r\n"
BROTLI = pa.compress(CSV, codec="brotli", asbytes=True)


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (CSV, "Server: x"),
        (gzip.compress(CSV), "Content-Encoding: gzip"),
        (zlib.compress(CSV), "Content-Encoding: deflate"),
        (zlib.compress(CSV)[2:-4], "Content-Encoding: deflate"),
        (BROTLI, "Content-Encoding: br"),
        (CHUNKED, "Transfer-Encoding: chunked"),
    ],
    ids=["plain", "gzip", "zlib", "deflate", "brotli", "chunked"],
)
def test_the_content_of_an_answer_is_read(content: bytes, field: str) -> None:
    two = warc(content, field) * 2
    for written in (two, gzip.compress(two[: len(two) // 2]) * 2):
        pieces = read("crawl.warc.gz", written)
        tables = [piece for piece in pieces if isinstance(piece, Table)]
        assert len(tables) == 2
        assert all(any(NAME in cells for cells in table.rows) for table in tables)
        assert any(
            "https://shop.example/people.csv?page=1" in one.text for one in pieces if isinstance(one, Passage)
        )
        assert not any(isinstance(piece, Gap) for piece in pieces)


def test_a_record_that_breaks_off_is_a_gap_behind_those_before() -> None:
    pieces = read("crawl.warc", warc(CSV) + warc(CSV)[:-60])
    assert sum(isinstance(piece, Table) for piece in pieces) == 1
    assert sum(isinstance(piece, Gap) for piece in pieces) == 1
