"""Words of health in a text: conditions, medications, procedures, and what a laboratory measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pii_sweep.derived import recalled
from pii_sweep.detect.health import speech
from pii_sweep.detect.text import casing, lexicon

CONDITION, MEDICATION, PROCEDURE, ANALYTE = "condition", "medication", "procedure", "analyte"
_LISTS = {CONDITION: "conditions", MEDICATION: "medications", PROCEDURE: "procedures", ANALYTE: "analytes"}
_TOKEN = re.compile(r"[^\W_]+(?:[\-'’][^\W_]+)*")
_GAP = re.compile(r"[ \t]{0,2}(?:\n[ \t]{0,4})?(?:[A-Za-z]{1,5}['’])?")
# An article or a preposition that lost its vowel before the word: `d'épilepsie`, `l'ernia`.
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|un|(?:d|n)?ell|all|dall|sull|quell)'(?=[^\W\d_]{3})")
# A single word of ICD-10-CM that ends otherwise is often an adjective or a name: `abdominal`, `Alder`.
NOUN = re.compile(
    r".*(?:itis|[ae]mia|osis|oma|pathy|uria|algia|iasis|cele|plasia|trophy|tension|rrh(?:ea|age|agia)"
    r"|phobia|plegia|ectomy|spasm|megaly|penia|lepsy|pnea"
    r"|cardia|cytosis|itides|phagia|kinesia|phasia|opia|thorax|edema|rrhoids|virus)"
)
# No word that ends like a condition is shorter.
_SHORTEST = 7
# So many letters stand at least before the head of a compound, at most behind the stem of an inflected word.
_MODIFIER, _INFLECTED = 3, 7
# So many letters are written as one with a word of Hebrew or Arabic before it, and so many behind it.
_BEFORE, _BEHIND = 4, 2
# How British English writes what ICD-10-CM writes as American English does.
_BRITISH = {
    "hemo": "haemo", "hema": "haema", "emia": "aemia", "emic": "aemic", "edema": "oedema", "esoph": "oesoph",
    "rrhea": "rrhoea", "anesth": "anaesth", "fetal": "foetal", "gynec": "gynaec", "tumor": "tumour",
    "orthoped": "orthopaed",
    "feces": "faeces", "fecal": "faecal", "cecum": "caecum", "leukemi": "leukaemi", "celiac": "coeliac",
}  # fmt: skip
_AMERICAN = re.compile("|".join(rf"(?<![ao]){part}" for part in sorted(_BRITISH, key=len, reverse=True)))


class Term(NamedTuple):
    """A word or phrase of health: where it stands, what it names, and whether other fields use it too."""

    start: int
    end: int
    kind: str
    weak: bool


# The words of a phrase, what it names, and whether other fields use it too: plain, as it is kept.
_Phrase = tuple[tuple[str, ...], str, bool]


def find(text: str) -> list[Term]:
    """Return the terms of a text in their order, the longest at each place."""
    phrases = _phrases()
    found = list(_find_runs(text))
    if not may_begin_term(text):
        return found
    tokens = _tokens(text)
    at = 0
    while at < len(tokens):
        word, start, end = tokens[at]
        second = tokens[at + 1][0] if at + 1 < len(tokens) else ""
        for words, kind, weak in phrases.get(word, ()):
            size = len(words)
            if size > 1 and words[1] != second:
                continue
            if size == 1 and text[start:end].istitle() and word in names():
                continue
            if size == 1 or _follows(text, tokens, at, words):
                found.append(Term(start, tokens[at + size - 1][2], kind, weak))
                break
        else:
            size = 1
            kind, weak = _by_form(word)
            if kind:
                found.append(Term(start, end, kind, weak))
        at += size
    return sorted(found)


def _find_runs(text: str) -> Iterator[Term]:
    """Yield the conditions inside a run of letters: Chinese and Thai have no spaces, Arabic has prefixes."""
    if speech.may_hold_runs(text):
        for match in filter(_is_word, speech.runs().finditer(text)):
            yield Term(*match.span(), CONDITION, match.group() in lexicon.words("health_speech", "weak_runs"))


def _is_word(match: re.Match[str]) -> bool:
    """Return whether a run is a word: in Hebrew and Arabic small words and short endings adjoin it.

    `رشح` is a cold, `رشحتها` what a teacher did to a pupil.
    """
    text, start, end = match.string, *match.span()
    if not speech.is_prefixed(match[0]):
        return True
    while start and speech.is_prefixed(text[start - 1]):
        start -= 1
    while end < len(text) and speech.is_prefixed(text[end]):
        end += 1
    return match.start() - start <= _BEFORE and end - match.end() <= _BEHIND


def names() -> frozenset[str]:
    """Return the abbreviations of conditions that are given names too, in lower case: `GERD` and `Gerd`."""
    return lexicon.words("health", "abbreviated_names")


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text in lower case with their places."""
    small = casing.lower(text)
    read = (small if len(small) == len(text) else text).replace("’", "'")
    words = [(word[0], word.start(), word.end()) for word in _TOKEN.finditer(read)]
    words = words if len(small) == len(text) else [(word.lower(), start, end) for word, start, end in words]
    return [_without_article(*word) if "'" in word[0] else word for word in words] if "'" in read else words


