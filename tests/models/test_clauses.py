"""Ends of sentences that are put together from word lists."""

from __future__ import annotations

import random

import pytest

from models.train import clauses, novel
from models.train.template import join


@pytest.mark.parametrize(
    ("verb", "past", "third"),
    [
        ("carry", "carried", "carries"),
        ("drop", "dropped", "drops"),
        ("ask about", "asked about", "asks about"),
        ("write", "wrote", "writes"),
        ("catch", "caught", "catches"),
        ("play", "played", "plays"),
        ("file", "filed", "files"),
    ],
)
def test_verbs_have_their_forms(verb: str, past: str, third: str) -> None:
    assert (clauses.past(verb), clauses.third(verb)) == (past, third)


def test_ends_of_sentences_seldom_come_twice_and_name_no_one() -> None:
    rng = random.Random(1)
    made = [clauses.did(rng) for _ in range(2000)]
    assert len(set(made)) > 1700
    assert not any("{" in text or "_" in text for text in made)


def test_a_coined_word_has_one_capital_and_is_drawn_again_with_its_seed() -> None:
    rng, again = random.Random(3), random.Random(3)
    words = [clauses.coined(rng) for _ in range(200)]
    assert words == [clauses.coined(again) for _ in range(200)]
    assert all(word.isalpha() and word == word.title() and len(word) > 1 for word in words)


def test_names_stand_where_pronouns_stood_and_say_whose() -> None:
    rng, seen = random.Random(5), set()
    for _ in range(80):
        text, entities = join(novel.told([("Then he gave his coat to him.", None)], rng))
        for start, end, label in entities:
            assert label == "PERSON"
            seen.add((text[:start].count(" ") > 3, text[end : end + 2] in ("'s", "’s")))
    assert (False, True) in seen
    assert (True, False) in seen


def test_a_name_that_is_exchanged_already_is_left_alone() -> None:
    assert novel.told([("He", "PERSON")], random.Random(1)) == [("He", "PERSON")]
