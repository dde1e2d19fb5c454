"""The seller's side where no heading names it: who signs a firm's letter, an address under a firm's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.firm_line import names_firm
from pii_sweep.entities import having
from pii_sweep.types import Role

# How far behind a closing formula, or in front of an address, a line may begin.
_REACH = 90
_CLOSING = re.compile(
    rf"(?im)^[ \t]{{0,30}}(?:{vocabulary.closing()})[,.!]?[ \t]*(?:\n[ \t/s_\-.]{{0,30}}){{1,4}}\Z"
)
# What may stand before a name on its line under a closing formula.
_SIGNED = " \t/sSſ_-."
_GREETING = re.compile(
    rf"(?im)^[ \t>]{{0,8}}(?:{vocabulary.greeting()})[ ]"
    r"(?:(?:mr|mrs|ms|miss|dr|prof|herr|frau|herrn|señora?|sr|sra|mme|m)\b\.?[ ])?"
)
_POSITION = re.compile(
    r"(?i)\n[ \t]{0,30}(?:[^\n]{0,40}\b)?(?:customer (?:care|service|support|success|relations|experience)"
    r"|manager|director|department|team|president|officer|representative|specialist|coordinator|supervisor"
    r"|administrator"
    r"|associate|assistant|attorney|paralegal|partner|owner|founder|physician|surgeon|kundenservice"
    r"|kundendienst"
    r"|gesch(?:ä|ae)ftsf(?:ü|ue)hr\w*|vertrieb|buchhaltung|m\.?d\.?|d\.?d\.?s\.?|cpa|esq|agent|advis[oe]r"
    r"|billing|sales)\b"
)
# A note of the one who took the call: `Ana Diaz spoke with Lee Wu about order 1234`.
_SPOKE = re.compile(
    r"[ ](?:has )?(?:spoke|spoken|talked|chatted)[ ](?:with|to)[ ](?:customer |client |patient )?"
)
_ABOUT = re.compile(r"[ ](?:about|regarding|concerning|re)\b")
_WORDS = re.compile(r"[^\W\d_]{2,}")
# The label of a field: `Address: `, `- Store name: `.
_LABEL = re.compile(r"[\s>*#|\-]{0,6}[^\W\d_][\w /.'\-]{0,30}[ ]{0,2}:[ \t]{0,9}")


_LETTER = lexicon.table("greetings_closings")
# What is said of oneself right before a value, and nothing of the reader's between.
_OF_SELF = re.compile(
    rf"(?i)(?<!\w)(?:{'|'.join(_LETTER['mine'])})(?!\w)"
    rf"(?![^.!?]*(?<!\w)(?:{'|'.join(_LETTER['yours'])})(?!\w))[^.!?]*$"
)
# What somebody who writes about themselves says; an agent gives a telephone and a mailbox too.
_ONES_OWN = having("spi") | {"STREET_ADDRESS", "DATE_OF_BIRTH", "HEALTH", "US_SSN"}
_SENTENCE = 60


def mark_writer(hits: Sequence[Hit], text: str) -> list[Hit]:
    """Return the hits of a letter about its writer: who signs it is the customer, not who is greeted."""
    people = [hit for hit in hits if hit.entity == "PERSON"]
    signed = [hit for hit in people if _is_below_closing(text, hit.start)]
    own = any(_POSITION.match(text, hit.end) is None for hit in signed) and any(
        hit.entity in _ONES_OWN and _OF_SELF.search(text[max(0, hit.start - _SENTENCE) : hit.start])
        for hit in hits
    )
    if not own:
        return list(hits)
    turned: dict[int, Role] = {id(hit): "customer" for hit in signed}
    greeted = {id(hit) for hit in people if _is_greeted(text, hit)}
    turned |= dict.fromkeys(greeted - turned.keys(), "merchant")
    return [hit.at(role=turned[id(hit)]) if id(hit) in turned else hit for hit in hits]


def signers(hits: Sequence[Hit], text: str) -> set[int]:
    """Return the places of the names that sign a firm's letter: it greets another, or states a position."""
    people = [(place, hit) for place, hit in enumerate(hits) if hit.entity == "PERSON"]
    found = {place for place, hit in people if _is_below_closing(text, hit.start)}
    sellers = {
        place
        for (place, hit), (_, other) in pairwise(people)
        if _SPOKE.fullmatch(text, hit.end, other.start) and _ABOUT.match(text, other.end)
    }
    if not found:
        return sellers
    greeted = [
        set(_WORDS.findall(text[hit.start : hit.end].lower())) for _, hit in people if _is_greeted(text, hit)
    ]
    return sellers | {place for place in found if _staff(text, hits[place], greeted)}


