"""Whose name or address it is: identified by headings, else by where it stands on a label or a letterhead."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from pii_sweep.detect import seller
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.types import Role

_ROLES: tuple[Role, ...] = ("sender", "merchant", "recipient", "buyer", "customer")
_HEADINGS: Mapping[Role, Sequence[str]] = {role: lexicon.table("headings")[role] for role in _ROLES}
_HEADING = re.compile(
    "|".join(rf"(?P<{role}>{'|'.join(words)})" for role, words in _HEADINGS.items()).replace(
        "{greeting}", vocabulary.greeting()
    ),
    re.IGNORECASE,
)
# A heading alone on its line, or before a colon at the line's head.
_LINE_HEAD = re.compile(r"^[\s>*#|\-]{0,6}([^\W\d][\w /.'\-]{0,40}?)[ ]{0,2}(?:[:.]|$)")
_INLINE = re.compile(r"(?:^|[\s(,;|])([^\W\d]\w*(?:[ ]\w+){0,2})[ ]{0,2}[:.]?[ ]{0,3}$")
# A label of its own, but for those of any block: `Insured property: 71 Vine St` is not of what is above.
_OTHERS = re.compile(
    r"[\s>*#|\-]{0,6}(?!(?i:(?:street|mailing|postal|e-?mail)?[ ]?(?:address|street|name|phone|tel\w*"
    r"|mobile|cell|fax|e-?mail|mail|city|adresse|anschrift|strasse|straße|ort|company"
    r"|firma|contact)[ ]{0,2}:))[^\W\d][\w /.'\-]{1,40}:[ ]"
)
# A label with its value on the line: what follows a blank line is not its own.
_FILLED = re.compile(r":[ ]{1,9}\S")
REACH = 6
# An addressed page of fewer characters is a label.
LABEL = 700


_start = attrgetter("start")


def role_at(text: str, start: int) -> Role | None:
    """Return the role that the nearest heading gives to what begins at `start`."""
    line = text.rfind("\n", 0, start) + 1
    found = _match_role(_INLINE, text[max(line, start - 40) : start]) if start > line else None
    if found is not None:
        return found
    head = _match_role(_LINE_HEAD, text[line:start]) if start > line else None
    if head is not None or _OTHERS.match(text, line, start):
        return head
    above = text[max(0, line - 400) : max(0, line - 1)].split("\n")[::-1][:REACH]
    blanks = 0
    for content in above if line else []:
        if not content.strip():
            blanks += 1
            if blanks > 1:
                return None
            continue
        role = _match_role(_LINE_HEAD, content)
        if role is not None and not (blanks and _FILLED.search(content)):
            return role
        if blanks:
            return None
    return None


# A title before a name is no part of the heading before it: `Seen by Dr. `.
_TITLE = re.compile(r"(?i)\b(?:dr|mr|mrs|ms|prof|herr|frau)\.?[ ]*$")
_TITLE_REACH = 12


def _match_role(pattern: re.Pattern[str], content: str) -> Role | None:
    title = _TITLE.search(content, max(0, len(content) - _TITLE_REACH))
    match = pattern.search(content[: title.start()] if title else content)
    return _heading(match.group(1).strip().partition(".")[0]) if match else None


@lru_cache(maxsize=4096)
def _heading(words: str) -> Role | None:
    heading = _HEADING.fullmatch(words)
    return next((role for role in _HEADINGS if heading and role == heading.lastgroup), None)


def assign(hits: Sequence[Hit], text: str, layout: str) -> list[Hit]:
    """Return the hits with the roles of names and addresses filled in.

    Headings decide. Without one, the first of two addresses on a shipping label is the sender's,
    and an address in the head of a page that shows a total or another address is the merchant's.
    A name just above an address shares its role.
    """
    if _ASSIGNED.isdisjoint([hit.entity for hit in hits]):
        return list(hits)
    out = [
        hit.at(role=role)
        if hit.entity in ("PERSON", "STREET_ADDRESS")
        and not hit.role
        and (role := role_at(text, hit.start)) is not None
        else hit
        for hit in hits
    ]
    if layout in ("page", "prose", "label"):
        marked = seller.mark_writer(out, text)
        out = _mark_seller(out, text) if marked == out else marked
    out = _by_place(out, text, layout)
    addresses = sorted((hit for hit in out if hit.entity == "STREET_ADDRESS"), key=_start)
    for index, hit in enumerate(out):
        if hit.entity == "PERSON":
            below = _find_address_below(text, hit.end, addresses)
            if (
                below is not None
                and below.role
                and (hit.role is None or below.role in ("sender", "merchant"))
            ):
                out[index] = hit.at(role=below.role)
    if layout not in ("page", "prose", "label"):
        return out
    if layout == "label" or len(text) < LABEL:
        out = seller.mark_returned(out, text)
    blocks = sorted((hit for hit in out if hit.entity in ("STREET_ADDRESS", "PERSON")), key=_start)
    sold = any(hit.entity == "ORDER_VALUE" for hit in out)
    return [
        _assign_to_seller(hit, blocks, text, sold=sold) if hit.entity in _REACHED and not hit.role else hit
        for hit in out
    ]


def _mark_seller(hits: list[Hit], text: str) -> list[Hit]:
    """Return the hits with the seller's side marked where no heading says whose they are."""
    staff = seller.signers(hits, text)
    people = [hit for place, hit in enumerate(hits) if hit.entity == "PERSON" and place not in staff]
    return [
        hit.at(role="sender")
        if place in staff and hit.role in (None, "recipient")
        else hit.at(role="merchant")
        if hit.entity == "STREET_ADDRESS" and hit.role != "sender" and seller.is_under_firm(hit, people, text)
        else hit
        for place, hit in enumerate(hits)
    ]


