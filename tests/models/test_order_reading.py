from __future__ import annotations

from models.train import order_reading
from models.train.order_reading import Reading
from pii_sweep.detect.amount.order_reading import Amount

TEXT = "The goods come to £40.00 and the hall costs £90.00 a day. " * 6


def reading(author: str, *, clean: bool = False) -> Reading:
    goods, hall = TEXT.index("£40.00"), TEXT.index("£90.00")
    amounts = (
        Amount(goods, goods + 6, 40.0, frozenset({"bias", "goods"}), claimed=False),
        Amount(hall, hall + 6, 90.0, frozenset({"bias", "hall"}), claimed=False),
    )
    truths = () if clean else ("£40.00",)
    return Reading(author, clean, amounts, (not clean, False), (1.0, 1.0), TEXT, truths, ())


def test_what_meets_no_mark_counts_less_where_totals_alone_are_marked() -> None:
    assert order_reading.weigh("first", ("£40",), right=False) == order_reading.AUTHORS
    right = order_reading.weigh(order_reading.OFFICES, ("£40",), right=True)
    assert order_reading.weigh(order_reading.OFFICES, ("£40",), right=False) < right
    assert order_reading.weigh("else", (), right=False) == order_reading.ELSE
    assert order_reading.weigh(order_reading.OTHERS, (), right=False) == order_reading.OFFICE


def test_fitted_weights_find_the_order_and_not_the_rent() -> None:
    weights = order_reading.fit([reading("first") for _ in range(20)])
    assert weights["goods"] > 0 > weights["hall"]
    assert order_reading.decide(reading("second"), weights) == [True]


def test_the_papers_of_an_author_are_decided_by_those_of_the_others() -> None:
    held = [reading(author) for author in ("first", "second") for _ in range(20)]
    said = order_reading.describe(held)
    assert said.count("before 0 of 20 papers with an order") == 2
    assert said.count("now 20 of 20 papers with an order, 20 of 20 amounts right") == 2


def test_the_authors_of_papers_of_offices_are_counted_together() -> None:
    offices = [f"{order_reading.OFFICES}/{name}" for name in ("first", "second")]
    held = [reading(author) for author in offices for _ in range(20)]
    said = order_reading.describe(held)
    assert said.startswith(f"{order_reading.OFFICES}: before 0 of 40 papers")
    assert "now 40 of 40 papers with an order" in said
