"""Words of every script are whole: vowel signs belong to them."""

from __future__ import annotations

import re

import pytest

from pii_sweep.detect.text import casing, letters


@pytest.mark.parametrize("word", ["महाराणा", "রাখুন", "அகம்", "ใจดี", "می\u200cشود", "Müller", "שָׁלוֹם"])
def test_a_word_is_not_cut_at_its_marks(word: str) -> None:
    assert re.findall(letters.WORD, f"1 {word}, 2") == [word]


def test_letters_without_capitals_are_not_small() -> None:
    assert casing.is_small("müller") and not casing.is_small("გიორგი")
    assert not casing.is_lower_case("今天王芳来电话说明天不来") and casing.is_lower_case("anna rang today")
    assert not casing.has_case("გიორგი 12") and casing.has_case("Иван")
