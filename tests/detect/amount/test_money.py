from __future__ import annotations

from decimal import Decimal

import pytest

from pii_sweep.detect.amount import prefilter
from pii_sweep.detect.amount.money import Money, amounts
from pii_sweep.detect.text.line.layout import lines_of
from pii_sweep.types import ObjectRef, Passage, Where


def read(text: str) -> list[Money]:
    return amounts(lines_of(Passage(text, Where(ObjectRef("test", "text")))))


@pytest.mark.parametrize(
    ("text", "value", "number"),
    [
        ("بمبلغ ٧٬٥٠٠ ريال شامل المواد", "٧٬٥٠٠ ريال", 7500),
        ("الإجمالي 315 ر.س شكرا", "315 ر.س", 315),
        ("بمبلغ 520 درهماً مع الأجرة", "520 درهماً", 520),
        ('יצא 260 ש"ח הכול ביחד', '260 ש"ח', 260),
        ("मिलाकर 1,450 रुपये हुए", "1,450 रुपये", 1450),
        ("Gharama yote ni TSh 160,000 pamoja", "TSh 160,000", 160000),
        ("JUMLA 1,170/=", "1,170/=", 1170),
        ("imefika shilingi 4,200, kila mtu", "shilingi 4,200", 4200),
        ("iš viso 58 eurai. Dirbame", "58 eurai", 58),
        ("kokku tuli 64 eurot.", "64 eurot", 64),
        ("Ukupna cijena je 475 eura, predujam", "475 eura", 475),
        ("Сумма заказа 6 100 р.", "6 100 р.", 6100),
        ("вышло 2850р вместе", "2850р", 2850),
        ("连配送费138块,每人", "138块", 138),
        ("结算金额 人民币5,950元", "人民币5,950元", 5950),
        ("Total S/ 165.00", "S/ 165.00", 165),
        ("Total for stay: EC$1,215.00", "EC$1,215.00", 1215),
        ("Estimate total BDS$ 1,985.00", "BDS$ 1,985.00", 1985),
        ("freight paid F$88.00", "F$88.00", 88),
        ("flight C $412.00", "C $412.00", 412),
        ("Betalt Swish 1 180:-", "1 180:-", 1180),
        ("blev 12 500:– totalt", "12 500:–", 12500),
    ],
)
def test_a_currency_is_read_in_the_signs_and_words_of_its_language(
    text: str, value: str, number: int
) -> None:
    found = [money for money in read(text) if money.signed]
    assert [text[money.start : money.end] for money in found] == [value]
    assert [money.value for money in found] == [Decimal(number)]
    assert prefilter.shows_money(text)


@pytest.mark.parametrize(
    ("text", "value", "number"),
    [
        ("جمع ۴۹۰ هزار تومان", "۴۹۰ هزار تومان", 490_000),
        ("sơn nhà 18 triệu đồng gồm vật tư", "18 triệu đồng", 18_000_000),
        ("hết 780 nghìn cả công", "780 nghìn", 780_000),
        ("배달비까지 6만 3천원 나왔다", "6만 3천원", 63_000),
        ("五人前で1万2500円だった", "1万2500円", 12_500),
    ],
)
def test_thousands_and_ten_thousands_before_a_currency_multiply_the_figure(
    text: str, value: str, number: int
) -> None:
    (money,) = read(text)
    assert (text[money.start : money.end], money.value) == (value, Decimal(number))
    assert prefilter.shows_money(text)


@pytest.mark.parametrize("text", ["12 krill", "8 rooms", "24/7", "10 kunafa", "в 5 ряду"])
def test_a_word_that_only_begins_like_a_currency_is_none(text: str) -> None:
    assert not any(money.signed for money in read(text))
    assert not prefilter.shows_money(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Total: R1,249.00", [Decimal("1249.00")]),
        ("Total INR 1,18,000/-", [Decimal(118000)]),
        ("Total Rs. 1,18,000.00", [Decimal("118000.00")]),
        ("$23.18 charged to Visa 1234", [Decimal("23.18")]),
        ("card ending in 4410: $18.20", [Decimal("18.20")]),
        ("Total: 34.50 sec", []),
        ("Total 12.50 km", []),
        ("Gesamt: 34,50 m²", []),
        ("Total 34.50 A", [Decimal("34.50")]),
        ("Total 34.50 S", [Decimal("34.50")]),
    ],
)
def test_measures_and_ends_of_cards_are_no_amounts(text: str, values: list[Decimal]) -> None:
    assert [one.value for one in read(text)] == values


@pytest.mark.parametrize("text", ["opens at 10:30", "ratio 16:9", "2:- see above", "echo VARS$1 now"])
def test_times_ratios_and_numbers_of_a_list_have_no_currency(text: str) -> None:
    assert not any(money.signed for money in read(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Paid $37 240 Elm Street, Dayton", 37),
        ("Sum £12 300 boxes sent", 12),
        ("Sum USD 12 300 Boxes sent", 12),
        ("Sum $12 300.", 12300),
        ("Summa kr 7 400 i dag", 7400),
        ("Total 6 900 euros", 6900),
    ],
)
def test_dollars_and_pounds_are_grouped_by_blanks_only_where_nothing_follows(text: str, value: int) -> None:
    assert read(text)[0].value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Tong cong 1.720.000", ["1720000"]),
        ("Jumlah 2.450.000 tunai", ["2450000"]),
        ("build 1.720.000.4", []),
    ],
)
def test_thousands_between_points_are_one_amount_without_a_currency(text: str, values: list[str]) -> None:
    assert [str(one.value) for one in read(text)] == values


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("WHERE order_total < 50.00", 0),
        ("if total != 12.00:", 0),
        ("> Total: 45.00", 1),
        ("Total -> 45.00", 1),
    ],
)
def test_what_a_query_compares_with_is_no_amount(text: str, count: int) -> None:
    assert len(read(text)) == count


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("we agreed on R3 250 flat", [3250]),
        ("still owing R 27 900. Thanks", [27900]),
        ("tyre R 17 215 65", []),
        ("Lohn Fr. 64'150, Steuer Fr. 3'480.", [64150, 3480]),
        ("a beam of 6'240'", []),
    ],
)
def test_thousands_are_grouped_behind_rand_and_by_apostrophes(text: str, values: list[int]) -> None:
    assert [one.value for one in read(text) if one.signed] == values