def _is_greeted(text: str, person: Hit) -> bool:
    return _GREETING.search(text[max(0, text.rfind("\n", 0, person.start)) : person.start]) is not None


def _is_below_closing(text: str, start: int) -> bool:
    """Return whether a place begins a line, or the name on it, below a letter's closing formula."""
    line = text.rfind("\n", 0, start) + 1
    if line == 0 or text[line:start].strip(_SIGNED):
        return False
    return _CLOSING.search(text[max(0, start - _REACH) : start]) is not None


def _staff(text: str, signer: Hit, greeted: Sequence[set[str]]) -> bool:
    names = set(_WORDS.findall(text[signer.start : signer.end].lower()))
    if any(names & other for other in greeted):
        return False
    return bool(greeted) or _POSITION.match(text, signer.end) is not None


def is_under_firm(address: Hit, people: Sequence[Hit], text: str) -> bool:
    """Return whether an address stands right below a firm's name, or behind it, and not below a person's."""
    above = text[max(0, address.start - _REACH) : address.start]
    lines = [line for line in above.split("\n")[-4:] if line.strip()][-2:]
    labelled = bool(lines) and _LABEL.fullmatch(lines[-1]) is not None
    firm = lines[0 if labelled else -1] if lines else ""
    if not names_firm((_LABEL.sub("", firm, count=1) if labelled else firm).rstrip(" ,-–·|\t")):
        return False
    line = text.rfind(firm, 0, address.start)
    others = [hit for hit in people if not _word_of(text, hit, line, line + len(firm))]
    if labelled:  # a block of fields, which names somebody above or below
        start, end = text.rfind("\n\n", 0, address.start) + 1, text.find("\n\n", address.end)
        return not any(start <= hit.start and (hit.end <= end or end < 0) for hit in others)
    return not any(
        line - _REACH <= hit.end <= address.start and _same_block(text, hit.end, line) for hit in others
    )


def _word_of(text: str, hit: Hit, start: int, end: int) -> bool:
    """Return whether a name is one word of a firm's name, and more words of it follow."""
    word = start <= hit.start and hit.end < end and _WORDS.fullmatch(text, hit.start, hit.end)
    return bool(word) and text[hit.end] == " " and text[hit.end + 1 : hit.end + 2].isupper()


def _same_block(text: str, end: int, line: int) -> bool:
    return end > line or "\n" not in text[end:line].strip(" \t,").removeprefix("\n")


def mark_returned(hits: Sequence[Hit], text: str) -> list[Hit]:
    """Return the hits of a parcel that goes back to a firm: who sends it is the customer."""
    people = [hit for hit in hits if hit.entity == "PERSON"]
    homes = [hit for hit in hits if hit.entity == "STREET_ADDRESS" and hit.role == "sender"]
    if not people or any(hit.role != "sender" for hit in people) or not homes:
        return list(hits)
    if any(is_under_firm(home, (), text) for home in homes):
        return list(hits)
    turned: dict[str | None, Role] = {"sender": "customer", "recipient": "merchant"}
    return [hit.at(role=turned[hit.role]) if hit.role in turned else hit for hit in hits]
