from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.detect.text.pattern.alternatives import group_by_letters, split_alternatives

WORDS = [
    "dear",
    "Deal",
    "de",
    "d'",
    "deer?",
    "de(?:ar|er) sir",
    r"\w{2}r",
    "m[ae]ad",
    "mad|made",
    "ma+d",
    "é",
    "É t",
]


def test_words_with_the_same_first_letters_are_one_group() -> None:
    assert group_by_letters(["tel", "telephone", "text me", "fax"]) == "t(?:e(?:l(?:|ephone)|xt me))|fax"


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("a|b(?:c|d)|e", ["a", "b(?:c|d)", "e"]),
        (r"a\||[|)\]]x|[]|]y|[^]|]z", [r"a\|", r"[|)\]]x", "[]|]y", "[^]|]z"]),
        ("", [""]),
    ],
)
def test_a_pattern_is_cut_between_its_groups_and_classes(pattern: str, parts: list[str]) -> None:
    assert split_alternatives(pattern) == parts


def test_words_as_they_are_written_are_grouped_by_their_own_letters() -> None:
    assert group_by_letters(["Dr", "Dra", "dr"], any_case=False) == "D(?:r(?:|a))|dr"


@given(st.permutations(WORDS), st.text(alphabet="dDearmE' s", max_size=14))
def test_grouped_alternatives_match_what_the_plain_ones_match(words: list[str], text: str) -> None:
    plain, grouped = (re.compile(f"(?i)(?:{one})") for one in ("|".join(words), group_by_letters(words)))
    assert [match.span() for match in plain.finditer(text)] == [
        match.span() for match in grouped.finditer(text)
    ]
