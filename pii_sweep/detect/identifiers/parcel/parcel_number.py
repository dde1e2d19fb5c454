"""Numbers of parcels by carriers' own shapes: sure by letters, or by a carrier's name or a label.

Shapes after the carriers' public integration guides; check digits after GS1 (SSCC) and IATA (modulus 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pii_sweep.detect.identifiers import check_digits
from pii_sweep.detect.text import casing, context, lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate


@dataclass(frozen=True, slots=True)
class Shape:
    """How one carrier's numbers look; `alone` and `known` are scores without and with the carrier's word.

    `words` are in lower case; one of them anywhere in the text, or a parcel's label around it, is the
    word for it. `alone` of 0 drops what no word supports.
    """

    name: str
    pattern: re.Pattern[str] = field(repr=False)
    words: tuple[str, ...]
    alone: float = 0.0
    known: float = 0.9


def _shapes(kind: str) -> tuple[Shape, ...]:
    """Return the carriers' shapes of one list of `carriers.toml`."""
    table = lexicon.table("carriers")
    sent = ",".join(table["sent"])
    return tuple(
        Shape(
            one["name"],
            re.compile(rf"(?<![\w\-/.])(?:{one['pattern']})(?![\w/]|-\w)"),
            tuple(",".join(one["words"]).replace("{sent}", sent).split(",")),
            *(one[score] for score in ("alone", "known") if score in one),
        )
        for one in table[kind]
    )


_SURE, _NAMED = _shapes("sure"), _shapes("named")
_MARKS: dict[str, list[str]] = {one["name"]: one["marks"] for one in lexicon.table("carriers")["sure"]}
# With a check digit, and the carrier's name or a label near.
_SSCC = re.compile(r"(?<![\w\-/.])(?:\(00\)[ ]?)?(?:00)?[ ]?(?:\d[ ]?){17}\d(?![\w/])")
_TEN = re.compile(r"(?<![\w\-/.])\d\d[ ]?\d{4}[ ]?\d{4}(?![\w/]|-\d)")
_LABEL = gate.gated(
    r"(?i)(?<![^\W\d_])(?:track(?:ing)?(?:[ ]?(?:&|and)[ ]?trace)?|sendungs?(?:verfolgung)?|paket"
    r"|consignment|shipment"
    r"|waybill|awb|trk|tracciamento|lähetystunnus|suivi|colis|seguimiento|rastre(?:o|amento|io)|env[ií]o|spedizione|vettura|zending"
    r"|przesyłki|przewozowy|kolli"
    r"|forsendelse|sporings|spårnings|seuranta)(?:s?[ -]?(?:nummer|number|numéro|número|numero|numer|kod"
    r"|code|codice|código|nr|no|n°|nº|id|#|ref(?:erence)?))*\.?[\"']?[ ]{0,2}(?:[:#=]|is|est|ist|es|è|\n)?"
    r"[ \t]{0,3}\n?[ \t]{0,3}[\"']?(?P<code>(?=(?:[A-Z]*[ ]?\d){6})"
    r"(?-i:[A-Z0-9]{2,24}(?:[ ][A-Z0-9]{2,8}){0,7}))(?![\w/]|-\w)"
)
_NUMBERED = re.compile(
    r"(?i)(?:nummer|number|numéro|número|numero|numer|kod|code|codice|código|nr|no|n°|nº|id|#|:)\W*$"
)
# Numbers that a check digit has to hold for are judged elsewhere; a date or a telephone number is not one.
ELSEWHERE = re.compile(r"1Z\w{16}|[A-Z]{2}\d{9}[A-Z]{2}|9[1-5]\d{18,24}|420\d{5}9\d+|(?:19|20)\d{6}")
_DIGITS = re.compile(r"\d(?:[ .]?\d{4}|(?<=[A-Z].)\d[A-Z])|TB[ACM]")


_CARRIERS = gate.gated_words(
    r"(?i)(?<![^\W\d_])", [re.escape(word) for shape in _NAMED for word in shape.words], ""
)


def find(text: str, layout: str) -> Iterator[Hit]:
    """Yield numbers of parcels whose carrier follows from the shape, its name in the text or a label.

    `layout` is the passage's: a shipping label's numbers need no more than the carrier's name.
    """
    if _DIGITS.search(text) is None:
        return
    small = casing.lower(text)
    for shape in _SURE:
        for match in shape.pattern.finditer(text) if any(map(text.__contains__, _MARKS[shape.name])) else ():
            known = layout in ("label", "barcode") or any(map(small.__contains__, shape.words))
            yield _hit(match.span(), shape.known if known else shape.alone, f"shape_{shape.name}")
    for shape in _NAMED if _CARRIERS.admits(text) else ():
        for word in shape.words:
            if word in small and _names_carrier(small, word):
                yield from _find_near(text, shape, small, word)
                break
    if "dhl" in small or "sscc" in small or "00340" in text:
        yield from _find_checked(text, small)
    yield from _find_labelled(text)


