from __future__ import annotations

import pytest

from pii_sweep.detect.amount import order_rows
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.layout import lines_of
from pii_sweep.detect.text.line.reading_order import flow_of
from pii_sweep.types import ObjectRef, Passage, Where


def read(text: str, *names: str, known: str = "", layout: str = "prose") -> list[str]:
    """Return the amounts of orders that a text with these names has; `known` was found before."""
    passage = Passage(text, Where(ObjectRef("test", "text")), layout=layout)  # type: ignore[arg-type]
    flow = flow_of(passage, lines_of(passage))
    hits = [
        Hit(entity, at, at + len(value), 0.9, "test")
        for entity, values in (("PERSON", names), ("ORDER_VALUE", [known] if known else []))
        for value in values
        for at in [flow.text.index(value)]
    ]
    found = order_rows.review(passage, flow, hits, None)
    amounts = sorted((hit.start, hit.end) for hit in found if hit.entity == "ORDER_VALUE")
    return [flow.text[start:end] for start, end in amounts]


BOOK = """PIE ORDERS FOR SATURDAY - collect from 8 am

Maud Farthing      2 steak, 1 leek       14.60  paid
Colin Abbotsbury   4 pork, 2 veg         22.10
{third}   1 large chicken       11.75  paid
Stella Quaye       3 steak and ale       18.30

Total                                    66.75
"""


@pytest.mark.parametrize("third", ["Iwan Prothero ", "the Protheros "])
def test_each_row_of_an_order_book_has_its_amount_and_the_total_is_none(third: str) -> None:
    named = ["Maud Farthing", "Colin Abbotsbury", "Stella Quaye"]
    book = BOOK.format(third=third)
    assert read(book, *named, known="66.75") == ["14.60", "22.10", "11.75", "18.30"]


def test_wages_donations_and_fines_of_the_same_people_are_no_orders() -> None:
    named = ["Maud Farthing", "Colin Abbotsbury", "Stella Quaye"]
    rows = "Maud Farthing 314.60\nColin Abbotsbury 222.10\nStella Quaye 118.30\n"
    for title in (
        "WAGES WEEK 14, overtime included",
        "Donations to the roof appeal",
        "Library fines overdue",
    ):
        assert read(f"{title}\n\n{rows}", *named) == []


def test_the_total_of_a_row_is_its_order_and_neither_deposit_nor_what_is_left() -> None:
    text = """ALTERATIONS READY TO COLLECT

Customer         Garment              Price   Deposit  To pay
Maud Farthing    wool coat, reline    85.00     40.00   45.00
Colin Abbotsbury suit, let out        38.00     10.00   28.00
Stella Quaye     dress, new zip       32.50     12.50   20.00
"""
    assert read(text, "Maud Farthing", "Colin Abbotsbury", "Stella Quaye") == ["85.00", "38.00", "32.50"]


def test_a_block_of_lines_for_each_person_is_a_row() -> None:
    text = """Farm shop - Thursday box round

1. Maud Farthing, The Old Mill
   large veg box, dozen eggs
   €34.50 - leaves cash under the pot
2. old Mr Dunphy
   small veg box
   €18.00 - card on file
3. Stella Quaye, Weir View
   medium box, honey
   €39.70 - card on file
"""
    assert read(text, "Maud Farthing", "Stella Quaye") == ["€34.50", "€18.00", "€39.70"]


def test_a_dash_between_spaces_is_no_minus() -> None:
    text = """Cake orders for Sunday
Maud Farthing - lemon drizzle, 8 slices - £18.00 - paid
Colin Abbotsbury - coffee and walnut - £21.50 - paid
Stella Quaye - two dozen scones - £16.00 - to pay
"""
    assert read(text, "Maud Farthing", "Colin Abbotsbury", "Stella Quaye") == ["£18.00", "£21.50", "£16.00"]


def test_one_person_cells_and_records_are_no_list() -> None:
    book = BOOK.format(third="Iwan Prothero ")
    assert read(book, "Maud Farthing") == []
    assert read(book, "Maud Farthing", "Colin Abbotsbury", "Stella Quaye", layout="fields") == []


def test_two_rows_have_to_be_surer_than_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_rows.logistic, "share", lambda *_: 0.7)
    rows = ["Maud Farthing 14.60", "Colin Abbotsbury 22.10", "Stella Quaye 18.30"]
    names = [row.rpartition(" ")[0] for row in rows]
    assert read("PIE ORDERS\n" + "\n".join(rows), *names) == ["14.60", "22.10", "18.30"]
    assert read("PIE ORDERS\n" + "\n".join(rows[:2]), *names[:2]) == []


def test_a_letter_with_an_amount_next_to_two_people_denies_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_rows.logistic, "share", lambda weights, features: 0.1)
    letter = "Maud Farthing signed for $244.10 in all.\n\nThe fee that Colin Abbotsbury pays is $18.00.\n"
    assert read(letter, "Maud Farthing", "Colin Abbotsbury", known="$244.10") == ["$244.10"]
    rows = "Maud Farthing 14.60\nColin Abbotsbury 22.10\nStella Quaye 18.30\n"
    assert read(rows, "Maud Farthing", "Colin Abbotsbury", "Stella Quaye", known="14.60") == []


STATEMENT = """01 JUL  Opening balance  182.66
01 JUL  Direct credit Iwan Prothero  14.08  196.74
02 JUL  Transfer to Colin Abbotsbury  40.00  156.74
03 JUL  Card payment  84.15  72.59
04 JUL  Direct credit Stella Quaye  50.00  122.59
"""


@pytest.mark.parametrize(("recognizer", "kept"), [("OrderValue", ["84.15"]), ("OrderScore", [])])
def test_only_what_has_a_label_is_an_order_on_the_lines_of_a_statement(
    recognizer: str, kept: list[str]
) -> None:
    passage = Passage(STATEMENT, Where(ObjectRef("test", "text")), layout="prose")
    flow = flow_of(passage, lines_of(passage))
    at = flow.text.index("84.15")
    found = order_rows.review(passage, flow, [Hit("ORDER_VALUE", at, at + 5, 0.9, recognizer)], None)
    assert [flow.text[hit.start : hit.end] for hit in found] == kept
