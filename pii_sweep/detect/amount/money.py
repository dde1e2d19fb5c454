"""Amounts of money in lines of text: any sign or code, decimal point or comma, damage of OCR, words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from pii_sweep.detect.amount import spelled_money
from pii_sweep.detect.text import casing, digits, lexicon, vocabulary
from pii_sweep.detect.text.line.layout import Line

_CURRENCIES = lexicon.table("currencies")
SIGN = rf"(?:{'|'.join(_CURRENCIES['signs'])})"
WORD = rf"(?:{'|'.join(_CURRENCIES['behind'])}|(?i:{lexicon.patterns('currencies', 'words')}))"
# Thousands before a currency: `490 هزار تومان`, `18 triệu đồng`.
SCALE = rf"(?i:{'|'.join(_CURRENCIES['scales'])})"
_SCALES = tuple((re.compile(rf"(?i:{words})"), Decimal(by)) for words, by in _CURRENCIES["scales"].items())
# What a sign before a figure may begin with: a letter shortly before one.
SIGN_START = (
    r"[$€£¥₹₩₽₺₦₴฿₫₪₱৳₲₡₵₸₾₼﷼₨]|(?:[A-Z]|z(?=ł)|k(?=r)|l(?=ei)|e(?=uro))\D{0,16}\d|shilingi|人民|[دجر]\.|रु"
)
# `1万2500円`, `6만 3천원`: ten thousands and what is left.
_MYRIADS = r"\d{1,4}[ ]?[万萬만](?:[ ]?(?:\d{4}|\d{1,3}(?:[ ]?[千천])?))?(?=[ ]?[円元원块])"
# A number before one is a day.
_MONTH = rf"(?i:{vocabulary.english_month()})"
# Dollars and pounds group by commas: behind a blank goes on a street, a number of things or another column,
# unless the amount ends what it stands in.
_BLANKS = (
    r"(?:(?<![$£])(?<![$£][ ])(?<![$£][ ]{2})(?<!USD|GBP|CAD|AUD|NZD|INR|HKD|SGD)"
    r"(?<!(?:USD|GBP|CAD|AUD|NZD|INR|HKD|SGD)[ ])|(?=\d{1,3}(?:[ ]\d{3}){1,2}[ ]?(?:[.;!?)\n]|,\D|\Z)))"
    r"\d{1,3}(?:[ ]\d{3}){1,2}(?![ .,\-]?\d)"
)
# A colon before a figure is of a time or a ratio, unless it ends a key: `"total":771.57`.
AMOUNT = re.compile(
    rf"(?<![^\W{digits.UNSPACED}])(?<![.,/])(?=[\d(.\-]|(?={SIGN_START}){SIGN})"
    r"(?:(?<!:)|(?<=[\"']:))(?<![A-Za-z0-9]-)"
    rf"(?:(?P<sign>{SIGN})[ ]{{0,2}}[:]?[ ]{{0,2}})?(?P<minus>[-(][ ]?)?(?P<sign2>{SIGN})?"
    rf"(?P<number>{_MYRIADS}|"
    r"\d{1,3}(?:[.'’ ]?\d{3}){0,3}[.,][\-–—]{1,2}(?!\d)|\d{1,2}(?:,\d\d){1,3},\d{3}(?:\.\d\d)?(?![\d,])"
    r"|\d{1,3}(?:[ .]\d{3}){1,2}(?=[ ]?(?:kr|:[\-–—]|zł|Kč|Ft|€|₽|р|руб|рубл(?:ей|я|ь)|грн|грив(?:ень|ні)|лв"
    r"|лева|₴|lei|TL|₺|₫|đ|đồng|euro(?:[ast]|n)?|eur(?:ai|ų|us)?|eiro|ευρώ|francs?|CHF|złot(?:ych|e)|korun|forint|kron(?:or|er|ur)"
    r"|SEK|NOK|DKK|ISK|PLN|CZK|HUF|EUR|RON|RUB|UAH|BGN|VND|VNĐ)(?!\w))"
    rf"|(?(sign){_BLANKS}|(?!))|\d{{1,3}}(?:['’]\d{{3}}){{1,3}}(?![.,]?\d|['’])"
    r"|\d{1,3}(?:\.\d{3}){2}(?![,.]?\d)"
    r"|\d{1,3}(?:[,.'’ ]\d{3}){1,3}[ ]?[.,][ ]?\d{2}|\d{1,7}(?:[ ]?[.,][ ]?\d{2}|[.,]\d{3})|\d{1,3}"
    r"(?:,\d{3}){1,3}|\d{1,7}|(?<![^\s$€£])\.\d{2})"
    rf"(?![\d%]|:(?![\-–—])|/(?![=\-])|[.,]\d|[ ]?%|-\d|(?:st|nd|rd|th)\b|[ ]{_MONTH}\b)"
    rf"(?:(?=[ ]{{0,2}}[^\s\d.,;])(?:[ ]?(?P<scale>{SCALE})(?=[ ]))?[ ]{{0,2}}(?P<after>{SIGN}|{WORD})"
    rf"(?:(?![^\W{digits.UNSPACED}]|(?<=[A-Z]{{3}})[ ]\d[\d,]*\.\d\d)|(?<=[元円원])))?"
)
_DIGIT = re.compile(r"\d")
_CENTS = re.compile(r"[.,][ ]?(?:\d{2}|[\-–—]{1,2})$")


class Money(NamedTuple):
    """An amount in a line; `start` and `end` are characters of the passage, `line` counts from 0."""

    start: int
    end: int
    value: Decimal
    signed: bool
    cents: bool
    line: int


_GAPS, _MARKS = str.maketrans("", "", " '’"), str.maketrans("", "", ".,")
_DASHES = re.compile(r"[.,][\-–—]+$")
_MYRIAD = re.compile(r"(\d+)[万萬만](?:(\d+)([千천])?)?")
# Marks of thousands and decimals among the digits of Arabic.
_ARABIC_MARKS = str.maketrans("٬٫", ",.")


# The same numbers come again in a bill's lines, and in the next bill.
@lru_cache(maxsize=4096)
def parse(number: str) -> Decimal | None:
    """Read `1,234.56`, `1.234,56`, `1 234,56`, `9 .00`, `1万2500`; None where it is no number."""
    text = number.translate(_GAPS)
    if not text.isascii() and (parts := _MYRIAD.fullmatch(text)):
        return Decimal(parts[1]) * 10_000 + Decimal(parts[2] or 0) * (1_000 if parts[3] else 1)
    if text[-1:] in "-–—":
        text = _DASHES.sub(",00", text)
    text = text[:-3].translate(_MARKS) + "." + text[-2:] if _CENTS.search(text) else text.translate(_MARKS)
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


# The same few words stand behind most figures.
@lru_cache(maxsize=256)
def _scale_of(word: str) -> Decimal:
    """Return by how much a word behind a figure multiplies it, 1 where it is a currency's."""
    return next((by for pattern, by in _SCALES if pattern.fullmatch(word)), Decimal(1))


