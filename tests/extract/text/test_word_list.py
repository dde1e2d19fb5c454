"""Words that programs hold one by one are lines of text again; fields of products are not."""

from __future__ import annotations

import json

import pytest

from pii_sweep.types import Passage
from tests.extract.test_formats import read

LINES = ["Name: Ada Quist", "41 Fjord Terrace, Duluth, MN", "Diagnosis: asthma since 2011"]
WORDS = [word for line in LINES for word in line.split()]


def text(name: str, written: str) -> str:
    pieces = read(name, written.encode())
    return "\n".join(piece.text for piece in pieces if isinstance(piece, Passage) and piece.layout == "prose")


def test_words_of_alto_are_lines() -> None:
    lines = "".join(
        "<TextLine>"
        + "<SP/>".join(f'<String CONTENT="{word}" HPOS="4"/>' for word in line.split())
        + "</TextLine>"
        for line in (*LINES, "End")
    )
    assert text("a.xml", f"<alto><Page><TextBlock>{lines}</TextBlock></Page></alto>") == "\n".join(
        [*LINES, "End"]
    )


@pytest.mark.parametrize(
    "value",
    [
        {"Blocks": [{"BlockType": "WORD", "Confidence": 99.2, "Text": word} for word in WORDS]},
        {
            "results": {
                "items": [
                    {"start_time": "1", "alternatives": [{"confidence": "1", "content": word}]}
                    for word in WORDS
                ]
            }
        },
        {"words": [{"word": word, "start": 1.5, "end": 2.0} for word in WORDS]},
    ],
)
def test_words_in_one_list_are_a_text(value: object) -> None:
    assert text("a.json", json.dumps(value)) == " ".join(WORDS)


def test_lines_with_their_words_are_read_once() -> None:
    blocks = [
        {"BlockType": kind, "Confidence": 99.2, "Text": said}
        for line in LINES
        for kind, said in (("LINE", line), *(("WORD", word) for word in line.split()))
    ]
    assert text("a.json", json.dumps({"Blocks": blocks})) == "\n".join(LINES)


def test_words_of_hocr_are_lines() -> None:
    lines = "".join(
        "<span class='ocr_line'>"
        + " ".join(f"<span class='ocrx_word' title='bbox 1 2 3 4'>{word}</span>" for word in line.split())
        + "</span>"
        for line in LINES
    )
    assert text("a.html", f"<!doctype html><html><body>{lines}</body></html>") == "\n".join(LINES)


def test_fields_of_products_stay_fields() -> None:
    assert not text(
        "a.json", json.dumps([{"sku": at, "description": f"lamp{at}", "price": 4} for at in range(20)])
    )
