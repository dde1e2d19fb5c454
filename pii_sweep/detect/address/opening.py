"""Where an address begins that no number opens: streets before their numbers, corners, lots, highways."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.text import casing, lexicon
from pii_sweep.detect.text.pattern import gate
from pii_sweep.detect.text.pattern.alternatives import group_by_letters

PARTICLES = frozenset(
    ["de", "la", "du", "des", "le", "da", "do", "dos", "das", "del", "degli", "della", "dei", "dalla", "di"]
    + ["el", "los", "las", "von", "van", "der", "den", "het", "of", "the", "and", "y", "yr"]
)  # fmt: skip
_PARTICLE = "|".join(sorted(PARTICLES - {"and", "of", "the"}))


def _alternatives(key: str, shortest: int = 1) -> str:
    words = (word for word in lexicon.words("streets", key) if len(word) >= shortest)
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


# What labels the field that a street stands in, on its line, is no part of its name.
FIELD = (
    r"(?i:from|to|von|an(?! de[rmn])|ship|address|adresse|anschrift|absender|empfänger|stra(?:ße|sse)|street)"
)


# A street's name begins in capitals, at once or behind an opener and its particles, and its number follows on
# the line: other places are passed.
_LIKELY = (
    r"(?=[^\W\da-z_]|[^\W\d_]{2,12}[ ](?:[^\W\d_]{1,5}[ ]){0,2}[^\W\da-z_])"
    r"(?=[\w'’.\-°º ]{3,200}?,?[ ]\d{1,4}(?!\d))"
)


@lru_cache(maxsize=1)
def number_last() -> re.Pattern[str]:
    """Compile `Hauptstraße 12a`, `Am Markt 3`, `Rua Papoula 1998`, `Jalan Sagu 18`."""
    up, endings = casing.UP, group_by_letters([_alternatives("endings")])
    openers = group_by_letters([_alternatives("openers", 3)])
    name = rf"{up}[\w'’.\-]{{1,30}}"
    return re.compile(
        rf"(?<!\w){_LIKELY}(?!{FIELD}[ ])"
        rf"(?:(?:{name}[ ]){{0,2}}(?:{up}[\w'’\-]{{0,30}}?(?P<ending>(?i:{endings}))"
        rf"|{up}[\w\-]{{1,20}}[ -](?i:{endings}|{_alternatives('behind')}))\.?"
        rf"|(?:Am|Im|An der|An den|Auf der|Auf dem|Zum|Zur|In der|Unter den|Hinter de[rmn])"
        rf"(?:[ ]{name}){{1,3}}"
        rf"|(?i:{openers})[ ](?:(?:{_PARTICLE})[ ]){{0,2}}{name}(?:[ ](?:{_PARTICLE}"
        rf"|{name})){{0,4}}),?[ ](?:(?i:no\.|nr\.?|n[º°])[ ]?)?"
        rf"(?P<number>\d{{1,4}}(?:[ ]?[a-zA-Z](?!\w))?(?:[-/]\d{{1,4}}[a-zA-Z]?)?)(?![\w.,\-]\d|\w|:\d\d)"
    )


@lru_cache(maxsize=1)
def houses() -> str:
    """Return alternatives for the last word of a house's name: `Cottage`, `Farm`."""
    return _alternatives("houses").title()


# Two streets that meet, the first a numbered one: `12th & Millard`, `147th and Oak Park Ave`.
CORNER = re.compile(
    rf"\d(?<![\w.].)\d{{0,2}}(?:st|nd|rd|th)(?:[ ](?:St|Street|Ave|Avenue)\.?)?[ ](?:&"
    rf"|and)[ ]{casing.UP}[\w'’]{{2,20}}(?:[ ]{casing.UP}[\w'’]{{1,20}}){{0,2}}"
)


