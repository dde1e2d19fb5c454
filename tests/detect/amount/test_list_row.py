from __future__ import annotations

from pii_sweep.detect.amount import list_row, recognizer
from pii_sweep.detect.amount.list_row import Row
from pii_sweep.detect.amount.money import amounts
from pii_sweep.detect.text.line.layout import Line, lines_of
from pii_sweep.types import ObjectRef, Passage, Where


def rows_of(text: str, *names: str) -> tuple[list[Row], list[Line]]:
    lines = lines_of(Passage(text, Where(ObjectRef("test", "text"))))
    found = recognizer.read_labels(lines, amounts(lines))
    people = [(text.index(name), text.index(name) + len(name)) for name in names]
    return list_row.find_rows(people, found, lines), lines


def values(rows: list[Row]) -> list[list[str]]:
    return [[str(one.money.value) for one in row.amounts] for row in rows]


def test_a_line_without_a_found_name_is_a_row_only_in_a_block_of_rows() -> None:
    text = "Ann 5.00\nBob 6.00\nold Mr P 7.00\n\nFlour 8.00\nAnn gave 9.00\n"
    rows, _ = rows_of(text, "Ann", "Bob")
    assert values(rows) == [["5.00"], ["6.00"], ["7.00"]]
    assert [row.known for row in rows] == [True, True, False]


def test_two_people_on_a_line_part_it() -> None:
    rows, _ = rows_of("Ann two 5.00, Bob one 6.00\nCid one 4.00\n", "Ann", "Bob", "Cid")
    assert values(rows) == [["5.00"], ["6.00"], ["4.00"]]


def test_a_block_ends_at_a_line_without_words_behind_its_amounts() -> None:
    text = "Ann\n  bread 5.00\n  eggs 2.00\n-----\nsum 7.00\n\nBob\n  bread 6.00\n"
    rows, _ = rows_of(text, "Ann", "Bob")
    assert values(rows) == [["5.00", "2.00"], ["6.00"]]


def test_amounts_that_end_one_below_another_share_a_column() -> None:
    rows, lines = rows_of("Ann  85.00  45.00\nBob         28.00\nCid  32.50  20.00\n", "Ann", "Bob", "Cid")
    (price, left), (bob,), (other, last) = list_row.columns(rows, lines)
    assert price == other != left == bob == last


def test_amounts_are_counted_from_the_end_where_none_are_below_another() -> None:
    rows, lines = rows_of("Ann bought for 5.00 and 6.00\nBob: 7.00\n", "Ann", "Bob")
    assert list_row.columns(rows, lines) == [[-2, -1], [-1]]


def test_an_amount_has_the_words_above_it_and_tabs_count_as_columns() -> None:
    spaced = "Name        Deposit   Total\nAnn           10.00   45.00\nBob           12.00   38.00\n"
    tabbed = "Name\tDeposit\tTotal\nAnn Applegarth\t10.00\t45.00\nBob\t12.00\t38.00\n"
    for text in (spaced, tabbed):
        rows, lines = rows_of(text, "Ann", "Bob")
        found = recognizer.read_labels(lines, amounts(lines))
        heads = list_row.heads_of(lines, rows, found)
        first, second = (list_row.head_above(one, heads, lines) for one in rows[0].amounts)
        assert "head total" in second and "head total" not in first
