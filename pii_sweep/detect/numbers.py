"""Tracking numbers, card codes, licences, coordinates, dates of birth, account names and passwords."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect import codes, context, hints, order_ids
from pii_sweep.detect.hits import Hit

_TRACKING = re.compile(
    r"\b(?:1Z[ ]?(?:[0-9A-Z][ ]?){15}\d"
    r"|[A-Z]{2}[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}[ ]?[A-Z]{2}"
    r"|\d{4}(?:[ ]\d{4}){2,7}(?:[ ]\d{1,3})?"
    r"|\d{12,34})\b"
)
_CARRIER = context.words(
    r"tracking(?:\s?(?:no|number|id|#|num))?|usps|ups|fedex|shipment|shipped|parcel|waybill|awb|carrier|label"
    r"|label_url"
    r"|priority mail|first[- ]class|ground|certified mail|package|delivery|trk|impb|express|dispatched"
    r"|on its way"
)
# The word right before a number tells where no check digit is known: carriers outside the US have others.
_TRACKED = re.compile(
    r"(?i)\b(?:tracking(?:[ ]?(?:no|number|num|id|code|#))?|waybill(?:[ ]?(?:no|number))?|awb)\.?"
    r"[ ]{0,3}[\"']?[ ]{0,2}[:#=]{0,2}[ ]{0,3}[\"']?(?:is[ ])?$"
)
# Numbers that only a carrier whose check digit is known has: USPS, UPS, the Universal Postal Union.
_CHECKED = re.compile(r"9[1-5]\d{18}(?:\d\d)?|420\d{5}(?:\d{4})?9[1-5]\d{20}|1Z\w{16}|[A-Z]{2}\d{9}[A-Z]{2}")
_CVV = re.compile(
    r"(?i)\b(?:cvv2?|cvc2?|cid|csc|security code|card code|cvv code)\b[ ]?[\"']?[#:=\-]{0,2}[ ]{0,3}[\"']?"
    r"(\d{3,4})\b"
)
_GEO = re.compile(
    r"(?<![\d.])([-+]?(?:90(?:\.0+)?|[1-8]?\d\.\d{3,16}))°?[ ]?([NS])?"
    r"(?:[ ]{0,2}[,;/ ][ ]{0,3}|[,;]?\s{0,4}[\"'{]{0,2}(?:\w{1,20}\.){0,3}"
    r"(?i:lon(?:gitude)?|lng)[\"']?[ ]?[:=]?[ ]{0,3})"
    r"([-+]?(?:180(?:\.0+)?|(?:1[0-7]\d|\d{1,2})\.\d{3,16}))°?[ ]?([EW])?(?![\d.]\d)"
)
# What stands around a pair of numbers of a drawing or a list: a path's command, more numbers.
_DRAWN = re.compile(r"[A-Za-z=\"'(]$|[A-Za-z] $|\d[\s,;]{1,3}$")
_MORE = re.compile(r"[\s,;]{0,3}(?:[-+]?\d|[A-Za-z](?![a-z]))")
# `N 35.6870° W 105.9378°`
_GEO_POINTED = re.compile(
    r"(?<!\w)[NS][ ]?\d{1,2}(?:\.\d{2,9}|[ °]{1,2}\d{1,2}\.\d{1,5})['′’°]?[ ]?[,;/]?[ ]{0,3}"
    r"[EW][ ]?\d{1,3}(?:\.\d{2,9}|[ °]{1,2}\d{1,2}\.\d{1,5})['′’°]?(?!\w)"
)
_DMS = re.compile(
    r"(\d{1,2})°[ ]?(\d{1,2})['′’][ ]?(?:\d{1,2}(?:\.\d{1,6})?[\"″”])?[ ]?([NS]),?[ ]{0,2}"
    r"(\d{1,3})°[ ]?(\d{1,2})['′’][ ]?(?:\d{1,2}(?:\.\d{1,6})?[\"″”])?[ ]?([EW])"
)
_GEO_CONTEXT = context.words(
    r"lat(?:itude)?|lon(?:gitude)?|lng|gps|geo(?:location)?|coord(?:inate)?s?|location"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = (
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)?\d{2}|(?:19|20)\d{2}[/.\-]\d{1,2}[/.\-]\d{1,2}|(?:19|20)\d{6}"
    rf"|{_MONTH}\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ](?:19|20)\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ ]{_MONTH}\.?,?[ ](?:19|20)\d{{2}})"
)
_BORN = re.compile(
    r"(?i)(?<![a-z])(?:d\.?o\.?b\.?|date[ _]of[ _]birth|birth[ _]?date|birth[ _]?day|bday|born(?: on)?"
    r"|geburtsdatum"
    rf"|geb\.|geboren am)(?![a-z])[\s:=\-\"']{{0,6}}({_DATE})"
)
# Several states part their numbers by dashes: `V534-178-61-249-0`.
_LICENCE = re.compile(
    r"(?i)(?<![a-z])(?:driver['’]?s?['’]?|driving)[ ]licen[cs]e[ ]?(?:no|num|number|id|nbr"
    r"|#)?\.?[ ]?[:#]?[ ]{0,3}"
    r"(?-i:([A-Z]{0,3}[ ]?\d[\dA-Z]*(?:[ \-][\dA-Z]*\d[\dA-Z]*){0,5}))(?![\w\-])"
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
# Accounts of machines, and what source code puts behind an equals sign.
_MACHINE = re.compile(
    r"(?i)(?:root|www-data|nobody|none|null|admin|user(?:name)?|login|postgres|mysql|ubuntu"
    r"|ec2-user|nginx|apache|daemon"
    r"|system|default|anonymous|guest|test|true|false|required|string|str|varchar|text|get_\w+|\w+_?name)"
)
# `os.environ[...`, `getpass()`, `password)`, `self.password`, `VARCHAR(60)`.
_CODE = re.compile(
    r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*[\[({].*|[A-Za-z_][A-Za-z_.]*\)+|(?:self|this|args|config|os|cfg)\.\w+"
)
_USER = re.compile(
    r"(?i)(?<![a-z])(?:user[ _]?name|user[_ ]?id|user|login|logon|account name"
    r"|screen name)[\"']?[ ]{0,2}[:=][ ]{0,2}"
    r"[\"']?([A-Za-z0-9][\w.@+\-]{2,63})"
)
_PASS = re.compile(
    r"(?i)(?<![a-z])(?:password|passwd|pwd|passphrase|pass|kennwort|passwort)[\"']?[ ]{0,2}[:=][ ]{0,2}"
    r"[\"']?([^\s\"',;]{4,128})"
)
_DIGIT = re.compile(r"\d")
# Coordinates have three decimals at least, but for a corner of the map.
_FINE = re.compile(r"\.\d{3}|90(?:\.0+)?\D{1,12}180")
_BLANK = re.compile(
    r"(?i)^(?:\*+|x+|•+|_+|\.+|<.*|\{.*|\[.*|none|null|true|false|required|changeme\??|redacted|n/a)$"
)


def find(text: str, layout: str = "prose") -> Iterator[Hit]:
    """Yield the numbers and names that a label or a check digit gives away.

    `layout` is the passage's: a shipping label or a bar code is context for a tracking number.
    """
    if _DIGIT.search(text) is not None:
        yield from _tracking(text, layout in ("label", "barcode"))
        yield from order_ids.find(text)
        yield from _labelled(text)
        yield from _geo(text)
    if hints.holds(text, hints.SECRET):
        yield from _accounts(text)
    for pattern in (_LOGGED, _NICK, _JOINED) if layout == "log" else ():
        for match in pattern.finditer(text):
            yield Hit("USERNAME", *match.span(1), 0.7, "Username", ("logged:0.70",))


def _tracking(text: str, labelled: bool) -> Iterator[Hit]:
    for match in _TRACKING.finditer(text):
        code = match.group().replace(" ", "")
        kind = tracking_kind(code)
        if kind is None:
            before = max(0, match.start() - 32)
            if _TRACKED.search(text, before, match.start()) and not _CHECKED.fullmatch(code):
                yield Hit("TRACKING_NUMBER", *match.span(), 0.75, "TrackingNumber", ("label:0.75",))
            continue
        known = labelled or context.near(text, match.start(), match.end(), _CARRIER)
        strong = kind in ("ups", "impb")
        score = (
            0.97 if strong and known else 0.85 if strong else 0.9 if known else 0.55 if kind == "s10" else 0.0
        )
        if score:
            start = (
                match.end() - 22
                if kind == "impb" and re.fullmatch(r"420\d{27}|420\d{31}", match.group())
                else match.start()
            )
            reasons = (f"check_digit_{kind}:0.5", "context:+") if known else (f"check_digit_{kind}:0.5",)
            yield Hit("TRACKING_NUMBER", start, match.end(), score, "TrackingNumber", reasons)


def tracking_kind(code: str) -> str | None:
    """Return the carrier's shape whose check digit holds, None where none does."""
    if code.startswith("1Z") and len(code) == 18:
        return "ups" if codes.ups(code) else None
    if len(code) == 13 and code[:2].isalpha() and code[-2:].isalpha():
        return "s10" if code[2:11].isdigit() and codes.s10(code) else None
    if not code.isascii() or not code.isdigit():
        return None
    if codes.impb(code):
        return "impb"
    if len(code) in (12, 15, 20, 22) and codes.fedex(code):
        return "fedex"
    return None