# What hides the digits of a card before its last four.
_MASK = re.compile(r"(?:[*•·∙]{2}|\b[xX]{2,})[ -]?$")


# `charged to Visa 1234`, `Mastercard ending in 1234`, `card …4410`.
_CARD = re.compile(
    r"(?i)(?:\b(?:visa|master ?card|maestro|amex|american express|discover|diners(?: club)?|jcb|unionpay"
    r"|rupay|elo"
    r"|girocard|bancontact|dankort|mir|troy|card|karte|carte|tarjeta|carta|kaart|kort|karta|cart[ãa]o)"
    r"(?:[ ](?:credit|debit|debito|d[ée]bito|cr[ée]dito|card))?[ ]?[(\[]?|\b(?:ending|ends)(?: in| with)?"
    r"|\bendend auf|\bmit endziffern|\bse terminant par|\bterminad[ao] en|\bche termina con|\bfinal)"
    r"[ ]{0,2}[.…#x*:\-]{0,4}[ ]?\Z"
)


def _is_masked_card(text: str, match: re.Match[str]) -> bool:
    """Return whether a number is the last four of a card: `**** 4410`, `Visa 4410`."""
    if match.end() - match.start() != 4 or not match.group().isdecimal():
        return False
    before = text[max(0, match.start() - 40) : match.start()]
    return _MASK.search(before[-6:]) is not None or _CARD.search(before) is not None


