"""Whether a text may speak of an amount charged, or has an amount of money at all."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.amount import money, payment_sentence, spelled_money
from pii_sweep.detect.amount.total import total_label, total_words
from pii_sweep.detect.text import casing, digits
from pii_sweep.detect.text.pattern import gate

# `total` as OCR reads it, and as its first letter is lost.
_DAMAGED = re.compile(r"[o0](?:(?<=[tli7f].)[t7][a4]|(?<=o)tal\b)")
# The kinds of labels of which an amount charged needs one.
_KINDS = ("final", "gross", "plain", "subtotal", "cash", "change")


@lru_cache(maxsize=1)
def _gates() -> gate.Gates[gate.Gated]:
    labels = (gate.gated_words("", total_label.words_of(kind), "") for kind in _KINDS)
    return gate.together(*labels, *map(gate.Gated, (*total_words.PATTERNS, *payment_sentence.PATTERNS)))


def shows_money(text: str) -> bool:
    """Return whether a text has a figure next to the sign, code or name of a currency, or one in words."""
    signed = _DIGIT.search(text) and (_SIGN_BEHIND.search(text) or _SIGN_BEFORE.search(text))
    return bool(signed) or spelled_money.shows(text)


_DIGIT = re.compile(r"\d")
_SIGN_BEHIND = re.compile(
    rf"\d(?:[.,][\-–—]{{1,2}})?(?=[ ]{{0,2}}[^\s\d.,;])(?:[ ]?{money.SCALE}(?=[ ])|[万萬만천千])?"
    rf"[ ]{{0,2}}(?:{money.SIGN}|{money.WORD})(?![^\W{digits.UNSPACED}])"
)
_SIGN_BEFORE = re.compile(rf"(?<![^\W{digits.UNSPACED}])(?={money.SIGN_START}){money.SIGN}[ :]{{0,3}}\d")


def may_charge(text: str) -> bool:
    """Return whether a text has a figure or an amount in words, and a word for an amount charged."""
    return (_DIGIT.search(text) is not None or spelled_money.shows(text)) and mentions_charge(text)


def mentions_charge(text: str) -> bool:
    """Return whether a text has a word for an amount charged; most texts have none."""
    return bool(_gates().opened(text)) or _DAMAGED.search(casing.lower(text)) is not None
