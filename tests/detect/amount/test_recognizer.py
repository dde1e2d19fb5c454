from __future__ import annotations

from dataclasses import replace

import pytest

from pii_sweep.detect.amount import recognizer
from pii_sweep.detect.amount.money import amounts
from pii_sweep.detect.amount.total import sum_check
from pii_sweep.detect.text.line.layout import lines_of
from pii_sweep.types import ObjectRef, Passage, Where


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Subtotal $40.00\nTax $3.20\nShipping $5.00\nTotal $48.20\n", ["$48.20"]),
        ("Subtotal  Tax  Shipping  Total\n$40.00  $3.20  $5.00  $48.20\n", ["$48.20"]),
        ("Item total: $20.00\nShipping: $5.00\nOrder Total: $25.00\n", ["$25.00"]),
        ("TOTAL\n$43.20\n", ["$43.20"]),
        ("Order PX-204417 Total $184.37\n4417 SE Oak Blvd\n", ["$184.37"]),
        ("Invoice #10234 - Amount due: $18.20\nSKU 12 Total: $18.00\n", ["$18.20"]),
        ("T0TAL  RM 9 .00\n", ["RM 9 .00"]),
        ("TOTAL SALES 64.13\nROUNDING 0.02\nTOTAL 64.15\nCASH 100.00\nCHANGE 35.85\n", ["64.15"]),
        ("Gesamtbetrag: 1.234,56 €\n", ["1.234,56 €"]),
        ("Warenwert  Steuer  Endbetrag\n326,50  61,07  387,57\n", ["387,57"]),
        ("REASON  ORDER TOTAL (INCL. TAX)\nToo dark  $289.76\n", ["$289.76"]),
        ("Order #1001\nTotal: $10.00\n\nOrder #1002\nTotal: $12.00\n", ["$10.00", "$12.00"]),
        ("Soap  12.40\nTea  9.60\nDiscount  1.00\nNet Amount  21.00\n", ["21.00"]),
        ("Items 18.02\nNet Total  18.00\nCash  20.00\nChange  2.00\n", ["18.00"]),
        ("Main Hall\nRow C Seat 16\nOrder T4410287\n$61.20 incl. fees\n", ["$61.20"]),
        (
            "ORDER PLACED  TOTAL\n3 May 2024  £41.20\n\nSHIP TO  ORDER # 441-0287\nMat 6mm\n\n"
            "ORDER PLACED  TOTAL\n7 June 2024  £18.90\n\nSHIP TO  ORDER # 552-0147\nCup 2l\n",
            ["£41.20", "£18.90"],
        ),
        ("Goods 30.00\nORDER TOTAL 37.05\nAmount paid 37.05\nBalance due 0.00\n", ["37.05"]),
    ],
)
def test_the_amount_charged_is_found_once_for_each_order(find, text: str, values: list[str]) -> None:
    assert find(text).get("ORDER_VALUE", []) == values


@pytest.mark.parametrize(
    "text",
    [
        "Price: $10.00\n",
        "Subtotal: $10.00\nTax: $1.00\n",
        "Total savings $5.00\nYour balance is $300.00\n",
        "Total items: 5\n",
        "POSTED  BALANCE\n3 May 2024  £41.20\n",
        "Hours  40.00\nNet Amount  812.00\n",
        "Total population 1,234,567\n",
        "Cash $20.00\n",
        "GRAND TOTAL   48,201.17  9,114.00  2,208.50  771.03  60,294.70\n",
        "PAY ADVICE\nBasic salary  2,992.02\nTotal gross  3,231.38\nNET TOTAL PAID  2,393.62\n",
        "CONSOLIDATED STATEMENT OF OPERATIONS\nGross margin  $193.42\nTotal  $4,343.18\n",
        "RACE 3  6 FURLONGS  PURSE $12,000.00\nExacta 3-1 paid $44.20\n",
        "the retry at 12:30.00 paid 12:45.10\n",
    ],
)
def test_prices_taxes_savings_and_counts_are_no_order_value(find, text: str) -> None:
    assert "ORDER_VALUE" not in find(text)


def test_each_log_line_has_its_own_order(find) -> None:
    found = find("order=W123 total=45.20 ok\norder=W124 total=99.00 ok\n", "log")
    assert found["ORDER_VALUE"] == ["45.20", "99.00"]


def test_an_amount_in_the_json_of_a_log_line_is_found(find) -> None:
    found = find('12:01 INFO created payload={"orderId":"A1620894","tax":46.29,"total":771.57}\n', "log")
    assert found["ORDER_VALUE"] == ["771.57"]


def test_a_mail_that_speaks_of_pay_still_indicates_what_was_charged(find) -> None:
    found = find("My net pay came late, sorry. I see the order total was $45.20, which I paid by card.\n")
    assert found["ORDER_VALUE"] == ["$45.20"]


def test_a_sentence_may_say_what_was_paid(find) -> None:
    assert find("My order arrived late. I paid $234.90 in total.", "prose")["ORDER_VALUE"] == ["$234.90"]


def test_a_column_head_over_goods_is_not_the_total_of_the_order(find) -> None:
    text = "Article  Total\nPS-27331  $4.50\nPS-67138  $9.00\nPS-18684  $13.50\n"
    assert "ORDER_VALUE" not in find(text)


