"""What a telephone, a mailbox or a postal address says of its owner by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import log

import phonenumbers
from phonenumbers import PhoneNumberType

from pii_sweep.detect.contact.surroundings import ADDRESS, MAILBOX, PERSON, PHONE
from pii_sweep.detect.text import lexicon, shared_mailbox
from pii_sweep.detect.text.candidate import Hit

_FREE = re.compile(r"(?:\+?1[ .\-(]{0,3})?\(?8(?:00|33|44|55|66|77|88)\b|0800|0808|00800|800[ \d]|1[38]00")
_EXTENSION = re.compile(r"(?i)ext|x\d|durchwahl|poste")
# The extension of a switchboard: `227-0`.
_SWITCHBOARD = re.compile(r"\d-0$")
_SUITE = re.compile(r"(?i)\b(?:suite|ste|floor|level|building|bldg|mall|obergeschoss|étage|bâtiment)\b")
_FLAT = re.compile(r"(?i)\b(?:apt|apartment|flat|lot|trlr|appt|wohnung|lgh|m\.)\b|#\d")
_INITIAL = re.compile(r"[a-z][._]?[a-z]{4,}$")
_PARTS = re.compile(r"[._\-+\d]+")
_KINDS = {
    PhoneNumberType.TOLL_FREE: "free",
    PhoneNumberType.SHARED_COST: "free",
    PhoneNumberType.UAN: "free",
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "fixed",
}
# In whose plan a number without a country's code is looked up.
_REGIONS = ("US", "GB", "DE", "FR", "AU")


def describe(hit: Hit, text: str, hits: Sequence[Hit]) -> dict[str, float]:
    """Return the features of a value itself."""
    value = text[hit.start : hit.end]
    twice = {"twice": float(text.count(value) > 1)}
    if hit.entity == PHONE:
        return {**twice, **_describe_number(value)}
    if hit.entity == MAILBOX:
        people = " ".join(text[one.start : one.end].casefold() for one in hits if one.entity == PERSON)
        return {**twice, **_describe_mailbox(value.casefold(), text.casefold(), people)}
    before = sum(one.entity == ADDRESS and one.start < hit.start for one in hits)
    return {
        **twice,
        "suite": float(_SUITE.search(value) is not None),
        "flat": float(_FLAT.search(value) is not None),
        "addresses": log(max(1, sum(one.entity == ADDRESS for one in hits))),
        "first": float(not before),
    }


def _describe_number(value: str) -> dict[str, float]:
    return {
        f"number {_kind(value)}": 1.0,
        "free": float(_FREE.match(value) is not None),
        "extension": float(_EXTENSION.search(value) is not None),
        "switchboard": float(_SWITCHBOARD.search(value) is not None),
    }


def _describe_mailbox(value: str, text: str, people: str) -> dict[str, float]:
    """Return what the words around the @ are: a person's, a house's, a host's that anybody uses."""
    local, _, domain = value.partition("@")
    house = domain.partition(".")[0]
    words = {word for word in _PARTS.split(local) if word}
    long = {word for word in words if len(word) > 2}
    return {
        "shared": float(shared_mailbox.of_house(value)),
        "public domain": float(house in lexicon.words("mailboxes", "public")),
        "of a person": float(any(word in people for word in long)),
        "given name": float(not long.isdisjoint(lexicon.census("given"))),
        "two words": float(len(words) > 1),
        "initial": float(_INITIAL.match(local) is not None),
        "house's word": float(len(house) > 4 and any(word in house for word in long if len(word) > 3)),
        "figures": float(any(map(str.isdecimal, local))),
        "house elsewhere": float(text.count(house) > 1),
    }


@lru_cache(maxsize=4096)
def _kind(value: str) -> str:
    """Return what a numbering plan says of a number: free, mobile, fixed, any of these, or unknown.

    A number without a country's code is free only where its first figures say so in any of them.
    """
    abroad = value.lstrip().startswith("+")
    for region in (None,) if abroad else _REGIONS:
        try:
            number = phonenumbers.parse(value, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            kind = _KINDS.get(phonenumbers.number_type(number), "any")
            return "any" if kind == "free" and not (abroad or _FREE.match(value)) else kind
    return "unknown"
