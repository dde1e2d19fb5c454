"""Whether a text speaks of an amount charged at all: a cheap test, true wherever one may be found."""

from __future__ import annotations

import re

from pii_sweep.detect.text import casing, gate, lexicon

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
        gate.holds(text, "charged")
        or not lexicon.words("totals", "said").isdisjoint(casing.words(text))
        or _DAMAGED.search(small) is not None
        or (gate.holds(text, "maybe_charged") and _PAY.search(small) is not None)
    )
