"""Text in bytes written as Base64 or hexadecimal is read; unread messages are a gap, ciphers none."""

from __future__ import annotations

import base64
import bz2
import gzip
import json
import lzma
import random
import struct
import zlib

import pytest
import zstandard

from pii_sweep.extract.text.encoded.encoded_bytes import find_strings, is_unread, is_unread_token, read_bytes
from pii_sweep.types import Gap, Passage, Table
from tests.extract.test_formats import read

VALUES = [
    "Ottilie Brandvold",
    "41 Fjord Terrace, Duluth, MN 55802",
    "o.brandvold@mail.example",
    "218-555-0147",
]
TEXT = json.dumps(dict(zip(("name", "addr", "mail", "phone"), VALUES, strict=True)))
PROTOBUF = b"".join(bytes([(at + 1) << 3 | 2, len(one)]) + one.encode() for at, one in enumerate(VALUES))
AVRO = b"\0\0\0\0\x09" + b"".join(bytes([2 * len(one)]) + one.encode() for one in VALUES)
PACK = b"\x82\xa4name" + bytes([0xA0 | len(VALUES[0])]) + VALUES[0].encode() + b"\xa4mail"
PACK += bytes([0xA0 | len(VALUES[2])]) + VALUES[2].encode()
DRAW = random.Random(5)
RANDOM = DRAW.randbytes(600)
# Small numbers and a few marks, as a program stores measurements.
MESSAGE = b"".join(struct.pack("<HBB", DRAW.randrange(900), DRAW.randrange(40), 200) for _ in range(100))


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16"),
        b"\0\0\0\0\x07" + TEXT.encode(),
        zstandard.ZstdCompressor().compress(TEXT.encode()),
        gzip.compress(TEXT.encode()),
        bz2.compress(TEXT.encode()),
        lzma.compress(TEXT.encode()),
        struct.pack("<I", len(TEXT)) + zlib.compress(TEXT.encode()),
        zlib.compress(TEXT.encode())[2:-4],
    ],
)
def test_packed_wide_and_prefixed_text_is_read(data: bytes) -> None:
    assert read_bytes(data) == TEXT


def test_strings_of_messages_are_parted_at_their_lengths() -> None:
    assert find_strings(PROTOBUF) == VALUES
    assert find_strings(AVRO) == VALUES
    assert read_bytes(PACK) == f"name: {VALUES[0]}\nmail: {VALUES[2]}"


def test_random_bytes_and_keys_are_neither_text_nor_unread() -> None:
    for size in (32, 64, 100, 300, 600):
        assert read_bytes(RANDOM[:size]) is None
        assert not is_unread(RANDOM[:size])
    assert not is_unread(b"0\x82\x02\x10" + MESSAGE)


@pytest.mark.parametrize("name", ["a.json", "a.log", "a.csv"])
def test_a_message_that_is_not_read_is_a_gap_and_a_token_is_none(name: str) -> None:
    def gaps(data: bytes) -> int:
        token = base64.b64encode(data).decode()
        written = {
            "a.json": json.dumps({"id": 4, "body": token}),
            "a.log": f"2026-03-01 08:00:00 INFO body={token}\n",
            "a.csv": "id,body\n" + "".join(f"{row},{token}\n" for row in range(5)),
        }
        return sum(isinstance(piece, Gap) for piece in read(name, written[name].encode()))

    assert is_unread(MESSAGE)
    assert gaps(MESSAGE) == 1
    assert gaps(RANDOM) == 0


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16", "utf-32-le", "utf-32-be", "utf-32"])
@pytest.mark.parametrize(
    "said",
    [
        "o.brandvold@mail.ru Иванов Иван +7 916 555",
        "Σοφία Παππά, 218-55",
        "王小明, 电话 13800138000",
        "Лев Ильин!",
    ],
)
def test_wide_letters_of_every_script_are_read(said: str, codec: str) -> None:
    assert read_bytes(said.encode(codec)) == said


