"""Turns of phrase that show a capitalised word in running English to be somebody's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from pii_sweep.detect import lexicon

_UP = r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆŠŽČĐΑ-ΩА-Я]"
_ONE = rf"{_UP}[^\W\d_]*(?:['’\-]{_UP}?[^\W\d_]+)*"
NAME = rf"{_ONE}(?:[ ](?:{_UP}\.[ ])?{_ONE}){{0,2}}"
_VERBS = (
    r"said|says|asked|asks|told|tells|shouted|shouts|wrote|writes|replied|explained|explains|answered|added"
    r"|lives|lived|listed"
    r"|called|calls|had given|has given|gave|gives|spent|grew up|was born|works|worked|points out|pointed out"
    r"|thinks|thought"
    r"|wants|wanted|ordered|bought|paid|requested|contacted|phoned|emailed|signed|moved|resides|died|married"
    r"|complained|confirmed"
)
_KIN = (
    r"sister|brother|daughter|son|mother|father|wife|husband|friend|mom|dad|uncle|aunt|cousin|boss|address"
    r"|account|card|phone"
    r"|email|birthday|order|car|house|number|name|partner|parents?|child(?:ren)?|family|novel|book|album|song"
    r"|version|concert"
)
_LEAD = (
    r"(?:my|his|her|their|your|maiden|first|last) name is|name's|I am|I'm|this is|call(?:s|ed)? (?:me|him"
    r"|her)|named|everyone calls me"
    r"|said|says|asked|told|shouted at|directed by|starring|written by|by the name of|composed by|sung by"
    r"|played by|wife of|husband of"
    r"|son of|daughter of|speak (?:to|with)|talk (?:to|with)|spoke (?:to|with)|contact|meet(?:ing)?"
    r"|follow up with|thank you|thanks|hi|hello|hey"
    r"|dear|regards|sincerely|cheers|addressed to|on behalf of|assistant to|tribute to|introduc(?:e|ed|ing)"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], float], ...]:
    name = rf"(?P<name>{NAME})"
    return (
        (
            re.compile(
                rf"(?:^|(?<=[\n.!?>] )|(?<=\n)){name}, (?:can|could|would|will|please|i|I|we|do|did|what|why"
                rf"|how|are|is|let)\b"
            ),
            0.6,
        ),
        (re.compile(rf"(?<![\w.]){name}(?=,? (?:{_VERBS})\b)"), 0.5),
        (re.compile(rf"(?<![\w.]){name}(?=['’]s (?:\w+ )?(?:{_KIN})\b)"), 0.5),
        (re.compile(rf"(?i:(?<![\w])(?:{_LEAD}))[ ,:\"]{{1,2}}{name}(?![\w])"), 0.5),
        (re.compile(rf"(?:^|(?<=[\n\"> ])){name}(?=[ ]?:[ ]?\\?[\"“])"), 0.55),
        (
            re.compile(
                rf"\b(?:Why|How|What|Where|When|Who) (?:is|was|did|does) {name}(?= (?:so|not|go|do|live|say"
                rf"|going|coming|always)\b)"
            ),
            0.55,
        ),
        (re.compile(rf"(?<![\w.]){name}(?= (?:is|was) (?:very|so|a|an|from|my|not|always|the|our)\b)"), 0.42),
        # A gift, a word or a visit has somebody who gets it: `gave Ann the keys`, `told Ann about it`.
        (
            re.compile(
                rf"\b(?:gave|given|give|sent|told|tell|asked|showed|shown|offered|handed|paid|owed|lent|taught"
                rf"|promised|brought|helped|met|thanked|invited|visited) {name}(?= (?:his|her|their|a|an|the"
                rf"|my|our|your|some|that|to|about|for|was|is|had|has)\b)"
            ),
            0.5,
        ),
        (re.compile(rf"\b(?:to|from|with|for|by|ex-\w+) {name}(?=[.!?\n]|$)"), 0.36),
        (re.compile(rf"\b(?:you|me|there|again|us|it|now|today|soon|much|so), {name}(?=[.!?])"), 0.5),
    )


def find(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield names that a phrase shows, with a weight; sentence openers and everyday words are left out."""
    for pattern, weight in _patterns():
        for match in pattern.finditer(text):
            start, end = match.span("name")
            first = text[start:end].split(maxsplit=1)[0].lower()
            if first in STOP_WORDS or first.removesuffix("'s") in STOP_WORDS or first in _OPENERS:
                continue
            yield start, end, weight


_OPENERS = frozenset(
    [
        "please",
        "order",
        "invoice",
        "hello",
        "dear",
        "thank",
        "thanks",
        "total",
        "customer",
        "today",
        "yesterday",
        "tomorrow",
        "mr",
        "mrs",
        "ms",
        "dr",
        "yes",
        "no",
        "ok",
        "okay",
        "it",
        "god",
        "everybody",
        "everyone",
        "nobody",
        "someone",
        "people",
        "bot",
        "user",
        "agent",
        "company",
        "north",
        "south",
        "east",
        "west",
        "new",
    ]
)


def listed(text: str, known: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the other members of a list that a known name stands in: `Layla, Harry and Shelley`."""
    for match in _LIST.finditer(text):
        low, high = match.span()
        if not any(low <= start and end <= high for start, end in known):
            continue
        for item in re.finditer(_ONE, match.group()):
            start, end = low + item.start(), low + item.end()
            if item.group().lower() not in STOP_WORDS and not any(s < end and start < e for s, e in known):
                yield start, end


_LIST = re.compile(rf"(?<![\w.]){_ONE}(?:, {_ONE}){{0,12}},? (?:and|&|or) {_ONE}(?![\w])")


def trimmed(words: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """Drop function words at both ends of a name read in text without capitals."""
    low, high = 0, len(words)
    while low < high and words[low].group().strip(".,'’\"").lower() in STOP_WORDS:
        low += 1
    while high > low and words[high - 1].group().strip(".,'’\"").lower() in STOP_WORDS:
        high -= 1
    return words[low:high]


def plain_word(word: str) -> bool:
    """Tell whether a word is a function word or a word of goods and documents, so no family name."""
    return word in STOP_WORDS or word in lexicon.words("persons", "traps")
