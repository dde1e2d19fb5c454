"""The shape of a word is spaCy's, whatever the word is made of."""

from __future__ import annotations

import random

import pytest
from spacy.lang.lex_attrs import word_shape

from pii_sweep.detect.model.tokens import shape

SIGNS = "aaaabcXYZZZ0019--..  \n'@$éßΩ中"


@pytest.mark.parametrize("length", [1, 4, 5, 12, 40, 99, 100, 130])
def test_the_shape_of_a_word_is_the_one_that_spacy_computes(length: int) -> None:
    draw = random.Random(length)
    words = [
        "".join(draw.choices(signs, k=length)) for signs in (SIGNS, SIGNS[:-4], "aaaaaB") for _ in range(60)
    ]
    assert [shape(word) for word in words] == [word_shape(word) for word in words]
    assert "LONG" in map(shape, words) or length < 100
