"""Patterns that take exponential time are told from those that do not, without running them."""

from __future__ import annotations

import re

import pytest

from pii_sweep.detect.text.pattern.backtracking import explodes


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$", r"(\w+\s?)*x", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", r"(\d{1,3})*x", r"([A-Za-z]+ ?)+\d",
        "(.*)*", "(x+x+)+y", "(?i)([a-z]+|[A-Z]+)*1", "(a|ab|b)*c", "(?=(a+)+b)a", r"(\w+\s?){1,30}x",
        r"(.|\s)*z", r"^(\w+[-.]?)*@x$", "(ж+)+x", "(?i)(a|A)*(b|B)*(c*)*d",
    ],
)  # fmt: skip
def test_a_pattern_that_matches_one_text_in_many_ways_is_reported(pattern: str) -> None:
    assert explodes(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"SKU-\d+", r"(\w+\s)*x", "([a-z]+-)*[a-z]+", r"(?:\d{3}-)*\d{3}", r"[\w.]+@[\w.]+\.example", ".*",
        r"(\d{1,3}\.){3}\d{1,3}", r"(?:[A-Z][a-z]+ )+[A-Z]\w*", "(a|b)*c", "(東|京)+", "(?P<x>a)(?P=x)*",
        "([a-z]+|[A-Z]+)?1", "(?s:.+)", r"(?:Acme|Globex) (?:Inc|LLC)\.?",
    ],
)  # fmt: skip
def test_a_pattern_that_has_one_way_for_each_text_passes(pattern: str) -> None:
    assert not explodes(pattern)


def test_case_decides_where_the_pattern_says_so() -> None:
    assert explodes("([a-z]X?)*1", re.IGNORECASE)
    assert not explodes("([a-z]X?)*1")
