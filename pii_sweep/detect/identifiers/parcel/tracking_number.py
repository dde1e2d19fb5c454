"""Numbers of parcels whose check digit holds: UPS, IMpb, S10, FedEx."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pii_sweep.detect.identifiers import check_digits
from pii_sweep.detect.identifiers.parcel import parcel_number
from pii_sweep.detect.text import context
from pii_sweep.detect.text.candidate import Hit

_TRACKING = re.compile(
    r"\b(?:1Z[ ]?(?:[0-9A-Z][ ]?){15}\d"
    r"|[A-Z]{2}[ ]?(?:\d{3}[ ]?\d{3}[ ]?\d{3}|\d{4}[ ]\d{4}[ ]\d)[ ]?[A-Z]{2}"
    r"|\d{4}(?:[ ]\d{4}){2,8}(?:[ ]\d{1,3})?|9[1-5]\d\d(?:-\d{4}){4}(?:-\d\d)?"
    r"|420[ ]?\d{5}(?:[ ]9[1-5]\d\d|(?=9[1-5]))(?:[ ]?\d{4}){4}(?:[ ]?\d\d)?|\d{12,38})\b"
)
# Every shape has such figures but UPS's, which begins with `1Z`.
_FIGURES = re.compile(r"\d\d\d[ \-]?\d\d\d")
_CARRIER = context.words(
    r"tracking(?:\s?(?:no|number|id|#|num))?|usps|ups|fedex|shipment|shipped|parcel|waybill|awb|carrier|label"
    r"|label_url"
    r"|priority mail|first[- ]class|ground|certified mail|package|delivery|trk|impb|express|dispatched"
    r"|on its way"
)
# A check digit is right by chance once in ten: only the letters before it make it likely. The second
# score is that of a number near a word of parcels.
_SCORES = {"ups": (0.75, 0.97), "impb": (0.7, 0.97), "s10": (0.55, 0.9), "fedex": (0.0, 0.9)}


def find(text: str, layout: str = "prose") -> Iterator[Hit]:
    """Yield the tracking numbers of a text.

    `layout` is the passage's: a shipping label or a bar code is context for a tracking number.
    """
    if _FIGURES.search(text) is None and "1Z" not in text:
        return
    labelled = layout in ("label", "barcode")
    for match in _TRACKING.finditer(text):
        code = re.sub("[ -]", "", match.group())
        kind = tracking_kind(code)
        if kind is None:
            if " " in match.group() and parcel_number.is_near_carrier(text, *match.span(), code):
                yield Hit("TRACKING_NUMBER", *match.span(), 0.7, "TrackingNumber", ("carrier:0.70",))
            continue
        known = labelled or context.is_near(text, match.start(), match.end(), _CARRIER)
        score = _SCORES[kind][known]
        if score:
            whole = match.group()
            start = match.end() - (
                check_digits.impb(whole) if kind == "impb" and whole.isdecimal() else len(whole)
            )
            reasons = (f"check_digit_{kind}:0.5", "context:+") if known else (f"check_digit_{kind}:0.5",)
            yield Hit("TRACKING_NUMBER", start, match.end(), score, "TrackingNumber", reasons)


def drop_lone(hits: Sequence[Hit]) -> list[Hit]:
    """Return the claims on a record, none where they are numbers of parcels by their check digits alone.

    Records of a carrier's events number each parcel and hold nothing else of people.
    """
    lone = [hit for hit in hits if hit.entity == "TRACKING_NUMBER" and hit.score < _LIKELY]
    return [] if lone and len(lone) == len(hits) else list(hits)


_LIKELY = 0.6


def drop_references(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the claims on a record without a sender's reference in a carrier's events alone."""
    if any(hit.entity not in _NUMBERS for hit in hits) or sum(1 for _ in _EVENT.finditer(text)) < _EVENTS:
        return list(hits)
    return [hit for hit in hits if hit.entity != "ORDER_ID" or not _is_reference(text, hit.start)]


def _is_reference(text: str, start: int) -> bool:
    """Return whether the label before a number is of a reference, which no order need be."""
    return _REFERENCE.search(text, text.rfind("\n", 0, start) + 1, start) is not None


_REFERENCE = re.compile(
    r"(?i)ref(?:erence|erenz|erencia|erentie)?s?(?:[ _.]?(?:no|nr|number))?\d{0,2}\W{0,4}\Z"
)


_NUMBERS = frozenset({"TRACKING_NUMBER", "ORDER_ID"})
# A field of what happened to a parcel, and where.
_EVENT = re.compile(
    r"(?im)^[\w.@/\[\]]{0,60}?(?:event|scan|checkpoint|milestone)s?[._]?"
    r"(?:code|type|description|desc|site|location|place|status|city|depot|facility)[^:\n]{0,20}:"
)
_EVENTS = 3


def tracking_kind(code: str) -> str | None:
    """Return the carrier's shape whose check digit holds, None where none does."""
    if code.startswith("1Z") and len(code) == 18:
        return "ups" if check_digits.ups(code) else None
    if len(code) == 13 and code[:2].isalpha() and code[-2:].isalpha():
        return "s10" if code[2:11].isdecimal() and check_digits.s10(code) else None
    if not code.isascii() or not code.isdecimal():
        return None
    if check_digits.impb(code):
        return "impb"
    if len(code) in (12, 15, 20, 22) and check_digits.fedex(code):
        return "fedex"
    return None
