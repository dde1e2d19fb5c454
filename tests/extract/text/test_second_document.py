"""A text that goes on in another encoding is read in both."""

from __future__ import annotations

import bz2
import lzma
import random
import zlib

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.text.second_document import find_change, find_noise
from pii_sweep.extract.walk import walk
from pii_sweep.read import blob_of
from pii_sweep.types import Gap, Passage

PLAIN = "The build passed in 3.2 seconds.\n"
SAYS = "Marta Lindqvist, SSN 417-52-3886, Austin\n"


def _walk(data: bytes) -> tuple[str, list[Gap]]:
    pieces = list(walk(blob_of(data), Extract()))
    gaps = [piece for piece in pieces if isinstance(piece, Gap)]
    return "\n".join(piece.text for piece in pieces if isinstance(piece, Passage)), gaps


def _read(data: bytes) -> str:
    text, gaps = _walk(data)
    assert not gaps
    return text


def test_utf16_behind_utf8_is_read() -> None:
    for count in (5, 900, 9000):
        for name in ("utf-16-le", "utf-16-be", "utf-16"):
            text = _read((PLAIN * count).encode() + (SAYS * 5).encode(name))
            assert SAYS.strip() in text, (count, name)


def test_utf8_behind_utf16_is_read() -> None:
    for count in (5, 900):
        assert SAYS.strip() in _read((PLAIN * count).encode("utf-16") + (SAYS * 5).encode())


def test_a_text_of_one_encoding_changes_nowhere() -> None:
    chinese = "今天的会议讨论了第三季度的预算和明年的计划。" * 400
    assert find_change(chinese.encode("utf-16-le"), "utf-16-le") is None
    assert find_change((PLAIN * 50).encode("utf-16-le"), "utf-16-le") is None
    assert find_change(PLAIN.encode() * 50, "utf-8") is None
    assert find_change(b"a\0b\0" * 4 + PLAIN.encode(), "utf-8") is None


SECRET = (SAYS * 40).encode()
PACKED = {
    "bzip2": bz2.compress(SECRET),
    "lzma": lzma.compress(SECRET, lzma.FORMAT_ALONE),
    "mainframe": SECRET.decode().encode("cp037"),
    "utf-32": SECRET.decode().encode("utf-32-le"),
}
UNREADABLE = {
    "zlib": zlib.compress(random.Random(1).randbytes(900)),
    "random": random.Random(2).randbytes(1500),
}


@pytest.mark.parametrize("count", [300, 9000])
@pytest.mark.parametrize("kind", PACKED)
def test_what_follows_a_long_text_in_another_form_is_read(kind: str, count: int) -> None:
    assert SAYS.strip() in _read(PLAIN.encode() * count + PACKED[kind])


@pytest.mark.parametrize("count", [300, 9000])
@pytest.mark.parametrize("kind", UNREADABLE)
def test_bytes_behind_a_long_text_that_are_none_are_a_gap(kind: str, count: int) -> None:
    text, gaps = _walk(SAYS.encode() + PLAIN.encode() * count + UNREADABLE[kind])
    assert SAYS.strip() in text
    assert len(text) < len(PLAIN) * (count + 4)
    assert gaps


@pytest.mark.parametrize("opening", [b"\n", b"INSERT INTO t VALUES (1, '"])
def test_a_text_that_goes_on_behind_bytes_that_are_none_is_read_with_a_gap(opening: bytes) -> None:
    noise = random.Random(3).randbytes(3000).replace(b"'", b"")
    text, gaps = _walk(PLAIN.encode() * 300 + opening + noise + b"');\n" + (SAYS + PLAIN * 90).encode())
    assert SAYS.strip() in text
    assert gaps


def test_values_with_nuls_within_them_behind_a_long_text_are_a_gap() -> None:
    assert _walk(PLAIN.encode() * 300 + b"\0".join(bytes([sign]) for sign in SAYS.encode()[:33]))[1]


def test_marks_of_fields_and_filled_space_are_text() -> None:
    fields = b"8=FIX.4.2\x019=178\x0135=8\x0149=PHLX\x0156=PERS\x01\n" * 400
    assert find_noise(fields) is None
    assert find_noise(PLAIN.encode() * 90 + bytes(4000) + PLAIN.encode() * 90) is None
    assert find_noise((PLAIN.encode() + b"\x1a") * 90) is None
    assert find_noise("今天的会议讨论了第三季度的预算".encode("gb18030") * 400) is None
