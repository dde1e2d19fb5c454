"""Primary account numbers of cards on a magnetic stripe, parted by signs, next to a letter.

A stripe is written as ISO/IEC 7813 says: track 1 `%B` number `^` name `^` expiry, service code and data `?`,
track 2 `;` number `=` expiry, service code and data `?`. Readers often drop the first and the last sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers.payment import card
from pii_sweep.detect.text import context, lexicon
from pii_sweep.detect.text.candidate import Hit

_EXPIRY = r"\d\d(?:0[1-9]|1[0-2])"
_TRACK_1 = re.compile(
    r"(?<![^\W_])[Bb](?P<card>(?:\d[ ]?){11,18}\d)\^"
    r"(?P<last>[^^/\n?%]{1,26})(?:/(?P<first>[^^/\n?%.]{0,26}))?"
    rf"[^^\n?%]{{0,12}}\^(?:{_EXPIRY}|\^|\?|\Z)"
)
_TRACK_2 = re.compile(rf"(?<![^\W_])(?P<card>\d{{12,19}})[=D]{_EXPIRY}\d{{3}}")
# Signs between groups that Presidio's pattern has not.
_GROUPED = re.compile(
    r"(?<![\w.,/\-])(?:\d{4}(?P<sign>[._/,]|[ ]?[–—·•|\t][ ]?)\d{4}(?P=sign)\d{4}(?P=sign)\d{4}"
    r"|3[47]\d\d(?P<other>[._/,]|[ ]?[|\t][ ]?)\d{6}(?P=other)\d{5})"
    r"(?![\w\-]|[.,/]\d)"
)
# Most of the signs part values of a list too: `4500,4600,4700,4802`. Then a label stands so near before them.
_IN_NUMBERS, _LABEL = frozenset("._"), 40
# Letters alone may touch a number: among other digits it is a piece of a code.
_TOUCHING = re.compile(
    r"(?<![^\W_])(?P<before>[^\W\d_]{0,12}_?)(?P<card>\d{14,16})(?P<after>_?[^\W\d_]{0,12})(?![^\W_])"
)
_NAMED = context.words(
    rf"{lexicon.patterns('identifier_labels', 'card')}|credit|card|cc|ccn|visa|master\s?card|amex|pan|debit"
)

_CARD_LABEL = context.words(
    r"(?:(?:credit|debit|payment|bank)?[ ]?card|visa|master\s?card|amex|ccn?|pan)"
    r"[ ]?(?:no|num|number|nbr|\#)?\.?[ ]?[:#=|\t]"
    r"|card[ ]?(?:no|num|number|nbr)|\w*kart(?:e|en)[\- ]?(?:nr|nummer)"
    r"|num\w*[ ](?:de[ ])?(?:la[ ])?(?:carte|tarjeta|cart[ãa]o)|card[ ]{0,2}\Z"
)


def find(text: str) -> Iterator[Hit]:
    """Yield the cards of magnetic stripes with their holders, and those in other spellings."""
    if "^" in text:
        yield from _find_stripes(text)
    if "=" in text or "D" in text:
        for match in _TRACK_2.finditer(text):
            if card.is_valid(match["card"], named=True):
                yield Hit("CREDIT_CARD", *match.span("card"), 0.95, "MagneticStripe", ("stripe:0.95",))
    yield from _find_groups(text)
    for match in _TOUCHING.finditer(text):
        start, end = match.span("card")
        touched = match["before"] or match["after"]
        if touched and card.is_valid(match["card"]) and context.is_near(text, start, end, _NAMED):
            yield Hit("CREDIT_CARD", start, end, 0.85, "TouchingCard", ("context:+",))


def _find_stripes(text: str) -> Iterator[Hit]:
    for match in _TRACK_1.finditer(text):
        if not card.is_valid(match["card"], named=True):
            continue
        yield Hit("CREDIT_CARD", *match.span("card"), 0.98, "MagneticStripe", ("stripe:0.98",))
        if match["first"] and match["last"].strip():
            start, end = match.start("last"), match.start("first") + len(match["first"].rstrip())
            yield Hit("PERSON", start, end, 0.95, "MagneticStripe", ("stripe:0.95",))


def _find_groups(text: str) -> Iterator[Hit]:
    for match in _GROUPED.finditer(text):
        number = re.sub(r"\D", "", match[0])
        if card.is_valid(number):
            named = context.is_near(text, *match.span(), _NAMED)
            sign = (match["sign"] or match["other"]).strip(" ")
            labelled = _CARD_LABEL.search(text, *_words_before(text, match.start()))
            if not labelled and (sign not in _IN_NUMBERS or _ascends(match[0])):
                continue
            yield Hit("CREDIT_CARD", *match.span(), 0.95 if named else 0.75, "GroupedCard", ("shape:0.75",))


def _ascends(groups: str) -> bool:
    """Return whether groups of digits stand in order, as those of a list do."""
    values = re.findall(r"\d+", groups)
    return values == sorted(values)


def _words_before(text: str, start: int) -> tuple[int, int]:
    """Return where the words right before a place of a line begin and end."""
    return max(text.rfind("\n", 0, start) + 1, start - _LABEL), start
