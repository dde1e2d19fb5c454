"""Words that programs hold one by one are lines of text again; fields of products are not."""

from __future__ import annotations

import json

import pytest

from pii_sweep.types import Passage, Table
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


def test_titles_of_ocr_are_read_but_for_places() -> None:
    body = (
        "<div class='ocr_page' title='image \"quist_ada.png\"; bbox 0 0 10 20; ppageno 0'>"
        "<span class='ocrx_word' title='bbox 1 2 3 4; x_wconf 93'>Duluth</span></div>"
        "<div class='ocr-result' title='Order 4 of Ada Quist; bbox'>End</div>"
    )
    said = text("a.html", f"<!doctype html><html><body>{body}</body></html>")
    assert said.split("\n") == ['image "quist_ada.png"; Duluth', "Order 4 of Ada Quist; End"]


def test_fields_of_products_stay_fields() -> None:
    assert not text(
        "a.json", json.dumps([{"sku": at, "description": f"lamp{at}", "price": 4} for at in range(20)])
    )


def records(value: object) -> str:
    """Return what a document of JSON says but for its lines of words."""
    pieces = read("a.json", json.dumps(value).encode())
    rows = [str(row) for piece in pieces if isinstance(piece, Table) for row in piece.rows]
    return "\n".join(
        [*rows, *(piece.text for piece in pieces if isinstance(piece, Passage) and piece.layout != "prose")]
    )


BLOCKS = [
    {"BlockType": kind, "Confidence": 99.2, "Text": said}
    for line in LINES
    for kind, said in (("LINE", line), *(("WORD", word) for word in line.split()))
]


def test_notes_next_to_blocks_stay_notes() -> None:
    notes = [{"description": f"Note {at} of patient Ada Quist", "score": 0.9} for at in range(9)]
    value = {"Blocks": BLOCKS, "Annotations": notes}
    assert text("a.json", json.dumps(value)) == "\n".join(LINES)
    assert all(f"Note {at} of patient Ada Quist" in records(value) for at in range(9))


@pytest.mark.parametrize("order", [("Text", "BlockType", "Confidence"), ("Confidence", "Text", "BlockType")])
def test_a_text_before_its_type_is_of_its_own_element(order: tuple[str, ...]) -> None:
    blocks = [
        {name: block[name] for name in order} | {"Relationships": [{"Type": "CHILD", "Ids": ["a", "b"]}]}
        for block in BLOCKS
    ]
    assert text("a.json", json.dumps({"Blocks": blocks})) == "\n".join(LINES)


def test_lines_of_rekognition_are_read_once() -> None:
    found = [
        {"DetectedText": block["Text"], "Type": block["BlockType"], "Id": at, "Confidence": 99.2}
        for at, block in enumerate(BLOCKS)
    ]
    assert text("a.json", json.dumps({"TextDetections": found})) == "\n".join(LINES)


def test_a_word_that_no_line_holds_is_read() -> None:
    blocks = [*BLOCKS, {"BlockType": "WORD", "Confidence": 80.0, "Text": "quist@fjord.example"}]
    assert text("a.json", json.dumps({"Blocks": blocks})) == "\n".join([*LINES, "quist@fjord.example"])


@pytest.mark.parametrize(
    "record",
    [
        {"user": "Ada Quist", "content": "asthma", "offset": 1},
        {"name": "Ada Quist", "description": "asthma", "score": 1},
        {"text": "asthma", "start": 4, "label": "DISEASE"},
    ],
)
def test_one_word_in_a_record_of_other_things_stays_there(record: dict[str, object]) -> None:
    value = [record] * 12
    assert not text("a.json", json.dumps(value))
    assert records(value).count("asthma") == 12


@pytest.mark.parametrize(
    "word",
    [
        {"start": 1.5, "end": 2.0, "speaker": 0, "punctuated_word": ""},
        {"boundingBox": [1, 2, 3, 4], "confidence": 0.9, "span": {"offset": 1, "length": 3}},
        {"startTime": "1s", "endTime": "2s", "speakerTag": 1},
        {"boundingPoly": {"vertices": [{"x": 1, "y": 2}]}, "locale": "en"},
    ],
)
def test_what_programs_write_about_a_word_is_known(word: dict[str, object]) -> None:
    value = {"words": [{**word, "text": said} for said in WORDS]}
    assert text("a.json", json.dumps(value)) == " ".join(WORDS)


@pytest.mark.parametrize(
    "word",
    [
        {"start": 0.1, "end": 0.4, "type": "word", "speaker_id": "speaker_0", "logprob": -0.1},
        {"level": 5, "page_num": 1, "block_num": 1, "left": 4, "top": 3, "width": 8, "height": 9, "conf": 96},
    ],
)
def test_words_of_more_programs_are_lines(word: dict[str, object]) -> None:
    value = [{**word, "text": said} for said in WORDS]
    assert text("a.json", json.dumps({"words": value})) == " ".join(WORDS)


@pytest.mark.parametrize("other", [{"certainty": "high"}, {"speaker_name": "Ada Quist"}, {"n7": 4}])
def test_words_next_to_a_field_of_no_known_name_are_lines_and_stay_fields(other: dict[str, object]) -> None:
    value = {"words": [{"word": said, "start": 1.5, **other} for said in WORDS]}
    assert text("a.json", json.dumps(value)) == " ".join(WORDS)
    assert all(said in records(value) for said in WORDS)


def test_words_next_to_a_sentence_stay_fields() -> None:
    value = [{"text": "asthma", "start": 4, "n7": "Seen by the nurse"} for _ in range(12)]
    assert not text("a.json", json.dumps(value))
    assert records(value).count("asthma") == 12
