"""Names in lines that people write in small letters, among others with capitals."""

from __future__ import annotations

import time

import pytest

from pii_sweep.detect.text import small_line


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("[14:02] visitor: hi its tanya lindberg", "[14:02] visitor: hi its Tanya Lindberg"),
        ("[14:02] visitor: her name is carla vossmeyn", "[14:02] visitor: her name is Carla Vossmeyn"),
        ("[14:02] visitor: stacey vossmeyn", "[14:02] visitor: Stacey Vossmeyn"),
        ("hey derek, is stacey home yet?", "hey Derek, is Stacey home yet?"),
        ("Ada: ask brandon's boss", "Ada: ask Brandon's boss"),
    ],
)
def test_names_in_small_lines_are_shown_with_capitals(line: str, shown: str) -> None:
    assert small_line.show_names(f"Hello there\n\n{line}\n") == f"Hello there\n\n{shown}\n"


@pytest.mark.parametrize(
    "line",
    [
        "Ops: will mark the page in june",
        "Ops: the python of jenkins and the ruby of madison fail",
        "Ops: mail tanya@shop.example or open tanya.txt",
        "x: the rose bush, a maple frame",
        "Ops: ask Tanya, derek knows",
        "nota: la consuelo moral del gloria, los dolores",
        "cheese: asiago, manchego, petra, bianca",
        "stock: clementina, mandarina",
        "for derek in names: print(derek)",
    ],
)
def test_words_and_lines_with_capitals_stay(line: str) -> None:
    assert small_line.show_names(line) == line


@pytest.mark.parametrize(
    "run", ["a: " * 20_000, "tanya " * 20_000, "a:" + " " * 60_000 + "X", "a:\t" * 20_000]
)
def test_long_lines_are_read_in_the_time_of_their_length(run: str) -> None:
    began = time.process_time()
    assert small_line.show_names(f"Hi\n{run}\nbye") == f"Hi\n{run}\nbye"
    assert time.process_time() - began < 30  # by the square it would be hours
