from __future__ import annotations

from pii_sweep.detect.amount import order_reading
from pii_sweep.detect.amount.amount_surroundings import BOUND
from pii_sweep.detect.amount.order_reading import Amount
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.layout import lines_of
from pii_sweep.detect.text.line.reading_order import flow_of
from pii_sweep.types import ObjectRef, Passage, Where

LONG = "Minutes of the meeting. " * 40
LETTER = (
    "Dear Mrs Tallis,\n\nthank you for your order of two oak shelves and a mirror. The shelves come to "
    "£140.00, the mirror to £85.00, so your order comes to £225.00. You have paid a deposit of £50.00; "
    "please bring the rest when you collect the goods on Saturday.\n\nKind regards,\nAnna Holm\n"
)


def amount(start: int, value: float, *features: str, claimed: bool = False) -> Amount:
    return Amount(start, start + 4, value, frozenset(features), claimed)


def claim(start: int, recognizer: str = "OrderScore") -> Hit:
    return Hit("ORDER_VALUE", start, start + 4, 0.8, recognizer)


def test_of_several_likely_amounts_the_largest_is_found() -> None:
    chances = [(0.9, amount(0, 40.0)), (0.6, amount(20, 90.0)), (0.2, amount(40, 500.0))]
    (hit,) = order_reading.decide(LONG, chances, [])
    assert (hit.start, hit.recognizer, hit.score) == (20, "OrderReading", 0.6)


def test_a_text_with_an_order_gets_no_second_one() -> None:
    hit = claim(20)
    chances = [(0.9, amount(0, 40.0)), (0.8, amount(20, 90.0, claimed=True))]
    assert order_reading.decide(LONG, chances, [hit]) == [hit]


def test_a_claim_that_is_hardly_an_order_is_dropped_from_a_paper() -> None:
    chances = [(0.01, amount(20, 90.0, claimed=True))]
    assert order_reading.decide(LONG, chances, [claim(20)]) == []


def test_a_claim_in_a_note_and_a_row_of_a_list_stay() -> None:
    chances = [(0.01, amount(20, 90.0, claimed=True))]
    assert order_reading.decide("A note.", chances, [claim(20)]) == [claim(20)]
    row = claim(20, "OrderRow")
    assert order_reading.decide(LONG, chances, [row]) == [row]


def test_a_rate_that_is_bound_to_a_unit_is_no_order() -> None:
    assert order_reading.decide(LONG, [(0.9, amount(0, 40.0, BOUND))], []) == []


def test_features_sum_up_to_a_chance() -> None:
    ((even, _), (likely, _)) = order_reading.weigh([amount(0, 1.0), amount(9, 1.0, "paid")], {"paid": 2.0})
    assert even == 0.5
    assert 0.88 < likely < 0.89


def test_each_amount_of_a_letter_is_described() -> None:
    passage = Passage(LETTER, Where(ObjectRef("test", "text")), layout="prose")
    found = order_reading.describe(passage, flow_of(passage, lines_of(passage)), [], None)
    assert [one.value for one in found] == [140.0, 85.0, 225.0, 50.0]
    assert all(any(name.startswith("score ") for name in one.features) for one in found)


def test_a_table_is_not_described() -> None:
    passage = Passage(LETTER, Where(ObjectRef("test", "text")), layout="cell")
    assert order_reading.describe(passage, flow_of(passage, lines_of(passage)), [], None) == []
