"""Texts, labels, mails and tables that are too long, too many or half of something."""

from __future__ import annotations

import io
import json
import lzma
import resource
import sqlite3
import tarfile
import time
from pathlib import Path

import fastavro
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import orc

from pii_sweep.config import Extract
from pii_sweep.extract.ceiling import release
from pii_sweep.extract.table.layout.aligned_header import find_header
from pii_sweep.types import Gap, Passage, Table
from tests.extract.samples import NAME
from tests.extract.test_formats import places, read
from tests.extract.test_hostile import gaps, texts


@pytest.mark.parametrize("kind", [b"L", b"x"], ids=["long-names", "pax"])
def test_headers_of_headers_without_end_are_a_gap(kind: bytes) -> None:
    info = tarfile.TarInfo("a")
    info.type, info.size = kind, 16
    data = (info.tobuf() + b"16 path=foo.csv\n".ljust(512, b"\0")) * 5000
    assert gaps(read("a.tar", data)) == [("", "MALFORMED_FILE")]


def test_numbers_of_thousands_of_digits_are_text() -> None:
    digits = "9" * 6000
    line = f'{{"n": {digits}, "name": "{NAME}"}}\n'
    for name, data in (("a.jsonl", line * 2), ("a.json", f'{{"name": "{NAME}", "n": {digits}}}')):
        pieces = read(name, data.encode())
        assert places(pieces, NAME)


def test_halves_of_surrogate_pairs_cost_one_character() -> None:
    for name, data in (
        ("a.json", f'[{{"a": "x\\ud83d", "name": "{NAME}"}}, {{"a": "\\ude00", "name": "b"}}]'),
        ("a.jsonl", f'{{"a": "x\\ud83d", "name": "{NAME}"}}\n{{"a": "y", "name": "b"}}\n'),
    ):
        pieces = read(name, data.encode())
        assert gaps(pieces) == []
        assert places(pieces, NAME)
        for piece in pieces:
            if isinstance(piece, Table):
                "".join(cell for row in piece.rows for cell in row).encode()
    kept = read("a.json", json.dumps({"a": "\U0001f600 \\ud83d", "b": "c"}).encode())
    assert "a: \U0001f600 \ufffd\nb: c" in texts(kept)


def test_escapes_that_the_end_of_a_block_cuts_are_read_whole() -> None:
    from pii_sweep.extract.text.decode import BLOCK

    for shift in range(14):
        text = '{"a": "' + "x" * (BLOCK - 18 + shift) + '\\ud83d\\ude00", "name": "' + NAME + '"}'
        pieces = read("a.json", text.encode())
        assert gaps(pieces) == []
        assert "\U0001f600" in texts(pieces)


def test_everybody_whom_a_mail_was_sent_to_is_read() -> None:
    people = ",\r\n ".join(f"Ann Lee <ann{at}@example.com>" for at in range(20_000))
    mail = f"From: a@example.com\r\nTo: {people}\r\nSubject: x\r\nDate: x\r\n\r\nHello there\r\n"
    pieces = read("a.eml", mail.encode())
    assert texts(pieces).count("@example.com") == 20_001


@pytest.mark.parametrize(
    "text", ['<a b="{}"><name>{}</name></a>', "<a><!--{}--><name>{}</name></a>"], ids=["attribute", "comment"]
)
def test_a_token_over_many_chunks_costs_no_more_than_its_length(text: str) -> None:
    def spend(size: int) -> float:
        begun = time.process_time()
        assert NAME in texts(read("a.xml", text.format("x" * size, NAME).encode()))
        return time.process_time() - begun

    spend(1 << 20)  # what is loaded at first use
    assert spend(24 << 20) < 10 * spend(6 << 20) + 1  # of four times; read again with each chunk, of sixteen


def test_a_label_of_thousands_of_fields_is_read_in_parts() -> None:
    begun = time.process_time()
    pieces = read("a.zpl", b"^XA" + b"^FO9,9^FDMaria^FS" * 3000 + b"^XZ")
    assert texts(pieces).count("Maria") == 3000
    assert time.process_time() - begun < 6


def test_a_cell_too_large_for_memory_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["x" * (8 << 20)]}), out)
    tight = Extract(max_memory_bytes=1 << 24)
    assert gaps(read("a.parquet", out.getvalue(), tight)) == [("", "FILE_EXCEEDS_SIZE_LIMIT")]
    assert [piece for piece in read("a.parquet", out.getvalue()) if isinstance(piece, Table)]


def test_a_panic_of_a_reader_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    whole = lzma.decompress((Path(__file__).parents[1] / "files" / "old.xls.xz").read_bytes())
    assert [piece for piece in read("a.xls", whole[:6024]) if isinstance(piece, Gap)]
    assert capfd.readouterr().err == ""
    assert not [piece for piece in read("a.xls", whole[:6024]) if isinstance(piece, Passage)]


def test_a_string_longer_than_memory_allows_is_read_in_parts_under_its_own_path() -> None:
    settings = Extract(ocr="off", max_memory_bytes=1 << 24)  # a string of more than 1 MiB is long
    words = "word " * 600_000
    made = json.dumps({"a": ["x", words, "y"], "note": words, "to": "Zoltan Quimby"})
    pieces = [piece for piece in read("a.json", made.encode(), settings) if isinstance(piece, Passage)]
    assert sum(piece.text.count("word") for piece in pieces) == 1_200_000
    paths = {span.json_path for piece in pieces for span in piece.spans if "word word" in piece.text}
    assert "$.note" in paths
    assert any("Zoltan Quimby" in piece.text for piece in pieces)
    assert not [piece for piece in read("a.json", made.encode(), settings) if isinstance(piece, Gap)]


