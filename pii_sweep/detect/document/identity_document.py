"""Pages that are a document of identity, identified by evidence: machine-readable lines, labels, shapes.

Sources: ICAO Doc 9303 parts 3 to 5 (machine-readable zone), AAMVA DL/ID Card Design Standard
annex D (bar code), ISO/IEC 7810 cards by their customary titles and labels (`data/identity_documents.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pii_sweep.detect.document import caption, card_layout
from pii_sweep.detect.identifiers import check_digits
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

# A page of more text than this is a letter about a document, not the document.
SHORT = 1600
SHORT_CARD = 400  # a payment card says less
_LEGIBLE = 10  # figures of a card's number, at least, that indicate that it is one
_TD3 = re.compile(
    r"P[A-Z<][A-Z]{3}(?P<name>[A-Z<]{39})\s{1,3}(?P<number>[A-Z0-9<]{9})(?P<c1>\d)[A-Z]{3}(?P<born>\d{6})"
    r"(?P<c2>\d)[MFX<]\d{7}[A-Z0-9<]{14}[\d<]\d"
)
_TD1 = re.compile(
    r"[AIC][A-Z<][A-Z]{3}(?P<number>[A-Z0-9<]{9})(?P<c1>[\d<])[A-Z0-9<]{15}\s{1,3}(?P<born>\d{6})"
    r"(?P<c2>\d)[MFX<]\d{7}[A-Z]{3}[A-Z0-9<]{11}\d\s{1,3}(?P<name>[A-Z<]{30})"
)
_TD2 = re.compile(
    r"[AIC][A-Z<][A-Z]{3}(?P<name>[A-Z<]{31})\s{1,3}(?P<number>[A-Z0-9<]{9})(?P<c1>[\d<])[A-Z]{3}(?P<born>\d{6})"
    r"(?P<c2>\d)[MFX<]\d{7}[A-Z0-9<]{7}\d(?![A-Z0-9<])"
)
# Visas (ICAO Doc 9303-7): as wide as a passport's lines, or as the wider cards'.
_VISA = re.compile(
    r"V[A-Z<][A-Z]{3}(?P<name>[A-Z<]{31}(?:[A-Z<]{8})?)\s{1,3}(?P<number>[A-Z0-9<]{9})(?P<c1>\d)[A-Z<]{3}"
    r"(?P<born>\d{6})(?P<c2>\d)[MFX<]\d{7}[A-Z0-9<]{8}(?:[A-Z0-9<]{8})?(?![A-Z0-9<])"
)
_ZONES = (("passport", _TD3), ("identity_card", _TD1), ("identity_card", _TD2), ("passport", _VISA))
_AAMVA = re.compile(r"ANSI ?\d{6}")
_FIELD = re.compile(r"(?:^|[\n\r\x1e]|DL|ID)(D[A-Z]{2})([^\n\r\x1e]{1,60})")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of document: words of which one must be there, and labels of which some must."""

    name: str
    title: gate.Gated
    labels: tuple[str, ...]
    least: int
    numbers: tuple[str, ...] = ()
    name_below: bool = False


@lru_cache(maxsize=1)
def _kinds() -> gate.Gates[_Kind]:
    """Return the kinds of `data/identity_documents.toml` behind their titles, compiled."""
    kinds = (
        _Kind(
            row["class"],
            gate.gated(rf"(?i)(?<![a-z])(?:{'|'.join(row['title'])})(?![a-z])"),
            tuple(row["labels"]),
            row["least"],
            tuple(row.get("numbers", ())),
            row.get("name_below", False),
        )
        for row in lexicon.table("identity_documents")["document"]
    )
    return gate.Gates((kind.title, kind) for kind in kinds)


@lru_cache(maxsize=512)
def _label(words: str) -> re.Pattern[str]:
    """Compile a label when a text with a title of its kind asks for it: most processes see few kinds."""
    return re.compile(rf"(?i)(?<![a-z])(?:{words})(?![a-z])")


_CARD = re.compile(
    r"(?i)\bthru\b|valid ?(?:thru|through|from|until|dates?)|good thru|month/year|member since|expires end"
    r"|exp(?:iry|ires)?[: ]"
)
_BRAND = re.compile(
    r"(?i)\b(?:visa|master ?card|american express|amex|discover|debit|credit|maestro|platinum|gold|business"
    r"|bank)\b"
)


