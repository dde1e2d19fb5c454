"""Texts as other programs write them: codecs that are told, escapes, several documents, faults."""

from __future__ import annotations

import base64
import json
import quopri

import pytest

from pii_sweep.extract.markup.html import literals
from pii_sweep.types import Gap, Passage, Piece, Table
from tests.extract.office.test_document import read, text_of
from tests.extract.samples import MAIL, NAME, OTHER, wal

POLISH, RUSSIAN, JAPANESE = "Łukasz Wójcik", "Екатерина Соколова", "山田太郎"
TOLD = [
    ("windows-1250", POLISH),
    ("iso-8859-2", POLISH),
    ("windows-1251", RUSSIAN),
    ("koi8-r", RUSSIAN),
    ("Shift_JIS", JAPANESE),
    ("EUC-JP", JAPANESE),
]


def cells(pieces: list[Piece]) -> list[str]:
    return [cell for piece in pieces if isinstance(piece, Table) for row in piece.rows for cell in row]


def gaps(pieces: list[Piece]) -> list[str]:
    return [piece.reason for piece in pieces if isinstance(piece, Gap)]


@pytest.mark.parametrize(("codec", "name"), TOLD)
def test_xml_html_mails_and_cards_are_read_in_the_codec_that_they_tell(codec: str, name: str) -> None:
    xml = f'<?xml version="1.0" encoding="{codec}"?><p><name>{name}</name></p>'
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={codec}">'
    page = f"<html><head>{meta}</head><p>{name}</html>"
    mail = f"From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n{page}"
    quoted = quopri.encodestring(name.encode(codec)).decode().replace("=\n", "")
    cards = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET={}{}:{}\r\nEND:VCARD\r\n"
    for file, data in (
        ("a.xml", xml.encode(codec)),
        ("a.html", page.encode(codec)),
        ("a.eml", mail.encode(codec)),
        ("a.vcf", cards.format(codec, "", name).encode(codec)),
        ("b.vcf", cards.format(codec, ";ENCODING=QUOTED-PRINTABLE", quoted).encode()),
        ("c.vcf", cards.format(codec, "", name).encode("utf-8")),
        ("c.xml", xml.encode("utf-8")),
    ):
        assert name in text_of(read(file, data)), file


@pytest.mark.parametrize("codec", ["utf-16", "rot13", "base64", "no-such-codec", "us-ascii", "iso-8859-1"])
def test_a_codec_that_is_none_is_not_believed(codec: str) -> None:
    data = f'<?xml version="1.0" encoding="{codec}"?><p><name>José Núñez</name></p>'.encode("cp1252")
    assert "José Núñez" in text_of(read("a.xml", data))


@pytest.mark.parametrize("header", ["id,name,address\n", ""])
@pytest.mark.parametrize("quote", ["", '"'])
def test_delimiters_and_quotes_behind_a_backslash_belong_to_their_cell(header: str, quote: str) -> None:
    people = [(NAME, r"12 Elm St\, Reno"), ("Ann Lee", r"\N"), (r"Jo \"Joy\" Roe", r"9 Oak St\, Erie\, PA")]
    rows = [f"{at},{quote}{name}{quote},{street}\n" for at, (name, street) in enumerate(people, 1)]
    (table,) = [
        piece for piece in read("a.csv", (header + "".join(rows)).encode()) if isinstance(piece, Table)
    ]
    assert [row[1:] for row in table.rows] == [
        (NAME, "12 Elm St, Reno"),
        ("Ann Lee", ""),
        ('Jo "Joy" Roe', "9 Oak St, Erie, PA"),
    ]


def test_paths_of_windows_in_cells_stay_as_they_are() -> None:
    rows = "".join(f'{at},"C:\\Users\\ann\\",{NAME}\n' for at in range(3))
    assert "C:\\Users\\ann\\" in cells(read("a.csv", f"id,path,name\n{rows}".encode()))


def test_numbers_that_are_none_do_not_end_json() -> None:
    value = [{"name": OTHER, "x": float("nan"), "y": "it is NaN, or not"}, {"name": NAME, "x": float("-inf")}]
    for indent in (None, 2):
        pieces = read("a.json", json.dumps(value * 4000, indent=indent).encode())
        assert cells(pieces).count(NAME) == 4000 and not gaps(pieces)


