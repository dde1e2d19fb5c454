"""A name's edges: what stands directly behind it and belongs to it."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.span_edge import behind_prefix, complete, trim
from pii_sweep.detect.text.candidate import Hit


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (" Sr.\n12 Elm Street", " Sr"),
        (", Jr. of Fresno", ", Jr"),
        (" III, 12 Elm Street", " III"),
        (" Senior\n", " Senior"),
        (" Senior Manager", ""),
        (" Sr. Pedro Gomes", ""),
        (" II gauge", ""),
        (" Jrad", ""),
    ],
)
def test_what_sets_a_son_apart_from_his_father_is_part_of_the_name(text: str, rest: str) -> None:
    name = "John Poe"
    found = complete(name + text, Hit("PERSON", 0, len(name), 0.9, "Person", ()))
    assert (name + text)[: found.end] == name + rest
    alone = Hit("PERSON", 5, len(name), 0.9, "Person", ())
    assert complete(name + text, alone) == alone


@pytest.mark.parametrize(
    ("before", "led"),
    [
        ("Mr van der ", "van der "),
        ("meneer de ", "de "),
        ("Frau von ", "von "),
        ("Sig.ra d'", "d'"),
        ("M. de ", "de "),
        ("a house of ", ""),
        ("Mr e ", ""),
        ("Town of ", ""),
    ],
)
def test_small_words_between_a_title_and_a_name_are_part_of_it(before: str, led: str) -> None:
    text = f"{before}Poe"
    found = complete(text, Hit("PERSON", len(before), len(text), 0.9, "Person", ()))
    assert text[found.start : found.end] == f"{led}Poe"


@pytest.mark.parametrize("text", ["C'est Mireille Mbuyi", "Ask Mireille Mbuyi"])
def test_everyday_words_before_a_given_name_are_no_part_of_it(text: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == "Mireille Mbuyi"


@pytest.mark.parametrize(
    ("before", "read", "name"),
    [
        ("a song by ex-", "Zombie Rosing", "Rosing"),
        ("a talk by ex-", "Beatle Paul Hume", "Paul Hume"),
        ("the anti-", "Fascist Olga Berg", "Olga Berg"),
        ("the firm of ex-", "Rosing", "Rosing"),
        ("said al-", "Hassan Ali", "Hassan Ali"),
        ("met Marie-", "Anne Petit", "Anne Petit"),
        ("the complex-", "Hassan Ali", "Hassan Ali"),
    ],
)
def test_what_is_hyphened_to_a_prefix_is_no_part_of_a_name(before: str, read: str, name: str) -> None:
    hit = behind_prefix(before + read, Hit("PERSON", len(before), len(before + read), 0.5, "Person"))
    assert (before + read)[hit.start : hit.end] == name
