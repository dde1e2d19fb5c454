"""Security codes of cards: behind their label, or behind a card and its date in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers import check_digits
from pii_sweep.detect.text import context, lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_CVV = gate.gated(
    rf"(?i)\b({lexicon.patterns('identifier_labels', 'card_code')})\b(?:[ ]on[ ](?:the[ ])?(?:front|back))?"
    r"(?:[ ](?:is|ist|est|es|è|é))?[ ]?[\"']?[#:=\-]{0,2}[ ]{0,3}[\"']?(\d{3,4})\b"
)
# `cid` is a cell's and `csc` an error's too, if no card is near.
_CARDED = context.words(
    rf"{lexicon.patterns('identifier_labels', 'card')}|\d{{4}}[ \-]\d{{4,6}}[ \-]\d{{4,5}}"
)
# A card, when it ends and its code, in a list or with blanks: `4242 4242 4242 4242 | 12/28 | 737`.
_LISTED = re.compile(
    r"(?P<sign>[|;,:]|(?<=\d)[ ](?=[01]\d/\d\d[ ]))[ ]?\d\d[ ]?[/"
    r"|\-][ ]?(?:20)?\d\d[ ]?(?P=sign)[ ]?(?P<code>\d{3,4})(?!\d)"
)
# The fewest figures of a card.
_CARD = re.compile(r"\d(?:[ \-]?\d){12}")
_BEFORE_LIST = re.compile(r"(?<![\d\-])(?:\d[ \-]?){12,18}\d[ ]?$")


def find(text: str) -> Iterator[Hit]:
    """Yield the security codes of a text."""
    for match in _CVV.finditer(text):
        carded = match.group(1)[:2].lower() == "cv" or context.is_near(text, *match.span(), _CARDED)
        if carded:
            yield Hit("CREDIT_CARD_CODE", *match.span(2), 0.9, "CardCode", ("label:0.9",))
    for match in _LISTED.finditer(text) if _CARD.search(text) else ():
        card = _BEFORE_LIST.search(text, max(0, match.start() - 26), match.start())
        if card is not None and check_digits.luhn(re.sub(r"\D", "", card.group())):
            yield Hit("CREDIT_CARD_CODE", *match.span("code"), 0.85, "CardCode", ("behind_card:0.85",))
