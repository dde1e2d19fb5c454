"""Cells as they are meant, whatever an exporter put around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.extract.table.cell_spelling import meant, respell
from tests.extract.table.test_csv import tables

CELL = st.text(alphabet="aé1&#;'\\u0=\".E+ ", max_size=12)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'523618842", "523618842"),
        ("'61109010140000071219812874'", "61109010140000071219812874"),
        ('="0049170"', "0049170"),
        ("Zo&euml; M&#252;ller", "Zoë Müller"),
        ("&#40;310&#41; 555-0148", "(310) 555-0148"),
        (r'{"name": "Jos\u00e9 N\u00fa\u00f1ez"}', '{"name": "José Núñez"}'),
        (r"\ud83d\ude00", "😀"),
        (r"\u0022 and \\u00e9", r"\u0022 and \\u00e9"),
        ("'tis the season", "'tis the season"),
        ("AT&T; R&D", "AT&T; R&D"),
        (r"\N", ""),
        (r"share\N", r"share\N"),
    ],
)
def test_what_exporters_put_around_a_value_is_not_of_it(written: str, value: str) -> None:
    assert respell([(written, "x")])[0][0] == value


def test_an_empty_cell_in_quotes_is_empty_in_a_table_of_such() -> None:
    assert [row[0] for row in respell([("'27114020040000'",), ("''",)])] == ["27114020040000", ""]


def test_a_cell_without_a_value_in_a_dump_of_a_database_is_empty() -> None:
    (table,) = tables("t.csv", b"name,mail\nIlse Berg,\\N\nKofi Achebe,kofi@example.com\n")
    assert [row[1] for row in table.rows] == ["", "kofi@example.com"]


def test_whole_numbers_that_were_floats_are_whole_numbers_again() -> None:
    rows = [
        ("523618842.0", "4.91705523981E+11", "12.50"),
        ("", "1.3105550148E+10", "13.0"),
        ("608147726.0", "", "1"),
    ]
    assert [tuple(row) for row in respell(rows)] == [
        ("523618842", "491705523981", "12.50"), ("", "13105550148", "13.0"), ("608147726", "", "1"),
    ]  # fmt: skip


def test_numbers_that_lost_their_digits_and_measures_stay_as_they_are() -> None:
    rows = [("1.2E+11", "98.0", "1.5"), ("4.5E+10", "99.0", "123456.0")]
    assert respell(rows) is rows


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=4))
def test_a_cell_without_such_a_spelling_is_left_alone(rows: list[tuple[str, str]]) -> None:
    for old, new in zip(rows, respell(rows), strict=True):
        assert len(new) == len(old)
        assert all(a == b or meant(a) == b or set(a) & set("&\\'=.") for a, b in zip(old, new, strict=True))


def test_a_table_counts_the_characters_that_it_hands_on() -> None:
    (table,) = tables("t.csv", b"name,ssn\nAna &#66;erg,'523618842\nKarl Horvat,'608147726\n")
    assert table.rows == (("Ana Berg", "523618842"), ("Karl Horvat", "608147726"))
    assert table.size == sum(len(cell) for row in table.rows for cell in row)


@pytest.mark.parametrize("rule", ["|---|---|", "| :--- | ---: |"])
def test_the_rule_below_a_header_is_no_row(rule: str) -> None:
    (table,) = tables(
        "t.csv", f"| Who | Where |\n{rule}\n| Ana Berg | Oslo |\n| Karl Lie | Rome |\n".encode()
    )
    assert [row[1].strip() for row in table.rows] == ["Ana Berg", "Karl Lie"]
