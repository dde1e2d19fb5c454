from __future__ import annotations

from models.train import order_among
from models.train.order_value import Reading
from models.train.passages import Text, Written


def reading(*, whole: float, right: bool, kind: str = "marked/invented 0") -> Reading:
    """Return a text of one amount, which others come to or not."""
    return Reading(kind, kind, ({"bias": 1.0, "read": 2.0, "whole": whole},), (right,), (), int(right))


def test_what_an_amount_is_among_others_is_learned_and_what_the_network_says_is_kept() -> None:
    held = [reading(whole=float(place % 2), right=place % 2 == 1) for place in range(60)]
    first = {"read": 0.5, "text rent": -0.3, "bias": -1.0}
    drawn = order_among.draw(held, first)
    assert drawn["whole"] > 1
    assert abs(drawn["read"] - 0.5) < 1e-3 and drawn["text rent"] == -0.3
    assert list(drawn)[-1] == "bias"


def test_passages_written_for_it_and_long_ones_are_read_and_few_of_the_others() -> None:
    short = [Written("marked/invented 1", Text("$20", ()), ("ORDER_VALUE",)) for _ in range(101)]
    own = Written("marked/orders_among_amounts 1", Text("$20", ()), ("ORDER_VALUE",))
    long = Written("marked/invented 2", Text("$20 " * 150, ()), ("ORDER_VALUE",))
    names = Written("papers/invented 2", Text("$20 " * 150, ()), ("PERSON",))
    moneyless = Written("marked/invented 3", Text("x" * 501, ()), ("ORDER_VALUE",))
    chosen = list(order_among.choose([*short, own, long, names, moneyless]))
    assert chosen.count(own) == chosen.count(long) == 1
    assert len(chosen) == 5
