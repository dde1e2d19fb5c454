"""What sums an order up in the languages of bills, put together from words: `RAZEM DO ZAPŁATY`, `Total TTC`.

A label is a word for a total, what it is the total of, that it is to be paid, its taxes and its currency,
in this order; most of these may be missing.
"""

from __future__ import annotations

import re

from pii_sweep.detect.text import lexicon

_LISTS = {key: "|".join(words) for key, words in lexicon.table("total_words").items()}
_TOTAL = rf"(?:{_LISTS['total']})"
_OF = (
    r"(?:(?:of|de la|de l|du|des|del|della|delle|dell|de|da|do|der|di|per|van de|van|för|for|til) )?"
    rf"(?:the |your )?(?:{_LISTS['of']})"
)
_PAY = rf"(?:{_LISTS['pay']})"
_TAXED = rf"\(?(?:{_LISTS['taxed']})\)?"
_MONEY = rf"\(?(?:in )?(?:{_LISTS['currency']})\)?"
_COUNT = (
    r"\(?(?:for )?\d{1,3} (?:items?|articles?|artikel|pos|pcs|art[íi]culos?|produkte?|szt|kpl|st|varer"
    r"|varor)\)?"
)
# Who pays it: `payable by the tenant`.
_BY = r"(?:by|par|por|pelo|pela|von|vom|durch|door|da|dal|dalla|av|af|przez) (?:[^\W\d_]+ )?[^\W\d_]+"
_AMOUNT = r"(?:amount|amt|betrag|bedrag|importe|importo|montant|sum|value|tutar|kwota)"
_SUMMED = re.compile(
    rf"(?:{_COUNT} )?(?:grand |gran |genel |final |new |revised |updated |net |nett |netto |your "
    r"|łącznie |całkowit[ay] )?"
    rf"(?:{_OF} )?{_TOTAL}(?: {_TOTAL})?(?: {_OF})?(?: {_AMOUNT})?(?: {_PAY})?"
    rf"(?: {_TAXED})?(?: {_TOTAL})?(?: {_MONEY})?(?: {_COUNT})?"
)
_PAYABLE = re.compile(
    rf"(?:net |nett |netto |reste |rest )?(?:{_TOTAL} )?{_PAY}(?: {_AMOUNT})?(?: {_TAXED})?"
    rf"(?: {_BY})?(?: {_MONEY})?"
    r"|new charges|total new charges|charges this (?:month|period|bill)|zahlbetrag|abbuchungsbetrag"
    r"|lastschriftbetrag|purchase|auth(?:ori[sz]ed)? amount|approved amount|montant r[ée]el|toplam tutar"
)
PATTERNS = (_SUMMED, _PAYABLE)
# A word of these is in every label that is put together here.
_WORDS = re.compile(rf"{_LISTS['total']}|{_LISTS['pay']}|charges|purchase")
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