def _labelled(text: str) -> Iterator[Hit]:
    for match in _CVV.finditer(text) if hints.holds(text, hints.CARD_CODE) else ():
        yield Hit("CREDIT_CARD_CODE", *match.span(1), 0.9, "CardCode", ("label:0.9",))
    for match in _LICENCE.finditer(text) if hints.holds(text, hints.LICENCE) else ():
        if sum(char.isdigit() for char in match.group(1)) >= 5:
            yield Hit("US_DRIVER_LICENSE", *match.span(1), 0.85, "DriverLicence", ("label:0.85",))
    for match in _BORN.finditer(text) if hints.holds(text, hints.BORN) else ():
        yield Hit("DATE_OF_BIRTH", *match.span(1), 0.95, "DateOfBirth", ("label:0.95",))


def _accounts(text: str) -> Iterator[Hit]:
    for match in _PASS.finditer(text):
        if not _BLANK.match(match.group(1)) and not _coded(text, match):
            yield Hit("PASSWORD", *match.span(1), 0.85, "Password", ("label:0.85",))
    for match in _USER.finditer(text):
        name = match.group(1)
        if (
            "@" in name
            or _BLANK.match(name)
            or _MACHINE.fullmatch(name)
            or text[match.end() : match.end() + 1] == "("
        ):
            continue
        yield Hit("USERNAME", *match.span(1), 0.75, "Username", ("label:0.75",))


