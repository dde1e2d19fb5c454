"""Presidio's recognizers, each run once over a text, and their scores made to mean something.

Presidio's analyzer engine costs more than its recognizers: a lemma pass for context words and a
decision trace for each result. Here each recognizer's own `analyze` is called with the text (or
with the stretches around its context words), and context is looked up in the characters near by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import tldextract
import yaml
from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult
from presidio_analyzer.predefined_recognizers.country_specific.us.medical_license_recognizer import (
    MedicalLicenseRecognizer,
)
from presidio_analyzer.predefined_recognizers.country_specific.us.us_bank_recognizer import UsBankRecognizer
from presidio_analyzer.predefined_recognizers.country_specific.us.us_driver_license_recognizer import (
    UsLicenseRecognizer,
)
from presidio_analyzer.predefined_recognizers.country_specific.us.us_itin_recognizer import UsItinRecognizer
from presidio_analyzer.predefined_recognizers.country_specific.us.us_passport_recognizer import (
    UsPassportRecognizer,
)
from presidio_analyzer.predefined_recognizers.country_specific.us.us_ssn_recognizer import UsSsnRecognizer
from presidio_analyzer.predefined_recognizers.generic.credit_card_recognizer import CreditCardRecognizer
from presidio_analyzer.predefined_recognizers.generic.email_recognizer import EmailRecognizer
from presidio_analyzer.predefined_recognizers.generic.iban_recognizer import IbanRecognizer
from presidio_analyzer.predefined_recognizers.generic.ip_recognizer import IpRecognizer

from pii_sweep.detect.identifiers import number_confusion
from pii_sweep.detect.identifiers.payment import card
from pii_sweep.detect.text import casing, context
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate
from pii_sweep.detect.text.pattern.backtracking import explodes
from pii_sweep.errors import ConfigError

# Presidio's own rule: a context word adds this much, to at least 0.4.
CONTEXT_GAIN, CONTEXT_FLOOR = 0.35, 0.4
# What Presidio's newer recognizer files hold beyond the fields of a pattern recognizer.
NEWER_FIELDS = ("type", "enabled", "supported_languages")
# Lines no further apart than this are given to a recognizer in one call.
NEAR = 300

# How cards group their digits; other groupings are other numbers unless a word says card.
_CARD_GROUPS = re.compile(
    r"\d{12,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5}"
)


class OfflineEmailRecognizer(EmailRecognizer):
    """Presidio's e-mail recognizer with the suffix list that ships inside tldextract.

    The stock class downloads the public suffix list; this one never opens a socket.
    """

    def validate_result(self, pattern_text: str) -> bool:
        """Return whether the domain ends in a public suffix, or in a name reserved by RFC 2606."""
        host = pattern_text.rpartition("@")[2]
        return is_public(host.lower()) or host.endswith((".example", ".test", ".invalid", ".local"))


@lru_cache(maxsize=1)
def _suffixes() -> tldextract.TLDExtract:
    """Return the reader of domains with its list read, which takes as long as 10,000 characters of text."""
    reader = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    reader("example.org")
    return reader


@lru_cache(maxsize=4096)
def is_public(host: str) -> bool:
    """Indicate whether a domain ends in a public suffix."""
    return bool(_suffixes()(host).suffix)


@dataclass(frozen=True, slots=True)
class Row:
    """A recognizer, what a text must hold for it to run, and how its claims are weighed.

    `alone` is the score of a valid shape without context, `known` with it; 0 drops the claim, and
    then a text without any of its context words is skipped. A shape has at least `digits` digits. Where
    a text has no context word, only what `clear` finds is examined: vaguer shapes mean nothing there.
    """

    recognizer: EntityRecognizer
    entity: str
    trigger: re.Pattern[str]
    context: gate.Gated
    alone: float
    known: float
    digits: int
    clear: re.Pattern[str] | None = None


def _row(
    recognizer: PatternRecognizer, trigger: str, words: str, alone: float, known: float, *, digits: int
) -> Row:
    _compile_patterns(recognizer)  # before processes are forked, which share them
    entity = recognizer.supported_entities[0]
    return Row(recognizer, entity, re.compile(trigger), context.words(words), alone, known, digits)


_CARD = r"credit|card|cc|ccn|visa|master\s?card|amex|american express|discover|jcb|diners|maestro|pan|debit"
# "licence" alone is mostly software's, and `mg/dL` a laboratory's.
_LICENCE = r"driver'?s?'?\s(?:licen[cs]e|lic|id|permit)"
_LICENCE += r"|driving licen[cs]e|licen[cs]e\s?(?:no|number|num|#)|(?<!/)dl(?!\d)|dln|d\.l\.|cdl"
_BANK = "(?:account|acct|a/c)(?![ _.]{1,2}ref)|bank|checking|savings|routing|debit|konto"


# Presidio's shape, and the range of Mastercard's that it lacks: 2221 to 2720 (ISO/IEC 7812).
_CARDS = [
    *CreditCardRecognizer.PATTERNS,
    Pattern(
        "Mastercard 2-series (weak)",
        r"\b(?:222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)[- ]?\d{4}[- ]?\d{4}[- ]?\d{4}\b",
        0.3,
    ),
    # Maestro, UnionPay, JCB and Visa have up to 19 digits; `card.is_valid` knows the schemes.
    Pattern("Cards of 12 to 19 digits (weak)", r"\b(?:[3-6]\d|8[12])(?:[- ]?\d){10,17}\b", 0.3),
]


# An address of IPv6 in front of a port, which is no group of it: `2001:db8:e322::458:13952`.
_HOSTS = [
    *IpRecognizer.PATTERNS,
    Pattern(
        "IPv6 with a port",
        r"(?<![\w:.])(?:(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6}(?=:\d{5}(?![\w:.]))"
        r"|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}(?=:\d{1,5}(?![\w:.])))",
        0.6,
    ),
]


def stock() -> tuple[Row, ...]:
    """Return Presidio's recognizers with their triggers, context words and scores."""
    pan, ssn = r"[2-8]\d{3}[ -]?\d{3,4}[ -]?\d{3,4}[ -]?\d{2}", r"\d{3}[- .]?\d{2}[- .]?\d{4}"
    address = r"[\d:](?:(?<=\d)\.\d{1,3}\.\d|(?<=:)(?::|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){2}))"
    itin, dea = r"9\d\d[- ]?\d\d[- ]?\d{4}", r"[A-Z][A-Z9]\d{7}"
    tax = r"itin|tin|taxpayer|individual tax|tax\s?(?:id|no|number)"
    medical = r"dea|medical|npi|prescriber|licen[cs]e"
    return (
        _row(CreditCardRecognizer(patterns=_CARDS), pan, _CARD + "|kreditkarte", 0.62, 0.98, digits=12),
        _row(OfflineEmailRecognizer(), r"@", r"e-?mail|contact|mailto|from|to", 0.97, 0.99, digits=0),
        _row(IbanRecognizer(), r"[A-Z]{2}\d{2}", r"iban|bank|konto|account", 0.93, 0.99, digits=2),
        replace(
            _row(UsSsnRecognizer(), ssn, r"social security|ssn|ssns|ss#|soc\.? sec", 0.6, 0.96, digits=9),
            clear=re.compile(r"\d(?<![^\W_].)\d\d[- .]\d\d[- .]\d{4}"),
        ),
        _row(UsItinRecognizer(), itin, tax, 0, 0.9, digits=9),
        _row(
            IpRecognizer(patterns=_HOSTS),
            address,
            r"ip|ipv4|ipv6|host|client|addr|remote",
            0.75,
            0.95,
            digits=0,
        ),
        _row(UsLicenseRecognizer(), r"\d{3}", _LICENCE, 0, 0.85, digits=5),
        _row(UsPassportRecognizer(), r"\d{5}", r"passports?|travel document", 0, 0.9, digits=5),
        _row(UsBankRecognizer(), r"\d{8}", _BANK, 0, 0.75, digits=8),
        _row(MedicalLicenseRecognizer(), dea, medical, 0, 0.92, digits=7),
    )


