"""An index of literals leaves no pattern out that a text matches, and most of the others."""

from __future__ import annotations

import re

import pytest

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.text.pattern.literal_index import LiteralIndex

ONE, TWO, ANY = re.compile(r"(?:.* )?\biban\b.*|konto"), re.compile(r"(?i)tax (?:no|id)"), re.compile(r"\w+")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("my iban", {0, 2}),
        ("konto", {0, 2}),
        ("TAX ID", {1, 2}),
        ("tax", {2}),
        ("", {2}),
        ("kont", {2}),
        ("konto\u0131", {0, 1, 2}),  # a letter that others equal where case is ignored
    ],
)
def test_a_pattern_is_left_out_where_its_literals_are_missing(text: str, places: set[int]) -> None:
    found = LiteralIndex((ONE, TWO, ANY)).find(text)
    assert {place for place in range(3) if found >> place & 1} == places


def test_rules_are_those_that_match_a_header_one_by_one() -> None:
    titles = {
        title
        for words in ("IBAN", "Tax ID", "Téléphone", "geboren am", "Kontonummer", "NHS no", "passwort")
        for title in column_header.plain_header(words)
    }
    headed = {title: column_header.find_rules(title) for title in (*titles, "wer", "thank you for", "")}
    rules = column_header.rules()
    for title, places in headed.items():
        assert places == {at for at, rule in enumerate(rules) if rule.header.fullmatch(title)}
    assert sum(map(bool, headed.values())) >= 6
