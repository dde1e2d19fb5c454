"""Names with strokes: of airlines (`BERG/ANA MRS`) and of family trees (`1 NAME Ana /Berg/`, GEDCOM)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.person.name_pattern import UP
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

_TREE = re.compile(
    r"(?m)^[ \t]*\d{1,2} (?:NAME|_MARNM) (?P<given>[^\n/]{0,60}?)[ ]?/(?P<family>[^\n/]{1,60})/"
)
# Lists of passengers put their number in a party before the name: `1BERG/ANA MRS`.
_TITLES = "MRS|MR|MSTR|MS|MISS|DR|PROF|REV|SIR|LORD|LADY|DAME|CAPT|CHD|INF"
_AIRLINE = re.compile(
    rf"(?:(?<![\w/.])|(?<=^\d)|(?<=[\n\-]\d))(?P<family>(?!(?:{_TITLES})/)[A-Z][A-Z'\-]{{1,25}})/"
    rf"(?P<given>[A-Z][A-Z\-]{{1,20}}?(?: (?!(?:{_TITLES})\b)[A-Z]{{2,15}})?)"
    rf"(?P<title>[ ]?(?:{_TITLES}))?(?![\w/]|-(?![A-Z]{{1,2}}\d))"
)
# Several of a party have one family name: `2BERG/TOM MR/ANA MRS`.
_PARTY = re.compile(
    rf"(?:(?<![\w/.])|(?<=^\d)|(?<=\n\d))(?P<family>[A-Z][A-Z'\-]{{1,25}})"
    rf"(?P<givens>(?:/[A-Z][A-Z\-]{{1,20}}(?: (?!(?:{_TITLES})\b)[A-Z]{{2,15}})?[ ]?(?:{_TITLES})){{2,9}})"
    r"(?![\w/])"
)
_MEMBER = re.compile(rf"/(?P<given>[A-Z][A-Z\- ]{{1,36}}?)[ ]?(?:{_TITLES})(?![A-Z])")
# Displays of bookings number each of a party, all family names before the stroke: `1.SOTO DIAZ/ROSA MRS`.
_FAMILIES = r"(?P<family>[A-Z][A-Z'\-]{1,25}(?: [A-Z][A-Z'\-]{1,25}){0,3})"
_GIVENS = rf"(?P<given>[A-Z][A-Z\-]{{1,20}}(?: (?!(?:{_TITLES})\b)[A-Z]{{1,20}}){{0,3}})"
_BOOKED = re.compile(rf"(?<=\d\.){_FAMILIES}/{_GIVENS} ?(?:{_TITLES})(?![\w/])")
# What each of the patterns has at its stroke, sought from there: names in capitals, and others.
_CAPITALS = re.compile(r"/(?<=[A-Z'\-]/)[A-Z]")
_LETTERS = re.compile(rf"/(?<=[^\W\d_]/){UP}")
# Front desks write the same in small letters: `Yamada/K Mr`, `Ben-Ari/Noa`.
_DESK = re.compile(
    rf"(?<![\w/.])(?P<family>{UP}[^\W\d_]+(?:['’\-][^\W\d_]+)?)"
    rf"/(?P<given>{UP}[^\W\d_]*(?:[ ](?!(?i:{_TITLES})\b){UP}[^\W\d_]+)?)"
    rf"(?P<title>[ ](?i:{_TITLES})\b)?(?![\w/\-])"
)
# With a title nothing inside it, read alone, is surer.
_SCORE, _TITLED, _LISTED = 0.9, 0.99, 0.7


def find(text: str) -> Iterator[Hit]:
    """Yield the names so written; one of an airline without a title must be on the lists."""
    if "/" not in text:
        return
    for match in _TREE.finditer(text) if "NAME " in text or "_MARNM " in text else ():
        yield _hit(match, "tree", _SCORE, match.end("family"))
    yield from _find_capitals(text) if _CAPITALS.search(text) else ()
    yield from _find_desk(text) if _LETTERS.search(text) else ()


def _find_capitals(text: str) -> Iterator[Hit]:
    for match in _AIRLINE.finditer(text):
        if match["title"]:
            yield _hit(match, "airline_title", _TITLED, match.end("given"))
        elif lexicon.family_name(match["family"].lower()) and _is_given(match["given"]):
            yield _hit(match, "airline", _LISTED, match.end("given"))
    for match in _BOOKED.finditer(text):
        yield _hit(match, "airline_title", _TITLED, match.end("given"))
    for match in _PARTY.finditer(text):
        for member in _MEMBER.finditer(text, *match.span("givens")):
            first = member.start() == match.start("givens")
            start = match.start() if first else member.start("given")
            pieces = (member.span("given"), match.span("family"))
            reasons = (f"airline_title:{_TITLED:.2f}",)
            yield Hit("PERSON", start, member.end("given"), _TITLED, "Person", reasons, pieces=pieces)


def _find_desk(text: str) -> Iterator[Hit]:
    for match in _DESK.finditer(text):
        family = match["family"].lower()
        known = lexicon.family_name(family) and family not in lexicon.ordinary() and _is_given(match["given"])
        if match["title"] and not match["family"].isupper():
            yield _hit(match, "airline_title", _TITLED, match.end("given"))
        elif known and not match["family"].isupper():
            yield _hit(match, "airline", _LISTED, match.end("given"))


def _is_given(words: str) -> bool:
    first = words.split(maxsplit=1)[0].lower()
    return lexicon.given_name(first) and first not in lexicon.english()


def _hit(match: re.Match[str], factor: str, score: float, end: int) -> Hit:
    pieces = tuple(sorted(match.span(part) for part in ("given", "family") if match[part]))
    return Hit("PERSON", pieces[0][0], end, score, "Person", (f"{factor}:{score:.2f}",), pieces=pieces)
