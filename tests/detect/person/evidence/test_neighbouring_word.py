"""What the words around a candidate for a name say of it."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.evidence.neighbouring_word import describe_words
from pii_sweep.detect.person.evidence.sentence_role import words_after, words_before
from pii_sweep.detect.text.candidate import Hit


def describe(text: str, name: str) -> list[str]:
    start = text.index(name)
    end = start + len(name)
    hit = Hit("PERSON", start, end, 0.9, "Person", ())
    return list(describe_words(text, hit, words_before(text, start), words_after(text, end)))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Jag är i ladan. Torvald ringde om höet.", "Torvald", "next acts"),
        ("Ozan\nokula başladı, öğretmenini sevdi.", "Ozan", "next acts soon"),
        ("Um acht macht Ludmila die Kasse.", "Ludmila", "next met"),
        ("Kollegin Sarac bemängelt die Suppe.", "Sarac", "next calling"),
        ("El remolcador y la draga Juan Sebastián.", "Juan Sebastián", "next thing before"),
        ("Sidste stop: Kong Hans gade.", "Kong Hans", "next thing behind"),
        ("Kapalı: Adnan Menderes Bulvarı.", "Adnan Menderes Bulvarı", "next thing last"),
        ("Attribué : Allée Verte.", "Allée Verte", "next thing first"),
    ],
)
def test_a_word_next_to_a_name_says_who_or_what_that_is(text: str, name: str, kind: str) -> None:
    assert kind in describe(text, name)


def test_a_name_among_other_words_has_none_of_these() -> None:
    assert describe("Xyzzy Torvald plugh.", "Torvald") == []
