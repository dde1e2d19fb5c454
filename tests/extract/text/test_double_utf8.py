"""UTF-8 that was encoded twice is read as it was meant; other text stays."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.extract.text.decode import BLOCK, blocks
from pii_sweep.extract.text.double_utf8 import is_double, mend, undo, undo_value
from pii_sweep.extract.text.legacy_codec import guess_codec
from pii_sweep.types import Note, Passage
from tests.extract.test_formats import read

WORDS = ("Muñoz Ibáñez", "Petőfi Győző", "Ólafur Þórðarson", "Žofie Dvořáková", "Łucja Wójcik", "山田 花子")


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("word", WORDS)
def test_text_that_was_encoded_twice_is_read_once(codec: str, word: str) -> None:
    shown = "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in f"{word}, {word}".encode())
    assert undo(shown) == f"{word}, {word}"
    assert is_double(shown)


@pytest.mark.parametrize(
    "text", [*WORDS, "SÃO PAULO, MAÇÃ", "„MÄ“ und „KÖ“", "Ann Lee", "café © 2024 – naïve"]
)
def test_text_that_was_encoded_once_is_not_read_again(text: str) -> None:
    assert list(mend([text])) == [text]


@given(st.integers(0, 12))
def test_a_sequence_that_two_blocks_part_is_whole(cut: int) -> None:
    shown = "Muñoz Ibáñez, José".encode().decode("cp1252", "replace")
    assert (
        "".join(mend([shown + " ", shown[:cut], shown[cut:]])) == "Muñoz Ibáñez, José " + "Muñoz Ibáñez, José"
    )


def test_a_long_file_is_mended_to_its_end() -> None:
    line = "Peñalver Núñez;Málaga\n"
    body = (line * (2 * BLOCK // len(line))).encode().decode("cp1252").encode()
    assert set("".join(blocks(io.BytesIO(body))).splitlines()) == {line.strip()}


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Kovács Győző;Kőszeg;Petőfi út\nSzűcs Ödön", "cp1250"),
        ("Opções à conclusão, João", "cp1252"),
        ("Põhja-Tõrvandi, Ülle Mägi", "cp1257"),
    ],
)
def test_hungarian_before_unicode_keeps_its_long_vowels(text: str, codec: str) -> None:
    guessed = guess_codec(text.encode(codec))
    assert (guessed == "cp1250") == (codec == "cp1250")


def test_a_value_whose_bytes_are_escapes_is_read_once() -> None:
    (piece,) = [
        one
        for one in read("a.json", b'{"by": "Zo\\u00c3\\u00a9 B\\u00c3\\u00a9langer"}')
        if not isinstance(one, Note)
    ]
    assert isinstance(piece, Passage)
    assert piece.text == "by: Zoé Bélanger"


@pytest.mark.parametrize("text", ["IDENTITÉ\u00a0: Roy", "CAFÉ…", "JOSÉ’S", "CAFÉ® Paris", "MENÚ\u00a0:"])
def test_a_capital_before_a_mark_is_no_sequence(text: str) -> None:
    assert undo_value(text) == text


@pytest.mark.parametrize("text", ["José", "Milanović", "Škoda", "Анна", "à la carte", "Əli"])
def test_a_value_whose_bytes_are_escapes_is_read_as_meant(text: str) -> None:
    assert undo_value(text.encode().decode("latin-1")) == text
