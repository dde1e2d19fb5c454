"""Turns of phrase that mark a capitalised word in running English as a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS

from pii_sweep.detect.person.name_pattern import REST, UP, WORD
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.pattern import gate

_MORE = rf"(?:[ ](?:{UP}\.[ ])?{WORD}){{0,2}}"
NAME = rf"{WORD}{_MORE}"
# What people do, what is theirs, and what comes before them.
_VERBS, _KIN, _LEAD = ("|".join(lexicon.table("phrase_cues")[key]) for key in ("verbs", "owned", "leads"))


class _Phrase(NamedTuple):
    """A phrase with a name, and how sure it is."""

    pattern: gate.Gated
    weight: float


@lru_cache(maxsize=1)
def _patterns() -> gate.Gates[_Phrase]:
    name = rf"(?P<name>{NAME})"
    # A pattern that begins with a class of letters is sought far sooner than one that looks back first.
    word = rf"(?P<name>{UP}(?<![\w.].){REST}{_MORE})"
    opening = rf"(?P<name>{UP}(?:(?<=^.)|(?<=[\n.!?>] .)|(?<=\n.)){REST}{_MORE})"
    speaker = rf"(?P<name>{UP}(?:(?<=^.)|(?<=[\n\"> ].)){REST}{_MORE})"
    greeting = vocabulary.greeting(thanks=True)
    asked = "can|could|would|will|please|i|I|we|do|did|what|why|how|are|is|let"
    phrases = (
        _phrase(rf"{opening}, (?:{asked})\b", 0.6),
        _phrase(rf"{word}(?=,? (?:{_VERBS})\b)", 0.5),
        _phrase(rf"{word}(?=['’]s (?:\w+ )?(?:{_KIN})\b)", 0.5),
        _Phrase(
            gate.gated_words(r"(?i:(?<![\w])", (_LEAD, greeting), rf")[ ,:\"]{{1,2}}{name}(?![\w])"), 0.5
        ),
        _phrase(rf"{speaker}(?=[ ]?:[ ]?\\?[\"“])", 0.55),
        # Statements, cases and chats: `I, Ann Lee, residing at`, `claim of Ann Lee v. Acme`, `@Ann Lee pls`.
        _phrase(rf"\bI, {name}(?=, (?:residing|being|the|hereby|of|born|declare|certify|do)\b)", 0.6),
        _phrase(
            rf"\b(?i:claim|estate|matter|case) of {name}(?=[ ]v|[,.\n]|$)",
            0.5,
        ),
        _phrase(rf"(?<![\w@/.])@{name}(?= (?:pls|please|can|could|will|fyi|hi|thanks)\b)", 0.6),
        *_compile_closings(name),
        *_in_sentences(name, word),
    )
    return gate.Gates((phrase.pattern, phrase) for phrase in phrases)


def _phrase(pattern: str, weight: float) -> _Phrase:
    return _Phrase(gate.gated(pattern), weight)


def _in_sentences(name: str, word: str) -> tuple[_Phrase, ...]:
    """Compile names in questions and statements, as those who get something, and at a sentence's end."""
    given = (
        "gave|given|give|sent|told|tell|asked|showed|shown|offered|handed|paid|owed|lent|taught|promised"
        "|brought|helped|met|thanked|invited|visited"
    )
    asking = "Why|How|What|Where|When|Who"
    behind = "his|her|their|a|an|the|my|our|your|some|that|to|about|for|was|is|had|has"
    return (
        _phrase(rf"\b(?:{asking}) (?:is|was|did|does|will|would|has) {name}(?= [a-z]{{2,9}}\b)", 0.5),
        _phrase(rf"{word}(?= (?:is|was) (?:very|so|a|an|from|my|not|always|the|our)\b)", 0.42),
        # A gift, a word or a visit has somebody who gets it: `gave Ann the keys`, `told Ann about it`.
        _phrase(rf"\b(?:{given}) {name}(?= (?:{behind})\b)", 0.5),
        _phrase(rf"\b(?:to|from|with|for|by|ex-\w+) {name}(?=[.!?\n]|$)", 0.36),
        _phrase(
            rf"\b(?:you|me|there|again|us|it|now|today|soon|much|so), {name}(?=[.!?])",
            0.5,
        ),
    )


