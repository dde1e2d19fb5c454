from __future__ import annotations

import pytest

from pii_sweep.detect.amount import payment_sentence
from pii_sweep.detect.amount.payment_sentence import is_bound


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Paid $18.40 in full on 3 May for two tickets.", "$18.40"),
        ("The receipt says EUR 212.50, my bank says something else.", "EUR 212.50"),
        ("Le montant de votre commande, 88,20 €, a été débité de votre carte.", "88,20 €"),
        ("| vase | $40.00 |\n| tax | $3.20 |\n| **total on my card** | **$43.20** |", "$43.20"),
        ("| Order | #5512 |\n| Paid | £92.00 |\n| Locker | 14 |", "£92.00"),
        ("Te betalen / voldaan via iDEAL: € 31,20", "€ 31,20"),
        ("Het aankoopbedrag\nvan € 44,10 wordt overgemaakt.", "€ 44,10"),
        ("2025-01-02 INFO checkout ok order=5512 net=40.00 gross=$48.00 currency=USD", "$48.00"),
        ("Der Rechnungsbetrag von 129,90 € wurde von Ihrem Konto abgebucht.", "129,90 €"),
        ("Il totale dell'ordine, 77,50 €, è stato addebitato sulla sua carta.", "77,50 €"),
        ("O valor total da sua compra foi de R$ 259,90.", "R$ 259,90"),
        ("Kwota zamówienia: 149,99 zł", "149,99 zł"),
        ("We put $1,240.00 on your Visa ending 4412 today.", "$1,240.00"),
        ("Totalt att betala: 1 299 kr", "1 299 kr"),
        ("Ihre Bestellung KX-22014 über 84,90 € wird heute verschickt.", "84,90 €"),
        ("Der volle Kaufpreis von 61,00 € wird zurückerstattet.", "61,00 €"),
        ("El martes pagué 42,80 € por el pedido y no ha llegado.", "42,80 €"),
        ("We are charging 4111 1111 1111 1111 for £77.20 now.", "£77.20"),
        ("You billed me twice for order KLW22. Both times $31.75.", "$31.75"),
        ("I bought a kettle (order #77120) and paid CHF 39.50. It leaks.", "CHF 39.50"),
        ("Previous balance  $40.00\nAmount due 03/14/25  $52.18", "$52.18"),
        ("transaction amt ..... EUR 18.20", "EUR 18.20"),
        ("Base imponible  507,05 €\nIVA 21%  106,48 €\nTOTAL FACTURA  613,53 €", "613,53 €"),
    ],
)
def test_what_was_charged_is_read_in_sentences_fields_and_logs(find, text: str, value: str) -> None:
    assert find(text, "prose")["ORDER_VALUE"] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "GDP came to $1,200.00 per head. The fine came to €400,000.",
        "They paid him $2,000.00 a month. He was paid £31.50 per hour.",
        "The company paid $3.2 billion for it.",
        "Le loyer est de 750 € par mois. Le prix est de 16,90 €.",
        "Die Miete beträgt 890,00 € im Monat, Nebenkosten von 140,00 € sind nicht enthalten.",
        "A refund of $58.20 was issued; the return label ($5.95) was deducted.",
        "memory net=40.00 gross=48.00 total_time=3.50",
        "We refunded £20.00 to your card. Balance: $310.22",
        "Ab einer Bestellung über 50,00 € liefern wir frei. Bestellungen über 20,00 € sind möglich.",
        "Tickets from $12.00 incl. fees for members.",
        "A part of the Kaufpreis von 20,00 € wird zurückerstattet.",
        "Turnover came to £40,000.00 and the deposit paid was £500.00.",
    ],
)
def test_wages_rents_fines_refunds_and_measures_are_no_charges(find, text: str) -> None:
    assert "ORDER_VALUE" not in find(text, "prose")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Das Buch kam geknickt an. Bezahlt habe ich 64,90 €. Bitte um Ersatz.", "64,90 €"),
        ("Je n'ai pas reçu ma commande PC-1 d'un montant total de 48,35 €.", "48,35 €"),
        ("No llegó mi pedido 20417 por un importe de 31,20 €.", "31,20 €"),
        ("Non è arrivato il mio ordine 20417 per un importo di 31,20 €.", "31,20 €"),
    ],
)
def test_orders_and_payments_are_read_with_their_amounts_abroad(find, text: str, value: str) -> None:
    assert find(text, "prose")["ORDER_VALUE"] == [value]


def test_an_unpaid_bill_next_to_a_rent_is_a_charge_and_the_rent_is_none(find) -> None:
    text = "Die Rechnung über 12,00 € ist noch nicht bezahlt. Die Miete beträgt 890,00 € im Monat."
    assert find(text, "prose")["ORDER_VALUE"] == ["12,00 €"]


@pytest.mark.parametrize(
    "text",
    [
        "Postre o café. Pan y bebida incluidos. Menú pagado al entrar: 13,50 € de lunes a viernes.",
        "Oversize items are charged 53 dollars a flight. See the conditions of carriage.",
        "Lost keys are charged £12.00 per item.",
        "Le lait a été payé 612 euros les mille litres.",
    ],
)
def test_the_price_of_one_thing_or_of_some_days_is_no_charge(find, text: str) -> None:
    assert "ORDER_VALUE" not in find(text, "prose")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Your card was charged $64.00 on Monday for order 20417.", "$64.00"),
        ("We charged £48.00 for the item that you ordered.", "£48.00"),
    ],
)
def test_a_charge_before_a_day_or_a_thing_stays(find, text: str, value: str) -> None:
    assert find(text, "prose")["ORDER_VALUE"] == [value]


@pytest.mark.parametrize(
    ("before", "bound"),
    [
        ("Price for the above: ", False),
        ("ready with the two above, ", False),
        ("work carried out over three weeks, agreed at ", False),
        ("under the terms we spoke of, ", False),
        ("the room for up to 20 guests is yours for ", False),
        ("orders over ", True),
        ("free delivery above ", True),
        ("anything under a total of ", True),
        ("exceeding the sum of ", True),
        ("up to a value of ", True),
        ("at least ", True),
        ("Minimum order total: ", True),
    ],
)
def test_a_word_for_a_limit_bounds_the_amount_behind_it_and_no_later_one(before: str, bound: bool) -> None:
    assert is_bound(before, ", paid") == bound


def test_what_is_paid_every_two_weeks_is_a_rate_and_no_charge() -> None:
    assert is_bound("pay stays at 60 percent, ", " every two weeks, until June")
    assert is_bound("the carer has ", " every second month")
    assert not is_bound("we charged ", " every card that you gave")


def test_what_is_paid_down_is_a_part_and_what_came_down_is_not() -> None:
    assert is_bound("They have paid ", " down, the rest in May")
    assert not is_bound("We paid ", " down to the last penny")


@pytest.mark.parametrize(
    ("between", "compared"),
    [
        (" instead of ", True),
        (" statt ", True),
        (" on 5/2 and another of ", True),
        ("ではなく", True),
        (". Shipping is ", False),
        (" and tea for ", False),
    ],
)
def test_words_between_two_amounts_compare_what_was_charged(between: str, compared: bool) -> None:
    assert payment_sentence.compares(between) is compared
