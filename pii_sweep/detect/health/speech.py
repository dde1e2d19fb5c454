"""Whom a sentence about health is about, and which injury of which part of the body it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from pii_sweep.derived import recalled
from pii_sweep.detect.text import casing, lexicon

ROLES = ("self", "kin", "third", "state", "cause", "general", "animal", "thing")
# So far to either side of a term its sentence may reach.
_REACH = 160
_WORD = re.compile(r"[^\W_]+(?:[\-'’][^\W_]+)*")
_STOP = re.compile(r"[.!?;]['\"”»)]?(?=\s)|[。！？]|\n[ \t]*\n|\n(?=[ \t]*(?:[\[\-*•|]|\w{1,20}[ ]?:))|\t")
_OPEN = re.compile(r"\(([^()]*)\)(\?)?")
# Between what befell a part of the body and the part stand so many words at most.
_BETWEEN = 5
_LONGEST = 3


class Injury(NamedTuple):
    """A verb of harm or surgery and a part of the body near it."""

    start: int
    end: int


class Sentence(NamedTuple):
    """What a sentence states: its roles (ROLES), and whether it names a person.

    `given` indicates a given name that is no everyday word, though nothing else shows a person.
    """

    roles: frozenset[str]
    named: bool
    given: bool = False

    @property
    def somebody(self) -> bool:
        """Return whether it is about somebody: by name, in the first person, as he or she, or as kin."""
        return self.named or self.given or not self.roles.isdisjoint(_SOMEBODY)


_SOMEBODY = frozenset({"self", "kin", "third"})
_OTHERS = frozenset({"general", "animal", "thing"})


def forms(word: str) -> list[str]:
    """Return the forms that `a(b|c)d` stands for; a group with `?` or a single one may be missing.

    >>> forms("angin(a|ę)"), forms("knee(s)?")
    (['angina', 'anginę'], ['knee', 'knees'])
    """
    parts: list[list[str]] = []
    at = 0
    for group in _OPEN.finditer(word):
        parts += [[word[at : group.start()]], ["", *group[1].split("|")] if group[2] else group[1].split("|")]
        at = group.end()
    return ["".join(chosen) for chosen in product(*parts, [word[at:]])]


def lay() -> Iterator[tuple[str, bool]]:
    """Yield the everyday names of conditions, each with whether it names one by itself.

    What is in the list of weak ones alone names a condition too.
    """
    table = lexicon.table("health_speech")
    weak = {form for word in table["lay_weak"] for form in forms(word)}
    for word in table["lay"]:
        yield from ((form, form not in weak) for form in forms(word))
    yield from ((form, False) for form in weak)


@lru_cache(maxsize=1)
@recalled
def heads() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how compounds that name a condition end, and how those end that name other things too."""
    table = lexicon.table("health_speech")
    sure, weak = (
        tuple(form for word in table[key] for form in forms(word)) for key in ("heads", "weak_heads")
    )
    return sure, weak


@lru_cache(maxsize=1)
def stems() -> tuple[str, ...]:
    """Return how inflected names of conditions begin."""
    return tuple(lexicon.table("health_speech")["stems"])


@lru_cache(maxsize=1)
def runs() -> re.Pattern[str]:
    """Return the names of conditions that are sought inside a run of letters, the longest first."""
    words = lexicon.table("health_speech")["runs"]
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


# Scripts of India, whose vowel signs are no letters to a pattern; Thai; kana, Han and Hangul.
_SPACELESS = re.compile("[\u0900-\u0e7f\u3040-\u9fff\uac00-\ud7a3]")
# Hebrew and Arabic: prepositions and articles are written as one with the word behind them.
_PREFIXED = re.compile("[\u05d0-\u05ea\u0620-\u06d3]")


def spaceless(text: str) -> bool:
    """Return whether a text has letters of a script whose words are not parted by spaces or have endings."""
    return not text.isascii() and _SPACELESS.search(text) is not None


def is_prefixed(text: str) -> bool:
    """Return whether a text begins with a letter of Hebrew or Arabic, where small words adjoin others."""
    return _PREFIXED.match(text) is not None


