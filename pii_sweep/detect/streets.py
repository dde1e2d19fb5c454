"""Where an address begins: a street with a number, a box, a route; found by walking few words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pii_sweep.detect import grammar, lexicon

_TOKEN = re.compile(r"[ \t]{0,3}([^\s,;|()<>\"“”]{1,40})")
_ORDINAL = re.compile(r"(?i)^\d{1,3}(?:st|nd|rd|th)$")
_ROUTE = re.compile(
    r"(?i)[ \t]{1,2}(?:(?:old|north|south|east|west|[nsew])\.?[ ])?(?:(?:us|u\.s\.|state|county|co|cty|interstate|farm to market|"
    r"[a-z]{2,10})[ ])?(?:highway|hwy|route|rte|rt|road|rd|fm|cr|sr|loop|i)[ \-]?#?\d{1,5}[a-z]?(?:[ ][nsew]{1,2}\b)?"
)
MAX_WORDS = 7
# Words that never stand in a street's name: a number before them counts something else.
_STOP = frozenset(
    ["the", "and", "or", "of", "for", "to", "with", "is", "are", "was", "were", "in", "on", "at", "from", "by", "years", "year", "days", "day", "hours", "hour", "minutes", "minute", "items", "item", "pieces", "pcs", "percent", "million", "billion", "thousand", "times", "people", "men", "women", "children", "pounds", "kg", "lb", "lbs", "oz", "inch", "inches", "feet", "miles", "mile", "km", "months", "month", "weeks", "week", "am", "pm", "dollars", "usd", "eur", "qty", "total", "than", "that", "which", "who", "my", "your", "his", "her"]
)  # fmt: skip
_STOP_OK = frozenset({"of", "the", "and", "in", "on", "at", "to"})


@dataclass(frozen=True, slots=True)
class Start:
    """The first part of an address; `strength` is how surely it is one on its own, 0 to 1."""

    start: int
    end: int
    strength: float
    kind: str


def starts(text: str) -> Iterator[Start]:
    """Yield every place where an address may begin, in no particular order."""
    for match in grammar.box().finditer(text):
        yield Start(match.start(), match.end(), 0.6, "box")
    for match in grammar.number_first().finditer(text):
        found = _number_first(text, match.start(), match.end())
        if found is not None:
            yield found
    for match in _number_last().finditer(text):
        yield Start(match.start(), match.end(), 0.6 if match.group("ending") else 0.5, "number_last")
    for match in _lot().finditer(text):
        yield Start(match.start(), match.end(), 0.55, "lot")


def _number_first(text: str, start: int, end: int) -> Start | None:
    route = _ROUTE.match(text, end)
    if route is not None:
        return Start(start, route.end(), 0.5, "route")
    strong, weak, opener = (lexicon.words("streets", key) for key in ("suffixes", "weak", "openers"))
    directions = lexicon.words("streets", "directions")
    at, words, best = end, 0, None
    while words < MAX_WORDS:
        token = _TOKEN.match(text, at)
        if token is None:
            break
        word = token.group(1)
        bare = word.rstrip(".:").lower()
        if bare in _STOP and not (words and bare in _STOP_OK):
            break
        if words == 0 and bare in opener and word[:1].isalpha():
            best = Start(start, _name_end(text, token.end()), 0.5, "opener")
            break
        if words and bare in strong:
            best = _suffix(text, start, token.end(1), bare in weak, word, best)
            if bare not in weak:
                break
        elif words == 0 and bare in ("avenue", "ave", "broadway", "highway", "hwy", "route", "rte"):
            best = Start(start, _name_end(text, token.end(), 1), 0.5, "suffix_first")
            break
        at, words = token.end(), words + (bare not in directions or bool(words))
        if word[-1] in ":!?":
            break
    return best


def _suffix(text: str, start: int, end: int, weak: bool, word: str, best: Start | None) -> Start | None:
    if word.endswith((":", "!", "?")):
        return best
    strength = 0.35 if weak else 0.6
    if word.islower():
        strength -= 0.15 if weak else 0.05
    return Start(start, _direction(text, end), strength, "suffix_weak" if weak else "suffix")


def _direction(text: str, end: int) -> int:
    after = _TOKEN.match(text, end)
    if after and after.group(1).rstrip(".").lower() in lexicon.words("streets", "directions"):
        return after.end(1)
    return end


def _name_end(text: str, at: int, limit: int = 5) -> int:
    """Walk over the capitalised words and small particles of a street's name, and a number after them."""
    end = at
    for _ in range(limit):
        token = _TOKEN.match(text, at)
        if token is None:
            break
        word = token.group(1)
        if not (
            word[:1].isupper()
            or word[:1].isdigit()
            or word.lower()
            in ("de", "la", "du", "des", "le", "da", "do", "dos", "del", "di", "von", "van", "der", "den")
        ):
            break
        at = token.end()
        if word[:1].isalnum():
            end = token.end(1)
        if word[:1].isdigit():
            break
    return end


@lru_cache(maxsize=1)
def _number_last() -> re.Pattern[str]:
    endings = "|".join(sorted(map(re.escape, lexicon.words("streets", "endings")), key=len, reverse=True))
    openers = "|".join(
        sorted(
            (re.escape(word) for word in lexicon.words("streets", "openers") if len(word) > 2),
            key=len,
            reverse=True,
        )
    )
    name = rf"{grammar.UP}[\w'’.\-]{{1,30}}"
    return re.compile(
        rf"(?<!\w)(?:(?:{name}[ ]){{0,2}}(?:{grammar.UP}[\w'’\-]{{0,30}}?(?P<ending>(?i:{endings}))|{grammar.UP}[\w\-]{{1,20}}[ -](?i:{endings}))\.?"
        rf"|(?i:{openers})[ ](?:(?:de|la|du|des|da|do|del|di|von|der)[ ]){{0,2}}{name}(?:[ ]{name}){{0,3}}),?[ ]"
        rf"(?P<number>\d{{1,4}}(?:[ ]?[a-zA-Z](?!\w))?(?:[-/]\d{{1,4}}[a-zA-Z]?)?)(?![\w.,]\d|\w)"
    )


@lru_cache(maxsize=1)
def _lot() -> re.Pattern[str]:
    """Compile Malaysian and Indian beginnings: `NO.53, JALAN SAGU 18`, `LOT 1851-A, JALAN KPB 6`."""
    street = r"(?:jalan|jln|jl|lorong|lrg|persiaran|lebuh(?:raya)?|taman|tmn|kg|kampung|bandar|batu|simpang)"
    return re.compile(
        rf"(?i)(?<!\w)(?:(?:no|lot|unit|suite|block|blok|pt|g|lg)[ .:#]{{0,3}})?\d[\w\-]{{0,6}}(?:[ ,&/\-]{{1,3}}(?:(?:no|lot|unit|block)[ .]{{0,2}})?\d?[\w\-]{{0,6}}){{0,4}}?"
        rf"[\s,.]{{1,3}}(?:[^\W\d][\w.]{{1,20}}[ ,]{{1,2}}){{0,3}}?{street}\b\.?(?:[ ][\w/.\-]{{1,20}}){{1,4}}"
    )
