"""Amounts of money in lines of text: any sign or code, decimal point or comma, damage of OCR."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pii_sweep.detect.text import vocabulary
from pii_sweep.detect.text.layout import Line

SIGN = (
    r"(?:US[ ]?\$|CA?[ ]?\$|CAD\$|A\$|AU\$|NZ\$|HK\$|S\$|R\$|\$|€|£|¥|₹|₩|₽|₺|zł|Kč|kr\.?|Fr\.|Ft|lei|TL|₦"
    r"|₴|฿|₫|₪|₱|đ|NT\$|MX\$|RM|R\$|Rs\.?|Rp\.?|руб\.?|грн\.?|лв\.?|[Ee]uro|元|円|원|บาท"
    r"|USD|EUR|GBP|CAD|AUD|NZD|CHF|JPY|INR"
    r"|MYR|SGD|SEK|NOK|DKK|PLN|CZK|HUF|MXN|BRL|CNY|ZAR|HKD|TRY|ILS|THB|PHP|IDR|KRW|AED|SAR|RON"
    r"|NGN|KES|COP|ARS|CLP|PEN|TWD|VND|UAH)"
)
WORD = (
    r"(?i:dollars?|euros?|eurot?a|pounds(?: sterling)?|bucks|quid|rupees|francs|franken|pesos|reais"
    r"|kronor|kroner|kronen|złotych|złote|korun|koruny|forint|lire|liras?|ringgit|рубл(?:ей|я|ь)|гривень|гривен|гривні|лева|ευρώ)"
)
# Letters of scripts that put no space between a word and a figure.
UNSPACED = "\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3"
# A number before one is a day.
_MONTH = rf"(?i:{vocabulary.english_month()})"
# A colon before a figure is of a time or a ratio, unless it ends a key: `"total":771.57`.
AMOUNT = re.compile(
    # What it may begin with: a letter only of a sign, so shortly before a figure.
    r"(?=[\d$€£¥₹₩₽₺₦₴฿₫₪₱(.\-]|[A-Zzkle]\D{0,16}\d)"
    rf"(?<![^\W{UNSPACED}])(?<![.,/])(?:(?<!:)|(?<=[\"']:))(?<![A-Za-z0-9]-)"
    rf"(?:(?P<sign>{SIGN})[ ]{{0,2}}[:]?[ ]{{0,2}})?(?P<minus>[-(][ ]?)?(?P<sign2>{SIGN})?"
    r"(?P<number>\d{1,3}(?:[.'’ ]?\d{3}){0,3}[.,][\-–—]{1,2}(?!\d)"
    r"|\d{1,3}(?:[ .]\d{3}){1,2}(?=[ ]?(?:kr|zł|Kč|Ft|€|₽|руб|грн|лв|₴|lei|TL|₺|₫|đ|euro"
    r"|SEK|NOK|DKK|PLN|CZK|HUF|EUR|RON|RUB|UAH|VND)(?!\w))|\d{1,3}(?:\.\d{3}){2}(?![,.]?\d)"
    r"|\d{1,3}(?:[,.'’ ]\d{3}){1,3}[ ]?[.,][ ]?\d{2}|\d{1,7}(?:[ ]?[.,][ ]?\d{2}|[.,]\d{3})|\d{1,3}"
    r"(?:,\d{3}){1,3}|\d{1,7}|(?<![^\s$€£])\.\d{2})"
    rf"(?![\d%/:]|[.,]\d|[ ]?%|-\d|(?:st|nd|rd|th)\b|[ ]{_MONTH}\b)(?:[ ]{{0,2}}(?P<after>{SIGN}"
    rf"|{WORD})(?:(?![^\W{UNSPACED}])|(?<=[元円원])))?"
)
_DIGIT = re.compile(r"\d")
_CENTS = re.compile(r"[.,][ ]?(?:\d{2}|[\-–—]{1,2})$")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a line; `start` and `end` are characters of the passage, `line` counts from 0."""

    start: int
    end: int
    value: Decimal
    signed: bool
    cents: bool
    line: int


_GAPS, _MARKS = str.maketrans("", "", " '’"), str.maketrans("", "", ".,")
_DASHES = re.compile(r"[.,][\-–—]+$")


def parse(number: str) -> Decimal | None:
    """Read `1,234.56`, `1.234,56`, `1 234,56`, `9 .00`; None where it is no number."""
    text = number.translate(_GAPS)
    if text[-1:] in "-–—":
        text = _DASHES.sub(",00", text)
    text = text[:-3].translate(_MARKS) + "." + text[-2:] if _CENTS.search(text) else text.translate(_MARKS)
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


# What hides the digits of a card before its last four.
_MASK = re.compile(r"(?:[*•·∙]{2}|\b[xX]{2,})[ -]?$")


def _is_masked_card(text: str, match: re.Match[str]) -> bool:
    """Return whether a number is the last four of a card: `**** 4410`."""
    number = match.group()
    return len(number) == 4 and number.isdigit() and _MASK.search(text[: match.start()][-6:]) is not None


# `Order #88 ($45.20)` is an aside, `Refund ($12.00)` is less than nothing.
_ASIDE = re.compile(r"(?i)\b(?:order|invoice|purchase|booking)\b[^\n(]{0,30}$")


def _is_aside(text: str, match: re.Match[str]) -> bool:
    return match.group("minus").startswith("(") and _ASIDE.search(text[: match.start()]) is not None


def _is_negative(text: str, match: re.Match[str]) -> bool:
    """Return whether a minus or brackets around an amount make it less than nothing."""
    return match.group("minus") is not None and not _is_aside(text, match)


# `$25-$75` is what something is between.
_RANGE = re.compile(r"[ ]?[-–][ ]?[$€£]\d")


def amounts(lines: Sequence[Line], *, negative: bool = False) -> list[Money]:
    """Return every amount of the lines: with cents, or with a currency's sign, or a bare number.

    `negative` returns those with a minus before them instead, by what they come to without it.
    """
    found: list[Money] = []
    for index, line in enumerate(lines):
        if _DIGIT.search(line.text) is None:
            continue
        for match in AMOUNT.finditer(line.text):
            number = match.group("number")
            value = parse(number)
            signed = bool(match.group("sign") or match.group("sign2") or match.group("after"))
            if (
                value is None
                or _is_masked_card(line.text, match)
                or _RANGE.match(line.text, match.end())
                or _is_negative(line.text, match) is not negative
            ):
                continue
            cents = _CENTS.search(number) is not None
            start = match.end("minus") if match.group("minus") else match.start()
            found.append(Money(line.start + start, line.start + match.end(), value, signed, cents, index))
    return found