def test_a_name_longer_than_memory_allows_is_a_gap() -> None:
    settings = Extract(ocr="off", max_memory_bytes=1 << 24)
    found = read("a.json", b'[{"' + b"k" * (3 << 20) + b'": "x"}]', settings)
    assert [piece.reason for piece in found if isinstance(piece, Gap)] == ["FILE_EXCEEDS_SIZE_LIMIT"]


def test_a_text_of_nothing_but_escapes_costs_no_more_than_its_length() -> None:
    made = b'{"note": "' + rb"\u0041\ud83d\ude00" * 400_000 + b'", "to": "Zoltan Quimby"}'
    started = time.process_time()
    found = read("a.json", made)
    assert time.process_time() - started < 8
    assert sum(piece.text.count("A\U0001f600") for piece in found if isinstance(piece, Passage)) > 399_000
    assert "\ufffd" not in "".join(piece.text for piece in found if isinstance(piece, Passage))


def test_a_row_of_a_hundred_thousand_cells_is_cut_into_passages() -> None:
    made = b"<html><body><table><tr>" + b"<td>some words</td>" * 100_000 + b"</tr></table></body></html>"
    started = time.process_time()
    pieces = [piece for piece in read("a.html", made) if isinstance(piece, Passage)]
    assert time.process_time() - started < 8
    assert max(len(piece.text) for piece in pieces) < 150_000
    assert sum(piece.text.count("words") for piece in pieces) >= 99_990


def test_a_header_of_many_thousand_encoded_words_is_read_in_time() -> None:
    made = b"From: a@b.c\nSubject: " + b"=?utf-8?B?QW5uIExlZQ==?=\n " * 20_000 + b"\n\nhello\n"
    started = time.process_time()
    found = texts(read("a.eml", made))
    assert time.process_time() - started < 10
    assert found.count("Ann Lee") >= 19_900


def test_records_that_hold_their_own_kind_without_end_are_a_gap() -> None:
    schema = {
        "type": "record",
        "name": "R",
        "fields": [{"name": "next", "type": ["null", "R"]}, {"name": "name", "type": "string"}],
    }
    out = io.BytesIO()
    fastavro.writer(out, schema, [{"next": {"next": None, "name": "Zoltan Quimby"}, "name": "Maria Holt"}])
    made = out.getvalue()
    assert "Zoltan Quimby" in texts(read("a.avro", made))
    sync = made[-16:]
    data = b"\x02" * 200_000 + b"\x00" + b"\x02a" * 200_001
    size, length = b"", len(data) * 2
    while length > 127:
        size, length = size + bytes([length & 127 | 128]), length >> 7
    deep = made[: made.index(sync) + 16] + b"\x02" + size + bytes([length]) + data + sync
    assert gaps(read("a.avro", deep)) == [("", "MALFORMED_FILE")]


def test_a_value_that_a_database_computes_may_not_be_longer_than_memory_allows() -> None:
    database = sqlite3.connect(":memory:")
    database.executescript(
        "CREATE TABLE long(name text, big text AS (hex(zeroblob(9000000)))); "
        "INSERT INTO long(name) VALUES('x');"
        "CREATE TABLE short(name text); INSERT INTO short VALUES('Zoltan Quimby');"
    )
    pieces = read("a.sqlite", database.serialize(), Extract(ocr="off", max_memory_bytes=1 << 26))
    assert gaps(pieces) == [("", "FILE_EXCEEDS_SIZE_LIMIT")]
    assert [piece.rows for piece in pieces if isinstance(piece, Table)] == [(("Zoltan Quimby",),)]


def test_a_block_that_becomes_more_than_memory_allows_is_a_gap_and_memory_is_given_back() -> None:
    words = pa.array(["0" * 1000]).take(pa.array([0] * 300_000))
    out = io.BytesIO()
    orc.write_table(pa.table({"note": words}), out, compression="zlib")
    limits = resource.getrlimit(resource.RLIMIT_AS)
    found = read("a.orc", out.getvalue(), Extract(ocr="off", max_memory_bytes=1 << 24))
    assert gaps(found) == [("", "FILE_EXCEEDS_SIZE_LIMIT")]
    release()
    assert resource.getrlimit(resource.RLIMIT_AS) == limits


def test_a_mail_of_millions_of_short_lines_and_a_label_without_end_are_gaps() -> None:
    settings = Extract(ocr="off", max_memory_bytes=1 << 24)
    mail = b"From: a@b.c\nSubject: x\n\n" + b"abc\n" * 400_000
    assert [reason for _, reason in gaps(read("a.eml", mail, settings))] == ["FILE_EXCEEDS_SIZE_LIMIT"]
    label = b"^XA^FO5,5^FDShip to: Zoltan Quimby^FS^XZ" + b"^XA" * 300_000
    found = read("a.zpl", label, settings)
    assert [reason for _, reason in gaps(found)] == ["FILE_EXCEEDS_SIZE_LIMIT"]


@pytest.mark.parametrize(
    "head",
    [
        ["a" + " " * 200_000 + "b\tc\n"],
        ["Name\tPhone\tNote\n", *["x\t" + " " * 20_000 + "!\ty\n"] * 4],
        ["a" * 100_000 + "\n", "\n", "b\n", "c\n", "d\n"],
    ],
    ids=["blanks before a tab", "blanks in cells", "a line of one word"],
)
def test_a_long_line_costs_no_more_than_its_length_where_a_header_is_looked_for(head: list[str]) -> None:
    started = time.process_time()
    find_header(head)
    assert time.process_time() - started < 4