def custom(path: str | None) -> tuple[Row, ...]:
    """Load pattern recognizers from Presidio's own YAML, its older and its newer form.

    Raises ConfigError, naming the line or the recognizer, for a file that cannot be read or used whole.
    """
    if path is None:
        return ()
    try:
        data = yaml.safe_load(Path(path).read_bytes())
    except OSError:
        raise ConfigError(
            f"detect.recognizers: {path} is not a file that can be read; give a YAML of Presidio recognizers"
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 1})" if mark else ""
        raise ConfigError(f"detect.recognizers: {path} is not valid YAML{line}") from None
    listed = data.get("recognizers") if isinstance(data, dict) else None
    if not isinstance(listed, list) or not listed:
        raise ConfigError(f"detect.recognizers: {path} holds no list of `recognizers`")
    loaded = [_recognizer(entry, f"detect.recognizers: {path}: no. {n}") for n, entry in enumerate(listed, 1)]
    return tuple(_custom_row(recognizer) for recognizer in loaded if recognizer is not None)


def _recognizer(entry: object, place: str) -> PatternRecognizer | None:
    """Return a recognizer of a file, None where it is switched off; raises ConfigError."""
    if not isinstance(entry, dict) or entry.get("type", "custom") != "custom":
        raise ConfigError(f"{place} is no pattern recognizer; the stock ones are always used")
    if not entry.get("enabled", True):
        return None
    fields = {name: value for name, value in entry.items() if name not in NEWER_FIELDS}
    try:
        recognizer = PatternRecognizer.from_dict(fields)
        patterns: list[Pattern] = recognizer.patterns  # type: ignore[has-type]
        for pattern in patterns:
            re.compile(pattern.regex)
            if explodes(pattern.regex, recognizer.global_regex_flags or 0):
                raise ValueError(f"pattern {pattern.name} can match one text in very many ways")
    except (TypeError, ValueError, KeyError, AttributeError, re.error) as error:
        named = f" ({entry['name']})" if "name" in entry else ""
        fault = f"{type(error).__name__} {error}" if isinstance(error, KeyError) else error
        raise ConfigError(f"{place}{named}: {fault}") from None
    return recognizer


