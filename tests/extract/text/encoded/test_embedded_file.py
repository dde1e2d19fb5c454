"""Files that lie in texts as Base64 are members, whatever the text's format."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from urllib.parse import quote

import pytest

from pii_sweep.config import Extract
from pii_sweep.types import Gap, Passage, Table
from tests.extract.samples import CSV, NAME, pdf
from tests.extract.test_formats import read

PDF = base64.b64encode(pdf()).decode()
URI = f"data:application/pdf;base64,{PDF}"
SAFE = base64.urlsafe_b64encode(pdf()).decode().rstrip("=")
TEXTS = {
    "a.json": json.dumps({"order": 7, "label": PDF}),
    "b.json": json.dumps({"order": 7, "label": SAFE}),
    "a.jsonl": "".join(json.dumps({"order": at, "label": URI}) + "\n" for at in range(3)),
    "a.xml": f"<order><label>{PDF[:76]}\n{PDF[76:]}</label></order>",
    "a.html": f'<p>Your label</p><img src="{URI}">',
    "a.yaml": f"---\norder: 7\nlabel: {PDF}\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_in_a_text_is_read(name: str) -> None:
    members = {
        piece.where.inside
        for piece in read(name, TEXTS[name].encode())
        if isinstance(piece, Passage) and NAME in piece.text
    }
    assert ("file-1.bin" if name == "a.html" else "label-1.bin",) in members


def test_words_that_begin_like_a_file_stay_text() -> None:
    for words in (f"/9j/ {NAME} lives there" + " and so on" * 20, "JVBERi0 " + "! " * 80 + NAME):
        pieces = read("a.json", json.dumps({"note": words}).encode(), Extract(ocr="off"))
        assert any(NAME in piece.text for piece in pieces if isinstance(piece, Passage))


def test_rows_next_to_a_file_stay_a_table() -> None:
    rows = [{"name": NAME, "label": URI}, {"name": "Maria Holt", "label": ""}]
    pieces = read("a.json", json.dumps(rows).encode())
    assert [piece.header for piece in pieces if isinstance(piece, Table)] == [("$.name", "$.label")]


def test_a_table_in_a_data_url_is_a_table() -> None:
    uri = "data:text/csv;base64," + base64.b64encode(CSV).decode()
    assert any(isinstance(piece, Table) for piece in read("a.json", json.dumps({"export": uri}).encode()))


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_base64_of_a_message_is_read(encode) -> None:
    held = encode(f"{NAME}, SSN 219-09-9999, 12 Elm Street".encode()).decode()
    for name, text in (("a.json", json.dumps({"body": held})), ("a.yaml", f"data:\n  note: {held}\n")):
        assert any(NAME in piece.text for piece in read(name, text.encode()) if isinstance(piece, Passage))


@pytest.mark.parametrize(
    "words",
    [
        "9f86d081884c7d659a2feaa0c55ad015",
        "InternationalBusinessMachinesCorporation",
        "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY",
        "ALLCAPSIDENTIFIERWITHOUTANYMEANING",
    ],
)
def test_digests_keys_and_long_words_stay_text(words: str) -> None:
    pieces = read("a.json", json.dumps({"note": words}).encode())
    assert any(words in piece.text for piece in pieces if isinstance(piece, Passage))


@pytest.mark.parametrize("cut", [slice(None), slice(2, -4)], ids=["zlib", "bare"])
def test_deflated_text_in_base64_is_read(cut: slice) -> None:
    data = zlib.compress(f"<Subject>{NAME}, of the records office</Subject>".encode())[cut]
    pieces = read("a.json", json.dumps({"SAMLRequest": base64.b64encode(data).decode()}).encode())
    assert any(NAME in piece.text for piece in pieces if isinstance(piece, Passage))


def test_a_text_that_is_a_uuencoded_file_is_that_file() -> None:
    data = f"Customer: {NAME}\n".encode()
    text = f"begin 644 a.txt\n{binascii.b2a_uu(data).decode()}`\nend\n"
    pieces = read("a.txt", text.encode())
    assert any(NAME in piece.text for piece in pieces if isinstance(piece, Passage))


def test_a_written_out_data_url_is_a_file() -> None:
    uri = "data:text/csv;charset=utf-8," + quote(CSV.decode())
    for name, text in (("a.json", json.dumps({"export": uri})), ("a.html", f'<a href="{uri}">x</a>')):
        assert any(isinstance(piece, Table) for piece in read(name, text.encode())), name


def test_words_behind_data_stay_text() -> None:
    pieces = read("a.json", json.dumps({"note": f"data: {NAME}, of Elm Street and so on"}).encode())
    assert any(NAME in piece.text for piece in pieces if isinstance(piece, Passage))


def test_what_openssl_encrypted_is_a_gap() -> None:
    token = base64.b64encode(b"Salted__" + bytes(range(200))).decode()
    lines = "\n".join(token[at : at + 64] for at in range(0, len(token), 64))
    for name, text in (("a.json", json.dumps({"secret": token})), ("a.enc", lines)):
        gaps = [piece.reason for piece in read(name, text.encode()) if isinstance(piece, Gap)]
        assert gaps == ["ENCRYPTED_DOCUMENT"], name


def test_a_list_of_bytes_that_a_value_of_json_is_written_as_is_read() -> None:
    said = b"Customer: Maria Gonzalez, SSN 536-22-8714"
    found = read("a.json", json.dumps({"id": 1, "body": str(list(said))}).encode())
    assert any(said.decode() in piece.text for piece in found if isinstance(piece, Passage))


CLAIMS = json.dumps({"sub": "1", "name": "Maria Gonzalez", "ssn": "536-22-8714"}).encode()
TOKEN = (
    f"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{base64.urlsafe_b64encode(CLAIMS).decode().rstrip('=')}.SflKxwRJ"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", json.dumps({"id_token": TOKEN})),
        ("b.json", json.dumps([{"id": 1, "id_token": TOKEN}, {"id": 2, "id_token": TOKEN}])),
        ("a.yaml", f"id: 1\nid_token: {TOKEN}\n"),
        ("a.xml", f"<a><id>1</id><token>{TOKEN}</token></a>"),
        ("a.csv", f"id,token\n1,{TOKEN}\n2,\n"),
    ],
)
def test_the_claims_of_a_signed_token_are_read_in_a_value(name: str, text: str) -> None:
    found = read(name, text.encode())
    texts = [piece.text for piece in found if isinstance(piece, Passage)]
    cells = [cell for piece in found if isinstance(piece, Table) for row in piece.rows for cell in row]
    assert any("536-22-8714" in text for text in (*texts, *cells))
