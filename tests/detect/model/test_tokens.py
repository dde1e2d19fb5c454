"""Words have the shape, the tokens and the vectors that spaCy gives them, whatever they are made of."""

from __future__ import annotations

import random
import string
from pathlib import Path

import numpy as np
import pytest
from spacy.lang.lex_attrs import word_shape

from pii_sweep import resources
from pii_sweep.detect.model.stored_network import read_network
from pii_sweep.detect.model.tokens import Lexicon, shape
from pii_sweep.detect.text import lexicon

SIGNS = "aaaabcXYZZZ0019--..  \n'@$éßΩ中"


@pytest.mark.parametrize("length", [1, 4, 5, 12, 40, 99, 100, 130])
def test_the_shape_of_a_word_is_the_one_that_spacy_computes(length: int) -> None:
    draw = random.Random(length)
    words = [
        "".join(draw.choices(signs, k=length)) for signs in (SIGNS, SIGNS[:-4], "aaaaaB") for _ in range(60)
    ]
    assert [shape(word) for word in words] == [word_shape(word) for word in words]
    assert "LONG" in map(shape, words) or length < 100


@pytest.mark.parametrize("folder", [resources.model_path(), resources.second_model_path()])
def test_letters_or_figures_alone_are_one_token_with_the_vector_that_a_text_of_them_has(folder: Path) -> None:
    draw = random.Random(1)
    listed = sorted(word for word in lexicon.english() if word.isascii() and word.isalpha())[::40]
    words = [
        *("can", "Cannot", "cannot", "PERSON", "ORG", "dep", "USD", "km", "http", "WWW", "am", "Jan"),
        *listed, *map(str.title, listed[::2]), *map(str.upper, listed[1::2]),
        *("".join(draw.choices(string.digits, k=size)) for size in range(1, 130)),
        *("".join(draw.choices(string.ascii_letters, k=size)) for size in range(1, 130)),
    ]  # fmt: skip
    one = read_network(folder).lexicon
    by_text = Lexicon(one.tokenizer, one.embed, one.pair)
    texts = [list(dict.fromkeys(words))]
    one.learn(texts)
    by_text.learn(texts)
    ours, theirs = one.tokens(texts), by_text.tokens(texts)
    for name in ours._fields:
        assert np.array_equal(getattr(ours, name), getattr(theirs, name))
