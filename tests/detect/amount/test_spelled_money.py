from __future__ import annotations

from decimal import Decimal

import pytest

from pii_sweep.detect.amount import prefilter, spelled_money
from pii_sweep.detect.amount.money import amounts
from pii_sweep.detect.text.line.layout import lines_of
from pii_sweep.types import ObjectRef, Passage, Where


def read(text: str) -> list[tuple[str, Decimal]]:
    found = amounts(lines_of(Passage(text, Where(ObjectRef("test", "text")))))
    return [(text[one.start : one.end], one.value) for one in found if one.signed]


@pytest.mark.parametrize(
    ("text", "value", "number"),
    [
        (
            "it is a hundred forty-two dollars and ten cents today",
            "a hundred forty-two dollars and ten cents",
            "142.1",
        ),
        ("that makes twelve hundred bucks", "twelve hundred bucks", "1200"),
        ("I paid two and a half grand for it", "two and a half grand", "2500"),
        ("for a hundred and six quid", "a hundred and six quid", "106"),
        ("in all four lakh rupees", "four lakh rupees", "400000"),
        ("it is seventy-six pounds forty and", "seventy-six pounds forty", "76.4"),
        ("pay One hundred nine dollars and 25/100", "One hundred nine dollars and 25/100", "109.25"),
        ("Your order total is eighty-nine ninety-five.", "eighty-nine ninety-five", "89.95"),
        ("so: one thousand two hundred and ten, GST in it", "one thousand two hundred and ten", "1210"),
        ("kostet siebenundneunzig Euro fünfzig", "siebenundneunzig Euro fünfzig", "97.5"),
        (
            "soit quatre-vingt-douze euros et vingt centimes",
            "quatre-vingt-douze euros et vingt centimes",
            "92.2",
        ),
        ("son mil trescientos pesos", "mil trescientos pesos", "1300"),
        ("são duzentos e quarenta e dois reais", "duzentos e quarenta e dois reais", "242"),
        ("sono duecentotrentuno euro", "duecentotrentuno euro", "231"),
        ("het is zevenennegentig euro vijftig", "zevenennegentig euro vijftig", "97.5"),
        ("det blir trehundrafemtio kronor", "trehundrafemtio kronor", "350"),
        ("det er to hundrede og tres kroner", "to hundrede og tres kroner", "260"),
        ("to dwieście czterdzieści złotych", "dwieście czterdzieści złotych", "240"),
        ("это две тысячи двести рублей", "две тысячи двести рублей", "2200"),
        ("实收人民币肆仟贰佰元整", "人民币肆仟贰佰元整", "4200"),
        ("金参万五千円也", "金参万五千円也", "35000"),
    ],
)
def test_an_amount_in_words_has_its_value(text: str, value: str, number: str) -> None:
    assert read(text) == [(value, Decimal(number))]
    assert prefilter.shows_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is a million dollar question.",
        "I am one hundred percent sure.",
        "Add three pounds of sugar.",
        "He lost forty pounds last year.",
        "The parcel is twelve pounds.",
        "She gave me a five dollar bill.",
        "They own two grand pianos.",
        "The grand total was unknown.",
        "A total of twenty-six people came to the hall.",
        "The class has thirty-two in total.",
        "It came to two things.",
        "二元一次方程",
    ],
)
def test_words_of_numbers_and_currencies_that_are_no_amount_stay_silent(text: str) -> None:
    assert list(spelled_money.find(text)) == []


def test_words_that_say_a_figure_again_are_no_second_amount() -> None:
    assert read("$131.00 (one hundred thirty-one dollars)") == [("$131.00", Decimal(131))]
