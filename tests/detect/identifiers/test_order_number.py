from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Your order has shipped! (#W-559120)\n", "W-559120"),
        ("Tax Invoice No. BLR/23-24/00917\n", "BLR/23-24/00917"),
        ("FACTURE N° F2023-118\n", "F2023-118"),
        ("file ORD_1182233 copied\n", "ORD_1182233"),
        ("Factuurnummer: F-20391\n", "F-20391"),
        ("FACTURA A-2210\n", "A-2210"),
        ("Fattura n. 2024-0055 del 12/04/2024\n", "2024-0055"),
        ("RETURN LABEL — RMA-88120\n", "RMA-88120"),
        ("Order reference PSQ-1297752\n", "PSQ-1297752"),
        ("Subject: Shipped: W24741354\n", "W24741354"),
        ("GET /orders/88120/invoice.pdf HTTP/1.1\n", "88120"),
        ("<agent_07> And the order number?\n<guest> CB-100283, I want my money back\n", "CB-100283"),
        ("Your order `#77120` is here.\n", "77120"),
        ("| Order | #88123 | 2 pcs |\n", "88123"),
        ("Order:      #5512      Packed by: Tom\n", "5512"),
        ("Order no. ..........: 48110\n", "48110"),
        ("Uw bestelling 9K3X77QA is onderweg voor 3 mei.\n", "9K3X77QA"),
        ("The refund for order XKTRPWQZ is approved on 3 May.\n", "XKTRPWQZ"),
        ("référence SO881273\n", "SO881273"),
        ("Réf. : #99102\n", "99102"),
        ("confirmation of your #70022-AC went out\n", "70022-AC"),
        ("Beställning nr 99812-3\n", "99812-3"),
        ("Nr zamówienia: ZK/2024/0051\n", "ZK/2024/0051"),
        ("Rechnungs-Nr. 2023-41\nSehr geehrte Frau", "2023-41"),
        ("Rechnungs-Nr.\nHK-7720\n\nDatum", "HK-7720"),
        ("Factuurnummer 2023.0417\nGeachte", "2023.0417"),
        ("Fattura n. FT 902/2023\nData", "FT 902/2023"),
        ("N.º de factura\nZB23-7710\nFecha", "ZB23-7710"),
        ("Customer\n\nOrder\nT-402\n\nDate", "T-402"),
        ("Commande\nCMD 7714\n", "CMD 7714"),
    ],
)
def test_the_numbers_of_orders_are_found_in_the_ways_shops_write_them(find, text: str, number: str) -> None:
    assert number in find(text)["ORDER_ID"]


@pytest.mark.parametrize(
    "text",
    [
        "In order 2024 was a good year.\n",
        "PAYMENT RECEIPT  No. 82250\n",
        "Ordered by 1200 customers in 2023.\n",
        "order_total_amount_usd_count 48832\n",
        "GET /orders/20240115/ HTTP/1.1\n",
        "PO Box 4471, Bellingham, WA 98227\n",
        "| Order | 2024-11-03 | shipped |\n",
        "We ordered 500MG tablets, order 120PCS more.\n",
        "Issue #5512 and PR #8812 are closed. In order to win, room #204.\n",
        "Please order QUICKLY before 3 May.\n",
        "My ordre was 12 apples. Order status 500\n",
    ],
)
def test_years_counts_and_boxes_are_no_order_numbers(find, text: str) -> None:
    assert "ORDER_ID" not in find(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("I was charged $88.10 for AB20417 and want it back.\n", "AB20417"),
        ("I ordered two mugs on Sunday (AB-20417) and only noticed now.\n", "AB-20417"),
        ("Thank you for your order. Your reference is 411/403077.\n", "411/403077"),
        ("Your order number and the name on it?\n[11:16] Ann: AB-20417 its my moms\n", "AB-20417"),
    ],
)
def test_sentences_of_customers_tell_their_orders(find, text: str, number: str) -> None:
    assert find(text, "prose")["ORDER_ID"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "We ordered pizza (2024-01-03).",
        "I paid $20 for A4 paper.",
        "The reference is ISO 9001.",
        "Vedi rif 48211 del verbale.",
    ],
)
def test_days_sizes_and_standards_are_no_orders(find, text: str) -> None:
    assert "ORDER_ID" not in find(text, "prose")


