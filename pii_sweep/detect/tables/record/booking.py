"""Bookings as systems of airlines display them: documents, ways to reach a passenger, cards, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers.payment import card
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

_SURE = 0.95
_REASONS = ("segments:0.95",)
# What airlines note of a passenger's document (IATA, SSR DOCS): type, country, number, nationality,
# birth, sex, expiry, names; lists of passengers leave the names out. CTCM and CTCE are ways to reach one.
_DOCS = re.compile(
    r"DOCS\b[^\n/]{0,40}[ /][A-Z]{1,2}/[A-Z]{2,3}/(?P<number>[A-Z0-9]{5,15})/[A-Z]{2,3}/"
    r"(?P<born>\d\d[A-Z]{3}\d\d)/[A-Z]{1,2}/(?:\d\d[A-Z]{3}\d\d)?"
    r"(?:/(?P<last>[^\W\d_][\w \-]{0,40})/(?P<first>[^\W\d_][\w \-]{0,40}))?"
)
_REACHED = re.compile(
    r"CTC(?:[MHB]\b[^\n/]{0,12}/(?P<phone>\+?\d{7,15})|E\b[^\n/]{0,12}/(?P<mail>[\w.+\-]{1,64}//[\w.\-]{3,64}))"
)
# A card behind its scheme's two letters (IATA): Amadeus has `FP CCVI4…/0826`, Galileo `F-VI4…/D0826`, Sabre
# `*VI4…¥08/26`.
_CARD = re.compile(
    r"(?<![A-Z\d])(?:CC)?(?:VI|CA|AX|DC|JC|TP|MC|DS|UP|EC|MA|BA|IK|VE|TO)(?P<number>\d{13,19})"
    r"(?=[/*¥‡\-]|[ ]?EXP|[ ]?D\d{4}|\s|$)"
)
_LONG = re.compile(r"\d{13}")
# The address of who is sent a ticket or a bill (Amadeus, AM and AB), wrapped over lines: the name, then the
# lines, with commas between.
_MAILED = re.compile(
    r"(?m)^[ \t]{0,4}(?:\d{1,3}[ .])?[ ]?A[BM][ /](?:H/|M/)?[ ]?(?P<name>[^\W\d_][^\n,/\d]{1,40}),"
    r"(?P<lines>[^\n,]{2,60}(?:\n[ ]{3,8}(?![\d ])[^\n,]{1,60})?(?:,[^\n,]{2,40}){1,4}"
    r"(?:\n[ ]{3,8}(?![ ])[^\n,]{1,40})?)[ ]*$"
)
# A form of payment: `FP CCVI4…`, `F-VI4…`, `*VI4…`.
_PAID = re.compile(r"(?m)(?:\bFP[ *]?|\bF-|(?<!\w)\*|\bCC)[A-Z]{2}\d{13}")
_DISPLAYED = re.compile(
    r"(?m)^[ \t]{0,4}(?:\d{1,3}[ .])?[ ]?(?:SSR [A-Z]{4}|AP[EMH]?|F[AEPV]|TK) |^RP/[A-Z0-9]{6,9}/"
)


def find(text: str) -> Iterator[Hit]:
    """Yield what the elements of bookings hold, by their codes."""
    if "/" in text and ("DOCS" in text or "CTC" in text):
        yield from _find_documents(text)
    paid = _LONG.search(text) is not None and (_DISPLAYED.search(text) or _PAID.search(text))
    for match in _CARD.finditer(text) if paid else ():
        if card.is_valid(match["number"], named=True):
            yield Hit("CREDIT_CARD", *match.span("number"), _SURE, "Segments", _REASONS)
    if ("AM" in text or "AB" in text) and "," in text and _DISPLAYED.search(text):
        yield from _find_addresses(text)


def _find_documents(text: str) -> Iterator[Hit]:
    for match in _DOCS.finditer(text):
        yield Hit("US_PASSPORT", *match.span("number"), _SURE, "Segments", _REASONS)
        yield Hit("DATE_OF_BIRTH", *match.span("born"), _SURE, "Segments", _REASONS)
        if match["last"]:
            pieces = (match.span("first"), match.span("last"))
            span = match.start("last"), match.end("first")
            yield Hit("PERSON", *span, _SURE, "Segments", _REASONS, None, {}, pieces)
    for match in _REACHED.finditer(text):
        kind, entity = ("phone", "PHONE_NUMBER") if match["phone"] else ("mail", "EMAIL_ADDRESS")
        yield Hit(entity, *match.span(kind), _SURE, "Segments", _REASONS)


def _find_addresses(text: str) -> Iterator[Hit]:
    titles = lexicon.words("persons", "titles")
    for match in _MAILED.finditer(text):
        yield Hit("STREET_ADDRESS", *match.span("lines"), _SURE, "Segments", _REASONS)
        words = match["name"].split()
        title = words[0].lower().strip(".")
        if len(words) > 1:
            start = match.start("name") + (len(words[0]) + 1 if title in titles and len(words) > 2 else 0)
            yield Hit("PERSON", start, match.end("name"), _SURE, "Segments", _REASONS)
