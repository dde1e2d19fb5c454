"""Records of WARC are members, whatever their content was packed with over HTTP."""

from __future__ import annotations

import gzip
import zlib

import pyarrow as pa
import pytest

from pii_sweep.config import Extract
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


def shown(pieces: list[object]) -> str:
    """Return what pieces say, their texts and their rows."""
    texts = [piece.text for piece in pieces if isinstance(piece, Passage)]
    tables = [piece for piece in pieces if isinstance(piece, Table)]
    return "\n".join([*texts, *(str(row) for table in tables for row in (table.header, *table.rows))])


def gaps(pieces: list[object]) -> int:
    return sum(isinstance(piece, Gap) for piece in pieces)


LETTER = b"Dear Ada Quist,\r\nyour number is 219-09-9999, write to quist@fjord.example\r\n"


@pytest.mark.parametrize("content", [b"0,Ada Quist,1980\r\n" * 3 + LETTER, LETTER, b"0\r\n" + LETTER])
@pytest.mark.parametrize(
    "field", ["Transfer-Encoding: chunked", "Content-Encoding: deflate", "Content-Encoding: br"]
)
def test_a_content_that_its_recorder_unpacked_is_read_as_it_is(content: bytes, field: str) -> None:
    pieces = read("crawl.warc", warc(content, field))
    assert "quist@fjord.example" in shown(pieces)
    assert "Ada Quist" in shown(pieces)
    assert not gaps(pieces)


@pytest.mark.parametrize(
    "content",
    [
        b"20\r\n" + LETTER[:32] + b"\r\nfff\r\n" + LETTER[32:],
        b"20\r\n" + LETTER[:32] + b"\r\n8\r\n" + LETTER[32:],
        zlib.compress(LETTER) + LETTER,
    ],
    ids=["longer", "uneven", "behind"],
)
def test_a_content_that_breaks_its_form_is_a_gap(content: bytes) -> None:
    field = "Content-Encoding: deflate" if content[:1] == b"x" else "Transfer-Encoding: chunked"
    pieces = read("crawl.warc", warc(content, field))
    assert "Ada Quist" in shown(pieces)
    assert gaps(pieces) == 1


def test_deflated_bytes_without_a_header_that_begin_like_one_are_read() -> None:
    packed = (zlib.compress(f"{number} {LETTER.decode()}".encode())[2:-4] for number in range(10_000))
    like = next(one for one in packed if int.from_bytes(one[:2], "big") % 31 == 0)
    pieces = read("crawl.warc", warc(like, "Content-Encoding: deflate"))
    assert "quist@fjord.example" in shown(pieces) and not gaps(pieces)


def test_fields_behind_the_last_chunk_are_read() -> None:
    content = CHUNKED[:-2] + b"X-Seen-By: Ada Quist\r\n\r\n"
    pieces = read("crawl.warc", warc(content, "Transfer-Encoding: chunked"))
    assert "X-Seen-By: Ada Quist" in shown(pieces)
    assert not gaps(pieces)


def test_a_record_behind_many_blank_lines_is_read() -> None:
    pieces = read("crawl.warc", warc(CSV) + b"\r\n" * 40_000 + warc(LETTER))
    assert "quist@fjord.example" in shown(pieces)
    assert not gaps(pieces)


def test_fields_of_a_record_are_read_but_those_of_its_form() -> None:
    fields = b"X-User: Ada Quist\r\nX-User: Bo Lindt\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
    said = shown(read("crawl.warc", warc(CSV).replace(b"WARC-Type", fields + b"WARC-Type", 1)))
    assert "X-User: Ada Quist" in said
    assert "X-User: Bo Lindt" in said
    assert "WARC-Date" not in said


@pytest.mark.parametrize(
    ("field", "is_read"),
    [("Server: x", True), ("Transfer-Encoding: chunked", False), ("Content-Encoding: br", False)],
)
def test_a_large_record_is_read_behind_its_header_or_is_a_gap(field: str, is_read: bool) -> None:
    content = b"\n" * 600_000 + LETTER
    pieces = read("crawl.warc", warc(content, field) + warc(CSV), Extract(max_memory_bytes=1 << 22))
    assert ("quist@fjord.example" in shown(pieces)) == is_read
    assert gaps(pieces) == (not is_read)
    assert NAME in shown(pieces)


def test_a_packed_file_larger_than_memory_is_read_record_by_record() -> None:
    records = gzip.compress(
        b"".join(warc(b" " * size) for size in range(300_000, 400_000, 7_000)) + warc(CSV)
    )
    pieces = read("crawl.warc.gz", records, Extract(max_memory_bytes=1 << 22))
    assert NAME in shown(pieces)
    assert not gaps(pieces)


@pytest.mark.parametrize("note", ["WARC/1.1 is a format. Ada Quist wrote this.", "WARC/1.1\nAda Quist\n"])
def test_a_note_about_the_format_is_a_text(note: str) -> None:
    pieces = read("note.txt", note.encode())
    assert "Ada Quist" in shown(pieces)
    assert not gaps(pieces)


def test_a_length_that_is_written_twice_is_one() -> None:
    said = f"Customer {NAME}".encode()
    record = f"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: {len(said)}\r\n".encode()
    record = record + f"Content-Length: {len(said)}\r\n\r\n".encode() + said + b"\r\n\r\n"
    pieces = read("crawl.warc", record)
    assert NAME in shown(pieces) and not gaps(pieces)
