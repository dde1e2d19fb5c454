"""Places, brands, streets and teams whose names look like personal names, and words that begin a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

# Evidence of a person, whatever the words are.
_SHOWN = ("label", "title", "above_address", "before_address", "list")
_NUMBER = re.compile(
    r",?[ ](?:n[º°.o]{1,2}|nr\.?|no\.?|č\.|#)?[ ]?\d{1,4}(?:[ ]?[a-zA-Z])?"
    r"(?![\w:/.]\w|[ ]?(?:%|years|yrs|ans|Jahre))"
)
_PLACED = re.compile(
    r"(?i)(?<!\w)(?:in|at|near|to|from|around|outside|via|en|à|nach|aus|til|fra|från|w|do|z|para|através)[ ]$"
)
_LATEST = gate.gated(
    r"(?i)(?<!\w)(?:the|a|an|my|our|this|that|your|his|her|their|these|those|two|some)[ ]"
    r"(?:brand[ \-]new|new|old|latest|vintage|second-hand|used|pair of|original|genuine|fake|limited)[ ]$"
)
_BY = gate.gated(r"(?i)\b(?:dress|shoe|bag|perfume|suit|coat|handbag|trainer|watch)s?[ ]by[ ]$")
_NEXT = re.compile(r"[ ]([a-z]{2,20})(?![\w'’])")
_LISTED = re.compile(r",[ ]([^\W_]+),|,[ ]([^\W_]+)[ ](?:and|or|&|und|et|y|e)[ ]")
_LISTED_BEFORE = re.compile(r"([^\W_]+),[ ]$")
_AMID = re.compile(r"[\w,;] $")
_SAINT = re.compile(r"(?:St|St\.|Saint|Ste)[ ]$")


@lru_cache(maxsize=1)
def _streets() -> tuple[frozenset[str], tuple[str, ...]]:
    ends = lexicon.words("places_and_brands", "street_ends")
    return lexicon.words("places_and_brands", "streets"), tuple(ends)


def lower_places(text: str, hit: Hit, words: Sequence[str]) -> Hit:
    """Lower a claim whose words are a place's, a brand's, a street's or a team's, or everyday words."""
    if hit.reasons[0].startswith("before_address") and len(words) > 1 and words[0] in _streets()[0]:
        return hit if lexicon.given_name(words[0]) else hit.raised("street", -0.6)
    if len(words) == 1 and _is_of_pair(text, hit, words[0]):
        return hit.raised("pair", -0.6)
    if is_in_goods_list(text, hit.start, hit.end) and not hit.reasons[0].startswith(("label", "title")):
        return hit.raised("kinds", -0.6)
    if not words or hit.reasons[0].startswith(_SHOWN):
        return hit
    titled = any(reason.startswith(("title", "label")) for reason in hit.reasons)
    whole = " ".join(words).removesuffix("'s").removesuffix("’s")
    if whole in lexicon.words("places_and_brands", "names"):
        return hit if titled else hit.raised("namesake", -0.55 if len(words) > 1 else -0.4)
    street = _street(text, hit, words)
    if street:
        return hit.raised("street", street)
    if titled:
        return (
            hit.raised("everyday", -0.6) if lexicon.ordinary().issuperset(words) and len(words) > 1 else hit
        )
    # `S. Korea`, `N. Carolina`
    part = words[-1] if len(words) == 2 and words[0] in _COMPASS else whole
    if part in lexicon.words("places_and_brands", "places"):
        return hit.raised("place", _place(text, hit, words))
    if len(words) > 1 and words[-1] in lexicon.words("places_and_brands", "grounds"):
        return hit.raised("team", -0.55)
    return _weigh_context(text, _lower_everyday(text, hit, words), words)


_COMPASS = frozenset("nsew")
_PARTNER_BEHIND = re.compile(r"[ ](?:&|and|und|et|y|e)[ ]([^\W\d_]+)")
_PARTNER_BEFORE = gate.gated(r"([^\W\d_]+)[ ](?:&|and|und|et|y|e)[ ]$")


def _is_of_pair(text: str, hit: Hit, word: str) -> bool:
    """Return whether a lone name is one of a known pair: `Romeo and Juliet`."""
    pairs = lexicon.words("places_and_brands", "pairs")
    if match := _PARTNER_BEHIND.match(text, hit.end):
        return f"{word} {match[1].lower()}" in pairs
    match = _PARTNER_BEFORE.search(text, max(0, hit.start - 24), hit.start)
    return match is not None and f"{match[1].lower()} {word}" in pairs


def _street(text: str, hit: Hit, words: Sequence[str]) -> float:
    """Return by how much a claim falls that begins or ends like a street, the more with a number behind."""
    openers, ends = _streets()
    opens = len(words) > 1 and words[0] in openers
    closes = words[-1].endswith(ends) and (len(words[-1]) > 8 or words[-1] in ends)
    if (opens or closes) and _NUMBER.match(text, hit.end):
        return -0.8
    return -0.45 if opens and not lexicon.given_name(words[0]) else 0.0


def _place(text: str, hit: Hit, words: Sequence[str]) -> float:
    if len(words) > 1:
        return -0.75
    return -0.45 if _PLACED.search(text, max(0, hit.start - 10), hit.start) else -0.3


def _lower_everyday(text: str, hit: Hit, words: Sequence[str]) -> Hit:
    """Lower a claim without a given name of which a word is an everyday one: `Release Notes`, `Locker`.

    A claim by a phrase is lowered at the start of a sentence, where a capital is no evidence.
    """
    phrase = hit.reasons[0].startswith(("phrase", "cited"))
    ordinary = lexicon.english() if phrase else lexicon.ordinary()
    significant = [word for word in words if word not in vocabulary.particles()]
    count = sum(word in ordinary for word in significant)
    if not count or any(lexicon.given_name(word) for word in words[:2]):
        return hit
    surnames = lexicon.name_list("surnames")
    if len(words) > 1 and count == len(significant):
        return hit.raised("everyday", -0.5)
    if phrase and _AMID.search(text, max(0, hit.start - 3), hit.start):
        return hit.raised("everyday", -0.05)
    if len(words) == 1:
        return hit.raised("everyday", -0.15 if words[0] in surnames else -0.4)
    if words[-1] not in surnames or words[-1] in ordinary:
        return hit.raised("everyday", -0.1 if phrase else -0.45)
    return hit.raised("everyday", -0.25 if words[0] in ordinary else -0.1)


# `Hudson 6-Drawer Dresser`; `Northgate, Austin (2019–2022)` in a life's stations.
_MODEL = re.compile(r"[ ]\d{1,3}-[A-Z][a-z]{2}")
_STAYED = re.compile(r"[ ]\((?:19|20)\d\d[ ]?[–—\-][ ]?(?:(?:19|20)\d\d|present|now|today)\)")


def _weigh_context(text: str, hit: Hit, words: Sequence[str]) -> Hit:
    """Lower a claim by the words next to it: goods, works, a list of other things, a church's saint."""
    follower = _NEXT.match(text, hit.end)
    if follower is not None and _goods(follower.group(1)):
        return hit.raised("goods", -0.45)
    if text[hit.end + 1 : hit.end + 2].isdecimal() and len(words) == 1 and _MODEL.match(text, hit.end):
        return hit.raised("goods", -0.45)
    if text.startswith(" (", hit.end) and _STAYED.match(text, hit.end):
        return hit.raised("stayed", -0.6)
    before = max(0, hit.start - 24)
    if _LATEST.search(text, before, hit.start) or _BY.search(text, before, hit.start):
        return hit.raised("thing", -0.5)
    if _SAINT.search(text, before, hit.start):
        return hit.raised("saint", -0.5)
    if (
        len(words) == 1
        and _CELL.match(text, hit.end)
        and _CELL_START.search(text, max(0, hit.start - 3), hit.start)
    ):
        return hit.raised("cell", -0.6)
    if hit.reasons[0].startswith("lexicon") and len(words) == 1 and _is_enumerated(text, hit):
        return hit.raised("enumerated", -0.12)
    return hit


