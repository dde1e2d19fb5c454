# ruff: noqa: E501 - sentences are written as they stand
"""What was charged, in sentences, on receipts, in blocks and in several languages; and what was not."""

from __future__ import annotations

import pytest

CHARGED = {
    "SUBTOTAL  64.98\nIL TAX 1.00%  .42\nTAX 8.75%  1.88\n**** BALANCE  67.28\nVISA  67.28\nCHANGE  .00\n": "67.28",
    "MILK  3.49\nBREAD  2.99\nTAX  .52\n* BALANCE  7.00\nCASH  10.00\nCHANGE  3.00\n": "7.00",
    "PUMP  PRODUCT  $/G\n07  UNLEADED  $3.859\nGALLONS  FUEL TOTAL\n14.206  $54.82\nREWARDS BAL 1,204 PTS\n": "$54.82",
    "GALLONS  11.204\nPRICE/GAL  $3.459\nFUEL SALE  $38.75\n": "$38.75",
    "SUMME EUR  3,23\nGeg. BAR EUR  5,00\nRückgeld BAR EUR  1,77\n": "EUR  3,23",
    "AMOUNT  $118.40\n+ TIP  24.00\n= TOTAL  142.40\n": "142.40",
    "Maple syrup  C$76.00\nHST 13%  C$9.88\nAmount paid  C$85.88\nLoyalty balance  C$14.00\n": "C$85.88",
    "One for $9.95, two for $17.95 plus $1.50 handling. Enclosed: $11.45": "$11.45",
    "Cash price $88.10\nPatient pays: $5.00\n": "$5.00",
    "Your payment of $83.17 to PhotoSquared was successful.": "$83.17",
    "We've charged 59,90 € to your card.": "59,90 €",
    "We charged your Visa ending in 4242 $61.05 today.": "$61.05",
    "Order #88 ($45.20) has shipped": "$45.20",
    "You were billed CAD $77.35": "CAD $77.35",
    "Montant réglé : 38,50 €": "38,50 €",
    "Gesamtpreis: 129,- €": "129,- €",
    "I paid 147.45 dollars for order 4411 and it never came.": "147.45 dollars",
    "Original order amount: $182.29": "$182.29",
    "Mr. Lee was billed $129.12 in total for the prints.": "$129.12",
    "Total estimate: $520.50": "$520.50",
    "Importe total: 20,50 €": "20,50 €",
    "Totale ordine: € 45,00": "€ 45,00",
    "Your order total comes to $19.99.": "$19.99",
    "A payment of USD 250.00 has been received for invoice 9921.": "USD 250.00",
    "You sent a payment of $35.00 USD to Blue Ridge Bakery": "$35.00 USD",
    "Thanks for your purchase! You paid £12.40 with Mastercard.": "£12.40",
    "Zahlbetrag 84,20 EUR": "84,20 EUR",
    "Amount charged\n$88.20": "$88.20",
    "Total\n$88.20\n": "$88.20",
    "Receipt from Acme\nAmount paid\n$64.00\nDate paid\nMarch 3, 2024\nPayment method\nVisa - 4242\nSummary\nPhoto book × 1\n$60.00\nTax\n$4.00\nAmount paid\n$64.00": "$64.00",
    "Items\nEstimated tax\nDelivery\nYou'll pay\n\n$40.00\n$3.20\n$5.00\n$48.20\n": "$48.20",
    "Subtotal\nTax\nShipping\nOrder Total\n$40.00\n$3.20\n$5.00\n$48.20\n": "$48.20",
    "SUB-TTL 360.01\nSALES TAX 27.95\nBALANCE 387.96\nCASH 400.00\nCHANGE 12.04\n": "387.96",
    "2 x LATTE 9.00\nMUFFIN 3.50\nTAX 1.00\nBAL DUE 13.50\nVISA 13.50\n": "13.50",
    "SUBTOTAL 12.50\nTAX 1.00\nVISA 13.50\nCHANGE 0.00": "13.50",
    "Sous-total 210,00\nTVA 42,00\nMontant total TTC CAD 252.00": "CAD 252.00",
    "Goods | Tax | Shipping | Total incl. tax\n40.00 | 3.20 | 5.00 | 48.20": "48.20",
    "Order total  $395.83": "$395.83",
    "TOTAL    $386.23": "$386.23",
    "Total: Rs. 1,499.00": "Rs. 1,499.00",
    "Net payable ₹2,310": "₹2,310",
    "Grand Total (USD) 1,204.00": "1,204.00",
    "Total to pay: CHF 1'200.00": "CHF 1'200.00",
    "Betalt: 349,00 kr": "349,00 kr",
    "Total due by March 1: $1,320.00": "$1,320.00",
    "Order Summary\nItems: $25.00\nShipping: $4.00\nTotal before tax: $29.00\nEstimated tax: $2.10\nGrand Total: $31.10": "$31.10",
    "Dein Gesamtbetrag beträgt 23,80 €": "23,80 €",
    "Purchase amount: 18.75 USD": "18.75 USD",
    "Transaction Amount $ 412.66": "$ 412.66",
    "Your card was charged $9.99 on 3/4.": "$9.99",
    "order total of $77.10 was placed": "$77.10",
    "The invoice for 1,250.00 EUR is attached.": "1,250.00 EUR",
    "TOTAL DUE ............. $72.15": "$72.15",
    "TOTAL........ 72.15": "72.15",
    "Tot. 45,10 EUR": "45,10 EUR",
    "Total (3 items): $54.00": "$54.00",
    "Donation amount: $50.00": "$50.00",
    "Goods $60.00\nS&H $6.00\nTax $4.80\nTotal $70.80\n\nLate payers bear a charge of $25.00.": "$70.80",
    "Net €200.00 VAT @20% €40.00 Total inc. VAT €240.00\nAmount paid €50.00; still open €190.00\n": "€240.00",
    "Foto Nord\n$63.10\nPaid by card\n\nItems  $60.00\nYou saved  $4.00\nPostage  $3.00\nTax  $4.10\n": "$63.10",
    "Frames and glass\nAmount billed to Amex ****9931          58.25\n": "58.25",
    "What you'll pay in total: CA$61.40 (room 55.00, tax 6.40)": "CA$61.40",
    "please bill Mr Ode, nine hours of gardening, $640.00 total due in 30 days": "$640.00",
    "She owes $31.50 in all for the two prints.": "$31.50",
    "Debit my card the full $74.20 when it ships": "$74.20",
    "The roofer's invoice $912.40 enclosed, as you asked.": "$912.40",
    "The flowers for the hall came to $208.75 with delivery.": "$208.75",
    "TOTAL TO COLLECT\n\n$44.90\n": "$44.90",
    "Rent is due on the 1st. Amount received  $40.00\nLast year 300 people gave $9,000 in all.": "$40.00",
}
NOT_CHARGED = [
    "We have refunded $12.00 to your card.",
    "The book costs $12.99 and the lamp $40.",
    "Save $25 when you spend $100 or more.",
    "Our revenue rose to $4,500,000 last year.",
    "Your balance is $83.20.",
    "Shipping is free on orders over $49.00",
    "Fines of up to $7,500 per violation",
    "Price: $19.00 Qty: 2",
    "The total number of items is 12.",
    "Rent is due on the 1st. A late charge of $50.00 applies from the 6th.",
    "total 48\ndrwxr-xr-x 2 root root 4096",
]


