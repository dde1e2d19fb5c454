from __future__ import annotations

import pytest

from pii_sweep.detect.score import cue_words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sie hat beide genommen und bezahlt", "paid"),
        ("ZAPLACENA hotove", "paid"),
        ("zaplatila v hotovosti", "means"),
        ("va pour ce soir", "agreed"),
        ("Het bedrag is van uw rekening afgeschreven", "charged"),
        ("山田様、ケーキ2個ご注文", "ordered"),
        ("님 꽃바구니 주문", "ordered"),
        ("The rent is due", "rent"),
        ("Das Bußgeld beträgt", "fine"),
    ],
)
def test_a_word_says_what_its_text_is_about_in_any_case_and_without_its_marks(text: str, name: str) -> None:
    assert name in {cue.name for cue in cue_words.find(text, cue_words.ORDERS)}


def test_a_phrase_counts_whole_and_a_word_inside_another_does_not() -> None:
    assert [cue.name for cue in cue_words.find("set me back", cue_words.ORDERS) if cue.name == "charged"] == [
        "charged"
    ]
    assert "charged" not in {cue.name for cue in cue_words.find("set me up", cue_words.ORDERS)}
    assert "rent" not in {cue.name for cue in cue_words.find("different parents", cue_words.ORDERS)}


def test_a_cue_lies_where_its_words_lie() -> None:
    text = "It came to this."
    found = {(cue.name, text[cue.start : cue.end]) for cue in cue_words.find(text, cue_words.ORDERS)}
    assert ("total", "came to") in found


def test_the_classes_are_those_of_the_list() -> None:
    assert {"paid", "ordered", "rent", "unit"} <= set(cue_words.names(cue_words.ORDERS))


def test_arabic_with_signs_of_vowels_has_the_words_that_it_has_without() -> None:
    text = "وقد سَدَّدَت المبلغ نقدًا"
    said = [(cue.name, text[cue.start : cue.end]) for cue in cue_words.find(text, cue_words.ORDERS)]
    assert ("paid", "سَدَّد") in said
    assert ("paid", "شَكر") not in said
