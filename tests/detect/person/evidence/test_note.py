"""A short text is a note unless it is a setting, a label or a form."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.evidence import note
from pii_sweep.detect.text.candidate import Hit


@pytest.mark.parametrize(
    ("text", "layout", "noted"),
    [
        ("Merkez Kargo şubesine Selin uğrayacak", "prose", True),
        ("Milk, eggs and the keys\nfor the shed are with Dora", "prose", True),
        ("The keys for the shed are with Dora", "prose", True),
        ("name = Dora", "fields", False),
        ("Dora Lind", "prose", False),
        ("王芳今天请假，李强替她值班。", "prose", True),
        ("山田太郎", "prose", False),
    ],
)
def test_a_note_has_words(text: str, layout: str, noted: bool) -> None:
    assert note.may_be_note(text, layout) is noted


@pytest.mark.parametrize(
    ("hit", "noted"),
    [
        (Hit("PERSON", 0, 5, 0.5, "Person", ("lexicon:0.45",)), True),
        (Hit("PERSON", 0, 5, 0.5, "Person", ("column:0.85",)), False),
    ],
)
def test_a_text_with_a_column_is_a_form(hit: Hit, noted: bool) -> None:
    assert note.is_note("Selin ve Deniz yarın gelecek", [hit], "prose") is noted


def test_an_address_makes_a_form_of_a_short_text_in_ascii() -> None:
    address = Hit("STREET_ADDRESS", 0, 5, 0.9, "Address", ())
    assert not note.is_note("Selin and Deniz come tomorrow", [address], "prose")
    assert note.is_note("Selin ve Deniz yarın gelecek", [address], "prose")