def _custom_row(recognizer: EntityRecognizer) -> Row:
    words = "|".join(re.escape(word) for word in recognizer.context or ()) or r"(?!x)x"
    return Row(
        recognizer,
        recognizer.supported_entities[0],
        re.compile(r"(?s)."),
        context.words(words),
        -1.0,
        -1.0,
        0,
    )


def find(rows: tuple[Row, ...], text: str) -> Iterator[Hit]:
    """Yield what the recognizers claim in a text, with context weighed."""
    capitals = text.upper() if casing.is_lower_case(text) and len(text.upper()) == len(text) else text
    digits = sum(map(text.count, "0123456789")) if text.isascii() else len(text)
    for row in rows:
        if row.digits > digits or (row.alone == 0 and not row.context.admits(text)):
            continue
        shown = capitals if row.entity == "IBAN_CODE" else text
        trigger = row.trigger
        if row.clear is not None and not row.context.admits(text):
            trigger = row.clear
        first = trigger.search(shown)
        if first is None:
            continue
        if row.alone > 0:
            for low, high in _stretches(trigger, shown, first):
                yield from _claims(row, shown, low, high)
        elif row.alone < 0:
            yield from _claims(row, shown, 0, len(text))
        else:
            for low, high in context.windows(text, row.context):
                yield from _claims(row, shown, low, high)


def _stretches(trigger: re.Pattern[str], text: str, match: re.Match[str] | None) -> Iterator[tuple[int, int]]:
    """Yield the lines with a trigger, those near one another together; no shape runs over a line's end."""
    low, high = -1, -1
    while match is not None:
        if low >= 0 and match.start() > high + NEAR:
            yield low, high
            low = -1
        low = low if low >= 0 else text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        high = end if end >= 0 else len(text)
        match = trigger.search(text, high)
    yield low, high


