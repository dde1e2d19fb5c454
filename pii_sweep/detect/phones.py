"""Telephone numbers: the US in every usual shape, other countries by plan or by a label near by."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from pii_sweep.detect import context
from pii_sweep.detect.hits import Hit

_EXT = r"(?:[ ]{0,2}(?:,[ ]{0,2})?(?:x|ext\.?|extension|#)[ ]{0,2}\d{1,6})?"
_US = re.compile(
    rf"(?<![\w./\-])(?:(?:\+?1|001)[ .\-]{{0,2}})?(?:\(\d{{3}}\)[ .\-]{{0,2}}|\d{{3}}[ .\-/]{{1,2}})\d{{3}}[ .\-]{{1,2}}\d{{4}}{_EXT}(?![\w\-]|\.\d)"
)
_LOCAL = re.compile(rf"(?<![\w./\-$])555-01\d\d{_EXT}(?![\w\-]|\.\d)")
_GLOBAL = re.compile(rf"(?<![\w.])(?:\+|00)[1-9]\d{{0,2}}(?:[ .\-/()]{{0,3}}\d){{6,12}}{_EXT}(?![\w\-])")
_ANY = re.compile(
    rf"(?<![\w.,/\-$€£#])(?:\(\d{{1,5}}\)|\d{{1,5}})(?:[ .\-/]{{1,2}}(?:\(\d{{1,4}}\)|\d{{2,8}})){{1,5}}{_EXT}(?![\w\-]|[.,]\d)"
)
_RUN = re.compile(rf"(?<![\w.,/\-$€£#])\d{{7,12}}{_EXT}(?![\w\-]|[.,]\d)")
_LABEL = context.words(
    r"phones?|telephone|tele?|tel\.?|cell(?:phone)?|mobile|mob|call(?: me)?(?: at| on)?|fax|ph|contact|reach(?: me)?(?: at)?|dial|hotline|whatsapp|sms|text(?: me)?"
    r"|handynummer|telefon|handy|rufnummer|number is|numbers? (?:at|on)|ring|line"
)
_OTHER = context.words(
    r"card|ssn|social|account|acct|invoice|order|iban|zip|passport|licen[cs]e|tracking|sku|isbn|ref(?:erence)?|reg|gst|vat|date|id|serial|upc|total|member"
)


def find(text: str, region: str = "US") -> Iterator[Hit]:
    """Yield telephone numbers; `region` is the country that national shapes are read in."""
    if sum(char.isdigit() for char in text[:4000]) < 6 and len(text) < 4000:
        return
    for match in _GLOBAL.finditer(text):
        valid = _valid(match.group(), region)
        yield Hit("PHONE_NUMBER", *match.span(), 0.95 if valid else 0.7, "Phone", ("international:0.7",))
    for match in _US.finditer(text):
        yield from _us(text, match)
    for match in _LOCAL.finditer(text):
        known = context.near(text, *match.span(), _LABEL)
        yield Hit("PHONE_NUMBER", *match.span(), 0.9 if known else 0.75, "Phone", ("shape_local:0.75",))
    for label in context.windows(text, _LABEL, 60):
        for pattern, score in ((_ANY, 0.8), (_RUN, 0.75)):
            for match in pattern.finditer(text, *label):
                yield from _labelled(text, match, score)


def _us(text: str, match: re.Match[str]) -> Iterator[Hit]:
    known = context.near(text, *match.span(), _LABEL)
    digits = re.sub(r"\D", "", re.split(r"(?i)[xe#]", match.group())[0])[-10:]
    score = 0.85 if digits[0] not in "01" and digits[3] not in "01" else 0.7
    if context.before(text, match.start(), _OTHER, 24) and not known:
        score -= 0.35
    yield Hit("PHONE_NUMBER", *match.span(), 0.97 if known else score, "Phone", (f"shape_us:{score:.2f}",))


def _labelled(text: str, match: re.Match[str], score: float) -> Iterator[Hit]:
    digits = sum(char.isdigit() for char in match.group())
    if not 6 <= digits <= 16 or re.match(r"\d{4}-\d\d-\d\d|\d\d?[/.]\d\d?[/.]\d{2,4}", match.group()):
        return
    if not context.before(text, match.start(), _LABEL, 40) or context.before(text, match.start(), _OTHER, 20):
        return
    yield Hit("PHONE_NUMBER", *match.span(), score, "Phone", (f"label:{score:.2f}",))


def _valid(text: str, region: str) -> bool:
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", text), region)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(number))
