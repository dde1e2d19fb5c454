"""Texts, labels, mails and tables that are too long, too many or half of something."""

from __future__ import annotations

import io
import json
import lzma
import tarfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pii_sweep.config import Extract
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
    assert "\U0001f600 \\ud83d" in texts(kept)


def test_escapes_that_the_end_of_a_block_cuts_are_read_whole() -> None:
    from pii_sweep.extract.textio import BLOCK

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
    begun = time.process_time()
    pieces = read("a.xml", text.format("x" * (24 << 20), NAME).encode())
    assert NAME in texts(pieces)
    assert time.process_time() - begun < 6


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
    whole = lzma.decompress((Path(__file__).parent / "files" / "old.xls.xz").read_bytes())
    assert [piece for piece in read("a.xls", whole[:6024]) if isinstance(piece, Gap)]
    assert capfd.readouterr().err == ""
    assert not [piece for piece in read("a.xls", whole[:6024]) if isinstance(piece, Passage)]
