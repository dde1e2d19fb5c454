"""Letters that are set apart are read as words."""

from __future__ import annotations

import pytest

from pii_sweep.extract.text.letter_spacing import join_letters, join_passage, join_table
from pii_sweep.types import Box, ObjectRef, Passage, Span, Table, Where

WHERE = Where(ObjectRef("", "x"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("S S N :  5 3 6 - 2 2 - 8 7 1 4", "SSN: 536-22-8714"),
        ("S S N : 5 3 6 - 2 2 - 8 7 1 4", "SSN: 536-22-8714"),
        ("N A M E :   J O H N     S M I T H", "NAME: JOHN SMITH"),
        ("J o h n S m i t h s o n", "John Smithson"),
        ("Mail: j o h n . l e e @ m a i l . c o m", "Mail: john.lee@mail.com"),
        ("SSN: 5 3 6 2 2 8 7 1 4", "SSN: 536228714"),
        ("S S N 5 3 6 - 2 2", "SSN 536-22"),
    ],
)
def test_letters_and_figures_set_apart_are_words_and_numbers(text: str, read: str) -> None:
    assert join_letters(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "A B C D E F G H I",
        "1 2 3 4 5 6 7 8 9",
        "0 1 0 0 1 1 0 1 0 1",
        "5 3 4 6 7 8 9 1 2",
        "X X X X X X X X",
        "J. R. R. Tolkien and I a m",
        "a b c",
        "4\t3\t4\t5\t6\t7\tY",
        "나 는 그 를 본 다 음",
    ],
)
def test_rows_of_signs_stay_as_they_are(text: str) -> None:
    assert join_letters(text) == text


def test_a_word_of_letters_set_apart_has_one_box_and_its_place_in_the_text() -> None:
    text = "to J a n e t s now"
    places = [(0, 2), *((at, at + 1) for at in range(3, 14, 2)), (15, 18)]
    spans = tuple(Span(start, end, Box(10 * start, 0, 10 * end, 8)) for start, end in places)
    read = join_passage(Passage(text, WHERE, spans, "page"))
    assert read.text == "to Janets now"
    assert [(read.text[one.start : one.end], one.box) for one in read.spans] == [
        ("to", Box(0, 0, 20, 8)),
        ("Janets", Box(30, 0, 140, 8)),
        ("now", Box(150, 0, 180, 8)),
    ]


def test_lines_keep_their_numbers_where_letters_are_joined() -> None:
    text = "P e t r a k i s\nSSN 417"
    read = join_passage(Passage(text, WHERE, (Span(0, 15, line=1), Span(16, 23, line=2))))
    assert [(read.text[one.start : one.end], one.line) for one in read.spans] == [
        ("Petrakis", 1),
        ("SSN 417", 2),
    ]


def test_cells_are_read_with_their_letters_joined() -> None:
    table = Table(WHERE, ("name", "N u m b e r"), (("J a n e t s", "5"), ("Bob", "6")))
    read = join_table(table, "name\nN u m b e r\nJ a n e t s\n5\nBob\n6")
    assert read.header == ("name", "Number")
    assert read.rows == (("Janets", "5"), ("Bob", "6"))
    plain = Table(WHERE, ("a",), (("5",), ("6",)))
    assert join_table(plain, "a\n5\n6") is plain


@pytest.mark.parametrize("gap", ["  ", " "])
def test_the_row_of_a_plan_behind_a_name_is_no_word(gap: str) -> None:
    days = ("xxEELL", "LExxEN", "NNxLEE")
    plan = "\n".join(
        f"{name}{gap}{gap.join(row)}"
        for name, row in zip(("Blessing A", "Blessing O", "Tomos P"), days, strict=True)
    )
    assert join_letters(plan) == plan


def test_a_label_before_letters_set_apart_is_no_row() -> None:
    assert join_letters("Surname:  K o w a l s k i") == "Surname:  Kowalski"
    assert join_letters("spelt K r e t s c h m e r") == "spelt Kretschmer"
