"""One character a box, or a number in three boxes: one value."""

from __future__ import annotations

from pii_sweep.extract.ocr.words import Word
from pii_sweep.extract.page.boxed_value import join_boxed
from pii_sweep.types import Box


def row(texts: str, step: float, top: float = 0) -> list[Word]:
    """Return words of a line, each `step` pixels from the one before."""
    return [
        Word(text, Box(step * at, top, step * at + 8 * len(text), top + 14))
        for at, text in enumerate(texts.split())
    ]


def texts(words: list[Word]) -> list[str]:
    return [word.text for word in join_boxed(words)]


def test_a_digit_a_box_is_one_number_and_letters_are_one_name() -> None:
    assert texts(row("4 1 7 3 6 2 2 9 0", 24)) == ["417362290"]
    assert texts(row("M A R I E", 24)) == ["MARIE"]


def test_three_boxes_are_one_number_with_the_place_of_each_part() -> None:
    (word,) = join_boxed(row("417 36 2290", 60))
    assert word.text == "417 36 2290" and word.box == Box(0, 0, 152, 14)
    assert len(word.ends) == len(word.text) + 1 and word.ends[-1] == 152


def test_a_date_in_three_boxes_is_written_as_one() -> None:
    assert texts(row("03 14 1977", 60)) == ["03/14/1977"]
    assert texts(row("1977 03 14", 60)) == ["1977/03/14"]
    assert texts(row("43 54 3877", 60)) == ["43 54 3877"]


def test_a_scale_a_matrix_and_the_columns_of_a_table_are_left_as_they_are() -> None:
    assert texts(row("1 2 3 4 5 6", 24)) == ["1", "2", "3", "4", "5", "6"]
    matrix = [word for top in (0, 20, 40) for word in row("4 1 7 3", 24, top)]
    assert join_boxed(matrix) == matrix
    table = [word for top in (0, 20, 40) for word in row("417 36 2290", 60, top)]
    assert join_boxed(table) == table


def test_far_apart_or_not_on_one_line_is_not_one_value() -> None:
    assert texts(row("4 1 7 3 6", 90)) == ["4", "1", "7", "3", "6"]
    stairs = [Word(sign, Box(24 * at, 9 * at, 24 * at + 8, 9 * at + 14)) for at, sign in enumerate("41736")]
    assert join_boxed(stairs) == stairs
