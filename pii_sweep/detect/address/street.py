"""Where an address begins: a street with a number, a box, a route; found by walking few words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from pii_sweep.detect.address import country_form, foreign_street, grammar, opening, script_street
from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.pattern import gate

_TOKEN = re.compile(r"[ \t]?([^\s,;|()<>\"“”]{1,40})")
_ORDINAL = re.compile(r"(?i)^\d{1,3}(?:st|nd|rd|th)$")
_ROUTE = re.compile(
    r"(?i)[ \t]{1,2}(?:(?:old|north|south|east|west|[nsew])\.?[ ])?(?:(?:us|u\.s\.|state|county|co|cty"
    r"|interstate|private|(?:farm|ranch)(?:[ \-]to[ \-]market)?|[a-z]{2})[ ])?(?:highway|hwy|route|rte|rt"
    r"|road|rd|(?:farm|ranch)[ \-]to[ \-]market|[fr]\.?m\.?(?:[ ]ro?a?d)?|cr|sr|loop|spur"
    r"|i)\.?[ \-]?#?(?:no\.?[ ])?\d{1,5}[a-z]?(?:[ ][nsew]{1,2}\b)?"
)
# Utah's grid: `239 South 500 East`.
_GRID = re.compile(
    r"[ \t]{1,2}(?i:n|s|e|w|north|south|east|west)\.?[ ]\d{2,5}[ ](?i:north|south|east|west|[nsew])\b\.?"
)
# A street that is called by its article: `40 The Embarcadero`.
_NAMED = re.compile(
    rf"[ ](?:The|THE)[ ]{casing.UP}[\w'’]{{2,20}}(?:[ ]{casing.UP}[\w'’]{{2,20}})?(?=[ ]?[,\n])"
)
# `3511 NS Utrecht` is a postcode and a town; `1400 NW 10th Ave` is a house in a city's quarter.
_DUTCH = re.compile(r"\d{4}[ ](?![NS][EW][ ])[A-Z]{2}[ ]")
# `JOOST TEN HAVE` is a name; `at Ten Downing Street` counts houses.
_NAMED_BEFORE = re.compile(rf"(?<![^\s]){casing.UP}[\w'’.\-]{{1,20}}[ ]$")
# Without this no corner of two streets can match.
_MEETS = frozenset({"st", "nd", "rd", "th"})
_YEAR = re.compile(r"(?:19|20)\d\d")
# `Im Jahr 2024`, `Am Montag 12`: when, not where.
_IN_YEAR = re.compile(
    rf"(?:Am|Im|Zum|Zur|In der|An der)[ ](?:(?:{'|'.join(map(str.title, vocabulary.months('de')))}"
    r"|Jahr|Jahre|Woche|KW|Alter|Monat|Quartal|[\w]{3,9}tag|[\w]{3,8}ber|Sommer|Winter|Herbst|Frühjahr"
    r"|Preis|Schnitt|Kapitel|Abschnitt|Punkt)[ ].*|.*[ ](?:19|20)\d\d)"
)
_DIGIT, _CODE = re.compile(r"\d"), re.compile(r"[A-Z]{2} \d{5}")
# A number and a firm, as in lists of copyright holders: `2009 Red Hat Inc.`
_FIRMS = lexicon.words("firm_forms", "firm_forms") - {"company"}
_PREPOSITIONS = frozenset({"am", "im", "zum", "zur"})
MAX_WORDS = 6


class Start(NamedTuple):
    """The first part of an address; `strength` is how surely it is one on its own, 0 to 1."""

    start: int
    end: int
    strength: float
    kind: str


# What yields whole streets, how surely each is one alone, and the kind of start.
_WHOLE = (
    (foreign_street.find_before_flats, foreign_street.FLAT_STRENGTH, "flat"),
    (script_street.streets, script_street.STRENGTH, "script"),
    (country_form.addresses, country_form.STRENGTH, "form"),
)


@lru_cache(maxsize=1)
def _boxes() -> gate.Gated:
    return gate.Gated(grammar.box())


@lru_cache(maxsize=1)
def _lots() -> gate.Gated:
    return gate.Gated(opening.lot())


def starts(text: str) -> Iterator[Start]:
    """Yield every place where an address may begin, in no particular order."""
    for match in _boxes().finditer(text):
        yield Start(match.start(), match.end(), 0.6, "box")
    if _DIGIT.search(text) is None:
        return
    words = casing.words(text)
    firsts = set[int]()
    for match in grammar.number_first().finditer(text):
        if match.group()[0].isalpha() and _NAMED_BEFORE.search(
            text, max(0, match.start() - 24), match.start()
        ):
            continue
        found = number_first(text, match.start(), match.end())
        if found is not None:
            firsts.add(match.start())
            yield found
    last = (opening.number_last().finditer(text, *line) for line in gate.street_lines(text))
    for match in chain.from_iterable(last):
        if _IN_YEAR.fullmatch(match.group()) or (
            match.group()[:4] == "via " and not foreign_street.is_led_by_street_word(text, match)
        ):
            continue
        if match.start("number") in firsts and text[match.start("number") - 2] == ",":
            continue  # `Nils Berg, 12 Oak St`: the number is the next street's
        more = foreign_street.REST.match(text, match.end())
        end = more.end() if more else match.end()
        own = _without_preposition(text, match)
        yield Start(own.start(), end, 0.6 if own.group("ending") else 0.5, "number_last")
    for start, end, strength, kind in foreign_street.streets(text):
        yield Start(start, end, strength, kind)
    for start, end, strength in foreign_street.find_before_codes(text):
        yield Start(start, end, strength, "coded")
    for spans, strength, kind in _WHOLE:
        yield from (Start(start, end, strength, kind) for start, end in spans(text))
    for match in _lots().finditer(text):
        yield Start(match.start(), match.end(), 0.55, "lot")
    for match in opening.landmark().finditer(text) if _CODE.search(text) else ():
        if match.group(1).split()[0].lower() not in lexicon.census("given"):
            yield Start(match.start(1), match.end(1), 0.12, "landmark")
    for match in opening.CORNER.finditer(text) if not words.isdisjoint(_MEETS) else ():
        yield Start(match.start(), match.end(), 0.42, "corner")
    for match in opening.URBANIZATION.finditer(text) if not words.isdisjoint(opening.ISLAND) else ():
        yield Start(match.start(), match.end(), 0.3, "urbanization")
    unnumbered = opening.compile_unnumbered().opened(text)
    for one in unnumbered if unnumbered and opening.CLOSED.search(text) else ():
        for match in one.pattern.finditer(text):
            yield Start(match.start(), match.end(), 0.25, "unnumbered")


_PREPOSED = re.compile(r"(?:in|an|auf|hinter|unter)[ ](?:der|dem|den)[ ]|(?:im|am|zum|zur)[ ]")


def _without_preposition(text: str, match: re.Match[str]) -> re.Match[str]:
    """Return a street behind `in der` where its own word shows it: not so in `an der Alten Mühle 7`."""
    led = _PREPOSED.match(text, match.start())
    own = opening.number_last().match(text, led.end()) if led else None
    if own is None or own.end() != match.end():
        return match
    return own if own.group("ending") or _APART.search(own.group()) else match


# A street's own word apart from its name: `Lindenthaler Allee 112`.
_APART = re.compile(
    r"(?i)\w[ ](?:allee|stra(?:ß|ss)e|str\.|weg|platz|gasse|ring|damm|ufer|chaussee|promenade|steig)[ ]\d"
)


# Initials of a road, which in small letters are a unit: `12 MG Road`, but not `256 GB Drive`.
_INITIALS = re.compile(
    r"[A-Z]{2,3}[ ](?:R(?:oad|d|OAD|D)|St(?:reet)?|ST(?:REET)?|Marg|MARG|Ave(?:nue)?|Lane)\b"
)


class _Word(NamedTuple):
    """One word after a house number; `bare` is in lower case, without the marks behind it."""

    text: str
    start: int
    end: int
    bare: str


def _words(text: str, at: int) -> list[_Word]:
    """Return the words up to a comma, a line end or a word that no street's name holds."""
    stop, found = vocabulary.street_stops(), list[_Word]()
    while len(found) <= MAX_WORDS:
        token = _TOKEN.match(text, at)
        if token is None:
            break
        shown = token.group(1)
        word = _Word(shown, token.start(1), token.end(1), shown.rstrip(".:").lower())
        particle = found and word.bare in opening.PARTICLES
        if word.bare in stop and not particle and not _INITIALS.match(text, word.start):
            break
        found.append(word)
        at = token.end()
        if word.text[-1] in ":!?":
            break
    return found


