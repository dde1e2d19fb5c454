"""Several orders in one passage, each with its own total; and what a shop sold, which is nobody's order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pii_sweep.types import Passage


def test_a_list_of_orders_under_one_label_has_a_value_for_each(find) -> None:
    text = (
        "Your orders\n\n2025-04-02 KB-20931 Oak shelf @ $40.00\nship $6.00 tax $3.20 order total $49.20\n\n"
        "2025-05-11 KB-21044 Brass lamp @ $15.00\nship $6.00 tax $1.20 order total $22.20\n\n"
        "2025-06-30 KB-21307 Tea towel @ $4.00\nship $2.00 tax $0.32 order total $6.32\n"
    )
    assert find(text)["ORDER_VALUE"] == ["$49.20", "$22.20", "$6.32"]


def test_two_orders_are_a_list_too(find) -> None:
    text = (
        "Your orders\n\n1. KB-20931 Oak shelf\nYou paid $49.20 for it\n"
        "2. KB-21044 Brass lamp\nYou paid $22.20 for it\n"
    )
    assert find(text)["ORDER_VALUE"] == ["$49.20", "$22.20"]


def test_the_same_total_that_comes_twice_is_one_order(find) -> None:
    assert (
        len(find("Order total $49.20\nOak shelf $46.00\nTax $3.20\nOrder total $49.20\n")["ORDER_VALUE"]) == 1
    )


@pytest.mark.parametrize(
    "title",
    [
        "Daily sales - harbour branch",
        "HARBOUR BRANCH MONTHLY SALES REPORT",
        "Z-Report 0412",
        "Sales summary for May",
        "End of day report",
    ],
)
def test_what_a_shop_sold_is_no_order(find, title: str) -> None:
    assert "ORDER_VALUE" not in find(
        f"{title}\n\nBranch  Gross  Tax  Net\nQuay  $90.00  $7.00  $83.00\nTotal  $90.00\n"
    )


@pytest.mark.parametrize(
    "line", ["Please ship it by end of day", "Never miss our weekly sales and offers", "Report a problem"]
)
def test_a_line_that_speaks_of_sales_is_no_report(find, line: str) -> None:
    assert find(f"{line}\nOrder total: $18.40\n")["ORDER_VALUE"] == ["$18.40"]


def test_the_row_of_a_table_that_sums_up_orders_is_no_order(detector, place) -> None:
    rows = [
        Passage("Order: KB-20931\nTotal: $49.20", replace(place, row=1), (), "fields"),
        Passage("Order: Total\nTotal: $71.40", replace(place, row=2), (), "fields"),
    ]
    found = [item.value for item in detector.examine(rows) if item.entity == "ORDER_VALUE"]
    assert found == ["$49.20"]


def test_an_amount_below_nothing_does_not_hide_the_total_behind_it(find) -> None:
    text = "KB-1 lamp\ntax $1.20 order total $22.20\nKB-2 towel\ntax -$0.40 order total $6.32\n"
    assert find(text)["ORDER_VALUE"] == ["$22.20", "$6.32"]
