"""Names with a patronymic, in the cases that papers write them in."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.fixed import patronymic


def names(text: str) -> list[str]:
    """Return the names that are found in a text."""
    return [text[hit.start : hit.end] for hit in patronymic.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Выдана Кузнецовой Марине Игоревне, 14.08.1987", "Кузнецовой Марине Игоревне"),
        ("гр. Петров Пётр Ильич, паспорт", "Петров Пётр Ильич"),
        ("КУЗНЕЦОВА МАРИНА ИГОРЕВНА", "КУЗНЕЦОВА МАРИНА ИГОРЕВНА"),
        ("Уважаемая Ольга Сергеевна!", "Ольга Сергеевна"),
        ("с Иваном Никитичем Безруковым о", "Иваном Никитичем Безруковым"),
        ("Шевченко Оксані Василівні надано", "Шевченко Оксані Василівні"),
    ],
)
def test_a_name_with_a_patronymic_is_found_whole_in_any_case(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    ["Красной Площади Основной вопрос", "Верховной Рады Церковной", "Правовой Центр Кирпич", "Anna Petrovna"],
)
def test_adjectives_and_nouns_that_end_alike_make_no_name(text: str) -> None:
    assert names(text) == []
