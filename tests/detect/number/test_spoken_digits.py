"""Figures in words."""

from __future__ import annotations

import pytest

from pii_sweep.detect.number import candidates, spoken_digits


@pytest.mark.parametrize(
    ("text", "value", "figures"),
    [
        ("it's oh seven seven double oh, nine double oh, three four one", None, "07700 900 341"),
        (
            "el dos cero dos, setenta y uno, cero seis, gracias",
            "dos cero dos, setenta y uno, cero seis",
            "202 71 06",
        ),
        ("die ist null eins sieben, fünf fünf fünf. Danke", "null eins sieben, fünf fünf fünf", "017 555"),
        ("So that's nine-two-nine-six?", "nine-two-nine-six", "9296"),
        ("koden är två åtta tre fyra nu", "två åtta tre fyra", "2834"),
        ("one triple four", None, "1444"),
    ],
)
def test_figures_said_one_by_one_are_a_number(text: str, value: str | None, figures: str) -> None:
    ((start, end),) = spoken_digits.find(text)
    assert text[start:end] == value or (value is None and text.endswith(text[start:end]))
    assert spoken_digits.read(text[start:end]) == figures
    assert (start, end) in set(candidates.find(text))


@pytest.mark.parametrize(
    "text", ["one of two or three things, once a day", "seven, eight", "double trouble", "twenty-one to go"]
)
def test_counts_in_words_are_none(text: str) -> None:
    assert list(spoken_digits.find(text)) == []


def test_a_value_with_another_word_has_no_figures() -> None:
    assert spoken_digits.read("four then two") == ""
