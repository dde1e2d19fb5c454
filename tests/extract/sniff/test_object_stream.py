"""Objects that programs write are told from text, whatever letters their marks are in some codec."""

from __future__ import annotations

import pytest

from pii_sweep.extract.sniff.object_stream import is_object_stream

OBJECTS = {
    "a map of MessagePack": b"\x82\xa2id\x01\xa4memo\xa2ok",
    "maps behind one another": b"\x81\xa2id\x01\x81\xa2id\x02",
    "a list of maps of MessagePack": b"\x92\x81\xa2id\x01\x81\xa2id\xcd\x01\x02",
    "a map of CBOR": b"\xa2bid\x01dmemobok",
    "a list of maps of CBOR": b"\x82\xa1bid\x01\xa1bid\x18\x20",
    "a map of CBOR of indefinite length": b"\xbfcSSNk536-22-8743\xff",
    "maps in a list of indefinite length": b"\x9f\xbfbid\x01\xff\xa1bid\x02\xff",
    "a list in a map of indefinite length": b"\xbfbid\x9faaab\xffdmemobok\xff",
    "a text in parts": b"\xa1bid\x7faaab\xff",
    "rows of indefinite length": b"\x9f\x9fbab\x01\xff\x9fbcd\x02\xff\xff",
    "Smile": b":)\n\x01\xfa\x82name\x46Ana Ruiz\xfb",
    "a pickle": b"(dp0\nVmemo\np1\nVok\np2\ns.",
    "Bencode": b"d2:idi1e4:memo2:oke",
    "a list of maps of Bencode": b"ld2:idi1eed2:idi2eee",
    "Ion": b"\xe0\x01\x00\xea\x8e\x8eOrla Wakefield",
}
TEXTS = (
    "Ünï test",
    "à",
    "«Bonjour» dit-il\n",
    "£100 paid",
    "Привет мир",
    "日本語の文",
    "한국어 이름",
    "été\n",
    "¿que dice?",
)
CODECS = ("utf-8", "cp1252", "cp1251", "koi8_r", "cp932", "gb18030", "euc_kr", "big5", "cp850", "mac_roman")


@pytest.mark.parametrize("name", sorted(OBJECTS))
def test_objects_of_programs_are_recognized(name: str) -> None:
    assert is_object_stream(OBJECTS[name], whole=True)


@pytest.mark.parametrize("text", TEXTS)
def test_text_in_any_codec_is_no_object(text: str) -> None:
    held = (text.encode(codec, "ignore") for codec in CODECS)
    assert not any(is_object_stream(data * times, whole=True) for data in held for times in (1, 3, 50))


@pytest.mark.parametrize(
    "text",
    [
        b"(It was",
        b"(d) and (l)\n",
        b"d1: x e",
        b"done\n",
        b"\xa3based on this",
        b":)\nhello",
        b"\xbfque pasa contigo",
    ],
)
def test_text_that_begins_like_an_object_is_none(text: bytes) -> None:
    assert not is_object_stream(text, whole=True)


def test_an_object_that_breaks_off_is_none() -> None:
    assert not is_object_stream(OBJECTS["a map of MessagePack"][:-1], whole=True)
    assert is_object_stream(OBJECTS["a map of MessagePack"][:-1], whole=False)


def test_a_tag_before_cbor_hides_no_object() -> None:
    assert is_object_stream(b"\xd9\xd9\xf7\xa1\x64name\x68Ana Ruiz", whole=True)


def test_rows_of_texts_are_an_object_stream_and_quoted_text_is_none() -> None:
    row = b"\x92\xadWilma Torsson\xab218-07-4410"
    assert is_object_stream(b"\x93" + row * 3, whole=True)
    assert is_object_stream(b"\x82\x82\x62ab\x01\x82\x62cd\x02", whole=True)
    assert not is_object_stream("“‘ª¡Hola, dijo’”".encode("cp1252"), whole=True)
    assert not is_object_stream(b"\x93\x91and so it was, he said\x92\x94", whole=True)


def test_a_long_text_that_begins_with_quotes_and_dashes_is_none() -> None:
    for begin in ("“—and so it went, ", "‘“¡Hola, dijo, ", "“–we said so "):
        text = begin + "the long day went on and nothing came of it. " * 240
        data = text.encode("cp1252")
        assert not is_object_stream(data, whole=True) and not is_object_stream(data[:4096], whole=False)
    row = b"\x92\xadWilma Torsson\xab218-07-4410"
    assert is_object_stream(b"\xdc\x01\x00" + row * 90, whole=False)
