"""Numbers that ends of lines or of strings break."""

from __future__ import annotations

import pytest

from pii_sweep.extract.text.broken_number import join_broken
from pii_sweep.types import Layout, ObjectRef, Passage, Span, Where

WHERE = Where(ObjectRef("", "x"))


def _read(text: str, layout: Layout = "prose") -> str:
    return join_broken(Passage(text, WHERE, (), layout)).text


@pytest.mark.parametrize(
    "text",
    [
        'x = "536-22" + "-8714"',
        'x = ("536-"\n     "22-8714")',
        'x = "536-"\\\n    "22-8714"',
        'x = "536" "-22" "-8714"',
        'x = "536-22" +\n    "-8714"',
        'x = "536-22"\n    + "-8714"',
        'x = "536-22-\\\n8714"',
        'x = "536-22" & _\n    "-8714"',
        'x = "536-22" f"-8714"',
        'x = "536-22" || "-8714"',
        'x = "536-" . "22-8714"',
        'x = "536-\n     22-8714"',
        'x = "536- 22-8714"',
    ],
)
def test_a_number_in_several_strings_or_lines_is_one(text: str) -> None:
    assert _read(text).replace("(", "").replace(")", "") == 'x = "536-22-8714"'


def test_a_card_in_several_strings_needs_no_hyphens() -> None:
    assert _read("'4111' + '1111' + '11111111'") == "'4111111111111111'"
    assert _read("'4111-1111-' + '1111-1111'") == "'4111-1111-1111-1111'"


def test_a_mailbox_in_two_strings_is_one() -> None:
    assert _read('"ann.lee" + "@mail.com"') == '"ann.lee@mail.com"'
    assert _read('"ann.lee@" +\n  "mail.com"') == '"ann.lee@mail.com"'


@pytest.mark.parametrize(
    "text",
    [
        "pages 12-\n14",
        "536 22 8714",
        "536\n22\n8714",
        '["536-", "22-8714"]',
        '"12" + "14"',
        "1-536-22-\n8714",
        "2024-01-\n02",
        'one("536-22", "-8714")',
        "call 12 - 14 or 16 - 18",
        "151 -22 -8714",
        "151\n-22\n-8714",
    ],
)
def test_numbers_next_to_each_other_stay_apart(text: str) -> None:
    assert _read(text) == text


def test_words_of_a_page_stay_in_their_lines() -> None:
    assert _read("536-22-\n8714", "page") == "536-22-\n8714"


def test_what_follows_a_broken_number_keeps_its_line() -> None:
    text = "SSN 536-22-\n8714 Ann"
    read = join_broken(Passage(text, WHERE, (Span(0, 11, line=1), Span(12, 20, line=2))))
    assert [(read.text[one.start : one.end], one.line) for one in read.spans] == [
        ("SSN 536-22-", 1),
        ("8714 Ann", 2),
    ]


@pytest.mark.parametrize("line", ['curl "4111" "1111" "1111" "1111"', "printf '202405' '1200'"])
def test_arguments_of_a_command_stay_apart(line: str) -> None:
    assert _read(line) == line
    assert _read('x = "536" "-22" "-8714"') == 'x = "536-22-8714"'
