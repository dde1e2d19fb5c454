"""Receipts, orders, statements, letters and records drawn line by line, for what decides by the order of lines."""

from __future__ import annotations

import random
from collections.abc import Iterator

from pii_sweep.types import Layout

LABELS = (
    "TOTAL", "Grand Total", "Subtotal", "Sub-Total", "Balance", "BALANCE DUE", "Amount due", "Net Amount", "Tax 8.5%", "VAT", "GST",
    "CASH", "CHANGE", "VISA", "Rounding", "Discount", "Tip", "Paid", "Already paid", "Shipping", "Order total", "Total charged",
    "Summe", "Gesamtbetrag", "Zu zahlen", "Total TTC", "Importe total", "Totale", "You saved", "Deposit", "Points", "Refund", "Total items",
)  # fmt: skip
ITEMS = (
    "Blue mug",
    "2 x Poster A3",
    "Canvas 30x40",
    "Gift wrap",
    "T-shirt M",
    "Postage",
    "1 Latte",
    "Battery AA 4pk",
)
HEADS = (
    "", "SALES REPORT", "Daily sales summary\nRegister 4", "Statement of account", "INVOICE 2024-0017", "Receipt", "Order #10024",
    "Your order history", "Quote", "End of day report", "Z-Report", "Order confirmation for Rosa Diaz", "Price list 2025",
)  # fmt: skip
FIELDS = (
    "Patient: Rosa Diaz", "DOB: 03/12/1984", "Diagnosis: E11.9 type 2 diabetes", "Rx metformin 500 mg twice daily", "Allergies: penicillin",
    "Medicare No: 1EG4-TE5-MK73", "MBI 1EG4TE5MK73", "Member ID: XEH123456789", "MRN: 00123456", "History of asthma since 2011",
    "Hodgkin lymphoma was ruled out", "Insurance: Aetna, group 0012", "Blood pressure 120/80", "She is pregnant", "Religion: Catholic",
    "Union member since 2019", "License: D1234562 CA", "Passport No. 488839667", "Plate: 7ABC123", "SSN 219-09-9999", "IBAN DE89370400440532013000",
    "Tracking 9400 1118 9922 3334 4455 61", "UPS 1Z999AA10123456784", "TBA123456789012", "3SABCD1234567", "JD0002123456789012", "YT1234567890123456",
    "UUS1234567890", "Parcel SF1234567890123", "Sendung 98.00.123456.12345678", "password: Hunter2!x", "user rdiaz logged in from 203.0.113.7",
    "Card 4111 1111 1111 1111 exp 12/27 cvv 123", "Acct 000123456789 routing 021000021", "37.7749, -122.4194", "age 14, grade 9",
    "No. 12, Jalan Ampang, 50450 Kuala Lumpur", "Blk 123 Ang Mo Kio Ave 3 #04-56, Singapore 560123", "221B Baker Street, London NW1 6XE",
    "東京都千代田区丸の内1-1-1", "Flat 4, 12 MG Road, Bengaluru 560001", "Rua das Flores 45, 1200-195 Lisboa", "12 rue de la Paix, 75002 Paris",
    "PO Box 1234, Reno, NV 89501", "Lot 7 Jalan 3/4, Taman Desa, 58100 KL", "Calle Mayor 5, 28013 Madrid", "Kerkstraat 12, 1017 GC Amsterdam",
)  # fmt: skip
LICENCES = (
    "ANSI 636014040002DL00410288ZA03290015DLDAQD1234562\nDCSDIAZ\nDACROSA\nDBB03121984\nDAG12 ELM ST\nDAIRENO\nDAJNV\nDAK895010000\n",
    "P<USADIAZ<<ROSA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\n4888396671USA8403124F3001019<<<<<<<<<<<<<<06\n",
    "CALIFORNIA DRIVER LICENSE\nDL D1234562\nEXP 03/12/2029\nLN DIAZ\nFN ROSA\n12 ELM ST\nRENO, CA 94016\nDOB 03/12/1984\nSEX F HGT 5-04\n",
    "EMPLOYEE BADGE\nRosa Diaz\nSecurity\nID 00417\n", "HEALTH INSURANCE CARD\nMember Rosa Diaz\nMember ID XEH123456789\nGroup 0012\nRxBIN 610014\n",
)  # fmt: skip


def documents() -> Iterator[tuple[Layout, str]]:
    """Yield the layout and the text of each drawn document."""
    draw = random.Random(77)
    for number in range(240):
        layout: Layout = ("page", "prose", "fields", "page")[number % 4]
        kind = number % 5
        if kind < 3:
            yield layout, _charged(draw)
        elif kind == 3:
            yield layout, "\n".join(draw.sample(FIELDS, draw.randint(2, 9)))
        else:
            yield layout, draw.choice(LICENCES) + "\n".join(draw.sample(FIELDS, draw.randint(0, 3)))


def _charged(draw: random.Random) -> str:
    """Return items with prices and labelled amounts under a heading, once or as several orders."""
    lines = [draw.choice(HEADS)]
    for order in range(draw.choice((1, 1, 1, 2, 3))):
        if draw.random() < 0.3:
            lines.append(f"{order + 1}. Order {draw.choice('AB')}-{draw.randrange(10000):04}")
        prices = [draw.randrange(100, 9000) / 100 for _ in range(draw.randint(0, 4))]
        lines += [f"{draw.choice(ITEMS)}{draw.choice(('  ', ' $', ': '))}{price:.2f}" for price in prices]
        total = sum(prices) or draw.randrange(100, 90000) / 100
        for label in draw.sample(LABELS, draw.randint(1, 5)):
            value = draw.choice(
                (total, total, total * 1.085, round(total) + 0.0, draw.choice((0.0, 5.0, 0.02)))
            )
            sign = draw.choice(("", "$", "€", "USD ", "-"))
            lines.append(
                f"{label}{draw.choice((' ', ': ', '    ', chr(10)))}{sign}{value:,.2f}{draw.choice(('', '', ' EUR'))}"
            )
    return "\n".join(lines)
