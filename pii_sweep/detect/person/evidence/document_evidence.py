"""What one object as a whole says for and against people in it, as features of each of its candidates.

A price list, a timetable or a set of rules names things after people and reaches nobody; a letter greets,
dates and signs. What an object holds is collected over its texts as far as they were read (`Evidence.add`); a
candidate is then described by what everything but itself indicates (`Evidence.describe`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from math import log

from pii_sweep.detect.health.anchor import of_object
from pii_sweep.detect.person.evidence import neighbouring_word
from pii_sweep.detect.person.evidence.feature import Features
from pii_sweep.detect.score.calibration import calibrated, share
from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.entities import PERSON, STREET_ADDRESS
from pii_sweep.types import Where

# So many different candidates of an object are kept; an export of thousands needs no more to be known as one.
MOST_NAMES = 512
# A claim on anything else counts from this score on.
_SURE = 0.4
# An object of more characters is a document.
_OBJECTS, _SIZE = 64, 240
_TITLED = frozenset({"title"})
_WORD_BEFORE, _NEAR = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,12})[ \-]$"), 16
_SOURCES = frozenset({"label", "title", "above_address", "phrase", "cited", "listed"})
# Degrees of a number of names, how many words of a kind are many, the log-odds where there is no other name.
_FEW, _OFTEN, _NONE = (1, 2, 4, 9), 3, -3.0
# The kinds of `neighbouring_word`, whose share of an object's words counts too, and what that is damped by.
_SHARED, _FEW_WORDS = ("calling", "thing"), 5
# So many different words of an object are kept, without the marks around them.
_MOST_WORDS, _MARKS = 1 << 14, ".,;:!?\"'“”‘’()[]*`"


@dataclass(slots=True)
class _Name:
    """The candidates of one value: their best share, where they are from, whether given and family name.

    `second` is what the second network says of them at best.
    """

    share: float = 0.0
    sources: set[str] = field(default_factory=set)
    whole: bool = False
    second: float = 0.0


@dataclass(slots=True)
class _Sum:
    """What all names of an object add up to; `best` and `second` are the highest, `longer` names by word."""

    share: float
    best: list[float]
    wholes: int
    sources: Mapping[str, int]
    longer: dict[str, list[tuple[frozenset[str], float]]] = field(repr=False)
    second: list[float]


@dataclass(slots=True)
class Evidence:
    """The claims, the kinds of words and the candidates for names in the texts of one object."""

    claims: set[str] = field(default_factory=set)
    words: Counter[str] = field(default_factory=Counter)
    names: dict[str, _Name] = field(default_factory=dict, repr=False)
    said: int = 0
    size: int = 0
    small: set[str] = field(default_factory=set, repr=False)
    towns: set[str] = field(default_factory=set, repr=False)
    _sum: _Sum | None = field(default=None, repr=False)
    _shared: tuple[tuple[int, ...], Features] | None = field(default=None, repr=False)

    def count(self, text: str) -> None:
        """Count the characters of a text before it is described."""
        self.size += len(text)

    def widen(self, header: Iterable[str], size: int) -> None:
        """Count a table's characters and the words of its header, before its cells are described."""
        self.size += size
        self._count_words(casing.words("\n".join(header)))

    def is_document(self) -> bool:
        """Return whether the object is long enough for what is fitted on documents; a sentence is not."""
        return self.size > _SIZE

    def add(self, text: str, hits: Iterable[tuple[Hit, Features | None]]) -> None:
        """Add a text with all its claims, those on names with their features."""
        for hit, features in hits:
            if features is not None and "from leaning" not in features:
                value = text[hit.start : hit.end].lower()
                self._name(value, hit, whole="whole" in features, second=features.get("second", 0.0))
            elif hit.entity != PERSON and calibrated(hit).score >= _SURE:
                self.claims.add(hit.entity)
                self.towns.update(_read_town(hit))
        self._count_words(casing.words(text))
        if len(self.small) < _MOST_WORDS:
            words = {word.strip(_MARKS) for word in text.split()}
            self.small.update([word for word in words if word.islower() and casing.is_small(word)])
        self._sum = None

    def _count_words(self, words: frozenset[str]) -> None:
        kinds = _kinds()
        for word in words & kinds.keys():
            for kind in kinds[word]:
                self.words[kind] += 1
        self.said += len(words)

    def _name(self, value: str, hit: Hit, *, whole: bool, second: float) -> None:
        held = self.names.get(value)
        if held is None:
            if len(self.names) == MOST_NAMES:
                return
            held = self.names[value] = _Name()
        held.share = max(held.share, share(PERSON, hit.score))
        held.sources.add(hit.reasons[0].partition(":")[0])
        held.whole = held.whole or whole
        held.second = max(held.second, second)
        if any([reason.startswith("title") for reason in hit.reasons]):
            held.sources.add("title")

    def rules_out(self, text: str, hit: Hit) -> bool:
        """Return whether a claim on a name is a title, a belief, a club or a town: of an address, `Tel Aviv`.

        People with a title and words that are known as names stay.
        """
        low = text[hit.start : hit.end].lower()
        if low.rstrip(".") in _titles():
            return True
        if hit.has_factor(_TITLED):
            return False
        words, lows = text[hit.start : hit.end].split(), low.split()
        if _believers().issuperset(lows) or not _clubs().isdisjoint((*words[:1], *words[-1:])):
            return True
        if lows and lows[0] in _place_ends():
            before = _WORD_BEFORE.search(text, max(0, hit.start - _NEAR), hit.start)
            if before and f"{before[1].lower()} {low}" in lexicon.words("places_and_brands", "places"):
                return True
        return low in self.towns and not any(
            lexicon.given_name(word) or lexicon.family_name(word) for word in lows
        )

    def describe(self, value: str) -> Features:
        """Return the features that the rest of the object gives to a candidate with a value."""
        value = value.lower()
        state = self.size, self.said, len(self.claims)
        if self._shared is None or self._shared[0] != state:
            self._shared = state, self._describe_object()
        found = dict(self._shared[1])
        self._sum = self._sum or _add_up(self.names)
        own = self.names.get(value)
        _describe_others(self._sum, own or _Name(), len(self.names) - (own is not None), found)
        words = frozenset(value.split())
        if words <= self.small:
            found["object has all in small"] = 1.0
        elif not words.isdisjoint(self.small):
            found["object has one in small"] = 1.0
        longer = [share for word in words for whole, share in self._sum.longer.get(word, ()) if words < whole]
        if longer:
            found["part of another"] = 1.0
            found["best longer"] = _odds(max(longer))
        return found

    def _describe_object(self) -> Features:
        """Return the features that an object gives to each of its candidates."""
        found = {f"object holds {entity}": 1.0 for entity in self.claims}
        found[f"object size {min(6, int(log(self.size / 100 + 1, 2)))}"] = 1.0
        if not self.claims:
            found["object holds nothing"] = 1.0
        for kind, count in self.words.items():
            found[f"object says {kind}"] = 1.0
            if count >= _OFTEN:
                found[f"object says {kind} often"] = 1.0
        for kind in _SHARED if STREET_ADDRESS not in self.claims else ():  # its street is a thing too
            found[f"share of words {kind}"] = 10 * self.words[kind] / (self.said + _FEW_WORDS)
        return found


