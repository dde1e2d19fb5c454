from __future__ import annotations

import pytest
from spacy.attrs import ID, IS_SPACE, LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX

from pii_sweep.detect.person.evidence import word_attributes

OF = word_attributes.attributes(frozenset({"holt", "bahnhof"}))


def test_a_known_word_is_itself_whatever_its_letters() -> None:
    assert OF[NORM]("Bahnhof") == OF[NORM]("BAHNHOF") == "bahnhof"


@pytest.mark.parametrize(
    ("word", "norm"),
    [("Xantippe", "?LATIU"), ("xantippe", "?LATIl"), ("Глаша", "?CYRIU"), ("田", "?CJKl"), ("12.5", "dd.d")],
)
def test_an_unknown_word_is_one_of_its_script(word: str, norm: str) -> None:
    assert OF[NORM](word) == norm


def test_letters_are_seen_at_the_beginning_at_the_end_and_as_a_stem() -> None:
    assert (OF[PREFIX]("Kollegin"), OF[SUFFIX]("Kollegin"), OF[LOWER]("Kollegin")) == ("kol", "gin", "kolle/")
    assert OF[SHAPE]("Kollegin") == "Xxxxx"


@pytest.mark.parametrize(("word", "known"), [("Maria", "g"), ("Smith", "f"), ("Ольга", "s"), ("Xqwzrt", "")])
def test_names_of_the_lists_are_marked(word: str, known: str) -> None:
    assert set(known) <= set(str(OF[LANG](word))[1:])
    assert known or OF[LANG](word) == "k"


@pytest.mark.parametrize(("word", "known"), [("moderate", "e"), ("Monday", "m"), ("GmbH", "f"), ("van", "o")])
def test_other_words_of_the_lists_are_marked(word: str, known: str) -> None:
    assert known in str(OF[ID](word))[1:]


def test_white_space_is_known_as_such() -> None:
    assert OF[IS_SPACE]("\n")
    assert not OF[IS_SPACE]("a")
