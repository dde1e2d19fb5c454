"""Printable text in Base64 is read; keys, digests, paths and words are not."""

from __future__ import annotations

import base64
import gzip
import hashlib
import zlib

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.text.encoded.base64_text import decode_text, decoded
from pii_sweep.types import ObjectRef, Passage, Span, Where

WHERE = Where(ObjectRef("b", "a.log"))


def test_text_in_base64_is_read_with_and_without_its_padding() -> None:
    token = base64.b64encode(b"ana.berg@mail.example:x").decode()
    assert decode_text(token) == decode_text(token.rstrip("=")) == "ana.berg@mail.example:x"


@pytest.mark.parametrize(
    "token",
    [
        base64.b64encode(hashlib.sha256(b"x").digest()).decode(),
        hashlib.sha256(b"x").hexdigest(),
        "pii_sweep/extract/text/base64",
        "ThisIsTheNameOfAClassOfJava1",
        base64.b64encode(b'{"alg":"RS","typ":"J"}').decode(),
    ],
)
def test_what_says_nothing_is_not_read(token: str) -> None:
    assert decode_text(token) is None


def test_each_token_is_placed_at_the_line_that_it_begins_on() -> None:
    one, two = (
        base64.b64encode(text).decode() for text in (b"call Ana at 4155550132", b"or at 4155550177 then")
    )
    text = f"x\nAuthorization: Basic {one}\n{two}"
    starts = [0, 2, text.rindex("\n") + 1]
    passage = Passage(text, WHERE, tuple(Span(at, at + 1, line=line) for line, at in enumerate(starts, 7)))
    (found,) = decoded(passage, Budget(Extract()))
    assert found.text == "call Ana at 4155550132\nor at 4155550177 then"
    assert [span.line for span in found.spans] == [8, 9]


def test_packed_and_twice_encoded_text_is_read() -> None:
    said = b"Marta Lindqvist, SSN 417-52-3886"
    for data in (gzip.compress(said), zlib.compress(said), base64.b64encode(said)):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            assert decode_text(encode(data).decode()) == said.decode()


def test_packed_bytes_that_are_no_text_are_not_read() -> None:
    noise = b"".join(hashlib.sha256(bytes([at])).digest() for at in range(9))
    assert decode_text(base64.b64encode(gzip.compress(noise)).decode()) is None