def find(text: str, hits: Sequence[Hit], layout: str = "page") -> Iterator[Hit]:
    """Yield the documents of identity that a page is, with what their machine-readable parts hold.

    `hits` are the other claims on the page; a payment card needs a card number among them, and is no
    running text, record or line of a log that quotes one.
    """
    yield from _mrz(text)
    yield from _aamva(text)
    if len(text) > SHORT:
        return
    yield from card_layout.badge(text)
    numbered = any(hit.entity == "NATIONAL_ID" for hit in hits)
    filled = any(hit.entity in _FILLED for hit in hits)
    claimed: dict[str, tuple[_Kind, re.Match[str], int]] = {}
    titled: dict[str, list[tuple[_Kind, int]]] = {}
    for kind in _kinds().opened(text):
        title = kind.title.search(text)
        if title is None:
            continue
        last = max(match.end() for match in kind.title.finditer(text))
        titled.setdefault(kind.name, []).append((kind, last))
        seen = sum(_label(label).search(text) is not None for label in kind.labels)
        seen += numbered and kind.name == "identity_card"
        if seen >= kind.least and (filled or _VALUE.search(text)):
            claimed.setdefault(kind.name, (kind, title, seen))
    for name, (kind, title, seen) in claimed.items():
        if name in _NUMBERED and layout != "fields":  # whose numbers have labels of their own
            numbers = [pattern for one, _ in titled[name] for pattern in one.numbers]
            below = max((last for one, last in titled[name] if one.name_below), default=0)
            yield from caption.read(text, _NUMBERED[name], numbers, below)
        yield from card_layout.licence(text) if name == "driver_license" else ()
        score = min(0.95, 0.6 + 0.07 * (seen - kind.least + 1))
        yield _document(name, *title.span(), score, f"labels:{seen}")
    if len(text) < SHORT_CARD and layout == "page":
        yield from _payment(text, hits)


# What a document has where it is somebody's: an empty form and a list of what to bring have none.
_FILLED = frozenset(
    {
        *("DATE_OF_BIRTH", "STREET_ADDRESS", "US_SSN", "US_DRIVER_LICENSE", "US_PASSPORT", "NATIONAL_ID"),
        *("PHONE_NUMBER", "EMAIL_ADDRESS", "US_BANK_NUMBER"),
    }
)
# A date, or a number of six figures or more.
_VALUE = re.compile(
    r"(?<!\d)\d{1,2}[ ]?[/.\-][ ]?\d{1,2}[ ]?[/.\-][ ]?\d{2,4}(?!\d)|(?<!\d)(?:19|20)\d\d[/.\-]\d\d[/.\-]\d\d"
    r"|(?<!\d)\d\d[ ]\d\d[ ](?:19|20)\d\d(?!\d)"
    rf"|\d[ ]?(?:{vocabulary.short_month()})|(?:[A-Z]?\d[ \-]?){{6}}",
    re.IGNORECASE,
)


