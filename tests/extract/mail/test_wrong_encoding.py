"""A part of a mail whose header names another encoding than it has is read as it stands."""

from __future__ import annotations

import base64

from pii_sweep.types import Passage
from tests.extract.samples import NAME
from tests.extract.test_formats import read

HEAD = "From: a@b.example\nTo: c@d.example\nSubject: Build\nMIME-Version: 1.0\nContent-Type: text/plain\n"


def _read(body: str) -> str:
    data = f"{HEAD}Content-Transfer-Encoding: base64\n\n{body}".encode()
    return "\n".join(piece.text for piece in read("a.eml", data) if isinstance(piece, Passage))


def test_plain_text_that_is_said_to_be_base64_is_read() -> None:
    assert f"Patient {NAME}, SSN 417-52-3886" in _read(f"Patient {NAME}, SSN 417-52-3886\n" * 5)


def test_base64_with_a_footer_of_text_is_decoded() -> None:
    held = base64.encodebytes(f"Patient {NAME}, SSN 417-52-3886, of 12 Elm Street\n".encode() * 5).decode()
    for footer in ("", "\n-- \nSent from a list of people\n"):
        assert f"Patient {NAME}, SSN 417-52-3886" in _read(held + footer)
