from __future__ import annotations

import pytest

from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network import LEANING
from pii_sweep.detect.person import leaning_name
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.interval_set import Taken


def found(text: str, *words: str, hits: tuple[Hit, ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    """Return values and reasons where the network leans towards people at some words."""
    leaning = [Entity(LEANING, text.index(word), text.index(word) + len(word), 0.25) for word in words]
    met = Taken((hit.start, hit.end) for hit in hits)
    every = leaning_name.add_leaning(text, hits, leaning, met)
    return [(text[hit.start : hit.end], hit.reasons) for hit in every]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Ganhou Genet Wanyama, de doze anos", "Genet", "Genet Wanyama"),
        ("Merci à Serhat Baksi pour tout", "Baksi", "Serhat Baksi"),
        ("donne pouvoir, Mahaut de Kerguelen, née en 1992", "Mahaut", "Mahaut de Kerguelen"),
    ],
)
def test_unlisted_names_at_leaning_words_are_candidates(text: str, word: str, name: str) -> None:
    assert [value for value, _ in found(text, word)][-1].endswith(name)


@pytest.mark.parametrize(
    ("text", "word"),
    [("the Annual Report of the town", "Annual"), ("Genet came alone", "Genet"), ("ENV GENET=1", "GENET")],
)
def test_everyday_words_lone_words_and_code_are_none(text: str, word: str) -> None:
    assert found(text, word) == []


def test_a_candidate_of_the_lists_takes_the_share_as_a_reason() -> None:
    text = "Befreit wurde Edin Mujić, die unterwegs war"
    start = text.index("Edin")
    hit = Hit("PERSON", start, start + len("Edin Mujić"), 0.45, "Person", ("lexicon:0.45",))
    assert found(text, "Edin", hits=(hit,)) == [("Edin Mujić", ("lexicon:0.45", "network_leans:0.25"))]
