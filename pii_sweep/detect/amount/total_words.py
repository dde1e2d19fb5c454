"""What sums an order up in the languages of bills, put together from words: `RAZEM DO ZAPŁATY`, `Total TTC`.

A label is a word for a total, what it is the total of, that it is to be paid, its taxes and its currency,
in this order; most of these may be missing.
"""

from __future__ import annotations

import re

_TOTAL = (
    r"(?:total|totaal|totale|totalt|totals?|tot|ttl|summe|summa|suma|somme|gesamt(?:summe|betrag|preis)?"
    r"|jumlah|toplam|celkem"
    r"|yhteens[äa]|razem|ukupno|skupaj|spolu|összesen|végösszeg|σύνολο|итого|amount|amt|bedrag|betrag"
    r"|importo|importe|montant"
    r"|valor|kwota|bel[øo]p|belopp|bel[øo]b|wartość|bill|endsumme|rechnungs(?:betrag|summe)|facture"
    r"|fatura|check)"
)
_OF = (
    r"(?:(?:of|de la|de l|del|della|delle|dell|de|da|do|der|des|di|per|van de|van|för|for|til) )?(?:the "
    r"|your )?"
    r"(?:invoice|bill|check|guest|sales?|order|rechnung|bestellung|einkauf|facture|achats?|commande"
    r"|factura|compra|pedido"
    r"|fattura|documento|ordine|scontrino|factuur|bon|nota|fatura|faktura|faktury|paragonu|zakup(?:ów"
    r"|y)?|noty|konta)"
)
_PAY = (
    r"(?:a pagar|à payer|a payer|à régler|à regler|da pagare|te betalen|te voldoen|zu (?:be)?zahlen"
    r"|zu begleichen|att betala"
    r"|at betale|å betale|do zapłaty|do zaplaty|k úhradě|k uhrade|na úhradu|fizetendő|ödenecek"
    r"(?: tutar)?|de plat[aă]|maksettava"
    r"|za plaćanje|za plačilo|payable|due|to pay|owing|pago|pagado|pagato|pay[ée]|bezahlt|betaald"
    r"|zapłacono|opłacone)"
)
_TAXED = (
    r"\(?(?:in[ck]l\w*\.? ?(?:of )?(?:\d+ ?)?(?:all )?(?:gst|vat|tax(?:es)?|mwst|ust|btw|tva|iva|moms"
    r"|dph|ptu|alv|hst|impuestos|impostos"
    r"|toutes taxes)?|ttc|tvac|t t c|brutto|con iva|iva in[ck]l\w*|c/ ?iva|impuestos in[ck]l\w*|z vat"
    r"|s dph|m ?/ ?moms"
    r"|toutes taxes comprises)\)?"
)
_MONEY = (
    r"\(?(?:in )?(?:eur|euro|euros|chf|fr|sfr|usd|us|gbp|pln|zł|czk|kč|huf|ft|sek|nok|dkk|kr|ron|lei|try"
    r"|tl|rm|myr|sgd|inr|rs|php"
    r"|idr|rp|thb|aud|cad|nzd|brl|r|hkd|zar|€|£|\$|₹|₱)\)?"
)
_COUNT = (
    r"\(?(?:for )?\d{1,3} (?:items?|articles?|artikel|pos|pcs|art[íi]culos?|produkte?|szt|kpl|st|varer"
    r"|varor)\)?"
)
_AMOUNT = r"(?:amount|amt|betrag|bedrag|importe|importo|montant|sum|value|tutar|kwota)"
_SUMMED = re.compile(
    rf"(?:{_COUNT} )?(?:grand |gran |genel |final |net |nett |netto |your |łącznie |całkowit[ay] )?"
    rf"(?:{_OF} )?{_TOTAL}(?: {_TOTAL})?(?: {_OF})?(?: {_AMOUNT})?(?: {_PAY})?"
    rf"(?: {_TAXED})?(?: {_TOTAL})?(?: {_MONEY})?(?: {_COUNT})?"
)
_PAYABLE = re.compile(
    rf"(?:net |nett |netto |reste |rest )?(?:{_TOTAL} )?{_PAY}(?: {_AMOUNT})?(?: {_TAXED})?(?: {_MONEY})?"
    r"|new charges|total new charges|charges this (?:month|period|bill)|zahlbetrag|abbuchungsbetrag"
    r"|lastschriftbetrag"
    r"|purchase|auth(?:ori[sz]ed)? amount|approved amount|montant r[ée]el|toplam tutar"
)
PATTERNS = (_SUMMED, _PAYABLE)
# A word of these is in every label that is put together here.
_WORDS = re.compile(
    r"tot|ttl|summ|suma|somme|gesamt|jumlah|toplam|celkem|yhteens|razem|ukupno|skupaj|spolu|összesen"
    r"|végössz|σύνολο|итого|amount|amt"
    r"|bedrag|betrag|import|montant|valor|kwota|bel[øo]|wartość|bill|pag|payer|régler|betal|voldoen|zahl"
    r"|zapł|zapl|úhrad|uhrad"
    r"|fizetend|ödenecek|plat|maksett|charges|purchase|payable|check"
)
# Part of a bill, its taxes or what was given.
_PART = re.compile(
    r"\b(?:sub|zwischen|sous|tax|mwst|iva (?!in)|vat (?!in)|netto(?!.*zahl)|excl|ohne|hors|sin|rabatt"
    r"|discount|desconto|cash|change)"
)


def grade(label: str) -> str:
    """Return `final`, `plain` or nothing for a label in lower-case words without marks."""
    if _WORDS.search(label) is None or _PART.search(label) is not None:
        return ""
    if _PAYABLE.fullmatch(label):
        return "final"
    return "plain" if _SUMMED.fullmatch(label) else ""
