"""Whether a text may speak of an amount charged: true wherever one of the patterns for it may match."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.amount import payment_sentence, total_label, total_words
from pii_sweep.detect.text import casing, gate

# `total` as OCR reads it, and as its first letter is lost.
_DAMAGED = re.compile(r"[o0](?:(?<=[tli7f].)[t7][a4]|(?<=o)tal\b)")
# The kinds of labels of which an amount charged needs one.
_KINDS = ("final", "gross", "plain", "subtotal", "cash", "change")


@lru_cache(maxsize=1)
def _gates() -> gate.Gates[gate.Gated]:
    labels = (total_label.pattern_of(kind, whole=True) for kind in _KINDS)
    return gate.together(*map(gate.Gated, (*labels, *total_words.PATTERNS, *payment_sentence.PATTERNS)))


def mentions_charge(text: str) -> bool:
    """Return whether a text has a word for an amount charged; most texts have none."""
    return bool(_gates().opened(text)) or _DAMAGED.search(casing.lower(text)) is not None