_REACHED = frozenset({"PHONE_NUMBER", "EMAIL_ADDRESS", "IBAN_CODE", "US_BANK_NUMBER"})
_ASSIGNED = _REACHED | {"PERSON", "STREET_ADDRESS"}
_ACCOUNTS = frozenset({"IBAN_CODE", "US_BANK_NUMBER"})
_HOUSE_LINE = re.compile(
    r"(?i)(?:questions|contact us|call us|reach us|visit us|write to(?: us)?|call"
    r"|customer (?:service|support|care)|support|help ?(?:line|desk)|hotline|toll[- ]free"
    r"|office|store|fax us)\b[^\n]{0,40}$"
)
_MINE = re.compile(r"(?i)\b(?:me|my|mine|him|his|her|them)\b")
_THEIR_ACCOUNT = re.compile(
    r"(?i)\b(?:your|customer|refund|payer|debtor|employee|direct deposit|ihr|kunden)\b"
)


def _assign_to_seller(hit: Hit, blocks: Sequence[Hit], text: str, *, sold: bool) -> Hit:
    """Give a number, mailbox or account to the seller where it stands in the seller's lines.

    Those are the lines right next to a sender's or merchant's address, and invitations to call that
    name nobody: `call Rosa Diaz at` is followed by her number. The
    account on an invoice is the one to pay to, unless its line speaks of the customer's. `blocks`
    are the names and addresses in the order of the text, `sold` indicates an order's value.
    """
    line = text.rfind("\n", 0, hit.start) + 1
    if hit.entity in _ACCOUNTS:
        near = text[max(0, hit.start - 80) : hit.start]
        return hit.at(role="merchant") if sold and not _THEIR_ACCOUNT.search(near) else hit
    place = bisect_left(blocks, hit.start, key=_start)
    named = blocks[place - 1].end if place and blocks[place - 1].entity == "PERSON" else 0
    invited = _HOUSE_LINE.search(text[max(line, named, hit.start - 60) : hit.start])
    if invited and not _MINE.search(invited[0]):
        return hit.at(role="merchant")
    for other in blocks[max(0, place - 1) : place + 1]:
        end, start = min(other.end, hit.end), max(other.start, hit.start)
        if end <= start and _adjoins(text, end, start):
            return hit.at(role=other.role) if other.role in ("sender", "merchant") else hit
    return hit


def _by_place(hits: list[Hit], text: str, layout: str) -> list[Hit]:
    addresses = [hit for hit in hits if hit.entity == "STREET_ADDRESS"]
    open_ones = [hit for hit in addresses if hit.role is None]
    given = {hit.role for hit in addresses}
    if not open_ones:
        return hits
    first = open_ones[0]
    if layout == "label" and len(addresses) >= 2:
        role: Role = "sender" if not given & {"sender", "merchant"} else "recipient"
        changes = {id(hit): "recipient" for hit in open_ones} | {id(first): role}
    elif layout in ("page", "prose") and first is addresses[0] and _letterhead(first, hits, addresses, text):
        changes = {id(first): "merchant"}
    elif (
        layout == "page"
        and first is addresses[0]
        and "recipient" in given
        and len(text) < LABEL
        and len(addresses) == 2
    ):
        changes = {id(first): "sender"}
    else:
        return hits
    return [hit.at(role=changes[id(hit)]) if id(hit) in changes else hit for hit in hits]


def _letterhead(first: Hit, hits: list[Hit], addresses: list[Hit], text: str) -> bool:
    """Return whether an unlabelled address in the first lines is the letterhead's."""
    if text.count("\n", 0, first.start) > 8:
        return False
    head = text[: first.start]
    before = head[head.rfind("\n") + 1 :]
    if _IN_SENTENCE.search(before) and not _FIRM.search(before) and not _OURS.search(before):
        return False
    sold = any(hit.entity == "ORDER_VALUE" for hit in hits) or bool(_TRADE.search(text))
    people = [hit for hit in hits if hit.entity == "PERSON" and hit.end <= first.start]
    named = any(_adjoins(text, hit.end, first.start) for hit in people)
    return bool(_FIRM.search(head)) or (sold and (not named or len(addresses) > 1))


_FIRM = re.compile(
    rf"(?i)\b(?:{vocabulary.firm_form(clear=True)}|co\.|s\.?a\.?|store|shop|market"
    r"|restaurant|restoran|cafe|trading"
    r"|enterprise|hardware|prints?|photos?|studio|mart|pharmacy|bank|hotel)\b"
)
# A letterhead stands on lines of its own: `We will send it to 12 Elm Street` is a sentence.
_IN_SENTENCE = re.compile(r"\b[a-zß-öø-ÿ]{2,}\b[^:\n]*$")
# `Visit us at 12 Elm Street` is a sentence of the seller's.
_OURS = re.compile(r"(?i)\b(?:us|our|visit|based|located|headquartered)\b")
_TRADE = re.compile(r"(?i)\b(?:invoice|receipt|order|packing slip|rechnung|statement|total)\b")


# How many characters may part a name from its address.
_NEAR = 60


def _find_address_below(text: str, end: int, addresses: Sequence[Hit]) -> Hit | None:
    """Return the first address that begins shortly behind `end`; they are sorted by start."""
    for address in islice(addresses, bisect_left(addresses, end, key=_start), None):
        if address.start > end + _NEAR:
            break
        if _adjoins(text, end, address.start):
            return address
    return None


def _adjoins(text: str, end: int, start: int) -> bool:
    between = text[end : min(start, end + _NEAR + 1)]
    return len(between) <= _NEAR and between.count("\n") <= 2 and "\n\n" not in between
