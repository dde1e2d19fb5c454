"""Licences, certificates and registrations that a person holds to do something, behind their label.

Their numbers have no common form, and businesses, programs, buildings and goods have licences as well. A
trade before the paper says that it is a person's, and so does the holder: `wireman's licence WL 41982`,
`Karen's certificate is 31180`. Registers of professionals give members numbers of a form of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_TABLE = lexicon.table("professional_licences")
_PAPERS = "|".join(chain.from_iterable(_TABLE["papers"].values()))
_UNCLEAR = list(chain.from_iterable(_TABLE["unclear"].values()))
_TRADES = [*chain.from_iterable(_TABLE["trades"].values()), *_UNCLEAR]
# A word for a number, what a parenthesis adds, and a verb or mark.
_SIGN = (
    r"(?:[ \-]?(?:(?:no|nr|num|number|nummer|numer|n[.º°]{1,3})(?![^\W\d_])\.?|[#№]))?"
    r"(?:[ ]?\([^()\n\d]{1,24}\))?"
    r"(?:[ ]{0,12}[:=#]|[ ](?:is|was|ist|est|es|è|é))?(?:[ \t]{1,8}|(?<=[#№]))"
)
# Letters at the begin and end alone, and groups with figures: `WL 41982`, `FL-0081144`, `002 118 447 903`.
_NUMBER = (
    r"(?P<number>(?=(?:[A-Z/.\-]{0,5}[ ]?[\d/.\-]{0,6}){0,3}\d)(?:[A-Z]{1,5}[ \-/.]?)?[A-Z]?\d[A-Z\d]*"
    r"(?:[ \-/.][A-Z]?\d[A-Z\d]*){0,4}(?:[\-/][A-Z]{1,2})?)(?![\w\-]|[.,/]\d)"
)
_OF_TRADE = gate.gated_words(
    r"(?i)(?<![^\W_])(?P<trade>",
    _TRADES,
    rf"),?(?P<paper>(?:[ \-]?(?:{_PAPERS})(?![^\W_])){{1,2}}){_SIGN}(?-i:{_NUMBER})",
)
# The paper before the trade, as Romance and Slavic languages have it: `permis de chasse n° …`.
_TRADE_BEHIND = gate.gated_words(
    rf"(?i)(?<![^\W_])(?:{_PAPERS})[ ](?P<trade>",
    _TRADES,
    rf"){_SIGN}(?-i:{_NUMBER})",
)
# Whose it is: `her certificate number …`, `Karen's licence is …`, `Bo Lind (lic. …)`.
_OF_HOLDER = gate.gated(
    r"(?i)(?:(?<![^\W_])(?:his|her|their|my|your)|(?-i:(?<![^\W_])(?P<who>[A-Z][a-z]{1,14})['’]s))[ ]"
    r"(?P<words>(?:[a-z\-]{2,14}[ ]){0,2})(?:licen[cs]e|cert(?:ificate|ification|\b\.?)|badge|registration)"
    rf"{_SIGN}(?-i:{_NUMBER})"
)
_BEHIND_NAME = gate.gated(
    r"(?<![^\W_])(?P<who>[A-Z][a-z'’\-]{1,14}(?:[ ][A-Z][A-Za-z'’\-]{1,16}){0,2}),?[ ]\(?"
    rf"(?i:licen[cs]e|lic\b\.?|cert\b\.?|certificate){_SIGN}{_NUMBER}"
)
# Who does a trade, in the field before a first name: `Sparky: Bo (lic. …)`, `sales rep: Kim Orr, license …`.
_ROLE = re.compile(
    rf"(?i)(?<![^\W_])(?:{'|'.join(_TRADES)}|installer|operator|agent|rep|inspector|tech(?:nician)?"
    r"|contact|name|driver|worker|mechanic|carer|tutor|supervisor)s?[ ]?:[ ]{0,8}\Z"
)
_REGISTERS = tuple(
    (
        gate.gated(
            rf"(?:(?<![^\W\d_])(?i:{names})(?![^\W\d_])"
            r"(?i:[ ]?(?:registration|reg|pin|ref(?:erence)?|membership|id)\b\.?)?"
            r"(?i:[ ]?(?:no|nr|n[.º°]{1,3}|number|nummer|[#№])\.?)?[ ]?[:#(]?[ ]{0,4}"
            rf"(?P<number>{form})(?![\w\-]|[.,/]\d))"
        ),
        names,
    )
    for names, form in _TABLE["registers"].items()
)
_ALL = gate.together(
    _OF_TRADE, _TRADE_BEHIND, _OF_HOLDER, _BEHIND_NAME, *(pattern for pattern, _ in _REGISTERS)
)
# Things and firms have papers of their own.
_OF_THING = re.compile(
    r"(?i)(?<![^\W_])(?:software|program|product|windows|office|server|key|plates?|gift|parking|building"
    r"|business|liquor|fire"
    r"|birth|death|marriage|warranty|guarantee|insurance|calibration|analysis|conformity|origin|deposit|export|import|firm"
    r"|company|contractor|dealer|premises|site|vehicle|boat|dog|pet|ssl|tls|gas|mot|energy|epc|title|tv|shop|store|plane|train"
    r"|bus|concert|raffle|support|trade|state|stock|tax|inc|llc|ltd|gmbh|corp|co"
    r"|safety[ ]data|test|inspection"
    r"|roof\w*)(?![^\W_])"
)
_DATE = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}(?!\d)")
_DIGITS = re.compile(r"\d")
_FEWEST, _MOST, _NEAR = 4, 16, 24
_SCORE, _LESS = 0.85, 0.7


def find(text: str) -> Iterator[Hit]:
    """Yield the numbers of papers that license a person."""
    if not _ALL.opened(text):
        return
    for match in chain(_OF_TRADE.finditer(text), _TRADE_BEHIND.finditer(text)):
        clear = _is_unclear(match["trade"]) is None or _is_somebodys(text, match)
        if clear and _is_number(match["number"]) and not _is_of_thing(text, match.start()):
            yield _hit(match, _SCORE)
    for match in _OF_HOLDER.finditer(text):
        if (
            _is_number(match["number"])
            and _OF_THING.search(match["words"]) is None
            and _is_name(match["who"])
        ):
            yield _hit(match, _LESS)
    for match in _BEHIND_NAME.finditer(text):
        if _is_number(match["number"]) and _is_of_person(text, match):
            yield _hit(match, _LESS)
    for pattern, _ in _REGISTERS:
        for match in pattern.finditer(text):
            if len(_DIGITS.findall(match["number"])) >= _FEWEST:
                yield _hit(match, _SCORE)


def _is_somebodys(text: str, match: re.Match[str]) -> bool:
    """Return whether a paper of a field of business is a licence, or a person's by the words next to it."""
    if _LICENCE.search(match.groupdict().get("paper") or "") is not None:
        return True
    low = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _NEAR)
    if _EXPIRES.match(text, match.end()) or _HIS.search(text, low, match.start()):
        return True
    return any(map(lexicon.clear_given_name, map(str.lower, _CAPITAL.findall(text, low, match.start()))))


