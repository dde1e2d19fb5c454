"""Which words of a text may state a trait."""

from __future__ import annotations

import pytest

from pii_sweep.detect.trait import candidates


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("Her rabbi visits on Fridays.", "rabbi", "belief"),
        ("Elected shop steward in May.", "shop steward", "union"),
        ("Came over as an asylum seeker.", "asylum seeker", "immigration_status"),
    ],
)
def test_words_of_the_field_are_candidates_of_their_trait(text: str, phrase: str, kind: str) -> None:
    assert candidates.may_hold(text)
    found = {text[one.start : one.end]: one.trait for one in candidates.find(text)}
    assert any(phrase in value and trait == kind for value, trait in found.items())


def test_a_text_without_such_words_has_no_candidate() -> None:
    text = "Screws 12, boxes 4."
    assert not candidates.may_hold(text)
    assert list(candidates.find(text)) == []


def test_words_of_one_trait_next_to_each_other_are_one_candidate() -> None:
    text = "a Shia Muslim from Basra"
    assert [text[one.start : one.end] for one in candidates.find(text)] == ["Shia Muslim"]


def test_an_acronym_counts_in_capitals_alone() -> None:
    capitals = [
        word.phrase
        for held in candidates._index().whole.values()
        for word in held
        if word.capitals and len(word.parts) == 1
    ]
    for phrase in capitals:
        found = {text for one in candidates.find(phrase) for text in [phrase[one.start : one.end]]}
        assert phrase in found
        small = [word for one in candidates.find(phrase.lower()) for word in one.words]
        assert not any(word.phrase == phrase for word in small)
