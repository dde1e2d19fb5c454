"""What an amount is among the others of its text."""

from decimal import Decimal

from pii_sweep.detect.amount import amount_comparison
from pii_sweep.detect.amount.money import Money
from pii_sweep.detect.amount.till import Labelled


def _items(*values: int) -> list[Labelled]:
    return [
        Labelled(Money(place * 10, place * 10 + 4, Decimal(value), signed=True, cents=False, line=0), "", "")
        for place, value in enumerate(values)
    ]


def test_a_total_is_the_sum_of_the_amounts_before_it_and_of_deposit_and_rest() -> None:
    found = amount_comparison.compare(_items(310, 90, 400, 150, 250), [{}] * 5, ())
    assert found[2]["sum of those before"] and found[2]["whole"]
    assert found[3]["part"] and found[4]["part"]
    assert "whole" not in found[3]


def test_an_only_amount_is_compared_with_none() -> None:
    assert amount_comparison.compare(_items(310), [{}], ()) == [{}]


def test_the_amount_next_to_a_word_of_a_total_stands_before_the_others() -> None:
    features: list[dict[str, float]] = [{"read": 6.0}, {"read": 5.0, "before total": 1.0}]
    first, second = amount_comparison.compare(_items(70, 90), features, ("rent",))
    assert first["another total"] and "another total" not in second
    assert second["only total"] and second["largest total"]


def test_every_feature_of_a_comparison_has_its_name_listed() -> None:
    features: list[dict[str, float]] = [
        {"read": 6.0, "text rent": 1.0},
        {"read": 5.0, "before total": 1.0},
        {"behind total": 1.0, "before deposit": 1.0},
        {},
        {},
    ]
    found = amount_comparison.compare(_items(310, 90, 400, 150, 250), features, ("rent",))
    assert {name for one in found for name in one} <= amount_comparison.NAMES