def test_the_same_order_in_a_page_and_its_embedded_xml_counts_once(detector, place) -> None:
    page = Passage("Rechnungsbetrag: 529,87 EUR\n", replace(place, page=1), (), "page")
    xml = Passage("GrandTotalAmount: 529.87\n", replace(place, inside=("factur-x.xml",)), (), "fields")
    other = Passage("Total: $10.00\n", replace(place, inside=("a.txt",)), (), "page")
    twin = Passage("Total: $10.00\n", replace(place, inside=("b.txt",)), (), "page")
    found = [d.value for d in detector.examine([page, xml, other, twin]) if d.entity == "ORDER_VALUE"]
    assert found == ["529,87 EUR", "$10.00", "$10.00"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (
            "left our workshop this morning. We charged\n$244.80 to your Visa card, with $0.00 of tax.\n",
            "$244.80",
        ),
        ("You sent a payment of €212,40 EUR to a shop\n", "€212,40 EUR"),
        ("She wrote that the bill for $1,204.18 had been paid.\n", "$1,204.18"),
        ("Order total: US $125.31\n", "US $125.31"),
        ("SUBTOTAL 22.28\nTAX 0.96\n**** BALANCE 23.24\nCASH 30.00\nCHANGE 6.76\n", "23.24"),
        ("Subtotal 10.00\nTax 1.00\nBalance 11.00\n", "11.00"),
    ],
)
def test_what_a_sentence_or_a_till_calls_the_charge_is_found(find, text: str, amount: str) -> None:
    assert find(text)["ORDER_VALUE"] == [amount]


def test_a_statements_payments_and_balances_are_no_order(find) -> None:
    text = "Previous balance $100.00\nPayment received $40.00\nEnding balance $60.00\n"
    assert "ORDER_VALUE" not in find(text)


def test_a_credit_note_shows_what_is_given_back(find) -> None:
    text = "Avoir AV-2017-0005\nTotal HT  -218,48 €\nTotal taxes  -14,99 €\nTotal TTC  -233,47 €"
    assert find(text)["ORDER_VALUE"] == ["233,47 €"]
    assert "ORDER_VALUE" not in find(text.replace("Avoir", "Relevé"))


def test_the_largest_amount_behind_a_tables_taxes_is_still_the_total(find) -> None:
    text = (
        "Rechnung 505\nUSt.  Preis  Gesamtbetrag\n7%  160,00 €  160,00 €\n"
        "USt. Satz  Nettopreis  USt.-Betrag\n"
        "7%  160,00 €  11,20 €\nUSt. Gesamt: 11,20 €\nGesamtbetrag: 171,20 €"
    )
    assert find(text)["ORDER_VALUE"] == ["171,20 €"]


def test_change_given_after_rounding_shows_the_rounded_total(find) -> None:
    text = "Total Sales (Inclusive GST) RM 72.74\nRounding .01\n72.75\nCASH RM 100.00\nCHANGE RN 27.25"
    assert find(text)["ORDER_VALUE"] == ["72.75"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Costume hire .......... 500.00\nAMOUNT DUE .......... PhP 6,315.00\n", "PhP 6,315.00"),
        ("Peixe 1 600,00\nA pagar pelo cliente ........ 1 482,36 €\n", "1 482,36 €"),
        ("TOTAL A PAGAR       $3,240.00 M.N.\n", "$3,240.00 M.N."),
        ("Order total: N246,000\n", "N246,000"),
        ("Order total: R8 350\n", "R8 350"),
        ("Your order came out at $2,114.80 with the ice.\n", "$2,114.80"),
        ("Prețul total al serviciilor este de 41.300 lei, TVA inclus.\n", "41.300 lei"),
        ("Το σύνολο της παραγγελίας σας γίνεται 82,00 € με τα μεταφορικά.\n", "82,00 €"),
        ("3개월분 교습비 총액 2,160,000원을 지급한다.\n", "2,160,000원"),
        ("ราคารวมทั้งงานตกลงกันที่ 18,300 บาท\n", "18,300 บาท"),
        ("Итого по заказу со скидкой 5 % получается 78 400 рублей.\n", "78 400 рублей"),
    ],
)
def test_leaders_currencies_and_words_of_totals_leave_a_label_known(find, text: str, amount: str) -> None:
    assert find(text, "prose").get("ORDER_VALUE", []) == [amount]


@pytest.mark.parametrize(
    "text", ["Locker deposit .......... PhP 1,315.00\n", "Order total: N246\n", "Part R8 350 fits.\n"]
)
def test_other_labels_and_letters_before_short_figures_are_no_total(find, text: str) -> None:
    assert "ORDER_VALUE" not in find(text, "prose")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Posts 310.00\nRails 190.00\nGate 95.50\nJob total ..... $595.50\nHalf down.", "$595.50"),
        (
            "Car 8,400.00\nFees 75.00\nTOTAL CASH PRICE  $8,475.00\nUnpaid balance financed 6,475.00",
            "$8,475.00",
        ),
        ("Flights 410.00\nHotel 380.00\nClub saving -40.00\nBalance paid in full 4 MAR  €750.00", "€750.00"),
    ],
)
def test_a_labelled_sum_of_the_lines_above_it_is_the_order_whatever_follows(
    find, text: str, value: str
) -> None:
    assert find(f"For Marta Lindgren\n{text}\n", "prose")["ORDER_VALUE"] == [value]


def test_the_next_number_of_a_list_and_a_sum_of_wages_are_no_order() -> None:
    text = "1. Amount of tea\n2. Water\n3. Total: stir\n"
    lines = lines_of(Passage(text, Where(ObjectRef("b", "k")), (), "prose"))
    found = recognizer.read_labels(lines, amounts(lines))
    assert not any(item.footed for item in sum_check.mark_footings(lines, found))
    wages = "Base 900.00\nNight shifts 80.00\nTotal wage 980.00\n"
    lines = lines_of(Passage(wages, Where(ObjectRef("b", "k")), (), "prose"))
    assert not any(
        one.footed for one in sum_check.mark_footings(lines, recognizer.read_labels(lines, amounts(lines)))
    )