def _results(row: Row, text: str) -> list[RecognizerResult]:
    """Return what the recognizer's own `analyze` does, for patterns alone without its trace of each match.

    A recognizer of the user's, and one with an `analyze` of its own, is called as it is.
    """
    recognizer = row.recognizer
    if row.alone < 0 or type(recognizer).analyze is not PatternRecognizer.analyze:
        return recognizer.analyze(text, [row.entity], None)  # type: ignore[arg-type]
    assert isinstance(recognizer, PatternRecognizer)
    found: list[RecognizerResult] = []
    for pattern, score in _compile_patterns(recognizer):
        for match in pattern.finditer(text):
            value = match.group()
            valid = recognizer.validate_result(value) if value else False
            graded = score if valid is None else EntityRecognizer.MAX_SCORE if valid else 0.0
            if graded > 0.0 and not recognizer.invalidate_result(value):
                found.append(RecognizerResult(row.entity, *match.span(), graded))  # type: ignore[call-arg]
    return EntityRecognizer.remove_duplicates(found) if len(found) > 1 else found


@lru_cache(maxsize=32)
def _compile_patterns(recognizer: PatternRecognizer) -> tuple[tuple[Any, float], ...]:
    """Return a recognizer's patterns, as Presidio compiles them when it first analyzes, with their scores."""
    recognizer.analyze("", recognizer.supported_entities)
    patterns: list[Pattern] = recognizer.patterns  # type: ignore[has-type]
    return tuple((pattern.compiled_regex, pattern.score) for pattern in patterns)


# Rooms and shared calendars have mailboxes as well (Google Workspace).
_CALENDAR = re.compile(r"@(?:resource|group)\.calendar\.")
# Where a domain wants reports of forged mail sent, as its record says (RFC 7489): `rua=mailto:`.
_REPORTED = re.compile(r"\bru[af]=(?:mailto:[^,;\s]{1,100},\s?)*mailto:\Z")
# A host's record in a zone of the domain name system (RFC 1035): `mail 3600 IN A 192.0.2.10`.
_RECORD = re.compile(r"\bIN[ \t]{1,9}A(?:AAA)?[ \t]{1,9}\Z")
_NETWORK = re.compile(r"((?:\d{1,3}\.){3}\d{1,3})/(\d{1,2})(?![\d/])")


def _is_no_mailbox(text: str, start: int, end: int) -> bool:
    """Return whether a mailbox is a room's or a calendar's, or where a domain wants its reports."""
    reported = _REPORTED.search(text, max(0, start - 160), start)
    return reported is not None or _CALENDAR.search(text, start, end) is not None


def _of_a_network(text: str, start: int) -> bool:
    """Return whether an address is that of a network, `10.4.0.0/20`, without bits of a host, or in a zone."""
    if _RECORD.search(text, max(0, start - 24), start):
        return True
    found = _NETWORK.match(text, start)
    if found is None or not 0 < int(found[2]) < 32:
        return False
    try:
        ip_network(found.group())
    except ValueError:
        return False
    return True


# A step of a registered object's path, and the label of another number right before one.
_OID = re.compile(r"\d\.\d+\.\d")
_OTHER_LABEL = re.compile(
    r"(?i)(?<![^\W_])(?:ssn|soc(?:ial)? ?sec(?:urity)?|ph(?:one)?|tel(?:ephone)?|mob(?:ile)?|cell(?: ?phone)?"
    r"|fax|acc(?:oun)?t|routing|aba|card|dob|zip|mrn|npi|ein|passport|pp)(?: ?(?:no|num|number|nr|#))?"
    r"[.:#=]{0,2}[ \t]{0,2}\Z"
)
_GOES_ON = re.compile(r"[\-–.]\d")
# What North America dials before a country's code: `011-44-7911`.
_EXIT, _DIALLED = (
    "011-",
    context.words(
        r"(?:international|dial(?:l?ing)?|country|exit|access) (?:codes?|prefix(?:es)?)|dial(?:l?ed)?|calls?"
        r"|phones?|tel"
    ),
)


def _is_dialled(text: str, start: int) -> bool:
    """Indicate whether figures begin as calls abroad do, and the words before them speak of calls."""
    return text.startswith(_EXIT, start) and context.is_before(text, start, _DIALLED)


