"""What a table's columns hold: decided from the header, sampled values and distinct counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pii_sweep.detect import codes
from pii_sweep.types import Role

SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Column:
    """A decided column: what its cells are, how surely, and why. `kind` may be a part, such as `city`."""

    index: int
    name: str
    kind: str
    score: float
    reasons: tuple[str, ...] = ()
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of column: header words that suggest and refuse it, and what a value must look like.

    `headed` is the share of values that must fit under a fitting header, `bare` without one (0: never).
    """

    kind: str
    header: re.Pattern[str]
    refuse: re.Pattern[str] | None
    fits: Callable[[str], bool] = field(repr=False)
    headed: float
    bare: float
    score: float


def _shape(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def _digits(value: str) -> str:
    return re.sub(r"[ \-.]", "", value)


def _card(value: str) -> bool:
    digits = _digits(value)
    return digits.isdigit() and 12 <= len(digits) <= 19


def _luhn_card(value: str) -> bool:
    digits = _digits(value)
    return _card(value) and digits[0] in "3456" and len(digits) in (14, 15, 16) and codes.luhn(digits)


def _name(value: str) -> bool:
    return (
        1 < len(value) <= 60 and re.fullmatch(r"[^\W\d_][^\d@#$%*=<>{}\[\]|_:;!?\"/\\]*", value) is not None
    )


def _street(value: str) -> bool:
    return any(char.isdigit() for char in value) and any(char.isalpha() for char in value) and len(value) > 4


def _amount(value: str) -> bool:
    return re.fullmatch(r"[^\w\s]?\s?[A-Z]{0,3}\s?-?\d[\d.,' ]*\s?[^\w\s]?(?:[A-Z]{3})?", value) is not None


def _phone(value: str) -> bool:
    digits = sum(char.isdigit() for char in value)
    return 7 <= digits <= 20 and re.fullmatch(r"[\d ()+.\-/x#ext]+", value) is not None


_RULES: tuple[tuple[str, str, str, Callable[[str], bool], float, float, float], ...] = (
    ("EMAIL_ADDRESS", r"e?mail(?: address| addr)?", "", _shape(r"[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}"), 0.3, 0.6, 0.98),
    ("US_SSN", r"ssn|social(?: security)?(?: number| no)?|soc sec", "", _shape(r"\d{3}[- ]?\d{2}[- ]?\d{4}"), 0.5, 0, 0.97),
    ("CREDIT_CARD_CODE", r"cvv2?|cvc2?|cvn|security code|card code", "", _shape(r"\d{3,4}(?:\.0)?"), 0.6, 0, 0.95),
    ("CREDIT_CARD", r"ccn|pan|(?:credit |debit |payment |bank )?card(?: no| num| number|number)?|cc(?: no| num| number)?|creditcard|credit debit card.*", "type|brand|exp|holder|name|last", _card, 0.5, 0, 0.95),
    ("IBAN_CODE", r".*iban.*", "", _shape(r"[A-Z]{2}\d{2}[A-Z0-9 ]{8,36}"), 0.5, 0.6, 0.97),
    ("IP_ADDRESS", r"ip|ip ?addr(?:ess)?|ipv[46]|client ip|remote addr|host", "", _shape(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}"), 0.5, 0.8, 0.95),
    ("PHONE_NUMBER", r".*(?:phone|tel|telephone|mobile|cell|fax|handy)(?: no| num| number)?\d?", "type|brand|model|hotel", _phone, 0.5, 0, 0.95),
    ("DATE_OF_BIRTH", r"dob|(?:date of )?birth ?(?:date|day)?|birthdate|geburtsdatum|born(?: on)?|d o b", "place|year|month|city", _shape(r".*\d.*[/\-. ].*\d.*|\d{8}"), 0.5, 0, 0.95),
    ("US_DRIVER_LICENSE", r".*(?:driv(?:er|ers|ing)?s? ?(?:lic|license|licence)|\bdl (?:no|num|number|lic)|licen[cs]e num|\blic (?:no|num|number)|licen[cs]e number|\bdln\b).*|dl", "plate|software|type|class|exp|date", _shape(r"(?=.*\d)[A-Za-z0-9*\- ]{4,20}"), 0.5, 0, 0.9),
    ("US_PASSPORT", r".*passport.*", "country|exp|date|issue|type", _shape(r"[A-Z0-9]{6,10}"), 0.5, 0, 0.93),
    ("US_BANK_NUMBER", r".*(?:bank ?acc(?:oun)?t|account(?: no| num| number)|acct(?: no| num| number)).*", "name|type|email", _shape(r"\d{6,17}"), 0.6, 0, 0.85),
    ("TRACKING_NUMBER", r".*track(?:ing)?.*|waybill|awb", "url|status|carrier", _shape(r"[A-Z0-9 ]{10,34}"), 0.5, 0, 0.93),
    ("GEO_COORDINATES", r"(?:geo ?)?(?:location|coord(?:inate)?s?|point|lat ?lon|lat ?lng|gps)", "", _shape(r"\(?-?\d{1,3}\.\d+[,; ]+-?\d{1,3}\.\d+\)?"), 0.5, 0, 0.9),
    ("USERNAME", r"user ?name|login|user ?id|screen ?name|handle|user", "", _shape(r"[A-Za-z][\w.\-]{2,40}"), 0.6, 0, 0.8),
    ("PASSWORD", r"pass ?word|passwd|pwd|kennwort", "hint|date|changed|reset", _shape(r"\S{4,128}"), 0.6, 0, 0.9),
    ("ORDER_VALUE", r"(?:order |grand |invoice |amount |cart |sales? )?(?:total|amount)(?: (?:amount|price|paid|charged|due|usd|eur|value))?|order ?(?:value|amount)|amount ?(?:paid|due|charged)|(?:total|order) ?price|gesamtbetrag|summe|charged", "sub|tax|shipping|discount|qty|quantity|item|count|unit|refund|debt", _amount, 0.7, 0, 0.93),
    ("ORDER_ID", r"(?:order|invoice|receipt|purchase) ?(?:id|no|num|number|ref|reference|#)?", "date|total|status|amount|value|count", _shape(r"(?=.*\d)[\w\-#/]{3,40}"), 0.6, 0, 0.9),
)  # fmt: skip


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the kinds of columns that one column alone decides."""
    return tuple(
        Rule(
            kind,
            re.compile(rf"(?:{_ROLES} )?(?:{header})"),
            re.compile(refuse) if refuse else None,
            fits,
            headed,
            bare,
            score,
        )
        for kind, header, refuse, fits, headed, bare, score in _RULES
    )


_ROLES = r"(?:customer|client|cust|user|buyer|recipient|billing|bill(?: to)?|shipping|ship(?: to)?|delivery|sender|from|to|merchant|vendor|contact|home|work|primary|guest|patient|employee|member|person|your|shopper)"
_PARTS: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("first", r"first ?name|fname|given ?name|forename|vorname|first", _name),
    ("last", r"last ?name|lname|sur ?name|family ?name|nachname|last", _name),
    ("middle", r"middle ?(?:name|initial)?|mi", _name),
    ("name", r"(?:full |contact |card ?holder )?name|fullname|person|customer|recipient|buyer|card ?holder|maiden ?name|name on card|attn|attention|patient|passenger|guest|contact", _name),
    ("street", r"(?:street |home |mailing |postal )?address(?: ?line)? ?1?|street(?: ?address)?(?: ?1)?|addr(?:ess)?1?|line ?1|strasse|straße|full ?address", _street),
    ("unit", r"(?:address(?: ?line)?|addr|street|line) ?2|apt|apartment|unit|suite", lambda value: len(value) < 40),
    ("city", r"city|town|ort|stadt|city town|locality", _name),
    ("state", r"state|province|region|state province|st", lambda value: len(value) <= 30),
    ("zip", r"zip ?(?:code)?|post(?:al)? ?code|plz|zip5|zip ?4?", _shape(r"[A-Z0-9][A-Z0-9 \-]{2,9}(?:\.0)?")),
    ("country", r"country(?: code| name)?|land", _name),
    ("lat", r"lat(?:itude)?", _shape(r"-?\d{1,2}(?:\.\d+)?")),
    ("lon", r"lon(?:g|gitude)?|lng", _shape(r"-?\d{1,3}(?:\.\d+)?")),
)  # fmt: skip


def plain(header: str) -> str:
    """Return a header in lower-case words: `shipToFirst_Name` becomes `ship to first name`."""
    leaf = re.sub(r"\[\d*\*?\]", "", header.rpartition("$.")[2] or header)
    split = re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-./:#()\[\]]+", " ", leaf)
    return " ".join(split.lower().split())


def decide(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Return the columns that hold personal data, or a part of it."""
    width = max([len(header), *(len(row) for row in rows[:SAMPLE])], default=0)
    found: list[Column] = []
    for index in range(width):
        name = header[index] if index < len(header) else ""
        values = [row[index].strip() for row in rows[:SAMPLE] if index < len(row) and row[index].strip()]
        column = _decide(index, name, values)
        if column is not None:
            found.append(column)
    return found


def _decide(index: int, name: str, values: list[str]) -> Column | None:
    if not values:
        return None
    title = plain(name)
    for rule in rules():
        share = sum(map(rule.fits, values)) / len(values)
        if title and rule.header.fullmatch(title) and not (rule.refuse and rule.refuse.search(title)):
            if share >= rule.headed:
                return Column(
                    index, name, rule.kind, rule.score, ("header:+", f"values:{share:.2f}"), role_of(title)
                )
        elif rule.bare and share >= rule.bare:
            return Column(index, name, rule.kind, rule.score - 0.1, (f"values:{share:.2f}",), role_of(title))
    if sum(map(_luhn_card, values)) / len(values) >= 0.6:
        return Column(index, name, "CREDIT_CARD", 0.9, ("luhn:+",))
    for kind, header, fits in _PARTS:
        if title and re.fullmatch(rf"(?:{_ROLES} )?(?:{header})", title):
            share = sum(map(fits, values)) / len(values)
            if share >= 0.5:
                return Column(index, name, kind, 0.9, ("header:+", f"values:{share:.2f}"), role_of(title))
    return None


def role_of(title: str) -> Role | None:
    """Return whose data a header says it is."""
    if re.search(r"\b(?:sender|from|return|merchant|vendor|seller|store|shipper|supplier|company)\b", title):
        return "sender" if re.search(r"\b(?:sender|from|return|shipper)\b", title) else "merchant"
    if re.search(r"\b(?:ship|shipping|delivery|recipient|to)\b", title):
        return "recipient"
    if re.search(r"\b(?:bill|billing|buyer|card)\b", title):
        return "buyer"
    return "customer" if re.search(r"\b(?:customer|client|user|guest|patient|shopper)\b", title) else None
