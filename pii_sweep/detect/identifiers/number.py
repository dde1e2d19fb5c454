"""Tracking numbers, card codes, licences, coordinates, account names and passwords."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers import (
    birth_date,
    check_digits,
    coordinates,
    credential_phrase,
    login,
    number_confusion,
    order_number,
    parcel_number,
)
from pii_sweep.detect.text import casing, context, gate
from pii_sweep.detect.text.candidate import Hit

_TRACKING = re.compile(
    r"\b(?:1Z[ ]?(?:[0-9A-Z][ ]?){15}\d"
    r"|[A-Z]{2}[ ]?(?:\d{3}[ ]?\d{3}[ ]?\d{3}|\d{4}[ ]\d{4}[ ]\d)[ ]?[A-Z]{2}"
    r"|\d{4}(?:[ ]\d{4}){2,8}(?:[ ]\d{1,3})?|9[1-5]\d\d(?:-\d{4}){4}(?:-\d\d)?"
    r"|420[ ]?\d{5}(?:[ ]9[1-5]\d\d|(?=9[1-5]))(?:[ ]?\d{4}){4}(?:[ ]?\d\d)?"
    r"|\d{12,38})\b"
)
_CARRIER = context.words(
    r"tracking(?:\s?(?:no|number|id|#|num))?|usps|ups|fedex|shipment|shipped|parcel|waybill|awb|carrier|label"
    r"|label_url"
    r"|priority mail|first[- ]class|ground|certified mail|package|delivery|trk|impb|express|dispatched"
    r"|on its way"
)
_CVV = gate.gated(
    r"(?i)\b(cvv2?|cvc2?|cid|csc|sec(?:urity|\.)?[ ]code|card[ ](?:verification[ ])?code|cvv code)"
    r"\b[ ]?[\"']?[#:=\-]{0,2}[ ]{0,3}[\"']?"
    r"(\d{3,4})\b"
)
# `cid` is a cell's and `csc` an error's too, if no card is near.
_CARDED = context.words(
    r"card|visa|master\s?card|amex|american express|discover|cvv|expir\w*|exp|\d{4}[ \-]\d{4,6}[ \-]\d{4,5}"
)
# A card, when it ends and its code in a list: `4242 4242 4242 4242 | 12/28 | 737`.
_LISTED = re.compile(
    r"(?P<sign>[|;,:])[ ]?\d\d[ ]?[/|\-][ ]?(?:20)?\d\d[ ]?(?P=sign)[ ]?(?P<code>\d{3,4})(?!\d)"
)
_BEFORE_LIST = re.compile(r"(?<![\d\-])(?:\d[ \-]?){12,18}\d[ ]?$")
# Several states part their numbers by dashes: `V534-178-61-249-0`.
_STATED = r"(?:[ ]?\([A-Za-z. ]{2,20}\))?"
_LICENCE = gate.gated(
    r"(?<![A-Za-z])(?:(?i:(?:driver['’]?s?['’]?|driving|operator['’]?s?['’]?)[ ](?:licen[cs]e|lic\b\.?"
    r"|permit))"
    r"|(?:DLN?|D\.L\.|OLN|CDL)(?![A-Za-z\d]))"
    rf"(?i:{_STATED}[ ]?(?:no|num|number|id|nbr|#)?\.?{_STATED}[ ]?[:#]?[ ]{{0,3}})"
    r"(?:(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT"
    r"|V[AT]|W[AIVY])[ ]{1,3})?"
    r"(WDL[A-Z\d*]{9}|[A-Z]{0,3}[ \-]?\d[\dA-Z]*(?:[ \-][\dA-Z]*\d[\dA-Z]*){0,5})(?![\w\-])"
)
# Letter and groups as several states have them, behind any licence: `his license, no. M239-715-92-995-0`.
_DASHED = gate.gated(
    r"(?i:licen[cs]e),?[ ](?i:(?:no|num|number|nr|#)\b\.?[ :#]{0,3})?"
    r"(?:of[ ](?:the[ ])?[a-z]{3,12}[ ]?:?[ ])?"
    r"(?P<number>[A-Z]\d{2,3}(?:-\d{2,4}){2,4}(?:-\d)?)"
    r"(?![\w\-])"
)
# A log line of a web server: `203.0.113.9 - ann [14/May/2024:...`
_LOGGED = re.compile(r"(?m)^[\d.a-f:]{7,39} \S{1,40} ([^\s\-\"\[][^\s\"\[]{1,63}) \[\d\d/[A-Z][a-z]{2}/\d{4}")
# A chat's log: `09:02 <@ann_7> hello`, `09:05 -!- ann_7 [~a@host] has joined`.
_NICK = re.compile(
    r"(?m)^\[?(?:\d[\d/.-]{7,9}[ T])?\d\d:\d\d(?::\d\d)?\]? <[ @+%&~!]?([A-Za-z_\[\]\\^{}|`][^\s<>]{1,30})>"
)
_JOINED = re.compile(
    r"(?m)^\[?(?:\d[\d/.-]{7,9}[ T])?\d\d:\d\d(?::\d\d)?\]? (?:-!-|\*{1,3}|-->|<--)\s+"
    r"([^\s\[(]{2,31}) [\[(][^\s@]{1,40}@"
)
_DIGIT = re.compile(r"\d")
# No state's licence has more digits (Maryland and New Jersey have the longest); numbers of parcels have.
_LONGEST = 16


def find(text: str, layout: str = "prose") -> Iterator[Hit]:
    """Yield the numbers and names that a label or a check digit gives away.

    `layout` is the passage's: a shipping label or a bar code is context for a tracking number.
    """
    if _DIGIT.search(text) is not None:
        yield from _tracking(text, layout in ("label", "barcode"))
        yield from order_number.find(text)
        yield from _labelled(text)
        yield from birth_date.find(text)
        yield from coordinates.find(text)
    yield from login.find(text)
    yield from credential_phrase.find(text)
    for pattern in (_LOGGED, _NICK, _JOINED) if layout == "log" else ():
        for match in pattern.finditer(text):
            yield Hit("USERNAME", *match.span(1), 0.7, "Username", ("logged:0.70",))


# A check digit is right by chance once in ten: only the letters before it make it likely. The second
# score is that of a number near a word of parcels.
_SCORES = {"ups": (0.75, 0.97), "impb": (0.7, 0.97), "s10": (0.55, 0.9), "fedex": (0.0, 0.9)}


def _tracking(text: str, labelled: bool) -> Iterator[Hit]:
    for match in _TRACKING.finditer(text):
        code = re.sub("[ -]", "", match.group())
        kind = tracking_kind(code)
        if kind is None:
            if " " in match.group() and parcel_number.near(text, *match.span(), code):
                yield Hit("TRACKING_NUMBER", *match.span(), 0.7, "TrackingNumber", ("carrier:0.70",))
            continue
        known = labelled or context.near(text, match.start(), match.end(), _CARRIER)
        score = _SCORES[kind][known]
        if score:
            whole = match.group()
            start = match.end() - (
                check_digits.impb(whole) if kind == "impb" and whole.isdigit() else len(whole)
            )
            reasons = (f"check_digit_{kind}:0.5", "context:+") if known else (f"check_digit_{kind}:0.5",)
            yield Hit("TRACKING_NUMBER", start, match.end(), score, "TrackingNumber", reasons)


def tracking_kind(code: str) -> str | None:
    """Return the carrier's shape whose check digit holds, None where none does."""
    if code.startswith("1Z") and len(code) == 18:
        return "ups" if check_digits.ups(code) else None
    if len(code) == 13 and code[:2].isalpha() and code[-2:].isalpha():
        return "s10" if code[2:11].isdigit() and check_digits.s10(code) else None
    if not code.isascii() or not code.isdigit():
        return None
    if check_digits.impb(code):
        return "impb"
    if len(code) in (12, 15, 20, 22) and check_digits.fedex(code):
        return "fedex"
    return None


