from __future__ import annotations

from models.train import order_papers
from models.train.order_value import Reading
from models.train.passages import Text, Written


def reading(*, whole: float, right: bool, kind: str = "marked/invented 0") -> Reading:
    """Return a text of one amount, which others come to or not."""
    return Reading(kind, kind, ({"bias": 1.0, "read": 2.0, "whole": whole},), (right,), (), int(right))


def test_what_papers_show_draws_each_weight_and_what_they_lack_stays() -> None:
    held = [reading(whole=float(place % 2), right=place % 2 == 1) for place in range(60)]
    first = {"read": 0.5, "text rent": -0.3, "bias": -1.0}
    drawn = order_papers.draw(held, first)
    assert drawn["whole"] > 1
    assert drawn["read"] != 0.5 and drawn["text rent"] == -0.3
    assert list(drawn)[-1] == "bias"


def test_papers_of_offices_and_long_passages_with_money_are_read() -> None:
    short = Written("marked/invented 1", Text("$20", ()), ("ORDER_VALUE",))
    long = Written("marked/invented 2", Text("$20 " * 150, ()), ("ORDER_VALUE",))
    names = Written("papers/invented 2", Text("$20 " * 150, ()), ("PERSON",))
    moneyless = Written("marked/invented 3", Text("x" * 501, ()), ("ORDER_VALUE",))
    office = Written("marked_offices/first 1", Text("x" * 501, ()), ("ORDER_VALUE",))
    assert list(order_papers.choose([short, long, names, moneyless, office])) == [long, office]


def test_papers_of_each_author_are_scored_by_weights_drawn_without_them() -> None:
    one = [reading(whole=1.0, right=True, kind=f"marked_offices/first {place % 4}") for place in range(8)]
    other = [reading(whole=1.0, right=False, kind=f"marked_offices/second {place % 4}") for place in range(8)]
    said = order_papers.describe([*one, *other], {"bias": 0.0})
    assert said.startswith("Of 8 amounts of 2 authors") and "0 are found and 8 of 8 are wrong" in said
    assert said.endswith("by the weights of notes 8 are found and 8 of 16 are wrong.")