# Puerto Rico: a street with its number behind, an urbanization or a condominium (USPS Publication 28 §29).
ISLAND = frozenset({"pr", "puerto"})
URBANIZATION = re.compile(
    r"(?i)(?<!\w)(?:calle[ ][\w. ]{1,24}?[ ]?#[ ]?\d{1,5}"
    r"|(?:urb(?:anizaci[oó]n)?|cond(?:ominio)?|res(?:idencial)?|repto|parc(?:elas)?"
    r"|ext)\.?[ ][^\W\d_][^\W\d_.]*(?:[ ][^\W\d_]{2,20}){0,4})(?!\w)"
)


@lru_cache(maxsize=1)
def landmark() -> re.Pattern[str]:
    """Compile a place's name before `, City, ST 12345`: `Union Station, Washington, DC 20001`."""
    name = rf"{casing.UP}[\w'’.&\-]{{0,24}}"
    return re.compile(
        rf"({casing.UP}(?<![\w.,#&'’\-] .)(?<![\w.,].)[\w'’.&\-]{{0,24}}(?:[ ]{name}){{0,4}})"
        rf"(?=,[ ]{casing.UP}[\w.'’ \-]{{1,30}},?[ ][A-Z]{{2}}[ ]\d{{5}}(?!\w))"
    )


@lru_cache(maxsize=1)
def compile_unnumbered() -> gate.Gates[gate.Gated]:
    """Compile a street without a house number, and a highway: it needs a city and a code behind."""
    name = rf"{casing.UP}[\w'’.\-]{{0,24}}"
    strong = lexicon.words("streets", "suffixes") - lexicon.words("streets", "weak")
    written = sorted({word.title() for word in strong} | {word.upper() for word in strong})
    suffix = "|".join(sorted(written, key=len, reverse=True))
    street = gate.gated(
        rf"{casing.UP}(?<![\w#] .)(?<![\w.].)[\w'’.\-]{{0,24}}[ ](?:{name}[ ]){{0,3}}?(?:{suffix})(?!\w)\.?"
        rf"(?:[ ](?:[NSEW]{{1,2}}|North|South|East|West)\b\.?)?(?=[ ]?[,\n])"
    )
    return gate.together(street, gate.gated(_HIGHWAY))


# A numbered highway without a house number: `State Highway 46,`, `County Road 12,`.
_DIRECTION = r"[NSEW]|North|South|East|West"
_HIGHWAY = (
    rf"(?<![\w#][ ])(?<![\w.])(?:(?:State|US|U\.S\.|County|Old|{_DIRECTION})[ ]"
    rf"(?:(?:State|US|U\.S\.|County|Old|{_DIRECTION})[ ])?"
    r"(?:Highway|Hwy|Route|Rte|Rt|County Road|HWY|HIGHWAY|ROUTE)"
    r"|Highway|Hwy|HWY|HIGHWAY|Route|Rte|Rt|ROUTE|County Road)"
    rf"[ ](?:No\.?[ ])?\d{{1,4}}[A-Z]?(?:[ ](?:{_DIRECTION})\b)?(?=[ ]?[,\n])"
)
# A street without a number ends its line or has a comma behind it.
CLOSED = re.compile(r"[^\W_]\.?[ ]?[,\n]")


@lru_cache(maxsize=1)
def lot() -> re.Pattern[str]:
    """Compile Malaysian beginnings: `NO.53, JALAN SAGU 18`, `LOT 1851-A, JALAN KPB 6`."""
    street = (
        r"(?:jalan|jln|jl|lorong|lrg|persiaran|lebuh(?:raya)?|taman|tmn|kg\.|kampung|bandar|batu|simpang)"
    )
    lot = r"(?:no|lot|unit|suite|block|blok|pt|g|lg)[ .:#]{0,3}"
    return re.compile(
        rf"(?i)(?<!\w)(?<!\d[.:])(?:{lot})?\d[\w\-]{{0,6}}(?:[ ,&/\-]{{1,3}}(?:{lot})?\d[\w\-]{{0,6}}){{0,4}}"
        rf"[\s,.]{{1,3}}(?:[^\W\d][\w.]{{1,20}}[ ,]{{1,2}}){{0,3}}{street}\b\.?(?:[ ][\w/.\-]{{1,20}}){{1,4}}"
    )