# A cell of a list of parts: `Rowan seal kit    5   67.24`.
_CELL = re.compile(r"(?:[ ][a-z][\w\-]*){1,4}(?:[ ][\w/.\-\"]{1,8})?(?:[ ]{2,}|\t)[ \t]*[$€£]?\d")
_CELL_START = re.compile(r"(?:[ ]{2}|\t|\n|^)\Z")


def is_in_goods_list(text: str, start: int, end: int) -> bool:
    """Return whether a list of kinds of goods holds a name: `Collections: Rowan, Hazel`, `Hazel lines`."""
    if casing.words(text).isdisjoint(lexicon.words("places_and_brands", "kinds")):
        return False
    before, behind = _kinds()
    return before.search(text, max(0, start - 80), start) is not None or behind.match(text, end) is not None


@lru_cache(maxsize=1)
def _kinds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before and behind a list of kinds of goods."""
    kinds = "|".join(sorted(lexicon.words("places_and_brands", "kinds")))
    return (
        re.compile(rf"(?i)(?<![^\W\d_])(?:{kinds}):[ ][^\n:;.!?]*\Z"),
        re.compile(rf"(?:(?:,|,?[ ](?:and|&|or))[ ][A-Z][\w'’\-]+){{0,6}}[ ](?:{kinds})(?!\w)"),
    )


def _goods(word: str) -> bool:
    goods, adjacent = lexicon.words("persons", "goods"), lexicon.words("places_and_brands", "adjacent")
    return word in adjacent or (word.removesuffix("s") in goods and word.endswith("s"))


def _is_enumerated(text: str, hit: Hit) -> bool:
    """Return whether a lone name stands in a list whose next member is not a person."""
    match = _LISTED.match(text, hit.end) or (
        _LISTED_BEFORE.search(text, max(0, hit.start - 20), hit.start)
        if text[hit.end : hit.end + 1] == ","
        else None
    )
    if match is None:
        return False
    word = next(group for group in match.groups() if group)
    if word.islower():
        thing = word in vocabulary.thing_words() or word in lexicon.census("surnames")
        return thing and word not in STOP_WORDS
    word = word.lower()
    return word not in STOP_WORDS and not lexicon.given_name(word) and not lexicon.family_name(word)