_is_unclear = re.compile(rf"(?i)(?:{'|'.join(_UNCLEAR)})").fullmatch
_LICENCE = re.compile(r"(?i)(?<![^\W_])lic(?:en[cs]e|\b)")
_EXPIRES = re.compile(
    r"(?i)[ ]?[,;(]?[ ]?(?:exp(?:ires|iry|iring|\b)"
    r"|renew(?:ed|al)|valid[ ](?:to|until|thru)|seen|checked)"
)
_HIS = re.compile(r"(?i)(?<![^\W_])(?:his|her|my|your|their)[ ](?:[a-z]+[ ])?\Z")
_CAPITAL = re.compile(r"(?<![^\W_])[A-Z][a-z]{2,14}")


def _is_number(number: str) -> bool:
    """Return whether a string has as many figures as papers have, and is no date."""
    return _FEWEST <= len(_DIGITS.findall(number)) <= _MOST and _DATE.match(number) is None


def _is_of_thing(text: str, at: int) -> bool:
    """Return whether the words right before a paper say that a thing or a firm has it."""
    low = max(text.rfind("\n", 0, at) + 1, at - _NEAR)
    before = _OF_THING.search(text, low, at)
    return before is not None and not text[before.end() : at].strip(" ")


def _is_name(who: str | None) -> bool:
    """Return whether a word before a paper is a given name, or none stands there."""
    return who is None or lexicon.any_given_name(who.lower())


def _is_of_person(text: str, match: re.Match[str]) -> bool:
    """Return whether what stands before a paper is a known name, or one behind the word for its trade."""
    words = match["who"].lower().split()
    if _OF_THING.search(text, match.start(), match.end("who")):
        return False
    low = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _NEAR)
    role = _ROLE.search(text, low, match.start()) is not None
    if len(words) > 1 and lexicon.any_given_name(words[0]):
        return True
    return role and (lexicon.any_given_name(words[0]) or len(words) == 1)


def _hit(match: re.Match[str], score: float) -> Hit:
    reasons = (f"label:{score:.2f}",)
    return Hit("MEDICAL_LICENSE", *match.span("number"), score, "ProfessionalLicence", reasons)
