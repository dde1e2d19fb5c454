"""Lines that people stand on: rolls of a meeting, tills and forms, bullets of a round, dumps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pii_sweep.detect.person import labelled_name, name_order, phrase_cue
from pii_sweep.detect.person.list.name_table import Claim
from pii_sweep.detect.person.name_confusion import places_and_brands
from pii_sweep.detect.person.name_pattern import JOIN, UP, WORD
from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.pattern import gate

_NAME = rf"{WORD}(?:[ ](?:(?:{JOIN})[ ]){{0,2}}{WORD}){{0,3}}"
# A label at the begin of its line or field, after a number of the form's, and the line behind it.
_LINE = re.compile(
    r"(?m)^[ \t>*\-•|]{0,40}(?:\d{1,2}[.)][ ])?[*_]{0,2}"
    r"(?P<label>[^\W\d_](?:[^\W\d_]|['’ ]){1,34}[^\W\d_])[*_]{0,2}"
    r"(?:[ ]?:[*_]{0,2}[ \t]{1,20}|[ ]{3,30}|\t{1,3})(?P<value>[^\n]{2,200})$"
)
_ITEM = re.compile(r"[^,;&/]+")
_EXTRA = re.compile(r"\([^)]*\)|[*_\"]")
# French shortens its title to what others take for an initial: `M. Dupont`.
_M = re.compile(r"[Mm]\.?[ ]")
# Somebody who signs on at a till, or rings up a sale: `SIGNON OPER 7 MARLA`, `CASHIER #12 JOE`.
_DESK = r"oper(?:ator)?|cashier|cshr|clerk|srvr|server|kasse|kassierer(?:in)?|bediener"
_TILL = gate.gated(
    rf"(?im)\b(?:(?:sign|log|clock)[ \-]?(?:in|on|out|off)[ :]+(?:{_DESK}|user|emp(?:loyee)?)?|{_DESK})"
    r"[ ]?[.:#]?[ ]{0,3}#?\d{1,6}[ :\-/]{1,4}(?P<name>[^\W\d_]{3,15}(?:[ ][^\W\d_]\.?(?=[ \t]*$))?)"
    r"(?=[ \t]*$|[ ]{2})"
)
_TILLS = frozenset(
    ["op", "opr", "oper", "operator", "cashier", "cshr", "clerk", "srvr", "server", "kasse", "kassierer"]
    + ["kassiererin", "bediener", "juruwang", "kasir"]
)
# The same without a number, at the end of its line: `REG 02 OPR TARIQ`, `Kasse 5 Bediener Mirjam`.
_OPERATOR = gate.gated(
    rf"(?im)\b(?:{'|'.join(sorted(sorted(_TILLS), key=len, reverse=True))})[ ]?[.:#]?[ ](?:\d{{1,4}}[ ])?"
    r"(?P<name>[^\W\d_]{2,15}(?:[ ][^\W\d_]{2,15}){0,2})[ \t]*$"
)
# `FIRST Ann  LAST Lee` of exports with labels in capitals.
_PARTED = gate.gated(
    rf"\b(?i:first|fname|given|forename)(?:[ _]?(?i:name))?[ :=]{{1,3}}(?P<first>{_NAME})[ ,;|\t]{{1,6}}"
    rf"(?i:last|lname|surname|family)(?:[ _]?(?i:name))?[ :=]{{1,3}}(?P<last>{_NAME})(?![\w])"
)
# `SET last_name = 'Lee'`, `AND full_name = 'Ann Lee'`.
_WHOSE = "first|last|full|given|family|maiden|display|contact|customer|holder|patient|guest|sur|fore"
_SET = gate.gated(rf"(?i)\b(?:{_WHOSE})_?name[ ]{{0,6}}=[ ]{{0,3}}N?'(?P<name>(?:[^'\n]|''){{2,48}})'")
_BULLETS = ("- ", "* ", "• ")
# The bullets of a round: `- Ann: finished the import`, `* Tomek: sick`.
_BULLET = re.compile(
    rf"(?m)^[ \t]{{0,6}}[\-*•][ ]{{1,3}}[*_]{{0,2}}(?P<name>{WORD}(?:[ ]{WORD})?)[*_]{{0,2}}[ ]?"
    r"(?::[*_]{0,2}|[–—])[ ][a-z]"
)
_FEW = 2
# `Chad from Customer Care` or `Ann xx`, alone on the line that ends a mail.
_SIGNED = re.compile(
    rf"(?m)^[ \t]{{0,4}}(?P<name>{_NAME})[ ](?:(?:from|at|@)[ ](?:the[ ])?{UP}[\w'’&.]{{1,20}}"
    r"(?:[ ][\w'’&.]{1,20}){0,3}|[xX]{1,4})[ \t]*$"
)
# `Pt. Lee, Ann, DOB`: somebody's part in a record, the family name first.
_PART = gate.gated(
    r"\b(?i:pt|patient|client|member|tenant|claimant|insured|resident|inmate|student|pupil|employee|customer|guest"
    r"|buyer|shopper|caller|subscriber|passenger|traveller|traveler|donor|holder|owner|applicant|driver|witness"
    r"|borrower)\.?:?[ ]"
    rf"(?P<name>{WORD}(?:[ ]{WORD})?,[ ]{WORD}(?:-[^\W\d_]+)?)(?=,|[ ]\(|;|\.|[ ]*$|[ ][a-z]{{3}})"
)
# Lines of a list of works or a roll, the family name first: `Perl, Shoshana, & Abbott, Cornelius (2013).`
_FIRST = gate.gated(
    rf"(?m)^[ \t>*\-•]{{0,8}}(?P<name>{UP}[^\W\d_]+(?:[ \-]{WORD})?,[ ]"
    rf"(?P<given>{WORD}(?:-[^\W\d_]+)?)(?:[ ]{WORD})?)(?=,[ ](?:&|{UP})|[ ]\(|[ ]*[\t|;]|[ ]{{2}}|\.[ ]{UP})"
)
# Two people in a sentence, each with the family name first: `Could Lee, Ann and Ruiz, Eva come`.
_TURNED = gate.gated(
    rf"(?P<one>{UP}(?<![\w.,'’\-/].)[^\W\d_]+(?:[ \-]{WORD})?,[ ](?P<given>{WORD}))[ ]"
    rf"(?:and|&|und|et|y|e|en|og|och|or)[ ](?P<two>{WORD}(?:[ ]{WORD})?,[ ](?P<other>{WORD}))(?![\w])"
)
# `Picked by Natsu 2024-03-01`.
_HANDS = gate.gated(
    rf"(?<![^\W\d_])(?P<did>[^\W\d_]{{5,9}})[ ](?i:by):?[ ]{{1,3}}(?P<name>{WORD}(?:[ ]{WORD})?)"
    r"(?=[ ]{0,3}(?:\n|$|\d|[|;,(]|[ ]{2}))"
)
# Small letters in a chat: `its under my wifes name, ada berg`.
_UNDER = gate.gated(
    r"\b(?:under|in|by|on|to|my|full|is)[ ](?:[a-z]+['’]?s?[ ]){0,2}name(?:,|:| of| is|'s|s)?[ ]"
    r"(?P<name>[^\W\d_A-Z][^\W\d_]+[ ][^\W\d_A-Z][^\W\d_]+(?:-[^\W\d_]+)?)(?=[ ]*(?:[.,;!?)\n]|$))"
)


# The holder as a card's stripe has it (ISO/IEC 7813): `BERG/ADA`, alone on a receipt's line.
_STRIPE = re.compile(
    r"(?m)^[ \t]{0,12}(?P<name>(?P<last>[^\W\d_a-z]{2,20})(?:[ \-][^\W\d_a-z]{2,20})?"
    r"/(?P<first>[^\W\d_a-z]{2,20})(?:[ ][A-Z])?)[ \t]*$"
)
# What a mail's answer says of whom it quotes: `On Monday Ada wrote:`.
_WROTE = gate.gated(
    rf"(?m)^[> \t]{{0,8}}On [A-Z][a-z]{{2,8}}day,? (?P<name>{WORD}(?:[ ]{WORD}){{0,2}})"
    r"(?: <[^>\n]{3,80}>)? wrote:"
)


@lru_cache(maxsize=1)
def _hands() -> frozenset[str]:
    return lexicon.words("phrase_cues", "hands")


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return lexicon.words("phrase_cues", "name_lists")


@lru_cache(maxsize=1)
def _label_words() -> frozenset[str]:
    """Return the longest word of each label: one of them is in a text that holds any label."""
    return casing.longest_words(_labels())


# Most texts have the words of none of these.
_ALL = gate.together(_TILL, _OPERATOR, _PARTED, _SET, _HANDS, _UNDER)


def find(text: str) -> Iterator[Claim]:
    """Yield the names that stand behind labels of people, in records of tills and in statements of SQL."""
    marked = ":" in text or "   " in text or "\t" in text
    if marked and not casing.words(text).isdisjoint(_label_words()):
        for match in _LINE.finditer(text):
            if match["label"].lower() in _labels():
                yield from _members(match["value"], match.start("value"), match["label"].lower())
    yield from _find_recorded(text) if _ALL.opened(text) else ()
    for match in _STRIPE.finditer(text) if "/" in text and "\n" in text else ():
        if lexicon.given_name(match["first"].lower()) and lexicon.family_name(match["last"].lower()):
            yield Claim(*match.span("name"), 0.75, "label")
    for match in _WROTE.finditer(text):
        if _is_nameable(match["name"]):
            yield Claim(*match.span("name"), 0.65, "label")
    yield from _round(text)
    yield from _find_signed(text)


def _find_recorded(text: str) -> Iterator[Claim]:
    """Yield the names in records of tills, statements of SQL and under documents that somebody made."""
    for match in _TILL.finditer(text):
        if _is_nameable(match["name"]):
            yield Claim(*match.span("name"), 0.7, "label")
    said = casing.words(text)
    for match in _OPERATOR.finditer(text):
        words = match["name"].lower().split()
        if _is_nameable(match["name"]) and (
            lexicon.given_name(words[0]) or (len(words) > 1 and lexicon.family_name(words[-1]))
        ):
            yield Claim(*match.span("name"), 0.7, "label")
    for match in _PARTED.finditer(text):
        yield Claim(*match.span("first"), 0.75, "label")
        yield Claim(*match.span("last"), 0.75, "label")
    for match in _SET.finditer(text):
        if name_order.parse(match["name"]) is not None:
            yield Claim(*match.span("name"), 0.75, "label")
    for match in _HANDS.finditer(text) if "by" in said and not said.isdisjoint(_hands()) else ():
        if match["did"].lower() in _hands() and _is_nameable(match["name"]):
            yield Claim(*match.span("name"), 0.65, "label")
    for match in _UNDER.finditer(text):
        words = match["name"].split()
        known = lexicon.given_name(words[0]) or lexicon.family_name(words[-1])
        if known and all(word not in lexicon.ordinary() for word in words):
            yield Claim(*match.span("name"), 0.65, "label")


def _members(value: str, at: int, label: str) -> Iterator[Claim]:
    """Yield the people of a line: each piece between commas that is written as a name."""
    bare = _EXTRA.sub(lambda found: " " * len(found.group()), value)
    for item in _ITEM.finditer(bare):
        piece = re.split(r"[ ]{2,}|\t|[ ](?:and|und|et|y|e|en)[ ]", item.group().strip())[0].rstrip(" .:")
        start = item.start() + len(item.group()) - len(item.group().lstrip())
        titled = 0
        while (behind := labelled_name.skip_title(piece, titled, len(piece))) > titled:
            titled = behind
        if not titled and (title := _M.match(piece)):
            titled = title.end()
        start, piece = start + titled, piece[titled:]
        name = name_order.parse(piece)
        called = label.endswith("name") and name is not None and not _thing(piece.lower())
        if name is None or not (called or titled or _is_nameable(piece)):
            continue
        weight = 0.75 if name.known or titled else 0.5
        yield Claim(at + start, at + start + len(piece), weight, "title" if titled else "label")


def _is_nameable(piece: str) -> bool:
    """Return whether no word of a name is an everyday word that is no given name."""
    words = [word.lower().strip(".") for word in piece.split()]
    return not any(word in lexicon.ordinary() or _thing(word) for word in words) and len(piece) > 2


def _thing(word: str) -> bool:
    return word in vocabulary.thing_words() or word in vocabulary.company_words()


def _round(text: str) -> Iterator[Claim]:
    """Yield the names at the head of bullets, where the lists know most of them."""
    if "\n" not in text or not any(map(text.__contains__, _BULLETS)):
        return
    found = [match for match in _BULLET.finditer(text) if _is_nameable(match["name"])]
    known = [match for match in found if lexicon.given_name(match["name"].split()[0].lower())]
    if len(known) >= _FEW and 2 * len(known) >= len(found):
        for match in found:
            yield Claim(*match.span("name"), 0.65, "label")


def _find_signed(text: str) -> Iterator[Claim]:
    for match in _SIGNED.finditer(text) if "\n" in text else ():
        first = match["name"].split()[0].lower()
        if lexicon.given_name(first) and _is_nameable(match["name"]):
            yield Claim(*match.span("name"), 0.65, "label")
    for match in _PART.finditer(text):
        if _is_nameable(match["name"].replace(",", "")):
            yield Claim(*match.span("name"), 0.7, "family_first")
    yield from _family_first(text)
    for match in _TURNED.finditer(text):
        given = match["given"].lower(), match["other"].lower()
        if places_and_brands.is_in_goods_list(text, *match.span()):
            continue
        if all(map(lexicon.given_name, given)) and not set(given) & lexicon.words("persons", "ambiguous"):
            first, _, rest = match["one"].partition(" ")
            opener = len(first) + 1 if "," in rest and phrase_cue.plain_word(first.lower()) else 0
            yield Claim(match.start("one") + opener, match.end("one"), 0.7, "family_first")
            yield Claim(*match.span("two"), 0.7, "family_first")


def _family_first(text: str) -> Iterator[Claim]:
    """Yield the names that lines begin with, where several do and the lists know most of the given names."""
    found = list(_FIRST.finditer(text)) if "," in text and "\n" in text else []
    if len(found) < _FEW:
        return
    given = [match["given"].lower() for match in found]
    towns = not lexicon.state_codes().keys().isdisjoint(given)  # `Alexandria, Virginia`
    if 2 * sum(map(lexicon.given_name, given)) > len(found) and not towns:
        for match in found:
            yield Claim(*match.span("name"), 0.7, "family_first")
