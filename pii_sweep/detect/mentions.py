"""Whether a text speaks of an amount charged at all: a cheap test, true wherever one may be found."""

from __future__ import annotations

import re

from pii_sweep.detect import casing, lexicon

_WORDS = (
    "tota", "amount", "paid", "payable", "payment", "due", "summ", "betrag", "zahl", "beta", "charge",
    "cash", "importe", "montant", "refund", "receiv", "spent", "balance", "billed", "invoice", "gesamt",
    "yhteens", "ttl", "visa", "to tal", "t otal", "tot al", "enclosed", "collect", "together",
    "in all", "all told", "comes to", "came to", "debit",
)  # fmt: skip
_MAYBE = ("pay", "order", "tot", "i alt", "sale")
# `total` as OCR reads it, and as its first letter is lost.
_DAMAGED = re.compile(r"[o0](?:(?<=[tli7f].)[t7][a4]|(?<=o)tal\b)")
_PAY = re.compile(
    r"pays?\b|\btot\b|\bi alt\b|\b(?:fuel|credit|debit|card) sale|\bsale amount"
    r"|order.?(?:value|[#\w\-]{1,24} ?\()"
)


def mentioned(text: str) -> bool:
    """Tell whether a text has a word for an amount charged; most texts have none."""
    small = casing.small(text)
    return (
        any(map(small.__contains__, _WORDS))
        or not lexicon.words("totals", "said").isdisjoint(casing.words(text))
        or _DAMAGED.search(small) is not None
        or (any(map(small.__contains__, _MAYBE)) and _PAY.search(small) is not None)
    )