def digits(value: str) -> str:
    return "".join(char for char in value if char.isdigit())


@pytest.mark.parametrize("layout", ["prose", "page"])
@pytest.mark.parametrize("text", CHARGED)
def test_what_was_charged_is_found_once(find, text: str, layout: str) -> None:
    assert [digits(value) for value in find(text, layout).get("ORDER_VALUE", [])] == [digits(CHARGED[text])]


@pytest.mark.parametrize("text", NOT_CHARGED)
def test_prices_refunds_balances_and_counts_are_no_charge(find, text: str) -> None:
    assert "ORDER_VALUE" not in find(text, "prose")


@pytest.mark.parametrize(
    "text",
    [
        "Shipping rates\nOrders to $25: $4.99\nOrder total $25-$75: $7.99\nOver $75: FREE\n",
        "Minimum order total $150.00. Set-up $12.00 per order.\n",
        "$5.00 OFF your total of $25.00 or more\n",
        "Inventory valuation\nBin  Item  Value\nA1  Lustre  $10.50\nA2  Matte  $42.00\nTotal value $52.50\n",
    ],
)
def test_rates_minima_coupons_and_stock_are_no_orders(find, text: str) -> None:
    assert "ORDER_VALUE" not in find(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Zwischensumme netto: 869,99 €\nRechnungsbetrag brutto: 1.035,29 €\n", "1.035,29 €"),
        ("Total labor 190.00\nTOTAL THIS INVOICE  $230.60\nBALANCE  $0.00\n", "$230.60"),
        ("The real invoice, $705.97 incl. tax, is paid.", "$705.97"),
        ("4 pieces, shipping and tax included:\n\nAll together $536.89\n", "$536.89"),
        ("Sum of items $1,393.24\nShipping/tax/discount $107.00\nFinal amount $1,500.24\n", "$1,500.24"),
    ],
)
def test_other_words_for_the_grand_total(find, text: str, amount: str) -> None:
    assert find(text)["ORDER_VALUE"] == [amount]
