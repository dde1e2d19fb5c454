"""A text that begins with the letters of a signature is a text."""

from __future__ import annotations

import bz2
import gzip
import io
from random import Random
from string import ascii_letters

import pyarrow as pa
import pytest

from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.sniff.decide import sniff
from tests.extract.samples import CSV, samples


@pytest.mark.parametrize("word", [b"GIF89a", b"BZh", b"PAR1", b"ORC", b"bplist00", b"^XA_"])
def test_a_table_that_begins_like_a_signature_is_a_table(word: bytes) -> None:
    for rows in (CSV, CSV + b"7,Ana Berg\n" * 2000):
        assert sniff(io.BytesIO(word + rows), "export.csv") is Kind.CSV


def test_files_with_these_signatures_keep_their_kind() -> None:
    for kind in (Kind.PARQUET, Kind.ORC, Kind.PLIST):
        assert sniff(io.BytesIO(samples()[kind][1]), "a.bin") is kind
    assert sniff(io.BytesIO(bz2.compress(b"")), "a.bz2") is Kind.BZIP2
    assert sniff(io.BytesIO(gzip.compress(b"")), "a.gz") is Kind.GZIP


def test_a_label_that_is_cut_off_is_a_label() -> None:
    for start in (b"^XA^FO50,50^FDAna", b"^XA\r\n~SD15\r\n", b"^XA^PW812\n"):
        assert sniff(io.BytesIO(start), "a.txt") is Kind.ZPL


@pytest.mark.parametrize("ending", [".snappy", ".sz", ".lzf"])
def test_a_packed_table_that_shows_its_text_is_no_text(ending: str) -> None:
    draw = Random(3)
    rows = "\n".join("".join(draw.choices(f"{ascii_letters} ,", k=60)) for _ in range(40)).encode()
    packed = pa.compress(rows, codec="snappy", asbytes=True)
    assert sniff(io.BytesIO(packed), f"export.csv{ending}") is Kind.UNKNOWN
    assert sniff(io.BytesIO(rows), f"export.csv{ending}") in (Kind.CSV, Kind.TEXT)


@pytest.mark.parametrize(
    "data", [CSV.decode().encode("utf-16"), CSV.decode().encode("utf-16-be"), CSV + b"\x1a"]
)
@pytest.mark.parametrize("ending", [".z", ".br", ".sz"])
def test_wide_text_and_the_sign_of_its_end_are_no_marks_of_packing(ending: str, data: bytes) -> None:
    assert sniff(io.BytesIO(data), f"people{ending}") is not Kind.UNKNOWN