def test_small_numbers_are_no_wide_letters() -> None:
    assert read_bytes(MESSAGE) is None
    assert read_bytes(bytes(range(15)) * 9 + b"\1") is None


def test_readable_hexadecimal_and_padding_are_no_gap() -> None:
    said = (TEXT + " " * (len(TEXT) % 2)).encode().hex()
    padding = "A" * 60 + "a" * 48 + "sss"
    pieces = read("a.txt", f"The dump: {said}\nThe end: {padding}\n".encode())
    assert any(VALUES[0] in piece.text for piece in pieces if isinstance(piece, Passage))
    assert not any(isinstance(piece, Gap) for piece in pieces)
    sparse = base64.b64encode(bytes(200) + MESSAGE).decode()
    assert any(isinstance(piece, Gap) for piece in read("a.txt", f"The dump: {sparse}\n".encode()))


@pytest.mark.parametrize("data", [PROTOBUF, gzip.compress(TEXT.encode()), TEXT.encode("utf-16-le")])
def test_a_value_of_json_is_read_in_base64_and_in_hexadecimal(data: bytes) -> None:
    for written in (base64.b64encode(data).decode(), data.hex()):
        pieces = read("a.json", json.dumps({"key": 7, "value": written}).encode())
        said = [piece.text for piece in pieces if isinstance(piece, Passage)]
        assert any(VALUES[0] in text and VALUES[1] in text for text in said)


def test_a_value_in_a_query_is_read_with_its_marks_encoded() -> None:
    token = base64.b64encode(zlib.compress(TEXT.encode() * 2)[2:-4]).decode()
    sent = token.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")
    line = f'198.51.100.4 - - [01/Mar/2026:08:00:00 +0000] "GET /acs?SAMLResponse={sent} HTTP/1.1" 200 4\n'
    pieces = read("access.log", line.encode())
    assert any(VALUES[0] in piece.text for piece in pieces if isinstance(piece, Passage))


def test_the_next_lines_first_word_is_no_part_of_base64() -> None:
    lines = "".join(
        f"powershell -EncodedCommand {base64.b64encode(TEXT.encode('utf-16-le')).decode()}\n" for _ in "ab"
    )
    said = [piece.text for piece in read("a.ps1", lines.encode()) if isinstance(piece, Passage)]
    assert said[-1].count(VALUES[0]) == 2


def test_a_dump_of_bytes_is_the_file_that_it_shows() -> None:
    data = ("name,mail\n" + "".join(f"{VALUES[0]},{row}{VALUES[2]}\n" for row in range(9))).encode()
    parts = [data[at : at + 16] for at in range(0, len(data), 16)]
    dots = bytes.maketrans(b"\n", b".")
    shown = "".join(
        f"{16 * at:08x}  {part.hex(' '):<47}  |{part.translate(dots).decode()}|\n"
        for at, part in enumerate(parts)
    )
    records = "".join(
        f":{len(part):02X}{16 * at:04X}00{part.hex().upper()}5A\n" for at, part in enumerate(parts)
    )
    for name, written in (("a.hex", shown), ("b.hex", records + ":00000001FF\n")):
        pieces = read(name, written.encode())
        assert any(
            VALUES[0] in row for piece in pieces if isinstance(piece, Table) for row in piece.rows
        ) or any(f"{VALUES[0]},3{VALUES[2]}" in piece.text for piece in pieces if isinstance(piece, Passage))


def test_padding_hides_no_bytes_that_are_not_read() -> None:
    """Records of a mainframe are filled up with zeros."""
    names = ("OTTILIE BRANDVOLD", "DULUTH FJORD TERRACE", "ALMA QUIST", "NURSE OF WARD NINE")
    data = b"".join(name.encode("cp037") + bytes(36) for name in names)
    assert is_unread_token(base64.b64encode(data).decode())
    assert not is_unread_token("A" * 60 + "a" * 48 + "sss")
    assert not is_unread_token(base64.b64encode(RANDOM[:120]).decode())