def _labelled(text: str) -> Iterator[Hit]:
    for match in _CVV.finditer(text):
        carded = match.group(1)[:2].lower() == "cv" or context.near(text, *match.span(), _CARDED)
        if carded:
            yield Hit("CREDIT_CARD_CODE", *match.span(2), 0.9, "CardCode", ("label:0.9",))
    for match in _LISTED.finditer(text):
        card = _BEFORE_LIST.search(text, max(0, match.start() - 26), match.start())
        if card is not None and check_digits.luhn(re.sub(r"\D", "", card.group())):
            yield Hit("CREDIT_CARD_CODE", *match.span("code"), 0.85, "CardCode", ("behind_card:0.85",))
    for match in _LICENCE.finditer(text):
        if 5 <= sum(map(str.isdigit, match.group(1))) <= _LONGEST or match.group(1).startswith("WDL"):
            yield Hit("US_DRIVER_LICENSE", *match.span(1), 0.85, "DriverLicence", ("label:0.85",))
    for match in _DASHED.finditer(text):
        yield Hit("US_DRIVER_LICENSE", *match.span("number"), 0.8, "DriverLicence", ("label:0.80",))
    yield from _accounts(text)
    for match in _FOOT.finditer(text) if "⑆" in text or casing.words(text) >= _PAID else ():
        if check_digits.aba(match["bank"]):
            yield Hit("US_BANK_NUMBER", *match.span("number"), 0.85, "Account", ("check:0.85",))


# `Account number: 4471-882-113`, `A/C No. 8837261`: shorter than others, or in groups, where a bank is near.
_ACCOUNT = gate.gated(
    r"(?i)\b(?:acc(?:oun)?t|a/c)\b[ ]?(?:no|nr|num|number|#)?\.?(?:[ ]is)?(?:[ ]?[:#.…=]{1,40})?"
    r"[ \t]{0,4}\n{0,2}(?P<number>\d{3,17}(?:[ \-]\d{1,12}){0,3})(?![\w/]|[.,\-]\d|-\w)"
)
_AT_BANKS = re.compile(
    r"(?i)(?<![a-z])(?:bank|routing|aba|checking|savings|direct deposit|wire|ach|credit union)(?![a-z])"
)
# The line of figures at the foot of a check: the bank, the account, the check.
_FOOT = re.compile(
    r"[⑆|:;\"'][:|]?[ ]?(?P<bank>\d{9})[ ]?[⑆|:;\"'][:|]?[ ]{0,4}(?P<number>\d[\d\-]{3,15}\d)"
    r"(?=[ ]?[⑆⑇⑈|\"':]|[ ]{1,9}\d{3,6}\b|[ ]*(?:\n|$))"
)
_PAID = frozenset({"pay", "order"})
_FEWEST, _NEAR_BANK = 5, 160


def _accounts(text: str) -> Iterator[Hit]:
    """Yield accounts behind their label where a word indicates a bank."""
    for match in _ACCOUNT.finditer(text):
        start, end = match.span("number")
        digits = re.sub(r"\D", "", match["number"])
        if not _FEWEST <= len(digits) <= 17 or number_confusion.routing(text, start, end):
            continue
        if _AT_BANKS.search(text, max(0, start - _NEAR_BANK), min(len(text), end + _NEAR_BANK)):
            yield Hit("US_BANK_NUMBER", start, end, 0.8, "Account", ("label:0.80",))
