"""Letters and digits in wide, mathematical, circled and raised forms are read as the usual ones."""

from __future__ import annotations

import pytest

from pii_sweep.extract.text.wide_sign import narrow
from tests.extract.office.test_document import read
from tests.extract.samples import every_text


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("Ｗｉｌｍａ　Ｔｏｒｓｓｏｎ（４１５）", "Wilma Torsson(415)"),
        ("ｗ．ｔ＠ｔｉｄａｌ．ｅｘａｍｐｌｅ", "w.t@tidal.example"),
        ("𝐖𝐢𝐥𝐦𝐚 𝟐𝟏𝟗", "Wilma 219"),
        ("②①⑨-⓪⑦", "219-07"),
        ("²¹⁹-⁰⁷ ₂₁₉", "219-07 219"),
        ("➋➊➒ ⑵⑴⑼", "219 219"),
        ("𝐽𝑜ℎ𝑛 ℬ𝑒𝑟𝑔", "John Berg"),
        ("ＫＵＲＴ", "KURT"),
        ("kurt＠tidal.example", "kurt@tidal.example"),
    ],
)
def test_other_forms_are_usual_ones(written: str, usual: str) -> None:
    assert narrow(written) == usual and len(written) == len(usual)


@pytest.mark.parametrize(
    "text",
    [
        "東京都港区１－２－３",
        "① first ② second",
        "12 m² and x³",
        "é ü 10",
        "카드 ４５１",
        "Anna Lund¹, Wilma Torsson¹²³, Ida¹ ² and ① ② ③",
    ],
)
def test_eastern_lines_lists_and_powers_stay(text: str) -> None:
    assert narrow(text) == text


def test_a_run_of_raised_digits_leaves_the_marks_of_footnotes() -> None:
    assert narrow("Anna Lund¹, ²¹⁹-⁰⁷-⁴⁴¹⁰, Ida Voss¹²³") == "Anna Lund¹, 219-07-4410, Ida Voss¹²³"


def test_lines_and_cells_are_decided_one_by_one() -> None:
    assert "東京 １２\nWilma 12" in every_text(read("a.txt", "東京 １２\nＷｉｌｍａ １２\n".encode()))
    table = "name,town,kept\nＷｉｌｍａ,東京１,x\nＯｔｔｏ,大阪２,y\nＥｖａ,京都３,z\n"
    text = every_text(read("a.csv", table.encode()))
    assert "Wilma" in text and "東京１" in text