def _is_no_licence(text: str, start: int, end: int) -> bool:
    """Return whether a number near a word for licences is of something else."""
    if sum(char.isdecimal() for char in text[start:end]) < 5:
        return True  # shorter shapes exist, and are versions and part numbers
    if _OID.fullmatch(text, max(0, start - 2), end + 2):
        return True  # `2.16.840.1.113883.4.3.25` names a register
    # `SSN 457551462  Ph 9374438899  DL D1234567`
    return _OTHER_LABEL.search(text, max(0, start - 24), start) is not None


def _claims(row: Row, text: str, low: int, high: int) -> Iterator[Hit]:
    name: str = getattr(row.recognizer, "name", "") or type(row.recognizer).__name__
    for result in _results(row, text[low:high]):
        start, end = low + result.start, low + result.end
        if _cut_off(text, start, end):
            continue
        if (
            row.entity == "IP_ADDRESS"
            and _PATH.search(text, max(0, start - 2), start)
            and text[end : end + 1] != ":"
        ):
            continue  # `Chrome/121.0.0.0`, `/v/10.4.2.1/app.js`: a program's version
        if row.entity == "EMAIL_ADDRESS" and _is_no_mailbox(text, start, end):
            continue
        page = row.entity == "US_BANK_NUMBER" and _QUERY.search(text, max(0, start - 24), start)
        if page or (row.entity == "US_BANK_NUMBER" and _is_no_account(text, start, end)):
            continue  # `/account?ref=1555012344`: the page is the account's, the number is not
        if row.entity == "US_DRIVER_LICENSE" and _is_no_licence(text, start, end):
            continue
        known = (context.is_labelled if row.alone == 0 else context.is_near)(text, start, end, row.context)
        if row.entity == "US_SSN" and _is_dialled(text, start):
            continue
        if row.entity == "US_SSN" and not known and (text[start] == "9" or _GOES_ON.match(text, end)):
            continue  # areas from 900 on were never issued; `011-44-7911-1`, `018.12.0400.4`
        if row.entity == "US_SSN" and not known and number_confusion.is_in_row(text, start, end):
            continue
        if row.entity == "IP_ADDRESS" and (
            not _of_a_host(text[start:end], known=known)
            or _of_a_network(text, start)
            or number_confusion.is_version(text, start, end)
        ):
            continue
        if row.entity == "CREDIT_CARD" and (
            number_confusion.is_of_thing(text, start)
            or number_confusion.is_fraction(text, start, end)
            or not card.is_valid(text[start:end], named=known)
            or not (known or _CARD_GROUPS.fullmatch(text, start, end))
        ):
            continue
        if row.alone < 0:
            score = min(1.0, max(CONTEXT_FLOOR, result.score + CONTEXT_GAIN)) if known else result.score
            yield Hit(result.entity_type, start, end, score, name, _reasons(result.score, known))
            continue
        if result.score <= 0.05 and not known:
            continue
        score = row.known if known else row.alone
        if score > 0:
            yield Hit(row.entity, start, end, score, name, _reasons(score, known))


def _is_no_account(text: str, start: int, end: int) -> bool:
    """Return whether a number near a word for accounts is a bank's own, or a time."""
    return number_confusion.routing(text, start, end) or number_confusion.is_stamp(text, start, end)


_QUERY = re.compile(r"(?i)[?&](?!\w{0,12}(?:acc|konto|bank|iban))\w{1,20}=$")
_PATH = re.compile(r"[A-Za-z\d]/$")


def _of_a_host(value: str, *, known: bool) -> bool:
    """Return whether an address may be somebody's: not `::`, loopback or multicast (RFC 6890).

    Colons part names in programs (`Foo::Bar`): without a word for it, a short form needs three groups.
    """
    try:
        found = ip_address(re.split("[/%]", value)[0])
    except ValueError:
        return False
    if found.is_unspecified or found.is_loopback or found.is_multicast:
        return False
    return known or found.version == 4 or "::" not in value or len(re.findall(r"[0-9A-Fa-f]+", value)) >= 3


def _reasons(score: float, known: bool) -> tuple[str, ...]:
    return (f"shape:{score:.2f}", "context:+") if known else (f"shape:{score:.2f}",)


def _cut_off(text: str, start: int, end: int) -> bool:
    """Return whether a claim is a piece of a longer number or word, as a window's edge may make it."""
    left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    right = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return left or right