def _names_carrier(small: str, word: str) -> bool:
    return re.search(rf"(?<![^\W\d_]){re.escape(word)}", small) is not None


# Carriers whose numbers come in groups of figures without a public check digit.
_GROUPED = context.words(
    r"dpd|gls|hermes|evri|dhl|postnl|postnord|bring|bpost|inpost|colissimo|chronopost|mondial relay|correos"
    r"|seur|mrw|ctt|brt|bartolini|poste italiane|yodel|royal mail|parcelforce|an post|tnt|purolator"
    r"|canada post|canpar|australia post|startrack|aramex|packeta|matkahuolto|posti|itella|paket|colis"
    r"|pakje|pakke|paczka|paquete|pacco"
)


def is_near_carrier(text: str, start: int, end: int, code: str) -> bool:
    """Return whether a carrier's name stands near digits in groups that no card has."""
    card = len(code) == 16 and check_digits.luhn(code)
    grouped = 14 <= len(code) <= 24 and not card and ELSEWHERE.fullmatch(code) is None
    return grouped and context.is_near(text, start, end, _GROUPED)


# A carrier's name says so much of the numbers around it.
_REACH = 400


def _find_near(text: str, shape: Shape, small: str, word: str) -> Iterator[Hit]:
    places = [match.start() for match in re.finditer(re.escape(word), small)][:20]
    for match in shape.pattern.finditer(text):
        if not any(abs(match.start() - place) < _REACH for place in places):
            continue
        code = re.sub(r"\s", "", match.group())
        carded = len(code) == 16 and code.isdecimal() and check_digits.luhn(code)
        if carded or ELSEWHERE.fullmatch(code) or not _has_own_label(text, match.start()):
            continue
        yield _hit(match.span(), shape.known, f"carrier_{shape.name}")


# Another label right before a number.
_OTHER = re.compile(
    r"(?i)(?:\b(?:tel|phone|fax|mobile?|contact|order|bestell\w*|invoice|ref(?:erence)?|account|acct"
    r"|customer|kunden\w*|vat|iban|card|ean|upc|sku"
    r"|gtin|kvk|btw|siret|reg|date|item|po|weight|visa|mastercard|depot|route|zip)\b[ .:#\d]{0,8}|\+)"
    r"(?:no|nr|number|num|id)?[ .:#]{0,3}$"
)


def _has_own_label(text: str, start: int) -> bool:
    return _OTHER.search(text, max(0, start - 24), start) is None


def _find_checked(text: str, small: str) -> Iterator[Hit]:
    for match in _SSCC.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if (
            len(digits) in (18, 20)
            and check_digits.mod10_3_1(digits[-18:])
            and digits[-18:].startswith(("340", "003", "3"))
        ):
            yield _hit(match.span(), 0.9, "check_digit_sscc")
    if "dhl" not in small:
        return
    for match in _TEN.finditer(text):
        digits = match.group().replace(" ", "")
        if int(digits[:9]) % 7 == int(digits[9]) and _has_own_label(text, match.start()):
            yield _hit(match.span(), 0.75, "check_digit_dhl")


_LONG = 12


def _find_labelled(text: str) -> Iterator[Hit]:
    for match in _LABEL.finditer(text):
        code = match.group("code").replace(" ", "")
        label = text[match.start() : match.start("code")]
        # `tracking 730754511112`: so long a number needs no word for number.
        long = label[:5].lower() == "track" and code.isdecimal() and len(code) >= _LONG
        marked = long or _NUMBERED.search(label) is not None
        if not marked or len(code) < 8 or ELSEWHERE.fullmatch(code):
            continue
        end = match.start("code") + len(_body(match.group("code")))
        yield _hit((match.start("code"), end), 0.78, "label")


def _body(code: str) -> str:
    """Return a number without words in capitals behind it: `12345678 UPS`."""
    parts = code.split(" ")
    while len(parts) > 1 and not any(char.isdecimal() for char in parts[-1]):
        parts.pop()
    return " ".join(parts)


def _hit(span: tuple[int, int], score: float, reason: str) -> Hit:
    return Hit("TRACKING_NUMBER", *span, score, "TrackingNumber", (f"{reason}:{score:.2f}",))
