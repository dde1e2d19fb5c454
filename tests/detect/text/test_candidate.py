"""The words of a page that a stretch of its text covers."""

from __future__ import annotations

import pytest

from pii_sweep.detect.text.candidate import find_overlapping
from pii_sweep.types import Box, Run

BOX = Box(0, 0, 10, 10)


def run_of(text: str, start: int) -> Run:
    return Run(start, start + len(text), BOX, [Word(word) for word in text.split(" ")])


class Word:
    """A word of a page, by itself."""

    ends: tuple[float, ...] = ()
    box = BOX

    def __init__(self, text: str) -> None:
        self.text = text


@pytest.mark.parametrize(
    ("start", "end", "places"),
    [(0, 4, [0]), (5, 6, [5]), (4, 5, []), (2, 9, [0, 5]), (9, 40, [9, 16, 21]), (16, 17, [16])],
)
def test_words_that_share_a_character_with_a_stretch_are_found(
    start: int, end: int, places: list[int]
) -> None:
    runs = [run_of("Anna met Hana", 0), run_of("here Anna", 16)]
    assert [span.start for span in find_overlapping(runs, start, end)] == places