def may_hold_runs(text: str) -> bool:
    """Return whether a text has letters of a script in which names of conditions are sought inside a run."""
    return spaceless(text) or (not text.isascii() and _PREFIXED.search(text) is not None)


@lru_cache(maxsize=1)
@recalled
def _read_roles_in_runs() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the phrases of such scripts with what each says of its sentence."""
    return tuple(held for held in _roles().items() if _SPACELESS.search(held[0]))


@lru_cache(maxsize=1)
@recalled
def _roles() -> Mapping[str, tuple[str, ...]]:
    """Return what each phrase of one to three words says of its sentence."""
    found: dict[str, list[str]] = {}
    table = lexicon.table("health_speech")
    for role in ROLES:
        for word in table[role]:
            for form in forms(word):
                found.setdefault(form, []).append(role)
    return {form: tuple(held) for form, held in found.items()}


@lru_cache(maxsize=1)
@recalled
def _load_body_words() -> tuple[frozenset[str], frozenset[str]]:
    table = lexicon.table("health_speech")
    harm, body = (frozenset(form for word in table[key] for form in forms(word)) for key in ("harm", "body"))
    return harm, body


def injuries(text: str) -> Iterator[Injury]:
    """Yield what befell a part of somebody's body: `broke his collarbone`, `operiert am Knie`."""
    harm, body = _load_body_words()
    held = casing.words(text)
    if held.isdisjoint(harm) or held.isdisjoint(body):
        return
    words = [(match.group().lower(), *match.span()) for match in _WORD.finditer(text)]
    parts = [place for place, (word, _, _) in enumerate(words) if word in body]
    last = -1
    for place, (word, _, _) in enumerate(words):
        if word not in harm or place <= last:
            continue
        near = [other for other in parts if 0 < abs(other - place) <= _BETWEEN]
        if not near:
            continue
        other = min(near, key=lambda one: (abs(one - place), -one))
        low, high = min(place, other), max(place, other)
        if not _STOP.search(text, words[low][2], words[high][1]):
            yield Injury(words[low][1], words[high][2])
            last = high


def read(text: str, start: int, end: int, people: Sequence[int]) -> Sentence:
    """Return what the sentence of a term says; `people` are the places of names, in their order."""
    low, high = _sentence(text, start, end)
    written = [match.group() for match in _WORD.finditer(text, low, high)]
    words = [word.lower().replace("’", "'") for word in written]
    roles = _roles()
    found: set[str] = set()
    for place in range(len(words)):
        for size in range(1, _LONGEST + 1):
            found.update(roles.get(" ".join(words[place : place + size]), ()))
    if spaceless(sentence := text[low:high]):
        for phrase, held in _read_roles_in_runs():
            if phrase in sentence:
                found.update(held)
    named = any(low <= one < high for one in people)
    return Sentence(frozenset(found), named, not named and any(map(_is_given_name, written)))


def _is_given_name(word: str) -> bool:
    """Return whether a word is written as a name, and is a given name and no everyday word or place."""
    small = word.lower()
    if small in lexicon.script_given():
        return True
    if not word.istitle() or small in lexicon.ordinary() or small in lexicon.words("persons", "ambiguous"):
        return False
    return lexicon.given_name(small)


def features(sentence: Sentence) -> dict[str, float]:
    """Return what a sentence says as features of the score."""
    named = {f"says_{role}": 1.0 for role in sentence.roles}
    if sentence.named:
        named["says_name"] = 1.0
    if sentence.given:
        named["says_given_name"] = 1.0
    if sentence.somebody:
        alone = sentence.roles.isdisjoint(_OTHERS)
        for role in ("state", "cause"):
            if role in sentence.roles:
                named[f"{role}_of_somebody"] = 1.0
                if alone:
                    named[f"{role}_of_somebody_alone"] = 1.0
    return named


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of a term begins and ends, as far as it reaches."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    for stop in _STOP.finditer(text, low, start):
        low = stop.end()
    after = _STOP.search(text, end, high)
    return low, after.start() if after else high
