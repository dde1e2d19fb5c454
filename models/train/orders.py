"""Receipts, invoices and order mails whose items, tax and shipping add up to the labelled total."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from models.train.people import org, person
from models.train.places import address, block
from models.train.template import Piece, is_dev
from models.train.things import SLOTS, code, date, digits, email, phone, product

# language: (total labels, subtotal, tax, shipping, discount, paid, change)
WORDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("Total|TOTAL|Grand Total|GRAND TOTAL|Order Total|Order total|Amount Due|AMOUNT DUE|Total Due|Balance Due|Total Amount"
         "|Invoice Total|Total (USD)|Total Sales|NET TOTAL|Nett Total|Total Incl. GST|Total Payable|Amount Payable|Total Amount Due"
         "|Rounded Total (RM)|Total RM|Total Sales (Inclusive of GST)|You paid|Total charged|Amount charged|Total to pay|TOTAL DUE"
         "|Total Incl Tax|Total inc. VAT|Final total|Total Price|Purchase total|Total paid|Total Inclusive GST|Net Amount|Payment total").split("|"),
        "Subtotal|Sub-total|Sub Total|SUBTOTAL|Item subtotal|Merchandise|Items total|Total Excl. GST|Net|Total before tax".split("|"),
        "Tax|Sales Tax|GST|GST 6%|VAT|VAT 20%|TAX|HST|Estimated tax|State tax 8.25%|GST @6%|Total tax".split("|"),
        "Shipping|Shipping & Handling|Delivery|Postage|Freight|SHIPPING|Standard Shipping|Service charge|Tip".split("|"),
        "Discount|Promo|Coupon|You saved|Voucher|Rounding|Rounding Adj|Gift card".split("|"),
        "Cash|CASH|Visa|Paid|VISA ****1234|Credit Card|Tendered|Cash Tendered|Mastercard|Amount Tendered|Debit|Payment".split("|"),
        "Change|CHANGE|Change Due|Balance|BALANCE|Cash Back|Change Given".split("|"),
    ),
    "de": (("Gesamtbetrag|Summe|Gesamtsumme|Rechnungsbetrag|Bruttobetrag|Zu zahlen|Endbetrag|Gesamt|Zahlbetrag|Bruttosumme").split("|"),
           "Zwischensumme|Nettobetrag|Netto|Summe netto|Warenwert".split("|"), "MwSt. 19%|USt.|Mehrwertsteuer|MwSt|zzgl. 19% USt".split("|"),
           "Versand|Versandkosten|Porto|Lieferung".split("|"), "Rabatt|Skonto|Gutschein".split("|"), "Bar|EC-Karte|Gegeben|Bezahlt".split("|"), "Rückgeld|Zurück".split("|")),
    "fr": ("Total TTC|Total|Montant total|Net à payer|Total à payer|Montant dû".split("|"), "Total HT|Sous-total".split("|"), "TVA|TVA 20%".split("|"),
           "Livraison|Frais de port".split("|"), "Remise".split("|"), "Espèces|Carte bancaire|Réglé".split("|"), "Rendu".split("|")),
    "es": ("Total|Importe total|Total a pagar|Total factura|Total pedido".split("|"), "Subtotal|Base imponible".split("|"), "IVA|IVA 21%".split("|"),
           "Envío|Gastos de envío".split("|"), "Descuento".split("|"), "Efectivo|Tarjeta".split("|"), "Cambio".split("|")),
    "it": ("Totale|Totale fattura|Totale ordine|Totale da pagare".split("|"), "Imponibile|Subtotale".split("|"), "IVA 22%|IVA".split("|"),
           "Spedizione".split("|"), "Sconto".split("|"), "Contanti|Carta".split("|"), "Resto".split("|")),
    "nl": ("Totaal|Totaalbedrag|Te betalen|Totaal incl. btw".split("|"), "Subtotaal|Totaal excl. btw".split("|"), "BTW 21%|btw".split("|"),
           "Verzendkosten".split("|"), "Korting".split("|"), "Contant|PIN".split("|"), "Wisselgeld".split("|")),
    "pt": ("Total|Valor total|Total a pagar".split("|"), "Subtotal".split("|"), "Imposto|IVA".split("|"), "Frete|Envio".split("|"),
           "Desconto".split("|"), "Dinheiro|Cartão".split("|"), "Troco".split("|")),
}  # fmt: skip
SIGNS = (
    "${}",
    "${}",
    "${}",
    "$ {}",
    "{}",
    "{}",
    "USD {}",
    "{} USD",
    "US${}",
    "£{}",
    "€{}",
    "{} €",
    "EUR {}",
    "RM{}",
    "RM {}",
    "CA${}",
    "A${}",
    "C${}",
    "S${}",
    "CHF {}",
    "₹{}",
    "Rs. {}",
    "¥{}",
    "{} kr",
    "R$ {}",
    "MXN {}",
    "{} zł",
)


@dataclass(frozen=True)
class Order:
    """An order in cents, with the words and the money format of its language."""

    words: tuple[tuple[str, ...], ...]
    sign: str
    comma: bool
    items: tuple[tuple[str, int, int], ...]
    tax: int
    shipping: int
    discount: int

    @property
    def subtotal(self) -> int:
        return sum(count * each for _, count, each in self.items)

    @property
    def total(self) -> int:
        return self.subtotal + self.tax + self.shipping - self.discount

    def money(self, cents: int, bare: bool = False) -> str:
        """Return an amount as this document writes it."""
        text = f"{cents / 100:,.2f}"
        if self.comma:
            text = text.replace(",", " ").replace(".", ",").replace(" ", ".")
        return text if bare else self.sign.format(text)


def _part(labels: tuple[str, ...], dev: bool) -> tuple[str, ...]:
    """Return the labels of one part of the corpus, all of them where a part would be empty."""
    return tuple(label for label in labels if is_dev(label) == dev) or tuple(labels)


def order(rng: random.Random, dev: bool) -> Order:
    """Return an invented order; the development part has total labels of its own."""
    language = rng.choices(list(WORDS), (70, 12, 5, 5, 3, 3, 2))[0]
    sign = (
        rng.choice(SIGNS)
        if language == "en"
        else rng.choice(("{} €", "€ {}", "{} EUR", "EUR {}", "{}", "€{}"))
    )
    top = rng.choice((3000, 9000, 60000))
    items = tuple(
        (
            product(rng),
            rng.choice((1, 1, 1, 2, 3, 4, 10)),
            rng.choice((rng.randint(40, top), rng.randint(1, 90) * 100 - 1)),
        )
        for _ in range(rng.randint(1, 6))
    )
    subtotal = sum(count * each for _, count, each in items)
    tax = round(subtotal * rng.choice((0, 0.06, 0.07, 0.0825, 0.19, 0.2)))
    shipping = rng.choice((0, 0, 499, 795, 1299))
    discount = rng.choice((0, 0, 0, subtotal // 10))
    words = (_part(WORDS[language][0], dev), *WORDS[language][1:])
    return Order(words, sign, language != "en", items, tax, shipping, discount)


def _row(label: str, value: Piece, style: int, rng: random.Random) -> list[Piece]:
    gap = (
        ": ",
        " ",
        "   ",
        "\n",
        " : ",
        "\t",
        " " + "." * rng.randint(4, 20) + " ",
        " " * rng.randint(4, 30),
        ":",
        " = ",
    )[style]
    return [(label + gap, None), value, ("\n", None)]


def _lines(it: Order, style: int, rng: random.Random) -> list[Piece]:
    """The summary: subtotal, discount, tax, shipping, total, paid, change."""
    pick = [rng.choice(words) for words in it.words]
    if it.sign == "{}" or rng.random() < 0.12:
        pick[0] += rng.choice(("", " (USD)", " EUR", " RM", "")) if style != 3 else ""
    bare = rng.random() < 0.15
    rows: list[tuple[str, int, str | None]] = []
    if rng.random() < 0.75:
        rows.append((pick[1], it.subtotal, None))
    rows += [(pick[4], -it.discount, None)] if it.discount else []
    rows += [(pick[2], it.tax, None)] if it.tax or rng.random() < 0.3 else []
    rows += [(pick[3], it.shipping, None)] if it.shipping or rng.random() < 0.3 else []
    rng.shuffle(rows)
    rows.append((pick[0], it.total, "ORDER_VALUE"))
    if rng.random() < 0.45:
        paid = it.total if rng.random() < 0.5 else it.total + rng.randint(0, 5000)
        rows += [(pick[5], paid, None), (pick[6], paid - it.total, None)]
    pieces: list[Piece] = []
    for label, cents, kind in rows:
        pieces += _row(label, (it.money(cents, bare), kind), style, rng)
    return pieces


def _columns(it: Order, rng: random.Random) -> list[Piece]:
    """The summary read column by column: all labels, then all amounts."""
    rows = [
        (rng.choice(it.words[1]), it.subtotal, None),
        (rng.choice(it.words[2]), it.tax, None),
        (rng.choice(it.words[0]), it.total, "ORDER_VALUE"),
    ]
    return [("\n".join(row[0] for row in rows) + "\n", None)] + [
        piece for _, cents, kind in rows for piece in ((it.money(cents), kind), ("\n", None))
    ]


def _items(it: Order, rng: random.Random) -> list[Piece]:
    shape = rng.choice(
        (
            "{n} {c} {e} {t}",
            "{c} x {n} {t}",
            "{n}\n{c}\n{e}\n{t}",
            "{n}   {t}",
            "{c}\t{n}\t{e}\t{t}",
            "{n}\n{t}",
            "{k}\n{c} x {e}   {t}",
            "{k} {n}\n  {c} @ {e}    {t}",
            "{n} - {t}",
        )
    )
    text = "\n".join(
        shape.format(
            n=name,
            c=count,
            e=it.money(each, True),
            t=it.money(count * each, rng.random() < 0.5),
            k=digits(rng, 8),
        )
        for name, count, each in it.items
    )
    return [(text + "\n", None)]


def _head(rng: random.Random) -> list[Piece]:
    pieces = [*org(rng), ("\n", None), *(block(rng) if rng.random() < 0.7 else address(rng)), ("\n", None)]
    if rng.random() < 0.6:
        pieces.append((f"{rng.choice(('Tel', 'TEL', 'Phone', 'Ph', 'Fax'))}: {phone(rng)}\n", None))
    return pieces


def _number(rng: random.Random) -> list[Piece]:
    label = rng.choice(
        (
            "Order",
            "Order #",
            "Invoice No:",
            "INVOICE",
            "Receipt #",
            "Bill No",
            "Rechnung Nr.",
            "Order number:",
            "Doc No :",
            "TRANS",
        )
    )
    return [(f"{label} {code(rng)}\n{rng.choice(('Date', 'DATE', 'Datum', ''))} {date(rng)}\n", None)]


def _to(rng: random.Random) -> list[Piece]:
    label = rng.choice(
        (
            "Bill To",
            "Ship To",
            "SHIP TO:",
            "Deliver to:",
            "Sold to",
            "Customer:",
            "Billing Address",
            "Kunde",
            "Client",
            "Invoice to:",
            "",
        )
    )
    return [(label + "\n" if label else "", None), *person(rng), ("\n", None), *block(rng), ("\n", None)]


def receipt(rng: random.Random, dev: bool) -> list[Piece]:
    """A till receipt."""
    it = order(rng, dev)
    style = rng.randrange(10)
    who: list[Piece] = (
        [(rng.choice(("Cashier: ", "CASHIER ", "Served by ", "Server: ")), None), *person(rng), ("\n", None)]
        if rng.random() < 0.4
        else []
    )
    return [
        *_head(rng),
        *_number(rng),
        *who,
        *_items(it, rng),
        *_lines(it, style, rng),
        (rng.choice(("THANK YOU\n", "Thank you, please come again\n", "", "Vielen Dank\n")), None),
    ]


def invoice(rng: random.Random, dev: bool) -> list[Piece]:
    """An invoice with seller, buyer, items and summary."""
    it = order(rng, dev)
    to = _to(rng) + (_to(rng) if rng.random() < 0.35 else [])
    body = (
        [*_items(it, rng), *_lines(it, rng.randrange(10), rng)]
        if rng.random() < 0.85
        else [*_items(it, rng), *_columns(it, rng)]
    )
    foot: list[Piece] = [
        (
            rng.choice(
                (
                    "Payment due within 30 days\n",
                    "IBAN DE" + digits(rng, 20) + "\n",
                    "Thank you for your business\n",
                    "",
                )
            ),
            None,
        )
    ]
    return (
        [*_head(rng), *to, *_number(rng), *body, *foot]
        if rng.random() < 0.6
        else [*to, *_head(rng), *_number(rng), *body, *foot]
    )


def mail(rng: random.Random, dev: bool) -> list[Piece]:
    """An order confirmation by mail."""
    it = order(rng, dev)
    hello = [
        (rng.choice(("Hi ", "Dear ", "Hello ", "Hallo ")), None),
        *person(rng),
        (
            ",\n\n"
            + rng.choice(
                ("Thanks for your order", "Your order is confirmed", "Vielen Dank für Ihre Bestellung")
            )
            + f" {code(rng)}.\n\n",
            None,
        ),
    ]
    return [
        *hello,
        *_items(it, rng),
        *_lines(it, rng.choice((0, 0, 1, 2)), rng),
        ("\n", None),
        *_to(rng),
        ("\nQuestions? " + email(rng) + "\n", None),
    ]


def summary(rng: random.Random, dev: bool) -> list[Piece]:
    """Only the summary."""
    return _lines(order(rng, dev), rng.randrange(10), rng)


def columns(rng: random.Random, dev: bool) -> list[Piece]:
    """Items and a summary whose amounts follow all labels."""
    it = order(rng, dev)
    return [*_number(rng), *_items(it, rng), *_columns(it, rng)]


def sentence(rng: random.Random, dev: bool) -> list[Piece]:
    """A total told in a sentence."""
    it = order(rng, dev)
    total = (it.money(it.total), "ORDER_VALUE")
    before, after = rng.choice(_part(SENTENCES, dev)).split("%")
    pieces: list[Piece] = []
    for part in (before, None, after):
        pieces += [total] if part is None else _fill(part, rng)
    return pieces


def record(rng: random.Random, dev: bool) -> list[Piece]:
    """An order as one line of a log or an export."""
    it = order(rng, dev)
    key = rng.choice(
        (
            "total",
            "order_total",
            "grand_total",
            "amount_due",
            "totalAmount",
            "order_value",
            "total_price",
            "Total",
        )
    )
    return [
        (f'order={code(rng)} customer="', None), *person(rng), ('" address="', None), *address(rng),
        (f'" subtotal={it.money(it.subtotal)} tax={it.money(it.tax)} {key}{rng.choice(("=", ": ", ":"))}', None), (it.money(it.total), "ORDER_VALUE"), ("\n", None),
    ] if rng.random() < 0.5 else [
        (f'{{"order_id": "{code(rng)}", "subtotal": {it.subtotal / 100}, "tax": {it.tax / 100}, "{key}": ', None), (f"{it.total / 100:.2f}", "ORDER_VALUE"), (', "customer": "', None), *person(rng), ('"}', None),
    ]  # fmt: skip


def unpaid(rng: random.Random, dev: bool) -> list[Piece]:
    """Amounts without any total: a price list, a subtotal, change, a balance."""
    it = order(rng, dev)
    rows = [
        (rng.choice(it.words[index]), cents)
        for index, cents in ((1, it.subtotal), (2, it.tax), (5, it.total), (6, it.tax))
    ]
    rng.shuffle(rows)
    return [*_items(it, rng)] + [
        (f"{label}: {it.money(cents)}\n", None) for label, cents in rows[: rng.randint(1, 3)]
    ]


def _fill(part: str, rng: random.Random) -> list[Piece]:
    for name, slot in (("{person}", person), ("{product}", SLOTS["product"]), ("{code}", SLOTS["code"])):
        if name in part:
            left, right = part.split(name, 1)
            return [*_fill(left, rng), *slot(rng), *_fill(right, rng)]
    return [(part, None)]


SENTENCES = (
    "Your order total is %.", "We charged % to your card.", "The total comes to %, thank you {person}.", "{person}, your order {code} for {product} came to % in total.",
    "Payment of % received from {person}.", "Amount due: % by the end of the month.", "Order {code} ({product}): total %", "You paid % for {product}.",
    "Total charged: %", "Der Gesamtbetrag von % ist fällig.", "Your refund of the order total % is on its way.", "Order confirmed! Total: % incl. tax",
    "{person} placed order {code} worth %", "invoice {code} over % sent to {person}",
)  # fmt: skip
LAYOUTS: dict[str, tuple[Callable[[random.Random, bool], list[Piece]], int]] = {
    "receipt": (receipt, 10), "invoice": (invoice, 10), "mail": (mail, 6), "summary": (summary, 4), "columns": (columns, 2),
    "sentence": (sentence, 3), "record": (record, 3), "unpaid": (unpaid, 4),
}  # fmt: skip
