"""The amount a customer was charged: the grand total of an order, once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pii_sweep.detect.hits import Hit
from pii_sweep.detect.layout import Line

_SIGN = r"(?:US\$|CA\$|A\$|NZ\$|HK\$|S\$|R\$|\$|€|£|¥|₹|zł|kr\.?|RM|Rs\.?|USD|EUR|GBP|CAD|AUD|NZD|CHF|JPY|INR|MYR|SGD|SEK|NOK|DKK|PLN|MXN|BRL|CNY|ZAR|HKD)"
AMOUNT = re.compile(
    rf"(?<![\w.,/:\-])(?:(?P<sign>{_SIGN})[ ]{{0,2}})?(?P<minus>-[ ]?)?"
    r"(?P<number>\d{1,3}(?:[,.'’ ]\d{3}){1,3}[.,]\d{2}|\d{1,7}[ ]?[.,][ ]?\d{2}|\d{1,3}(?:,\d{3}){1,3}|\d{1,7})"
    rf"(?![\d%/:]|[.,]\d|[ ]?%)(?:[ ]{{0,2}}(?P<after>{_SIGN})(?!\w))?"
)
_TOTAL = re.compile(
    r"(?i)(?<![a-z\-])(?:grand[ ]?total|order[ ]?total|total[ ]?(?:amount|due|charged|paid|price|payable|to pay|sales|incl|order|cost|ttc)"
    r"|amount[ ]?(?:due|charged|paid|payable|to pay)|balance[ ]?due|(?:you|amount) paid|you pay|to pay|net total|nett total|total"
    r"|r[o0]und(?:ed|ing)?[ ]?total|gesamt(?:betrag|summe|preis)?|summe|zu zahlen(?:der betrag)?|rechnungs(?:betrag|summe|endbetrag)|endbetrag|zahlbetrag"
    r"|bruttobetrag|totaal|te betalen|totale|importe total|total a pagar|montant (?:total|d[ûu])|net [àa] payer|t[o0]tal|tota[il1])(?![a-z])"
)
_NOT = re.compile(
    r"(?i)sub[ \-]?t[o0]tal|sous[ -]total|zwischensumme|subtotaal|tax|gst(?!\))|vat|mwst|ust|btw|tva|discount|savings?|saved|item|qty|quantity|units?|pieces"
    r"|points?|change|cash|tender|visa|master|balance (?:forward|b/f)|rounding|shipping|freight|excl|exclud|before|netto|net amount|weight|miles|pages"
)
_INCLUSIVE = re.compile(
    r"(?i)incl|inkl|inc\.|with (?:tax|gst|vat)|w/ ?(?:tax|gst)|(?:tax|gst|vat)[ ]?(?:included)|due|pay|ttc|brutto"
)
_CASH = re.compile(r"(?i)\b(?:cash|tender(?:ed)?|payment|paid|amt[ ]?paid)\b")
_CHANGE = re.compile(r"(?i)\bchange\b")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a line; offsets are characters of the passage."""

    start: int
    end: int
    value: Decimal
    signed: bool
    cents: bool
    line: int


def parse(number: str) -> Decimal | None:
    """Read `1,234.56`, `1.234,56`, `1 234,56`, `9 .00`; None where it is no number."""
    text = re.sub(r"[ '’]", "", number)
    if re.search(r"[.,]\d{2}$", text):
        text = re.sub(r"[.,]", "", text[:-3]) + "." + text[-2:]
    else:
        text = re.sub(r"[.,]", "", text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def money(lines: list[Line]) -> list[Money]:
    """Return every amount of the lines."""
    found: list[Money] = []
    for index, line in enumerate(lines):
        if not any(char.isdigit() for char in line.text):
            continue
        for match in AMOUNT.finditer(line.text):
            value = parse(match.group("number"))
            cents = bool(re.search(r"[.,][ ]?\d{2}$", match.group("number")))
            signed = bool(match.group("sign") or match.group("after"))
            if value is None or match.group("minus") or not (cents or signed):
                continue
            found.append(
                Money(line.start + match.start(), line.start + match.end(), value, signed, cents, index)
            )
    return found


def find(lines: list[Line]) -> Iterator[Hit]:
    """Yield the amount charged for the order that the lines show, at most one."""
    amounts = money(lines)
    if not amounts:
        return
    by_line: dict[int, list[Money]] = {}
    for item in amounts:
        by_line.setdefault(item.line, []).append(item)
    best: tuple[float, Money, list[str]] | None = None
    for index, line in enumerate(lines):
        match = _TOTAL.search(line.text)
        if match is None:
            continue
        rated = _candidate(lines, index, match, by_line, amounts)
        if rated is not None and (best is None or rated[0] >= best[0]):
            best = rated
    if best is not None and best[0] >= 0.4:
        score, item, reasons = best
        yield Hit("ORDER_VALUE", item.start, item.end, min(0.99, score), "OrderValue", tuple(reasons))


def _candidate(
    lines: list[Line], index: int, match: re.Match[str], by_line: dict[int, list[Money]], amounts: list[Money]
) -> tuple[float, Money, list[str]] | None:
    text = lines[index].text
    label = text.strip()
    if _NOT.search(text) and not _INCLUSIVE.search(text):
        return None
    item = next((m for m in by_line.get(index, []) if m.start >= lines[index].start + match.end()), None)
    if item is None and index + 1 < len(lines):
        item = next(iter(by_line.get(index + 1, [])), None)
    if item is None:
        return None
    score, reasons = 0.6, ["label:0.60"]
    if re.search(r"(?i)grand|due|charged|paid|rounde?d|order|payable|zahl|rechnungs", label):
        score += 0.15
        reasons.append("strong_label:+0.15")
    if item.signed:
        score += 0.05
    if item.value == max(m.value for m in amounts):
        score += 0.1
        reasons.append("largest:+0.10")
    if item.value == 0:
        score -= 0.4
    return score, item, reasons
