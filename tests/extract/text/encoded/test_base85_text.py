"""Base32 and Base85 of text, and deflated text of any length in Base64, are read."""

from __future__ import annotations

import base64
import io
import json
import zlib

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.text.encoded.deflated import MOST
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Gap, ObjectRef, Passage, Where

SAID = b"Name: Maria Gonzalez\nPhone: 415-555-0134\n"


def read(data: bytes, name: str) -> tuple[str, list[str]]:
    """Return the texts of an object, and the reasons of its gaps."""
    blob = Blob(Where(ObjectRef("b", name)), lambda: io.BytesIO(data), len(data))
    pieces = list(walk(blob, Extract()))
    gaps = [piece.reason for piece in pieces if isinstance(piece, Gap)]
    return "\n".join(piece.text for piece in pieces if isinstance(piece, Passage)), gaps


@pytest.mark.parametrize(
    "encode",
    [base64.b32encode, base64.b85encode, base64.a85encode, lambda data: base64.a85encode(data, adobe=True)],
    ids=["base32", "base85", "ascii85", "adobe"],
)
@pytest.mark.parametrize("name", ["a.json", "a.txt"])
def test_text_in_other_bases_is_read(encode: object, name: str) -> None:
    token = encode(SAID).decode()  # type: ignore[operator]
    data = json.dumps({"id": 7, "payload": token}) if name == "a.json" else f"The payload is:\n\n{token}\n"
    assert "Maria Gonzalez" in read(data.encode(), name)[0]


def test_words_and_keys_are_not_taken_for_digits() -> None:
    text = "See https://example.com/a?b=1&c=(2)#d!e and MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U for the key\n"
    assert read(text.encode(), "a.txt") == (text.strip(), [])


@pytest.mark.parametrize("name", ["a.json", "a.txt"])
def test_deflated_text_over_a_mebibyte_is_read(name: str) -> None:
    token = base64.b64encode(zlib.compress(SAID * 40_000)).decode()
    data = json.dumps({"state": token}) if name == "a.json" else f"state {token}\n"
    text, gaps = read(data.encode(), name)
    assert len(text) >= len(SAID) * 40_000 - 1
    assert not gaps


def test_deflated_text_past_the_bound_is_a_gap() -> None:
    token = base64.b64encode(zlib.compress(SAID * (MOST // len(SAID) + 1))).decode()
    assert read(json.dumps({"state": token}).encode(), "a.json")[1]


def test_deflated_text_that_breaks_off_is_a_gap() -> None:
    token = base64.b64encode(zlib.compress(SAID * 40)[:-9]).decode()
    assert read(json.dumps({"state": token}).encode(), "a.json")[1]
