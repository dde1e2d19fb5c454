from __future__ import annotations

from models.train import order_rows
from models.train.order_rows import Reading


def reading(key: str, *, sale: bool) -> Reading:
    """Return a list of two rows with two amounts each, of which the second is an order's on a sale."""
    features = tuple({"bias": 1.0, "sale": float(sale), "last": float(place % 2)} for place in range(4))
    return Reading(key, (0, 0, 1, 1), features, tuple(sale and place % 2 == 1 for place in range(4)), 0)


def test_the_fit_learns_which_amount_of_which_list_is_an_order() -> None:
    held = [reading(f"{number}", sale=number % 2 == 0) for number in range(80)]
    shares = order_rows.shares(held)
    assert all((share > 0.5) == good for one, row in zip(held, shares, strict=True)
               for share, good in zip(row, one.right, strict=True))  # fmt: skip
    said = order_rows.describe(held, shares)
    assert "80 lists, 80 orders: recall 1.000, precision 1.000" in said


def test_one_amount_a_row_counts_and_what_no_row_has_is_missed() -> None:
    one = Reading("a", (0, 0, 1), ({}, {}, {}), (True, False, False), 1)
    assert "1 lists, 2 orders: recall 0.500, precision 0.500" in order_rows.describe([one], [[0.9, 0.8, 0.7]])