def _without_article(word: str, start: int, end: int) -> tuple[str, int, int]:
    """Return a word without an elided article before it."""
    elided = _ELIDED.match(word)
    return (word[elided.end() :], start + elided.end(), end) if elided else (word, start, end)


def may_begin_term(text: str) -> bool:
    """Return whether a word of a text is one that terms have, or ends as they do; False is certain."""
    words = casing.words(text)
    return not words.isdisjoint(_beginnings()) or any(map(_names_by_form, words))


@lru_cache(maxsize=1 << 14)
def _names_by_form(word: str) -> bool:
    """Return whether a lower-case word names something of health by its form."""
    return (word[-3:] in _tails() or word[:4] in _openings()) and bool(_by_form(word)[0])


@lru_cache(maxsize=1)
def _tails() -> frozenset[str]:
    table = lexicon.table("health")
    heads = (form for part in speech.heads() for form in part)
    return frozenset(ending[-3:] for ending in (*table["endings"], *table["stems"], *heads))


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    return frozenset(stem[:4] for stem in speech.stems())


def _follows(text: str, tokens: list[tuple[str, int, int]], at: int, words: tuple[str, ...]) -> bool:
    """Return whether the words of a phrase stand one behind the other, over a line's end too."""
    if len(tokens) < at + len(words):
        return False
    for place, word in enumerate(words[1:], at + 1):
        if tokens[place][0] != word or not _GAP.fullmatch(text, tokens[place - 1][2], tokens[place][1]):
            return False
    return True


def strength(word: str) -> str:
    """Return whether a lower-case word alone is a term: `strong`, `weak` where others use it, or nothing."""
    for words, _, weak in _phrases().get(word, ()):
        if len(words) == 1:
            return "weak" if weak else "strong"
    kind, weak = _by_form(word)
    return "" if not kind else "weak" if weak else "strong"


@lru_cache(maxsize=1 << 13)
def _by_form(word: str) -> tuple[str, bool]:
    """Return what a lower-case word names by its form, and whether other things are called so too.

    `-itis`, `-entzündung` and `epilep-` indicate a condition, `-pril` a medication.
    """
    if word in lexicon.english():
        return "", False
    if word.startswith(speech.stems()) and any(
        word.startswith(stem) and len(word) - len(stem) <= _INFLECTED for stem in speech.stems()
    ):
        return CONDITION, False
    if len(word) < _SHORTEST or word in lexicon.words("health", "not_endings"):
        return "", False
    endings, stems = _endings()
    if word.endswith(endings):
        return ("", False) if lexicon.given_name(word) else (CONDITION, False)
    if word.endswith(stems):
        return MEDICATION, False
    sure, weak = speech.heads()
    if _is_compound(word, sure):
        return CONDITION, False
    return (CONDITION, True) if _is_compound(word, weak) else ("", False)


@lru_cache(maxsize=1)
def _endings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how conditions end, and how medications do."""
    table = lexicon.table("health")
    return tuple(table["endings"]), tuple(table["stems"])


def _is_compound(word: str, heads: tuple[str, ...]) -> bool:
    """Return whether a word ends in one of the heads and has more before it."""
    return word.endswith(heads) and any(
        word.endswith(head) and len(word) - len(head) >= _MODIFIER for head in heads
    )


@lru_cache(maxsize=1)
@recalled
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """Return the phrases by their first word, the longest first."""
    weak = lexicon.words("health", "weak")
    kinds: dict[tuple[str, ...], _Phrase] = {}
    for kind, phrase, sure in _list_phrases():
        words = tuple(_without_article(word, 0, 0)[0] for word in _TOKEN.findall(phrase))
        kinds.setdefault(words, (words, kind, phrase in weak or not sure))
    found: dict[str, list[_Phrase]] = {}
    for item in kinds.values():
        found.setdefault(item[0][0], []).append(item)
    for held in found.values():
        held.sort(key=lambda one: -len(one[0]))
    return {word: tuple(held) for word, held in found.items()}


def _list_phrases() -> Iterator[tuple[str, str, bool]]:
    """Yield each phrase with what it names and whether it names that by itself."""
    table = lexicon.table("health")
    for kind, name in _LISTS.items():
        yield from ((kind, phrase, True) for phrase in table[name])
    yield from ((CONDITION, phrase, False) for phrase in table["weak"])
    yield from ((CONDITION, phrase, sure) for phrase, sure in speech.lay())
    for phrase in (*lexicon.lines("conditions"), *table["conditions"]):
        yield CONDITION, phrase, True
        if _AMERICAN.search(phrase):
            yield CONDITION, _AMERICAN.sub(lambda part: _BRITISH[part.group()], phrase), True


@lru_cache(maxsize=1)
@recalled
def _beginnings() -> frozenset[str]:
    """Return the word of each phrase that fewest texts have, as `casing.words` cuts them."""
    plain = lexicon.english()
    runs = ([run for word in words for run in _RUN.findall(word)] for words, _, _ in _iterate_phrases())
    return frozenset(
        max(found, key=lambda run: (len(run) > 3 and run not in plain, len(run))) for found in runs if found
    )


# A shorter run of letters is in most texts; `a1c` is sought next to other terms alone.
_RUN = re.compile(r"[^\W\d_]{2,}")


def _iterate_phrases() -> Iterator[_Phrase]:
    for held in _phrases().values():
        yield from held
