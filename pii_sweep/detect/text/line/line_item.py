"""Lines of goods on tills, invoices and delivery notes: product names are not people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pii_sweep.detect.text.candidate import Hit

_AMOUNT = (
    r"(?:[£$€]|RM|Rs\.?|EUR|CHF|USD|zł)?[ ]?-?\d{1,3}(?:[.,' ]?\d{3}){0,2}[.,]\d\d"
    r"(?:[ ]?(?:€|EUR|zł|kr|CHF))?"
)
_TAX = r"(?:[ ]{1,3}[A-Z*]{1,3}\d?)?"
_COUNT = (
    r"\d{1,3}(?:[.,]\d{1,3})?[ ]?(?:x|×|X|pcs?|PCS?|stk\.?|Stk\.?|st\.?|EA|ea|pz|ud|uds|szt\.?|bag|box|ctn)?"
)
# `2 PC WIRE NAIL 2"  29.70  59.40`: how many, what, what for.
_COUNTED = re.compile(rf"[ \t]*{_COUNT}[ \t]{{1,8}}[^\W\d_].*?[ \t]{_AMOUNT}{_TAX}[ \t]*")
# `Consultoría técnica  1  298,10  298,10`: what, how many, at what, what for.
_PRICED = re.compile(rf"[ \t]*[^\W\d_].*?[ \t]{_COUNT}[ \t]+{_AMOUNT}[ \t]+{_AMOUNT}{_TAX}[ \t]*")
# `MAGGI KARI 5X79G`, and below it `2 X 13.70  27.40`.
_BELOW = re.compile(rf"[ \t]*\d{{1,3}}(?:[.,]\d{{1,3}})?[ ]?(?:[xX×@*]|à|Stk\.? x|pcs? @)[ ]{{0,2}}{_AMOUNT}")
# `Location  Bay 12` has no amount, but a heading.
_HEADING = re.compile(
    r"(?im)^[^\n]*\b(?:qty|quantity|menge|anz(?:ahl)?|cant(?:idad)?|qté|quantité|aantal|q\.tà|quantità"
    r"|ilość)\b[^\n]*(?:descri|item|artik|bezeich|produ|article|désign|concep|omschr|nazwa|goods)[^\n]*$"
)
_QUANTITY = re.compile(r"[ \t]*\d{1,4}(?:[ ]?(?:x|pcs?))?(?:[ ]{2,}|\t+|[ ]x?[ ]?)(?=[^\W\d_])")
_SUM = re.compile(
    r"(?i)\b(?:sub[ \-]?to ?ta ?l|total|totaal|totale|razem|suma|summe|summa|somme|gesamt\w*|amount due"
    r"|balance due"
    r"|rechnungsbetrag|zahlbetrag|importe|montant|net à payer|te betalen|grand total|netto|do zapłaty)\b"
)
_PEOPLE = re.compile(
    r"(?im)^[^\n]*\b(?:guests?|members?|patients?|attendees?|donors?|passengers?|students?|employees?"
    r"|payee|players?"
    r"|participants?|customers?|kunden?|clients?|names?|nom|nombre|naam)\b[^\n:]*\b(?:amount|total|fee"
    r"|paid|price|betrag|importe|montant|bedrag)\b[^\n]*$"
)
# Two amounts with cents, or an hour of the clock before figures.
_FIGURES = re.compile(
    r"\d[.,]\d\d[ \t]{1,12}(?:[£$€][ ]?)?\d[\d.,]*[.,]\d\d(?!\d)|^\d\d(?:am|pm)\b", re.IGNORECASE
)
_SHOWN = ("label", "title", "before_address", "fields", "licence")


def drop_line_items(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits without people, telephone numbers and houses that are goods with their figures."""
    for hit in hits:
        if hit.entity == "PERSON":
            yield hit.raised("goods_line", -0.6) if _is_unlabelled(text, hit) else hit
        elif not _is_figures(text, hit):
            yield hit


def _is_figures(text: str, hit: Hit) -> bool:
    if hit.entity == "PHONE_NUMBER":
        return _FIGURES.search(text, hit.start, hit.end) is not None
    return hit.entity == "STREET_ADDRESS" and _is_unlike(text, hit)


def _is_unlabelled(text: str, hit: Hit) -> bool:
    return not any(reason.startswith(_SHOWN) for reason in hit.reasons) and line(text, hit.start)


def _is_unlike(text: str, hit: Hit) -> bool:
    """Return whether a weak address is an hour and a till's numbers, or a line of goods with its price."""
    if hit.parts.keys() & {"zip", "state", "country"} or not hit.reasons[0].startswith(("model", "bare")):
        return False
    if _FIGURES.search(text[hit.start : hit.end]) is not None or _is_goods(text, hit.start, priced=True):
        return True
    return not any(reason.startswith("label") for reason in hit.reasons) and _bills(text)


_BILLED = re.compile(r"\d[.,]\d\d(?!\d)")
FEW = 6  # amounts with cents that a bill has at least


@lru_cache(maxsize=2)
def _bills(text: str) -> bool:
    """Return whether a page has amounts under a heading of quantities and prices, as bills have."""
    if _QUANTITIES.search(text) is None or _PEOPLE.search(text) is not None:
        return False
    return len(_BILLED.findall(text)) >= FEW


_QUANTITIES = re.compile(
    r"(?i)\b(?:qty|quantity|menge|anz(?:ahl)?|cant(?:idad)?|qté|quantité|aantal|q\.tà|quantità|ilość|antal"
    r"|stk|stück|unit price|einzelpreis|nettopreis|prix|prezzo|precio)\b"
)


def line(text: str, at: int) -> bool:
    """Return whether a place is in a line of goods: how many and what for, on a page that sums them up."""
    return _is_goods(text, at, priced=False)


def _is_goods(text: str, at: int, *, priced: bool) -> bool:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    here = text[start:end]
    if _is_counted(here) or (not priced and _BELOW.match(text, end + 1)):
        return _has_sum(text) and not _is_numbered(text, start, here)
    if priced or not _QUANTITY.match(here):
        return False
    heading = _heading(text)
    return 0 <= heading < start and text.count("\n", heading, start) <= 40


def _is_counted(here: str) -> bool:
    if len(here) > LONGEST:
        return False
    return _COUNTED.fullmatch(here) is not None or _PRICED.fullmatch(here) is not None


LONGEST = 1000  # characters of a line of goods: what is longer is a text, gone through for each find in it

_FIRST = re.compile(r"[ \t]*(\d{1,3})\b")


def _is_numbered(text: str, start: int, here: str) -> bool:
    """Return whether lines are numbered one after the other, as in a list of people with what they paid."""
    mine = _FIRST.match(here)
    above = _FIRST.match(text, text.rfind("\n", 0, max(0, start - 1)) + 1) if start else None
    below = _FIRST.match(text, start + len(here) + 1)
    if mine is None:
        return False
    number = int(mine[1])
    near = [int(other[1]) - number for other in (above, below) if other is not None]
    return number > 0 and near in ([-1, 1], [1], [-1]) and len(near) + (number == 1) > 1


@lru_cache(maxsize=2)
def _has_sum(text: str) -> bool:
    return _SUM.search(text) is not None and _PEOPLE.search(text) is None


@lru_cache(maxsize=2)
def _heading(text: str) -> int:
    match = _HEADING.search(text)
    return match.end() if match else -1
