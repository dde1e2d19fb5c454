"""Names that a text says are an animal's, and people next to animals."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.name_confusion import animal_name
from pii_sweep.detect.text.candidate import Hit


def keep(text: str, name: str) -> bool:
    start = text.index(name)
    return bool(animal_name.drop_animals(text, [Hit("PERSON", start, start + len(name), 0.9, "Person")]))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lost: a small brown dog named Rufo, blue collar.", "Rufo"),
        ("Perdido perro pequeño con collar azul, atiende por Rufo.", "Rufo"),
        ("Entlaufen: Katze, grau getigert, hört auf den Namen Emma.", "Emma"),
        ("Perdu chien noir, répond au nom de Simone.", "Simone"),
        ("Zaginął pies, reaguje na imię Bruno.", "Bruno"),
        ("Bruce the crocodile isn't on show today.", "Bruce"),
        ("Only Winston, the studio cat, is allowed.", "Winston"),
        ("Patient: Biscuit (cat). Owner: Hannah Lindqvist", "Biscuit"),
    ],
)
def test_a_name_that_is_said_to_be_an_animals_is_no_persons(text: str, name: str) -> None:
    assert not keep(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna, the cat is ill, please call the vet.", "Anna"),
        ("Anna the dog walker comes at three.", "Anna"),
        ("The dog bit Anna Keller at the gate.", "Anna Keller"),
        ("The dog barked. A man named Rufus Hale opened.", "Rufus Hale"),
        ("Der Hund, den Emma gefunden hat, ist krank.", "Emma"),
        ("Patient: Biscuit (cat). Owner: Hannah Lindqvist", "Hannah Lindqvist"),
        ("Pies Anny jest chory.", "Anny"),
        ("10:30 Peter Hall (cat), vaccination", "Peter Hall"),
    ],
)
def test_people_next_to_animals_stay(text: str, name: str) -> None:
    assert keep(text, name)


def test_an_owner_behind_a_title_stays() -> None:
    text = "10:30 Mrs Hall (cat), vaccination"
    start = text.index("Hall")
    hit = Hit("PERSON", start, start + 4, 0.9, "Person", ("title:0.90",))
    assert animal_name.drop_animals(text, [hit]) == [hit]
