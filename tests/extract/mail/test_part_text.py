"""The parts of a mail are read in the codec that they are in, with their headers and broken lines."""

from __future__ import annotations

import base64

import pytest

from pii_sweep.extract.mail.part_text import is_said, join_lines
from pii_sweep.types import Gap, Passage
from tests.extract.test_formats import read

HEAD = "From: a@example.org\nTo: b@example.org\nSubject: Note\nMIME-Version: 1.0\n"
SAID = "Müller, Ana: 536-22-8743 für dich"
PLAIN = "Ana: 536-22-8743"
OWN = {"koi8-r": "Анна Петрова, 12", "gb18030": "李明 +1 12", "iso-2022-jp": "山田太郎 12"}
CODECS = ["iso-8859-1", "cp500", "utf-16", "koi8-r", "gb18030", "iso-2022-jp", "utf-7"]


def _texts(head: str, body: bytes) -> list[str]:
    mail = f"{HEAD}{head}\nContent-Transfer-Encoding: base64\n\n".encode() + base64.encodebytes(body)
    pieces = read("a.eml", mail)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]
    return [piece.text for piece in pieces if isinstance(piece, Passage)][1:]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8"])
@pytest.mark.parametrize(
    "said", ["us-ascii", "utf-8", "iso-8859-1", "utf-16le", "utf-32", "cp037", "nonesuch"]
)
def test_a_body_is_read_in_the_codec_that_it_is_in(codec: str, said: str) -> None:
    head = f"Content-Type: text/plain; charset={said}"
    assert _texts(head, SAID.encode(codec)) == [SAID]
    assert _texts(head, PLAIN.encode(codec)) == [PLAIN]


@pytest.mark.parametrize("codec", CODECS)
def test_a_codec_that_is_right_is_taken(codec: str) -> None:
    text = {"koi8-r": "Анна Петрова, 12", "gb18030": "李明 +1 12", "iso-2022-jp": "山田太郎 12"}.get(
        codec, SAID
    )
    assert is_said(text.encode(codec), codec)
    assert _texts(f"Content-Type: text/plain; charset={codec}", text.encode(codec)) == [text]


def test_headers_of_parts_are_read() -> None:
    part = "Content-Type: text/plain\nContent-ID: <1@x>\nX-Attachment-Id: f_12\nX-SSN: 536-22-8743\n\nhi\n"
    mail = f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n\n--b\n{part}--b--\n'
    texts = [piece.text for piece in read("a.eml", mail.encode()) if isinstance(piece, Passage)]
    assert texts[1:] == ["X-SSN: 536-22-8743", "hi"]


def test_lines_broken_within_words_are_joined() -> None:
    head = "Content-Type: text/plain; format=flowed; delsp=yes"
    assert _texts(head, b"SSN: 536- \r\n22-87 \r\n43\r\nbye\r\n-- \r\nAna") == [
        "SSN: 536-22-8743\nbye\n-- \nAna"
    ]
    assert join_lines("> a \n> b \n>> c \nd") == "> ab \n>> c \nd"
    assert join_lines("a \n" * 9 + "b") == "a" * 9 + "b"


def test_commands_of_enriched_text_are_left_out() -> None:
    said = b"<color><param>red</param>536-<bold>22</bold>-8743</color> << 3"
    assert _texts("Content-Type: text/enriched", said) == ["536-22-8743 < 3"]