def number_first(text: str, start: int, end: int) -> Start | None:
    """Return the street that begins with the house number at `start:end`, None where there is none."""
    route = _ROUTE.match(text, end) or _GRID.match(text, end)
    if route is not None and text[start:end] != "1Z":  # so UPS's numbers begin, parted into groups
        return Start(start, route.end(), 0.5, "route")
    if text[end - 1] in "xX×":
        return None  # so many of a thing: `2x Dedolight 150`
    named = _NAMED.match(text, end)
    if named is not None:
        return Start(start, named.end(), 0.25, "named")
    words = _words(text, end)
    if not words or _DUTCH.match(text, start) or any(word.bare in _FIRMS for word in words):
        return None
    first = words[0]
    if first.bare == "r" and _YEAR.fullmatch(text, start, end):
        return None  # `1 marca 2026 r.` is a day in Polish
    directions = lexicon.words("streets", "directions")
    suffixes = lexicon.words("streets", "suffixes")
    pointed = first.bare.replace(".", "") in directions and len(words) > 1
    pointed = pointed and not (words[1].bare in suffixes and not words[2:])
    name = words[1:] if pointed else words
    if (
        name[0].bare in ("avenue", "ave", "broadway", "highway", "hwy", "route", "rte")
        and first.text[0].isalpha()
    ):
        stop = name[1].end if len(name) > 1 and not name[1].text[0].islower() else name[0].end
        if name[0].bare == "broadway" or stop > name[0].end:
            return Start(start, _direction(text, stop), 0.5, "suffix_first")
    opened = name[0].bare in lexicon.words("streets", "openers") and len(name) > 1 and not pointed
    if opened and (name[1].text[0].isupper() or name[1].bare in opening.PARTICLES):
        stop = _name_end(text, name[0].end)
        # Luxembourg alone has `12, am Bongert`, before a code: elsewhere it is `Stufe 4 im Menü`.
        strength, kind = (0.25, "named") if name[0].bare in _PREPOSITIONS else (0.5, "opener")
        return Start(start, stop, strength, kind) if stop > name[0].end else None
    return _find_suffixed(text, start, name, pointed) or _find_bare(text, start, name, pointed)