def evidence_of(known: dict[Where, Evidence], where: Where) -> Evidence:
    """Return the evidence of the object that a place lies in; only the last objects stay in `known`."""
    whole = of_object(where)
    last = next(reversed(known), None)
    if last == whole:
        return known[last]
    known[whole] = evidence = known.pop(whole, None) or Evidence()
    while len(known) > _OBJECTS:
        del known[next(iter(known))]
    return evidence


@lru_cache(maxsize=1)
def _believers() -> frozenset[str]:
    return frozenset(lexicon.table("traits")["people"]["believers"])


@lru_cache(maxsize=1)
def _place_ends() -> frozenset[str]:
    """Return the second words of places."""
    places = (place.split() for place in lexicon.words("places_and_brands", "places"))
    return frozenset(words[1] for words in places if len(words) > 1)


@lru_cache(maxsize=1)
def _clubs() -> frozenset[str]:
    return frozenset(lexicon.table("places_and_brands")["clubs"])


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    kinds = (lexicon.words("persons", kind) for kind in ("titles", "titles_world", "titles_dotted"))
    return frozenset(
        word for word in chain(*kinds) if not lexicon.given_name(word) and not lexicon.family_name(word)
    )


def _read_town(hit: Hit) -> Iterator[str]:
    """Yield the town of an address with a postal code, and its first word before a small one."""
    town = hit.parts.get("city", "").lower() if "zip" in hit.parts else ""
    if hit.entity == STREET_ADDRESS and town:
        yield town
        first, _, second = hit.parts["city"].partition(" ")
        if second[:1].islower():
            yield first.lower()


def _describe_others(every: _Sum, own: _Name, others: int, found: Features) -> None:
    """Add what the other names of an object are like."""
    best = every.best[1 if own.share == every.best[0] else 0]
    wholes = every.wholes - own.whole
    found["best other"] = _odds(best) if others else _NONE
    found["mean other"] = _odds((every.share - own.share) / others) if others else _NONE
    found["best same"] = _odds(own.share)
    found[f"others {_degree(others)}"] = 1.0
    found[f"other wholes {_degree(wholes)}"] = 1.0
    found["second best other"] = every.second[1 if own.second == every.second[0] else 0]
    found["share of wholes"] = wholes / others if others else 0.0
    for source, count in every.sources.items():
        if count > (source in own.sources):
            found[f"other from {source}"] = 1.0


def _add_up(names: Mapping[str, _Name]) -> _Sum:
    """Return what names add up to."""
    shares, seconds = [one.share for one in names.values()], [one.second for one in names.values()]
    longer: dict[str, list[tuple[frozenset[str], float]]] = {}
    for value, one in names.items():
        words = frozenset(value.split())
        for word in words if len(words) > 1 else ():
            longer.setdefault(word, []).append((words, one.share))
    sources: dict[str, int] = {}
    for one in names.values():
        for source in one.sources & _SOURCES:
            sources[source] = sources.get(source, 0) + 1
    wholes = sum([one.whole for one in names.values()])
    return _Sum(sum(shares), _take_best(shares), wholes, sources, longer, _take_best(seconds))


def _take_best(numbers: list[float]) -> list[float]:
    """Return the two highest of some numbers, with zeros where there are fewer."""
    return [*sorted(numbers, reverse=True)[:2], 0.0, 0.0]


def _odds(number: float) -> float:
    number = min(0.995, max(0.005, number))
    return log(number / (1 - number))


def _degree(count: int) -> int:
    return bisect_right(_FEW, count)


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, tuple[str, ...]]:
    """Return the kinds of each word that texts about people, or texts about things, have."""
    kinds: dict[str, tuple[str, ...]] = {}
    shared = (
        ("address", lexicon.words("greetings_closings", "greeting_words")),
        ("closing", lexicon.words("greetings_closings", "closing_words")),
        ("hours", vocabulary.weekdays()),
        *zip(("act", *_SHARED), neighbouring_word.kinds(), strict=True),
    )
    for kind, words in (*lexicon.table("document_words").items(), *shared):
        for word in words:
            kinds[word] = (*kinds.get(word, ()), kind)
    return kinds