def _compile_closings(name: str) -> tuple[_Phrase, ...]:
    """Compile names under a letter's closing."""
    return (
        _phrase(
            rf"(?:^|(?<=\n))[ \t>]{{0,6}}(?i:{vocabulary.closing()})[,.!]?"
            rf"[ \t]{{0,4}}\n\s{{0,9}}{name}(?=[ ]{{0,4}}(?:\n|$))",
            0.55,
        ),
    )


@lru_cache(maxsize=1)
def _cited() -> gate.Gates[_Phrase]:
    """Compile names in bibliographies, whose form decides: the words around them are titles."""
    phrases = (
        # Bibliographies: `Adebayo, F., & Ito, K. (2018)`, `Ito, Kenji. "Parsing ..."`.
        _phrase(
            rf"(?P<name>{UP}(?<![\w.].){REST}, (?:{UP}\.[ \-]?){{1,3}})"
            rf"(?=[ ]?(?:\((?:19|20)\d\d|,? (?:&|and) {UP}|, {UP}[^\W\d_]+, {UP}\.))",
            0.55,
        ),
        _phrase(rf"(?P<name>{UP}(?:(?<=^.)|(?<=\n.)|(?<=\] .)){REST}, {WORD})(?=\. [\"“])", 0.5),
    )
    return gate.Gates((phrase.pattern, phrase) for phrase in phrases)


def find(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield names that a phrase shows, with a weight; sentence openers and everyday words are left out."""
    return _find(_patterns(), text)


def find_cited(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield the authors in bibliographies, with a weight."""
    return _find(_cited(), text)


def _find(phrases: gate.Gates[_Phrase], text: str) -> Iterator[tuple[int, int, float]]:
    for pattern, weight in phrases.opened(text):
        for match in pattern.pattern.finditer(text):
            start, end = _trim_opener(text, *match.span("name"))
            first = text[start:end].split(maxsplit=1)[0].lower()
            if (
                plain_word(first)
                or first in lexicon.words("phrase_cues", "openers")
                or _CONTRACTED.fullmatch(first)
            ):
                continue
            if first in lexicon.words("persons", "people_heads") and not lexicon.given_name(first):
                continue  # `Patient: "Biscuit"`
            if text[start:end].isupper() and end - start < 4 and not lexicon.given_name(first):
                continue  # `HR said`
            yield start, end, weight


def _trim_opener(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a name without an everyday word that opens the sentence before it: `Found Ann's cat`."""
    first, _, rest = text[start:end].partition(" ")
    everyday = lexicon.english()
    opens = text[max(0, start - 2) : start].strip(' >*"') in ("", "\n", ".", "!", "?")
    if rest and opens and first.lower() in everyday and not plain_word(first.lower()):
        word = rest.split()[0].lower()
        if word not in everyday and lexicon.given_name(word):
            return end - len(rest), end
    return start, end


_CONTRACTED = re.compile(r".*(?:['’](?:s|ve|ll|re|d|m)|n['’]t)")


def trim_function_words(words: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """Drop function words at both ends of a name read in text without capitals."""
    low, high = 0, len(words)
    while low < high and words[low].group().strip(".,'’\"").lower() in STOP_WORDS:
        low += 1
    while high > low and words[high - 1].group().strip(".,'’\"").lower() in STOP_WORDS:
        high -= 1
    return words[low:high]


def plain_word(word: str) -> bool:
    """Return whether a word is a function word or a word of goods and documents, so no family name."""
    return word in STOP_WORDS or word in vocabulary.thing_words()