def _find_suffixed(text: str, start: int, name: list[_Word], pointed: bool) -> Start | None:
    strong, weak, everyday = (lexicon.words("streets", key) for key in ("suffixes", "weak", "everyday"))
    best: Start | None = None
    for index, word in enumerate(name):
        if index == 0 or word.bare not in strong or word.text.endswith((":", "!", "?")):
            continue
        lower = word.text.islower()
        strength = 0.6
        if word.bare in weak:
            strength = 0.2 if lower else 0.38
        elif word.bare in everyday:
            strength = 0.35 if lower else 0.55
        elif lower:
            strength = 0.5
        if name[0].text[:1].islower() and not lower:
            strength -= 0.2
        strength += 0.1 if pointed or _ORDINAL.match(name[0].text) else 0.0
        best = Start(start, _direction(text, word.end), strength, "suffix")
        if word.bare not in weak and not _is_inside_name(name, index):
            break
    return best


def _is_inside_name(name: list[_Word], index: int) -> bool:
    """Return whether a suffix is in the middle of a name: `St Louis Ave`, `Park Avenue Road`."""
    if index + 1 >= len(name):
        return False
    later = [word.bare for word in name[index + 1 : index + 3]]
    saint = name[index].bare == "st" and index + 2 < len(name) and lexicon.is_street_word(later[-1])
    return saint or later[0] in lexicon.words("streets", "suffixes")


def _find_bare(text: str, start: int, name: list[_Word], pointed: bool) -> Start | None:
    """Take a street without a suffix: `321 N. Clark`, `64 Rua Papoula 1998`; it needs more behind it."""
    taken: list[_Word] = []
    for word in name[:4]:
        if not (
            word.text[0].isupper() or (taken and (word.bare in opening.PARTICLES or word.text[0].isdecimal()))
        ):
            break
        taken.append(word)
        if taken[1:] and word.text[0].isdecimal():
            break
    while taken and taken[-1].bare in opening.PARTICLES:
        taken.pop()
    if not taken or taken[-1].text[-1] in ":!?":
        return None
    number = taken[1:] and taken[-1].text[0].isdecimal()
    strength = 0.42 if pointed else 0.3 if number else 0.22
    if number and taken[-2].bare.endswith(tuple(lexicon.words("streets", "endings"))):
        strength = 0.5
    return Start(start, taken[-1].end, strength, "bare_directed" if pointed else "bare")


def _direction(text: str, end: int) -> int:
    after = _TOKEN.match(text, end)
    if after and after.group(1).replace(".", "").lower() in lexicon.words("streets", "directions"):
        return after.end(1)
    return end


def _name_end(text: str, at: int) -> int:
    """Walk over the capitalised words and small particles of a street's name, and a number after them."""
    end = at
    for _ in range(5):
        token = _TOKEN.match(text, at)
        if token is None:
            break
        word = token.group(1)
        if not (word[:1].isupper() or word[:1].isdecimal() or word.lower() in opening.PARTICLES):
            break
        at = token.end()
        if word.lower() not in opening.PARTICLES:
            end = token.end(1)
        if word[:1].isdecimal():
            break
    return end
