"""Firms that look like people: the sign of a shop over its till's slip, a sender's head over a letter.

A shop's name stands where a recipient's does, above an address. Evidence is the word of a trade, a
till's slip that it heads, or a telephone, tax number or web page under it where nothing else says a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.firm_line import heads_firm, names_partners

_WORD = re.compile(r"[^\W\d_]+(?:[\-'’][^\W\d_]+)*")
# What a till prints below the goods.
_TENDER = re.compile(
    r"(?im)^[^\n]*\b(?:cash|change|visa|master ?card|debit|credit|contactless|tender(?:ed)?|card|bar"
    r"|girocard|rückgeld|geg\.?"
    r"|cb|esp[èe]ces|rendu|efectivo|cambio|tarjeta|contanti|resto|pinpas|pin|gotówka|reszta"
    r"|sub[ \-]?total|amount due"
    r"|grand total|balance due|total ttc|tax|gst|vat|mwst|tva|btw|iva)\b[^\n]*\d[.,]\d\d\b"
)
_PRICE_LINE = re.compile(r"(?m)^[^\n]*\d[.,]\d\d(?:[ ]?[€A-Z*]{1,3})?[ \t]*$")
_TO = re.compile(
    rf"(?im)^[ \t]*(?:{vocabulary.greeting()}|bill(?:ed)? to|ship(?:ped)? to|invoice to|sold to"
    r"|deliver(?:y)? to|to:|an:)\b"
)
# What stands under a firm's name and its address.
_REACHED = re.compile(
    r"(?i)\b(?:tel(?:ephone|efon|éfono|éphone)?|phone|ph|fax|tfno|tlf|vat|ust|uid|siret|siren|kvk|btw|cif"
    r"|nif|gst(?:in)?|abn|ein"
    r"|tin|nip|p\.? ?iva|reg(?:istered)?(?: no)?|www|www\.\S+)\b|@|\.(?:com|co\.uk|de|fr|nl|it|es|org|net)\b"
)
_HEAD_LINES, _UNDER = 3, 5
_EVIDENCE = ("given_name", "surname", "name_like", "model_agrees", "family_name")


def lower_companies(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits, those of people lowered where their line is a firm's."""
    for hit in hits:
        yield _lower_company(text, hit) if hit.entity == "PERSON" else hit


def _lower_company(text: str, hit: Hit) -> Hit:
    words = [word.lower() for word in _WORD.findall(text[hit.start : hit.end])]
    if not lexicon.words("trades", "courtesy").isdisjoint(words):
        return hit.raised("courtesy", -0.6)
    if names_partners(_line(text, hit)) or _is_in_firm_head(text, hit):
        return hit.raised("partners", -0.7)
    given = bool(words) and lexicon.given_name(words[0])
    if _trade(words, given=given):
        return hit.raised("trade", -0.7)
    if not _has_both_names(hit) and _trade(words + _rest(text, hit), given=False):
        return hit.raised("trade", -0.7)
    if any(reason.startswith(("label", "title", "licence", "fields")) for reason in hit.reasons):
        return hit
    above = text.count("\n", 0, hit.start)
    if above > _HEAD_LINES or not _is_alone_on_line(text, hit):
        return hit
    known = sum(any(reason.startswith(factor) for reason in hit.reasons) for factor in _EVIDENCE)
    if _is_slip(text, hit.end) and not _has_both_names(hit):
        return hit.raised("storefront", -0.65)
    under = _take_lines_below(text, hit.end)
    unknown = known == 0 and hit.reasons[0].startswith("above_address")
    if unknown and not text[: hit.start].strip() and _receipt(text, hit.end):
        return hit.raised("storefront", -0.65)
    if unknown and _REACHED.search(under) and not _mailbox(words, under.lower()):
        return hit.raised("letterhead", -0.55)
    return hit