def _coded(text: str, match: re.Match[str]) -> bool:
    """Tell whether what follows a password's label is an expression of source code, or a type."""
    value, quoted = match.group(1), text[match.start(1) - 1] in "\"'"
    return not quoted and _CODE.fullmatch(value.rstrip(",;")) is not None


def _geo(text: str) -> Iterator[Hit]:
    for match in _GEO.finditer(text) if _FINE.search(text) else ():
        marked = bool(match.group(2) and match.group(4))
        known = context.near(text, match.start(), match.end(), _GEO_CONTEXT)
        fine = min(len(match.group(i).partition(".")[2]) for i in (1, 3)) >= 4
        lone = fine and not _DRAWN.search(text[max(0, match.start() - 16) : match.start()])
        lone = lone and not _MORE.match(text, match.end())
        score = 0.97 if marked or (known and fine) else 0.85 if known else 0.6 if lone else 0.0
        if score:
            yield Hit("GEO_COORDINATES", *match.span(), score, "Coordinates", (f"shape:{score:.2f}",))
    for match in _GEO_POINTED.finditer(text) if "°" in text else ():
        yield Hit("GEO_COORDINATES", *match.span(), 0.97, "Coordinates", ("shape:0.97",))
    for match in _DMS.finditer(text) if "°" in text else ():
        yield Hit("GEO_COORDINATES", *match.span(), 0.97, "Coordinates", ("degrees:0.97",))
