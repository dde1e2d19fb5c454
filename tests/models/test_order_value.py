from __future__ import annotations

from models.train import order_value
from models.train.order_value import Reading
from pii_sweep.detect.amount import amount_comparison


def reading(number: int) -> Reading:
    """Return a text of one amount of which every feature says the same."""
    right = number % 2 == 1
    names = ("sentence paid", *amount_comparison.NAMES)
    features = {"bias": 1.0, **dict.fromkeys(names, float(right))}
    return Reading("marked/invented 0", str(number), (features,), (right,), (), int(right))


def test_an_amount_by_itself_is_not_fitted_to_what_it_is_among_others() -> None:
    weights = order_value.fit([reading(number) for number in range(40)])
    assert list(weights) == ["sentence paid", "bias"]
    assert weights["sentence paid"] > 0