def _is_in_firm_head(text: str, hit: Hit) -> bool:
    """Return whether a claim in capitals is of the partners whose firm heads a letter, on a line or two."""
    if not text[hit.start : hit.end].isupper() or text.find("&", max(0, hit.start - 60), hit.end + 60) < 0:
        return False
    start = text.rfind("\n", 0, hit.start) + 1
    starts = (start, text.rfind("\n", 0, max(0, start - 1)) + 1)
    return any(
        heads_firm(text[at : at + 200].strip()) and "&" in text[at : hit.end + 60]
        for at in dict.fromkeys(starts)
    )


def _line(text: str, hit: Hit) -> str:
    """Return the line that a claim stands on."""
    end = text.find("\n", hit.end)
    return text[text.rfind("\n", 0, hit.start) + 1 : end if end >= 0 else len(text)]


def _mailbox(words: list[str], under: str) -> bool:
    """Return whether a mailbox below is called by a name's words: its owner is a person."""
    return any(all(word in mailbox for word in words) for mailbox in re.findall(r"[\w.+\-]+(?=@)", under))


def _has_both_names(hit: Hit) -> bool:
    """Return whether the model read a name whose given and family name are known."""
    factors = {reason.partition(":")[0] for reason in hit.reasons}
    return {"given_name", "surname"} <= factors and bool(factors & {"model", "model_agrees"})


def _trade(words: list[str], *, given: bool) -> bool:
    """Return whether one of several words is a trade's, or a long word ends as trades do.

    Behind a given name a family name is no trade: `Lisa Winkel`.
    """
    surnames, trades = lexicon.name_list("surnames"), lexicon.words("trades", "words")
    if not trades.isdisjoint(words) and any(
        word in trades and not (given and word in surnames) for word in words
    ):
        return True
    first = words[0] if len(words) > 1 else ""
    return len(first) > 8 and first.endswith(_endings()) and first not in surnames


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(lexicon.table("trades")["endings"])


_GOES_ON = re.compile(rf"(?:['’][sS])?((?:[ ]{casing.UP}[\w'’\-]*){{1,3}})[ \t]*(?:\n|$)")


def _rest(text: str, hit: Hit) -> list[str]:
    """Return the words that end the line of a claim that begins it: `LUPE'S TAQUERIA`."""
    if text[text.rfind("\n", 0, hit.start) + 1 : hit.start].strip():
        return []
    match = _GOES_ON.match(text, hit.end)
    return match.group(1).lower().split() if match else []


def _is_alone_on_line(text: str, hit: Hit) -> bool:
    end = text.find("\n", hit.end)
    start = text.rfind("\n", 0, hit.start) + 1
    return not (text[start : hit.start] + text[hit.end : end if end >= 0 else len(text)]).strip(" \t*|.,-")


def _take_lines_below(text: str, at: int) -> str:
    """Return the few lines below a place, up to the first empty one past an address's length."""
    lines = text[at : at + 400].split("\n")[1 : _UNDER + 1]
    return "\n".join(lines)


def _is_slip(text: str, at: int) -> bool:
    """Return whether a text is a till's slip and a place is above its goods, addressed to no person."""
    count, first = _find_prices(text)
    return count >= 2 and first > at and _is_tills(text)


# What a till or a machine prints on its slips: how was paid, which desk it was, the slip's own number.
_RUNG = re.compile(
    r"(?im)^[^\n]*\b(?:visa|master ?card|amex|contactless|girocard|cash|chip|appr(?:oval|oved)?|auth"
    r"|ticket|tkt|rcpt|receipt|pump|kasse|kassa|cashier|till|terminal|jumlah|bon|ticket de caisse)\b"
)


def _receipt(text: str, at: int) -> bool:
    """Return whether a text is a slip, addressed to nobody, with a price below a place."""
    count, first = _find_prices(text)
    return count >= 1 and first > at and _RUNG.search(text) is not None and _TO.search(text) is None


@lru_cache(maxsize=2)
def _find_prices(text: str) -> tuple[int, int]:
    """Return how many lines end in a price, and where the first begins."""
    lines = list(_PRICE_LINE.finditer(text))
    return len(lines), lines[0].start() if lines else 0


@lru_cache(maxsize=2)
def _is_tills(text: str) -> bool:
    """Return whether a till wrote a text, and addressed it to no person."""
    return _TENDER.search(text) is not None and _TO.search(text) is None
