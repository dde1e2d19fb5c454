"""Headers of gzip members."""

from __future__ import annotations

import gzip
import struct
from functools import partial
from io import BytesIO

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.archive import compressed
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Gap, ObjectRef, Passage, Piece, Where


def _member(text: bytes, *, extra: bytes = b"", name: bytes = b"", remark: bytes = b"") -> bytes:
    flags = 4 * bool(extra) + 8 * bool(name) + 16 * bool(remark)
    fields = struct.pack("<H", len(extra)) + extra if extra else b""
    fields += b"".join(field + b"\0" for field in (name, remark) if field)
    return b"\x1f\x8b\x08" + bytes([flags]) + bytes(6) + fields + gzip.compress(text)[10:]


def _walk(data: bytes) -> list[Piece]:
    where = Where(ObjectRef("b", "x.gz", size=len(data)))
    return list(walk(Blob(where, partial(BytesIO, data), len(data)), Extract()))


def _texts(data: bytes) -> list[str]:
    return [piece.text for piece in _walk(data) if isinstance(piece, Passage)]


def test_headers_of_later_members_are_read_once_behind_the_text() -> None:
    data = _member(b"first\n", remark=b"of one") + _member(b"second\n", extra=b"SSN 536-22-8714")
    data += _member(b"third\n", name=b"ann.lee@mail.example", remark=b"of three") + _member(
        b"", remark=b"of three"
    )
    assert _texts(data) == [
        "of one",
        "first\nsecond\nthird",
        "SSN 536-22-8714\nann.lee@mail.example\nof three",
    ]


def test_a_long_header_that_lies_over_two_reads_is_read_whole() -> None:
    filler = (
        b"plain bolts and nuts\n" * 12_450
    )  # stored, the next member begins near the end of the first read
    data = gzip.compress(filler, 0) + _member(b"x", remark=b"a" * 60_000 + b" SSN 536-22-8714")
    assert any(text.endswith(" SSN 536-22-8714") for text in _texts(data))


def test_members_that_say_nothing_are_one_text() -> None:
    assert _texts(gzip.compress(b"one\n") + bytes(512) + gzip.compress(b"two\n")) == ["one\ntwo"]


def test_more_headers_than_are_kept_are_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "MOST_SAID", 10)
    data = b"".join(_member(b"x", remark=b"remark %d" % at) for at in range(9))
    assert [piece.reason for piece in _walk(data) if isinstance(piece, Gap)] == [
        "UNSUPPORTED_FILE_TYPE_EXCEPTION"
    ]


def test_what_follows_a_member_and_is_none_says_nothing() -> None:
    assert _texts(gzip.compress(b"one\n") + b"xyz\x1f and some plain words") == ["one"]