@pytest.mark.parametrize(
    "text",
    [
        "Invoice\n2024\nTerms",
        "Order\nTotal 3\n",
        "Invoice no. 2024\n",
        "an order\n55820\n",
        "Order\nAnn Lee\n",
    ],
)
def test_a_heading_above_a_year_a_sum_or_a_name_announces_no_number(find, text: str) -> None:
    assert "ORDER_ID" not in find(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("注文番号:20240518-0031", "20240518-0031"),
        ("ご注文番号 A1234567 の商品を発送しました。", "A1234567"),
        ("고객님의 주문번호는 88213441입니다.", "88213441"),
        ("您的订单号2024051812345678已发货。", "2024051812345678"),
        ("訂單編號:2024051812345678", "2024051812345678"),
    ],
)
def test_a_word_without_blanks_announces_an_order_number(find, text: str, number: str) -> None:
    assert find(text, "prose").get("ORDER_ID") == [number]


@pytest.mark.parametrize(
    "text", ["订单号:待定", "注文番号順に並べる 2024-05-18 現在", "会員番号 88213441", "型番 A1234567"]
)
def test_other_numbers_of_these_languages_are_no_orders(find, text: str) -> None:
    assert "ORDER_ID" not in find(text, "prose")


@pytest.mark.parametrize(
    "text",
    [
        '#VER A 3 20230109 "Lev.faktura 68313" 20230109',
        "Supplier invoice 68313 posted",
        "Eingangsrechnung 68313 gebucht",
    ],
)
def test_an_invoice_of_a_supplier_is_of_no_customer(find, text: str) -> None:
    assert "ORDER_ID" not in find(text, "prose")


@pytest.mark.parametrize("text", ["Faktura 68313", "Invoice 68313 from us", "Votre facture 68313 du 3 mai"])
def test_an_invoice_to_a_customer_stays_an_order(find, text: str) -> None:
    assert find(text, "prose")["ORDER_ID"] == ["68313"]


@pytest.mark.parametrize(
    "text",
    [
        "05:39 machine=SGM-02 order=FA49084312 batch=L2612230 cycle=573405",
        '05:39 lvl=ERR masch=SGM-02 sn=KM21 meldung="Timeout" soll=230.0 auftrag=FA49084312 charge=L26',
        "maquina: SGM-02, pedido: OF49084312, lote: L2612230",
        '{"plc": "L2", "order_id": "FA49084312", "scrap": 3}',
    ],
)
def test_an_order_of_a_machine_and_its_batch_is_of_no_customer(find, text: str) -> None:
    assert "ORDER_ID" not in find(text)


def test_an_order_for_a_machine_or_with_a_batch_stays_an_order(find) -> None:
    assert find("Your order AB-204175 of the espresso machine. Batch: 7")["ORDER_ID"] == ["AB-204175"]
    assert find("order=FA49084312 machine=SGM-02")["ORDER_ID"] == ["FA49084312"]


def test_who_buys_a_machine_orders_it(find) -> None:
    text = "Order number: 302-1234567-1234567\nMachine: Bosch coffee maker\nBatch: 7\nCustomer: Anna Berg"
    assert find(text)["ORDER_ID"] == ["302-1234567-1234567"]


def test_a_number_of_parts_is_found_whole_and_an_amount_is_none(find) -> None:
    assert find("facture 2024-118: total 40,00 EUR")["ORDER_ID"] == ["2024-118"]
    assert "ORDER_ID" not in find("zamówienie: 245,00 zł")
    assert find("Order AB-2041,22 pieces")["ORDER_ID"] == ["AB-2041"]


def test_a_report_that_is_called_after_its_day_is_no_order(find) -> None:
    assert find("BIA: 00 | DD | INV-20240611 | 20240611 | 0410\n") == {}
    for text in ("INV-20240611 | 20240612\n", "INV-20240611-0012 | 20240611\n", "INV-20240611 for Ada\n"):
        assert text.split()[0] in find(text)["ORDER_ID"]
