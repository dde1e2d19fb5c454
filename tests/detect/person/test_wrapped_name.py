"""Names that a line's end, a word of kin or OCR breaks are found whole."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person import wrapped_name
from pii_sweep.detect.text.candidate import Hit


def _whole(text: str, name: str) -> str:
    start = text.index(name)
    (hit,) = wrapped_name.join_wrapped(
        text, [Hit("PERSON", start, start + len(name), 0.8, "Person", ("model:0.55",))]
    )
    return text[hit.start : hit.end]


@pytest.mark.parametrize(
    ("text", "read", "name"),
    [
        ("could you ask Martha\nJenkins's sister", "Martha", "Martha\nJenkins"),
        ("Customer: Harold T.\nJenkins\nPhone: 1", "Harold T.", "Harold T.\nJenkins"),
        ("Customer: Devi a/p Raman", "Devi", "Devi a/p Raman"),
        ("thanks Martha\nTomorrow is fine", "Martha", "Martha"),
        ("Martha\nJenkins\n", "Martha", "Martha"),
    ],
)
def test_a_name_goes_on_where_the_next_line_shows_it(text: str, read: str, name: str) -> None:
    assert _whole(text, read) == name


def test_a_word_above_an_address_that_is_two_names_is_somebody() -> None:
    text = "SHIP TO:\nMARTHAJENKINS\n12 Oak St\n"
    address = Hit("STREET_ADDRESS", text.index("12"), len(text) - 1, 0.9, "StreetAddress", ("suffix:0.55",))
    assert [text[hit.start : hit.end] for hit in wrapped_name.run_together(text, [address])] == [
        "MARTHAJENKINS"
    ]


@pytest.mark.parametrize("word", ["CUSTOMER", "PACKINGSLIP", "MARTHA"])
def test_other_words_above_an_address_are_not_people(word: str) -> None:
    text = f"{word}\n12 Oak St\n"
    address = Hit("STREET_ADDRESS", len(word) + 1, len(text) - 1, 0.9, "StreetAddress", ("suffix:0.55",))
    assert not list(wrapped_name.run_together(text, [address]))