def test_mailboxes_that_are_keys_of_nothing_are_read() -> None:
    for name, text in (
        ("a.json", json.dumps({"subscribers": {MAIL: None, "b@example.com": ""}, "First name": None})),
        ("a.yaml", f"s:\n  ? {MAIL}\n  ? b@example.com\nFirst name:\n"),
    ):
        told = text_of(read(name, text.encode()))
        assert MAIL in told and "b@example.com" in told and "First name" not in told
    lines = f'{{"{MAIL}": null, "id": 1}}\n{{"b@example.com": null, "id": 2}}\n'.encode()
    assert MAIL in cells(read("a.jsonl", lines))


def test_xml_documents_one_after_the_other_are_records() -> None:
    one = '<?xml version="1.0"?>\n<event><name>{}</name><city>Reno</city></event>\n'
    for text in (one, one.partition("\n")[2]):
        pieces = read("events.xml", "".join(text.format(name) for name in (OTHER, NAME, "Ann Lee")).encode())
        assert NAME in cells(pieces) and "Ann Lee" in cells(pieces) and not gaps(pieces)
    many = read("events.xml", (one.format(OTHER) + one.format(NAME) * 20_000).encode())
    assert cells(many).count(NAME) == 20_000 and not gaps(many)
    assert gaps(read("a.xml", (one.format(OTHER) + "<event><name>Jo").encode())) == ["MALFORMED_FILE"]


def test_what_follows_a_fault_in_yaml_is_read_as_text() -> None:
    text = f"first: {OTHER}\nname: {NAME}\n\tbad: tab\nlast: Ann Lee\n"
    pieces = read("a.yaml", text.encode())
    assert all(name in text_of(pieces) for name in (OTHER, NAME, "Ann Lee"))
    assert gaps(pieces) == ["MALFORMED_FILE"] and text_of(pieces).count(OTHER) == 1


def test_binary_values_of_dumps_are_text_or_files() -> None:
    letter, picture = f"Dear {NAME}".encode().hex(), b"\x89PNG\r\n\x1a\n".hex() + "00" * 90
    for value in (f"0x{letter}", f"X'{letter}'", f"'\\\\x{letter}'"):
        text = (
            f"INSERT INTO notes (id, body, scan) VALUES (1, {value}, 0x{picture}), (2, 0xFF00FF00, NULL);\n"
        )
        pieces = read("a.sql", text.encode())
        assert f"Dear {NAME}" in cells(pieces) and "0xFF00FF00" in cells(pieces)
        assert {piece.where.inside for piece in pieces if isinstance(piece, Gap)} == {("notes", "scan-1.bin")}


def test_rows_that_only_a_log_holds_are_read_as_they_were_last() -> None:
    (schema, people) = [piece for piece in read("a.db-wal", wal()) if isinstance(piece, Table)]
    assert people.rows[1] == ("2", NAME, "zoltan@example.com", "1.5", "") and not people.header
    assert "CREATE TABLE people" in schema.rows[0][4]
    assert gaps(read("a.db-wal", wal()[:40])) == [] and gaps(read("a.db-wal", wal()[:20])) == [
        "MALFORMED_FILE"
    ]


def test_what_a_value_keeps_on_other_pages_of_a_log_is_a_gap() -> None:
    pieces = read("a.db-wal", wal(note=" ".join(["word"] * 2000)))
    rows = [row for piece in pieces if isinstance(piece, Table) for row in piece.rows if row[1:2] == (NAME,)]
    assert len(rows) == 1 and set(rows[0][4].split()) <= {"word", "wor", "wo", "w"}
    assert set(gaps(pieces)) == {"UNSUPPORTED_FILE_TYPE_EXCEPTION"}


def test_what_a_server_hands_to_a_page_is_read() -> None:
    state = json.dumps({"user": {"name": NAME, "phones": ["(702) 555-0142"]}})
    script = f"if (a) {{ b() }}\nwindow.__STATE__ = {state};\ndataLayer.push({state}); x = {{'no': 'json'}}"
    assert list(literals(script)) == [state, state]
    pieces = read("a.html", f"<html><script>{script}</script><p>Hello</p></html>".encode())
    found = [piece for piece in pieces if isinstance(piece, Passage) and NAME in piece.text]
    assert {piece.where.inside for piece in found} == {("script-1.json",), ("script-2.json",)}
    frame = f'<html><iframe srcdoc="&lt;p&gt;Dear {NAME}&lt;/p&gt;"></iframe></html>'
    assert f"Dear {NAME}" in text_of(read("a.html", frame.encode()))


def test_records_that_a_queue_carries_in_base64_are_read() -> None:
    held = base64.b64encode(json.dumps({"name": NAME, "street": "12 Elm Street", "city": "Reno"}).encode())
    text = json.dumps({"Records": [{"kinesis": {"data": held.decode()}}]})
    assert NAME in text_of(read("a.json", text.encode()))
