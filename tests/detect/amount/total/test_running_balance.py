"""Lines of an account's statement are no orders."""

from __future__ import annotations

STATEMENT = """Dear Odile Marsh, order total 12.40
Date  Transaction  Credit  Balance
01 JUL  Opening balance  182.66
01 JUL  Direct credit IVO QUIMBY  14.08  196.74
02 JUL  Transfer to ADA PELL rent  40.00  156.74
03 JUL  Card BEN ROTH  84.15  72.59
04 JUL  Direct credit CLEO WARD  50.00  122.59
"""


def test_what_an_account_holds_after_each_booking_is_no_order(find) -> None:
    assert "ORDER_VALUE" not in find(STATEMENT, layout="prose")


def test_the_total_that_a_label_names_is_an_order_above_what_is_left_to_pay(find) -> None:
    text = (
        "Order No 4471  Odile Marsh, oak lamp with shade\n\nWhat  Amount  To pay\n"
        "Order total  £56.50  £56.50\n"
        "Paid 3 May  £20.00  £36.50\nPaid 9 May  £20.00  £16.50\nPaid 14 May  £6.50  £10.00\n"
    )
    assert set(find(text, layout="prose")["ORDER_VALUE"]) == {"£56.50"}


def test_sums_of_a_list_that_only_grow_may_stand_next_to_orders() -> None:
    from pii_sweep.detect.amount.money import amounts
    from pii_sweep.detect.amount.total import running_balance
    from pii_sweep.detect.text.line.layout import lines_of
    from pii_sweep.types import ObjectRef, Passage, Where

    def spans(text: str) -> int:
        lines = lines_of(Passage(text, Where(ObjectRef("b", "k.txt"))))
        return len(running_balance.find(lines, amounts(lines)))

    assert spans(STATEMENT) == 5
    assert (
        spans("Ada Pell 5.00 5.00\nBen Roth 7.00 12.00\nCleo Ward 3.00 15.00\nIvo Quimby 2.00 17.00\n") == 0
    )
