"""Operators and the pictures among them count together against the bound."""

from __future__ import annotations

import zlib
from base64 import a85encode

import pytest

from pii_sweep.extract.pdf.guard.inflate import LAYERS, TooLong, inflate, operators


def _with_picture(size: int) -> bytes:
    return b"q BI /W 1 ID " + zlib.compress(b"x" * size) + b" EI Q"


def test_a_picture_among_operators_counts_with_them() -> None:
    fits = _with_picture(1000)
    text, total = operators(fits, len(fits) + 1000)
    assert (text, total) == (fits, len(fits) + 1000)
    with pytest.raises(TooLong):
        operators(fits, len(fits) + 999)


@pytest.mark.parametrize("encode", [bytes, bytes.hex, a85encode], ids=["plain", "hexadecimal", "ASCII85"])
def test_a_stream_is_inflated_up_to_the_bound(encode) -> None:
    packed = encode(zlib.compress(b"q Q " * 500))
    data = packed.encode() if isinstance(packed, str) else packed
    assert b"".join(inflate(data, 2000)) == b"q Q " * 500
    with pytest.raises(TooLong):
        list(inflate(data, 1999))


def test_filters_behind_filters_are_followed_so_far_and_no_further() -> None:
    data = b"q Q "
    for _ in range(LAYERS - 1):
        data = zlib.compress(data)
    assert b"".join(inflate(data, 2000)) == b"q Q "
    with pytest.raises(TooLong):
        inflate(zlib.compress(data), 2000)