# What is measured and not paid: `Total: 34.50 sec`, `Gesamt: 34,50 m²`. A till's letter for a tax is large.
_UNIT = re.compile(
    r"[ ]?(?:(?i:sec(?:ond)?s?|sek(?:unden)?|segundos|secondes|min(?:ute)?[sn]?|minutos|hrs?|hours?"
    r"|std|stunden"
    r"|heures|horas|ore|days?|tage|jours|d[ií]as|km(?:/h)?|kms|kilomet(?:er|re)s?|cm|mm|miles|mph|ft|yds?"
    r"|[kcm]?m[²³]|m[23]|qm|cbm|sqm|sq\.? ?(?:ft|m)|ha|hectares?|kg|kgs|mg|lbs?|oz|tonnes?|ml|cl|lt?rs?"
    r"|lit(?:er|re|ro)s?"
    r"|gal(?:lons?)?|kwh|mwh|wh|kw|mw|kcal|kj|[kmgt]i?b(?:/s)?|[mg]?hz|pts|points?|punkte|credits|ects"
    r"|pages?)"
    r"|(?:ms|[smhgl])(?=[ ]*(?:[.,;)\n]|$)))(?![^\W\d]|/)"
)


# `Order #88 ($45.20)` is an aside, `Refund ($12.00)` is less than nothing.
_ASIDE = re.compile(r"(?i)\b(?:order|invoice|purchase|booking)\b[^\n(]{0,30}$")


def _is_aside(text: str, match: re.Match[str]) -> bool:
    return match.group("minus").startswith("(") and _ASIDE.search(text[: match.start()]) is not None


def _is_negative(text: str, match: re.Match[str]) -> bool:
    """Return whether a minus or brackets around an amount make it less than nothing."""
    return match.group("minus") is not None and not _is_aside(text, match)


# What a program or a query compares with: `WHERE order_total < 50.00`.
_COMPARED, _OPERATOR = re.compile(r"[\w)\]\"'][ ](?:[<>]=?|<>|[!=]=)[ ]\Z"), 5
# `$25-$75` is what something is between.
_RANGE = re.compile(r"[ ]?[-–][ ]?[$€£]\d")


def amounts(lines: Sequence[Line], *, negative: bool = False) -> list[Money]:
    """Return every amount of the lines: with cents, or with a currency's sign, or a bare number.

    `negative` returns those with a minus before them instead, by what they come to without it.
    """
    in_words = not negative and spelled_money.may_show("\n".join([line.text for line in lines]))
    read = _read_line if in_words else _read_figures
    return [
        Money(line.start + start, line.start + end, value, signed, cents, index)
        for index, line in enumerate(lines)
        if line.text
        for start, end, value, signed, cents in read(line.text)[negative]
    ]


# An amount in the text of a line: its start and end, its value, whether it has a currency and cents.
_Amount = tuple[int, int, Decimal, bool, bool]


@casing.keep_readings
def _read_line(text: str) -> tuple[Sequence[_Amount], Sequence[_Amount]]:
    """Return the amounts of a line in their order, and those with a minus before them."""
    figures, negative = _read_figures(text)
    words = [
        (one.start, one.end, one.value, True, one.cents)
        for one in spelled_money.find(text)
        if all(one.value != value for _, _, value, _, _ in figures)  # one in figures is not said again
    ]
    return sorted([*figures, *words], key=itemgetter(0)) if words else figures, negative


# The lines of a text with amounts are asked for them several times.
@casing.keep_readings
def _read_figures(line: str) -> tuple[Sequence[_Amount], Sequence[_Amount]]:
    """Return the amounts in figures of a line, and those with a minus before them."""
    if _DIGIT.search(line) is None:
        return (), ()
    found, negative = list[_Amount](), list[_Amount]()
    text = line if line.isascii() else line.translate(_ARABIC_MARKS)
    for match in AMOUNT.finditer(text):
        number, after = match["number"], match["after"]
        value = parse(number)
        signed = bool(match["sign"] or match["sign2"] or after)
        if (
            value is None
            or _is_masked_card(text, match)
            or (not signed and _UNIT.match(text, match.end()))
            or _RANGE.match(text, match.end())
            or _COMPARED.search(text, max(0, match.start() - _OPERATOR), match.start())
        ):
            continue
        if word := match["scale"] or after:
            value *= _scale_of(word)
        start = match.end("minus") if match["minus"] else match.start()
        amount = (start, match.end(), value, signed, _CENTS.search(number) is not None)
        (negative if _is_negative(text, match) else found).append(amount)
    return found, negative
