from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.detect.person.evidence import name_shape
from pii_sweep.detect.text import lexicon


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("Wojciechowska", "Rechnungsnummer"),
        ("Hovhannisyan", "Warehouse"),
        ("Olufunmilayo", "Teslimat"),
        ("Παπαδοπούλου", "Τιμολόγιο"),
        ("Кравченко", "Договор"),
    ],
)
def test_a_name_looks_more_like_one_than_a_thing_of_its_language(name: str, thing: str) -> None:
    shapes = name_shape.shipped()
    assert shapes.log_odds(name) > shapes.log_odds(thing) + 1
    assert shapes.log_odds(name.upper()) == shapes.log_odds(name)


def test_names_that_no_list_has_look_like_names() -> None:
    unknown = [
        name
        for name in ("Petrosyants", "Grzegorzewska", "Papadimitriou")
        if not lexicon.family_name(name.lower())
    ]
    assert unknown
    assert all(name_shape.shipped().log_odds(name) > 0 for name in unknown)


def test_a_candidate_has_the_shapes_of_its_first_and_last_word_and_their_mean() -> None:
    shapes = name_shape.shipped()
    first, last = shapes.log_odds("Katarzyna"), shapes.log_odds("Nowicka")
    assert shapes.describe("Katarzyna J. Nowicka") == {
        "shape first": first, "shape last": last, "shape mean": (first + last) / 2,
    }  # fmt: skip
    assert shapes.describe("Katarzyna")["lone shape"] == first
    assert shapes.describe("J. 7") == {}


def test_a_column_has_the_mean_of_its_values_and_a_low_one() -> None:
    shapes = name_shape.shipped()
    said = shapes.describe_values(["Nowicka", "Teslimat", "12", "Versand"])
    low, middle, high = sorted(map(shapes.log_odds, ("Nowicka", "Teslimat", "Versand")))
    assert said == {"shape": pytest.approx((low + middle + high) / 3), "shape least": low}
    assert shapes.describe_values(["12", "-"]) == {}


@given(st.text(max_size=40))
def test_no_text_is_too_odd_and_none_says_more_than_its_bound(text: str) -> None:
    said = name_shape.Shapes(np.full(name_shape.SIZE, 9, np.float32)).describe(text)
    assert all(-4 <= number <= 4 for number in said.values())


@pytest.mark.parametrize("name", ["Carlos", "Mendes", "John", "Miller", "Garcia", "Catherine"])
def test_letters_say_nothing_against_a_name_that_lists_have(name: str) -> None:
    assert name_shape.shipped().log_odds(name) > 0