def _payment(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the payment card that a picture is, its number whole or in part.

    With a number stand when it is valid and a brand or whose it is.
    """
    number = next((hit for hit in hits if hit.entity == "CREDIT_CARD"), None)
    groups = _GROUPS.search(text) if number is None else None
    if number is None and groups is None:
        return
    valid, brand = _CARD.search(text) is not None, _BRAND.search(text) is not None
    if number is not None:
        dated = valid or _MONTH.search(text) is not None
        if dated and (brand or _HOLDER.search(text) is not None):
            score = 0.85 if valid and brand else 0.75
            yield _document(
                "payment_card", number.start, number.end, score, f"number_and_validity:{score:.2f}"
            )
    elif groups is not None and valid and brand:
        yield from _part_hidden(text, groups)


# The holder in capitals on a line of its own, and the month to which a card is valid on one.
_HOLDER = re.compile(
    r"(?m)^[ ]*(?:(?:MRS?|MS|DR)\.?[ ])?[A-Z][A-Z'\-]+(?:[ ][A-Z]\.?)?(?:[ ][A-Z][A-Z'\-]+){1,2}[ ]*$"
)
_MONTH = re.compile(r"(?m)^(?:[^\n\d]{0,24}[ ])?(?:0[1-9]|1[0-2])[ ]?/[ ]?\d\d(?:\d\d)?[ ]*$")


# What a thumb or a glare leaves of a card's number: at least ten figures in its groups, alone on a line.
_GROUPS = re.compile(r"(?m)^[ ]*\d{2,4}(?:[ ]{1,8}\d{2,4}){2,3}[ ]*$")
_DATED = re.compile(r"(?<!\d)(?:0[1-9]|1[0-2])[ ]?/[ ]?\d\d(?:\d\d)?(?!\d)")


def _part_hidden(text: str, groups: re.Match[str]) -> Iterator[Hit]:
    """Yield the payment card whose number is not whole: groups of figures and the month it is valid to."""
    held = [len(group) for group in groups.group().split()]
    if _DATED.search(text) and sum(held) >= _LEGIBLE and held.count(4) >= 2:
        yield _document("payment_card", *groups.span(), 0.7, "number_in_part:0.70")


# What the number on a document of each class is claimed as.
_NUMBERED = {
    "identity_card": "NATIONAL_ID",
    "residence_permit": "NATIONAL_ID",
    "passport": "US_PASSPORT",
    "driver_license": "US_DRIVER_LICENSE",
}


def _document(kind: str, start: int, end: int, score: float, reason: str) -> Hit:
    reasons = (f"class_{kind}:{score:.2f}", reason)
    parts = {"class": kind}
    return Hit("IDENTITY_DOCUMENT", start, end, score, "IdentityDocument", reasons, None, parts)


def _mrz(text: str) -> Iterator[Hit]:
    if "<<" not in text:
        return
    for kind, pattern in _ZONES:
        for match in pattern.finditer(text):
            good = check_digits.mrz(match.group("number"), match.group("c1")) + check_digits.mrz(
                match.group("born"), match.group("c2")
            )
            if not good:
                continue
            score = 0.98 if good == 2 else 0.8
            reasons = (f"mrz_check_digits:{good}",)
            yield _document(kind, *match.span(), score, reasons[0])
            entity = "US_PASSPORT" if kind == "passport" else "US_DRIVER_LICENSE"
            number = match.group("number").rstrip("<")
            at = match.start("number")
            if pattern is not _VISA:  # its own number is no passport's
                yield Hit(entity, at, at + len(number), score, "MachineReadableZone", reasons)
            yield Hit("DATE_OF_BIRTH", *match.span("born"), score, "MachineReadableZone", reasons)
            if "<<" in match.group("name").rstrip("<") or match.group("name").count("<") > 9:
                yield _mrz_name(match, reasons)


_CHECKED = 0.999  # a zone whose check digits hold is surer than the form of its name alone


def _mrz_name(match: re.Match[str], reasons: tuple[str, ...]) -> Hit:
    """Return the holder: given names before the surname, which the zone has the other way round."""
    start, name = match.start("name"), match.group("name").rstrip("<")
    surname, _, given = name.partition("<<")
    last = (start, start + len(surname))
    first = (start + len(surname) + 2, start + len(name))
    pieces = (first, last) if given else (last,)
    return Hit(
        "PERSON", start, start + len(name), _CHECKED, "MachineReadableZone", reasons, "customer", {}, pieces
    )


def _aamva(text: str) -> Iterator[Hit]:
    """Yield the documents of a text that quotes licences: each holds what stands before the next one."""
    heads = list(_AAMVA.finditer(text))
    ends = [*(head.start() for head in heads), len(text)][1:]
    for head, end in zip(heads, ends, strict=True):
        yield _document("driver_license", *head.span(), 0.97, "aamva_header:0.97")
        yield from _licence(text, head.start(), end)


def _licence(text: str, start: int, end: int) -> Iterator[Hit]:
    fields = {match.group(1): match.span(2) for match in _FIELD.finditer(text, start, end)}
    for name, entity in (("DAQ", "US_DRIVER_LICENSE"), ("DBB", "DATE_OF_BIRTH")):
        if name in fields:
            yield Hit(entity, *fields[name], 0.97, "Aamva", ("aamva_field:0.97",))
    names = (fields.get("DAC") or fields.get("DCT"), fields.get("DCS"))
    spans = tuple(span for span in names if span is not None) or ((fields["DAA"],) if "DAA" in fields else ())
    if spans:
        low, high = min(start for start, _ in spans), max(end for _, end in spans)
        yield Hit("PERSON", low, high, 0.97, "Aamva", ("aamva_field:0.97",), "customer", {}, spans)
    street, code = fields.get("DAG"), fields.get("DAK")
    if street is not None:
        tags = (("street", "DAG"), ("city", "DAI"), ("state", "DAJ"), ("zip", "DAK"))
        parts = {key: text[slice(*fields[name])].strip() for key, name in tags if name in fields}
        held = [fields[name] for _, name in tags if name in fields]
        if code is not None and "zip" in parts:
            parts["zip"] = parts["zip"][:5]
            held[-1] = (code[0], code[0] + 5)
        low, high = min(start for start, _ in held), max(end for _, end in held)
        yield Hit(
            "STREET_ADDRESS", low, high, 0.99, "Aamva", ("aamva_field:0.97",), "customer", parts, tuple(held)
        )
