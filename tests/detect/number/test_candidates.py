"""Stretches of a text that may be one number."""

from __future__ import annotations

import pytest

from pii_sweep.detect.number import candidates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("DL / state   418 772 093  NY   07/05/2004", "418 772 093"),
        ("VEH2: silver i30 119 ZTP (INF)", "119 ZTP"),
        ("acct 00417835 - Mrs Tan", "00417835"),
        ("reset to Snowdrop-Jan24! , must change", "Snowdrop-Jan24!"),
        ("born 3 feb '88 in Gent", "3 feb '88"),
        ("Loretta Gaines 6-2-48, wants", "6-2-48"),
        ("FON (0351) 465 71 03.", "(0351) 465 71 03"),
        ("plate N-JB 2208 darf", "N-JB 2208"),
        ("PID|1||70044182^^^MERCY", "70044182"),
        ("Rentenvers.nr ........ 24 110732 S 513", "24 110732 S 513"),
    ],
)
def test_a_number_is_among_the_stretches_as_people_write_it(text: str, value: str) -> None:
    assert value in {text[start:end] for start, end in candidates.find(text)}


@pytest.mark.parametrize(
    "text", ["12 eggs, 3 cups", "at 7 or 8", "no figures here", "定金已收，司仪18点到", "포장 220박스"]
)
def test_counts_and_sentences_without_blanks_are_none(text: str) -> None:
    assert list(candidates.find(text)) == []


def test_a_stretch_has_a_line_of_its_own() -> None:
    text = "4471\n9920"
    assert {text[start:end] for start, end in candidates.find(text)} == {"4471", "9920"}


@pytest.mark.parametrize(
    ("text", "date"),
    [("11 Jun 1976", True), ("4/2/94", True), ("19520620", True), ("104477", False), ("on 4/2/94", False)],
)
def test_a_date_alone_is_known_as_one(text: str, date: bool) -> None:
    assert candidates.is_date(text) is date
