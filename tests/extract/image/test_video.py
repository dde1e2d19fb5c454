"""Films are known by their first box: its kind and its length."""

from __future__ import annotations

import io

import pytest

from pii_sweep.extract.sniff.decide import Kind, sniff


@pytest.mark.parametrize("line", ["def wide(x):", "the free man", "für skip", "Die moov", "put mdat here"])
def test_a_text_whose_second_word_is_a_box_is_no_film(line: str) -> None:
    assert sniff(io.BytesIO(f"{line}\nDear Zoltan Quimby\n".encode()), "notes") is Kind.TEXT


@pytest.mark.parametrize(
    "head",
    [
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
        b"\0\0\0\x08wide\0\x12\x34\x56mdat" + b"\0\1\2" * 50,
        b"\0\0\0\1mdat\0\0\0\1\0\0\0\0" + b"\0\1\2" * 50,  # longer than 32 bits can say
        b"\0\0\0\0mdat" + b"\0\1\2" * 50,  # to the end of the file
        b"abcdmdat" + b"\0\1\2" * 50,  # 1.6 GB
    ],
)
def test_boxes_of_any_length_begin_a_film(head: bytes) -> None:
    assert sniff(io.BytesIO(head), "clip") is Kind.FILM
